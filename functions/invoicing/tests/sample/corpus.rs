//! Made-up settlements of every kind: the corpus that the official rules are run over.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use domain::{
    account::LineKind,
    identifiers::BusinessId,
    ids::VoucherNumber,
    invoice::{Document, Invoice, InvoiceHeader, InvoiceNumber, InvoiceRow, OriginalInvoice},
    language::Language,
    money::Cents,
    rulebook::{ExemptionGround, Posting, PriceBasis, Unit, Vat},
};
use rust_decimal::Decimal;

use super::{HEALTH, SOCIAL, header, pieces, taxed};

/// So many settlements, besides the largest ones.
pub const ORDINARY: u64 = 320;

/// Names that registers and people have: long, of one letter more than a line, with marks and signs.
const NAMES: [&str; 12] = [
    "Hoivakoti Esimerkki Oy",
    "Åbo Hemvård & Omsorg Ab",
    "Čáhcesuolu Đorži Ŋuorgam Oy",
    "”Koti” – ’hoiva’ <ja> lepo; Oy",
    "=SUMMA(A1) Siivous Tmi",
    "+Plus Palvelut Oy",
    "Österbottens hemvårds-, omsorgs- och rehabiliteringstjänster för äldre Exempel Aktiebolag",
    "Suu- ja hammaslääketieteen erikoisyksikkö Esimerkkiläinen & kumppanit osakeyhtiö, itäinen alue",
    "Inarin Sääʹmsiõm Ǩeâllõk Oy",
    "Anarâškielâ Pargo Oy",
    "Example Care (Finland) Ltd.",
    "Ab",
];

const STREETS: [&str; 4] = [
    "Esimerkkikatu 1",
    "Åkerö\u{308}\u{a0}gatan 1½ c/o Łukasz",
    "Gamla Strandvägens södra parallellgata 112 trappa B bostad 45",
    "-1 Kellarikuja",
];

/// A sequence of numbers that is the same for ever (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

/// The corpus, with the largest settlements last.
pub fn corpus() -> impl Iterator<Item = (String, Invoice)> {
    let ordinary = (0..ORDINARY).map(|n| (format!("{n:04}"), settlement(n, None)));
    let large = [(500, 500), (501, 2_000), (502, 5_000)];
    ordinary
        .chain(large.into_iter().map(|(n, rows)| (format!("{n:04}-{rows}-rows"), settlement(n, Some(rows)))))
}

/// One settlement; the same number makes the same one.
pub fn settlement(n: u64, rows: Option<u64>) -> Invoice {
    let mut dice = Dice(n);
    let outside_register = n % 6 == 5;
    let treatments = treatments(n, outside_register);
    let bases: &[PriceBasis] = match n % 3 {
        0 => &[PriceBasis::Gross],
        1 => &[PriceBasis::Net],
        _ => &[PriceBasis::Gross, PriceBasis::Net],
    };
    let count = rows.unwrap_or_else(|| dice.one(&[1, 1, 2, 3, 5, 8, 13, 21, 34, 60]));
    let sign = n % 5;
    let mut rows: Vec<InvoiceRow> =
        (0..count).map(|at| row(&mut dice, at, sign, &treatments, bases)).collect();
    extremes(n, &mut rows);
    if n % 40 == 7 {
        // Everything is taken back at once: an invoice of nothing.
        let back =
            rows.iter().map(|row| InvoiceRow { amount: -row.amount, kind: LineKind::Refund, ..row.clone() });
        rows = rows.iter().cloned().chain(back).collect();
    }
    Invoice::compose(head(n, &mut dice, outside_register, &rows), rows).unwrap()
}

fn treatments(n: u64, outside_register: bool) -> Vec<Vat> {
    let children = Vat::Exempt(ExemptionGround::SocialChildren);
    let hospital = Vat::Exempt(ExemptionGround::Hospital);
    let [high, middle, low] = ["25.5", "13.5", "10"].map(taxed);
    match n % 8 {
        _ if outside_register => vec![SOCIAL, HEALTH],
        0 => vec![SOCIAL],
        1 => vec![high],
        2 => vec![SOCIAL, high],
        3 => vec![SOCIAL, high, middle],
        4 => vec![HEALTH, hospital, children, SOCIAL],
        5 => vec![middle],
        6 => vec![high, middle, low],
        _ => vec![SOCIAL, HEALTH, high, middle, low],
    }
}

