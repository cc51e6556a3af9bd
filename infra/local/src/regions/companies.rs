//! Clearly artificial companies that apply to be providers.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    model::{Decision, Offer, Provider},
    numbers::{business_id, iban, ovt},
};

/// What kind of company: it shows in the name only.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A family day carer.
    Childminder,
    /// A day-care centre.
    Centre,
    /// A home-care company.
    Care,
    /// A dental clinic.
    Dental,
    /// Assisted living.
    Housing,
    /// Rehabilitative work.
    Workshop,
}

impl Kind {
    /// Names in Finnish, Swedish and North Sami: invoices must carry all of their letters somehow.
    fn name(self, n: usize) -> String {
        let names = match self {
            Kind::Childminder => {
                ["Perhepäivähoitaja Testi", "Familjedagvårdare Testi", "Mánáidgeahčči Testi"]
            }
            Kind::Centre => ["Päiväkoti Testi", "Daghemmet Testi", "Mánáidgárdi Ŧesti"],
            Kind::Care => ["Hoivapalvelu Testi", "Hemvården Testi", "Ruovttudikšu Đesti"],
            Kind::Dental => ["Hammaslääkärit Testi", "Tandläkarna Testi", "Bátnedoavttir Česti"],
            Kind::Housing => ["Palvelukoti Testi", "Servicehemmet Testi", "Bálvalusruoktu Ŋesti"],
            Kind::Workshop => ["Työpaja Testi", "Verkstaden Testi", "Bargobádji Žesti"],
        };
        let (name, form) = match n % 7 {
            3 => (names[1], "Ab"),
            5 => (names[2], "Oy"),
            _ => (names[0], "Oy"),
        };
        format!("{name}-{n:03} {form}")
    }
}

/// The n-th company; its unit bears the company's name until `with_units` says otherwise.
pub fn company(kind: Kind, n: usize, town: &str, offers: Vec<Offer>) -> Provider {
    let business_id = business_id(n);
    Provider {
        name: kind.name(n),
        street: format!("Testikatu {}", n + 1),
        postal_code: format!("{:05}", 20_000 + n),
        town: town.to_owned(),
        iban: Some(iban(n)),
        einvoice: Some(ovt(&business_id)),
        vat_registered: n.is_multiple_of(4),
        languages: if n % 7 == 3 { vec!["fi".to_owned(), "sv".to_owned()] } else { vec!["fi".to_owned()] },
        units: vec![(kind.name(n), town.to_owned())],
        offers,
        application: Decision::Approve,
        business_id,
    }
}

/// The company with so many places.
pub fn with_units(mut company: Provider, count: usize) -> Provider {
    company.units =
        (1..=count).map(|unit| (format!("{} {unit}", company.name), company.town.clone())).collect();
    company
}

/// A price around a value: most at or above it, a few below; to whole tens of cents.
pub fn price_around(value: i64, chance: &mut ChaCha8Rng) -> i64 {
    let percent =
        *[94, 97, 100, 100, 100, 102, 105, 108, 112, 118].get(chance.random_range(0..10)).unwrap_or(&100);
    (value * percent / 100 + 5) / 10 * 10
}
