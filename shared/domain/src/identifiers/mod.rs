//! Identifiers that others issue, with check digits: parsed once at the edge and right from then on.
//!
//! Sources: the business id's structure (Finnish Patent and Registration Office), the national reference
//! number and the OVT code (Finance Finland, standard SFS 5748), ISO 11649 (RF), ISO 13616 (IBAN), ISO 9362
//! (BIC), and the decree on the Population Information System 690/2022 (identity codes).

mod bank;
mod business_id;
mod einvoice;
mod identity_code;
mod reference;

pub use bank::{Bic, Iban};
pub use business_id::{BusinessId, Ovt};
pub use einvoice::{EInvoiceAddress, EInvoiceRoute, OperatorCode};
pub use identity_code::IdentityCode;
pub use reference::{ReferenceNumber, RfReference};

/// Why a text is no identifier of its kind. It never holds the text itself: that may be personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum WrongIdentifier {
    /// Wrong length, characters or prefix.
    #[error("not written as it should be")]
    Form,
    /// The form is right, the check digit is not: most often a typing error.
    #[error("the check digit is wrong")]
    CheckDigit,
    /// An identity code whose day is in no calendar.
    #[error("there is no such day")]
    Day,
}

impl WrongIdentifier {
    /// The machine-readable code of the refusal.
    pub fn code(self) -> &'static str {
        match self {
            WrongIdentifier::Form => "wrong_form",
            WrongIdentifier::CheckDigit => "wrong_check_digit",
            WrongIdentifier::Day => "no_such_day",
        }
    }
}

/// Gives a text newtype with an own `FromStr` its other conversions, so that serde validates too.
macro_rules! parsed_text {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = crate::identifiers::WrongIdentifier;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(identifier: $name) -> String {
                identifier.0
            }
        }
    };
    ($name:ident, shown) => {
        parsed_text!($name);
        impl $name {
            /// As text, in the form that machines exchange.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
use parsed_text;

/// The text as people type it (spaces, small letters), in the form that machines exchange.
fn typed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

/// The remainder by 97 of digits and letters read as one number, a letter counting 10 to 35 (ISO 7064).
/// `None` when there is another character.
fn modulo_97(text: &str) -> Option<u32> {
    text.chars().try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}
