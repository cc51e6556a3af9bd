//! What can be wrong in a rulebook file, each in words of three languages that say what to do.

use serde::Serialize;

use crate::language::Text;

/// One thing that is wrong in a rulebook file, or a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The line, from 1.
    pub line: Option<usize>,
    /// Where in the file: the names from the outermost in, lists counted from 0, as `content.0.ceiling`.
    pub path: String,
    /// Which rule is broken.
    pub code: Rule,
    /// What is wrong and what to do, for the person who wrote the file.
    pub reason: Text,
    /// Other places that it rests on.
    #[serde(skip)]
    also: Vec<String>,
}

impl Problem {
    /// The rule broken at a path; `said` fills the sentence.
    pub(super) fn new(code: Rule, path: &str, said: &[&str]) -> Self {
        let fill = |template: &str| {
            let numbered = said.iter().enumerate();
            numbered.fold(template.to_owned(), |text, (at, part)| text.replace(&format!("{{{at}}}"), part))
        };
        let [fi, sv, en] = code.sentences();
        let reason = Text { fi: fill(fi), sv: fill(sv), en: fill(en) };
        Self { line: None, path: path.to_owned(), code, reason, also: Vec::new() }
    }

    /// The same, with its line.
    pub(super) fn on_line(self, line: Option<usize>) -> Self {
        Self { line, ..self }
    }

    /// The same, resting on another place too.
    pub(super) fn with(mut self, path: &str) -> Self {
        self.also.push(path.to_owned());
        self
    }

    /// Whether something that it rests on stands at or below one of these paths.
    pub(super) fn rests_on(&self, paths: &[String]) -> bool {
        let is_below = |path: &String| {
            let own = self.also.iter().chain([&self.path]);
            own.clone().any(|one| {
                one == path
                    || one.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('.'))
                    || path.strip_prefix(one.as_str()).is_some_and(|rest| rest.starts_with('.'))
            })
        };
        paths.iter().any(is_below)
    }
}

macro_rules! rules {
    ($($rule:ident $fi:literal $sv:literal $en:literal)+) => {
        /// A rule of rulebook files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Rule {
            $(#[doc = $en] $rule,)+
        }

        impl Rule {
            /// All of them.
            pub const ALL: &[Rule] = &[$(Rule::$rule),+];

            /// Its name in data: `missing_field`.
            pub fn name(self) -> String {
                let name = serde_json::to_value(self).ok();
                name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
            }

            /// What is said where it is broken, in Finnish, Swedish and English; `{0}` and so on are filled in.
            pub fn sentences(self) -> [&'static str; 3] {
                match self {
                    $(Rule::$rule => [$fi, $sv, $en],)+
                }
            }
        }
    };
}

