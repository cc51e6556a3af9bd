//! A voucher's number: made to be read aloud and typed, and to show a slip of either.

use serde::{Deserialize, Serialize};

use super::{Malformed, Organiser, made_of};

/// A voucher's number, printed on it and on invoices: ten letters or digits and a check letter, `K7M2Q-9TRX4-H`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VoucherNumber(String);

/// Digits and letters without I, L, O, U and Z, so that a number can be read aloud and typed; a prime count.
const LETTERS: &[u8; 31] = b"0123456789ABCDEFGHJKMNPQRSTVWXY";

impl VoucherNumber {
    /// The voucher that a person's command grants.
    pub fn of(organiser: &Organiser, actor: &str, idempotency_key: &str) -> Self {
        let (mut bits, _) = made_of("voucher", organiser, &[actor, idempotency_key]).as_u64_pair();
        let mut body = [0; 10];
        for value in &mut body {
            *value = (bits % 31) as u8;
            bits /= 31;
        }
        Self(Self::written(&body))
    }

    fn written(body: &[u8]) -> String {
        let letter = |v: &u8| LETTERS[usize::from(*v)] as char;
        let first: String = body[..5].iter().map(letter).collect();
        let second: String = body[5..].iter().map(letter).collect();
        format!("{first}-{second}-{}", LETTERS[Self::check(body)] as char)
    }

    /// Weighted sum modulo the prime 31: every single wrong letter and every swap of neighbours shows.
    fn check(body: &[u8]) -> usize {
        body.iter().enumerate().map(|(i, v)| (i + 1) * usize::from(*v)).sum::<usize>() % 31
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for VoucherNumber {
    type Error = Malformed;
    /// Accepts small letters and missing dashes, as people type.
    fn try_from(text: String) -> Result<Self, Malformed> {
        const WRONG: Malformed = Malformed("not a voucher's number");
        let typed: String =
            text.chars().filter(|c| *c != '-' && *c != ' ').map(|c| c.to_ascii_uppercase()).collect();
        let values: Option<Vec<u8>> = typed
            .bytes()
            .map(|b| LETTERS.iter().position(|l| *l == b).and_then(|p| u8::try_from(p).ok()))
            .collect();
        match values {
            Some(v) if v.len() == 11 && usize::from(v[10]) == Self::check(&v[..10]) => {
                Ok(Self(Self::written(&v[..10])))
            }
            _ => Err(WRONG),
        }
    }
}

impl std::str::FromStr for VoucherNumber {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        text.to_owned().try_into()
    }
}

impl From<VoucherNumber> for String {
    fn from(number: VoucherNumber) -> String {
        number.0
    }
}

impl std::fmt::Display for VoucherNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kajaani() -> Organiser {
        "kajaani".parse().unwrap()
    }

    #[test]
    fn a_voucher_number_is_read_as_people_type_it() {
        let number = VoucherNumber::of(&kajaani(), "anna", "key-1");
        let typed = number.as_str().to_lowercase().replace('-', " ");
        assert_eq!(typed.parse(), Ok(number));
    }

    #[test]
    fn a_voucher_number_shows_a_wrong_letter_or_a_swap() {
        let number = VoucherNumber::of(&kajaani(), "anna", "key-1").as_str().replace('-', "");
        for at in 0..10 {
            let mut wrong = number.clone().into_bytes();
            wrong[at] = if wrong[at] == b'7' { b'8' } else { b'7' };
            assert!(String::from_utf8(wrong).unwrap().parse::<VoucherNumber>().is_err());
            let mut swapped = number.clone().into_bytes();
            if at < 9 && swapped[at] != swapped[at + 1] {
                swapped.swap(at, at + 1);
                assert!(String::from_utf8(swapped).unwrap().parse::<VoucherNumber>().is_err());
            }
        }
    }
}
