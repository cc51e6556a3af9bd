//! One application: the signatory submits it or takes it back, an approver decides on it and on what follows.

use crate::{
    api::{Answered, Application, Commitment, Decision, Reasoned},
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
    may: May,
}

/// What the visitor may do with the application as it stands.
struct May {
    submit: bool,
    apply: bool,
    decide: bool,
    suspend: bool,
    reinstate: bool,
    revoke: bool,
    withdraw: bool,
}

impl May {
    fn of(who: &SignedIn, state: &str) -> Self {
        let (applies, approves) =
            (who.session.role.may(Action::Apply), who.session.role.may(Action::Approve));
        let (open, standing) = (state == "draft" || state == "more_information", state == "approved");
        Self {
            submit: applies && open,
            apply: applies,
            decide: approves && state == "submitted",
            suspend: approves && standing,
            reinstate: approves && state == "suspended",
            revoke: approves && (standing || state == "suspended"),
            withdraw: applies && matches!(state, "submitted" | "more_information" | "approved" | "suspended"),
        }
    }
}

pub(crate) async fn show(who: SignedIn, Path(id): Path<String>, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeApplications)?;
    Ok(html(&view(&who, &id, paging.done, who.form()).await?))
}

/// Does what the pressed button says.
pub(crate) async fn act(who: SignedIn, Path(id): Path<String>, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::SeeApplications)?;
    let pressed = form.value("act").to_owned();
    let (action, done) = match pressed.as_str() {
        "submit" => (Action::Apply, "submitted"),
        "withdraw" => (Action::Apply, "withdrawn"),
        "approve" => (Action::Approve, "approved"),
        "reject" => (Action::Approve, "rejected"),
        "ask" => (Action::Approve, "asked"),
        "suspend" => (Action::Approve, "suspended"),
        "reinstate" => (Action::Approve, "reinstated"),
        "revoke" => (Action::Approve, "revoked"),
        _ => return Err(Failure::ForgedForm),
    };
    who.may(action)?;
    let answer = match pressed.as_str() {
        "submit" => Some(submit(&who, &id, &form).await),
        "approve" | "reject" => decide(&who, &id, &mut form, pressed == "approve").await,
        _ => reasoned(&who, &id, &mut form, &pressed).await,
    };
    if let Some(answer) = answer
        && form.outcome(answer)?.is_some()
    {
        return Ok(Redirect::to(&address(&format!("/applications/{id}"), &[("done", done)])).into_response());
    }
    Ok(refused(&view(&who, &id, None, form.renewed(&who.session)).await?))
}

async fn submit(who: &SignedIn, id: &str, form: &Form) -> Answered<()> {
    let commitments: Vec<Commitment> = form.values("commitment").filter_map(commitment).collect();
    who.api().submit(form.key(), id, &commitments).await
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

/// So is everything that follows it; a question has a day by which it must be answered.
async fn reasoned(who: &SignedIn, id: &str, form: &mut Form, pressed: &str) -> Option<Answered<()>> {
    let reason = form.need("reason");
    let deadline = (pressed == "ask").then(|| form.need_day("deadline"));
    if !form.is_right() {
        return None;
    }
    let what = match pressed {
        "ask" => "information-request",
        "suspend" => "suspension",
        "reinstate" => "reinstatement",
        "revoke" => "revocation",
        _ => "withdrawal",
    };
    let body = Reasoned { reason, deadline, from: form.maybe("from") };
    Some(who.api().act_on_application(form.key(), id, what, &body).await)
}

async fn view(who: &SignedIn, id: &str, done: Option<String>, form: Form) -> Result<View, Failure> {
    let application = who.api().application(id).await?;
    let catalogue = Catalogue::load(who).await?;
    let may = May::of(who, &application.state);
    Ok(View { page: who.page().having_done(done), form, application, catalogue, may })
}
