//! The statement: what an invoice says, for people, in its language; rows by voucher or order, each explained.
//!
//! A client has no place in it either: the voucher's number is the reference that a provider knows its client by.

mod groups;
mod words;

use std::io::Write;

use domain::{
    document::{Block, Column, Document, Table},
    invoice::{Invoice, VatTotal},
    language::Language,
    money::Cents,
    rulebook::Vat,
    specification::Specification,
    statement::Statement,
    time,
    written::{amount, day, days},
};

use crate::{
    rendering::RenderError,
    words::{document, exempt},
};
use words::{Words, words};

/// Writes the statement as the JSON that its PDF is set from.
///
/// # Errors
///
/// None that data could cause.
pub fn render(invoice: &Invoice, events: &Specification, out: &mut dyn Write) -> Result<(), RenderError> {
    let statement = Statement {
        schema: "statement/1".to_owned(),
        document: says(invoice, events),
        sender: invoice.header.buyer.name.clone(),
        reference: invoice.header.number.as_str().to_owned(),
        written_at: time::start_of(invoice.header.issued_on),
    };
    serde_json::to_writer(&mut *out, &statement).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// What the statement says.
pub fn says(invoice: &Invoice, events: &Specification) -> Document {
    let language = invoice.header.language;
    let words = words(language);
    let kind = if invoice.credits().is_some() { words.credit_note } else { words.statement };
    let title = format!("{kind}: {}", invoice.header.seller.name);
    let mut blocks = vec![
        Block::Facts(facts(invoice, words)),
        Block::Paragraph(document(language, invoice.header.document).to_owned()),
        Block::Table(treatments(invoice, words)),
    ];
    blocks.extend(groups::groups(invoice, events));
    Document { language, title, blocks }
}

fn facts(invoice: &Invoice, words: &Words) -> Vec<(String, String)> {
    let (header, language) = (&invoice.header, invoice.header.language);
    let party = |party: &domain::invoice::Party| format!("{}, {}", party.name, party.business_id);
    let to_pay = if invoice.credits().is_some() { words.to_credit } else { words.to_pay };
    let mut facts = vec![
        (words.number, header.number.as_str().to_owned()),
        (words.issued, day(language, header.issued_on)),
        (words.delivered, days(language, invoice.delivered_from(), invoice.delivered_to())),
        (words.provider, party(&header.seller)),
        (words.payer, party(&header.buyer)),
        (words.account, header.pay_to.iban.to_string()),
        (words.reference, invoice.reference.as_str().to_owned()),
        (words.due, day(language, invoice.due_on)),
    ];
    let optional = [
        (words.buyer_reference, header.buyer_reference.clone()),
        (words.order, header.order_reference.clone()),
        (words.agreement, header.agreement.clone()),
        (words.credits, invoice.credits().map(|original| original.number.as_str().to_owned())),
    ];
    facts.extend(optional.into_iter().filter_map(|(label, value)| Some((label, value?))));
    facts.push((to_pay, amount(language, invoice.totals.gross)));
    facts.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

fn treatments(invoice: &Invoice, words: &Words) -> Table {
    let language = invoice.header.language;
    let row = |name: String, sums: [Cents; 3]| {
        let mut cells = vec![name];
        cells.extend(sums.map(|sum| groups::plain(language, sum)));
        cells
    };
    let of = |total: &VatTotal| row(treatment(language, total.vat), [total.net, total.tax, total.gross]);
    let mut rows: Vec<Vec<String>> = invoice.totals.by_vat.iter().map(of).collect();
    let totals = &invoice.totals;
    rows.push(row(words.total.to_owned(), [totals.net, totals.tax, totals.gross]));
    let columns = vec![
        Column::words(words.treatment),
        Column::amounts(words.net),
        Column::amounts(words.tax),
        Column::amounts(words.gross),
    ];
    Table { caption: words.by_treatment.to_owned(), columns, rows }
}

/// How a delivery is taxed, `ALV 25,5 %` or the exemption with its section.
fn treatment(language: Language, vat: Vat) -> String {
    match vat {
        Vat::Exempt(ground) => exempt(language, ground),
        Vat::Rate(rate) => {
            let rate = groups::decimal(language, &rate.to_string());
            format!("{} {rate}\u{a0}%", words(language).vat)
        }
    }
}
