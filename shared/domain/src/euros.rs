//! Amounts in files and cases are euros as people write them, `"30.00"`: exact, in quotes, never floats.

use std::borrow::Cow;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::money::{Cents, LARGEST};

/// An amount written in euros, from `"0"` to ten million, with two decimals at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Euros(pub Cents);

/// What is said of a text that is no such amount.
const WRONG: &str = "an amount is euros and cents in quotes, as \"30.00\"";

impl std::str::FromStr for Euros {
    type Err = crate::ids::Malformed;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || crate::ids::Malformed(WRONG);
        let euros = Decimal::from_str_exact(text).map_err(|_| wrong())?;
        let cents = euros.checked_mul(Decimal::ONE_HUNDRED).ok_or_else(wrong)?;
        if cents != cents.trunc() || cents < Decimal::ZERO || cents > LARGEST.exact() {
            return Err(wrong());
        }
        i64::try_from(cents.trunc()).map(|cents| Euros(Cents(cents))).map_err(|_| wrong())
    }
}

impl std::fmt::Display for Euros {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Euros {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Euros {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(from)?.parse().map_err(|_| D::Error::custom(WRONG))
    }
}

impl JsonSchema for Euros {
    fn schema_name() -> Cow<'static, str> {
        "Euros".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An amount in euros, in quotes, with two decimals at most: \"30.00\".",
            "type": "string",
            "pattern": r"^\d{1,8}(\.\d{1,2})?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_exact_or_refused() {
        assert_eq!("30".parse::<Euros>().unwrap(), Euros(Cents(3000)));
        assert_eq!("30.5".parse::<Euros>().unwrap().to_string(), "30.50");
        for wrong in ["", "-1", "1.005", "30,00", "1e3", "10000000.01", "thirty"] {
            assert!(wrong.parse::<Euros>().is_err(), "{wrong}");
        }
    }
}
