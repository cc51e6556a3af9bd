//! Clearly artificial clients, with the letters of the country's languages in their names.

use jiff::{Span, civil::Date};
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use super::{model::Client, numbers::identity_code};

/// Finnish, Swedish and the three Sami languages of Finland: every letter that a name here may have.
const SECOND_NAMES: [&str; 16] = [
    "Äijö",
    "Åke",
    "Örjan",
    "Čáhppe",
    "Đuoŋa",
    "Eaŋŋá",
    "Gáddja",
    "Máhtte",
    "Niŧŧo",
    "Šárlo",
    "Žuolmmá",
    "Ǩeârjj",
    "Åsta",
    "Heidi",
    "Ylvä",
    "Õnnâ",
];

/// The n-th client of a region.
pub fn client(n: usize, born: Date, municipality: &str, chance: &mut ChaCha8Rng) -> Client {
    let second = SECOND_NAMES.choose(chance).copied().unwrap_or_default();
    Client {
        identity_code: Some(identity_code(born, n)),
        first_names: format!("Testi {second}"),
        last_name: format!("Asiakas-{:04}", n + 1),
        born,
        language: if chance.random_ratio(1, 12) { "sv" } else { "fi" }.to_owned(),
        municipality: municipality.to_owned(),
    }
}

/// A birth day between two ages in months, as of a day.
pub fn born(youngest: i32, oldest: i32, on: Date, chance: &mut ChaCha8Rng) -> Date {
    let back = Span::new().months(chance.random_range(youngest..=oldest)).days(chance.random_range(0..28));
    on.saturating_sub(back)
}
