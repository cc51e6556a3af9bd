//! Events that wait for an approver, and the approver's decisions.

use crate::{
    api::{Api, Decision, Held},
    catalogue::{Catalogue, or_none},
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html, refused},
    provider_names::ProviderNames,
    visitor::{SignedIn, address},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use futures::future::try_join_all;
use serde::Deserialize;
use web::Action;

#[derive(Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    service: String,
    cursor: Option<String>,
    done: Option<String>,
}

/// An event with the form that decides on it.
struct Waiting {
    service: String,
    held: Held,
    form: Form,
    reason: String,
}

#[derive(Template)]
#[template(path = "held.html")]
struct View {
    page: Page,
    asked: Asked,
    catalogue: Catalogue,
    services: Vec<(String, String)>,
    waiting: Vec<Waiting>,
    providers: ProviderNames,
    /// The form that was refused, for the summary at the top.
    form: Form,
    more: Vec<(String, String)>,
}

pub(crate) async fn show(who: SignedIn, Query(asked): Query<Asked>) -> Answer {
    who.may(Action::Approve)?;
    Ok(html(&view(&who, asked, who.form(), "").await?))
}

pub(crate) async fn decide(
    who: SignedIn,
    Path(event): Path<String>,
    Query(asked): Query<Asked>,
    Submitted(mut form): Submitted,
) -> Answer {
    who.may(Action::Approve)?;
    let decision = read(&mut form, &event);
    if form.is_right() {
        let answer = who.api().decide_held(form.key(), &event, &decision).await;
        if form.outcome(answer)?.is_some() {
            let done = if decision.approve { "held-approved" } else { "held-rejected" };
            let to = address("/held", &[("service", asked.service.as_str()), ("done", done)]);
            return Ok(Redirect::to(&to).into_response());
        }
    }
    Ok(refused(&view(&who, asked, form.renewed(&who.session), &event).await?))
}

/// A rejection is told to the provider, so it needs its reason.
fn read(form: &mut Form, event: &str) -> Decision {
    let name = reason_of(event);
    form.alias("reason".to_owned(), name.clone());
    let approve = form.value("approve") == "true";
    let reason = if approve { form.value(&name).to_owned() } else { form.need(&name) };
    Decision { approve, reason }
}

async fn view(who: &SignedIn, asked: Asked, form: Form, decided: &str) -> Result<View, Failure> {
    let catalogue = Catalogue::load(who).await?;
    let page = who.page().having_done(asked.done.clone());
    let services = or_none(page.t("held-all-services"), catalogue.choices(|_| true));
    let codes = codes(&catalogue, &asked);
    let (api, cursor) = (who.api(), asked.cursor.as_deref().filter(|_| !asked.service.is_empty()));
    let lists = try_join_all(codes.iter().map(|code| of_service(&api, code, cursor))).await?;
    let mut waiting = Vec::new();
    let mut more = Vec::new();
    for (service, (items, next)) in codes.into_iter().zip(lists) {
        more.extend(next.map(|next| (catalogue.name(&service), next)));
        waiting.extend(items.into_iter().map(|held| {
            let own = if held.event == decided { form.clone() } else { who.form() };
            Waiting { service: service.clone(), reason: reason_of(&held.event), held, form: own }
        }));
    }
    let providers = ProviderNames::load(who).await?;
    Ok(View { page, asked, catalogue, services, waiting, providers, form, more })
}

/// The service that was chosen, or all.
fn codes(catalogue: &Catalogue, asked: &Asked) -> Vec<String> {
    let all = catalogue.services.iter().map(|service| service.service.clone());
    all.filter(|code| asked.service.is_empty() || *code == asked.service).collect()
}

async fn of_service(
    api: &Api,
    service: &str,
    cursor: Option<&str>,
) -> Result<(Vec<Held>, Option<String>), Failure> {
    let list = api.held(service, cursor).await?;
    let next = list.next.map(|next| address("/held", &[("service", service), ("cursor", &next)]));
    Ok((list.items, next))
}

fn reason_of(event: &str) -> String {
    format!("reason.{event}")
}
