//! One row of the file against the row of the record.

use domain::{invoice::TaxedRow, money::Cents, rulebook::Vat};
use rust_decimal::Decimal;

use super::{
    Finding,
    compare::{is_spelt, is_voucher},
    figures,
    reader::{Leaf, Section},
};

/// What a row of the file amounts to.
pub(super) struct Sums {
    pub(super) net: Cents,
    pub(super) tax: Cents,
    pub(super) gross: Cents,
}

/// A row of the file, read by the names of its elements.
struct Row<'a> {
    number: usize,
    leaves: &'a [Leaf],
}

/// Half of the last decimal that a quantity is written with.
pub(super) const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 5);

pub(super) fn compare(section: &Section, number: usize, taxed: &TaxedRow) -> Result<Sums, Finding> {
    let row = Row { number, leaves: &section.leaves };
    row.says("RowPositionIdentifier", &number.to_string())?;
    row.says("ArticleIdentifier", taxed.row.content.as_str())?;
    row.names(taxed)?;
    row.definitions(taxed)?;
    row.quantity(taxed)?;
    row.original(taxed)?;
    row.tax(taxed)?;
    row.sums(taxed)
}

impl Row<'_> {
    /// The names of service, content and band; a long name stands whole in the description.
    fn names(&self, taxed: &TaxedRow) -> Result<(), Finding> {
        let row = &taxed.row;
        let content = Some(&row.content_name).filter(|name| **name != row.service_name);
        let names = [Some(&row.service_name), content, row.band.as_ref()];
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        let article = self.text("ArticleDescription").or(self.text("ArticleName")).unwrap_or_default();
        self.agree("ArticleName", is_spelt(&names.join(", "), article))
    }

    fn definitions(&self, taxed: &TaxedRow) -> Result<(), Finding> {
        let row = &taxed.row;
        let voucher = self.defined("SETELI").filter(|text| is_voucher(text));
        self.agree("SETELI", voucher == Some(row.voucher.as_str()))?;
        self.agree("PALVELU", self.defined("PALVELU") == Some(row.service.as_str()))?;
        for (code, value) in [
            ("TILI", &row.posting.account),
            ("KUSTANNUSPAIKKA", &row.posting.cost_centre),
            ("PALVELULUOKKA", &row.posting.service_class),
        ] {
            let agrees = match self.defined(code) {
                Some(text) => is_spelt(value, text),
                None => value.trim().is_empty(),
            };
            self.agree(code, agrees)?;
        }
        Ok(())
    }

    /// The quantity is the record's, to its last written decimal; quantity x price / base is the net, exactly.
    fn quantity(&self, taxed: &TaxedRow) -> Result<(), Finding> {
        let row = &taxed.row;
        let (quantity, base) = (self.decimal("InvoicedQuantity")?, self.decimal("UnitPriceBaseQuantity")?);
        let price = self.cents("UnitPriceAmount")?;
        self.agree("UnitPriceBaseQuantity", (base - row.quantity).abs() <= ROUNDING && base > Decimal::ZERO)?;
        self.agree("InvoicedQuantity", quantity.abs() == base)?;
        self.agree("UnitPriceAmount", price >= Cents::ZERO)?;
        let amount = quantity.checked_mul(price.euros());
        self.agree("UnitPriceAmount", amount.is_some() && amount == taxed.net.euros().checked_mul(base))?;
        for name in ["InvoicedQuantity", "UnitPriceBaseQuantity"] {
            let unit = self.leaf(name).and_then(|leaf| leaf.attribute("QuantityUnitCodeUN"));
            self.agree(name, unit == Some(row.unit.un_code()))?;
        }
        let day = |name| self.text(name).and_then(figures::day);
        self.agree("StartDate", day("StartDate") == Some(row.month.first_day()))?;
        self.agree("EndDate", day("EndDate") == Some(row.month.last_day()))
    }

    fn original(&self, taxed: &TaxedRow) -> Result<(), Finding> {
        let original = taxed.row.corrects.as_ref();
        let number = original.map(|original| original.number.as_str());
        self.agree("OriginalInvoiceNumber", self.text("OriginalInvoiceNumber") == number)?;
        let on = self.text("OriginalInvoiceDate").and_then(figures::day);
        self.agree("OriginalInvoiceDate", on == original.map(|original| original.issued_on))
    }

    fn tax(&self, taxed: &TaxedRow) -> Result<(), Finding> {
        let (code, rate) = match taxed.row.vat {
            Vat::Exempt(ground) => {
                self.agree("ALVPERUSTE", self.defined("ALVPERUSTE") == Some(ground.code()))?;
                ("E", Decimal::ZERO)
            }
            Vat::Rate(rate) => ("S", rate.percent()),
        };
        self.says("RowVatCode", code)?;
        self.agree("RowVatRatePercent", self.decimal("RowVatRatePercent")? == rate)
    }

    fn sums(&self, taxed: &TaxedRow) -> Result<Sums, Finding> {
        let sums = Sums {
            net: self.cents("RowVatExcludedAmount")?,
            tax: self.cents("RowVatAmount")?,
            gross: self.cents("RowAmount")?,
        };
        self.agree("RowVatExcludedAmount", sums.net == taxed.net)?;
        self.agree("RowVatAmount", sums.tax == taxed.tax)?;
        self.agree("RowAmount", sums.gross == taxed.gross)?;
        Ok(sums)
    }

    fn leaf(&self, name: &str) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.name == name)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.leaf(name).map(|leaf| leaf.text.as_str())
    }

    /// The value of a definition stands right behind its header.
    fn defined(&self, code: &str) -> Option<&str> {
        let header = self.leaves.iter().position(|leaf| leaf.attribute("DefinitionCode") == Some(code))?;
        self.leaves.get(header + 1).map(|leaf| leaf.text.as_str())
    }

    fn decimal(&self, name: &'static str) -> Result<Decimal, Finding> {
        self.text(name).and_then(figures::decimal).ok_or(Finding::Missing(name))
    }

    fn cents(&self, name: &'static str) -> Result<Cents, Finding> {
        self.text(name).and_then(figures::cents).ok_or(Finding::Missing(name))
    }

    fn says(&self, name: &'static str, value: &str) -> Result<(), Finding> {
        self.agree(name, self.text(name) == Some(value))
    }

    fn agree(&self, element: &'static str, agrees: bool) -> Result<(), Finding> {
        if agrees { Ok(()) } else { Err(Finding::RowDiffers { row: self.number, element }) }
    }
}

impl Leaf {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| value.as_str())
    }
}
