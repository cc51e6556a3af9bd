//! What a PDF says of itself, read back by another library: pages, language, tags, and the text in its order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod letter;

use domain::{
    document::{Block, Document, Link},
    language::Language,
};
use letter::{IMPRINT, letter, paragraph, values};
use lopdf::{Dictionary, Object};
use statements::pdf::{NotSet, pdf};

/// Letters of Finnish, Swedish, and North, Inari and Skolt Sami, and the euro.
const LETTERS: &str = "Aa Ââ Áá Ää Áá Åå Čč Đđ Ǥǥ Ǧǧ Ǩǩ Ŋŋ Öö Õõ Šš Ŧŧ Žž Ʒʒ Ǯǯ Ææ Øø ʹ ʼ §€–−";

fn with(blocks: Vec<Block>) -> Document {
    Document { language: Language::Sv, title: "Beslut".to_owned(), blocks }
}

fn set(document: &Document) -> Vec<u8> {
    pdf(document, &IMPRINT).unwrap()
}

fn read(bytes: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(bytes).unwrap()
}

/// The dictionary under a key, wherever it lies.
fn under<'a>(pdf: &'a lopdf::Document, from: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    pdf.dereference(from.get(key).unwrap()).unwrap().1.as_dict().unwrap()
}

/// The tags from the root down, in reading order: `H1`, `Table/THead/TR/TH`.
fn tags(pdf: &lopdf::Document) -> Vec<String> {
    let root = under(pdf, pdf.catalog().unwrap(), b"StructTreeRoot");
    let mut found = Vec::new();
    walk(pdf, root.get(b"K").unwrap(), "", &mut found);
    found
}

fn walk(pdf: &lopdf::Document, node: &Object, above: &str, found: &mut Vec<String>) {
    match pdf.dereference(node).unwrap().1 {
        Object::Array(nodes) => nodes.iter().for_each(|node| walk(pdf, node, above, found)),
        Object::Dictionary(element) if element.has(b"S") => {
            let name = String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
            let path = if above.is_empty() || above == "Document" { name } else { format!("{above}/{name}") };
            found.push(path.clone());
            if let Ok(below) = element.get(b"K") {
                walk(pdf, below, &path, found);
            }
        }
        _ => {}
    }
}

