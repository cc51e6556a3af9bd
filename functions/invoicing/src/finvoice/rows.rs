//! The rows, one for each voucher, month, content and treatment, written one after another.

use super::{Document, Written, characters, details::percent};
use crate::{
    rendering,
    words::{self, Words, words},
};
use domain::{
    account::LineKind,
    invoice::{Invoice, InvoiceRow, TaxedRow},
    language::Language,
    money::Cents,
    rulebook::{Posting, Vat},
};

pub(super) fn rows(file: &mut Document, invoice: &Invoice) -> Written {
    let language = invoice.header.language;
    (1_usize..).zip(&invoice.rows).try_for_each(|(position, taxed)| {
        file.parent("InvoiceRow", |file| {
            article(file, &taxed.row)?;
            definitions(file, &taxed.row, language)?;
            quantity_and_price(file, taxed, language)?;
            file.code("RowPositionIdentifier", &position.to_string(), 1..=35)?;
            corrected(file, &taxed.row)?;
            posting(file, &taxed.row.posting)?;
            sums(file, taxed)
        })
    })
}

/// The name is cut where it is too long; then the description has all of it.
fn article(file: &mut Document, row: &InvoiceRow) -> Written {
    const NAME: usize = 100;
    let name = characters::writable("ArticleName", &words::article(row))?;
    file.code("ArticleIdentifier", row.content.as_str(), 1..=70)?;
    file.text("ArticleName", &name, 1..=NAME)?;
    let description = Some(name.as_str()).filter(|name| name.chars().count() > NAME);
    file.optional_code("ArticleDescription", description, 1..=512)
}

/// What a finance system sorts rows by, each under a code of its own.
fn definitions(file: &mut Document, row: &InvoiceRow, language: Language) -> Written {
    let words: &Words = words(language);
    define(file, "SETELI", words.voucher, row.voucher.as_str())?;
    define(file, "PALVELU", words.service, row.service.as_str())?;
    define(file, "TILI", words.account, &row.posting.account)?;
    define(file, "KUSTANNUSPAIKKA", words.cost_centre, &row.posting.cost_centre)?;
    define(file, "PALVELULUOKKA", words.service_class, &row.posting.service_class)?;
    if let Vat::Exempt(ground) = row.vat {
        define(file, "ALVPERUSTE", words.exemption, ground.code())?;
    }
    match row.kind {
        LineKind::Original => Ok(()),
        kind => define(file, "RIVILAJI", words.row_kind, words::kind(language, kind)),
    }
}

/// A dimension that the organiser does not use is left out.
fn define(file: &mut Document, code: &str, header: &str, value: &str) -> Written {
    if value.trim().is_empty() {
        return Ok(());
    }
    file.parent("RowDefinitionDetails", |file| {
        file.code_with("RowDefinitionHeaderText", &[("DefinitionCode", code)], header, 1..=70)?;
        file.code("RowDefinitionValue", value, 1..=70)
    })
}

/// Amounts were rounded event by event, so no price times the quantity gives their sum. The price is therefore
/// stated for the row's whole quantity: quantity x price / base quantity is the row's net, to the cent. A
/// refund's sign is on the quantity, for a price is never negative (BR-27).
fn quantity_and_price(file: &mut Document, taxed: &TaxedRow, language: Language) -> Written {
    let row = &taxed.row;
    let quantity = rendering::quantity(row.quantity)?.replace('.', ",");
    let sign = if taxed.net < Cents::ZERO { "-" } else { "" };
    let price = Cents(taxed.net.0.saturating_abs());
    let unit =
        [("QuantityUnitCode", words::unit(language, row.unit)), ("QuantityUnitCodeUN", row.unit.un_code())];
    file.code_with("InvoicedQuantity", &unit, &format!("{sign}{quantity}"), 1..=14)?;
    file.day("StartDate", row.month.first_day())?;
    file.day("EndDate", row.month.last_day())?;
    file.amount("UnitPriceAmount", price)?;
    file.code_with("UnitPriceBaseQuantity", &unit, &quantity, 1..=14)
}

fn corrected(file: &mut Document, row: &InvoiceRow) -> Written {
    row.corrects.as_ref().map_or(Ok(()), |original| {
        file.code("OriginalInvoiceNumber", original.number.as_str(), 1..=20)?;
        file.day("OriginalInvoiceDate", original.issued_on)
    })
}

/// The fields that older readers look at; what does not fit them stands whole among the definitions.
fn posting(file: &mut Document, posting: &Posting) -> Written {
    let account = posting.account.trim();
    if (1..=4).contains(&account.len()) && account.bytes().all(|b| b.is_ascii_alphanumeric()) {
        file.code("RowNormalProposedAccountIdentifier", account, 1..=4)?;
    }
    let used = [&posting.cost_centre, &posting.service_class].map(|dimension| dimension.trim());
    let used: Vec<&str> = used.into_iter().filter(|dimension| !dimension.is_empty()).collect();
    let dimensions = used.join(" / ");
    if (1..=35).contains(&dimensions.chars().count()) {
        file.code("RowAccountDimensionText", &dimensions, 1..=35)?;
    }
    Ok(())
}

fn sums(file: &mut Document, taxed: &TaxedRow) -> Written {
    let (rate, code) = match taxed.row.vat {
        Vat::Exempt(_) => ("0".to_owned(), "E"),
        Vat::Rate(rate) => (percent(rate), "S"),
    };
    file.code("RowVatRatePercent", &rate, 1..=7)?;
    file.code("RowVatCode", code, 1..=1)?;
    file.amount("RowVatAmount", taxed.tax)?;
    file.amount("RowVatExcludedAmount", taxed.net)?;
    file.amount("RowAmount", taxed.gross)
}
