//! VAT by treatment: computed once on the treatment's total, then shared out to its rows by largest remainder.
//!
//! One gross amount in five can't be reached from a net price by rounding (30.00 at 25.5 %), so the gross is
//! never derived from rounded nets: it stays what the client saw on the voucher.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use super::{InvoiceRow, TaxedRow};
use crate::{
    money::{Cents, half_up},
    rulebook::{ExemptionGround, PriceBasis, Vat, VatRate},
};

/// The sums of the rows with one VAT treatment: `net + tax = gross`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VatTotal {
    /// The treatment.
    pub vat: Vat,
    /// Without VAT.
    pub net: Cents,
    /// The VAT.
    pub tax: Cents,
    /// With VAT.
    pub gross: Cents,
}

/// The sums of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// By treatment: exempt ones first, then by rate.
    pub by_vat: Vec<VatTotal>,
    /// Without VAT.
    pub net: Cents,
    /// The VAT.
    pub tax: Cents,
    /// With VAT: what is paid.
    pub gross: Cents,
}

impl VatTotal {
    /// Gross prices: `net = half up (gross / (1 + rate))`, `tax = gross - net`. Net prices: `tax = half up (net x
    /// rate)`. Where a rate has both, the net rows get their VAT first and the gross rows take what is left of the
    /// rate's net, so that the rate's VAT stays within one rounding of its net, as EN 16931 asks (BR-CO-17).
    fn over(rate: VatRate, gross_prices: Option<Cents>, net_prices: Cents) -> Self {
        let tax_on_net = net_prices.times_half_up(rate.share());
        let gross = gross_prices.unwrap_or_default() + net_prices + tax_on_net;
        let net = gross_prices.map_or(net_prices, |_| without_tax(gross, rate.share()));
        Self { vat: Vat::Rate(rate), net, tax: gross - net, gross }
    }
}

impl Totals {
    fn of(by_vat: Vec<VatTotal>) -> Self {
        let net = by_vat.iter().map(|t| t.net).sum();
        let tax = by_vat.iter().map(|t| t.tax).sum();
        Self { net, tax, gross: net + tax, by_vat }
    }

    /// The sums of an invoice over these amounts.
    pub fn over(amounts: &[RowAmount]) -> Self {
        let mut treatments: BTreeMap<Vat, (Option<Cents>, Cents)> = BTreeMap::new();
        for row in amounts {
            let (gross, net) = treatments.entry(row.vat).or_default();
            match row.basis {
                PriceBasis::Gross => *gross = Some(gross.unwrap_or_default() + row.amount),
                PriceBasis::Net => *net += row.amount,
            }
        }
        let total = |(vat, (gross, net)): (Vat, (Option<Cents>, Cents))| match vat {
            Vat::Rate(rate) => VatTotal::over(rate, gross, net),
            Vat::Exempt(_) => {
                let sum = gross.unwrap_or_default() + net;
                VatTotal { vat, net: sum, tax: Cents::ZERO, gross: sum }
            }
        };
        Self::of(treatments.into_iter().map(total).collect())
    }

    /// What is exempt in all, and on which grounds: EN 16931 knows one category of it (BR-E-01).
    pub fn exempt(&self) -> (Cents, BTreeSet<ExemptionGround>) {
        let mut exempt = (Cents::ZERO, BTreeSet::new());
        for total in &self.by_vat {
            if let Vat::Exempt(ground) = total.vat {
                exempt.0 += total.net;
                exempt.1.insert(ground);
            }
        }
        exempt
    }

    /// Whether every treatment's sums and the sums in all are those of the rows.
    pub fn are_of(&self, rows: &[TaxedRow]) -> bool {
        let of_rows = |total: &VatTotal| {
            let mut sums =
                VatTotal { net: Cents::ZERO, tax: Cents::ZERO, gross: Cents::ZERO, vat: total.vat };
            for taxed in rows.iter().filter(|taxed| taxed.row.vat == total.vat) {
                sums.net += taxed.net;
                sums.tax += taxed.tax;
                sums.gross += taxed.gross;
            }
            sums
        };
        self.by_vat.iter().all(|total| *total == of_rows(total))
            && self.gross == rows.iter().map(|taxed| taxed.gross).sum()
            && self.net + self.tax == self.gross
    }
}

