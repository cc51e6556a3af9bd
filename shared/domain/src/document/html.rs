//! A document as a fragment of HTML, to stand inside a page.

use super::{Block, Document, Table};

/// An `<article>` of semantic HTML5 in the document's language; every text in it is escaped.
pub fn html(document: &Document) -> String {
    let mut out = format!("<article lang=\"{}\">\n", document.language.tag());
    element(&mut out, "h1", &document.title);
    for block in &document.blocks {
        push_block(&mut out, block);
    }
    out.push_str("</article>\n");
    out
}

fn push_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(text) => element(out, "h2", text),
        Block::Subheading(text) => element(out, "h3", text),
        Block::Paragraph(text) => element(out, "p", text),
        Block::List(items) => around(out, "ul", |out| items.iter().for_each(|item| element(out, "li", item))),
        Block::Facts(facts) => around(out, "dl", |out| {
            for (label, value) in facts {
                element(out, "dt", label);
                element(out, "dd", value);
            }
        }),
        Block::Table(table) => around(out, "table", |out| push_table(out, table)),
        Block::Link(link) => {
            element(out, "p", &link.says);
            let address = escaped(&link.address);
            // Any other scheme could run something.
            if link.address.starts_with("https://") || link.address.starts_with("http://") {
                out.push_str(&format!("<p><a href=\"{address}\">{address}</a></p>\n"));
            } else {
                out.push_str(&format!("<p>{address}</p>\n"));
            }
        }
    }
}

fn push_table(out: &mut String, table: &Table) {
    element(out, "caption", &table.caption);
    around(out, "thead", |out| {
        around(out, "tr", |out| {
            for column in &table.columns {
                cell(out, "th", " scope=\"col\"", column.amounts, &column.title);
            }
        });
    });
    around(out, "tbody", |out| {
        for row in &table.rows {
            around(out, "tr", |out| push_row(out, table, row));
        }
    });
}

fn push_row(out: &mut String, table: &Table, row: &[String]) {
    for (at, column) in table.columns.iter().enumerate() {
        let (name, scope) = if at == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
        cell(out, name, scope, column.amounts, Table::cell(row, at));
    }
}

fn cell(out: &mut String, name: &str, scope: &str, amounts: bool, text: &str) {
    let class = if amounts { " class=\"amount\"" } else { "" };
    out.push_str(&format!("<{name}{scope}{class}>{}</{name}>\n", escaped(text)));
}

fn around(out: &mut String, name: &str, inner: impl FnOnce(&mut String)) {
    out.push_str(&format!("<{name}>\n"));
    inner(out);
    out.push_str(&format!("</{name}>\n"));
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
}

/// Text without markup of its own; a line break becomes `<br>`, other control characters (no HTML) a space.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
