//! The catalogue of problems: each code's HTTP status and its sentence in Finnish, Swedish and English.

use domain::language::Language;

/// Status and sentences of a code. An unknown code is a bug and reads as one.
pub(crate) fn entry(code: &str) -> (u16, [&'static str; 3]) {
    let found = CATALOGUE.iter().find(|(known, ..)| *known == code);
    found.map_or(INTERNAL_ERROR, |(_, status, sentences)| (*status, *sentences))
}

/// The sentence of a code in a language.
pub fn sentence(code: &str, language: Language) -> &'static str {
    let (_, [fi, sv, en]) = entry(code);
    match language {
        Language::Fi => fi,
        Language::Sv => sv,
        Language::En => en,
    }
}

/// The sentences of a code in Finnish, Swedish and English.
pub fn sentences(code: &str) -> [&'static str; 3] {
    entry(code).1
}

const INTERNAL_ERROR: (u16, [&str; 3]) = (
    500,
    [
        "Järjestelmässä on virhe. Mitään ei tallennettu.",
        "Ett fel uppstod i systemet. Ingenting sparades.",
        "The system has an error. Nothing was stored.",
    ],
);

type Entry = (&'static str, u16, [&'static str; 3]);

#[rustfmt::skip]
const CATALOGUE: &[Entry] = &[
    // The request itself.
    ("token_missing", 401, ["Kirjaudu sisään.", "Logga in.", "Sign in."]),
    ("token_invalid", 401, ["Kirjautuminen ei ole voimassa. Kirjaudu uudelleen.", "Inloggningen är inte giltig. Logga in på nytt.", "The sign-in is not valid. Sign in again."]),
    ("not_allowed", 403, ["Roolisi ei salli tätä toimintoa.", "Din roll tillåter inte den här åtgärden.", "Your role does not allow this."]),
    ("not_found", 404, ["Ei löytynyt.", "Hittades inte.", "Not found."]),
    ("method_not_allowed", 405, ["Tätä ei voi tehdä tässä osoitteessa.", "Det här går inte att göra på den här adressen.", "This cannot be done at this address."]),
    ("wrong_content_type", 415, ["Sisältötyyppi on väärä.", "Fel innehållstyp.", "The content type is wrong."]),
    ("body_too_large", 413, ["Lähetys on liian suuri.", "Meddelandet är för stort.", "The body is too large."]),
    ("body_unreadable", 400, ["Lähetystä ei voitu lukea.", "Meddelandet kunde inte läsas.", "The body could not be read."]),
    ("not_utf8", 400, ["Tekstin merkistön on oltava UTF-8.", "Texten måste vara kodad i UTF-8.", "The text must be UTF-8."]),
    ("malformed_json", 400, ["Lähetys ei ole odotetun muotoista JSONia.", "Meddelandet är inte JSON i den väntade formen.", "The body is not JSON of the expected form."]),
    ("bad_parameter", 400, ["Hakuehto on virheellinen.", "Sökvillkoret är felaktigt.", "A query parameter is wrong."]),
    ("idempotency_key_missing", 400, ["Otsake Idempotency-Key puuttuu tai on virheellinen (1–100 merkkiä).", "Rubriken Idempotency-Key saknas eller är felaktig (1–100 tecken).", "The header Idempotency-Key is missing or wrong (1 to 100 characters)."]),
    ("idempotency_key_reused", 409, ["Samalla Idempotency-Key-tunnisteella on jo lähetetty toinen pyyntö.", "En annan begäran har redan skickats med samma Idempotency-Key.", "Another request was already sent with the same Idempotency-Key."]),
    ("try_again", 503, ["Palvelu on hetken kuormittunut. Yritä uudelleen.", "Tjänsten är tillfälligt belastad. Försök igen.", "The service is busy for a moment. Try again."]),
    ("internal_error", INTERNAL_ERROR.0, INTERNAL_ERROR.1),
    // Services, clients, vouchers.
    ("rulebook_invalid", 422, ["Sääntökirjassa on virheitä.", "Regelboken innehåller fel.", "The rulebook has errors."]),
    ("rulebook_version_exists", 409, ["Tämä versio on jo julkaistu toisen sisältöisenä.", "Den här versionen har redan publicerats med annat innehåll.", "This version has already been published with other content."]),
    ("rulebook_version_out_of_order", 422, ["Versiot julkaistaan numerojärjestyksessä.", "Versionerna publiceras i nummerordning.", "Versions are published in the order of their numbers."]),
    ("rulebook_first_day_not_later", 422, ["Version on tultava voimaan edellistä versiota myöhemmin.", "Versionen ska träda i kraft senare än den föregående versionen.", "The version must come into force later than the version before it."]),
    ("invoicing_choice_wrong", 422, ["Laskutuksen asetus on virheellinen tai sama kahdesti.", "Faktureringsinställningen är felaktig eller finns två gånger.", "The invoicing setting is wrong, or there twice."]),
    ("service_not_found", 422, ["Palvelua ei ole.", "Tjänsten finns inte.", "There is no such service."]),
    ("client_not_found", 422, ["Asiakasta ei löydy.", "Klienten hittades inte.", "The client was not found."]),
    ("client_exists", 409, ["Henkilötunnuksella on jo asiakas.", "Det finns redan en klient med personbeteckningen.", "There is already a client with this identity code."]),
    ("identity_code_invalid", 422, ["Henkilötunnus on virheellinen.", "Personbeteckningen är felaktig.", "The identity code is not valid."]),
    ("field_required", 422, ["Tieto puuttuu tai on liian pitkä.", "Uppgiften saknas eller är för lång.", "The field is missing or too long."]),
    ("language_not_available", 422, ["Päätöksen kieli on suomi tai ruotsi.", "Beslutsspråket är finska eller svenska.", "The language of decisions is Finnish or Swedish."]),
    ("born_in_the_future", 422, ["Syntymäpäivä on tulevaisuudessa.", "Födelsedatumet ligger i framtiden.", "The day of birth is in the future."]),
    ("last_day_before_first", 422, ["Viimeinen päivä on ennen ensimmäistä.", "Den sista dagen är före den första.", "The last day is before the first."]),
    ("rulebook_not_in_force", 422, ["Sääntökirja ei ole voimassa ensimmäisenä päivänä.", "Regelboken är inte i kraft den första dagen.", "The rulebook is not in force on the first day."]),
    ("wrong_arrangement", 422, ["Palvelu järjestetään toisella tavalla: seteli ja tilaus ovat eri asioita.", "Tjänsten ordnas på ett annat sätt: sedel och beställning är olika saker.", "The service is arranged in another way: a voucher and an order differ."]),
    ("wrong_value", 422, ["Arvo, omavastuu tai hinta puuttuu, on liikaa tai on virheellinen.", "Värdet, självriskandelen eller priset saknas, är överflödigt eller felaktigt.", "The value, co-payment or price is missing, superfluous or wrong."]),
    ("not_whole_months", 422, ["Kuukausittain arvostettu seteli kattaa kokonaisia kalenterikuukausia.", "En sedel som värderas per månad omfattar hela kalendermånader.", "A voucher valued by the month covers whole calendar months."]),
    ("own_production", 422, ["Tätä palvelua järjestäjä tuottaa itse. Sen sääntökirja on vertailua varten, eikä siitä myönnetä seteliä eikä tehdä tilausta.", "Den här tjänsten producerar anordnaren själv. Regelboken finns för jämförelse, och ingen sedel beviljas och ingen beställning görs enligt den.", "The organiser produces this service itself. Its rulebook is there for comparison; no voucher is granted and nothing is ordered by it."]),
    ("voucher_in_force", 409, ["Asiakkaalla on jo tästä palvelusta voimassa oleva päätös samoille päiville. Valitse toiset päivät, tai päätä ensin tässä nimetty seteli tai tilaus mitätöimällä sen päätös.", "Klienten har redan ett gällande beslut om den här tjänsten för samma dagar. Välj andra dagar, eller avsluta först den sedel eller beställning som nämns här genom att annullera beslutet om den.", "The client already has a decision on this service in force on the same days. Choose other days, or first end the voucher or order named here by annulling its decision."]),
    ("booking_overlaps", 422, ["Setelillä on jo palveluntuottaja näille päiville.", "Sedeln har redan en serviceproducent för de här dagarna.", "The voucher already has a provider for these days."]),
    ("already_decided", 409, ["Asia on jo ratkaistu.", "Ärendet är redan avgjort.", "This has already been decided."]),
    ("link_invalid", 404, ["Linkki ei ole voimassa. Tarkista osoite päätöskirjeestä.", "Länken gäller inte. Kontrollera adressen i beslutsbrevet.", "The link is not valid. Check the address in the decision's letter."]),
    ("link_expired", 410, ["Linkki on vanhentunut. Pyydä järjestäjältä uusi.", "Länken har gått ut. Be anordnaren om en ny.", "The link has expired. Ask the organiser for a new one."]),
    ("voucher_not_usable", 422, ["Setelillä ei voi enää valita palveluntuottajaa.", "Det går inte längre att välja serviceproducent med sedeln.", "The voucher can no longer be used to choose a provider."]),
    ("provider_full", 422, ["Palveluntuottaja ei ota nyt uusia asiakkaita.", "Serviceproducenten tar inte emot nya klienter just nu.", "The provider takes no new clients at the moment."]),
    // Decisions.
    ("asked_or_contents", 422, ["Anna joko laskettava sisältö (asked) tai muualla päätetyt arvot (contents), ei molempia.", "Ange antingen innehåll att beräkna (asked) eller värden som beslutats annanstans (contents), inte båda.", "Give either what is to be computed (asked) or values decided elsewhere (contents), not both."]),
    ("household_missing", 422, ["Perheen tiedot puuttuvat.", "Uppgifter om familjen saknas.", "The household is not known."]),
    ("housing_missing", 422, ["Asumismenojen tiedot puuttuvat.", "Uppgifter om boendekostnader saknas.", "The housing costs are not known."]),
    ("family_not_in_table", 422, ["Sääntökirjan taulukossa ei ole näin suurta perhettä.", "Regelbokens tabell har ingen så stor familj.", "The rulebook's table has no family of this size."]),
    ("parameters_incomplete", 422, ["Maksun luvut puuttuvat joltakin päätöksen päivältä.", "Avgiftens tal saknas för någon av beslutets dagar.", "Numbers of the fee are missing for some of the days."]),
    ("unknown_relief", 422, ["Sääntökirjassa ei ole tätä huojennusta.", "Regelboken har inte den här lättnaden.", "The rulebook has no such relief."]),
    ("too_many_decisions", 422, ["Yhdestä muutoksesta syntyisi liian monta päätöstä. Jaa se osiin.", "Ändringen skulle ge för många beslut på en gång. Dela upp den.", "The change would make too many decisions at once. Split it."]),
    ("household_unclear", 422, ["Lapsen paikka perheessä on virheellinen.", "Barnets plats i familjen är felaktig.", "The child's place in the household is wrong."]),
    ("decision_state", 409, ["Päätöksen tila ei salli tätä.", "Beslutets tillstånd tillåter inte detta.", "The decision's state does not allow this."]),
    ("organiser_details_missing", 409, ["Päätöstä ei voi lähettää, ennen kuin järjestäjän tiedot on annettu.", "Beslutet kan inte sändas förrän anordnarens uppgifter har angetts.", "The decision cannot be sent before the organiser's details have been given."]),
    ("nothing_to_annul", 409, ["Päätös ei ole siitä päivästä alkaen voimassa.", "Beslutet gäller inte från och med den dagen.", "Nothing of the decision is in force from that day on."]),
    ("request_open", 409, ["Edellinen oikaisuvaatimus on vielä ratkaisematta.", "Den föregående begäran om omprövning är inte avgjord.", "The earlier request for rectification has not been decided."]),
    ("no_request", 409, ["Päätöksestä ei ole ratkaisematonta oikaisuvaatimusta.", "Ingen begäran om omprövning väntar på avgörande.", "No request for rectification waits to be decided."]),
    ("not_yet_received", 422, ["Oikaisuvaatimus ei voi olla saapunut tulevana päivänä.", "En begäran kan inte ha kommit en dag i framtiden.", "A request cannot have come on a day to come."]),
    ("outside_decision", 422, ["Päätös ei ole voimassa kaikkina näinä päivinä.", "Beslutet gäller inte alla dessa dagar.", "The decision is not in force on all of these days."]),
    ("hearing_needed", 409, ["Asiakasta on kuultava ennen hänelle epäedullista muutosta (hallintolaki 434/2003).", "Klienten ska höras före en ändring till klientens nackdel (förvaltningslagen 434/2003).", "The client must be heard before a change to the client's detriment (434/2003)."]),
    ("hearing_open", 409, ["Asiakkaan vastausaika ei ole päättynyt.", "Klientens svarstid har inte gått ut.", "The client's time to answer has not ended."]),
    ("client_died", 409, ["Asiakas on kuollut. Kirjeen kuolinpesälle lähettää vain virkailija (to_estate).", "Klienten har avlidit. Ett brev till dödsboet sänder bara en tjänsteman (to_estate).", "The client has died. Only an official sends a letter to the estate (to_estate)."]),
    ("client_merged", 409, ["Asiakkaan tiedot on yhdistetty toiseen tietueeseen. Käytä sitä.", "Klientens uppgifter har slagits ihop med en annan post. Använd den.", "The client's record was merged into another one. Use that one."]),
    ("not_the_same_person", 422, ["Tietueita ei voi yhdistää: henkilötunnukset eroavat tai tietue on sama.", "Posterna kan inte slås ihop: personbeteckningarna skiljer sig eller posten är densamma.", "The records cannot be merged: the identity codes differ, or they are one record."]),
    ("died_impossible", 422, ["Kuolinpäivä on ennen syntymää tai tulevaisuudessa.", "Dödsdagen är före födelsen eller i framtiden.", "The day of death is before the birth or in the future."]),
    ("guardian_invalid", 422, ["Huoltajan tai edunvalvojan tiedoissa on virhe: numero (ei henkilötunnus), nimi tai päivät.", "Vårdnadshavarens eller intressebevakarens uppgifter är felaktiga: nummer (inte personbeteckning), namn eller dagar.", "A guardian's data is wrong: the number (not an identity code), the name or the days."]),
    ("client_lives", 422, ["Asiakas elää; kirje ei mene kuolinpesälle.", "Klienten lever; brevet går inte till ett dödsbo.", "The client is alive; the letter does not go to an estate."]),
    ("decided_elsewhere", 409, ["Setelin arvot on päätetty muualla, joten niitä ei lasketa täällä uudelleen. Korjaa päätös.", "Sedelns värden har beslutats på annat håll och beräknas inte på nytt här. Rätta beslutet.", "The voucher's values were decided elsewhere and are not computed here. Correct the decision."]),
    // Providers.
    ("provider_not_found", 422, ["Palveluntuottajaa ei löydy.", "Serviceproducenten hittades inte.", "The provider was not found."]),
    ("iban_invalid", 422, ["Tilinumero (IBAN) on virheellinen.", "Kontonumret (IBAN) är felaktigt.", "The account number (IBAN) is not valid."]),
    ("bic_invalid", 422, ["Pankin tunnus (BIC) on virheellinen.", "Bankens identifikation (BIC) är felaktig.", "The bank's identifier (BIC) is not valid."]),
    ("einvoice_address_invalid", 422, ["Verkkolaskuosoite tai välittäjä on virheellinen.", "E-fakturaadressen eller operatören är felaktig.", "The e-invoice address or operator is not valid."]),
    ("price_unknown_content", 422, ["Hinnastossa on sisältö tai aikavyöhyke, jota palvelussa ei ole, tai sama kahdesti.", "Prislistan har ett innehåll eller tidsband som tjänsten saknar, eller samma två gånger.", "The price list has a content or band that the service lacks, or one twice."]),
    ("price_band_missing", 422, ["Hinnastosta puuttuu jonkin aikavyöhykkeen hinta.", "Prislistan saknar priset för något tidsband.", "The price list lacks the price of a band."]),
    ("price_out_of_range", 422, ["Hinta on virheellinen.", "Priset är felaktigt.", "The price is out of range."]),
    ("price_above_ceiling", 422, ["Hinta ylittää hintakaton.", "Priset överskrider pristaket.", "The price is above the ceiling."]),
    ("price_notice_too_short", 422, ["Hinnanmuutos on ilmoitettava aikaisemmin. Ensimmäinen mahdollinen päivä:", "Prisändringen ska meddelas tidigare. Första möjliga dag:", "The price change must be announced earlier. First possible day:"]),
    ("price_day_not_allowed", 422, ["Sääntökirjan mukaan hinnat eivät voi muuttua tänä päivänä.", "Enligt regelboken kan priserna inte ändras den här dagen.", "By the rulebook prices cannot change on this day."]),
    ("prices_missing", 422, ["Hinnasto puuttuu.", "Prislistan saknas.", "The price list is missing."]),
    ("impossible_transition", 409, ["Hakemuksen tila ei salli tätä.", "Ansökans status tillåter inte detta.", "The application's state does not allow this."]),
    ("application_replaced", 409, ["Uudempi hakemus on korvannut tämän; hyväksyntä perustuu siihen.", "En nyare ansökan har ersatt denna; godkännandet grundar sig på den.", "A newer application has replaced this one; the approval rests on that."]),
    ("commitment_missing", 422, ["Sitoutuminen palvelun voimassa olevaan sääntökirjaan puuttuu.", "Förbindelsen till tjänstens gällande regelbok saknas.", "The commitment to the service's rulebook in force is missing."]),
    ("retroactive_change", 422, ["Muutos ei voi alkaa takautuvasti.", "Ändringen kan inte börja retroaktivt.", "The change cannot begin in the past."]),
    ("deadline_passed", 422, ["Määräpäivän on oltava tulevaisuudessa.", "Tidsfristen ska ligga i framtiden.", "The deadline must be in the future."]),
    ("reason_required", 422, ["Perustelu puuttuu.", "Motivering saknas.", "A reason is required."]),
    // Finance.
    ("period_in_the_future", 422, ["Kausi on tulevaisuudessa.", "Perioden ligger i framtiden.", "The period is in the future."]),
    ("payments_not_countable", 422, ["Yhdessä lähetyksessä on 1–90 maksua, kukin eri laskusta.", "Ett meddelande har 1–90 betalningar, var och en av olika faktura.", "One message has 1 to 90 payments, each of another invoice."]),
    ("invoice_not_found", 422, ["Ajossa ei ole tätä laskua.", "Körningen har ingen sådan faktura.", "The run has no such invoice."]),
    ("payment_line_malformed", 422, ["Rivi ei ole maksutiedoston muotoinen: invoice_number;amount;status;on;reason.", "Raden har inte betalningsfilens form: invoice_number;amount;status;on;reason.", "The line is not of the form of a file of payments: invoice_number;amount;status;on;reason."]),
    ("payment_amount_differs", 422, ["Summa ei ole laskun loppusumma.", "Beloppet är inte fakturans slutsumma.", "The amount is not the invoice's total."]),
    ("payment_in_the_future", 422, ["Maksupäivä on tulevaisuudessa.", "Betalningsdagen ligger i framtiden.", "The day of payment is in the future."]),
    ("already_paid", 409, ["Lasku on jo ilmoitettu maksetuksi.", "Fakturan har redan meddelats vara betald.", "The invoice was already told to be paid."]),
    // A provider's own invoice.
    ("xml_malformed", 422, ["Tiedosto ei ole kelvollista XML:ää.", "Filen är inte giltig XML.", "The file is not well-formed XML."]),
    ("xml_encoding", 422, ["Tiedoston merkistö on UTF-8, ISO-8859-15 tai ISO-8859-1, ja se on ilmoitettava oikein.", "Filens teckenkodning är UTF-8, ISO-8859-15 eller ISO-8859-1 och ska anges rätt.", "The file's encoding is UTF-8, ISO-8859-15 or ISO-8859-1, and it must be declared right."]),
    ("xml_unsafe", 422, ["XML:ssä on jotakin, mitä laskussa ei sallita: dokumenttityyppi, entiteetti, CDATA, kommentti tekstin sisällä tai liian syvä tai laaja rakenne.", "XML-filen innehåller något som inte tillåts i en faktura: dokumenttyp, entitet, CDATA, kommentar inne i en text eller en för djup eller omfattande struktur.", "The XML has something that an invoice may not have: a document type, an entity, CDATA, a comment inside a text, or too deep or large a structure."]),
    ("not_an_einvoice", 422, ["Tiedosto ei ole Finvoice 3.0 eikä Peppol BIS Billing 3.0.", "Filen är varken Finvoice 3.0 eller Peppol BIS Billing 3.0.", "The file is neither Finvoice 3.0 nor Peppol BIS Billing 3.0."]),
    ("einvoice_field", 422, ["Laskun tieto puuttuu, on kahdesti tai on virheellinen.", "En uppgift i fakturan saknas, finns två gånger eller är felaktig.", "A field of the invoice is missing, is there twice, or is wrong."]),
    ("own_invoice_names_a_person", 422, ["Laskussa on henkilötunnus. Poista se.", "Fakturan innehåller en personbeteckning. Ta bort den.", "The invoice holds a personal identity code. Remove it."]),
    ("own_invoice_not_awaited", 409, ["Tälle tilitykselle ei odoteta palveluntuottajan omaa laskua.", "För den här redovisningen väntas ingen egen faktura av serviceproducenten.", "No invoice of the provider's own is awaited for this settlement."]),
    ("own_invoice_already_taken", 409, ["Tilityksestä on jo otettu vastaan lasku.", "En faktura har redan tagits emot för redovisningen.", "An invoice has already been taken for this settlement."]),
    ("own_invoice_number_used", 409, ["Tämän numeroinen lasku on jo otettu vastaan.", "En faktura med det här numret har redan tagits emot.", "An invoice with this number has already been taken."]),
    ("own_invoice_differs", 422, ["Lasku eroaa hyväksytyistä tapahtumista. Korjaa luetellut kohdat ja lähetä se uudelleen.", "Fakturan skiljer sig från de godkända händelserna. Rätta de uppräknade punkterna och skicka den på nytt.", "The invoice differs from the approved events. Mend what is listed and send it again."]),
    ("own_invoice_seller", 422, ["Myyjä ei ole tämä palveluntuottaja.", "Säljaren är inte den här serviceproducenten.", "The seller is not this provider."]),
    ("own_invoice_buyer", 422, ["Ostaja ei ole tämä järjestäjä.", "Köparen är inte den här anordnaren.", "The buyer is not this organiser."]),
    ("own_invoice_account", 422, ["Tilinumero puuttuu tai ei ole se, jonka palveluntuottaja on ilmoittanut rekisteriin.", "Kontonumret saknas eller är inte det som serviceproducenten har anmält till registret.", "The account is missing or is not the one that the provider has in the register."]),
    ("own_invoice_in_the_future", 422, ["Laskun päivä on tulevaisuudessa.", "Fakturans datum ligger i framtiden.", "The invoice's day is in the future."]),
    ("own_invoice_due_too_early", 422, ["Eräpäivä on ennen järjestäjän maksuehdon päättymistä.", "Förfallodagen är före utgången av anordnarens betalningsvillkor.", "The due day is before the end of the organiser's term of payment."]),
    ("own_invoice_line_without_event", 422, ["Riviltä puuttuu tapahtuman tunnus tai setelin numero, päivä ja sisältö.", "På raden saknas händelsens id eller sedelns nummer, dag och innehåll.", "The line lacks the event's id, or voucher, day and content."]),
    ("own_invoice_event_unknown", 422, ["Tilityksessä ei ole rivin tapahtumaa.", "Redovisningen har inte radens händelse.", "The settlement has no such event."]),
    ("own_invoice_event_twice", 422, ["Toinen rivi laskuttaa jo saman tapahtuman.", "En annan rad fakturerar redan samma händelse.", "Another line bills the same event."]),
    ("own_invoice_line_amount", 422, ["Rivin veroton summa eroaa hyväksytystä (hyväksytty / laskutettu).", "Radens summa utan skatt avviker från den godkända (godkänd / fakturerad).", "The line's amount without VAT differs (approved / billed)."]),
    ("own_invoice_line_vat", 422, ["Rivin verokanta eroaa hyväksytystä (hyväksytty / laskutettu).", "Radens skattesats avviker från den godkända (godkänd / fakturerad).", "The line's rate of VAT differs (approved / billed)."]),
    ("own_invoice_event_missing", 422, ["Hyväksyttyä tapahtumaa ei ole laskutettu.", "En godkänd händelse har inte fakturerats.", "An approved event is not billed."]),
    ("own_invoice_does_not_add_up", 422, ["Rivien ja verojen summa ei ole laskun loppusumma.", "Raderna och skatterna ger inte fakturans slutsumma.", "Lines and VAT do not come to the invoice's total."]),
    ("own_invoice_vat", 422, ["Vero eroaa hyväksytystä (hyväksytty / laskutettu).", "Skatten avviker från den godkända (godkänd / fakturerad).", "The VAT differs (approved / billed)."]),
    ("own_invoice_total", 422, ["Loppusumma eroaa hyväksytystä (hyväksytty / laskutettu).", "Slutsumman avviker från den godkända (godkänd / fakturerad).", "The total differs (approved / billed)."]),
    // Service events.
    ("malformed_event", 422, ["Tapahtuma ei ole odotetun muotoinen.", "Händelsen har inte den väntade formen.", "The event is not of the expected form."]),
    ("too_many_events", 422, ["Yhdessä lähetyksessä on enintään 1 000 tapahtumaa.", "Ett meddelande rymmer högst 1 000 händelser.", "One batch has at most 1,000 events."]),
    ("voucher_not_found", 404, ["Seteliä ei löydy.", "Sedeln hittades inte.", "The voucher was not found."]),
    ("voucher_not_open", 422, ["Tilausta ei ole vahvistettu.", "Beställningen har inte bekräftats.", "The order has not been confirmed."]),
    ("provider_not_approved", 422, ["Palveluntuottajaa ei ole hyväksytty tähän palveluun.", "Serviceproducenten är inte godkänd för tjänsten.", "The provider is not approved for the service."]),
    ("booking_not_valid", 422, ["Palveluvaraus ei ole voimassa tapahtuman päivänä.", "Servicebokningen gäller inte på händelsens dag.", "The booking is not valid on the day of the event."]),
    ("outside_validity", 422, ["Päivä ei ole setelin voimassaoloaikana.", "Dagen ligger utanför sedelns giltighetstid.", "The day is outside the voucher's validity."]),
    ("outside_recording_window", 422, ["Kirjausaika on päättynyt.", "Registreringstiden har gått ut.", "The recording window has closed."]),
    ("in_the_future", 422, ["Tapahtuma ei ole vielä päättynyt.", "Händelsen har inte avslutats ännu.", "The event has not ended yet."]),
    ("unknown_content", 422, ["Palvelulla tai setelillä ei ole tätä sisältöä.", "Tjänsten eller sedeln har inte det här innehållet.", "The service or the voucher has no such content."]),
    ("wrong_unit", 422, ["Sisällön yksikkö on toinen.", "Innehållet har en annan enhet.", "The content has another unit."]),
    ("times_required", 422, ["Tunneista ilmoitetaan alku ja loppu.", "För timmar anges början och slut.", "Hours need a start and an end."]),
    ("times_not_allowed", 422, ["Tästä sisällöstä ilmoitetaan päivä ja määrä, ei kellonaikoja.", "För det här innehållet anges dag och antal, inte klockslag.", "This content takes a day and a quantity, no times."]),
    ("malformed_time", 422, ["Aika kirjoitetaan muodossa 2026-10-05T08:30, tarvittaessa aikaeron kanssa.", "Tiden skrivs som 2026-10-05T08:30, vid behov med tidsskillnad.", "A time is written as 2026-10-05T08:30, with an offset where needed."]),
    ("time_repeated", 422, ["Kello näytti tätä aikaa kahdesti. Ilmoita aikaero, esimerkiksi +03:00.", "Klockan visade den här tiden två gånger. Ange tidsskillnaden, till exempel +03:00.", "The clock showed this time twice. Give the offset, as +03:00."]),
    ("time_skipped", 422, ["Kello ei näyttänyt tätä aikaa: se siirtyi kesäaikaan.", "Klockan visade aldrig den här tiden: den ställdes om till sommartid.", "The clock never showed this time: it was set forward."]),
    ("end_before_start", 422, ["Käynti päättyy ennen alkuaan.", "Besöket slutar före sin början.", "The visit ends before it starts."]),
    ("visit_too_long", 422, ["Käynti on pidempi kuin 24 tuntia.", "Besöket är längre än 24 timmar.", "The visit is longer than 24 hours."]),
    ("overlap", 422, ["Asiakkaalla on toinen käynti samaan aikaan.", "Klienten har ett annat besök vid samma tid.", "The client has another visit at the same time."]),
    ("unknown_absence", 422, ["Palvelulla ei ole tätä poissaolon lajia.", "Tjänsten har inte den här typen av frånvaro.", "The service has no such absence."]),
    ("over_limit", 422, ["Setelin enimmäismäärä ylittyy.", "Sedelns högsta mängd överskrids.", "The voucher's limit would be exceeded."]),
    ("no_price", 422, ["Palveluntuottajalla ei ole hintaa tälle sisällölle.", "Serviceproducenten har inget pris för innehållet.", "The provider has no price for this content."]),
    ("quantity_out_of_range", 422, ["Määrän on oltava 1–1 000.", "Antalet ska vara 1–1 000.", "The quantity must be 1 to 1,000."]),
    ("event_conflict", 409, ["Tunniste on jo käytössä toisella tapahtumalla.", "Identifieraren används redan för en annan händelse.", "The id is already in use for another event."]),
    ("event_not_standing", 409, ["Tapahtuma on jo peruttu tai hylätty.", "Händelsen har redan återtagits eller avslagits.", "The event has already been reversed or rejected."]),
    ("other_voucher", 422, ["Oikaisu koskee samaa seteliä. Peru tapahtuma ja kirjaa uusi toiselle setelille.", "En rättelse gäller samma sedel. Återta händelsen och registrera en ny på den andra sedeln.", "A correction stays on its voucher. Reverse the event and record a new one on the other voucher."]),
    ("too_many_held", 422, ["Kerralla ratkaistaan 1–100 tapahtumaa.", "På en gång avgörs 1–100 händelser.", "One decision is on 1 to 100 events."]),
    ("not_held", 409, ["Tapahtuma ei odota hyväksyntää.", "Händelsen väntar inte på godkännande.", "The event does not wait for approval."]),
    // Files of service events.
    ("file_size", 422, ["Tiedoston koko on 1–67 108 864 tavua.", "Filens storlek är 1–67 108 864 byte.", "A file has 1 to 67,108,864 bytes."]),
    ("file_not_uploaded", 409, ["Tiedostoa ei ole vielä lähetetty.", "Filen har inte laddats upp ännu.", "The file has not been uploaded yet."]),
    ("file_size_differs", 422, ["Tiedosto ei ole ilmoitetun kokoinen. Ilmoita ja lähetä se uudelleen. Koko tavuina:", "Filen har inte den angivna storleken. Anmäl och ladda upp den på nytt. Storlek i byte:", "The file does not have the announced size. Announce and upload it anew. Its bytes:"]),
    ("not_text", 422, ["Tiedosto ei ole tekstiä. Lähetä CSV- tai NDJSON-tiedosto pakkaamattomana.", "Filen är inte text. Ladda upp en opackad CSV- eller NDJSON-fil.", "The file is no text. Upload CSV or NDJSON that is not packed."]),
    ("file_empty", 422, ["Tiedostossa ei ole yhtään tapahtumaa.", "Filen innehåller inga händelser.", "The file has no event."]),
    ("too_many_lines", 422, ["Tiedostossa on enintään 200 000 tapahtumaa, kokeiltavassa 20 000.", "En fil rymmer högst 200 000 händelser, en som bara prövas 20 000.", "A file has at most 200,000 events, one that is only tried 20,000."]),
    ("columns_wrong", 422, ["CSV-tiedoston ensimmäisellä rivillä ovat sarakkeet id, voucher, content ja unit sekä tarpeen mukaan start, end, day, quantity ja absence.", "CSV-filens första rad har kolumnerna id, voucher, content och unit samt vid behov start, end, day, quantity och absence.", "The first line of CSV has the columns id, voucher, content and unit, and as needed start, end, day, quantity and absence."]),
    // Why an event waits, and why a settlement is set aside.
    ("over_limit_held", 200, ["Setelin enimmäismäärä ylittyy; hyväksyjä ratkaisee.", "Sedelns högsta mängd överskrids; en godkännare avgör.", "The voucher's limit is exceeded; an approver decides."]),
    ("sampled", 200, ["Tapahtuma poimittiin tarkastettavaksi pistokokeena.", "Händelsen valdes ut som stickprov.", "The event was drawn as a sample to be checked."]),
    ("after_death", 200, ["Asiakas oli kuollut ennen tapahtuman päivää; hyväksyjä ratkaisee.", "Klienten hade avlidit före händelsens dag; en godkännare avgör.", "The client had died before the day of the event; an approver decides."]),
    ("needs_approval", 200, ["Hyväksyjä tarkistaa jokaisen tapahtuman.", "En godkännare granskar varje händelse.", "An approver checks each event."]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_there_twice_and_no_sentence_is_empty() {
        for (at, (code, _, sentences)) in CATALOGUE.iter().enumerate() {
            assert!(CATALOGUE[..at].iter().all(|(other, ..)| other != code), "{code}");
            assert!(sentences.iter().all(|sentence| sentence.len() > 4), "{code}");
        }
    }

    #[test]
    fn every_code_in_the_code_has_its_sentence() {
        let mut codes = Vec::new();
        for root in ["..", "../../functions"] {
            codes_in(std::path::Path::new(root), &mut codes);
        }
        assert!(codes.len() > 30, "the search finds the codes: {}", codes.len());
        for code in codes {
            assert!(CATALOGUE.iter().any(|(known, ..)| *known == code), "{code} has no sentence");
        }
    }

    /// Every code that a problem is made of, and every one that a domain refusal has.
    fn codes_in(folder: &std::path::Path, codes: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                codes_in(&path, codes);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let refusals = path.ends_with("domain/src/recording/refusal.rs");
                let marks: &[&str] = if refusals { &["=> \""] } else { &["Problem::new(\""] };
                for mark in marks {
                    let found = text.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
                    codes.extend(found.filter(|code| !code.contains(' ')).map(str::to_owned));
                }
            }
        }
    }
}
