//! The terms on which a service is paid: its unit, how its prices are stated, its VAT and where it is booked.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Malformed;

/// What a quantity counts. Invoices name it by the UN/ECE Recommendation 20 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Unit {
    /// Hours; events are reported by start and end.
    #[serde(rename = "HUR")]
    Hour,
    /// Days.
    #[serde(rename = "DAY")]
    Day,
    /// Calendar months.
    #[serde(rename = "MON")]
    Month,
    /// Pieces: visits, procedures.
    #[serde(rename = "C62")]
    Piece,
}

impl Unit {
    /// The code of UN/ECE Recommendation 20.
    pub fn un_code(self) -> &'static str {
        match self {
            Unit::Hour => "HUR",
            Unit::Day => "DAY",
            Unit::Month => "MON",
            Unit::Piece => "C62",
        }
    }
}

/// Whether a price holds its VAT: vouchers and permits state gross prices, tenders net ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// VAT is inside the price.
    Gross,
    /// VAT comes on top of the price.
    Net,
}

/// How a delivery is taxed. It belongs to provider x service x validity, never to a service's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vat {
    /// Exempt, and why.
    Exempt(ExemptionGround),
    /// Taxable at a rate.
    Rate(VatRate),
}

/// Why a delivery is exempt: the VAT Act (1501/1993) sections 34 and 37, directive 2006/112/EC article 132(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExemptionGround {
    /// Social care, article 132(1)(g).
    Social,
    /// Protection of children and young persons, early education among it, article 132(1)(h).
    SocialChildren,
    /// Health care by a professional, article 132(1)(c).
    Health,
    /// Hospital and medical care, article 132(1)(b).
    Hospital,
}

impl ExemptionGround {
    /// The code of the VATEX list that e-invoices carry.
    pub fn code(self) -> &'static str {
        match self {
            ExemptionGround::Social => "VATEX-EU-132-1G",
            ExemptionGround::SocialChildren => "VATEX-EU-132-1H",
            ExemptionGround::Health => "VATEX-EU-132-1C",
            ExemptionGround::Hospital => "VATEX-EU-132-1B",
        }
    }

    /// The section of the VAT Act, as an invoice cites it.
    pub fn law(self) -> &'static str {
        match self {
            ExemptionGround::Social | ExemptionGround::SocialChildren => "AVL 37 §",
            ExemptionGround::Health | ExemptionGround::Hospital => "AVL 34 §",
        }
    }
}

/// A VAT rate in percent, above 0 and at most 100, with at most three decimals: `25.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct VatRate(Decimal);

impl VatRate {
    /// The rate of this many percent.
    pub fn of_percent(percent: Decimal) -> Result<Self, Malformed> {
        let percent = percent.normalize();
        if percent <= Decimal::ZERO || percent > Decimal::ONE_HUNDRED || percent.scale() > 3 {
            return Err(Malformed(
                "a VAT rate is a percentage above 0, at most 100, with at most three decimals",
            ));
        }
        Ok(Self(percent))
    }

    /// In percent: `25.5`.
    pub fn percent(self) -> Decimal {
        self.0
    }

    /// As a share of the net amount: `0.255`.
    pub fn share(self) -> Decimal {
        self.0 / Decimal::ONE_HUNDRED
    }
}

impl std::fmt::Display for VatRate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for VatRate {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        Decimal::from_str_exact(text).map_err(|_| Malformed("not a VAT rate")).and_then(Self::of_percent)
    }
}

impl TryFrom<String> for VatRate {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<VatRate> for String {
    fn from(rate: VatRate) -> String {
        rate.to_string()
    }
}

/// Where the organiser's bookkeeping puts a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Posting {
    /// Account of the chart of accounts: `4340`.
    pub account: String,
    /// Cost centre.
    pub cost_centre: String,
    /// Service class of the national classification.
    pub service_class: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vat_is_written_as_its_ground_or_its_rate() {
        let social = Vat::Exempt(ExemptionGround::SocialChildren);
        assert_eq!(serde_json::to_string(&social).unwrap(), r#"{"exempt":"social_children"}"#);
        let rate = Vat::Rate("25.50".parse().unwrap());
        assert_eq!(serde_json::to_string(&rate).unwrap(), r#"{"rate":"25.5"}"#);
        assert_eq!(serde_json::from_str::<Vat>(r#"{"rate":"25.5"}"#).unwrap(), rate);
        assert_eq!(serde_json::to_string(&Unit::Hour).unwrap(), r#""HUR""#);
        assert_eq!(serde_json::to_string(&PriceBasis::Gross).unwrap(), r#""gross""#);
    }

    #[test]
    fn no_rate_is_zero_negative_or_above_a_hundred() {
        for wrong in ["0", "-1", "100.1", "25,5", "1.2345", ""] {
            assert!(wrong.parse::<VatRate>().is_err(), "{wrong}");
        }
    }
}
