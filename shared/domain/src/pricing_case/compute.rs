//! Computing a case by the same engine that decisions and events use.

use super::{Answer, Case, CaseDelivery, ContentAnswer, DeliveryAnswer, Example, LineAnswer, TermsAnswer};
use crate::{
    account::Line,
    euros::Euros,
    event::{Reported, Sent},
    ids::{ApplicationId, BookingId, ClientId, ProviderId, VoucherNumber},
    money::Cents,
    pricing::{self, PricingBasis},
    provider::{Approval, Period, Price},
    recording,
    rulebook::{Rulebook, Unit},
    time::Days,
    valuation::{self, ValuationBasis},
    voucher::{Booking, State, Terms, Voucher},
};

/// Why a case comes to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// No value can be decided.
    #[error("{}: {why}", why.code())]
    Valuation {
        /// The valuation's own refusal.
        why: valuation::Refusal,
    },
    /// A delivery, counted from 1, has no price.
    #[error("{}: delivery {at}", why.code())]
    Delivery {
        /// Which one.
        at: usize,
        /// The refusal that its event would get.
        why: recording::Refusal,
    },
}

impl Failed {
    /// The stable code that machines read.
    pub fn code(&self) -> &'static str {
        match self {
            Failed::Valuation { why } => why.code(),
            Failed::Delivery { why, .. } => why.code(),
        }
    }
}

/// Decides on the values of a case and prices its deliveries, with every step.
pub fn compute(rulebook: &Rulebook, case: &Case) -> Result<Answer, Failed> {
    let days = Days { first_day: case.first_day, last_day: case.last_day };
    let basis = ValuationBasis {
        rulebook,
        born: case.born,
        circumstances: &case.circumstances,
        days,
        asked: &case.contents,
    };
    let terms = valuation::terms(basis, 1).map_err(|why| Failed::Valuation { why })?;
    let told = terms
        .iter()
        .map(|terms| Ok(terms_answer(terms, valuation::explain(basis, terms.days.first_day)?)))
        .collect::<Result<Vec<TermsAnswer>, valuation::Refusal>>()
        .map_err(|why| Failed::Valuation { why })?;
    let deliveries = deliveries(rulebook, case, days, terms)?;
    let sum = |part: fn(&LineAnswer) -> Cents| deliveries.iter().flat_map(|one| &one.lines).map(part).sum();
    let (organiser, client): (Cents, Cents) = (sum(|line| line.organiser), sum(|line| line.client));
    Ok(Answer { terms: told, price: organiser + client, organiser, client, deliveries })
}

fn terms_answer(terms: &Terms, steps: Vec<crate::explanation::Step>) -> TermsAnswer {
    let contents = terms.contents.iter().map(|granted| ContentAnswer {
        code: granted.code.clone(),
        value: granted.value,
        copayment: granted.copayment,
        free_of_charge: granted.free_of_charge,
    });
    TermsAnswer { days: terms.days, contents: contents.collect(), steps }
}

fn deliveries(
    rulebook: &Rulebook,
    case: &Case,
    days: Days,
    terms: Vec<Terms>,
) -> Result<Vec<DeliveryAnswer>, Failed> {
    let numbered = case.deliveries.iter().zip(1..);
    let reported = numbered
        .map(|(delivery, at)| reported(rulebook, delivery).map_err(|why| Failed::Delivery { at, why }));
    let reported: Vec<Reported> = reported.collect::<Result<_, _>>()?;
    let Some(first) = reported.first() else { return Ok(Vec::new()) };
    let world = World::of(rulebook, case, days, terms, first.voucher.clone());
    let numbered = reported.iter().zip(1..);
    numbered
        .map(|(told, at)| world.price(rulebook, told).map_err(|why| Failed::Delivery { at, why }))
        .collect()
}

fn reported(rulebook: &Rulebook, delivery: &CaseDelivery) -> Result<Reported, recording::Refusal> {
    let content = rulebook.content(&delivery.content).ok_or(recording::Refusal::UnknownContent)?;
    Reported::parse(sent(delivery, content.unit))
}

/// The voucher, booking and approval that a case speaks of, with ids that nobody has.
struct World {
    voucher: Voucher,
    booking: Booking,
    approval: Approval,
}

