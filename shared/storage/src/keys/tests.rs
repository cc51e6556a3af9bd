//! Keys made and read back.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

/// Any name of any kind, from a few random parts.
fn any_name() -> impl Strategy<Value = Name> {
    let parts =
        (0..41_usize, any::<u128>(), any::<u128>(), "[a-z0-9-]{2,40}", 0..20_000_i64, 0..=999_999_u32);
    parts.prop_map(|(kind, a, b, service, days, number)| {
        let (first, second) = (Uuid::from_u128(a), Uuid::from_u128(b));
        let organiser: Organiser = "varha".parse().unwrap();
        let v = || VoucherNumber::of(&organiser, &a.to_string(), "1");
        let on = Date::constant(2000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let (month, p, booking) = (Month::of(on), ProviderId(first), BookingId(second));
        let service: ServiceCode = service.parse().unwrap();
        match kind {
            0 => Name::Voucher(v()),
            1 => Name::Quota(v()),
            2 => Name::Account(v(), booking, month),
            3 => Name::Event(v(), on, EventId(first)),
            4 => Name::Guard(EventId(first)),
            5 => Name::Visits(ClientId(first), month),
            6 => Name::ClientsVoucher(ClientId(first), v()),
            7 => Name::ProvidersBooking(p, v(), booking),
            8 => Name::ToDo(p, month, v(), booking),
            9 => Name::Held(service, p, EventId(second)),
            10 => Name::OrganiserDetails,
            11 => Name::Rulebook(service, number),
            12 => Name::Provider(p),
            13 => Name::Approval(p, service),
            14 => Name::Application(ApplicationId(first)),
            15 => Name::Client(ClientId(first)),
            16 => Name::Identity(first.simple().to_string()),
            17 => Name::Run(RunId(first)),
            18 => Name::Settlement(RunId(second), p),
            19 => Name::Row(RunId(second), p, v(), booking, month),
            20 => Name::Invoice(RunId(second), p),
            21 => Name::ProvidersSettlement(p, RunId(second)),
            22 => Name::Series(p),
            23 => Name::Manifest(RunId(second), number % 10_000),
            24 => Name::Payment(RunId(second), p),
            25 => Name::Circumstances(ClientId(first)),
            26 => Name::Decision(ClientId(first), DecisionId(second)),
            27 => Name::DecisionsClient(DecisionId(first)),
            28 => Name::Work(on, DecisionId(first)),
            29 => Name::Letter(DecisionId(first), number),
            30 => Name::LetterDue(DecisionId(first), number),
            31 => Name::Need(ClientId(first), v()),
            32 => Name::EventFile(p, FileId(second)),
            33 => Name::Holds(p),
            34 => Name::GeneralPart(number),
            35 => Name::NewShare(v(), number),
            36 => Name::Offer(service, p),
            37 => Name::Link(first.simple().to_string()),
            38 => Name::OwnInvoice(RunId(second), p),
            39 => Name::OwnNumber(p, first.simple().to_string()),
            _ => Name::Command(Table::Vouchers, first.simple().to_string(), service.to_string()),
        }
    })
}

proptest! {
    #[test]
    fn every_key_is_read_back_as_the_name_that_made_it(name in any_name(), organiser in "[a-z0-9-]{2,20}") {
        let organiser: Organiser = organiser.parse().unwrap();
        prop_assert_eq!(Name::of(&name.key(&organiser)), Some((organiser, name)));
    }

    #[test]
    fn every_key_begins_with_its_organiser(name in any_name()) {
        let organiser: Organiser = "kajaani".parse().unwrap();
        prop_assert!(name.key(&organiser).pk.starts_with("kajaani#"));
    }
}

#[test]
fn a_list_reaches_its_items_and_no_others() {
    let varha: Organiser = "varha".parse().unwrap();
    let (p, run) = (ProviderId(Uuid::from_u128(7)), RunId(Uuid::from_u128(8)));
    let voucher = VoucherNumber::of(&varha, "a", "1");
    let to_do = |month: &str| {
        Name::ToDo(p, month.parse().unwrap(), voucher.clone(), BookingId(Uuid::max())).key(&varha)
    };
    let reaches = |list: List, key: Key| {
        let query = list.page(&varha, None, 10);
        query.table == key.table && query.pk == key.pk && query.from <= key.sk && key.sk <= query.to
    };
    let october = || List::ToDoOf(p, "2026-10".parse().unwrap());
    assert!(reaches(october(), to_do("2026-10")) && reaches(october(), to_do("2025-12")));
    assert!(!reaches(october(), to_do("2026-11")), "a later month waits");
    assert!(!reaches(List::RowsOf(run, p), Name::Invoice(run, p).key(&varha)));
    let due = |day: &str| Name::Work(day.parse().unwrap(), DecisionId(Uuid::max())).key(&varha);
    let late = || List::WorkDueBefore("2026-11-05".parse().unwrap());
    assert!(reaches(late(), due("2026-11-04")) && reaches(List::Work, due("2026-11-05")));
    assert!(!reaches(late(), due("2026-11-05")), "what is due today is not late");
    let of = |code: &str| Name::Rulebook(code.parse().unwrap(), 1).key(&varha);
    let home_care = || List::RulebooksOf("home-care".parse().unwrap());
    assert!(reaches(home_care(), of("home-care")) && !reaches(home_care(), of("home-care-b")));
}
