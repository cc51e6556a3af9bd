//! Each way in which a draft's basis can differ, by itself, is told by its own reason.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::{Basis, Decision, Of, Reason, reasons as told};
use super::world::{asked, basis, day, days, family, organiser, rulebook};
use crate::{
    circumstances::{Circumstances, HousingCosts},
    ids::{ClientId, DecisionId, VoucherNumber},
    rulebook::Rulebook,
    time::Days,
    voucher::Terms,
};

/// A decision of a basis for some days; what it grants plays no part in why it differs.
fn decision(of: &Basis, days: Days) -> Decision {
    let voucher = VoucherNumber::of(&organiser(), "grantor", "1");
    let rulebook = rulebook();
    let about = Of { client: ClientId(uuid::Uuid::max()), voucher: &voucher, rulebook: &rulebook };
    let terms = Terms { decision: 0, days, contents: Vec::new() };
    Decision::draft(DecisionId(uuid::Uuid::max()), about, terms, of.clone())
}

/// Why a changed basis differs from a family's in 2026.
fn why(change: impl Fn(&mut Basis)) -> BTreeSet<Reason> {
    let before = basis(vec![family(None, Some("3000"))]);
    let mut after = before.clone();
    change(&mut after);
    told(&decision(&after, after.days), &decision(&before, before.days), &rulebook())
}

fn only(reason: Reason) -> BTreeSet<Reason> {
    BTreeSet::from([reason])
}

fn housing(rent: &str) -> Option<HousingCosts> {
    let euros = |text: &str| text.parse().unwrap();
    Some(HousingCosts { net_income: euros("1800"), rent: euros(rent), meals: euros("400") })
}

#[test]
fn another_rent_is_a_reason_of_housing() {
    assert_eq!(why(|after| after.circumstances[0].housing = housing("550")), only(Reason::Housing));
    let at_first = Circumstances { housing: housing("550"), ..family(None, Some("3000")) };
    let later = Circumstances { from: Some(day("2026-06-01")), housing: housing("600"), ..at_first.clone() };
    let known = basis(vec![at_first, later]);
    let from = |first_day: Date| Days { first_day, ..known.days };
    let both = |on: Date| told(&decision(&known, from(on)), &decision(&known, known.days), &rulebook());
    assert_eq!(both(day("2026-06-01")), only(Reason::Correction), "what holds on the day is compared");
}

#[test]
fn a_status_that_is_found_is_a_reason_of_status() {
    let veteran = |after: &mut Basis| after.circumstances[0].statuses = vec!["veteran".to_owned()];
    assert_eq!(why(veteran), only(Reason::Status));
}

#[test]
fn another_day_of_birth_is_a_reason_of_age_group() {
    assert_eq!(why(|after| after.born = day("2023-06-11")), only(Reason::AgeGroup));
}

#[test]
fn another_agreed_price_is_a_reason_of_price() {
    assert_eq!(why(|after| after.asked[0].price = Some("75".parse().unwrap())), only(Reason::Price));
}

#[test]
fn days_under_other_numbers_of_the_fee_are_a_reason_of_parameters() {
    let of = basis(vec![family(None, Some("3000"))]);
    let under = |first: &str| decision(&of, days(first, "2026-12-31"));
    let by: Rulebook = rulebook();
    let told = |draft, in_force| told(&under(draft), &under(in_force), &by);
    assert_eq!(told("2024-08-01", "2024-07-31"), only(Reason::Parameters), "a new set since 1.8.2024");
    assert_eq!(told("2025-08-01", "2024-08-01"), only(Reason::Correction), "the same set");
}

#[test]
fn another_version_of_the_rulebook_is_a_reason_of_rulebook() {
    assert_eq!(why(|after| after.rulebook = 2), only(Reason::Rulebook));
}

#[test]
fn other_days_of_the_voucher_are_a_reason_of_period() {
    assert_eq!(why(|after| after.days = days("2026-01-01", "2026-11-30")), only(Reason::Period));
}

#[test]
fn several_differences_are_all_told_and_none_is_a_correction() {
    let several = why(|after| {
        after.rulebook = 2;
        after.asked = vec![asked(), asked()];
        after.circumstances[0].statuses = vec!["veteran".to_owned()];
    });
    assert_eq!(several, BTreeSet::from([Reason::Need, Reason::Rulebook, Reason::Status]));
    assert_eq!(why(|_| ()), only(Reason::Correction));
}
