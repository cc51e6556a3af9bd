//! The letter that the tests set: every kind of block.

use domain::{
    document::{Block, Column, Document, Table},
    language::Language,
};
use statements::pdf::Imprint;

pub const IMPRINT: Imprint<'_> = Imprint {
    organiser: "Esimerkin hyvinvointialue",
    reference: "Päätös 3b0f6a52-9d57-5c0e-8a21-0f6b2d7c5e11",
    at: jiff::Timestamp::constant(1_795_593_600, 0),
};

pub fn letter() -> Document {
    Document {
        language: Language::Fi,
        title: "Päätös palvelusetelin myöntämisestä".to_owned(),
        blocks: vec![
            paragraph("Testi Asiakas-001\nEsimerkkikatu 1 A 2\n99999 TESTILÄ"),
            Block::Facts(vec![
                fact("Päätöspäivä", "25.11.2026"),
                fact("Asiakasnumero", "A-1000123"),
                fact("Palvelu", "Kotihoito"),
                fact("Voimassa", "1.12.2026\u{a0}– 31.12.2027"),
            ]),
            Block::Heading("Päätös".to_owned()),
            paragraph(
                "Teille on myönnetty palveluseteli kotihoitoon. Palvelusetelillä voitte hankkia kotihoidon \
                 palveluja hyvinvointialueen hyväksymältä palveluntuottajalta. Valitsette palveluntuottajan \
                 itse ja teette sen kanssa sopimuksen palvelusta.",
            ),
            Block::Table(values(3)),
            Block::Heading("Perustelut".to_owned()),
            paragraph("Palvelusetelin arvo perustuu hyvinvointialueen sääntökirjaan ja tuloihinne."),
            Block::Subheading("Sovelletut säännökset".to_owned()),
            Block::List(vec![
                "Laki sosiaali- ja terveydenhuollon palvelusetelistä (569/2009) 7\u{a0}§".to_owned(),
                "Laki sosiaali- ja terveydenhuollon asiakasmaksuista (734/1992), sellaisena kuin se on \
                 päätöspäivänä, ja aluehallituksen päätös palvelusetelien arvoista"
                    .to_owned(),
            ]),
            Block::Heading("Muutoksenhaku".to_owned()),
            paragraph(
                "Tähän päätökseen saa vaatia oikaisua 30 päivän kuluessa päätöksen tiedoksisaannista. \
                 Oikaisuvaatimus tehdään kirjallisesti hyvinvointialueen toimielimelle.",
            ),
            paragraph("Esimerkin hyvinvointialue\nPalvelusetelitiimi"),
        ],
    }
}

/// A table of so many rows, each saying which it is.
pub fn values(rows: usize) -> Table {
    let times = ["arkisin klo 7–18", "iltaisin klo 18–22", "sunnuntaisin ja pyhinä"];
    let row = |(at, time): (usize, &&str)| {
        vec![
            format!("Kotihoidon käynti {}", at + 1),
            (*time).to_owned(),
            "42,50\u{a0}€".to_owned(),
            "1\u{a0}007,25\u{a0}€".to_owned(),
        ]
    };
    Table {
        caption: "Palvelusetelin arvo".to_owned(),
        columns: vec![
            Column::words("Palvelu"),
            Column::words("Aika"),
            Column::amounts("Arvo tunnilta"),
            Column::amounts("Omavastuu tunnilta"),
        ],
        rows: times.iter().cycle().take(rows).enumerate().map(row).collect(),
    }
}

pub fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

fn fact(label: &str, value: &str) -> (String, String) {
    (label.to_owned(), value.to_owned())
}
