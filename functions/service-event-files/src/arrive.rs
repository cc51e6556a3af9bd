//! A provider says that its file is uploaded; its recording begins.

use std::sync::Arc;

use axum::extract::State;
use domain::{
    event_file::{Place, State as Stands},
    ids::FileId,
};
use objects::Uploads;
use storage::keys::Name;
use web::{Action, Actor, App, Named, Problem, with_retries};

use crate::{file_of, see::FileView, unavailable};

/// `POST /v1/event-files/{file}/arrival`: the file as it stands. Said again, it changes nothing.
pub(crate) async fn arrive(
    actor: Actor,
    State(app): State<App>,
    State(uploads): State<Arc<dyn Uploads>>,
    Named(id): Named<FileId>,
) -> Result<axum::Json<FileView>, Problem> {
    actor.may(Action::Record)?;
    let (store, organiser, provider) = (&*app.store, &actor.organiser, actor.provider()?);
    let found = file_of(store, organiser, provider, id).await?.ok_or(Problem::new("not_found"))?;
    if found.value.state == Stands::Awaiting {
        let size = uploads.size(&found.value.upload_key(organiser)).await;
        let size = size.map_err(|error| unavailable(&error))?.ok_or(Problem::new("file_not_uploaded"))?;
        if size != found.value.bytes {
            return Err(Problem::new("file_size_differs").with_note(size.to_string()));
        }
    }
    let arrived = with_retries(&app.clock, || async {
        let Some(mut file) = file_of(store, organiser, provider, id).await? else { return Ok(None) };
        if file.value.state == Stands::Awaiting {
            file.value.state = Stands::Recording { next: Place::START };
            store.write(vec![file.put(organiser, &Name::EventFile(provider, id))?]).await?;
        }
        Ok(Some(file.value))
    });
    let file = arrived.await?.ok_or(Problem::new("not_found"))?;
    Ok(axum::Json(FileView::of(file)))
}
