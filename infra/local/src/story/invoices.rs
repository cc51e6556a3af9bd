//! Invoices as a finance system reads them: amounts from the file's own bytes, never from the API's figures.

use super::{
    failure::StoryError,
    playing::{FINANCE, Playing},
};

/// A fetched invoice.
#[derive(Clone, Debug)]
pub struct Invoice {
    /// The run.
    pub run: String,
    /// The settled month.
    pub period: String,
    /// Which of the region's providers.
    pub provider: usize,
    /// Its number.
    pub number: String,
    /// The total in cents, from the file.
    pub cents: i64,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Fetches a provider's invoice of a run and reads it.
pub async fn fetch(
    playing: &Playing<'_>,
    run: &str,
    period: &str,
    provider: usize,
) -> Result<Invoice, StoryError> {
    let path = format!("/v1/settlements/{run}/invoice?provider={}", playing.providers[provider]);
    let answer = playing.api.get(FINANCE, &path).await?;
    if answer.status != 200 {
        return Err(answer.unexpected());
    }
    let text = String::from_utf8_lossy(&answer.body);
    let number =
        values(&text, "InvoiceNumber").first().map(|number| (*number).to_owned()).unwrap_or_default();
    let cents = total(&text)
        .ok_or_else(|| StoryError::Region(format!("{path}: no total, or rows that differ from it")))?;
    drop(text);
    let (run, period) = (run.to_owned(), period.to_owned());
    Ok(Invoice { run, period, provider, number, cents, bytes: answer.body })
}

/// The total, if what is to be paid and the sum of the rows say the same.
fn total(text: &str) -> Option<i64> {
    let total = cents(values(text, "InvoiceTotalVatIncludedAmount").first()?)?;
    let to_pay = cents(values(text, "EpiInstructedAmount").first()?)?;
    let rows: Option<i64> = values(text, "RowAmount").iter().map(|amount| cents(amount)).sum();
    (to_pay == total && rows? == total).then_some(total)
}

/// Contents of all elements of a name. Names, amounts and numbers are ASCII, whatever the file's encoding.
fn values<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("<{name}");
    let after = text.split(opening.as_str()).skip(1);
    let whole = after.filter(|rest| rest.starts_with(['>', ' ']));
    whole.filter_map(|rest| rest.split_once('>')?.1.split_once('<').map(|(value, _)| value)).collect()
}

/// `1234,50` as 123450.
fn cents(amount: &str) -> Option<i64> {
    let (euros, cents) = amount.split_once(',')?;
    if cents.len() != 2 {
        return None;
    }
    format!("{euros}{cents}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INVOICE: &str = "<InvoiceNumber>99900016-1</InvoiceNumber>\
        <InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier=\"EUR\">12,50</InvoiceTotalVatIncludedAmount>\
        <RowAmount AmountCurrencyIdentifier=\"EUR\">10,00</RowAmount><RowAmount>2,50</RowAmount>\
        <EpiInstructedAmount AmountCurrencyIdentifier=\"EUR\">12,50</EpiInstructedAmount>";

    #[test]
    fn the_total_is_read_from_the_file() {
        assert_eq!(total(INVOICE), Some(1250));
        assert_eq!(values(INVOICE, "InvoiceNumber"), ["99900016-1"]);
    }

    #[test]
    fn an_invoice_whose_rows_or_payment_differ_has_no_total() {
        assert_eq!(total(&INVOICE.replace("2,50</Row", "2,51</Row")), None);
        assert_eq!(total(&INVOICE.replace("12,50</Epi", "12,51</Epi")), None);
        assert_eq!(total(&INVOICE.replace("12,50", "12.50")), None);
    }
}
