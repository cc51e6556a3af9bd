//! A provider tells whether it takes new clients, for the register and for those who choose.

use axum::extract::State;
use domain::{
    ids::ServiceCode,
    provider::{Approval, Availability},
    time,
};
use storage::{keys::Name, records::load};
use web::{Action, Actor, App, Json, Named, Problem, with_retries};

use crate::offers::offer;

/// `PUT /v1/approvals/{service}/availability`: the same again changes nothing, so no key is needed.
pub(crate) async fn tell(
    actor: Actor,
    State(app): State<App>,
    Named(service): Named<ServiceCode>,
    Json(told): Json<Availability>,
) -> Result<axum::Json<Availability>, Problem> {
    actor.may(Action::Book)?;
    let provider = actor.provider()?;
    let today = time::day_of(app.now());
    let name = Name::Approval(provider, service);
    with_retries(&app.clock, || async {
        let found = load::<Approval>(&*app.store, &actor.organiser, &name).await?;
        let Some(mut approval) = found.filter(|found| found.value.holds_after(today)) else {
            return Ok(Err(Problem::new("not_found")));
        };
        if approval.value.availability != told {
            approval.value.availability = told;
            let mut writes = vec![approval.put(&actor.organiser, &name)?];
            match offer(&app, &actor.organiser, &approval.value, today).await {
                Ok(copy) => writes.extend(copy),
                Err(problem) => return Ok(Err(problem)),
            }
            app.store.write(writes).await?;
        }
        Ok(Ok(axum::Json(told)))
    })
    .await?
}