fn row(dice: &mut Dice, at: u64, sign: u64, treatments: &[Vat], bases: &[PriceBasis]) -> InvoiceRow {
    let amount = i64::try_from(1 + dice.below(250_000)).unwrap();
    // Nothing, some, or most of it is taken back.
    let back = match sign {
        0 | 1 => false,
        2 | 3 => at > 0 && dice.below(6) == 0,
        _ => dice.below(4) != 0,
    };
    let unit = dice.one(&[Unit::Hour, Unit::Day, Unit::Month, Unit::Piece]);
    let pieces_of = pieces(
        u32::try_from(at).unwrap(),
        "content-1",
        "Käynti",
        1,
        if back { -amount } else { amount },
        dice.one(treatments),
    );
    InvoiceRow {
        voucher: VoucherNumber::of(&"esimerkki".parse().unwrap(), "corpus", &dice.next().to_string()),
        service_name: dice.one(&["Kotihoito", "Siivouspalvelu, “säännöllinen” – koti", "Hemvård", "Physiotherapy", "@Home <care> & more"]).into(),
        content_name: dice.one(&["Käynti", "Besök", "Visit", "Kotihoito", "Asiakkaan luona tehty, lääkärin määräämä ja hoitosuunnitelmaan kirjattu fysioterapian hoitokerta kotona"]).into(),
        band: dice.one(&[None, Some("arki"), Some("sunnuntai – juhlapyhä")]).map(str::to_owned),
        month: dice.one(&["2026-08", "2026-09", "2026-10"]).parse().unwrap(),
        kind: if back { LineKind::Refund } else { dice.one(&[LineKind::Original, LineKind::Original, LineKind::Correction]) },
        unit,
        quantity: if unit == Unit::Hour { Decimal::from(1 + dice.below(3_000)) / Decimal::from(60) } else { Decimal::from(1 + dice.below(40)) },
        basis: dice.one(bases),
        posting: Posting {
            account: dice.one(&["4340", "434012", "43"]).into(),
            cost_centre: dice.one(&["21345", "", "Kotihoito itäinen, Žemaitėn yksikkö", "=1+1"]).into(),
            service_class: dice.one(&["2210", "3100", ""]).into(),
        },
        corrects: (back && dice.below(2) == 0).then(original),
        ..pieces_of
    }
}

/// The ends of what an amount and a quantity may be.
fn extremes(n: u64, rows: &mut [InvoiceRow]) {
    match n % 16 {
        3 => rows[0].amount = Cents(1),
        7 => rows[0].amount = Cents(0),
        9 => rows[0].amount = Cents(500_000_000_000),
        11 => rows[0].quantity = Decimal::new(1, 4),
        13 => rows[0].quantity = Decimal::from(999_999),
        _ => {}
    }
}

fn head(n: u64, dice: &mut Dice, outside_register: bool, rows: &[InvoiceRow]) -> InvoiceHeader {
    let mut header = header();
    let seller: BusinessId = dice.one(&["9990001-6", "9990017-1"]).parse().unwrap();
    header.number = InvoiceNumber::of(&seller, dice.one(&[1, 999_999, 1_000_000, 99_999_999_999])).unwrap();
    header.seller.einvoice.address = seller.ovt().into();
    header.seller.business_id = seller;
    header.seller.vat_registered = !outside_register;
    header.seller.name = dice.one(&NAMES).into();
    header.seller.street = dice.one(&STREETS).into();
    header.buyer.name = dice.one(&["Esimerkin hyvinvointialue", "Exempels välfärdsområde", "Enontekiön, Inarin ja Utsjoen hyvinvointikuntayhtymä – Davvi-Sámi buresbirgenguovllu ovttastupmi"]).into();
    if n % 7 == 3 {
        header.seller.einvoice.address = "TE003799900016".parse().unwrap();
        header.seller.einvoice.operator = "E204503".parse().unwrap();
    }
    header.language = [Language::Fi, Language::Sv, Language::En][usize::try_from(n % 3).unwrap()];
    header.issued_on = dice.one(&["2026-11-02", "2026-12-03", "2027-03-05", "2026-11-30"]).parse().unwrap();
    header.term_days = u16::try_from(1 + dice.below(30)).unwrap();
    if n % 4 == 1 {
        (header.buyer_reference, header.order_reference, header.agreement) = (None, None, None);
    }
    if n % 4 == 2 {
        header.buyer_reference = Some("Tilaus – “Ä” & <1> ".trim().to_owned() + &"x".repeat(45));
    }
    let exempt = rows.iter().all(|row| matches!(row.vat, Vat::Exempt(_)));
    header.document =
        if exempt && n.is_multiple_of(9) { Document::SettlementNote } else { Document::SelfBilled };
    header.vat_keys = BTreeMap::from([("vat_25.5".to_owned(), "=K1".to_owned())]);
    header.corrects = Some(original());
    header
}

fn original() -> OriginalInvoice {
    let seller = "9990001-6".parse().unwrap();
    OriginalInvoice {
        number: InvoiceNumber::of(&seller, 38).unwrap(),
        issued_on: "2026-09-04".parse().unwrap(),
    }
}
