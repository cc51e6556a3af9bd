//! Where the cents ended up in the system, counted from its answers and its invoice files, and compared with the plan.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{
    planned::{Cents, Planned},
    playing::{Playing, State},
};
use crate::regions::model::Step;

/// Where each provider's cents ended up.
pub fn count(playing: &Playing<'_>) -> BTreeMap<usize, Cents> {
    let mut periods = playing.region.steps.iter().filter_map(|step| match step {
        Step::Settle { period } => Some(period.as_str()),
        _ => None,
    });
    let last_period = periods.next_back().unwrap_or_default();
    let mut cents: BTreeMap<usize, Cents> = BTreeMap::new();
    for recorded in &playing.recorded {
        let of = cents.entry(recorded.provider).or_default();
        match recorded.state {
            State::Held => of.held += recorded.cents,
            State::Rejected => of.rejected += recorded.cents,
            State::Approved if *recorded.month > *last_period => of.after_cut_off += recorded.cents,
            State::Approved if playing.set_aside.contains_key(&recorded.provider) => {
                of.set_aside += recorded.cents
            }
            State::Approved => {}
        }
    }
    for invoice in &playing.invoices {
        cents.entry(invoice.provider).or_default().invoiced += invoice.cents;
    }
    cents
}

/// Everything that must hold; what does not, in sentences.
pub fn check(playing: &Playing<'_>, planned: &Planned, counted: &BTreeMap<usize, Cents>) -> Vec<String> {
    let mut failed = playing.wrong.clone();
    if playing.counts != planned.counts {
        failed.push(format!("lines: planned {:?}, answered {:?}", planned.counts, playing.counts));
    }
    let providers: BTreeSet<&usize> = planned.cents.keys().chain(counted.keys()).collect();
    for provider in providers {
        let none = Cents::default();
        let (plan, is) =
            (planned.cents.get(provider).unwrap_or(&none), counted.get(provider).unwrap_or(&none));
        let name = &playing.region.providers[*provider].name;
        if plan != is {
            failed.push(format!("{name}: planned {plan:?}, counted {is:?}"));
        }
        let recorded: i64 =
            playing.recorded.iter().filter(|r| r.provider == *provider).map(|r| r.cents).sum();
        if recorded != is.recorded() {
            failed.push(format!("{name}: recorded {recorded} cents, accounted for {}", is.recorded()));
        }
    }
    failed.extend(check_set_aside(playing));
    failed.extend(check_files(playing));
    failed
}

fn check_set_aside(playing: &Playing<'_>) -> Vec<String> {
    let wrong = playing.set_aside.iter().filter_map(|(index, reason)| {
        let provider = &playing.region.providers[*index];
        let expected = match (&provider.iban, &provider.einvoice) {
            (None, _) => "no_iban",
            (_, None) => "no_einvoice_address",
            _ => "nothing",
        };
        (reason != expected).then(|| format!("{}: set aside for {reason}, lacks {expected}", provider.name))
    });
    wrong.collect()
}

/// No two invoices have one number, and none shows a client.
fn check_files(playing: &Playing<'_>) -> Vec<String> {
    let mut failed = Vec::new();
    let mut numbers = BTreeSet::new();
    let codes = playing.region.clients.iter().filter_map(|client| client.identity_code.as_deref());
    let codes: HashSet<&[u8]> = codes.map(str::as_bytes).collect();
    for invoice in &playing.invoices {
        if !numbers.insert(&invoice.number) {
            failed.push(format!("two invoices have the number {}", invoice.number));
        }
        if shows_a_client(&invoice.bytes, &codes) {
            failed.push(format!("invoice {} shows a client", invoice.number));
        }
    }
    failed
}

/// Looks for last names and identity codes; a code's own form is tried first, as files are long.
fn shows_a_client(bytes: &[u8], codes: &HashSet<&[u8]>) -> bool {
    let has_form = |window: &[u8]| window[0].is_ascii_digit() && window[7] == b'9';
    let is_code = |window: &[u8]| has_form(window) && codes.contains(window);
    bytes.windows(11).any(is_code) || bytes.windows(8).any(|window| window == b"Asiakas-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_in_an_invoice_is_noticed() {
        let codes: HashSet<&[u8]> = [&b"131052-901X"[..]].into();
        assert!(shows_a_client(b"<RowFreeText>131052-901X</RowFreeText>", &codes));
        assert!(shows_a_client(b"<RowFreeText>Testi Asiakas-0001</RowFreeText>", &codes));
        assert!(!shows_a_client(b"<RowFreeText>K7M2Q-9TRX4-H 99900016-1</RowFreeText>", &codes));
    }
}
