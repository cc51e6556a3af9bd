//! An invoice as a file: the bytes as the API stores them, never shown in the browser.

use crate::{failure::Answer, visitor::SignedIn};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use web::Action;

/// A provider's own invoice of a run.
pub(crate) async fn own(who: SignedIn, Path(run): Path<String>) -> Answer {
    who.may(Action::SeeOwnSettlements)?;
    Ok(file(who.api().invoice(&run, None).await?))
}

/// Any provider's invoice of a run, for finance.
pub(crate) async fn of_provider(who: SignedIn, Path((run, provider)): Path<(String, String)>) -> Answer {
    who.may(Action::FetchInvoices)?;
    Ok(file(who.api().invoice(&run, Some(&provider)).await?))
}

fn file(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/xml"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"finvoice.xml\""),
    ];
    (headers, bytes).into_response()
}
