//! Requirements of a composed invoice, and the properties that hold for any rows.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::{
    account::LineKind,
    identifiers::BusinessId,
    ids::VoucherNumber,
    rulebook::{ExemptionGround, Posting, PriceBasis, Unit},
};

const SOCIAL: Vat = Vat::Exempt(ExemptionGround::Social);

fn at(percent: &str) -> Vat {
    Vat::Rate(percent.parse().unwrap())
}

fn party(name: &str, business_id: &str) -> Party {
    let business_id: BusinessId = business_id.parse().unwrap();
    let einvoice = crate::identifiers::EInvoiceRoute {
        address: business_id.ovt().into(),
        operator: "EXMPFIHH".parse().unwrap(),
    };
    Party {
        name: name.into(),
        business_id,
        vat_registered: true,
        street: "Esimerkkikatu 1".into(),
        postal_code: "33100".into(),
        town: "Tampere".into(),
        country: "FI".into(),
        einvoice,
    }
}

fn header() -> InvoiceHeader {
    let organiser: Organiser = "esimerkki".parse().unwrap();
    let seller = party("Hoivakoti Esimerkki Oy", "9990001-6");
    InvoiceHeader {
        run: RunId::of(&organiser, "2026-10", "2026-11-02"),
        provider: ProviderId::of(&organiser, seller.business_id.as_str()),
        organiser,
        period: "2026-10".parse().unwrap(),
        number: InvoiceNumber::of(&seller.business_id, 1).unwrap(),
        issued_on: "2026-11-02".parse().unwrap(),
        term_days: 21,
        buyer: party("Esimerkin hyvinvointialue", "9990017-1"),
        seller,
        pay_to: BankAccount { iban: "FI5679000000000000".parse().unwrap(), bic: "EXMPFIHH".parse().unwrap() },
        buyer_reference: None,
        order_reference: None,
        agreement: None,
        language: Language::Fi,
        document: Document::SelfBilled,
        corrects: None,
        vat_keys: BTreeMap::new(),
    }
}

fn row(amount: i64, basis: PriceBasis, vat: Vat) -> InvoiceRow {
    InvoiceRow {
        voucher: VoucherNumber::of(&"esimerkki".parse().unwrap(), "testi", "1"),
        booking: None,
        service: "home-care".parse().unwrap(),
        service_name: "Kotihoito".into(),
        content: "home-care".parse().unwrap(),
        content_name: "Kotihoito".into(),
        band: None,
        month: "2026-10".parse().unwrap(),
        kind: if amount < 0 { LineKind::Refund } else { LineKind::Original },
        unit: Unit::Hour,
        quantity: Decimal::ONE,
        amount: Cents(amount),
        basis,
        vat,
        posting: Posting {
            account: "4340".into(),
            cost_centre: "21345".into(),
            service_class: "2210".into(),
        },
        corrects: None,
    }
}

fn composed(rows: Vec<InvoiceRow>) -> Invoice {
    Invoice::compose(header(), rows).unwrap()
}

#[test]
fn thirty_euros_gross_at_25_5_percent_are_23_90_and_6_10() {
    let invoice = composed(vec![row(3000, PriceBasis::Gross, at("25.5"))]);
    assert_eq!(invoice.totals.net, Cents(2390));
    assert_eq!(invoice.totals.tax, Cents(610));
    assert_eq!(invoice.totals.gross, Cents(3000));
}

#[test]
fn a_net_price_gets_its_vat_on_top() {
    let invoice =
        composed(vec![row(9300, PriceBasis::Net, at("25.5")), row(8900, PriceBasis::Net, at("13.5"))]);
    let taxes: Vec<Cents> = invoice.totals.by_vat.iter().map(|total| total.tax).collect();
    assert_eq!(taxes, [Cents(1202), Cents(2372)], "the lower rate first");
    assert_eq!(invoice.totals.gross, Cents(21_774));
}

#[test]
fn exempt_rows_are_paid_as_they_are() {
    let invoice =
        composed(vec![row(48_000, PriceBasis::Gross, SOCIAL), row(17_280, PriceBasis::Net, SOCIAL)]);
    assert_eq!(invoice.totals.by_vat.len(), 1);
    assert_eq!(invoice.totals.gross, Cents(65_280));
    assert_eq!(invoice.totals.tax, Cents::ZERO);
}

