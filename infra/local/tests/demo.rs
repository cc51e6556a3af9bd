//! The demo regions: of the promised size, the same for the same seed, and played through to the cent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use local::{
    regions::{
        self, Name, Region, SEED, Size,
        model::{Body, Expected},
        small::{self, Shape},
    },
    story::play_region,
};

fn real(name: Name) -> Region {
    let (region, surprises) = regions::region(name, SEED, Size::REAL);
    assert_eq!(surprises, Vec::<String>::new());
    region
}

fn bytes(name: Name, seed: u64) -> String {
    serde_json::to_string(&regions::region(name, seed, Size::REAL).0).unwrap()
}

#[test]
fn the_same_seed_makes_the_same_region_and_another_seed_another() {
    for name in [Name::Kajaani, Name::Kainuu] {
        assert_eq!(bytes(name, 1), bytes(name, 1), "{name:?}");
        assert_ne!(bytes(name, 1), bytes(name, 2), "{name:?}");
    }
}

#[test]
fn kajaani_has_24_childminders_12_centres_and_450_children() {
    let region = real(Name::Kajaani);
    let named = |beginnings: [&str; 3]| {
        region.providers.iter().filter(|p| beginnings.iter().any(|b| p.name.starts_with(b))).count()
    };
    assert_eq!(region.providers.len(), 36);
    assert_eq!(named(["Perhepäivähoitaja", "Familjedagvårdare", "Mánáidgeahčči"]), 24);
    assert_eq!(named(["Päiväkoti", "Daghemmet", "Mánáidgárdi"]), 12);
    assert_eq!((region.clients.len(), region.vouchers.len()), (450, 450));
}

#[test]
fn in_turku_84_of_100_companies_have_one_place_and_the_largest_has_18_percent_of_the_visits() {
    let region = real(Name::Turku);
    let with_one = region.providers.iter().filter(|p| p.units.len() == 1).count();
    assert_eq!(with_one * 100, region.providers.len() * 84);
    let mut visits: BTreeMap<usize, usize> = BTreeMap::new();
    for file in region.files.iter().filter(|file| file.wave == 0) {
        let hours = |body: &Body| matches!(body, Body::Event(report) if report.unit == "HUR");
        *visits.entry(file.provider).or_default() +=
            file.lines.iter().filter(|line| hours(&line.body)).count();
    }
    let (all, largest) = (visits.values().sum::<usize>(), visits.values().max().copied().unwrap());
    assert!((60_000..75_000).contains(&all), "{all} visits");
    assert_eq!((largest * 100 + all / 2) / all, 18, "{largest} of {all}");
    let of = |service: &str| region.vouchers.iter().filter(|voucher| voucher.service == service).count();
    assert_eq!((of("dental-care"), region.clients.len()), (850, 1650));
}

#[test]
fn every_kind_of_line_that_real_files_contain_is_planted_somewhere() {
    let mut codes = BTreeSet::new();
    for name in [Name::Kajaani, Name::Turku, Name::Kainuu] {
        for line in real(name).files.iter().flat_map(|file| &file.lines) {
            codes.insert(match &line.expected {
                Expected::Approved(_) => "approved".to_owned(),
                Expected::Held { .. } => "held".to_owned(),
                Expected::Repeated => "repeated".to_owned(),
                Expected::Refused { code } => code.clone(),
            });
        }
    }
    let expected = [
        "approved",
        "held",
        "repeated",
        "voucher_not_found",
        "voucher_not_open",
        "booking_not_valid",
        "outside_validity",
        "outside_recording_window",
        "in_the_future",
        "unknown_content",
        "wrong_unit",
        "times_required",
        "times_not_allowed",
        "malformed_time",
        "time_repeated",
        "time_skipped",
        "end_before_start",
        "visit_too_long",
        "overlap",
        "over_limit",
        "no_price",
        "quantity_out_of_range",
        "event_conflict",
        "malformed_event",
    ];
    assert_eq!(codes, expected.map(str::to_owned).into());
}

#[test]
fn no_two_people_or_companies_of_a_region_share_a_number() {
    for name in [Name::Kajaani, Name::Turku, Name::Kainuu] {
        let region = real(name);
        let codes: Vec<&String> = region.clients.iter().filter_map(|c| c.identity_code.as_ref()).collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{name:?}");
        let ids: BTreeSet<&String> = region.providers.iter().map(|p| &p.business_id).collect();
        assert_eq!(ids.len(), region.providers.len(), "{name:?}");
        assert!(!ids.contains(&region.buyer.1), "{name:?}");
    }
}

#[test]
fn the_small_region_can_be_made_on_any_day_of_a_year() {
    for day in 0..365 {
        let now = jiff::Timestamp::from_second(1_790_000_000 + day * 86_400 + 3_600).unwrap();
        for shape in [Shape::ToTryOut, Shape::Checked] {
            let (_, surprises) = small::region("small", "demo", 7, now, shape);
            assert_eq!(surprises, Vec::<String>::new(), "{now}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sixth_of_kajaani_is_played_and_every_cent_is_accounted_for() {
    let out = tempfile::tempdir().unwrap();
    let played = play_region(Name::Kajaani, SEED, Size(6), out.path(), true).await;
    let summary = played.unwrap_or_else(|error| panic!("{error}"));
    let file = std::fs::read(out.path().join("summary.json")).unwrap();
    let read: serde_json::Value = serde_json::from_slice(&file).unwrap();
    assert_eq!(read, serde_json::to_value(&summary).unwrap());
    assert_ne!(read["euros"]["invoiced"], "0.00");
    assert_ne!(read["euros"]["set_aside"], "0.00");
    assert!(out.path().join("invoices/kajaani/2026-10").is_dir());
}
