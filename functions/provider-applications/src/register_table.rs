//! The register as a CSV file that a spreadsheet opens: one line for each price, and no cell that it would compute.

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::IntoResponse,
};
use domain::{money::Cents, provider::Price};

use crate::register::{ApprovedService, Entry};

const COLUMNS: [&str; 10] = [
    "business_id",
    "name",
    "languages",
    "municipalities",
    "units",
    "service",
    "takes_new_clients",
    "content",
    "band",
    "price_eur",
];

/// The file: UTF-8, comma-separated, quoted by RFC 4180.
pub(crate) fn answer(entries: &[Entry]) -> impl IntoResponse + use<> {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (CONTENT_DISPOSITION, "attachment; filename=\"register.csv\""),
    ];
    (headers, table(entries))
}

fn table(entries: &[Entry]) -> String {
    let mut text = line(&COLUMNS.map(str::to_owned));
    for entry in entries {
        for service in &entry.services {
            text.extend(lines(entry, service));
        }
    }
    text
}

/// A line for each price; one without a price where the price is agreed for each order.
fn lines(entry: &Entry, service: &ApprovedService) -> Vec<String> {
    let of = |price: Option<&Price>| {
        let mut cells = provider(entry);
        cells.push(service.service.to_string());
        cells.push(if service.availability.takes_new_clients { "yes" } else { "no" }.to_owned());
        cells.push(price.map(|price| price.content.to_string()).unwrap_or_default());
        cells
            .push(price.and_then(|price| price.band.as_ref()).map(|band| band.0.clone()).unwrap_or_default());
        cells.push(price.map(|price| euros(price.price)).unwrap_or_default());
        line(&cells)
    };
    if service.prices.is_empty() {
        return vec![of(None)];
    }
    service.prices.iter().map(|price| of(Some(price))).collect()
}

fn provider(entry: &Entry) -> Vec<String> {
    let mut municipalities: Vec<&str> = entry.units.iter().map(|unit| unit.municipality.as_str()).collect();
    municipalities.sort_unstable();
    municipalities.dedup();
    let languages = entry.languages.iter().filter_map(|one| serde_json::to_value(one).ok());
    let languages: Vec<String> = languages.filter_map(|tag| tag.as_str().map(str::to_owned)).collect();
    let units: Vec<&str> = entry.units.iter().map(|unit| unit.name.as_str()).collect();
    vec![
        entry.business_id.to_string(),
        entry.name.clone(),
        languages.join(" "),
        municipalities.join("; "),
        units.join("; "),
    ]
}

/// `48.00`. Prices are never negative.
fn euros(cents: Cents) -> String {
    format!("{}.{:02}", cents.0 / 100, cents.0.rem_euclid(100))
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

/// What a spreadsheet would take for a formula gets an apostrophe before it (OWASP: CSV injection).
fn quoted(cell: &str) -> String {
    let computes =
        cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
            || cell.starts_with(['\t', '\r', '\n']);
    let harmless = if computes { format!("'{cell}") } else { cell.to_owned() };
    if harmless.contains([',', ';', '"', '\r', '\n', '\'', ' ']) {
        format!("\"{}\"", harmless.replace('"', "\"\""))
    } else {
        harmless
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u{ff1d}1", "=HYPERLINK(\"http://x\",\"y\")"]
        {
            let cell = quoted(hostile);
            assert!(cell.trim_start_matches('"').starts_with('\''), "{cell}");
        }
        assert_eq!(quoted("Testi Oy"), "\"Testi Oy\"");
    }

    #[test]
    fn a_cell_never_ends_early() {
        assert_eq!(quoted("a\"b,c\r\nd"), "\"a\"\"b,c\r\nd\"");
        assert_eq!(quoted("=\"x\""), "\"'=\"\"x\"\"\"");
    }

    #[test]
    fn prices_are_euros_with_two_decimals() {
        assert_eq!(euros(Cents(4805)), "48.05");
        assert_eq!(euros(Cents(0)), "0.00");
    }
}
