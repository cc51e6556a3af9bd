//! Where a party receives e-invoices: an address and the operator (or bank) that serves it.

use serde::{Deserialize, Serialize};

use super::{Iban, Ovt, WrongIdentifier, parsed_text, typed};

/// An e-invoice address, 2 to 35 letters and digits: most often an OVT code, sometimes an account number or an
/// operator's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EInvoiceAddress(String);

parsed_text!(EInvoiceAddress, shown);

impl EInvoiceAddress {
    /// The address as an OVT code, where it is one.
    pub fn ovt(&self) -> Option<Ovt> {
        self.0.parse().ok()
    }
}

impl From<Ovt> for EInvoiceAddress {
    fn from(ovt: Ovt) -> Self {
        Self(ovt.into())
    }
}

impl std::str::FromStr for EInvoiceAddress {
    type Err = WrongIdentifier;
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        let address = letters_and_digits(text)?;
        if address.starts_with("0037") {
            return address.parse().map(|ovt: Ovt| ovt.into());
        }
        let finnish_account = address.len() == 18 && address.starts_with("FI");
        if finnish_account {
            address.parse::<Iban>()?;
        }
        Ok(Self(address))
    }
}

/// An operator's code, 2 to 35 letters and digits: a BIC, an OVT code or another that operators agreed on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OperatorCode(String);

parsed_text!(OperatorCode, shown);

impl std::str::FromStr for OperatorCode {
    type Err = WrongIdentifier;
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        let code = letters_and_digits(text)?;
        if code.starts_with("0037") {
            code.parse::<Ovt>()?;
        }
        Ok(Self(code))
    }
}

fn letters_and_digits(text: &str) -> Result<String, WrongIdentifier> {
    let code = typed(text);
    let plain = code.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain && (2..=35).contains(&code.len()) { Ok(code) } else { Err(WrongIdentifier::Form) }
}

/// The address and the operator together: what it takes to deliver an e-invoice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EInvoiceRoute {
    /// The receiver's address.
    pub address: EInvoiceAddress,
    /// The operator that serves the address.
    pub operator: OperatorCode,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_looks_like_an_ovt_code_or_an_account_must_be_one() {
        for right in ["003799900016", "FI2112345600000785", "TE003799900016", "te 0037 9990 0016"] {
            assert!(right.parse::<EInvoiceAddress>().is_ok(), "{right}");
        }
        for wrong in ["003799900017", "FI5779000000000000", "X", "A-B", "", "0037"] {
            assert!(wrong.parse::<EInvoiceAddress>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_an_ovt_code_is_taken_for_one() {
        assert!("003799900016".parse::<EInvoiceAddress>().unwrap().ovt().is_some());
        assert!("TE003799900016".parse::<EInvoiceAddress>().unwrap().ovt().is_none());
    }

    #[test]
    fn an_operator_has_a_bic_an_ovt_code_or_a_code_of_its_own() {
        for right in ["EXMPFIHH", "003799900171", "E204503"] {
            assert!(right.parse::<OperatorCode>().is_ok(), "{right}");
        }
        assert!("003799900172".parse::<OperatorCode>().is_err());
    }
}
