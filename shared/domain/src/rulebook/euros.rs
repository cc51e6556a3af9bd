//! Amounts in rulebook files are euros as people write them, `"30.00"`, exact and never floats.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::money::{Cents, LARGEST};

pub(super) fn serialize<S: Serializer>(amount: &Cents, to: S) -> Result<S::Ok, S::Error> {
    amount.to_string().serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Cents, D::Error> {
    parse(&String::deserialize(from)?).map_err(D::Error::custom)
}

/// Zero to the largest price, with two decimals at most.
fn parse(text: &str) -> Result<Cents, &'static str> {
    const WRONG: &str = "an amount is euros and cents in quotes, as \"30.00\"";
    let euros: Decimal = text.parse().map_err(|_| WRONG)?;
    let cents = euros.checked_mul(Decimal::ONE_HUNDRED).ok_or(WRONG)?;
    if cents != cents.trunc() || cents < Decimal::ZERO || cents > Decimal::from(LARGEST.0) {
        return Err(WRONG);
    }
    i64::try_from(cents.trunc()).map(Cents).map_err(|_| WRONG)
}

/// A table of amounts by band.
pub(super) mod by_band {
    use std::collections::BTreeMap;

    use super::{Cents, Deserialize, Deserializer, Error, Serialize, Serializer, parse};
    use crate::rulebook::BandName;

    pub(in super::super) fn serialize<S: Serializer>(
        table: &BTreeMap<BandName, Cents>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        table
            .iter()
            .map(|(band, amount)| (band, amount.to_string()))
            .collect::<BTreeMap<_, _>>()
            .serialize(to)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeMap<BandName, Cents>, D::Error> {
        let table = BTreeMap::<BandName, String>::deserialize(from)?;
        table
            .into_iter()
            .map(|(band, text)| parse(&text).map(|amount| (band, amount)).map_err(D::Error::custom))
            .collect()
    }
}
