//! A provider sees its files: where they stand, and what their lines came to so far.

use axum::extract::State;
use domain::{
    event_file::{Counts, EventFile, Format, State as Stands},
    ids::FileId,
    language::Language,
};
use jiff::Timestamp;
use serde::Serialize;
use storage::{keys::List, records::page};
use web::{Action, Actor, App, Listing, Named, Paging, Problem, sentence};

use crate::file_of;

/// A file as its provider sees it.
#[derive(Serialize)]
pub(crate) struct FileView {
    file: FileId,
    at: Timestamp,
    format: Format,
    bytes: u64,
    language: Language,
    dry_run: bool,
    state: &'static str,
    /// So many parts of the answers can be fetched.
    parts: u32,
    lines: u64,
    answered: u64,
    approved: u64,
    held: u64,
    repeated: u64,
    refused: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'static str>,
}

impl FileView {
    pub(crate) fn of(file: EventFile) -> Self {
        let (parts, answered) = (file.parts(), file.counts.answered());
        let (state, code) = match file.state {
            Stands::Awaiting => ("awaiting", None),
            Stands::Recording { .. } => ("recording", None),
            Stands::Done { .. } => ("done", None),
            Stands::Refused { reason } => ("refused", Some(reason.code())),
        };
        let EventFile { file, at, format, bytes, language, dry_run, counts, .. } = file;
        let Counts { lines, approved, held, repeated, refused } = counts;
        let detail = code.map(|code| sentence(code, language));
        Self {
            file,
            at,
            format,
            bytes,
            language,
            dry_run,
            state,
            parts,
            lines,
            answered,
            approved,
            held,
            repeated,
            refused,
            code,
            detail,
        }
    }
}

/// `GET /v1/event-files`: a page of the own files.
pub(crate) async fn list(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Listing<FileView>>, Problem> {
    actor.may(Action::Record)?;
    let list = List::FilesOf(actor.provider()?);
    let found = page::<EventFile>(&*app.store, &actor.organiser, &list, paging.after, paging.limit).await?;
    let views = found.records.into_iter().map(|(_, file)| FileView::of(file)).collect();
    Ok(axum::Json(Listing::new(views, found.next)))
}

/// `GET /v1/event-files/{file}`
pub(crate) async fn one(
    actor: Actor,
    State(app): State<App>,
    Named(file): Named<FileId>,
) -> Result<axum::Json<FileView>, Problem> {
    actor.may(Action::Record)?;
    let found = file_of(&*app.store, &actor.organiser, actor.provider()?, file).await?;
    Ok(axum::Json(FileView::of(found.ok_or(Problem::new("not_found"))?.value)))
}
