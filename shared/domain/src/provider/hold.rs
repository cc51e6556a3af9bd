//! What keeps a provider from being paid: a payment stop or a closed business id, from a day on, with a reason.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{identifiers::IdentityCode, settlement::SetAside};

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldKind {
    /// Attachment, bankruptcy, or another ground on which the organiser may not pay.
    PaymentStop,
    /// The business id is no longer in use: there is nobody to invoice for.
    BusinessIdClosed,
}

/// From a day on a hold is there, or is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// What it is.
    pub kind: HoldKind,
    /// The first day of which it is said.
    pub from: Date,
    /// Whether it is there from that day on, or over.
    pub holds: bool,
    /// Why.
    pub reason: String,
    /// When it was said.
    pub at: Timestamp,
    /// Who said it, an opaque id.
    pub by: String,
}

/// All that was said of a provider, in its order. Nothing is taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holds {
    /// The oldest first.
    pub said: Vec<Hold>,
}

/// Longest reason.
const LONGEST_REASON: usize = 500;

impl Hold {
    /// Whether its reason can be read, and names nobody by an identity code (invariant 8).
    pub fn has_reason(&self) -> bool {
        let length = self.reason.trim().chars().count();
        (1..=LONGEST_REASON).contains(&length) && !IdentityCode::occurs_in(&self.reason)
    }
}

impl Holds {
    /// Why the provider is not settled on a day, if it is not.
    pub fn obstacle(&self, on: Date) -> Option<SetAside> {
        let kinds = [
            (HoldKind::BusinessIdClosed, SetAside::BusinessIdClosed),
            (HoldKind::PaymentStop, SetAside::PaymentStop),
        ];
        kinds.into_iter().find(|(kind, _)| self.holds(*kind, on)).map(|(_, reason)| reason)
    }

    /// Of one day the last word counts; of several days the latest that has come.
    fn holds(&self, kind: HoldKind, on: Date) -> bool {
        let come = self.said.iter().filter(|hold| hold.kind == kind && hold.from <= on);
        come.max_by_key(|hold| hold.from).is_some_and(|hold| hold.holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(entries: &[(HoldKind, &str, bool)]) -> Holds {
        let hold = |(kind, from, holds): &(HoldKind, &str, bool)| Hold {
            kind: *kind,
            from: from.parse().unwrap(),
            holds: *holds,
            reason: "Ulosmittaus".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            by: "x".to_owned(),
        };
        Holds { said: entries.iter().map(hold).collect() }
    }

    #[test]
    fn a_stop_holds_from_its_day_until_it_is_over() {
        let holds = said(&[
            (HoldKind::PaymentStop, "2026-11-01", true),
            (HoldKind::PaymentStop, "2026-12-01", false),
        ]);
        for (on, expected) in [
            ("2026-10-31", None),
            ("2026-11-01", Some(SetAside::PaymentStop)),
            ("2026-11-30", Some(SetAside::PaymentStop)),
            ("2026-12-01", None),
        ] {
            assert_eq!(holds.obstacle(on.parse().unwrap()), expected, "{on}");
        }
    }

    #[test]
    fn of_one_day_the_last_word_counts_and_a_closed_business_id_before_a_stop() {
        let day = "2026-11-01";
        let on = day.parse().unwrap();
        let mistaken = said(&[(HoldKind::PaymentStop, day, true), (HoldKind::PaymentStop, day, false)]);
        assert_eq!(mistaken.obstacle(on), None);
        let both = said(&[(HoldKind::PaymentStop, day, true), (HoldKind::BusinessIdClosed, day, true)]);
        assert_eq!(both.obstacle(on), Some(SetAside::BusinessIdClosed));
    }

    #[test]
    fn a_reason_is_readable_and_names_nobody() {
        let with = |reason: &str| {
            let mut hold = said(&[(HoldKind::PaymentStop, "2026-11-01", true)]).said.remove(0);
            hold.reason = reason.to_owned();
            hold.has_reason()
        };
        assert!(with("Ulosmittaus"));
        assert!(!with(" ") && !with(&"x".repeat(501)) && !with("131052-901X"));
    }
}