/// What the VAT of a row depends on.
#[derive(Clone, Copy, Debug)]
pub struct RowAmount {
    /// How it is taxed.
    pub vat: Vat,
    /// Whether the amount holds its VAT.
    pub basis: PriceBasis,
    /// What the organiser pays.
    pub amount: Cents,
}

/// Splits the VAT off the rows and sums them up.
pub(super) fn tax(rows: Vec<InvoiceRow>) -> (Vec<TaxedRow>, Totals) {
    let mut treatments: BTreeMap<Vat, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        treatments.entry(row.vat).or_default().push(at);
    }
    let untaxed = |row: InvoiceRow| TaxedRow { net: row.amount, tax: Cents::ZERO, gross: row.amount, row };
    let mut taxed: Vec<TaxedRow> = rows.into_iter().map(untaxed).collect();
    let by_vat = treatments.into_iter().map(|(vat, members)| tax_one(vat, &members, &mut taxed)).collect();
    (taxed, Totals::of(by_vat))
}

/// Taxes the rows of one treatment, which stand at `members`.
fn tax_one(vat: Vat, members: &[usize], rows: &mut [TaxedRow]) -> VatTotal {
    match vat {
        Vat::Exempt(_) => {
            let sum: Cents = members.iter().map(|at| rows[*at].row.amount).sum();
            VatTotal { vat, net: sum, tax: Cents::ZERO, gross: sum }
        }
        Vat::Rate(rate) => {
            let with = |basis| members.iter().copied().filter(|at| rows[*at].row.basis == basis).collect();
            let (gross_rows, net_rows): (Vec<usize>, Vec<usize>) =
                (with(PriceBasis::Gross), with(PriceBasis::Net));
            tax_at(rate, &gross_rows, &net_rows, rows)
        }
    }
}

/// The total of a rate, then each row's part of it.
fn tax_at(rate: VatRate, gross_rows: &[usize], net_rows: &[usize], rows: &mut [TaxedRow]) -> VatTotal {
    let share = rate.share();
    let sum = |members: &[usize]| members.iter().map(|at| rows[*at].row.amount).sum::<Cents>();
    let net_prices = sum(net_rows);
    let total = VatTotal::over(rate, (!gross_rows.is_empty()).then(|| sum(gross_rows)), net_prices);
    let (tax_on_net, net) = (net_prices.times_half_up(share), total.net);

    let exact = |at: &usize| Decimal::from(rows[*at].row.amount.0) * share;
    let taxes = share_out(tax_on_net, net_rows.iter().map(exact).collect());
    let exact = |at: &usize| Decimal::from(rows[*at].row.amount.0) / (Decimal::ONE + share);
    let nets = share_out(net - net_prices, gross_rows.iter().map(exact).collect());
    for (at, tax) in net_rows.iter().zip(taxes) {
        rows[*at].tax = tax;
        rows[*at].gross = rows[*at].net + tax;
    }
    for (at, net) in gross_rows.iter().zip(nets) {
        rows[*at].net = net;
        rows[*at].tax = rows[*at].gross - net;
    }
    total
}

fn without_tax(gross: Cents, share: Decimal) -> Cents {
    half_up(Decimal::from(gross.0) / (Decimal::ONE + share))
}

/// Shares a total out by largest remainder: each part is its exact value rounded down or up to a cent, and the
/// parts with the largest remainders are rounded up, the earlier first where remainders are equal.
///
/// The total must be within a cent of the sum of the exact values, which both callers' roundings assure.
fn share_out(total: Cents, exact: Vec<Decimal>) -> Vec<Cents> {
    let mut parts: Vec<Cents> =
        exact.iter().map(|part| Cents(part.floor().to_i64().unwrap_or_default())).collect();
    let missing = (total - parts.iter().copied().sum()).0;
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(exact[*at] - exact[*at].floor()));
    for at in order.into_iter().take(usize::try_from(missing).unwrap_or_default()) {
        parts[at] += Cents(1);
    }
    parts
}
