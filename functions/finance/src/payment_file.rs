//! The finance system drops a file of payments: every line is answered, the right ones are stored.

use std::collections::{BTreeMap, btree_map::Entry};

use axum::extract::State;
use domain::{
    handover::{Payment, payment_file},
    identifiers::BusinessId,
    ids::{Organiser, ProviderId, RunId},
    invoice::InvoiceNumber,
    money::Cents,
    settlement::State as Stands,
    time::day_of,
};
use serde::Serialize;
use storage::port::StoreError;
use web::{Accepted, Action, Actor, App, CsvText, Problem, sentence, with_retries};

use crate::{see_settlements::page_of, tell_payments::write};

/// What became of a file.
#[derive(Serialize)]
pub(crate) struct Answer {
    /// Lines that were stored, and the sum of their invoices.
    stored: usize,
    stored_cents: Cents,
    /// Lines that say what was told before.
    known: usize,
    /// Lines that were refused; nothing of them was stored.
    refused: Vec<Refused>,
}

#[derive(Serialize)]
struct Refused {
    line: usize,
    code: &'static str,
    detail: &'static str,
}

/// The invoices of the providers that the file has named so far.
type Invoices = BTreeMap<ProviderId, BTreeMap<String, RunId>>;

/// `POST /v1/payment-files`: the lines in their order, each by itself. The same file again stores nothing, so it needs
/// no key.
pub(crate) async fn take(
    actor: Actor,
    State(app): State<App>,
    Accepted(language): Accepted,
    CsvText(file): CsvText,
) -> Result<axum::Json<Answer>, Problem> {
    actor.may(Action::TellPayments)?;
    let lines = payment_file::read(&file).ok_or(Problem::new("payment_line_malformed").at_line(Some(1)))?;
    let mut answer = Answer { stored: 0, stored_cents: Cents::ZERO, known: 0, refused: Vec::new() };
    let mut invoices = Invoices::new();
    for (line, told) in lines {
        let done = match &told {
            Some(payment) => line_of(&app, &actor.organiser, payment, &mut invoices).await,
            None => Err(Problem::new("payment_line_malformed")),
        };
        match done {
            Ok(false) => answer.known += 1,
            Ok(true) => {
                answer.stored += 1;
                answer.stored_cents += told.map_or(Cents::ZERO, |payment| payment.amount_cents);
            }
            // An outage is no refusal: what was stored stays, and the same file goes on from there.
            Err(problem) if matches!(problem.code(), "try_again" | "internal_error") => return Err(problem),
            Err(problem) => {
                let code = problem.code();
                answer.refused.push(Refused { line, code, detail: sentence(code, language) });
            }
        }
    }
    Ok(axum::Json(answer))
}

/// Stores one line; false where the same was told before.
async fn line_of(
    app: &App,
    organiser: &Organiser,
    payment: &Payment,
    invoices: &mut Invoices,
) -> Result<bool, Problem> {
    let provider = seller(organiser, &payment.invoice_number)?;
    let of_provider = match invoices.entry(provider) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => new.insert(written(app, organiser, provider).await?),
    };
    let run = of_provider.get(payment.invoice_number.as_str()).copied();
    let run = run.ok_or(Problem::new("invoice_not_found"))?;
    let today = day_of(app.now());
    with_retries(&app.clock, || async {
        match write(app, organiser, (run, provider), payment, (1, today)).await {
            Ok(Some(write)) => app.store.write(vec![write]).await.map(|()| Ok(true)),
            Ok(None) => Ok(Ok(false)),
            Err(problem) => Ok(Err(problem)),
        }
    })
    .await?
}

/// The provider whose series a number is of.
fn seller(organiser: &Organiser, number: &InvoiceNumber) -> Result<ProviderId, Problem> {
    let seller: Option<BusinessId> = number.seller();
    let seller = seller.ok_or(Problem::new("invoice_not_found"))?;
    Ok(ProviderId::of(organiser, seller.as_str()))
}

/// The runs of a provider's written invoices, by number.
async fn written(
    app: &App,
    organiser: &Organiser,
    provider: ProviderId,
) -> Result<BTreeMap<String, RunId>, StoreError> {
    let (mut written, mut after) = (BTreeMap::new(), None);
    loop {
        let (found, next) = page_of(app, organiser, provider, after, 100).await?;
        for settlement in found {
            if let Stands::Written { invoice_number, .. } = settlement.state {
                written.insert(invoice_number, settlement.run);
            }
        }
        after = next;
        if after.is_none() {
            return Ok(written);
        }
    }
}
