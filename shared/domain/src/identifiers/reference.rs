//! Payment references: the national reference number and its international form.

use serde::{Deserialize, Serialize};

use super::{WrongIdentifier, modulo_97, parsed_text, typed};

/// A national reference number: 3 to 19 digits and a check digit, `20261000010`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReferenceNumber(String);

parsed_text!(ReferenceNumber, shown);

impl ReferenceNumber {
    /// Adds the check digit to 3-19 digits that are not all zero.
    pub fn make(body: &str) -> Result<Self, WrongIdentifier> {
        let digits = (3..=19).contains(&body.len()) && body.bytes().all(|b| b.is_ascii_digit());
        if !digits || body.bytes().all(|b| b == b'0') {
            return Err(WrongIdentifier::Form);
        }
        Ok(Self::completing(body))
    }

    /// Adds the check digit to what is known to be 3-19 digits.
    pub(crate) fn completing(body: &str) -> Self {
        Self(format!("{body}{}", check_digit(body)))
    }
}

/// Weights 7, 3, 1 from the right; the check digit completes the sum to a full ten.
fn check_digit(body: &str) -> u32 {
    let values = body.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = values.zip([7, 3, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    (10 - sum % 10) % 10
}

impl std::str::FromStr for ReferenceNumber {
    type Err = WrongIdentifier;
    /// Accepts the groups in which the number is printed.
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        let number = typed(text);
        if !number.is_ascii() || number.is_empty() {
            return Err(WrongIdentifier::Form);
        }
        let made = Self::make(&number[..number.len() - 1])?;
        if made.0 == number { Ok(made) } else { Err(WrongIdentifier::CheckDigit) }
    }
}

/// An ISO 11649 creditor reference: `RF`, two check digits and 1 to 21 letters or digits, `RF18539007547034`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RfReference(String);

parsed_text!(RfReference, shown);

impl RfReference {
    /// Puts `RF` and the check digits before 1-21 letters or digits.
    pub fn make(body: &str) -> Result<Self, WrongIdentifier> {
        let plain = body.bytes().all(|b| b.is_ascii_alphanumeric());
        if !plain || !(1..=21).contains(&body.len()) {
            return Err(WrongIdentifier::Form);
        }
        let body = body.to_ascii_uppercase();
        let rest = modulo_97(&format!("{body}RF00")).ok_or(WrongIdentifier::Form)?;
        Ok(Self(format!("RF{:02}{body}", 98 - rest)))
    }
}

/// A national reference number in its international form: the same digits.
impl From<&ReferenceNumber> for RfReference {
    fn from(number: &ReferenceNumber) -> Self {
        let rest = modulo_97(&format!("{number}RF00")).unwrap_or_default();
        Self(format!("RF{:02}{number}", 98 - rest))
    }
}

impl std::str::FromStr for RfReference {
    type Err = WrongIdentifier;
    /// Accepts the groups in which the reference is printed.
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        let reference = typed(text);
        let rest = reference.strip_prefix("RF").filter(|r| r.is_ascii()).ok_or(WrongIdentifier::Form)?;
        if rest.len() < 3 || !rest[..2].bytes().all(|b| b.is_ascii_digit()) {
            return Err(WrongIdentifier::Form);
        }
        let made = Self::make(&rest[2..])?;
        if made.0 == reference { Ok(made) } else { Err(WrongIdentifier::CheckDigit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_numbers_of_the_vectors() {
        for right in ["1232", "20261000010", "12345678901234567894"] {
            assert_eq!(right.parse::<ReferenceNumber>().unwrap().as_str(), right);
            assert_eq!(ReferenceNumber::make(&right[..right.len() - 1]).unwrap().as_str(), right);
        }
        for (wrong, why) in [
            ("1233", WrongIdentifier::CheckDigit),
            ("20262000010", WrongIdentifier::CheckDigit),
            ("12", WrongIdentifier::Form),
            ("0000", WrongIdentifier::Form),
            ("", WrongIdentifier::Form),
            ("12ä2", WrongIdentifier::Form),
            ("123456789012345678901", WrongIdentifier::Form),
        ] {
            assert_eq!(wrong.parse::<ReferenceNumber>(), Err(why), "{wrong}");
        }
    }

    #[test]
    fn rf_references_of_the_vectors() {
        for right in ["RF18539007547034", "RF2020261000036", "RF47ABC123"] {
            assert_eq!(right.parse::<RfReference>().unwrap().as_str(), right);
            assert_eq!(RfReference::make(&right[4..]).unwrap().as_str(), right);
        }
        for (wrong, why) in [
            ("RF19539007547034", WrongIdentifier::CheckDigit),
            ("RF2020261000037", WrongIdentifier::CheckDigit),
            ("RF00ABC123", WrongIdentifier::CheckDigit),
            ("RF18", WrongIdentifier::Form),
            ("ABC123", WrongIdentifier::Form),
        ] {
            assert_eq!(wrong.parse::<RfReference>(), Err(why), "{wrong}");
        }
    }

    #[test]
    fn a_national_number_keeps_its_digits_in_the_international_form() {
        let national: ReferenceNumber = "20261000036".parse().unwrap();
        assert_eq!(RfReference::from(&national).as_str(), "RF2020261000036");
    }

    #[test]
    fn printed_groups_are_read() {
        assert_eq!("2026 10000 10".parse::<ReferenceNumber>().unwrap().as_str(), "20261000010");
        assert_eq!("rf18 5390 0754 7034".parse::<RfReference>().unwrap().as_str(), "RF18539007547034");
    }
}