#[test]
fn vat_is_rounded_once_for_a_rate_and_not_for_each_row() {
    let rows = vec![row(3000, PriceBasis::Gross, at("25.5")); 10];
    let invoice = composed(rows);
    assert_eq!(invoice.totals.net, Cents(23_904), "300.00 / 1.255 = 239.0438, not ten times 23.90");
    let nets: Vec<i64> = invoice.rows.iter().map(|taxed| taxed.net.0).collect();
    assert_eq!(nets.iter().sum::<i64>(), 23_904);
    assert!(nets.iter().all(|net| (2390..=2391).contains(net)));
    assert_eq!(nets[..4], [2391; 4], "equal remainders: the earlier rows get the cents");
}

#[test]
fn a_refund_reduces_the_vat_of_its_rate() {
    let invoice =
        composed(vec![row(6000, PriceBasis::Gross, at("25.5")), row(-3000, PriceBasis::Gross, at("25.5"))]);
    assert_eq!(invoice.totals.by_vat[0].tax, Cents(610));
    assert_eq!(invoice.rows[1].net + invoice.rows[1].tax, Cents(-3000));
}

#[test]
fn a_negative_total_takes_a_credit_note() {
    let rows = vec![row(1000, PriceBasis::Gross, SOCIAL), row(-1001, PriceBasis::Gross, SOCIAL)];
    assert_eq!(
        Invoice::compose(header(), rows.clone()),
        Err(InvoiceRefusal::CreditWithoutOriginal(Cents(-1)))
    );
    let original = OriginalInvoice { number: header().number, issued_on: header().issued_on };
    let with_original = InvoiceHeader { corrects: Some(original.clone()), ..header() };
    let credit_note = Invoice::compose(with_original.clone(), rows).unwrap();
    assert_eq!((credit_note.totals.gross, credit_note.credits()), (Cents(-1), Some(&original)));
    let paid = Invoice::compose(with_original, vec![row(1, PriceBasis::Gross, SOCIAL)]).unwrap();
    assert_eq!(paid.credits(), None, "what is paid is an invoice");
    let even = vec![row(1000, PriceBasis::Gross, SOCIAL), row(-1000, PriceBasis::Gross, SOCIAL)];
    assert_eq!(composed(even).totals.gross, Cents::ZERO);
}

#[test]
fn a_seller_outside_the_vat_register_charges_no_vat() {
    let mut header = header();
    header.seller.vat_registered = false;
    let rows = vec![row(1000, PriceBasis::Gross, SOCIAL), row(1000, PriceBasis::Gross, at("10"))];
    assert_eq!(
        Invoice::compose(header.clone(), rows.clone()),
        Err(InvoiceRefusal::VatWithoutRegistration(2))
    );
    assert!(Invoice::compose(header, rows[..1].to_vec()).is_ok());
}

#[test]
fn a_row_without_quantity_or_after_the_period_is_refused() {
    let mut nothing = row(0, PriceBasis::Gross, SOCIAL);
    nothing.quantity = Decimal::ZERO;
    assert_eq!(Invoice::compose(header(), vec![nothing]), Err(InvoiceRefusal::RowWithoutQuantity(1)));
    let mut later = row(1000, PriceBasis::Gross, SOCIAL);
    later.month = "2026-11".parse().unwrap();
    assert_eq!(Invoice::compose(header(), vec![later]), Err(InvoiceRefusal::RowAfterPeriod(1)));
    assert_eq!(Invoice::compose(header(), vec![]), Err(InvoiceRefusal::NoRows));
}

#[test]
fn amounts_that_could_overflow_are_refused() {
    for amounts in [vec![i64::MAX, i64::MAX], vec![i64::MIN], vec![MOST_IN_ALL, 1], vec![MOST_IN_ALL, -1]] {
        let rows = amounts.into_iter().map(|amount| row(amount, PriceBasis::Gross, at("25.5"))).collect();
        assert_eq!(Invoice::compose(header(), rows), Err(InvoiceRefusal::TooLarge));
    }
    assert!(Invoice::compose(header(), vec![row(MOST_IN_ALL, PriceBasis::Net, at("100"))]).is_ok());
}

