//! What officials have asked for on a voucher: with the client's circumstances it says what should be in force.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::valuation::Asked;

/// What is asked for on one voucher, apart from its decisions, so that drafts made anew forget nothing that is not
/// decided yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Version of the rulebook.
    pub rulebook: u32,
    /// What is asked for, in the order of its first days.
    pub asked: Vec<Asked>,
}

impl Need {
    /// The same, with something else asked for from a day on.
    #[must_use]
    pub fn changed(mut self, from: Date, asked: Vec<Asked>) -> Self {
        self.asked.retain(|earlier| earlier.from.is_none_or(|first_day| first_day < from));
        self.asked.extend(asked.into_iter().map(|one| Asked { from: Some(from), ..one }));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::valuation::asked_on;

    fn asked(code: &str, from: Option<&str>) -> Asked {
        let mut asked: Asked = serde_json::from_value(serde_json::json!({ "code": code })).unwrap();
        asked.from = from.map(|day| day.parse().unwrap());
        asked
    }

    #[test]
    fn from_a_day_on_what_is_asked_then_counts_and_it_holds_until_it_is_changed_again() {
        let need = Need { rulebook: 1, asked: vec![asked("full", None), asked("half", Some("2026-06-01"))] };
        let need = need.changed("2026-04-01".parse().unwrap(), vec![asked("part", None)]);
        let on = |day: &str| {
            let asked = asked_on(&need.asked, day.parse().unwrap());
            asked.map(|one| one.code.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(on("2026-03-31"), ["full"]);
        assert_eq!(on("2026-04-01"), ["part"]);
        assert_eq!(on("2026-06-01"), ["part"], "what was asked last holds from its day on");
    }
}
