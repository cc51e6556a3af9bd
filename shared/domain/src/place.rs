//! Where places are, by postal code or municipality, and how far they are from each other.
//!
//! The table and where it comes from: `data/README.md`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A point, in ten-thousandths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    north: i64,
    east: i64,
}

/// Every place by its postal codes and, if it is a municipality, by its names in lower case.
static PLACES: LazyLock<HashMap<String, Place>> = LazyLock::new(|| {
    let mut places = HashMap::new();
    for line in include_str!("../data/places.csv").lines() {
        let [fi, sv, north, east, codes] = line.split(',').collect::<Vec<_>>()[..] else { continue };
        let (Ok(north), Ok(east)) = (north.parse(), east.parse()) else { continue };
        let names = [fi, sv].into_iter().filter(|name| !name.is_empty() && !name.starts_with('#'));
        let names = names.map(str::to_lowercase).chain(codes.split(' ').map(str::to_owned));
        places.extend(names.map(|name| (name, Place { north, east })));
    }
    places
});

/// The length of a ten-thousandth of a degree to the north, in centimetres.
const STEP_CM: i64 = 1112;

/// The cosine of each whole degree of latitude from 59 to 70, in ten-thousandths: how much shorter a step to the east is.
const COSINES: [i64; 12] = [5150, 5000, 4848, 4695, 4540, 4384, 4226, 4067, 3907, 3746, 3584, 3420];

impl Place {
    /// The place with a postal code, or the municipality with a Finnish or Swedish name.
    pub fn named(text: &str) -> Option<Self> {
        PLACES.get(&text.trim().to_lowercase()).copied()
    }

    /// The distance as the crow flies, in whole kilometres.
    pub fn kilometres_to(self, other: Place) -> u64 {
        let degree = (self.north + other.north) / 20_000 - 59;
        let degree = usize::try_from(degree).unwrap_or_default().min(COSINES.len() - 1);
        let north = (self.north - other.north) * STEP_CM / 100;
        let east = (self.east - other.east) * STEP_CM * COSINES[degree] / 1_000_000;
        let metres = (north * north + east * east).unsigned_abs().isqrt();
        (metres + 500) / 1000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(one: &str, other: &str) -> u64 {
        Place::named(one).unwrap().kilometres_to(Place::named(other).unwrap())
    }

    #[test]
    fn a_municipality_is_found_by_both_names_and_by_its_postal_codes() {
        let turku = Place::named("Turku");
        assert!(turku.is_some());
        assert_eq!([" åbo ", "TURKU", "20100"].map(Place::named), [turku; 3]);
        assert_eq!(["Testilä", "", "#Herukka", "00000"].map(Place::named), [None; 4]);
    }

    #[test]
    fn distances_are_as_the_crow_flies_and_the_same_both_ways() {
        // By the same points on a sphere: 150.2, 473.8 and 1 087.2 km.
        assert!((149..=152).contains(&distance("Helsinki", "Turku")), "{}", distance("Helsinki", "Turku"));
        let (kajaani, utsjoki) = (distance("Kajaani", "Helsinki"), distance("Utsjoki", "00100"));
        assert!((470..=477).contains(&kajaani), "{kajaani}");
        assert!((1080..=1095).contains(&utsjoki), "{utsjoki}");
        assert_eq!(distance("Kajaani", "Helsinki"), distance("Helsinki", "Kajaani"));
        assert_eq!(distance("Oulu", "90100"), 0);
    }

    #[test]
    fn the_table_has_every_municipality_but_those_of_aland_and_every_postal_code_once() {
        let codes: Vec<&str> = include_str!("../data/places.csv")
            .lines()
            .flat_map(|line| line.rsplit(',').next().unwrap().split(' '))
            .filter(|code| !code.is_empty())
            .collect();
        let municipalities = include_str!("../data/places.csv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!((codes.len(), municipalities.count()), (2991, 293));
        assert!(codes.iter().all(|code| Place::named(code).is_some()));
    }
}
