//! Invoices of made-up parties: what the golden files and the mutations are made from.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Each test binary uses its own part.
#![allow(dead_code)]

pub mod corpus;
pub mod mutated;
pub mod run;
pub mod written;

use std::collections::BTreeMap;

use domain::{
    account::LineKind,
    identifiers::{BusinessId, EInvoiceRoute},
    ids::{BookingId, EventId, Organiser, ProviderId, RunId, VoucherNumber},
    invoice::{
        BankAccount, Document, Invoice, InvoiceHeader, InvoiceNumber, InvoiceRow, OriginalInvoice, Party,
        TaxedRow,
    },
    language::Language,
    money::Cents,
    rulebook::{ExemptionGround, Posting, PriceBasis, Unit, Vat},
    specification::{Entry, Specification},
};
use rust_decimal::Decimal;

pub const SOCIAL: Vat = Vat::Exempt(ExemptionGround::Social);
pub const HEALTH: Vat = Vat::Exempt(ExemptionGround::Health);

/// Every sample, by the name of its golden file.
pub fn all() -> Vec<(&'static str, Invoice)> {
    vec![
        ("exempt-social", exempt_social()),
        ("exempt-health-outside-vat-register", exempt_health_outside_vat_register()),
        ("taxable-and-exempt", taxable_and_exempt()),
        ("two-grounds-in-swedish", two_grounds_in_swedish()),
        ("refunds", refunds()),
        ("odd-letters", odd_letters()),
        ("credit-note", credit_note()),
        ("settlement-note", settlement_note()),
        ("many-rows", many_rows(40)),
    ]
}

pub fn taxed(percent: &str) -> Vat {
    Vat::Rate(percent.parse().unwrap())
}

/// Home care in bands: hours that no decimal states exactly, amounts rounded visit by visit.
fn exempt_social() -> Invoice {
    let mut day = hours(1, 2_887, 184_773, SOCIAL);
    day.band = Some("arkipäivä".into());
    let mut sunday = hours(1, 95, 12_160, SOCIAL);
    sunday.band = Some("sunnuntai".into());
    composed(header(), vec![day, sunday, hours(2, 60, 3_840, SOCIAL)])
}

fn exempt_health_outside_vat_register() -> Invoice {
    let mut header = header();
    header.seller.vat_registered = false;
    header.seller.name = "Testihammas Esimerkki Tmi".into();
    header.order_reference = None;
    composed(header, vec![pieces(1, "SDA01", "Suun perustutkimus", 1, 6_150, HEALTH)])
}

fn taxable_and_exempt() -> Invoice {
    let mut cleaning = hours(2, 180, 3_000, taxed("25.5"));
    cleaning.service = "cleaning".parse().unwrap();
    cleaning.service_name = "Siivouspalvelu".into();
    cleaning.content_name = "Siivous (ei sosiaalihuoltona myyty)".into();
    let mut ironing = cleaning.clone();
    ironing.voucher = voucher(3);
    ironing.amount = Cents(1_999);
    let mut meals = pieces(4, "meal", "Ateriapalvelu", 10, 8_900, taxed("13.5"));
    meals.basis = PriceBasis::Net;
    composed(header(), vec![hours(1, 750, 48_000, SOCIAL), cleaning, ironing, meals])
}

fn two_grounds_in_swedish() -> Invoice {
    let mut header = header();
    header.language = Language::Sv;
    header.buyer_reference = Some("REDOVISNING-2026-10".into());
    header.seller.name =
        "Österbottens hemvårds-, omsorgs- och rehabiliteringstjänster för äldre Exempel Aktiebolag".into();
    header.seller.street = "Gamla Strandvägens södra parallellgata 112 trappa B bostad 45".into();
    let mut examination = pieces(1, "SDA01", "Grundundersökning", 2, 12_300, HEALTH);
    examination.service_name = "Tandvård".into();
    let mut child = pieces(2, "over3-full", "Heldagsvård, barn som fyllt tre år", 1, 87_000, SOCIAL);
    child.vat = Vat::Exempt(ExemptionGround::SocialChildren);
    child.service_name = "Småbarnspedagogik".into();
    child.unit = Unit::Month;
    child.posting =
        Posting { account: "434012".into(), cost_centre: String::new(), service_class: "3100".into() };
    composed(header, vec![examination, child])
}