#[test]
fn the_invoice_reaches_back_to_its_earliest_service_month() {
    let mut late = row(1000, PriceBasis::Gross, SOCIAL);
    late.month = "2026-08".parse().unwrap();
    let invoice = composed(vec![row(1000, PriceBasis::Gross, SOCIAL), late]);
    assert_eq!(invoice.delivered_from(), "2026-08-01".parse().unwrap());
    assert_eq!(invoice.delivered_to(), "2026-10-31".parse().unwrap());
}

#[test]
fn a_composed_invoice_is_dated_and_referenced() {
    let invoice = composed(vec![row(1000, PriceBasis::Gross, SOCIAL)]);
    assert_eq!(invoice.due_on, "2026-11-23".parse().unwrap());
    assert_eq!(invoice.reference, invoice.header.number.reference());
}

#[test]
fn an_invoice_is_stored_and_read_back_the_same() {
    let invoice = composed(vec![row(3000, PriceBasis::Gross, at("25.5")), row(100, PriceBasis::Net, SOCIAL)]);
    let stored = serde_json::to_string(&invoice).unwrap();
    assert_eq!(serde_json::from_str::<Invoice>(&stored).unwrap(), invoice);
}

fn any_vat() -> impl Strategy<Value = Vat> {
    prop::sample::select(vec![
        SOCIAL,
        Vat::Exempt(ExemptionGround::Health),
        at("25.5"),
        at("13.5"),
        at("10"),
        at("0.001"),
    ])
}

fn any_row() -> impl Strategy<Value = InvoiceRow> {
    let amount = prop_oneof![-5_000_i64..500_000, -3_i64..=3, 0_i64..10_000_000_000];
    let basis = prop::sample::select(vec![PriceBasis::Gross, PriceBasis::Net]);
    (amount, basis, any_vat()).prop_map(|(amount, basis, vat)| row(amount, basis, vat))
}

proptest! {
    #[test]
    fn nets_and_vat_sum_up_for_any_rows(rows in prop::collection::vec(any_row(), 1..40)) {
        let invoice = match Invoice::compose(header(), rows.clone()) {
            Ok(invoice) => invoice,
            Err(refusal) => {
                prop_assert!(matches!(refusal, InvoiceRefusal::CreditWithoutOriginal(_)), "{refusal}");
                return Ok(());
            }
        };
        prop_assert!(invoice.totals.are_of(&invoice.rows));
        for (taxed, given) in invoice.rows.iter().zip(&rows) {
            prop_assert_eq!(&taxed.row, given);
            prop_assert_eq!(taxed.net + taxed.tax, taxed.gross);
            let stays = match given.basis { PriceBasis::Gross => taxed.gross, PriceBasis::Net => taxed.net };
            prop_assert_eq!(stays, given.amount, "what was agreed is never changed by rounding");
        }
        prop_assert_eq!(invoice.totals.by_vat.iter().map(|t| t.gross).sum::<Cents>(), invoice.totals.gross);
    }

    #[test]
    fn a_rates_vat_is_within_a_cent_of_its_net(rows in prop::collection::vec(any_row(), 1..40)) {
        let Ok(invoice) = Invoice::compose(header(), rows) else { return Ok(()) };
        for total in &invoice.totals.by_vat {
            if let Vat::Rate(rate) = total.vat {
                let exact = Decimal::from(total.net.0) * rate.share();
                prop_assert!((exact - Decimal::from(total.tax.0)).abs() <= Decimal::ONE, "BR-CO-17: {total:?}");
            }
        }
    }

    #[test]
    fn a_rows_net_is_within_a_cent_of_its_own_rounding(rows in prop::collection::vec(any_row(), 1..40)) {
        let Ok(invoice) = Invoice::compose(header(), rows) else { return Ok(()) };
        for taxed in &invoice.rows {
            if let (Vat::Rate(rate), PriceBasis::Gross) = (taxed.row.vat, taxed.row.basis) {
                let exact = Decimal::from(taxed.gross.0) / (Decimal::ONE + rate.share());
                prop_assert!((exact - Decimal::from(taxed.net.0)).abs() < Decimal::ONE);
            }
        }
    }
}
