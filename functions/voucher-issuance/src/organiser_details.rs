//! The organiser's own details: the buyer of every invoice.

use axum::extract::State;
use domain::{invoice, organiser::Details};
use storage::{
    keys::Name,
    records::{Versioned, load},
};
use web::{Action, Actor, App, Json, Problem, with_retries};

/// The longest payment term that the act on late payments (30/2013, section 5) lets an authority have, in days.
const LONGEST_TERM_DAYS: u16 = 30;

/// `PUT /v1/organiser`: replaces the details. The same details again change nothing, so no key is needed.
pub(crate) async fn change(
    actor: Actor,
    State(app): State<App>,
    Json(details): Json<Details>,
) -> Result<axum::Json<Details>, Problem> {
    actor.may(Action::SetUp)?;
    if !(1..=LONGEST_TERM_DAYS).contains(&details.payment_term_days) {
        return Err(Problem::new("bad_parameter").at_field("payment_term_days"));
    }
    if !details.has_good_portal() {
        return Err(Problem::new("bad_parameter").at_field("portal"));
    }
    if let Some(wrong) = invoice::findings(&details.invoicing).first() {
        let problem = Problem::new("invoicing_choice_wrong").at_field(wrong.field);
        return Err(problem.at_line(Some(wrong.setting)));
    }
    with_retries(&app.clock, || async {
        let before = load::<Details>(&*app.store, &actor.organiser, &Name::OrganiserDetails).await?;
        let version = before.map_or(0, |found| found.version);
        let write =
            Versioned { value: details.clone(), version }.put(&actor.organiser, &Name::OrganiserDetails)?;
        app.store.write(vec![write]).await
    })
    .await?;
    Ok(axum::Json(details))
}

/// `GET /v1/organiser`: the details, for anyone who is signed in.
pub(crate) async fn see(actor: Actor, State(app): State<App>) -> Result<axum::Json<Details>, Problem> {
    let found = load::<Details>(&*app.store, &actor.organiser, &Name::OrganiserDetails).await?;
    found.map(|details| axum::Json(details.value)).ok_or(Problem::new("not_found"))
}
