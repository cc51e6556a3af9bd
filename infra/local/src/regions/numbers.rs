//! Artificial numbers with valid check digits: business ids that are never issued, accounts, identity codes.
//!
//! Written here and not taken from `domain`: a demo that made its numbers with the code that checks them
//! would prove nothing.

use jiff::civil::Date;

/// Bodies from here upwards are not issued to any company.
const FIRST_BUSINESS_ID: u32 = 9_990_000;

/// The n-th artificial business id, `9990001-6`, counting from 0 and leaving out bodies without a check digit.
pub fn business_id(n: usize) -> String {
    let mut bodies = (FIRST_BUSINESS_ID..).filter_map(|body| Some((body, business_check(body)?)));
    bodies.nth(n).map_or_else(String::new, |(body, check)| format!("{body}-{check}"))
}

/// Weights 7 9 10 5 8 4 2 modulo 11; a remainder of 1 is never issued.
fn business_check(body: u32) -> Option<u32> {
    let digits = body.to_string();
    let sum: u32 =
        digits.bytes().zip([7, 9, 10, 5, 8, 4, 2]).map(|(d, weight)| u32::from(d - b'0') * weight).sum();
    match sum % 11 {
        0 => Some(0),
        1 => None,
        rest => Some(11 - rest),
    }
}

/// The n-th artificial Finnish account with valid modulo 97 digits; `79` with zeros is in no bank's use.
pub fn iban(n: usize) -> String {
    let bban = format!("7900{n:010}");
    let whole: u128 = format!("{bban}151800").parse().unwrap_or_default();
    format!("FI{:02}{bban}", 98 - whole % 97)
}

/// The electronic address of a company: `0037` and its business id.
pub fn ovt(business_id: &str) -> String {
    format!("0037{}", business_id.replace('-', ""))
}

/// An identity code that no person has: the individual number is 900 to 999.
///
/// `variant` picks the number and the century sign among those that are in use for the century.
pub fn identity_code(born: Date, variant: usize) -> String {
    let signs: &[char] =
        if born.year() < 2000 { &['-', 'Y', 'X', 'W', 'V', 'U'] } else { &['A', 'B', 'C', 'D', 'E', 'F'] };
    let sign = signs[variant / 100 % signs.len()];
    let individual = 900 + variant % 100;
    let date = format!("{:02}{:02}{:02}", born.day(), born.month(), born.year() % 100);
    let number: usize = format!("{date}{individual}").parse().unwrap_or_default();
    let check = b"0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31] as char;
    format!("{date}{sign}{individual}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn business_ids_are_those_of_the_published_vectors() {
        let first: Vec<String> = (0..60).map(business_id).collect();
        for known in ["9990001-6", "9990017-1", "9990033-1"] {
            assert!(first.contains(&known.to_owned()), "{known}");
        }
        assert!(!first.iter().any(|id| id.starts_with("9990018")), "remainder 1 is never issued");
    }

    #[test]
    fn accounts_have_a_remainder_of_one() {
        for n in [0, 1, 17, 124] {
            let iban = iban(n);
            let whole: u128 = format!("{}1518{}", &iban[4..], &iban[2..4]).parse().unwrap();
            assert_eq!((iban.len(), whole % 97), (18, 1), "{iban}");
        }
        assert_eq!(iban(0), "FI5679000000000000", "as in the published vectors");
    }

    #[test]
    fn identity_codes_are_those_of_the_published_vectors() {
        assert_eq!(identity_code("1952-10-13".parse().unwrap(), 1), "131052-901X");
        assert_eq!(identity_code("1994-05-01".parse().unwrap(), 103), "010594Y9032");
        assert_eq!(identity_code("2016-02-29".parse().unwrap(), 102), "290216B902J");
    }
}
