//! A bank account's number and its bank's code.

use iban::IbanLike;
use serde::{Deserialize, Serialize};

use super::{WrongIdentifier, parsed_text, typed};

/// An account number in the electronic form, `FI2112345600000785`: check digits, and length and structure by
/// country as the SWIFT registry gives them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iban(String);

parsed_text!(Iban, shown);

impl std::str::FromStr for Iban {
    type Err = WrongIdentifier;
    /// Accepts spaces and small letters, as people type.
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        match typed(text).parse::<iban::Iban>() {
            Ok(account) => Ok(Self(account.electronic_str().to_owned())),
            Err(iban::ParseIbanError::InvalidBaseIban {
                source: iban::ParseBaseIbanError::InvalidChecksum,
            }) => Err(WrongIdentifier::CheckDigit),
            Err(_) => Err(WrongIdentifier::Form),
        }
    }
}

/// A bank's code of 8 or 11 characters, `NDEAFIHH`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bic(String);

parsed_text!(Bic, shown);

impl std::str::FromStr for Bic {
    type Err = WrongIdentifier;
    /// Accepts spaces and small letters, as people type.
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        let code = typed(text);
        let bytes = code.as_bytes();
        let bank_and_country = bytes.iter().take(6).all(u8::is_ascii_uppercase);
        let rest = bytes.iter().skip(6).all(u8::is_ascii_alphanumeric);
        if matches!(bytes.len(), 8 | 11) && bank_and_country && rest {
            Ok(Self(code))
        } else {
            Err(WrongIdentifier::Form)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_of_the_vectors_parse_also_as_people_type_them() {
        for right in ["FI5679000000000000", "FI8279000000000017", "FI2112345600000785"] {
            assert_eq!(right.parse::<Iban>().unwrap().as_str(), right);
        }
        let typed: Iban = "fi21 1234 5600 0007 85".parse().unwrap();
        assert_eq!(typed.as_str(), "FI2112345600000785");
    }

    #[test]
    fn a_wrong_account_says_what_is_wrong() {
        for (wrong, why) in [
            ("FI5779000000000000", WrongIdentifier::CheckDigit),
            ("FI1212345600000785", WrongIdentifier::CheckDigit),
            ("FI8", WrongIdentifier::Form),
            ("FIÄ279000000000017", WrongIdentifier::Form),
            ("", WrongIdentifier::Form),
        ] {
            assert_eq!(wrong.parse::<Iban>(), Err(why), "{wrong}");
        }
        assert!("FI827900000000001".parse::<Iban>().is_err(), "a Finnish account has 18 characters");
    }

    #[test]
    fn the_length_follows_the_country_even_when_the_check_digits_agree() {
        // Right by modulo 97, but two digits too long for Finland.
        let body = "790000000000001700";
        let check = (2..=98)
            .find(|c| super::super::modulo_97(&format!("{body}FI{c:02}")) == Some(1))
            .map(|c| format!("FI{c:02}{body}"));
        assert_eq!(check.unwrap().parse::<Iban>(), Err(WrongIdentifier::Form));
    }

    #[test]
    fn a_bic_has_eight_or_eleven_characters() {
        for right in ["EXMPFIHH", "NDEAFIHHXXX", "okoyfihh"] {
            assert!(right.parse::<Bic>().is_ok(), "{right}");
        }
        for wrong in ["EXMPFIH", "EXMPFIHHX", "EXM1FIHH", "EXMPFIHÄ", ""] {
            assert!(wrong.parse::<Bic>().is_err(), "{wrong}");
        }
    }
}
