//! What a chooser compares: a copy of an approval with what its provider tells of itself.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Approval, Provider, Unit};
use crate::language::Language;

/// An approval beside the provider's name, languages and units. It is written in the transaction that changes any of
/// them, so that one read of a service's offers is a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The provider's name.
    pub name: String,
    /// Languages that it serves in.
    pub languages: Vec<Language>,
    /// Its places of service.
    pub units: Vec<Unit>,
    /// The approval, without what is over.
    pub approval: Approval,
}

impl Offer {
    /// What is left of an approval from today on, with its provider.
    pub fn of(provider: &Provider, approval: &Approval, today: Date) -> Self {
        let mut approval = approval.clone();
        approval.periods.retain(|period| period.last_day.is_none_or(|last| today <= last));
        let begun = approval.price_lists.iter().rposition(|list| list.first_day <= today);
        approval.price_lists.drain(..begun.unwrap_or_default());
        let details = &provider.details;
        Self {
            name: details.company.name.clone(),
            languages: details.languages.clone(),
            units: details.units.clone(),
            approval,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_offer_leaves_out_what_is_over_and_keeps_the_prices_of_today_and_of_later() {
        let provider: Provider = serde_json::from_value(json!({
            "provider": uuid::Uuid::max(), "business_id": "9990001-6",
            "details": {
                "company": {"name": "Testi Oy", "street": "Katu 1", "postal_code": "00100", "town": "T"},
                "vat_registered": true, "languages": ["fi"], "units": [],
            },
        }))
        .unwrap();
        let list = |first_day: &str| json!({"first_day": first_day, "prices": []});
        let approval: Approval = serde_json::from_value(json!({
            "provider": uuid::Uuid::max(), "service": "meals", "application": uuid::Uuid::max(),
            "standing": "open",
            "periods": [{"first_day": "2025-01-01", "last_day": "2025-12-31"}, {"first_day": "2026-02-01"}],
            "price_lists": [list("2025-01-01"), list("2026-02-01"), list("2027-01-01")],
        }))
        .unwrap();
        let on = |day: &str| Offer::of(&provider, &approval, day.parse().unwrap()).approval;
        let firsts = |one: &Approval| -> Vec<String> {
            one.price_lists.iter().map(|list| list.first_day.to_string()).collect()
        };
        let now = on("2026-11-05");
        assert_eq!((now.periods.len(), firsts(&now)), (1, vec!["2026-02-01".into(), "2027-01-01".into()]));
        assert_eq!(firsts(&on("2024-12-31")).len(), 3, "nothing has begun, and nothing is over");
        assert_eq!(on("2025-12-31").periods.len(), 2, "its last day is a day of it");
        assert_eq!(now.prices("2026-11-05".parse().unwrap()), approval.prices("2026-11-05".parse().unwrap()));
    }
}
