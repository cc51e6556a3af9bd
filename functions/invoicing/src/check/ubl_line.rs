//! One line of a UBL file against the row of the record.

use domain::{invoice::TaxedRow, money::Cents, rulebook::Vat};
use rust_decimal::Decimal;

use super::{Finding, compare::is_voucher, figures, reader::Section, row::ROUNDING};

/// Compares a line and answers with its net amount, as the file states it.
pub(super) fn compare(
    section: &Section,
    number: usize,
    taxed: &TaxedRow,
    credits: bool,
) -> Result<Cents, Finding> {
    let line = Line { section, number };
    let net = line.euros("cbc:LineExtensionAmount")?;
    line.agree("cbc:LineExtensionAmount", net == if credits { -taxed.net } else { taxed.net })?;
    line.agree("cbc:ID", line.text(section.name, "cbc:ID") == Some(number.to_string().as_str()))?;
    line.item(taxed)?;
    line.quantity(taxed, net)?;
    line.posting(taxed)?;
    line.tax(taxed)?;
    Ok(net)
}

struct Line<'a> {
    section: &'a Section,
    number: usize,
}

impl Line<'_> {
    fn item(&self, taxed: &TaxedRow) -> Result<(), Finding> {
        let row = &taxed.row;
        let name = self.text("cac:Item", "cbc:Name").unwrap_or_default();
        let named = [&row.service_name, &row.content_name].into_iter().chain(&row.band);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.agree("cbc:Name", named.into_iter().all(|part| name.contains(&words(part))))?;
        let content = self.text("cac:SellersItemIdentification", "cbc:ID");
        self.agree("cac:SellersItemIdentification", content == Some(row.content.as_str()))?;
        let properties = self.properties();
        let voucher = properties.iter().any(|text| is_voucher(text) && *text == row.voucher.as_str());
        self.agree("cac:AdditionalItemProperty", voucher && properties.contains(&row.service.as_str()))?;
        let original = row.corrects.as_ref();
        let original = original.map(|original| format!("{} {}", original.number, original.issued_on));
        let named = original.is_none_or(|original| properties.contains(&original.as_str()));
        self.agree("the original invoice", named)
    }

    fn quantity(&self, taxed: &TaxedRow, net: Cents) -> Result<(), Finding> {
        let element = if self.section.name == "cac:CreditNoteLine" {
            "cbc:CreditedQuantity"
        } else {
            "cbc:InvoicedQuantity"
        };
        let number =
            |parent, name| self.text(parent, name).and_then(figures::number).ok_or(Finding::Missing(name));
        let (quantity, base) =
            (number(self.section.name, element)?, number("cac:Price", "cbc:BaseQuantity")?);
        let price = self.text("cac:Price", "cbc:PriceAmount").and_then(figures::euros);
        let price = price.ok_or(Finding::Missing("cbc:PriceAmount"))?;
        self.agree(
            "cbc:BaseQuantity",
            (base - taxed.row.quantity).abs() <= ROUNDING && base > Decimal::ZERO,
        )?;
        self.agree(element, quantity.abs() == base)?;
        let amount = quantity.checked_mul(price.euros());
        self.agree(
            "cbc:PriceAmount",
            price >= Cents::ZERO && amount.is_some() && amount == net.euros().checked_mul(base),
        )?;
        let units = self
            .section
            .leaves
            .iter()
            .flat_map(|leaf| &leaf.attributes)
            .filter(|(name, _)| *name == "unitCode");
        self.agree(
            "unitCode",
            units.clone().count() == 2 && units.into_iter().all(|(_, unit)| unit == taxed.row.unit.un_code()),
        )?;
        let day = |name| self.text("cac:InvoicePeriod", name).and_then(figures::iso_day);
        self.agree("cbc:StartDate", day("cbc:StartDate") == Some(taxed.row.month.first_day()))?;
        self.agree("cbc:EndDate", day("cbc:EndDate") == Some(taxed.row.month.last_day()))
    }

    fn posting(&self, taxed: &TaxedRow) -> Result<(), Finding> {
        let posting = &taxed.row.posting;
        let cost = self.text(self.section.name, "cbc:AccountingCost").unwrap_or_default();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let parts = [&posting.account, &posting.cost_centre, &posting.service_class];
        let used: Vec<String> =
            parts.map(|part| words(part)).into_iter().filter(|part| !part.is_empty()).collect();
        self.agree("cbc:AccountingCost", words(cost) == used.join(";"))
    }

    fn tax(&self, taxed: &TaxedRow) -> Result<(), Finding> {
        let (code, rate) = match taxed.row.vat {
            Vat::Exempt(ground) => {
                self.agree("cac:AdditionalItemProperty", self.properties().contains(&ground.code()))?;
                ("E", Decimal::ZERO)
            }
            Vat::Rate(rate) => ("S", rate.percent()),
        };
        self.agree(
            "cac:ClassifiedTaxCategory",
            self.text("cac:ClassifiedTaxCategory", "cbc:ID") == Some(code),
        )?;
        let percent = self.text("cac:ClassifiedTaxCategory", "cbc:Percent").and_then(figures::number);
        self.agree("cbc:Percent", percent == Some(rate))
    }

    fn properties(&self) -> Vec<&str> {
        let leaves = self.section.leaves.iter();
        leaves.filter(|leaf| leaf.name == "cbc:Value").map(|leaf| leaf.text.as_str()).collect()
    }

    fn text(&self, parent: &str, name: &str) -> Option<&str> {
        let leaf = self.section.leaves.iter().find(|leaf| leaf.name == name && leaf.parent == parent)?;
        Some(leaf.text.as_str())
    }

    fn euros(&self, name: &'static str) -> Result<Cents, Finding> {
        self.text(self.section.name, name).and_then(figures::euros).ok_or(Finding::Missing(name))
    }

    fn agree(&self, element: &'static str, agrees: bool) -> Result<(), Finding> {
        if agrees { Ok(()) } else { Err(Finding::RowDiffers { row: self.number, element }) }
    }
}
