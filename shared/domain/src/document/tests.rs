//! What a document looks like as text and as HTML.

use super::*;

fn letter() -> Document {
    Document {
        language: Language::Fi,
        title: "Päätös palvelusetelistä".to_owned(),
        blocks: vec![
            Block::Paragraph("Testihenkilö\nKatu 1\n00100 Helsinki".to_owned()),
            Block::Heading("Päätös".to_owned()),
            Block::Facts(vec![("Voimassa".to_owned(), "1.1.2027 – 31.12.2027".to_owned())]),
            Block::Subheading("Arvo".to_owned()),
            Block::List(vec!["yksi".to_owned(), "kaksi ".repeat(20)]),
            Block::Table(Table {
                caption: "Hinnat".to_owned(),
                columns: vec![Column::words("Palvelu"), Column::amounts("€ / h")],
                rows: vec![
                    vec!["Kotihoito".to_owned(), "27,50".to_owned()],
                    vec!["Siivous".to_owned(), "1\u{a0}000,00".to_owned()],
                    vec!["Ei hintaa".to_owned()],
                ],
            }),
        ],
    }
}

#[test]
fn plain_text_reads_from_the_title_to_the_end_in_lines_of_eighty() {
    let expected = "\
Päätös palvelusetelistä
=======================

Testihenkilö
Katu 1
00100 Helsinki

Päätös
------

  Voimassa: 1.1.2027 – 31.12.2027

Arvo

- yksi
- kaksi kaksi kaksi kaksi kaksi kaksi kaksi kaksi kaksi kaksi kaksi kaksi kaksi
  kaksi kaksi kaksi kaksi kaksi kaksi kaksi

Hinnat

Palvelu       € / h
---------  --------
Kotihoito     27,50
Siivous    1\u{a0}000,00
Ei hintaa
";
    assert_eq!(text(&letter()), expected);
}

#[test]
fn html_has_an_element_of_its_meaning_for_each_block() {
    let expected = r#"<article lang="fi">
<h1>Päätös palvelusetelistä</h1>
<p>Testihenkilö<br>Katu 1<br>00100 Helsinki</p>
<h2>Päätös</h2>
<dl>
<dt>Voimassa</dt>
<dd>1.1.2027 – 31.12.2027</dd>
</dl>
<h3>Arvo</h3>
<ul>
<li>yksi</li>
</ul>
<table>
<caption>Hinnat</caption>
<thead>
<tr>
<th scope="col">Palvelu</th>
<th scope="col" class="amount">€ / h</th>
</tr>
</thead>
<tbody>
<tr>
<th scope="row">Kotihoito</th>
<td class="amount">27,50</td>
</tr>
<tr>
<th scope="row">Ei hintaa</th>
<td class="amount"></td>
</tr>
</tbody>
</table>
</article>
"#;
    let mut letter = letter();
    if let Some(Block::List(items)) = letter.blocks.get_mut(4) {
        items.truncate(1);
    }
    if let Some(Block::Table(table)) = letter.blocks.get_mut(5) {
        table.rows.remove(1);
    }
    assert_eq!(html(&letter), expected);
}

/// A document that says the same text in every place.
fn everywhere(text: &str) -> Document {
    let said = || text.to_owned();
    let table = Table {
        caption: said(),
        columns: vec![Column::words(said()), Column::amounts(said())],
        rows: vec![vec![said(), said()]],
    };
    let blocks = vec![
        Block::Heading(said()),
        Block::Subheading(said()),
        Block::Paragraph(said()),
        Block::List(vec![said()]),
        Block::Facts(vec![(said(), said())]),
        Block::Table(table),
    ];
    Document { language: Language::En, title: said(), blocks }
}

#[test]
fn hostile_text_stays_text_wherever_it_stands() {
    let html = html(&everywhere("</p><script>alert('x & \"y\"')</script>\0"));
    assert!(!html.contains("script>"), "{html}");
    assert!(!html.contains('\0'));
    let told = "&lt;/p&gt;&lt;script&gt;alert(&#39;x &amp; &quot;y&quot;&#39;)&lt;/script&gt; ";
    assert_eq!(html.matches(told).count(), 12, "title, five blocks and the table's five places: {html}");
}

#[test]
fn a_word_longer_than_a_line_is_broken_and_no_line_is_longer_than_eighty() {
    let text = text(&everywhere(&"ä".repeat(200)));
    assert_eq!(text.matches('ä').count(), 12 * 200);
    assert_eq!(text.lines().map(|line| line.chars().count()).max(), Some(80));
}

#[test]
fn a_no_break_space_keeps_an_amount_together() {
    let text = text(&everywhere(&format!("{} 1\u{a0}234,50\u{a0}€", "x".repeat(75))));
    assert!(text.contains("\n1\u{a0}234,50\u{a0}€\n"), "{text}");
}

#[test]
fn a_document_is_read_back_as_it_was_stored() {
    let stored = serde_json::to_string(&letter()).unwrap();
    assert_eq!(serde_json::from_str::<Document>(&stored).unwrap(), letter());
    assert!(stored.contains(r#"{"heading":"Päätös"},{"facts":[["Voimassa","#), "{stored}");
}

#[test]
fn a_link_is_one_only_with_an_address_that_opens_a_page() {
    let with = |address: &str| {
        let link = Link { says: "Katso".into(), address: address.into(), code_says: "QR-koodi".into() };
        Document { language: Language::Fi, title: "T".into(), blocks: vec![Block::Link(link)] }
    };
    let page = html(&with("https://a.example/x?a=1&b=\"2\""));
    let escaped = "https://a.example/x?a=1&amp;b=&quot;2&quot;";
    assert!(page.contains(&format!("<p>Katso</p>\n<p><a href=\"{escaped}\">{escaped}</a></p>")), "{page}");
    assert!(!html(&with("javascript:alert(1)")).contains("<a "));
    let long = format!("https://a.example/{}", "x".repeat(100));
    assert!(text(&with(&long)).lines().any(|line| line == long), "never broken");
}
