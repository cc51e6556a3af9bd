//! The fixed words of a decision's letter, in each language.

use crate::language::Language;

/// Something that every letter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Title,
    Client,
    Voucher,
    Days,
    Given,
    Decided,
    Content,
    Value,
    Copayment,
    Free,
    ByRulebook,
    Grounds,
    Computed,
    HowToUse,
    Using,
    OwnFee,
    OwnFree,
    OwnEarlyEducation,
    OwnByHours,
    Law,
    Appeal,
    Appealing,
    Authority,
    Address,
    LastDayByPost,
    LastDayElectronic,
    Contact,
}

/// It in a language.
pub(super) fn word(word: Word, language: Language) -> &'static str {
    let [fi, sv, en] = words(word);
    match language {
        Language::Fi => fi,
        Language::Sv => sv,
        Language::En => en,
    }
}

#[rustfmt::skip]
fn words(word: Word) -> [&'static str; 3] {
    match word {
        Word::Title => ["Päätös palvelusetelistä", "Beslut om servicesedel", "Decision on a service voucher"],
        Word::Client => ["Asiakas", "Klient", "Client"],
        Word::Voucher => ["Palvelusetelin numero", "Servicesedelns nummer", "Number of the voucher"],
        Word::Days => ["Voimassa", "Gäller", "In force"],
        Word::Given => ["Annettu", "Meddelat", "Given"],
        Word::Decided => ["Mitä on päätetty", "Vad som har beslutats", "What is decided"],
        Word::Content => ["Palvelu", "Tjänst", "Service"],
        Word::Value => ["Setelin arvo", "Sedelns värde", "Value of the voucher"],
        Word::Copayment => ["Omavastuu", "Självriskandel", "Co-payment"],
        Word::Free => ["Maksuton", "Avgiftsfri", "Free of charge"],
        Word::ByRulebook => ["Sääntökirjan mukaan", "Enligt regelboken", "By the rulebook"],
        Word::Grounds => ["Perustelut", "Motivering", "Grounds"],
        Word::Computed => ["Miten arvo ja omavastuu on laskettu", "Hur värdet och självriskandelen har beräknats", "How the value and the co-payment were computed"],
        Word::HowToUse => ["Näin käytät seteliä", "Så använder du sedeln", "How to use the voucher"],
        Word::Using => [
            "Valitse palveluntuottaja hyväksyttyjen joukosta ja kerro sille setelin numero {voucher}. Voit myös kieltäytyä setelistä; silloin sinut ohjataan muihin palveluihin.",
            "Välj en serviceproducent bland de godkända och uppge sedelns nummer {voucher}. Du kan också tacka nej till sedeln; då hänvisas du till annan service.",
            "Choose a provider among the approved ones and tell it the voucher's number {voucher}. You may also refuse the voucher; then you are directed to other services.",
        ],
        Word::OwnFee => ["Järjestäjän oman palvelun maksu", "Avgiften för anordnarens egen service", "The fee of the organiser's own service"],
        Word::OwnFree => ["Vastaava oma palvelu on maksuton.", "Motsvarande egen service är avgiftsfri.", "The comparable own service is free of charge."],
        Word::OwnEarlyEducation => [
            "Vastaavan oman palvelun maksu on varhaiskasvatuslain mukainen asiakasmaksu (1503/2016).",
            "Avgiften för motsvarande egen service är klientavgiften enligt lagen 1503/2016.",
            "The fee of the comparable own service is the fee by the act 1503/2016.",
        ],
        Word::OwnByHours => [
            "Vastaavan oman palvelun maksu määräytyy tulojen, perheen koon ja tuntien mukaan sääntökirjan taulukosta.",
            "Avgiften för motsvarande egen service bestäms av inkomsterna, familjens storlek och timmarna enligt regelbokens tabell.",
            "The fee of the comparable own service depends on income, family size and hours by the rulebook's table.",
        ],
        Word::Law => ["Sovelletut säännökset", "Tillämpade bestämmelser", "Law applied"],
        Word::Appeal => ["Oikaisuvaatimusohje", "Anvisning om begäran om omprövning", "How to request rectification"],
        Word::Appealing => [
            "Päätökseen saa vaatia oikaisua kirjallisesti {days} päivän kuluessa tiedoksisaannista. Vaatimuksessa ilmoitetaan päätös, miten sitä vaaditaan muutettavaksi ja millä perusteilla.",
            "Omprövning av beslutet får begäras skriftligen inom {days} dagar från delfåendet. I begäran anges beslutet, hur det ska ändras och på vilka grunder.",
            "Rectification may be requested in writing within {days} days of service. The request names the decision, how it should be changed and on what grounds.",
        ],
        Word::Authority => ["Oikaisuviranomainen", "Omprövningsmyndighet", "Authority"],
        Word::Address => ["Osoite", "Adress", "Address"],
        Word::LastDayByPost => ["Viimeinen päivä, jos päätös tuli postissa", "Sista dagen om beslutet kom per post", "Last day if the decision came by post"],
        Word::LastDayElectronic => ["Viimeinen päivä, jos päätös tuli sähköisesti", "Sista dagen om beslutet kom elektroniskt", "Last day if the decision came electronically"],
        Word::Contact => ["Yhteystiedot", "Kontaktuppgifter", "Contact"],
    }
}
