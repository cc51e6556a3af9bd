//! A company's business id (Y-tunnus) and what is derived from it: the VAT number and the OVT code.

use serde::{Deserialize, Serialize};

use super::{WrongIdentifier, parsed_text, typed};

/// A business id with its dash, `9990001-6`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BusinessId(String);

parsed_text!(BusinessId, shown);

/// The weights of the seven digits; the eighth makes the sum divisible by eleven.
const WEIGHTS: [u32; 7] = [7, 9, 10, 5, 8, 4, 2];

impl BusinessId {
    /// The eight digits without the dash, `99900016`.
    pub fn digits(&self) -> String {
        self.0.replace('-', "")
    }

    /// The VAT number of a company in the VAT register, `FI99900016`.
    pub fn vat_number(&self) -> String {
        format!("FI{}", self.digits())
    }

    /// The OVT code of the company as a whole, `003799900016`.
    pub fn ovt(&self) -> Ovt {
        Ovt(format!("0037{}", self.digits()))
    }

    /// Checks eight digits without a dash.
    fn of_digits(digits: &str) -> Result<Self, WrongIdentifier> {
        let values: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
        let [body @ .., check] = values.as_deref().unwrap_or_default() else {
            return Err(WrongIdentifier::Form);
        };
        if body.len() != WEIGHTS.len() {
            return Err(WrongIdentifier::Form);
        }
        let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        // A remainder of one would need a check digit of ten: such a number is never issued.
        match sum % 11 {
            0 if *check == 0 => Ok(Self::dashed(digits)),
            rest @ 2..=10 if *check == 11 - rest => Ok(Self::dashed(digits)),
            _ => Err(WrongIdentifier::CheckDigit),
        }
    }

    fn dashed(digits: &str) -> Self {
        let (body, check) = digits.split_at(WEIGHTS.len());
        Self(format!("{body}-{check}"))
    }
}

impl std::str::FromStr for BusinessId {
    type Err = WrongIdentifier;
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        match text.trim().split_once('-') {
            Some((body, check)) if body.len() == 7 && check.len() == 1 => {
                Self::of_digits(&format!("{body}{check}"))
            }
            _ => Err(WrongIdentifier::Form),
        }
    }
}

/// An OVT code: `0037`, a business id without its dash, and up to five letters or digits of the company's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ovt(String);

parsed_text!(Ovt, shown);

impl std::str::FromStr for Ovt {
    type Err = WrongIdentifier;
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        let code = typed(text);
        let rest = code.strip_prefix("0037").ok_or(WrongIdentifier::Form)?;
        if !(8..=13).contains(&rest.len()) || !rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(WrongIdentifier::Form);
        }
        BusinessId::of_digits(&rest[..8])?;
        Ok(Self(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn business_ids_of_the_vectors_parse() {
        for right in ["9990001-6", "9990017-1", "9990033-1"] {
            assert_eq!(right.parse::<BusinessId>().unwrap().as_str(), right);
        }
    }

    #[test]
    fn a_wrong_business_id_says_what_is_wrong() {
        for (wrong, why) in [
            ("9990001-7", WrongIdentifier::CheckDigit),
            ("9990018-1", WrongIdentifier::CheckDigit),
            ("99900171", WrongIdentifier::Form),
            ("", WrongIdentifier::Form),
            ("999000ä-6", WrongIdentifier::Form),
            ("ä999000-6", WrongIdentifier::Form),
        ] {
            assert_eq!(wrong.parse::<BusinessId>(), Err(why), "{wrong}");
        }
    }

    #[test]
    fn a_number_that_needs_ten_as_check_digit_is_never_right() {
        for check in 0..=9 {
            assert!(format!("9990018-{check}").parse::<BusinessId>().is_err());
        }
    }

    #[test]
    fn the_vat_number_and_the_ovt_code_follow_from_the_business_id() {
        let id: BusinessId = "9990017-1".parse().unwrap();
        assert_eq!(id.vat_number(), "FI99900171");
        assert_eq!(id.ovt().as_str(), "003799900171");
    }

    #[test]
    fn ovt_codes_of_the_vectors() {
        for right in ["003799900016", "003799900171001", "00379990033112345"] {
            assert!(right.parse::<Ovt>().is_ok(), "{right}");
        }
        for wrong in ["003799900017", "003899900016", "003799900016123456", "0037999000161234ä"] {
            assert!(wrong.parse::<Ovt>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_read_is_validated() {
        assert!(serde_json::from_str::<BusinessId>(r#""9990001-6""#).is_ok());
        assert!(serde_json::from_str::<BusinessId>(r#""9990001-7""#).is_err());
        assert_eq!(
            serde_json::to_string(&"9990001-6".parse::<BusinessId>().unwrap()).unwrap(),
            r#""9990001-6""#
        );
    }
}
