//! Contents with their values, ceilings and limits, and in words how a value comes about.

use rust_decimal::Decimal;

use super::{
    super::{AgeGroup, BandName, Ceiling, Content, Edge, FreeFor, FreeOfCharge, Unit, ValueRule},
    Page, Words,
};
use crate::{document::Block, euros::Euros, language::Language};

impl Page<'_> {
    pub(super) fn contents(&self) -> Vec<Block> {
        let columns: [(Words, bool); 6] = [
            (["Sisältö", "Innehåll", "Content"], false),
            (["Yksikkö", "Enhet", "Unit"], false),
            (["Arvo", "Värde", "Value"], true),
            (["Hintakatto", "Pristak", "Ceiling"], true),
            (["Omavastuu", "Självrisk", "Co-payment"], true),
            (["Rajat", "Gränser", "Limits"], false),
        ];
        let rows = self.rulebook.contents.iter().map(|content| {
            vec![
                content.names.in_language(self.language).to_owned(),
                self.unit(content.unit),
                self.value(content),
                self.ceiling(content),
                content.copayment.map_or_else(String::new, |euros| self.euros(euros)),
                self.limits(content),
            ]
        });
        let heading = ["Palvelun sisältö", "Servicens innehåll", "What the service is"];
        vec![
            self.heading(heading),
            self.table(
                ["Sisällöt ja arvot", "Innehåll och värden", "Contents and values"],
                &columns,
                rows.collect(),
            ),
        ]
    }

    pub(super) fn unit(&self, unit: Unit) -> String {
        self.say(match unit {
            Unit::Hour => ["tunti", "timme", "hour"],
            Unit::Day => ["päivä", "dag", "day"],
            Unit::Month => ["kuukausi", "månad", "month"],
            Unit::Piece => ["kpl", "st.", "piece"],
        })
    }

    fn value(&self, content: &Content) -> String {
        let most = content.value.highest().map(|value| self.euros(Euros(value)));
        match (&content.value, most) {
            (ValueRule::Flat(_) | ValueRule::EarlyEducation(_), Some(value)) => value,
            (_, Some(value)) => format!("{} {value}", self.say(["enintään", "högst", "at most"])),
            (_, None) => self.say(["sovittu hinta", "avtalat pris", "agreed price"]),
        }
    }

    fn ceiling(&self, content: &Content) -> String {
        match &content.ceiling {
            None => String::new(),
            Some(Ceiling::Unit(most)) => self.euros(*most),
            Some(Ceiling::Bands(most)) => {
                let told =
                    most.iter().map(|(band, most)| format!("{} {}", self.band(band), self.euros(*most)));
                told.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn limits(&self, content: &Content) -> String {
        let limits = &content.limits;
        let all: [(Option<u64>, Words); 4] = [
            (limits.day, ["päivässä", "per dag", "a day"]),
            (limits.week, ["viikossa", "per vecka", "a week"]),
            (limits.month, ["kuukaudessa", "per månad", "a month"]),
            (limits.total, ["yhteensä", "sammanlagt", "in all"]),
        ];
        let unit = if content.unit == Unit::Hour { "\u{a0}min" } else { "" };
        let told =
            all.iter().filter_map(|(limit, per)| Some(format!("{}{unit} {}", (*limit)?, self.say(*per))));
        told.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn how_values_come_about(&self) -> Vec<Block> {
        let mut blocks =
            vec![self.heading(["Miten arvo määräytyy", "Hur värdet bestäms", "How the value comes about"])];
        for content in &self.rulebook.contents {
            let formula = self.formula(content);
            if !formula.is_empty() {
                blocks.push(Block::Subheading(content.names.in_language(self.language).to_owned()));
                blocks.extend(formula);
            }
        }
        blocks.extend(self.bands());
        blocks.extend(self.fees());
        blocks.push(Block::Paragraph(self.say([
            "Järjestäjä maksaa enintään palveluntuottajan hinnan. Asiakas maksaa hinnasta sen, mitä järjestäjä ei maksa.",
            "Anordnaren betalar högst serviceproducentens pris. Klienten betalar den del av priset som anordnaren inte betalar.",
            "The organiser pays at most the provider's price. The client pays what the organiser does not pay of it.",
        ])));
        blocks.extend(self.free_of_charge());
        blocks
    }

    /// How a value that is no plain amount is computed.
    fn formula(&self, content: &Content) -> Vec<Block> {
        match &content.value {
            ValueRule::Flat(_) | ValueRule::Agreed => Vec::new(),
            ValueRule::Bands(_) | ValueRule::BandMultipliers(_) => {
                let bands = content.value.bands().into_iter();
                let told = bands.filter_map(|band| {
                    Some((self.band(band), self.euros(Euros(content.value.in_band(band)?))))
                });
                vec![Block::Facts(told.collect())]
            }
            ValueRule::IncomeRelated(rule) => {
                let (top, floor, divisor) =
                    (self.euros(rule.top), self.euros(rule.floor), self.number(rule.divisor));
                let told = self.say([
                    "Arvo = {top} − (tulot − tuloraja) × prosentti ÷ {divisor}, vähintään {floor}. Jos tuloja ei ilmoiteta, arvo on pienin.",
                    "Värdet = {top} − (inkomsterna − inkomstgränsen) × procenten ÷ {divisor}, minst {floor}. Om inkomsterna inte uppges är värdet det lägsta.",
                    "Value = {top} − (income − limit) × percentage ÷ {divisor}, at least {floor}. Where the income is not told, the value is the lowest.",
                ]);
                let told =
                    told.replace("{top}", &top).replace("{floor}", &floor).replace("{divisor}", &divisor);
                let rows = rule
                    .families
                    .iter()
                    .map(|row| vec![row.size.to_string(), self.euros(row.limit), self.percent(row.percent)]);
                let columns = [
                    (["Perheen koko", "Familjens storlek", "Persons in the family"], false),
                    (["Tuloraja", "Inkomstgräns", "Income limit"], true),
                    (["Prosentti", "Procent", "Percentage"], true),
                ];
                let caption = ["Tulorajat", "Inkomstgränser", "Income limits"];
                vec![Block::Paragraph(told), self.table(caption, &columns, rows.collect())]
            }
            ValueRule::IncomeBands(rows) => {
                let rows = rows.iter().map(|row| {
                    let to = row.to.map_or_else(String::new, |to| self.euros(to));
                    vec![self.euros(row.from), to, self.euros(row.value)]
                });
                let columns = [
                    (["Tulot vähintään", "Inkomst minst", "Income from"], true),
                    (["Tulot alle", "Inkomst under", "Income below"], true),
                    (["Arvo", "Värde", "Value"], true),
                ];
                let caption = ["Arvo tulojen mukaan", "Värdet enligt inkomst", "Value by income"];
                vec![self.table(caption, &columns, rows.collect())]
            }
            ValueRule::Housing(rule) => {
                let told = self.say([
                    "Asiakas maksaa kuukaudessa {percent} nettotuloista, joista on vähennetty vuokra ja ateriat. Hänelle jää vähintään {keeps}. Yksikön omavastuu on kuukauden omavastuu ÷ {divisor}.",
                    "Klienten betalar i månaden {percent} av nettoinkomsten efter hyra och måltider. Minst {keeps} blir kvar. Självrisken per enhet är månadens självrisk ÷ {divisor}.",
                    "A month the client pays {percent} of the net income less rent and meals. At least {keeps} is left. The co-payment of a unit is the month's ÷ {divisor}.",
                ]);
                let (percent, keeps) = (self.percent(rule.percent), self.euros(rule.keeps));
                let told = told.replace("{percent}", &percent).replace("{keeps}", &keeps);
                vec![Block::Paragraph(told.replace("{divisor}", &self.number(rule.divisor)))]
            }
            ValueRule::EarlyEducation(place) => {
                let age = self.say(match place.age {
                    AgeGroup::UnderThree => ["alle 3-vuotias", "under 3 år", "under three years"],
                    AgeGroup::ThreeAndOver => ["3 vuotta täyttänyt", "3 år fyllda", "three years and over"],
                });
                let need = self.say([
                    "palveluntarpeen kerroin",
                    "servicebehovets koefficient",
                    "coefficient of the need",
                ]);
                vec![Block::Paragraph(format!("{age}, {need} {}.", self.number(place.need)))]
            }
        }
    }

    pub(super) fn band(&self, band: &BandName) -> String {
        self.rulebook.band_in(band, self.language).to_owned()
    }

    /// What a status is called; one without a name by its code.
    pub(super) fn status<'a>(&'a self, status: &'a str) -> &'a str {
        let is_it = |rule: &&FreeOfCharge| matches!(&rule.who, FreeFor::Status(one) if one == status);
        let rule = self.rulebook.free_of_charge.iter().find(is_it);
        let names = rule.and_then(|rule| rule.names.as_ref());
        names.map_or(status, |names| names.in_language(self.language))
    }

    fn bands(&self) -> Vec<Block> {
        let Some(bands) = &self.rulebook.bands else { return Vec::new() };
        let days: [(Words, &[Edge]); 4] = [
            (["Maanantai–perjantai", "Måndag–fredag", "Monday to Friday"], &bands.weekday),
            (["Lauantai", "Lördag", "Saturday"], &bands.saturday),
            (["Sunnuntai ja pyhä", "Söndag och helg", "Sunday and holiday"], &bands.sunday),
            (["Aatto", "Afton", "Eve"], &bands.eve),
        ];
        let told = days.iter().filter(|(_, edges)| !edges.is_empty()).map(|(name, edges)| {
            let edges = edges.iter().map(|edge| {
                format!("{:02}.{:02} {}", edge.from.hour(), edge.from.minute(), self.band(&edge.band))
            });
            (self.say(*name), edges.collect::<Vec<_>>().join(", "))
        });
        let heading = self.say(["Aikavyöhykkeet alkavat", "Tidsbanden börjar", "Bands begin"]);
        vec![Block::Subheading(heading), Block::Facts(told.collect())]
    }

    fn fees(&self) -> Vec<Block> {
        let Some(early) = &self.rulebook.early_education else { return Vec::new() };
        let sets = early.fees.iter().filter_map(|set| {
            let (limits, percent) = (set.limits.as_ref()?, set.percent?);
            let mut row = vec![crate::written::day(self.language, set.in_force)];
            row.extend(limits.iter().map(|limit| self.euros(*limit)));
            row.extend([self.percent(percent), self.euros(set.maximum?), self.euros(set.minimum?)]);
            Some(row)
        });
        let size = |words| (words, true);
        let columns = [
            (["Alkaen", "Från", "From"], false),
            size(["2 henkeä", "2 personer", "2 persons"]),
            size(["3 henkeä", "3 personer", "3 persons"]),
            size(["4 henkeä", "4 personer", "4 persons"]),
            size(["5 henkeä", "5 personer", "5 persons"]),
            size(["6 henkeä", "6 personer", "6 persons"]),
            size(["Prosentti", "Procent", "Percentage"]),
            size(["Suurin maksu", "Högsta avgift", "Highest fee"]),
            size(["Pienin maksu", "Lägsta avgift", "Lowest fee"]),
        ];
        vec![
            Block::Paragraph(self.say([
                "Maksu on prosentti tulorajan ylittävistä tuloista täysinä euroina, enintään suurin maksu. Sisarusten osuus ja palveluntarve pyöristetään kumpikin täyteen euroon. Pienintä maksua pienempää maksua ei peritä.",
                "Avgiften är procenten av inkomsterna över inkomstgränsen i hela euro, högst den högsta avgiften. Syskonandelen och servicebehovet avrundas var för sig till hel euro. En avgift under den lägsta tas inte ut.",
                "The fee is the percentage of the income above the limit in whole euros, at most the highest fee. The siblings' share and the need are each rounded to a whole euro. A fee below the lowest one is not charged.",
            ])),
            self.table(["Tulorajat ja maksut", "Inkomstgränser och avgifter", "Income limits and fees"], &columns, sets.collect()),
        ]
    }

    fn free_of_charge(&self) -> Vec<Block> {
        let free = &self.rulebook.free_of_charge;
        if free.is_empty() {
            return Vec::new();
        }
        let told = free.iter().map(|rule| {
            let who = match &rule.who {
                FreeFor::Everyone => self.say(["kaikille", "för alla", "for everyone"]),
                FreeFor::UnderAge(age) => {
                    let told = self.say([
                        "alle {age}-vuotiaille",
                        "för dem som är under {age} år",
                        "for those under {age}",
                    ]);
                    told.replace("{age}", &age.to_string())
                }
                FreeFor::Status(status) => {
                    let told = self.say([
                        "asiakkaille, joiden asema on {status}",
                        "för klienter med ställningen {status}",
                        "for clients with the status {status}",
                    ]);
                    told.replace("{status}", self.status(status))
                }
            };
            format!("{who} [{}]", rule.law)
        });
        let heading = ["Kenelle palvelu on maksuton", "För vem servicen är avgiftsfri", "Who pays nothing"];
        vec![self.heading(heading), Block::List(told.collect())]
    }

    pub(super) fn number(&self, number: Decimal) -> String {
        let text = number.normalize().to_string();
        if self.language == Language::En { text } else { text.replace('.', ",") }
    }

    pub(super) fn percent(&self, percent: Decimal) -> String {
        let space = if self.language == Language::En { "" } else { "\u{a0}" };
        format!("{}{space}%", self.number(percent))
    }
}
