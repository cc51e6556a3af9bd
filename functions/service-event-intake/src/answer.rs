//! The answer to a request of one event: its status, or the refusal as a problem.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{language::Language, recording::Refusal};
use ledger::{Answer, Decided};
use web::{DryRun, Problem};

/// The answer to a request of one event: 201 when it is recorded now, 200 when it was before, a problem when a
/// rule refuses it. What would be recorded is answered with 200 too.
pub(crate) fn answered(
    id: String,
    decided: &Decided,
    language: Language,
    dry: DryRun,
) -> Result<Response, Problem> {
    let status = match decided {
        Decided::Refused(refusal) => return Err(problem(*refusal)),
        Decided::Recorded { repeated, .. } if *repeated || dry.0 => StatusCode::OK,
        Decided::Recorded { .. } => StatusCode::CREATED,
    };
    Ok((status, axum::Json(Answer::new(1, id, decided, language).dry(dry.0))).into_response())
}

/// A refusal as a problem of its own, for a request of one event.
pub(crate) fn problem(refusal: Refusal) -> Problem {
    let problem = Problem::new(refusal.code());
    match refusal.field() {
        Some(field) => problem.at_field(field),
        None => problem,
    }
}
