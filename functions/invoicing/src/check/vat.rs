//! The breakdown of VAT by category: one for all that is exempt, and one for each rate.

use domain::{
    invoice::Totals,
    money::Cents,
    rulebook::{ExemptionGround, Vat},
};
use rust_decimal::Decimal;

use super::{
    Finding, figures,
    reader::{Leaf, Section},
};

const BREAKDOWN: &str = "VatSpecificationDetails";

/// A category as the record sums it up.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Category {
    pub(super) code: &'static str,
    pub(super) rate: Decimal,
    pub(super) base: Cents,
    pub(super) tax: Cents,
}

pub(super) fn compare(section: &Section, totals: &Totals) -> Result<(), Finding> {
    let expected = categories(totals);
    let found = breakdowns(section);
    if found.len() != expected.len() {
        return Err(Finding::Differs(BREAKDOWN));
    }
    for (leaves, category) in found.iter().zip(&expected) {
        compare_one(leaves, category, totals)?;
    }
    Ok(())
}

pub(super) fn categories(totals: &Totals) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    for total in &totals.by_vat {
        let (code, rate) = match total.vat {
            Vat::Exempt(_) => ("E", Decimal::ZERO),
            Vat::Rate(rate) => ("S", rate.percent()),
        };
        match categories.iter_mut().find(|c| c.code == code && c.rate == rate) {
            Some(category) => {
                category.base += total.net;
                category.tax += total.tax;
            }
            None => categories.push(Category { code, rate, base: total.net, tax: total.tax }),
        }
    }
    categories
}

/// The leaves of each breakdown; each begins with its base.
fn breakdowns(section: &Section) -> Vec<Vec<&Leaf>> {
    let mut found: Vec<Vec<&Leaf>> = Vec::new();
    for leaf in section.leaves.iter().filter(|leaf| leaf.name.starts_with("Vat")) {
        if leaf.name == "VatBaseAmount" {
            found.push(Vec::new());
        }
        if let Some(breakdown) = found.last_mut() {
            breakdown.push(leaf);
        }
    }
    found
}

fn compare_one(leaves: &[&Leaf], category: &Category, totals: &Totals) -> Result<(), Finding> {
    let text = |name: &str| leaves.iter().find(|leaf| leaf.name == name).map(|leaf| leaf.text.as_str());
    let cents = |name: &str| text(name).and_then(figures::cents);
    let agree = |name: &'static str, agrees: bool| if agrees { Ok(()) } else { Err(Finding::Differs(name)) };
    agree("VatBaseAmount", cents("VatBaseAmount") == Some(category.base))?;
    agree("VatRatePercent", text("VatRatePercent").and_then(figures::decimal) == Some(category.rate))?;
    agree("VatCode", text("VatCode") == Some(category.code))?;
    agree("VatRateAmount", cents("VatRateAmount") == Some(category.tax))?;
    let grounds = if category.code == "E" { grounds(totals) } else { Vec::new() };
    agree("VatFreeText", text("VatFreeText").is_some() != grounds.is_empty())?;
    let only = grounds.first().filter(|_| grounds.len() == 1);
    agree("VatExemptionReasonCode", text("VatExemptionReasonCode") == only.map(|ground| ground.code()))
}

pub(super) fn grounds(totals: &Totals) -> Vec<ExemptionGround> {
    let ground = |vat| match vat {
        Vat::Exempt(ground) => Some(ground),
        Vat::Rate(_) => None,
    };
    totals.by_vat.iter().filter_map(|total| ground(total.vat)).collect()
}