impl World {
    fn of(rulebook: &Rulebook, case: &Case, days: Days, terms: Vec<Terms>, number: VoucherNumber) -> Self {
        let nobody = uuid::Uuid::nil();
        let booked = case.booked.unwrap_or(days);
        let booking = Booking {
            booking: BookingId(nobody),
            provider: ProviderId(nobody),
            first_day: booked.first_day,
            last_day: booked.last_day,
            corrects_until: None,
        };
        let voucher = Voucher {
            voucher: number,
            client: ClientId(nobody),
            service: rulebook.service.clone(),
            rulebook: rulebook.version,
            decision: 1,
            first_day: days.first_day,
            last_day: days.last_day,
            state: State::Open,
            terms,
            bookings: vec![booking.clone()],
            client_died: None,
        };
        let prices = case.prices.iter().map(|price| Price {
            content: price.content.clone(),
            band: price.band.clone(),
            price: price.price.0,
        });
        let period = Period { first_day: days.first_day, last_day: None };
        let (provider, application) = (ProviderId(nobody), ApplicationId(nobody));
        let approval =
            Approval::new(provider, rulebook.service.clone(), application, period, prices.collect());
        Self { voucher, booking, approval }
    }

    fn price(&self, rulebook: &Rulebook, reported: &Reported) -> Result<DeliveryAnswer, recording::Refusal> {
        let (voucher, booking, approval) = (&self.voucher, &self.booking, Some(&self.approval));
        let (lines, steps) =
            pricing::explain(PricingBasis { rulebook, voucher, booking, approval }, reported)?;
        Ok(DeliveryAnswer { lines: lines.into_iter().map(line).collect(), steps })
    }
}

/// The number of no voucher: its digits are all nought.
const NOBODYS_VOUCHER: &str = "00000-00000-0";

fn sent(delivery: &CaseDelivery, unit: Unit) -> Sent {
    let CaseDelivery { content, start, end, day, quantity, absence } = delivery.clone();
    Sent {
        id: "case".to_owned(),
        voucher: NOBODYS_VOUCHER.to_owned(),
        content: content.into(),
        unit,
        start,
        end,
        day,
        quantity,
        absence,
    }
}

fn line(line: Line) -> LineAnswer {
    LineAnswer {
        content: line.content,
        band: line.band,
        quantity: line.quantity,
        price: line.price,
        organiser: line.provider,
        client: line.client,
    }
}

/// Whether an example comes to what it says: its answer, or none where it is refused as it should be. Otherwise
/// what differs, for the person who wrote the file.
pub fn computes_as_said(rulebook: &Rulebook, example: &Example) -> Result<Option<Answer>, Vec<String>> {
    let expect = &example.expect;
    let answer = match (compute(rulebook, &example.case), &expect.refused) {
        (Ok(answer), None) => answer,
        (Ok(_), Some(code)) => return Err(vec![format!("expected to be refused with {code}")]),
        (Err(failed), Some(code)) if failed.code() == code => return Ok(None),
        (Err(failed), _) => return Err(vec![failed.to_string()]),
    };
    let contents = || answer.terms.iter().flat_map(|terms| &terms.contents);
    let values: Vec<Euros> = contents().filter_map(|content| content.value.map(Euros)).collect();
    let copayments: Vec<Euros> = contents().filter_map(|content| content.copayment.map(Euros)).collect();
    let mut differs = Vec::new();
    list("values", &expect.values, &values, &mut differs);
    list("copayments", &expect.copayments, &copayments, &mut differs);
    one("organiser", expect.organiser, answer.organiser, &mut differs);
    one("client", expect.client, answer.client, &mut differs);
    if *expect == super::Expected::default() {
        differs.push("expect is empty".to_owned());
    }
    if differs.is_empty() { Ok(Some(answer)) } else { Err(differs) }
}

fn list(name: &str, expected: &[Euros], computed: &[Euros], differs: &mut Vec<String>) {
    let text = |amounts: &[Euros]| amounts.iter().map(Euros::to_string).collect::<Vec<_>>().join(", ");
    if !expected.is_empty() && expected != computed {
        differs.push(format!("{name}: expected {}, computed {}", text(expected), text(computed)));
    }
}

fn one(name: &str, expected: Option<Euros>, computed: Cents, differs: &mut Vec<String>) {
    if let Some(expected) = expected.filter(|expected| expected.0 != computed) {
        differs.push(format!("{name}: expected {expected}, computed {computed}"));
    }
}