/// Corrections of two earlier months: what was taken back, and what is paid instead.
fn refunds() -> Invoice {
    let original = OriginalInvoice {
        number: InvoiceNumber::of(&seller_id(), 38).unwrap(),
        issued_on: "2026-09-04".parse().unwrap(),
    };
    let mut refund = pieces(1, "over3-full", "Kokopäivähoito", 1, -87_000, SOCIAL);
    refund.kind = LineKind::Refund;
    refund.unit = Unit::Month;
    refund.month = "2026-08".parse().unwrap();
    refund.corrects = Some(original);
    let mut correction = refund.clone();
    correction.kind = LineKind::Correction;
    correction.amount = Cents(80_810);
    let mut taken_back = hours(2, 60, -3_000, taxed("25.5"));
    taken_back.kind = LineKind::Refund;
    taken_back.month = "2026-09".parse().unwrap();
    let mut paid = pieces(3, "over3-full", "Kokopäivähoito", 1, 87_000, SOCIAL);
    paid.unit = Unit::Month;
    composed(header(), vec![refund, correction, taken_back, hours(2, 150, 7_501, taxed("25.5")), paid])
}

/// More is taken back than paid: the provider owes, in two treatments.
pub fn credit_note() -> Invoice {
    let original = OriginalInvoice {
        number: InvoiceNumber::of(&seller_id(), 38).unwrap(),
        issued_on: "2026-09-04".parse().unwrap(),
    };
    let mut refund = pieces(1, "over3-full", "Kokopäivähoito", 1, -87_000, SOCIAL);
    refund.kind = LineKind::Refund;
    refund.unit = Unit::Month;
    refund.month = "2026-08".parse().unwrap();
    refund.corrects = Some(original.clone());
    let mut correction = refund.clone();
    correction.kind = LineKind::Correction;
    correction.amount = Cents(33_143);
    let mut taken_back = hours(2, 60, -3_000, taxed("25.5"));
    taken_back.kind = LineKind::Refund;
    taken_back.corrects = Some(original.clone());
    let header = InvoiceHeader { corrects: Some(original), ..header() };
    composed(header, vec![refund, correction, taken_back, hours(3, 95, 6_080, SOCIAL)])
}

/// The organiser's choice where nothing is taxable, in Swedish.
fn settlement_note() -> Invoice {
    let header = InvoiceHeader {
        document: Document::SettlementNote,
        language: Language::Sv,
        vat_keys: BTreeMap::from([("exempt_refund_5_1G".into(), "K5".into())]),
        ..header()
    };
    composed(header, vec![hours(1, 750, 48_000, SOCIAL)])
}

/// The events of an invoice: one for each of its rows.
pub fn events(invoice: &Invoice) -> Specification {
    let entry = |taxed: &TaxedRow| Entry {
        voucher: taxed.row.voucher.clone(),
        booking: BookingId(uuid::Uuid::from_u128(1)),
        service: taxed.row.service.clone(),
        month: taxed.row.month,
        event: EventId(uuid::Uuid::from_u128(2)),
        on: taxed.row.month.first_day(),
        content: taxed.row.content.clone(),
        quantity: 60,
        kind: taxed.row.kind,
        amount_cents: taxed.row.amount,
        client_share_cents: (taxed.row.kind != LineKind::Original).then_some(Cents(10_000)),
    };
    Specification { entries: invoice.rows.iter().map(entry).collect() }
}

fn odd_letters() -> Invoice {
    let mut header = header();
    header.seller.name = "Čáhcesuolu ”Hoiva & Koti” – Đorži Ŋuorgam Žofia <Oy>".into();
    header.seller.street = "Åkerö\u{308}\u{a0}gatan 1½ c/o Łukasz".into();
    header.seller.town = "Šámmarnjárga".into();
    header.agreement = Some("SOPIMUS – ’ÄÖÅ’ 1/2026".into());
    let mut row = hours(1, 60, 3_840, SOCIAL);
    row.service_name =
        "Kotihoito ja kotipalvelu “Säännölliset käynnit” – arjen tuki, omaishoidon vapaat sekä \
                        lapsiperheiden kotipalvelu Euroopan € hinnoin"
            .into();
    row.posting.cost_centre = "Kotihoito itäinen, Žemaitėn yksikkö".into();
    composed(header, vec![row])
}

