//! An invoice's number: the seller's business id and a running number of the seller's own series.

use serde::{Deserialize, Serialize};

use crate::{
    identifiers::{BusinessId, ReferenceNumber},
    ids::Malformed,
};

/// The business id without its dash and a running number of at least six digits, `99900016000042`: 14 to 19
/// digits, within the 20 characters of Finvoice, so that a check digit makes it a reference number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InvoiceNumber(String);

/// Digits of a business id without its dash.
const SELLER: usize = 8;
/// The largest running number: eleven digits.
const LARGEST: u64 = 99_999_999_999;
const WRONG: Malformed = Malformed("an invoice's number is a business id and a running number");

impl InvoiceNumber {
    /// The number of a seller's invoice; the first one is 1.
    pub fn of(seller: &BusinessId, running: u64) -> Result<Self, Malformed> {
        if !(1..=LARGEST).contains(&running) {
            return Err(WRONG);
        }
        Ok(Self(format!("{}{running:06}", seller.digits())))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The seller whose series it is of.
    pub fn seller(&self) -> Option<BusinessId> {
        let (number, check) = self.0.get(..SELLER)?.split_at(SELLER - 1);
        format!("{number}-{check}").parse().ok()
    }

    /// The payment reference that the number makes.
    pub fn reference(&self) -> ReferenceNumber {
        ReferenceNumber::completing(&self.0)
    }
}

impl std::str::FromStr for InvoiceNumber {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        if !digits || text.len() <= SELLER {
            return Err(WRONG);
        }
        let seller = format!("{}-{}", &text[..SELLER - 1], &text[SELLER - 1..SELLER]);
        let seller: BusinessId = seller.parse().map_err(|_| WRONG)?;
        let number = Self::of(&seller, text[SELLER..].parse().map_err(|_| WRONG)?)?;
        if number.0 == text { Ok(number) } else { Err(WRONG) }
    }
}

impl TryFrom<String> for InvoiceNumber {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<InvoiceNumber> for String {
    fn from(number: InvoiceNumber) -> String {
        number.0
    }
}

impl std::fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seller() -> BusinessId {
        "9990001-6".parse().unwrap()
    }

    #[test]
    fn a_number_is_read_back_as_it_was_made() {
        for running in [1, 42, 999_999, 1_000_000, LARGEST] {
            let number = InvoiceNumber::of(&seller(), running).unwrap();
            assert_eq!(number.as_str().parse(), Ok(number.clone()));
            assert!(number.as_str().len() <= 20);
        }
        assert_eq!(InvoiceNumber::of(&seller(), 42).unwrap().as_str(), "99900016000042");
    }

    #[test]
    fn a_number_outside_the_series_is_refused() {
        assert!(InvoiceNumber::of(&seller(), 0).is_err());
        assert!(InvoiceNumber::of(&seller(), LARGEST + 1).is_err());
        for wrong in
            ["", "99900016", "99900016000000", "9990001600001", "99900017000001", "9990001600000x", "ä"]
        {
            assert!(wrong.parse::<InvoiceNumber>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_reference_is_the_number_with_a_check_digit() {
        for running in [1, LARGEST] {
            let number = InvoiceNumber::of(&seller(), running).unwrap();
            let reference = number.reference();
            assert!(reference.as_str().starts_with(number.as_str()));
            assert_eq!(reference.as_str().parse(), Ok(reference.clone()));
        }
    }
}
