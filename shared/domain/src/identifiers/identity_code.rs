//! A person's identity code: checked when read, and never shown unless a caller says so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{WrongIdentifier, parsed_text, typed};

/// An identity code, `131052-901X`. Neither `Debug` nor `Display` prints it: see [`IdentityCode::expose`].
///
/// Individual numbers 900-999 are artificial, for tests; they are accepted everywhere, since only the
/// population register tells whether a code was issued.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdentityCode(String);

parsed_text!(IdentityCode);

/// The check letters, by the remainder of the nine digits by 31.
const CHECK_LETTERS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
/// DDMMYY, a century sign, three digits and a check letter.
const LENGTH: usize = 11;

impl IdentityCode {
    /// The code itself, for the register and the form that need it; never for a log, a key or a message.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The day of birth that the code states.
    pub fn born(&self) -> Option<Date> {
        day_of_birth(self.0.as_bytes()).ok()
    }

    /// Whether the code is made for tests: no person has an individual number of 900 or more.
    pub fn is_artificial(&self) -> bool {
        self.0.as_bytes().get(7) == Some(&b'9')
    }

    /// Whether a text holds an identity code anywhere, standing on its own between other characters.
    pub fn occurs_in(text: &str) -> bool {
        let bytes = text.as_bytes();
        let alone = |at: Option<&u8>| at.is_none_or(|b| !b.is_ascii_alphanumeric());
        bytes.windows(LENGTH).enumerate().any(|(at, window)| {
            let before = at.checked_sub(1).and_then(|i| bytes.get(i));
            alone(before) && alone(bytes.get(at + LENGTH)) && is_code(&window.to_ascii_uppercase())
        })
    }
}

fn is_code(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.parse::<IdentityCode>().is_ok())
}

impl std::str::FromStr for IdentityCode {
    type Err = WrongIdentifier;
    /// Accepts small letters and spaces around, as people type.
    fn from_str(text: &str) -> Result<Self, WrongIdentifier> {
        let code = typed(text);
        let bytes = code.as_bytes();
        if bytes.len() != LENGTH {
            return Err(WrongIdentifier::Form);
        }
        let (day, individual) = (number(&bytes[..6])?, number(&bytes[7..10])?);
        day_of_birth(bytes)?;
        // 000 and 001 are never given.
        if individual < 2 {
            return Err(WrongIdentifier::Form);
        }
        let check = CHECK_LETTERS[(day * 1000 + individual) % CHECK_LETTERS.len()];
        if check == bytes[10] { Ok(Self(code)) } else { Err(WrongIdentifier::CheckDigit) }
    }
}

fn day_of_birth(code: &[u8]) -> Result<Date, WrongIdentifier> {
    let century = match code.get(6).ok_or(WrongIdentifier::Form)? {
        b'+' => 1800,
        b'-' | b'U' | b'V' | b'W' | b'X' | b'Y' => 1900,
        b'A' | b'B' | b'C' | b'D' | b'E' | b'F' => 2000,
        _ => return Err(WrongIdentifier::Form),
    };
    let part = |from: usize| {
        number(&code[from..from + 2]).and_then(|n| i16::try_from(n).or(Err(WrongIdentifier::Form)))
    };
    let (day, month, year) = (part(0)?, part(2)?, part(4)?);
    let narrow = |n: i16| i8::try_from(n).or(Err(WrongIdentifier::Form));
    Date::new(century + year, narrow(month)?, narrow(day)?).or(Err(WrongIdentifier::Day))
}

fn number(digits: &[u8]) -> Result<usize, WrongIdentifier> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'9' => Ok(number * 10 + usize::from(digit - b'0')),
        _ => Err(WrongIdentifier::Form),
    })
}

impl std::fmt::Debug for IdentityCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityCode(redacted)")
    }
}

impl std::fmt::Display for IdentityCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("redacted")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_codes_of_the_vectors_parse() {
        for (right, born) in
            [("131052-901X", "1952-10-13"), ("010594Y9032", "1994-05-01"), ("290216B902J", "2016-02-29")]
        {
            let code: IdentityCode = right.parse().unwrap();
            assert_eq!(code.expose(), right);
            assert_eq!(code.born(), born.parse().ok());
            assert!(code.is_artificial());
        }
    }

    #[test]
    fn a_wrong_identity_code_says_what_is_wrong() {
        for (wrong, why) in [
            ("131052-901A", WrongIdentifier::CheckDigit),
            ("310299-9017", WrongIdentifier::Day),
            ("010190G903T", WrongIdentifier::Form),
            ("131052-90", WrongIdentifier::Form),
            ("1310ä2-901", WrongIdentifier::Form),
            ("", WrongIdentifier::Form),
        ] {
            assert_eq!(wrong.parse::<IdentityCode>(), Err(why), "{wrong}");
        }
    }

    #[test]
    fn every_century_sign_is_known() {
        for sign in "+-YXWVUABCDEF".chars() {
            let right = CHECK_LETTERS[131_052_901 % 31] as char;
            assert!(format!("131052{sign}901{right}").parse::<IdentityCode>().is_ok(), "{sign}");
        }
    }

    #[test]
    fn the_29th_of_february_is_a_day_only_in_leap_years() {
        assert_eq!("290215B902J".parse::<IdentityCode>(), Err(WrongIdentifier::Day));
    }

    #[test]
    fn a_code_is_never_printed() {
        let code: IdentityCode = "131052-901x".parse().unwrap();
        let printed = format!("{code:?} {code} {:?}", Some(&code));
        assert!(!printed.contains("131052"), "{printed}");
    }

    #[test]
    fn a_code_is_found_inside_a_text_and_nothing_else_is() {
        for with in ["131052-901X", "Asiakas 131052-901x.", "ä290216B902J,", "(010594Y9032)"] {
            assert!(IdentityCode::occurs_in(with), "{with}");
        }
        for without in
            ["", "131052-901A", "0131052-901X", "131052-901XY", "003799900171", "2026-11-02T00:00:00"]
        {
            assert!(!IdentityCode::occurs_in(without), "{without}");
        }
    }
}
