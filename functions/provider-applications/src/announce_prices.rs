//! A provider announces the prices that it asks from a coming day on.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::{Organiser, ServiceCode},
    provider::{Approval, Price, PriceList, check_beginning, check_prices},
    rulebook::Rulebook,
    time,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load, rulebooks};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    offers::offer,
    price_problem::{beginning, finding},
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPrices {
    /// First day of service at these prices.
    first_day: Date,
    prices: Vec<Price>,
}

/// `POST /v1/approvals/{service}/price-lists`: never for days gone by; the notice, the days on which prices may
/// begin and the ceilings are the rulebook's.
pub(crate) async fn announce(
    actor: Actor,
    State(app): State<App>,
    Named(service): Named<ServiceCode>,
    command: Command<NewPrices>,
) -> Result<Response, Problem> {
    actor.may(Action::SetPrices)?;
    let provider = actor.provider()?;
    let today = time::day_of(app.now());
    let NewPrices { first_day, prices } = &command.body;
    once(&app, &actor, Table::Providers, &command, || async {
        let name = Name::Approval(provider, service.clone());
        let found = load::<Approval>(&*app.store, &actor.organiser, &name).await?;
        let held = found.filter(|found| found.value.holds_after(today));
        let mut approval = held.ok_or(Problem::new("not_found"))?;
        let now = rulebook(&app, &actor.organiser, &service, today).await?;
        check_beginning(&now.price_changes, today, *first_day).map_err(beginning)?;
        let then = rulebook(&app, &actor.organiser, &service, *first_day).await?;
        if let Some(wrong) = check_prices(&then, prices).into_iter().next() {
            return Err(finding(wrong, &service).at_field("prices"));
        }
        approval.value.announce(PriceList { first_day: *first_day, prices: prices.clone() });
        let mut writes = vec![approval.put(&actor.organiser, &name)?];
        writes.extend(offer(&app, &actor.organiser, &approval.value, today).await?);
        let answer = json!({ "service": service, "first_day": first_day });
        Ok(Outcome { status: StatusCode::CREATED, answer, writes })
    })
    .await
}

async fn rulebook(
    app: &App,
    organiser: &Organiser,
    service: &ServiceCode,
    on: Date,
) -> Result<Rulebook, Problem> {
    let found = rulebooks::in_force(&*app.store, organiser, service, on).await?;
    found.ok_or(Problem::new("service_not_found"))
}