/// A page's text as a reader gets it, one space between words.
fn text(pdf: &lopdf::Document, page: u32) -> String {
    let text = pdf.extract_text(&[page]).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_letter_is_for_ever_these_bytes() {
    let bytes = set(&letter());
    let golden = include_bytes!("golden/letter.pdf");
    if bytes != golden {
        let aside = concat!(env!("CARGO_TARGET_TMPDIR"), "/letter.pdf");
        std::fs::write(aside, &bytes).unwrap();
        panic!("the letter is not tests/golden/letter.pdf: look at {aside}");
    }
}

#[test]
fn a_letter_says_its_language_title_and_standards() {
    let bytes = set(&letter());
    let pdf = read(&bytes);
    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fi");
    assert!(under(&pdf, catalog, b"MarkInfo").get(b"Marked").unwrap().as_bool().unwrap());
    assert!(under(&pdf, catalog, b"ViewerPreferences").get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let metadata = pdf.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.as_stream().unwrap();
    let metadata = String::from_utf8_lossy(&metadata.content);
    for said in
        ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", ">Päätös palvelusetelin myön"]
    {
        assert!(metadata.contains(said), "{said}: {metadata}");
    }
    assert!(metadata.contains("2026-11-25T"), "the instant that was passed in, not now: {metadata}");
}

#[test]
fn every_block_has_its_tag_in_reading_order() {
    let found = tags(&read(&set(&letter())));
    let heads: Vec<&str> = found.iter().map(String::as_str).filter(|tag| !tag.contains('/')).collect();
    let expected =
        ["Document", "P", "H1", "P", "L", "H2", "P", "Table", "H2", "P", "H3", "L", "H2", "P", "P"];
    assert_eq!(heads, expected);
    let count = |tag: &str| found.iter().filter(|found| *found == tag).count();
    assert_eq!((count("Table/Caption"), count("Table/THead/TR/TH"), count("Table/TBody/TR")), (1, 4, 3));
    assert_eq!(
        (count("Table/TBody/TR/TH"), count("Table/TBody/TR/TD")),
        (3, 9),
        "a row's first cell names it"
    );
    assert_eq!((count("L/LI/Lbl"), count("L/LI/LBody")), (6, 6), "four facts and two items");
}

#[test]
fn the_text_is_read_in_order() {
    let pdf = read(&set(&letter()));
    let text = text(&pdf, 1);
    let mut from = 0;
    for next in [
        "Päätös palvelusetelin",
        "Testi Asiakas-001",
        "Voimassa 1.12.2026",
        "Kotihoidon käynti 3",
        "Muutoksenhaku",
    ] {
        from += text[from..].find(next).unwrap_or_else(|| panic!("{next} after {from} of {text}"));
    }
    assert!(text.contains("Esimerkkikatu 1 A 2 99999 TESTILÄ"), "a line's end is a word's end: {text}");
}

#[test]
fn the_letters_of_finland_and_a_decomposed_name_are_set() {
    let pdf = read(&set(&with(vec![paragraph(LETTERS), paragraph("A\u{30a}bo")])));
    let text = text(&pdf, 1);
    assert!(text.contains("Čč Đđ Ǥǥ Ǧǧ Ǩǩ Ŋŋ") && text.contains('€') && text.contains("Åbo"), "{text}");
}

#[test]
fn a_character_without_a_glyph_is_named_and_nothing_is_set() {
    for (character, text) in [('漢', "Nimi 漢"), ('ا', "اسم"), ('\u{e000}', "\u{e000}"), ('🧀', "Hei 🧀")]
    {
        for document in [with(vec![paragraph(text)]), Document { title: text.to_owned(), ..with(vec![]) }] {
            assert_eq!(pdf(&document, &IMPRINT).err(), Some(NotSet::MissingCharacter(character)));
        }
    }
    assert_eq!(NotSet::MissingCharacter('漢').to_string(), "the font has no character '漢' (U+6F22)");
}

#[test]
fn what_is_invisible_is_left_out() {
    let pdf = read(&set(&with(vec![paragraph("sosi\u{ad}aali\u{200b}\u{feff}palvelu\tja\0muut")])));
    assert!(text(&pdf, 1).contains("sosiaalipalvelu ja muut"));
}

#[test]
fn a_long_table_repeats_its_header_on_each_page_and_loses_no_row() {
    let pdf = read(&set(&with(vec![Block::Table(values(5_000))])));
    let pages = u32::try_from(pdf.get_pages().len()).unwrap();
    assert!((100..200).contains(&pages), "{pages} pages");
    let texts: Vec<String> = (1..=pages).map(|page| text(&pdf, page)).collect();
    for (at, text) in texts.iter().enumerate() {
        assert!(text.contains(&format!("{} ({pages})", at + 1)), "which page it is: {text}");
        assert!(text.contains("Palvelu Aika Arvo tunnilta Omavastuu tunnilta"), "{text}");
        assert!(text.contains("Esimerkin hyvinvointialue"), "{text}");
    }
    let rows: Vec<&str> = texts.iter().flat_map(|text| text.split("Kotihoidon käynti ").skip(1)).collect();
    let numbers: Vec<usize> =
        rows.iter().map(|row| row.split(' ').next().unwrap().parse().unwrap()).collect();
    assert!(numbers.into_iter().eq(1..=5_000));
    let rows = tags(&pdf).iter().filter(|tag| tag.ends_with("/TR")).count();
    assert_eq!(rows, 5_001, "a repeated header is not told again");
}

#[test]
fn a_heading_never_stands_alone_at_a_pages_foot() {
    for lines in 30..60 {
        let blocks =
            vec![paragraph(&"rivi\n".repeat(lines)), Block::Heading("Otsikko".into()), paragraph("Alla")];
        let pdf = read(&set(&with(blocks)));
        let page = |wanted: &str| (1..=2).find(|page| text(&pdf, *page).contains(wanted));
        assert_eq!(page("Otsikko"), page("Alla"), "{lines} lines");
    }
}

#[test]
fn cells_of_many_pages_and_empty_documents_are_set() {
    let mut table = values(2);
    table.rows[0][1] = "pitkä sana ".repeat(3_000);
    table.rows[1] = Vec::new();
    let pdf = read(&set(&with(vec![Block::Table(table), Block::List(vec![]), Block::Facts(vec![])])));
    assert!(pdf.get_pages().len() > 5);
    assert_eq!(read(&set(&with(vec![]))).get_pages().len(), 1);
}

#[test]
fn a_link_stands_as_text_and_as_a_code_with_words_for_those_who_do_not_see_it() {
    let address = "https://seteli.example/compare/kajaani.BwcHBwcHBwcHBwcHBwcHBw";
    let says = "Jämför serviceproducenterna.".to_owned();
    let link = Link { says, address: address.into(), code_says: "QR-kod som öppnar samma adress".into() };
    let bytes = set(&with(vec![Block::Link(link)]));
    let pdf = read(&bytes);
    assert!(tags(&pdf).contains(&"Div/Figure".to_owned()), "{:?}", tags(&pdf));
    assert!(text(&pdf, 1).contains(address), "{}", text(&pdf, 1));
    let figure = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .find(|element| element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Figure"));
    let alt = figure.unwrap().get(b"Alt").unwrap();
    assert_eq!(lopdf::decode_text_string(alt).unwrap(), "QR-kod som öppnar samma adress");
}

#[test]
fn an_address_that_no_code_can_hold_is_refused() {
    let address = format!("https://seteli.example/{}", "x".repeat(3000));
    let link = Link { says: "Jämför.".into(), address, code_says: "QR-kod".into() };
    assert!(matches!(pdf(&with(vec![Block::Link(link)]), &IMPRINT), Err(NotSet::Refused(_))));
}
