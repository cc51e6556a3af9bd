//! A published version of a service's rulebook, for anyone.

use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::Response,
};
use domain::ids::ServiceCode;
use storage::rulebooks::Rulebooks;
use web::{App, Problem, public_page};

use crate::see_services::{Asked, organiser};

/// `GET /v1/services/{service}/versions/{version}?org=CODE`: all that the version says, whether it is in force,
/// was or will be.
pub(crate) async fn version(
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    path: Result<Path<(ServiceCode, u32)>, PathRejection>,
    asked: Asked,
) -> Result<Response, Problem> {
    let Path((service, version)) = path.map_err(|_| Problem::new("not_found"))?;
    let org = organiser(asked)?;
    let found = rulebooks.version(&*app.store, &org, &service, version).await?;
    let rulebook = found.ok_or(Problem::new("not_found"))?;
    Ok(public_page(axum::Json(&*rulebook)))
}