/// As many rows as asked for, over bands and treatments.
pub fn many_rows(count: u32) -> Invoice {
    let rows = (1..=count).map(|n| {
        let vat = if n % 7 == 0 { taxed("25.5") } else { SOCIAL };
        hours(n, 35 + n % 90, 2_205 + i64::from(n) * 63, vat)
    });
    composed(header(), rows.collect())
}

pub fn composed(header: InvoiceHeader, rows: Vec<InvoiceRow>) -> Invoice {
    Invoice::compose(header, rows).unwrap()
}

pub fn header() -> InvoiceHeader {
    InvoiceHeader {
        organiser: organiser(),
        run: RunId::of(&organiser(), "2026-10", "2026-11-02"),
        provider: ProviderId::of(&organiser(), seller_id().as_str()),
        period: "2026-10".parse().unwrap(),
        number: InvoiceNumber::of(&seller_id(), 42).unwrap(),
        issued_on: "2026-11-02".parse().unwrap(),
        term_days: 21,
        buyer: party("Esimerkin hyvinvointialue", "9990017-1", "Aluetie 2"),
        seller: party("Hoivakoti Esimerkki Oy", "9990001-6", "Esimerkkikatu 1"),
        pay_to: BankAccount { iban: "FI5679000000000000".parse().unwrap(), bic: "EXMPFIHH".parse().unwrap() },
        buyer_reference: Some("TILITYS-2026-10".into()),
        order_reference: Some("TILAUS-2210".into()),
        agreement: Some("PALVELUSETELI-2026-7".into()),
        language: Language::Fi,
        document: Document::SelfBilled,
        corrects: None,
        vat_keys: BTreeMap::new(),
    }
}

fn party(name: &str, business_id: &str, street: &str) -> Party {
    let business_id: BusinessId = business_id.parse().unwrap();
    let einvoice = EInvoiceRoute { address: business_id.ovt().into(), operator: "EXMPFIHH".parse().unwrap() };
    Party {
        name: name.into(),
        business_id,
        vat_registered: true,
        street: street.into(),
        postal_code: "33100".into(),
        town: "Tampere".into(),
        country: "FI".into(),
        einvoice,
    }
}

/// Minutes of home care.
pub fn hours(number: u32, minutes: u32, cents: i64, vat: Vat) -> InvoiceRow {
    InvoiceRow {
        service: "home-care".parse().unwrap(),
        service_name: "Kotihoito".into(),
        unit: Unit::Hour,
        quantity: Decimal::from(minutes) / Decimal::from(60),
        ..pieces(number, "home-care", "Kotihoito", 1, cents, vat)
    }
}

/// Pieces of a content.
pub fn pieces(number: u32, content: &str, name: &str, count: u32, cents: i64, vat: Vat) -> InvoiceRow {
    InvoiceRow {
        voucher: voucher(number),
        booking: None,
        service: "other".parse().unwrap(),
        service_name: "Palveluseteli".into(),
        content: content.parse().unwrap(),
        content_name: name.into(),
        band: None,
        month: "2026-10".parse().unwrap(),
        kind: LineKind::Original,
        unit: Unit::Piece,
        quantity: Decimal::from(count),
        amount: Cents(cents),
        basis: PriceBasis::Gross,
        vat,
        posting: Posting {
            account: "4340".into(),
            cost_centre: "21345".into(),
            service_class: "2210".into(),
        },
        corrects: None,
    }
}

fn voucher(number: u32) -> VoucherNumber {
    VoucherNumber::of(&organiser(), "testi", &number.to_string())
}

fn organiser() -> Organiser {
    "esimerkki".parse().unwrap()
}

fn seller_id() -> BusinessId {
    "9990001-6".parse().unwrap()
}
