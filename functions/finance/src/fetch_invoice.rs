//! The file of an invoice: a provider fetches its own, finance anyone's.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    ids::{ProviderId, RunId},
    invoice::Format,
    settlement::{Settlement, State as Stands},
};
use objects::Objects;
use serde::Deserialize;
use storage::{keys::Name, records::load};
use web::{Action, Actor, App, Named, Problem};

/// Whose invoice finance asks for, and in which format: the first one where none is named.
#[derive(Deserialize)]
pub(crate) struct Of {
    provider: Option<ProviderId>,
    format: Option<Format>,
}

/// `GET /v1/settlements/{run}/invoice`, with `format` for another than the first one
pub(crate) async fn fetch(
    actor: Actor,
    State(app): State<App>,
    State(objects): State<Arc<dyn Objects>>,
    Named(run): Named<RunId>,
    of: Result<Query<Of>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(of) = of.map_err(|_| Problem::new("bad_parameter"))?;
    let provider = whose(&actor, of.provider)?;
    let name = Name::Settlement(run, provider);
    let found = load::<Settlement>(&*app.store, &actor.organiser, &name).await?;
    let settlement = found.ok_or(Problem::new("not_found"))?.value;
    let Stands::Written { invoice_number, files, .. } = &settlement.state else {
        return Err(Problem::new("not_found"));
    };
    let mut formats = files.keys().copied().filter(|format| of.format.is_none_or(|asked| asked == *format));
    let format = formats.next().ok_or(Problem::new("not_found"))?;
    let mut key = settlement.file_key(&actor.organiser, invoice_number, format);
    let (mut file_name, mut content_type) = (format.file_name(), format.content_type());
    if format == Format::Statement {
        // People get the PDF; until it is set there is nothing to fetch.
        key = key.replace(file_name, "statement.pdf");
        (file_name, content_type) = ("statement.pdf", "application/pdf");
    }
    let file = objects.get(&key).await;
    let file = file.map_err(|error| {
        tracing::error!(%error, "the bucket is unavailable");
        Problem::new("try_again")
    })?;
    let bytes = file.ok_or(Problem::new("not_found"))?;
    let disposition = format!("attachment; filename=\"{invoice_number}-{file_name}\"");
    let headers =
        [(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}

fn whose(actor: &Actor, asked: Option<ProviderId>) -> Result<ProviderId, Problem> {
    if let Some(business) = &actor.business {
        actor.may(Action::SeeOwnSettlements)?;
        let foreign = asked.is_some_and(|asked| asked != business.provider);
        return if foreign { Err(Problem::new("not_found")) } else { Ok(business.provider) };
    }
    actor.may(Action::FetchInvoices)?;
    asked.ok_or(Problem::new("bad_parameter").at_field("provider"))
}
