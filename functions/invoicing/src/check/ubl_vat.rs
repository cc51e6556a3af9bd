//! The breakdown of VAT in a UBL file: one for all that is exempt, and one for each rate.

use domain::{invoice::Totals, money::Cents};

use super::{
    Finding, figures,
    reader::{Leaf, Section},
    vat::{Category, categories, grounds},
};

pub(super) fn compare(section: &Section, totals: &Totals, credits: bool) -> Result<(), Finding> {
    let stated = |amount: Cents| if credits { -amount } else { amount };
    let whole = section.leaves.first().and_then(|leaf| figures::euros(&leaf.text));
    if whole != Some(stated(totals.tax)) {
        return Err(Finding::Differs("cbc:TaxAmount"));
    }
    let (found, expected) = (subtotals(section), categories(totals));
    if found.len() != expected.len() {
        return Err(Finding::Differs("cac:TaxSubtotal"));
    }
    found.iter().zip(&expected).try_for_each(|(leaves, category)| {
        let category = Category { base: stated(category.base), tax: stated(category.tax), ..*category };
        compare_one(leaves, &category, totals)
    })
}

/// The leaves of each breakdown; each begins with its base.
fn subtotals(section: &Section) -> Vec<Vec<&Leaf>> {
    let mut found: Vec<Vec<&Leaf>> = Vec::new();
    for leaf in &section.leaves {
        if leaf.name == "cbc:TaxableAmount" {
            found.push(Vec::new());
        }
        if let Some(subtotal) = found.last_mut() {
            subtotal.push(leaf);
        }
    }
    found
}

fn compare_one(leaves: &[&Leaf], category: &Category, totals: &Totals) -> Result<(), Finding> {
    let text = |name: &str| {
        let leaf = leaves.iter().find(|leaf| leaf.name == name && leaf.parent != "cac:TaxScheme");
        leaf.map(|leaf| leaf.text.as_str())
    };
    let agree = |name: &'static str, agrees: bool| if agrees { Ok(()) } else { Err(Finding::Differs(name)) };
    agree("cbc:TaxableAmount", text("cbc:TaxableAmount").and_then(figures::euros) == Some(category.base))?;
    agree("cbc:TaxAmount", text("cbc:TaxAmount").and_then(figures::euros) == Some(category.tax))?;
    agree("cbc:ID", text("cbc:ID") == Some(category.code))?;
    agree("cbc:Percent", text("cbc:Percent").and_then(figures::number) == Some(category.rate))?;
    let grounds = if category.code == "E" { grounds(totals) } else { Vec::new() };
    let only = grounds.first().filter(|_| grounds.len() == 1);
    agree("cbc:TaxExemptionReason", text("cbc:TaxExemptionReason").is_some() != grounds.is_empty())?;
    let code = only.map(|ground| ground.code());
    agree("cbc:TaxExemptionReasonCode", text("cbc:TaxExemptionReasonCode") == code)
}
