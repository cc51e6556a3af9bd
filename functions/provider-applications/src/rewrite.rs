//! A signatory writes the own application anew, as long as it is the provider's to write.

use axum::extract::State;
use domain::{application::Application, ids::ApplicationId};
use serde_json::{Value, json};
use storage::{keys::Name, records::load};
use web::{Action, Actor, App, Json, Named, Problem, with_retries};

use crate::apply::{NewApplication, details};

/// `PUT /v1/applications/{application}`: a draft, or one that needs more information. The same content again
/// changes nothing, so no key is needed.
pub(crate) async fn rewrite(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
    Json(new): Json<NewApplication>,
) -> Result<axum::Json<Value>, Problem> {
    actor.may(Action::Apply)?;
    let provider = actor.provider()?;
    let details = details(&new)?;
    let name = Name::Application(application);
    with_retries(&app.clock, || async {
        let found = load::<Application>(&*app.store, &actor.organiser, &name).await?;
        let Some(mut own) = found.filter(|own| own.value.provider == provider) else {
            return Ok(Err(Problem::new("not_found")));
        };
        if own.value.rewrite(details.clone(), new.services.clone()).is_err() {
            return Ok(Err(Problem::new("impossible_transition")));
        }
        app.store.write(vec![own.put(&actor.organiser, &name)?]).await?;
        Ok(Ok(axum::Json(json!({ "application": application, "state": own.value.state }))))
    })
    .await?
}
