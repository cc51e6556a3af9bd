//! The answers to a file's lines: NDJSON, part by part; the parts one after the other are the whole.

use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::header,
    response::{IntoResponse, Response},
};
use domain::ids::FileId;
use objects::Uploads;
use web::{Action, Actor, App, Problem};

use crate::{file_of, unavailable};

/// `GET /v1/event-files/{file}/results/{part}`: parts count from 1.
pub(crate) async fn fetch(
    actor: Actor,
    State(app): State<App>,
    State(uploads): State<Arc<dyn Uploads>>,
    path: Result<Path<(String, u32)>, PathRejection>,
) -> Result<Response, Problem> {
    actor.may(Action::Record)?;
    let not_found = || Problem::new("not_found");
    let Path((file, part)) = path.map_err(|_| not_found())?;
    let file: FileId = file.parse().map_err(|_| not_found())?;
    let found = file_of(&*app.store, &actor.organiser, actor.provider()?, file).await?;
    let file = found.ok_or(not_found())?.value;
    if !(1..=file.parts()).contains(&part) {
        return Err(not_found());
    }
    let results = uploads.get(&file.results_key(&actor.organiser, part)).await;
    let results = results.map_err(|error| unavailable(&error))?.ok_or(not_found())?;
    let disposition = format!("attachment; filename=\"{}-{part:04}.ndjson\"", file.file);
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, results).into_response())
}
