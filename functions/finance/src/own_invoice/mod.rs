//! A provider's own invoice, where the organiser obliges providers to invoice themselves: read safely, held against the
//! approved events, answered line by line; only one that matches goes on.

mod expected;
mod read;
mod xml;

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    identifiers::IdentityCode,
    ids::{Organiser, ProviderId, RunId},
    language::Text,
    own_invoice::{Difference, OwnInvoice, Received, compare},
    settlement::{Settlement, State as Stands},
    time::day_of,
};
use objects::Objects;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use storage::{
    keys::Name,
    records::{Listed, Versioned, load, put_new},
};
use web::{Action, Actor, App, Found, Named, Problem, XmlBytes, sentences, with_retries};

/// An invoice of a few thousand lines, within what a function is sent at once.
const LARGEST: usize = 4 * 1024 * 1024;
/// So many differences are told; the rest is found when these are mended.
const MOST_TOLD: usize = 500;

/// The route's limit, above that of other bodies.
pub(crate) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST)
}

/// `POST /v1/settlements/{run}/own-invoice`: an invoice in XML. The same file again gets the same answer, so it needs no
/// key.
pub(crate) async fn take(
    actor: Actor,
    State(app): State<App>,
    State(objects): State<Arc<dyn Objects>>,
    Named(run): Named<RunId>,
    XmlBytes(file): XmlBytes,
) -> Result<Response, Problem> {
    actor.may(Action::SendInvoices)?;
    let (organiser, provider) = (&actor.organiser, actor.provider()?);
    let settlement = load::<Settlement>(&*app.store, organiser, &Name::Settlement(run, provider)).await?;
    let settlement = settlement.ok_or(Problem::new("not_found"))?;
    let sha256: String = Sha256::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
    if !matches!(settlement.value.state, Stands::AwaitsInvoice { .. }) {
        return repeated(&app, organiser, &settlement.value, &sha256).await;
    }
    let received = received(&file)?;
    differences(&app, organiser, &settlement.value, &received).await?;
    let key = format!("received/{organiser}/{run}/{provider}/{sha256}.xml");
    let put = objects.put_if_absent(&key, file.to_vec(), "application/xml").await;
    put.map_err(|error| {
        tracing::error!(%error, "the bucket is unavailable");
        Problem::new("try_again")
    })?;
    let own = OwnInvoice {
        number: received.number.clone(),
        issued_on: received.issued_on,
        due_on: received.due_on,
        reference: received.reference.clone(),
        format: received.format,
        key,
        sha256,
    };
    matched(&app, organiser, (run, provider), &own).await?;
    Ok((StatusCode::CREATED, axum::Json(answer(&own))).into_response())
}

/// Reads the file; nobody's identity code may go on in it.
fn received(file: &Bytes) -> Result<Received, Problem> {
    let root = xml::read(file).map_err(refused)?;
    if root.any(&|text| IdentityCode::occurs_in(text)) {
        return Err(Problem::new("own_invoice_names_a_person"));
    }
    read::received(&root).map_err(|(code, field)| {
        let problem = refused(code);
        if field.is_empty() { problem } else { problem.at_field(field) }
    })
}

fn refused(code: &str) -> Problem {
    match code {
        "xml_encoding" => Problem::new("xml_encoding"),
        "xml_unsafe" => Problem::new("xml_unsafe"),
        "not_an_einvoice" => Problem::new("not_an_einvoice"),
        "einvoice_field" => Problem::new("einvoice_field"),
        _ => Problem::new("xml_malformed"),
    }
}

/// Everything that differs is answered at once, each with its line.
async fn differences(
    app: &App,
    organiser: &Organiser,
    settlement: &Settlement,
    received: &Received,
) -> Result<(), Problem> {
    let basis = expected::load(app, organiser, settlement).await?;
    let found = compare(received, &basis.expected(day_of(app.now())));
    if found.is_empty() {
        return Ok(());
    }
    let told = found.into_iter().take(MOST_TOLD).map(told).collect();
    Err(Problem::new("own_invoice_differs").with_found(told))
}

/// The sentence of its code, with what was expected and what is stated.
fn told(Difference { line, what }: Difference) -> Found {
    let figures = what.figures().map(|figures| format!(" ({figures})")).unwrap_or_default();
    let [fi, sv, en] = sentences(what.code()).map(|sentence| format!("{sentence}{figures}"));
    Found { line, code: what.code().to_owned(), reason: Text { fi, sv, en } }
}

/// The settlement, the invoice and the provider's number for it, in one transaction: a number is used once.
async fn matched(
    app: &App,
    organiser: &Organiser,
    (run, provider): (RunId, ProviderId),
    own: &OwnInvoice,
) -> Result<(), Problem> {
    let used = Name::OwnNumber(provider, own.number.clone());
    with_retries(&app.clock, || async {
        if load::<Listed>(&*app.store, organiser, &used).await?.is_some() {
            return Ok(Err(Problem::new("own_invoice_number_used").at_field("InvoiceNumber")));
        }
        let name = Name::Settlement(run, provider);
        let Some(mut settlement) = load::<Settlement>(&*app.store, organiser, &name).await? else {
            return Ok(Err(Problem::new("not_found")));
        };
        let Stands::AwaitsInvoice { rows, total_cents, carried } = settlement.value.state.clone() else {
            return Ok(Err(Problem::new("own_invoice_not_awaited")));
        };
        settlement.value.state = Stands::Matched { rows, total_cents, carried };
        let writes = vec![
            settlement.put(organiser, &name)?,
            put_new(organiser, &Name::OwnInvoice(run, provider), own)?,
            put_new(organiser, &used, &Listed {})?,
        ];
        app.store.write(writes).await.map(Ok)
    })
    .await?
}

/// A settlement is billed once: the same file is answered as before, another one is refused.
async fn repeated(
    app: &App,
    organiser: &Organiser,
    settlement: &Settlement,
    sha256: &str,
) -> Result<Response, Problem> {
    let name = Name::OwnInvoice(settlement.run, settlement.provider);
    let before: Option<Versioned<OwnInvoice>> = load(&*app.store, organiser, &name).await?;
    match before {
        Some(own) if own.value.sha256 == sha256 => Ok(axum::Json(answer(&own.value)).into_response()),
        Some(_) => Err(Problem::new("own_invoice_already_taken")),
        None => Err(Problem::new("own_invoice_not_awaited")),
    }
}

fn answer(own: &OwnInvoice) -> Value {
    json!({ "matched": true, "number": own.number, "due_on": own.due_on, "sha256": own.sha256 })
}
