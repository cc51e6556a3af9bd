//! A provider asks where it may upload a file.

use std::sync::Arc;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    event_file::{Counts, EventFile, Format, MOST_BYTES, State as Stands},
    ids::FileId,
};
use jiff::{SignedDuration, Timestamp};
use objects::{Address, UPLOAD_SECONDS, Uploads};
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::{keys::Name, port::Table, records::put_new};
use web::{Accepted, Action, Actor, App, Command, DryRun, Outcome, Problem, carry_out};

use crate::unavailable;

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Announced {
    format: Format,
    /// The file's size.
    bytes: u64,
}

/// Where the file goes. A POST to its arrival then sets its recording going.
#[derive(Serialize)]
struct Upload {
    file: FileId,
    method: &'static str,
    url: String,
    headers: serde_json::Map<String, serde_json::Value>,
    expires_at: Timestamp,
}

/// `POST /v1/event-files`: an address for one PUT. Asked again under the same key, a fresh one for the same file.
pub(crate) async fn ask(
    actor: Actor,
    State(app): State<App>,
    State(uploads): State<Arc<dyn Uploads>>,
    Accepted(language): Accepted,
    DryRun(dry_run): DryRun,
    command: Command<Announced>,
) -> Result<Response, Problem> {
    actor.may(Action::Record)?;
    let provider = actor.provider()?;
    let Announced { format, bytes } = command.body;
    if !(1..=MOST_BYTES).contains(&bytes) {
        return Err(Problem::new("file_size").at_field("bytes"));
    }
    let (file, at) = (FileId::of(&actor.organiser, &actor.id, &command.key), app.now());
    let (state, counts) = (Stands::Awaiting, Counts::default());
    let new = EventFile { file, provider, format, bytes, language, dry_run, at, state, counts };
    carry_out(&app, &actor, Table::Vouchers, &command, || async {
        let writes = vec![put_new(&actor.organiser, &Name::EventFile(provider, file), &new)?];
        Ok(Outcome { status: StatusCode::CREATED, answer: json!({ "file": file }), writes })
    })
    .await?;
    let address = uploads.address(&new.upload_key(&actor.organiser), content_type(format), bytes).await;
    let upload = Upload::at(address.map_err(|error| unavailable(&error))?, file, at);
    Ok((StatusCode::CREATED, axum::Json(upload)).into_response())
}

fn content_type(format: Format) -> &'static str {
    match format {
        Format::Csv => "text/csv",
        Format::Ndjson => "application/x-ndjson",
    }
}

impl Upload {
    fn at(Address { url, headers }: Address, file: FileId, at: Timestamp) -> Self {
        let headers = headers.into_iter().map(|(name, value)| (name, value.into())).collect();
        let expires_at = at + SignedDuration::from_secs(UPLOAD_SECONDS.into());
        Self { file, method: "PUT", url, headers, expires_at }
    }
}