rules! {
    NotToml "tiedosto ei ole kelvollista TOMLia: {0}" "filen är inte giltig TOML: {0}" "the file is not valid TOML: {0}"
    UnknownField "kenttää {0} ei tunneta; poista se tai korjaa nimi (tässä tunnetaan: {1})" "fältet {0} är okänt; ta bort det eller rätta namnet (här är kända: {1})" "the field {0} is not known; remove it or correct its name (known here: {1})"
    MissingField "kenttä {0} puuttuu; lisää se" "fältet {0} saknas; lägg till det" "the field {0} is missing; add it"
    MissingLanguage "teksti puuttuu kielellä {0}; lisää se" "texten saknas på språket {0}; lägg till den" "the text is missing in the language {0}; add it"
    NotATable "tähän kuuluu taulukko kenttineen" "här ska stå en tabell med fält" "a table with fields belongs here"
    NotAList "tähän kuuluu luettelo hakasulkeissa" "här ska stå en lista inom hakparenteser" "a list in square brackets belongs here"
    WrongCount "luettelossa pitää olla {0} kohtaa" "listan ska ha {0} poster" "the list must have {0} items"
    NotYesOrNo "tähän kuuluu true tai false ilman lainausmerkkejä" "här ska stå true eller false utan citattecken" "true or false belongs here, without quotes"
    NotWhole "tähän kuuluu kokonaisluku väliltä {0}–{1} ilman lainausmerkkejä" "här ska stå ett heltal från {0} till {1} utan citattecken" "a whole number from {0} to {1} belongs here, without quotes"
    NotText "tähän kuuluu teksti lainausmerkeissä" "här ska stå en text inom citattecken" "a text in quotes belongs here"
    NotAnAmount "tähän kuuluu rahamäärä euroina lainausmerkeissä, kuten \"30.00\"" "här ska stå ett belopp i euro inom citattecken, som \"30.00\"" "an amount in euros belongs here, in quotes, as \"30.00\""
    NotADecimal "tähän kuuluu luku lainausmerkeissä ja pisteellä, kuten \"10.7\"" "här ska stå ett tal inom citattecken och med punkt, som \"10.7\"" "a number belongs here, in quotes and with a point, as \"10.7\""
    NotADay "tähän kuuluu olemassa oleva päivä, kuten \"2026-01-01\"" "här ska stå en dag som finns, som \"2026-01-01\"" "a day that exists belongs here, as \"2026-01-01\""
    NotATime "tähän kuuluu kellonaika, kuten \"18:00\"" "här ska stå ett klockslag, som \"18:00\"" "a time of day belongs here, as \"18:00\""
    NotAContentCode "koodissa on 2–20 merkkiä: A–Z, a–z, 0–9 ja -" "koden har 2–20 tecken: A–Z, a–z, 0–9 och -" "a code has 2 to 20 of A-Z, a-z, 0-9 and -"
    NotAServiceCode "palvelun koodissa on 2–40 merkkiä: a–z, 0–9 ja -" "servicens kod har 2–40 tecken: a–z, 0–9 och -" "a service's code has 2 to 40 of a-z, 0-9 and -"
    NotAVatRate "verokanta on prosentti lainausmerkeissä, yli 0 ja enintään 100, kuten \"25.5\"" "skattesatsen är en procent inom citattecken, över 0 och högst 100, som \"25.5\"" "a VAT rate is a percentage in quotes, above 0 and at most 100, as \"25.5\""
    NotAChoice "vaihtoehtoa {0} ei tunneta; valitse yksi näistä: {1}" "alternativet {0} är okänt; välj ett av dessa: {1}" "the choice {0} is not known; choose one of these: {1}"
    UnknownSchema "tiedostomuodon versiota {0} ei tunneta; kirjoita schema = {1}" "filformatets version {0} är okänd; skriv schema = {1}" "version {0} of the file format is not known; write schema = {1}"
    VersionZero "versiot alkavat numerosta 1" "versionerna börjar från 1" "versions start from 1"
    GeneralPartUnpublished "yleisen osan versiota {0} ei ole julkaistu; julkaise se ensin tai korjaa numero" "allmänna delens version {0} har inte publicerats; publicera den först eller rätta numret" "version {0} of the general part has not been published; publish it first or correct the number"
    GeneralPartLater "yleisen osan versio {0} tulee voimaan vasta {1}; valitse aikaisempi versio tai myöhäisempi päivä" "allmänna delens version {0} träder i kraft först {1}; välj en tidigare version eller en senare dag" "version {0} of the general part comes into force only on {1}; choose an earlier version or a later day"
    GeneralAppealMissing "muutoksenhaku puuttuu palveluilta, joiden säädösperustalla ei ole omaa kohtaa; lisää [[provider_appeal]] ilman kenttää legal_basis" "sökande av ändring saknas för servicen vars rättsliga grund inte har en egen post; lägg till [[provider_appeal]] utan fältet legal_basis" "the appeal is missing for services whose legal basis has no entry of its own; add a [[provider_appeal]] without legal_basis"
    EmptyText "teksti on tyhjä; kirjoita se" "texten är tom; skriv den" "the text is empty; write it"
    SettlementDay "tilityspäivä on 1–28, jotta se on joka kuussa" "redovisningsdagen är 1–28, så att den finns varje månad" "the settlement day is 1 to 28, so that every month has it"
    NoContents "palvelussa on oltava ainakin yksi sisältö; lisää [[content]]" "servicen måste ha minst ett innehåll; lägg till [[content]]" "a service needs at least one content; add [[content]]"
    Twice "{0} on jo olemassa; poista toinen" "{0} finns redan; ta bort den ena" "{0} is there already; remove one of them"
    AgreedOnlyPurchased "sovittu hinta (\"agreed\") kuuluu ostopalveluun, ja vain siihen" "avtalat pris (\"agreed\") hör till köpta tjänster, och bara till dem" "an agreed price (\"agreed\") belongs to purchased services, and only to them"
    AgreedHasNoMore "sovitun hinnan kanssa ei ole omavastuuta, hintakattoa eikä lisähinnan enimmäismäärää; poista {0}" "med avtalat pris finns varken självrisk, pristak eller högsta tilläggspris; ta bort {0}" "with an agreed price there is no co-payment, ceiling or surcharge cap; remove {0}"
    PermitChoiceMissing "lupamenettelyssä on sanottava permit_choice: client tai with_official" "i tillståndsförfarande ska permit_choice anges: client eller with_official" "a permit procedure must say permit_choice: client or with_official"
    PermitChoiceSuperfluous "permit_choice kuuluu vain lupamenettelyyn; poista se" "permit_choice hör bara till tillståndsförfarande; ta bort det" "permit_choice belongs to a permit procedure only; remove it"
    EarlyEducationMissing "varhaiskasvatuksen arvo ja maksu tarvitsevat osan [early_education]; lisää se" "småbarnspedagogikens värde och avgift behöver delen [early_education]; lägg till den" "values and fees of early education need the section [early_education]; add it"
    EarlyEducationSuperfluous "osaa [early_education] ei käytä mikään sisältö; poista se" "delen [early_education] används inte av något innehåll; ta bort den" "no content uses the section [early_education]; remove it"
    OneFeeAtATime "varhaiskasvatuksessa lapsella on yksi päätös kerrallaan; poista side_by_side" "inom småbarnspedagogiken har ett barn ett beslut åt gången; ta bort side_by_side" "in early education a child has one decision at a time; remove side_by_side"
    BandsMissing "aikavyöhykkeittäiset arvot tarvitsevat osan [bands]; lisää se" "värden enligt tidsband behöver delen [bands]; lägg till den" "values by band need the section [bands]; add it"
    BandsSuperfluous "osaa [bands] ei käytä mikään sisältö; poista se" "delen [bands] används inte av något innehåll; ta bort den" "no content uses the section [bands]; remove it"
    BandsOfHours "arvot aikavyöhykkeittäin kuuluvat tunteihin; kirjoita unit = \"HUR\"" "värden enligt tidsband hör till timmar; skriv unit = \"HUR\"" "values by band belong to hours; write unit = \"HUR\""
    FirstBand "ensimmäinen aikavyöhyke alkaa kello 00:00" "det första tidsbandet börjar kl. 00:00" "the first band begins at 00:00"
    BandOrder "aikavyöhykkeet alkavat toinen toisensa jälkeen; tarkista kellonajat" "tidsbanden börjar efter varandra; kontrollera klockslagen" "bands begin one after the other; check the times"
    BandWithoutValue "aikavyöhykkeeltä {0} puuttuu arvo; lisää se" "tidsbandet {0} saknar värde; lägg till det" "the band {0} has no value; add it"
    BandWithoutName "aikavyöhykkeeltä {0} puuttuu nimi; lisää se osaan [bands.names]" "tidsbandet {0} saknar namn; lägg till det i [bands.names]" "the band {0} has no name; add it to [bands.names]"
    ValueWithoutBand "aikavyöhykettä {0} ei ole osassa [bands]; poista se tai korjaa nimi" "tidsbandet {0} finns inte i delen [bands]; ta bort det eller rätta namnet" "the band {0} is not in [bands]; remove it or correct its name"
    EvesWithoutEdges "aatoille (eves) puuttuvat aikavyöhykkeet; lisää eve" "för aftnarna (eves) saknas tidsband; lägg till eve" "the eves have no bands; add eve"
    EdgesWithoutEves "eve ei koske yhtään päivää; lisää eves tai poista eve" "eve gäller ingen dag; lägg till eves eller ta bort eve" "eve holds on no day; add eves or remove eve"
    IncomeStart "tulotaulukon ensimmäinen rivi alkaa tulosta 0" "inkomsttabellens första rad börjar från inkomsten 0" "the first row of a table by income starts from 0"
    IncomeGap "tulot väliltä {0}–{1} puuttuvat taulukosta; korjaa from" "inkomsterna {0}–{1} saknas i tabellen; rätta from" "incomes from {0} to {1} are missing from the table; correct from"
    IncomeOverlap "tulot väliltä {0}–{1} ovat kahdella rivillä; korjaa from" "inkomsterna {0}–{1} finns på två rader; rätta from" "incomes from {0} to {1} are in two rows; correct from"
    IncomeEnd "vain viimeinen rivi on ilman ylärajaa (to), ja sen pitää olla" "bara den sista raden är utan övre gräns (to), och den ska vara det" "only the last row is without an end (to), and it must be"
    EmptyTable "taulukossa on oltava ainakin yksi rivi" "tabellen måste ha minst en rad" "the table needs at least one row"
    FamilyGap "perhekokojen pitää olla 1, 2, 3 ja niin edelleen; tähän kuuluu {0}" "familjestorlekarna ska vara 1, 2, 3 och så vidare; här ska stå {0}" "family sizes are 1, 2, 3 and so on; {0} belongs here"
    FloorAboveTop "alaraja {0} on suurempi kuin enimmäisarvo {1}" "lägsta värdet {0} är större än högsta värdet {1}" "the floor {0} is above the top {1}"
    Percent "prosentti on 0–100" "procenten är 0–100" "a percentage is 0 to 100"
    Divisor "jakajan pitää olla suurempi kuin nolla" "divisorn ska vara större än noll" "the divisor must be above zero"
    Negative "luku ei voi olla negatiivinen" "talet kan inte vara negativt" "the number cannot be negative"
    CeilingBelowValue "hintakatto {0} on pienempi kuin arvo {1}; nosta kattoa tai laske arvoa" "pristaket {0} är lägre än värdet {1}; höj taket eller sänk värdet" "the ceiling {0} is below the value {1}; raise the ceiling or lower the value"
    CeilingWithoutBands "hintakatto aikavyöhykkeittäin vaatii arvot aikavyöhykkeittäin; kirjoita ceiling = { unit = ... }" "ett pristak enligt tidsband kräver värden enligt tidsband; skriv ceiling = { unit = ... }" "a ceiling by band needs values by band; write ceiling = { unit = ... }"
    StatusWithoutName "asemalta {0} puuttuu nimi; lisää names" "ställningen {0} saknar namn; lägg till names" "the status {0} has no name; add names"
    NameWithoutStatus "names kuuluu vain asemaan (status); poista se" "names hör bara till en ställning (status); ta bort det" "names belongs to a status only; remove it"
    FreeWithCopayment "maksuttomassa palvelussa ei voi olla omavastuuta; poista copayment" "en avgiftsfri service kan inte ha självrisk; ta bort copayment" "a service free of charge cannot have a co-payment; remove copayment"
    CopaymentAboveValue "omavastuu {0} on suurempi kuin arvo {1}" "självrisken {0} är större än värdet {1}" "the co-payment {0} is above the value {1}"
    CopaymentByDecision "tämän arvosäännön omavastuu tulee päätöksestä; poista copayment" "självrisken enligt denna värderegel kommer ur beslutet; ta bort copayment" "with this value rule the co-payment comes from the decision; remove copayment"
    LimitsContradict "raja {0} on suurempi kuin raja {1}; korjaa toinen" "gränsen {0} är större än gränsen {1}; rätta den ena" "the limit {0} is above the limit {1}; correct one of them"
    LimitZero "raja 0 ei salli mitään; poista se" "gränsen 0 tillåter inget; ta bort den" "a limit of 0 allows nothing; remove it"
    FeesMissing "ensimmäisenä voimassaolopäivänä {0} ei ole voimassa yhtään maksulukujen sarjaa; lisää se" "på den första dagen i kraft {0} gäller ingen uppsättning avgiftstal; lägg till den" "on the first day in force {0} no set of fee numbers holds; add it"
    FeesIncomplete "ensimmäisenä voimassaolopäivänä käytettävästä sarjasta puuttuu: {0}" "uppsättningen som gäller på den första dagen saknar: {0}" "the set that holds on the first day lacks: {0}"
    MinimumAboveMaximum "pienin maksu on suurempi kuin suurin" "den lägsta avgiften är större än den högsta" "the lowest fee is above the highest"
    Share "osuus on 0–1, kuten \"0.40\"" "andelen är 0–1, som \"0.40\"" "a share is 0 to 1, as \"0.40\""
    AgeGroupMissing "palveluntarpeelta {0} puuttuu toinen ikäryhmä; lisää sisältö, jotta lapsen täyttäessä kolme arvo löytyy" "servicebehovet {0} saknar den andra åldersgruppen; lägg till ett innehåll, så att värdet finns när barnet fyller tre" "the need {0} lacks the other age group; add a content, so that there is a value when the child turns three"
    MonthOfYear "kuukausi on 1–12" "månaden är 1–12" "a month is 1 to 12"
    BeginOn "{0} ei ole vuoden päivä; kirjoita se muodossa \"01-01\" (kuukausi-päivä)" "{0} är ingen dag på året; skriv den som \"01-01\" (månad-dag)" "{0} is no day of the year; write it as \"01-01\" (month-day)"
    OwnFeeColumns "rivillä pitää olla prosentti jokaiselle perhekoolle: {0} kohtaa" "raden ska ha en procent för varje familjestorlek: {0} poster" "the row must have a percentage for each family size: {0} items"
    OwnFeeHours "rivien tunnit kasvavat, ja vain viimeinen rivi on ilman tunteja" "radernas timmar växer, och bara den sista raden är utan timmar" "the rows' hours grow, and only the last row is without hours"
    OwnFeeContent "sisältöä {0} ei ole; korjaa koodi" "innehållet {0} finns inte; rätta koden" "there is no content {0}; correct the code"
    WindowTooLong "kirjausikkuna on enintään 366 päivää" "registreringsfönstret är högst 366 dagar" "the recording window is at most 366 days"
    Example "esimerkki \"{0}\" ei laske niin kuin sanottu: {1}" "exemplet \"{0}\" räknas inte som det sägs: {1}" "the example \"{0}\" does not compute as said: {1}"
    ValueDiffers "arvo {0} ei ole perusarvo × kerroin eli {1}; tallennettu arvo on voimassa" "värdet {0} är inte basvärdet × koefficienten, som är {1}; det lagrade värdet gäller" "the value {0} is not base x need, which is {1}; the stored value holds"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_fills_the_same_places_in_each_language() {
        for rule in Rule::ALL {
            let places =
                |text: &str| (0..3).map(|at| text.contains(&format!("{{{at}}}"))).collect::<Vec<_>>();
            let [fi, sv, en] = rule.sentences().map(places);
            assert!(fi == sv && sv == en, "{rule:?}");
        }
    }
}
