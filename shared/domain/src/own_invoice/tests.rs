//! What is found in an own invoice, and that nothing is found in a right one.

use super::*;
use crate::{ids::Organiser, invoice::VatTotal, rulebook::ExemptionGround};

fn event(n: u128, vat: Vat, amount: i64) -> Billable {
    let organiser: Organiser = "varha".parse().unwrap();
    Billable {
        event: EventId(uuid::Uuid::from_u128(n)),
        voucher: VoucherNumber::of(&organiser, "grantor", "1"),
        service: "home-care".parse().unwrap(),
        on: "2026-10-05".parse().unwrap(),
        content: "home-care".parse().unwrap(),
        vat,
        basis: PriceBasis::Gross,
        amount: Cents(amount),
    }
}

/// 36.00 exempt, and 30.00 with 25.5 %.
fn events() -> Vec<Billable> {
    let taxed = Vat::Rate("25.5".parse().unwrap());
    vec![event(1, Vat::Exempt(ExemptionGround::Social), 3_600), event(2, taxed, 3_000)]
}

fn totals() -> Totals {
    let of = |vat, net, tax| VatTotal { vat, net: Cents(net), tax: Cents(tax), gross: Cents(net + tax) };
    let by_vat = vec![
        of(Vat::Exempt(ExemptionGround::Social), 3_600, 0),
        of(Vat::Rate("25.5".parse().unwrap()), 2_390, 610),
    ];
    Totals { by_vat, net: Cents(5_990), tax: Cents(610), gross: Cents(6_600) }
}

fn received() -> Received {
    let line = |n, net, rate: &str| ReceivedLine {
        event: Some(EventId(uuid::Uuid::from_u128(n))),
        voucher: None,
        on: None,
        content: None,
        net: Cents(net),
        rate: rate.parse().unwrap(),
    };
    Received {
        format: Format::Finvoice,
        number: "2026-1".into(),
        issued_on: "2026-11-03".parse().unwrap(),
        due_on: "2026-11-24".parse().unwrap(),
        seller: "9990001-6".parse().unwrap(),
        buyer: "9990017-1".parse().unwrap(),
        accounts: vec!["FI5679000000000000".parse().unwrap()],
        reference: None,
        net: Cents(5_990),
        tax: Cents(610),
        payable: Cents(6_600),
        lines: vec![line(1, 3_600, "0"), line(2, 2_390, "25.5")],
    }
}

fn found(change: impl Fn(&mut Received)) -> Vec<(Option<usize>, &'static str)> {
    let mut received = received();
    change(&mut received);
    let (totals, events) = (totals(), events());
    let expected = Expected {
        seller: &"9990001-6".parse().unwrap(),
        buyer: &"9990017-1".parse().unwrap(),
        account: &"FI5679000000000000".parse().unwrap(),
        totals: &totals,
        events: &events,
        today: "2026-11-03".parse().unwrap(),
        earliest_due: "2026-11-24".parse().unwrap(),
    };
    compare(&received, &expected).into_iter().map(|found| (found.line, found.what.code())).collect()
}

#[test]
fn an_invoice_that_says_what_was_approved_matches() {
    assert_eq!(found(|_| ()), []);
}

#[test]
fn a_line_may_name_its_event_by_voucher_day_and_content() {
    let by_place = |line: &mut ReceivedLine| {
        let event = event(0, Vat::Exempt(ExemptionGround::Social), 0);
        (line.event, line.voucher) = (None, Some(event.voucher));
        (line.on, line.content) = (Some(event.on), Some(event.content));
    };
    assert_eq!(found(|it| it.lines.iter_mut().for_each(by_place)), []);
    let turned = |it: &mut Received| {
        it.lines.reverse();
        it.lines.iter_mut().for_each(by_place);
    };
    assert_eq!(found(turned), [], "of two on a day each line finds its own");
    let other_day = |it: &mut Received| {
        by_place(&mut it.lines[0]);
        it.lines[0].on = Some("2026-10-06".parse().unwrap());
    };
    assert_eq!(
        found(other_day),
        [(Some(1), "own_invoice_event_unknown"), (None, "own_invoice_event_missing")]
    );
}

#[test]
fn what_concerns_the_whole_invoice_is_found() {
    type Change = fn(&mut Received);
    let changes: [(Change, &str); 9] = [
        (|it| it.seller = "9990017-1".parse().unwrap(), "own_invoice_seller"),
        (|it| it.buyer = "9990001-6".parse().unwrap(), "own_invoice_buyer"),
        (|it| it.accounts.push("FI8279000000000017".parse().unwrap()), "own_invoice_account"),
        (|it| it.accounts.clear(), "own_invoice_account"),
        (|it| it.issued_on = "2026-11-04".parse().unwrap(), "own_invoice_in_the_future"),
        (|it| it.due_on = "2026-11-23".parse().unwrap(), "own_invoice_due_too_early"),
        (|it| it.net = Cents(5_991), "own_invoice_does_not_add_up"),
        (|it| (it.net, it.tax) = (Cents(5_990), Cents(611)), "own_invoice_vat"),
        (|it| it.payable = Cents(6_601), "own_invoice_total"),
    ];
    for (change, code) in changes {
        assert!(found(change).contains(&(None, code)), "{code}: {:?}", found(change));
    }
}

#[test]
fn what_is_wrong_with_a_line_is_found_at_the_line() {
    type Change = fn(&mut Received);
    let changes: [(Change, usize, &str); 7] = [
        (|it| it.lines[0].net = Cents(3_601), 1, "own_invoice_line_amount"),
        (|it| it.lines[1].net = Cents(2_392), 2, "own_invoice_line_amount"),
        (|it| it.lines[1].rate = Decimal::from(24), 2, "own_invoice_line_vat"),
        (|it| it.lines[0].event = None, 1, "own_invoice_line_without_event"),
        (|it| it.lines[0].event = Some(EventId(uuid::Uuid::max())), 1, "own_invoice_event_unknown"),
        (|it| it.lines[1].event = it.lines[0].event, 2, "own_invoice_event_twice"),
        (|it| it.lines.push(it.lines[0].clone()), 3, "own_invoice_event_twice"),
    ];
    for (change, line, code) in changes {
        assert!(found(change).contains(&(Some(line), code)), "{code}: {:?}", found(change));
    }
    assert_eq!(found(|it| it.lines[1].net = Cents(2_391))[..], [(None, "own_invoice_does_not_add_up")]);
}
