//! The finance system tells what became of payments: paid, or rejected with a reason.

use std::collections::{BTreeMap, BTreeSet};

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    handover::Payment,
    ids::{Organiser, ProviderId, RunId},
    invoice::InvoiceNumber,
    settlement::{Header, Settlement, State as Stands},
    time::day_of,
};
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::{List, Name},
    port::{StoreError, Table, Write},
    records::{Versioned, load, page},
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    payments: Vec<Payment>,
}

/// So many fit one transaction, beside the command itself.
const MOST_AT_ONCE: usize = 90;

/// `POST /v1/settlement-runs/{run}/payments`: all of them are stored, or none. The first refusal names its line.
pub(crate) async fn tell(
    actor: Actor,
    State(app): State<App>,
    Named(run): Named<RunId>,
    command: Command<Told>,
) -> Result<Response, Problem> {
    actor.may(Action::TellPayments)?;
    let payments = &command.body.payments;
    let invoices: BTreeSet<&InvoiceNumber> = payments.iter().map(|payment| &payment.invoice_number).collect();
    if payments.is_empty() || payments.len() > MOST_AT_ONCE || invoices.len() != payments.len() {
        return Err(Problem::new("payments_not_countable").at_field("payments"));
    }
    let today = day_of(app.now());
    once(&app, &actor, Table::Settlements, &command, || async {
        let providers = invoiced(&app, &actor.organiser, run).await?;
        let mut writes = Vec::with_capacity(payments.len());
        for (line, payment) in (1..).zip(payments) {
            let provider = providers.get(payment.invoice_number.as_str());
            let unknown = Problem::new("invoice_not_found").at_field("invoice_number").at_line(Some(line));
            let provider = *provider.ok_or(unknown)?;
            writes.extend(write(&app, &actor.organiser, (run, provider), payment, (line, today)).await?);
        }
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "stored": payments.len() }), writes })
    })
    .await
}

/// The write of one payment; none where the same was told before.
pub(crate) async fn write(
    app: &App,
    organiser: &Organiser,
    (run, provider): (RunId, ProviderId),
    payment: &Payment,
    (line, today): (usize, jiff::civil::Date),
) -> Result<Option<Write>, Problem> {
    let header = load::<Header>(&*app.store, organiser, &Name::Invoice(run, provider)).await?;
    let payable = header.ok_or(Problem::new("not_found"))?.value.payable_cents;
    let name = Name::Payment(run, provider);
    let before = load::<Payment>(&*app.store, organiser, &name).await?;
    if let Some((code, field)) = payment.refusal(payable, before.as_ref().map(|b| &b.value), today) {
        return Err(refused(code).at_field(field).at_line(Some(line)));
    }
    if before.as_ref().is_some_and(|before| before.value == *payment) {
        return Ok(None);
    }
    let version = before.map_or(0, |before| before.version);
    Ok(Some(Versioned { value: payment.clone(), version }.put(organiser, &name)?))
}

fn refused(code: &str) -> Problem {
    match code {
        "payment_amount_differs" => Problem::new("payment_amount_differs"),
        "payment_in_the_future" => Problem::new("payment_in_the_future"),
        "already_paid" => Problem::new("already_paid"),
        _ => Problem::new("reason_required"),
    }
}

/// The providers of a run by the numbers of their written invoices.
async fn invoiced(
    app: &App,
    organiser: &Organiser,
    run: RunId,
) -> Result<BTreeMap<String, ProviderId>, StoreError> {
    let (mut invoiced, mut after) = (BTreeMap::new(), None);
    loop {
        let list = List::SettlementsIn(run);
        let found = page::<Settlement>(&*app.store, organiser, &list, after, 1000).await?;
        for (_, settlement) in found.records {
            if let Stands::Written { invoice_number, .. } = settlement.state {
                invoiced.insert(invoice_number, settlement.provider);
            }
        }
        after = found.next;
        if after.is_none() {
            return Ok(invoiced);
        }
    }
}
