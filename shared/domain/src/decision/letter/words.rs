//! The fixed words of a decision's letters, in each language.

use super::super::Reason;
use crate::language::Language;

/// Something that every letter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Title,
    PurchaseTitle,
    PermitTitle,
    HearingTitle,
    AnnulmentTitle,
    AnswerTitle,
    ShareTitle,
    Share,
    ShareSettled,
    Month,
    Refund,
    Correction,
    ShareBefore,
    ShareNow,
    Receiver,
    Estate,
    Order,
    AnswerBy,
    AnnulledFrom,
    Hearing,
    WouldBeDecided,
    Reasons,
    Annulment,
    Rejected,
    Dismissed,
    Price,
    UsingPurchase,
    CourtAppeal,
    AppealingToCourt,
    Court,
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
    Comparing,
    ComparingCode,
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

/// Why a decision differs, in a language.
pub(super) fn reason(reason: Reason, language: Language) -> &'static str {
    pick(reasons(reason), language)
}

/// It in a language.
pub(super) fn word(word: Word, language: Language) -> &'static str {
    pick(words(word), language)
}

fn pick([fi, sv, en]: [&'static str; 3], language: Language) -> &'static str {
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
        Word::PurchaseTitle => ["Päätös ostopalvelusta", "Beslut om köpt tjänst", "Decision on a purchased service"],
        Word::PermitTitle => ["Päätös palvelusta", "Beslut om service", "Decision on a service"],
        Word::HearingTitle => ["Kuuleminen ennen päätöstä", "Hörande före beslut", "Hearing before a decision"],
        Word::AnnulmentTitle => ["Päätös on poistettu", "Beslutet har undanröjts", "The decision is annulled"],
        Word::AnswerTitle => ["Päätös oikaisuvaatimukseen", "Beslut om begäran om omprövning", "Decision on a request for rectification"],
        Word::Receiver => ["Vastaanottaja", "Mottagare", "To"],
        Word::Estate => ["Kuolinpesä", "Dödsboet", "The estate"],
        Word::Order => ["Tilauksen numero", "Beställningens nummer", "Number of the order"],
        Word::AnswerBy => ["Vastaa viimeistään", "Svara senast", "Answer by"],
        Word::AnnulledFrom => ["Poistettu alkaen", "Undanröjt från och med", "Annulled from"],
        Word::Hearing => [
            "Valmistelemme päätöstä, joka muuttaisi voimassa olevaa päätöstä. Voit kertoa mielipiteesi ja antaa selvitystä ennen kuin asia ratkaistaan. Asia voidaan ratkaista, vaikka et vastaisi.",
            "Vi bereder ett beslut som skulle ändra det gällande beslutet. Du kan framföra din åsikt och lämna utredning innan ärendet avgörs. Ärendet kan avgöras även om du inte svarar.",
            "We are preparing a decision that would change the one in force. You may say what you think and give evidence before the matter is decided. It may be decided even if you do not answer.",
        ],
        Word::WouldBeDecided => ["Mitä päätettäisiin", "Vad som skulle beslutas", "What would be decided"],
        Word::Reasons => ["Miksi päätös muuttuisi", "Varför beslutet skulle ändras", "Why the decision would change"],
        Word::Annulment => [
            "Päätös ei ole voimassa yllä mainitusta päivästä alkaen. Sitä ennen se on voimassa sellaisena kuin se on annettu.",
            "Beslutet gäller inte från och med ovan nämnda dag. Före det gäller det så som det har meddelats.",
            "The decision is not in force from the day named above. Before that day it is in force as it was given.",
        ],
        Word::Rejected => [
            "Oikaisuvaatimus hylätään. Päätös on voimassa muuttamatta.",
            "Begäran om omprövning avslås. Beslutet gäller oförändrat.",
            "The request for rectification is rejected. The decision stands as it is.",
        ],
        Word::Dismissed => [
            "Oikaisuvaatimus jätetään tutkimatta, koska se on tullut määräajan jälkeen. Päätös on voimassa muuttamatta.",
            "Begäran om omprövning avvisas, eftersom den har kommit efter tidsfristen. Beslutet gäller oförändrat.",
            "The request for rectification is dismissed, because it came after its term. The decision stands as it is.",
        ],
        Word::ShareTitle => ["Omavastuusi on muuttunut", "Din självriskandel har ändrats", "Your share has changed"],
        Word::Share => [
            "Päätös on muuttanut sitä, mitä maksat palveluntuottajalle jo annetuista palveluista. Taulukossa on järjestäjän palveluntuottajalle maksama osuus, joka hyvitetään, sen tilalle maksettava osuus, ja oma osuutesi ennen ja nyt.",
            "Beslutet har ändrat det du betalar till serviceproducenten för service som redan har getts. I tabellen finns den andel som anordnaren betalat till serviceproducenten och som krediteras, den andel som betalas i stället, och din egen andel förr och nu.",
            "The decision changed what you pay the provider for services that were given already. The table has what the organiser paid the provider and takes back, what it pays instead, and your own share before and now.",
        ],
        Word::ShareSettled => [
            "Palveluntuottajalle kerrotaan sama. Se hyvittää sinulle liikaa maksetun tai laskuttaa puuttuvan. Luvut koskevat palveluja, joiden hinta muuttui.",
            "Serviceproducenten får samma uppgifter. Den krediterar det du har betalat för mycket eller fakturerar det som fattas. Siffrorna gäller service vars pris ändrades.",
            "The provider is told the same. It credits what you paid too much, or bills what is missing. The figures are of services whose price changed.",
        ],
        Word::Month => ["Kuukausi", "Månad", "Month"],
        Word::Refund => ["Hyvitys", "Kreditering", "Refund"],
        Word::Correction => ["Korjaus", "Rättelse", "Correction"],
        Word::ShareBefore => ["Osuutesi ennen", "Din andel förr", "Your share before"],
        Word::ShareNow => ["Osuutesi nyt", "Din andel nu", "Your share now"],
        Word::Price => ["Sovittu hinta", "Avtalat pris", "Agreed price"],
        Word::UsingPurchase => [
            "Järjestäjä on tilannut palvelun palveluntuottajalta, joka ottaa sinuun yhteyttä. Palvelu on sinulle maksuton.",
            "Anordnaren har beställt servicen av en serviceproducent, som kontaktar dig. Servicen är avgiftsfri för dig.",
            "The organiser has ordered the service from a provider, which will contact you. The service is free of charge to you.",
        ],
        Word::CourtAppeal => ["Valitusosoitus", "Besvärsanvisning", "How to appeal"],
        Word::AppealingToCourt => [
            "Päätökseen saa hakea muutosta valittamalla kirjallisesti {days} päivän kuluessa tiedoksisaannista. Valituksessa ilmoitetaan päätös, mihin kohtaan haetaan muutosta, mitä muutoksia vaaditaan ja millä perusteilla.",
            "Beslutet får överklagas skriftligen genom besvär inom {days} dagar från delfåendet. I besvären anges beslutet, till vilken del det överklagas, vilka ändringar som krävs och på vilka grunder.",
            "The decision may be appealed in writing within {days} days of service. The appeal names the decision, the part that is appealed, the changes that are asked for and on what grounds.",
        ],
        Word::Court => ["Tuomioistuin", "Domstol", "Court"],
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
        Word::Comparing => [
            "Vertaa palveluntuottajia, katso mitä kukin sinulle maksaisi, ja valitse. Avaa osoite tai lue koodi puhelimen kameralla. Linkki on vain sinulle: älä anna sitä muille.",
            "Jämför serviceproducenterna, se vad var och en skulle kosta dig, och välj. Öppna adressen eller läs koden med telefonens kamera. Länken är bara för dig: ge den inte till andra.",
            "Compare the providers, see what each would cost you, and choose. Open the address or read the code with your phone's camera. The link is for you alone: don't give it to others.",
        ],
        Word::ComparingCode => [
            "QR-koodi, joka avaa saman osoitteen",
            "QR-kod som öppnar samma adress",
            "QR code that opens the same address",
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

#[rustfmt::skip]
fn reasons(reason: Reason) -> [&'static str; 3] {
    match reason {
        Reason::Income => ["Tulot ovat muuttuneet.", "Inkomsterna har ändrats.", "Income has changed."],
        Reason::Family => ["Perheen koko tai hoidossa olevat lapset ovat muuttuneet.", "Familjens storlek eller barnen i vård har ändrats.", "The family, or its children in care, have changed."],
        Reason::Housing => ["Asumisen kulut ovat muuttuneet.", "Boendekostnaderna har ändrats.", "Housing costs have changed."],
        Reason::Status => ["Asiakkaan asema on muuttunut.", "Klientens ställning har ändrats.", "The client's status has changed."],
        Reason::Need => ["Palveluntarve on muuttunut.", "Servicebehovet har ändrats.", "The need for the service has changed."],
        Reason::AgeGroup => ["Ikäryhmä on muuttunut.", "Åldersgruppen har ändrats.", "The age group has changed."],
        Reason::Support => ["Tuen kerroin on muuttunut.", "Stödkoefficienten har ändrats.", "The coefficient of support has changed."],
        Reason::Relief => ["Maksun huojennus on muuttunut.", "Avgiftslättnaden har ändrats.", "The relief of the fee has changed."],
        Reason::Raise => ["Setelin korotus on muuttunut.", "Förhöjningen av sedeln har ändrats.", "The raise of the voucher has changed."],
        Reason::Price => ["Sovittu hinta on muuttunut.", "Det avtalade priset har ändrats.", "The agreed price has changed."],
        Reason::Parameters => ["Maksun määräytymisen rahamäärät ovat muuttuneet.", "De belopp som avgiften bestäms av har ändrats.", "The amounts that the fee rests on have changed."],
        Reason::Rulebook => ["Sääntökirja on muuttunut.", "Regelboken har ändrats.", "The rulebook has changed."],
        Reason::Period => ["Voimassaolo on muuttunut.", "Giltighetstiden har ändrats.", "The days of the voucher have changed."],
        Reason::Correction => ["Päätöksessä oleva virhe korjataan.", "Ett fel i beslutet rättas.", "An error in the decision is corrected."],
    }
}
