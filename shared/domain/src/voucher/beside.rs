//! Vouchers of one client beside each other: whose days stand in the way of whose.

use super::{State, Voucher};
use crate::{rulebook::Rulebook, time::Days};

impl Voucher {
    /// The first of the client's other vouchers that grants something of the same service on a day on which this one does,
    /// where the rules let only one decision be in force on a day.
    pub fn in_the_way<'a>(
        &self,
        rulebook: &Rulebook,
        mut others: impl Iterator<Item = &'a Voucher>,
    ) -> Option<&'a Voucher> {
        let is_another = |other: &Voucher| other.voucher != self.voucher && other.service == self.service;
        others.find(|other| !rulebook.side_by_side && is_another(other) && self.overlaps(other))
    }

    fn overlaps(&self, other: &Voucher) -> bool {
        self.granting().any(|days| other.granting().any(|theirs| days.common(theirs).is_some()))
    }

    /// The days on which it grants something; none where the provider has declined the order.
    fn granting(&self) -> impl Iterator<Item = &Days> {
        let terms = if self.state == State::Declined { &[] } else { self.terms.as_slice() };
        terms.iter().map(|terms| &terms.days)
    }

    /// Whether it grants something on each of some days.
    pub fn grants_on_all(&self, days: Days) -> bool {
        let left = self
            .granting()
            .fold(vec![days], |left, granted| left.iter().flat_map(|days| days.without(granted)).collect());
        left.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan, civil::Date};
    use proptest::prelude::*;

    use super::*;
    use crate::{
        ids::{ClientId, Organiser, VoucherNumber},
        rulebook,
        voucher::{Grant, GrantBasis, grant},
    };

    fn home_care() -> Rulebook {
        rulebook::parse(include_str!("../../../../infra/rulebooks/home-care.toml")).unwrap()
    }

    /// Days of 2026, from the n-th on.
    fn days(from: i64, length: i64) -> Days {
        let plus = |days: i64| "2026-01-01".parse::<Date>().unwrap().checked_add(days.days()).unwrap();
        Days { first_day: plus(from), last_day: plus((from + length).min(364)) }
    }

    fn voucher(rulebook: &Rulebook, n: usize, days: Days) -> Voucher {
        let organiser: Organiser = "varha".parse().unwrap();
        let contents: Vec<Grant> = serde_json::from_str(r#"[{"code": "home-care"}]"#).unwrap();
        grant(GrantBasis {
            voucher: VoucherNumber::of(&organiser, "grantor", &n.to_string()),
            client: ClientId::of(&organiser, "grantor", "1"),
            rulebook,
            first_day: days.first_day,
            last_day: days.last_day,
            contents,
            ordered_from: None,
        })
        .unwrap()
    }

    #[test]
    fn another_service_a_declined_order_and_annulled_days_are_in_nobodys_way() {
        let mut rulebook = home_care();
        let (first, mut second) = (voucher(&rulebook, 1, days(0, 100)), voucher(&rulebook, 2, days(100, 50)));
        let is_free = |rulebook: &Rulebook, second: &Voucher| {
            first.in_the_way(rulebook, [second, &first].into_iter()).is_none()
        };
        assert!(!is_free(&rulebook, &second), "the hundred and first day is in both");
        assert!(is_free(&rulebook, &Voucher { state: State::Declined, ..second.clone() }));
        assert!(is_free(&rulebook, &Voucher { service: "meals".parse().unwrap(), ..second.clone() }));
        rulebook.side_by_side = true;
        assert!(is_free(&rulebook, &second));
        rulebook.side_by_side = false;
        second.terms[0].days.first_day = days(101, 0).first_day;
        assert!(is_free(&rulebook, &second));
        assert!(second.grants_on_all(days(101, 49)) && !second.grants_on_all(days(100, 50)));
    }

    proptest! {
        #[test]
        fn whatever_is_granted_annulled_and_granted_anew_a_day_has_at_most_one_voucher(
            deeds in prop::collection::vec((0..3_u8, 0..365_i64, 0..90_i64, 0..20_usize), 1..30),
        ) {
            let rulebook = home_care();
            let mut vouchers: Vec<Voucher> = Vec::new();
            for (n, (deed, from, length, at)) in deeds.into_iter().enumerate() {
                let some = days(from, length);
                let place = at % vouchers.len().max(1);
                let mut new = match vouchers.get(place) {
                    // Some days of an earlier one are annulled, or those that were are decided anew.
                    Some(old) if deed == 1 => {
                        let left: Vec<Days> = old.terms.iter().flat_map(|t| t.days.without(&some)).collect();
                        let of = |days| crate::voucher::Terms { days, ..old.terms[0].clone() };
                        let terms = left.into_iter().map(of).collect();
                        vouchers[place].terms = terms;
                        vouchers.retain(|voucher| !voucher.terms.is_empty());
                        continue;
                    }
                    Some(old) if deed == 2 => voucher(&rulebook, n, old.validity()),
                    _ => voucher(&rulebook, n, some),
                };
                if deed == 2 && !vouchers.is_empty() {
                    new.voucher = vouchers[place].voucher.clone();
                }
                let shares = |other: &Voucher| {
                    other.voucher != new.voucher && new.terms[0].days.iter().any(|on| other.terms_on(on).is_some())
                };
                let free = !vouchers.iter().any(shares);
                prop_assert_eq!(new.in_the_way(&rulebook, vouchers.iter()).is_none(), free);
                if free {
                    vouchers.retain(|voucher| voucher.voucher != new.voucher);
                    vouchers.push(new);
                }
            }
            for on in days(0, 364).iter() {
                prop_assert!(vouchers.iter().filter(|one| one.terms_on(on).is_some()).count() <= 1, "{}", on);
            }
        }
    }

    impl Voucher {
        fn validity(&self) -> Days {
            Days { first_day: self.first_day, last_day: self.last_day }
        }
    }
}
