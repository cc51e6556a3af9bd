//! What is priced: a voucher of home care and one of early education, each with its provider's prices and one event.

use domain::{
    event::{Delivery, Reported},
    ids::{ApplicationId, BookingId, ClientId, Organiser, ProviderId, VoucherNumber},
    money::Cents,
    overlap::Interval,
    pricing::PricingBasis,
    provider::{Approval, Period, Price},
    quota::Limits,
    recording::RecordingBasis,
    rulebook::{self, BandName, Rulebook, Unit},
    time,
    voucher::{Booking, Grant, GrantBasis, Voucher, grant},
};
use jiff::Timestamp;

pub fn library(service: &str) -> Rulebook {
    let path = format!("../../infra/rulebooks/{service}.toml");
    rulebook::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// One voucher with its provider's prices.
pub struct World {
    organiser: Organiser,
    rulebook: Rulebook,
    voucher: Voucher,
    approval: Approval,
}

impl World {
    fn of(service: &str, granted: Grant, prices: Vec<Price>) -> Self {
        let rulebook = library(service);
        let organiser: Organiser = "varha".parse().unwrap();
        let provider = ProviderId::of(&organiser, "9990001-6");
        let (first_day, last_day) = ("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
        let basis = GrantBasis {
            voucher: VoucherNumber::of(&organiser, "grantor", "1"),
            client: ClientId::of(&organiser, "grantor", "1"),
            rulebook: &rulebook,
            first_day,
            last_day,
            contents: vec![granted],
            ordered_from: None,
        };
        let mut voucher = grant(basis).unwrap();
        let booking = BookingId::of(&organiser, "recorder", "1");
        voucher.book(Booking { booking, provider, first_day, last_day, corrects_until: None }).unwrap();
        let application = ApplicationId::of(&organiser, "signatory", "1");
        let period = Period { first_day, last_day: None };
        let approval = Approval::new(provider, rulebook.service.clone(), application, period, prices);
        Self { organiser, rulebook, voucher, approval }
    }

    /// What a price alone depends on.
    #[allow(dead_code, reason = "the count of allocations checks too")]
    pub fn pricing(&self) -> PricingBasis<'_> {
        PricingBasis {
            rulebook: &self.rulebook,
            voucher: &self.voucher,
            booking: &self.voucher.bookings[0],
            approval: Some(&self.approval),
        }
    }

    pub fn recording(&self, now: Timestamp) -> RecordingBasis<'_> {
        RecordingBasis {
            organiser: &self.organiser,
            provider: self.approval.provider,
            voucher: &self.voucher,
            rulebook: &self.rulebook,
            approval: Some(&self.approval),
            now,
        }
    }

    fn reported(&self, content: &str, unit: Unit, delivery: Delivery) -> Reported {
        let (voucher, content) = (self.voucher.voucher.clone(), content.parse().unwrap());
        Reported { id: "1".into(), voucher, content, unit, absence: None, delivery }
    }
}

fn granted(code: &str, amounts: Option<(i64, i64)>) -> Grant {
    Grant {
        code: code.parse().unwrap(),
        limits: Limits::default(),
        value: amounts.map(|(value, _)| Cents(value)),
        copayment: amounts.map(|(_, copayment)| Cents(copayment)),
        price: None,
        free_of_charge: None,
        free_by: None,
        raise: None,
    }
}

fn price(content: &str, band: Option<&str>, cents: i64) -> Price {
    let band = band.map(|band| BandName(band.into()));
    Price { content: content.parse().unwrap(), band, price: Cents(cents) }
}

/// An hour of home care inside one band, as four visits in five are.
pub fn home_care() -> (World, Reported) {
    let bands = ["day", "evening", "night", "saturday", "sunday"];
    let prices = bands.iter().map(|band| price("home-care", Some(band), 4_400)).collect();
    let world = World::of("home-care", granted("home-care", None), prices);
    let at = |text| time::instant(text).unwrap();
    let visit = Interval { start: at("2026-10-02T10:00"), end: at("2026-10-02T11:00") };
    let reported = world.reported("home-care", Unit::Hour, Delivery::Visit(visit));
    (world, reported)
}

/// A month of a child.
pub fn early_education() -> (World, Reported) {
    let prices = vec![price("over3-full", None, 99_000)];
    let world = World::of("early-education", granted("over3-full", Some((94_900, 16_500))), prices);
    let delivery = Delivery::Pieces { day: "2026-09-30".parse().unwrap(), quantity: 1 };
    let reported = world.reported("over3-full", Unit::Month, delivery);
    (world, reported)
}
