//! One application: the signatory submits it, an approver decides on it.

use crate::{
    api::{Answered, Application, Commitment, Decision},
    catalogue::Catalogue,
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html, refused},
    paging::Paging,
    visitor::{SignedIn, address},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use web::Action;

#[derive(Template)]
#[template(path = "application.html")]
struct View {
    page: Page,
    form: Form,
    application: Application,
    catalogue: Catalogue,
    may_submit: bool,
    may_decide: bool,
    may_apply: bool,
}

pub(crate) async fn show(who: SignedIn, Path(id): Path<String>, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeApplications)?;
    Ok(html(&view(&who, &id, paging.done, who.form()).await?))
}

/// Submits or decides, as the pressed button says.
pub(crate) async fn act(who: SignedIn, Path(id): Path<String>, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::SeeApplications)?;
    let (done, answer) = match form.value("act") {
        "submit" => (who.may(Action::Apply).map(|()| "submitted")?, submit(&who, &id, &form).await),
        "approve" => {
            (who.may(Action::Approve).map(|()| "approved")?, decide(&who, &id, &mut form, true).await)
        }
        "reject" => {
            (who.may(Action::Approve).map(|()| "rejected")?, decide(&who, &id, &mut form, false).await)
        }
        _ => return Err(Failure::ForgedForm),
    };
    if let Some(answer) = answer
        && form.outcome(answer)?.is_some()
    {
        return Ok(Redirect::to(&address(&format!("/applications/{id}"), &[("done", done)])).into_response());
    }
    Ok(refused(&view(&who, &id, None, form.renewed(&who.session)).await?))
}

async fn submit(who: &SignedIn, id: &str, form: &Form) -> Option<Answered<()>> {
    let commitments: Vec<Commitment> = form.values("commitment").filter_map(commitment).collect();
    Some(who.api().submit(form.key(), id, &commitments).await)
}

/// `home-care 1`: what the page showed is what the signatory commits to.
fn commitment(text: &str) -> Option<Commitment> {
    let (service, version) = text.split_once(' ')?;
    Some(Commitment { service: service.to_owned(), rulebook: version.parse().ok()? })
}

/// A decision on an application is always given with its reason.
async fn decide(who: &SignedIn, id: &str, form: &mut Form, approve: bool) -> Option<Answered<()>> {
    let reason = form.need("reason");
    if !form.is_right() {
        return None;
    }
    Some(who.api().decide_application(form.key(), id, &Decision { approve, reason }).await)
}

async fn view(who: &SignedIn, id: &str, done: Option<String>, form: Form) -> Result<View, Failure> {
    let application = who.api().application(id).await?;
    let catalogue = Catalogue::load(who).await?;
    let role = who.session.role;
    let may_submit = role.may(Action::Apply) && application.state == "draft";
    let may_decide = role.may(Action::Approve) && application.state == "submitted";
    let may_apply = role.may(Action::Apply);
    let page = who.page().having_done(done);
    Ok(View { page, form, application, catalogue, may_submit, may_decide, may_apply })
}
