//! An own invoice against its settlement: everything that differs, each with its line.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Billable, Expected, Received, ReceivedLine};
use crate::{
    ids::EventId,
    money::{Cents, half_up},
    rulebook::{PriceBasis, Vat},
};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line, from 1; none for what concerns the whole invoice.
    pub line: Option<usize>,
    /// What.
    pub what: What,
}

/// What differs, with what was expected and what is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is another company's.
    Seller,
    /// It is for somebody else.
    Buyer,
    /// It is to be paid to an account that is not the provider's in the register, or to none.
    Account,
    /// It is of tomorrow.
    IssuedInTheFuture,
    /// It is to be paid before the organiser's term of payment is over.
    DueTooEarly,
    /// It names no event: neither its id nor voucher, day and content.
    NoEvent,
    /// No approved event of the settlement is like that.
    UnknownEvent,
    /// Another line bills the same.
    BilledTwice,
    /// The amount without VAT.
    Amount {
        /// As it was approved.
        expected: Cents,
        /// As it is billed.
        stated: Cents,
    },
    /// The rate of VAT, in percent.
    Rate {
        /// As it was approved.
        expected: Decimal,
        /// As it is billed.
        stated: Decimal,
    },
    /// An approved event that no line bills.
    NotBilled(EventId),
    /// The lines do not come to the invoice's total without VAT.
    LinesDoNotAddUp,
    /// The VAT in all.
    Tax {
        /// As it was approved.
        expected: Cents,
        /// As it is billed.
        stated: Cents,
    },
    /// What is to be paid.
    Payable {
        /// As it was approved.
        expected: Cents,
        /// As it is billed.
        stated: Cents,
    },
}

impl What {
    /// The machine-readable code.
    pub fn code(&self) -> &'static str {
        match self {
            What::Seller => "own_invoice_seller",
            What::Buyer => "own_invoice_buyer",
            What::Account => "own_invoice_account",
            What::IssuedInTheFuture => "own_invoice_in_the_future",
            What::DueTooEarly => "own_invoice_due_too_early",
            What::NoEvent => "own_invoice_line_without_event",
            What::UnknownEvent => "own_invoice_event_unknown",
            What::BilledTwice => "own_invoice_event_twice",
            What::Amount { .. } => "own_invoice_line_amount",
            What::Rate { .. } => "own_invoice_line_vat",
            What::NotBilled(_) => "own_invoice_event_missing",
            What::LinesDoNotAddUp => "own_invoice_does_not_add_up",
            What::Tax { .. } => "own_invoice_vat",
            What::Payable { .. } => "own_invoice_total",
        }
    }

    /// What was expected and stated, in figures.
    pub fn figures(&self) -> Option<String> {
        match self {
            What::Amount { expected, stated }
            | What::Tax { expected, stated }
            | What::Payable { expected, stated } => Some(format!("{expected} / {stated}")),
            What::Rate { expected, stated } => {
                Some(format!("{} / {}", expected.normalize(), stated.normalize()))
            }
            What::NotBilled(event) => Some(event.to_string()),
            _ => None,
        }
    }
}

/// Everything in which an invoice differs from what was approved; nothing where it matches to the cent.
pub fn compare(received: &Received, expected: &Expected<'_>) -> Vec<Difference> {
    let mut found: Vec<Difference> = whole(received, expected)
        .into_iter()
        .filter_map(|(wrong, what)| wrong.then_some(Difference { line: None, what }))
        .collect();
    let mut billed: BTreeSet<EventId> = BTreeSet::new();
    let events = Events::of(expected.events);
    for (number, line) in (1..).zip(&received.lines) {
        let what = match events.of_line(line, &billed) {
            Err(what) => vec![what],
            Ok(event) => {
                billed.insert(event.event);
                differences(line, event)
            }
        };
        found.extend(what.into_iter().map(|what| Difference { line: Some(number), what }));
    }
    let left_out = expected.events.iter().filter(|event| !billed.contains(&event.event));
    found.extend(left_out.map(|event| Difference { line: None, what: What::NotBilled(event.event) }));
    found
}

fn whole(received: &Received, expected: &Expected<'_>) -> Vec<(bool, What)> {
    let totals = expected.totals;
    let lines: Cents = received.lines.iter().map(|line| line.net).sum();
    let paid_elsewhere = received.accounts.iter().any(|account| account != expected.account);
    vec![
        (received.seller != *expected.seller, What::Seller),
        (received.buyer != *expected.buyer, What::Buyer),
        (received.accounts.is_empty() || paid_elsewhere, What::Account),
        (received.issued_on > expected.today, What::IssuedInTheFuture),
        (received.due_on < expected.earliest_due, What::DueTooEarly),
        (lines != received.net || received.net + received.tax != received.payable, What::LinesDoNotAddUp),
        (received.tax != totals.tax, What::Tax { expected: totals.tax, stated: received.tax }),
        (
            received.payable != totals.gross,
            What::Payable { expected: totals.gross, stated: received.payable },
        ),
    ]
}

fn differences(line: &ReceivedLine, event: &Billable) -> Vec<What> {
    let rate = match event.vat {
        Vat::Exempt(_) => Decimal::ZERO,
        Vat::Rate(rate) => rate.percent(),
    };
    let (expected, tolerance) = match (event.vat, event.basis) {
        (Vat::Rate(rate), PriceBasis::Gross) => {
            // A gross price's net is rounded, by the provider line by line and by us over all of a rate.
            (half_up(Decimal::from(event.amount.0) / (Decimal::ONE + rate.share())), 1)
        }
        _ => (event.amount, 0),
    };
    let amount = (line.net.0 - expected.0).abs() > tolerance;
    [
        amount.then_some(What::Amount { expected, stated: line.net }),
        (line.rate != rate).then_some(What::Rate { expected: rate, stated: line.rate }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The approved events, by their ids and by voucher, day and content.
struct Events<'a> {
    by_id: BTreeMap<EventId, &'a Billable>,
    by_place: BTreeMap<(&'a str, jiff::civil::Date, &'a str), Vec<&'a Billable>>,
}

impl<'a> Events<'a> {
    fn of(events: &'a [Billable]) -> Self {
        let mut found = Self { by_id: BTreeMap::new(), by_place: BTreeMap::new() };
        for event in events {
            let place = (event.voucher.as_str(), event.on, event.content.as_str());
            found.by_id.insert(event.event, event);
            found.by_place.entry(place).or_default().push(event);
        }
        found
    }

    /// The event that a line bills. Of several on one day that are alike, the one of the line's amount goes first.
    fn of_line(&self, line: &ReceivedLine, billed: &BTreeSet<EventId>) -> Result<&'a Billable, What> {
        if let Some(id) = line.event {
            let event = *self.by_id.get(&id).ok_or(What::UnknownEvent)?;
            return if billed.contains(&id) { Err(What::BilledTwice) } else { Ok(event) };
        }
        let (Some(voucher), Some(on), Some(content)) = (&line.voucher, line.on, &line.content) else {
            return Err(What::NoEvent);
        };
        let alike = self.by_place.get(&(voucher.as_str(), on, content.as_str())).ok_or(What::UnknownEvent)?;
        let open: Vec<&'a Billable> =
            alike.iter().copied().filter(|event| !billed.contains(&event.event)).collect();
        let exact = open.iter().find(|event| differences(line, event).is_empty());
        exact.or(open.first()).copied().ok_or(What::BilledTwice)
    }
}
