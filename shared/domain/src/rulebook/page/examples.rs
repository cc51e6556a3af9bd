//! Worked examples told from their data, so that each reads in every language.

use super::Page;
use crate::{
    circumstances::{Circumstances, Household},
    document::Block,
    ids::ContentCode,
    language::{Language, Text},
    pricing_case::{Answer, CaseDelivery, CasePrice, Example, computes_as_said},
    time,
    valuation::Asked,
    written::{amount, day, days, moment},
};

/// A label with its value.
type Fact = (String, String);

impl Page<'_> {
    pub(super) fn examples(&self) -> Vec<Block> {
        if self.rulebook.examples.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![self.heading(["Laskuesimerkkejä", "Räkneexempel", "Worked examples"])];
        for (example, number) in self.rulebook.examples.iter().zip(1_u32..) {
            let title = self.say(["Esimerkki", "Exempel", "Example"]);
            blocks.extend([
                Block::Subheading(format!("{title} {number}")),
                Block::Facts(self.example(example)),
            ]);
        }
        blocks
    }

    fn example(&self, example: &Example) -> Vec<Fact> {
        let (case, language) = (&example.case, self.language);
        let valid = days(language, case.first_day, case.last_day);
        let mut facts = vec![self.fact(["Voimassa", "Giltig", "Valid"], valid)];
        if let Some(born) = case.born {
            facts.push(self.fact(["Asiakas syntynyt", "Klienten född", "Client born"], day(language, born)));
        }
        facts.extend(case.circumstances.iter().map(|these| self.circumstances(these, case.first_day)));
        facts.extend(case.contents.iter().map(|asked| self.asked(asked)));
        if let Some(booked) = case.booked {
            let booked = days(language, booked.first_day, booked.last_day);
            facts.push(self.fact(["Varattu", "Bokad", "Booked"], booked));
        }
        facts.extend(case.prices.iter().map(|price| self.price(price)));
        facts.extend(case.deliveries.iter().map(|delivery| self.delivery(delivery)));
        facts.push(self.fact(["Tulos", "Resultat", "Result"], self.result(example)));
        facts
    }

    fn circumstances(&self, these: &Circumstances, first_day: jiff::civil::Date) -> Fact {
        let mut parts = Vec::new();
        parts.extend(these.statuses.iter().map(|status| self.status(status).to_owned()));
        if let Some(household) = &these.household {
            parts.push(self.household(household, these.from.unwrap_or(first_day)));
        }
        if let Some(housing) = &these.housing {
            let told = self.say([
                "nettotulot {net}, vuokra {rent}, ateriat {meals} kuukaudessa",
                "nettoinkomst {net}, hyra {rent}, måltider {meals} i månaden",
                "net income {net}, rent {rent}, meals {meals} a month",
            ]);
            let told = told.replace("{net}", &self.euros(housing.net_income));
            let told = told.replace("{rent}", &self.euros(housing.rent));
            parts.push(told.replace("{meals}", &self.euros(housing.meals)));
        }
        let label = self.say(["Asiakkaan tilanne", "Klientens situation", "The client's situation"]);
        let from = self.say(["alkaen", "från", "from"]);
        let label = match (these.from, self.language) {
            (None, _) => label,
            (Some(on), Language::Fi) => format!("{label} {} {from}", day(self.language, on)),
            (Some(on), _) => format!("{label} {from} {}", day(self.language, on)),
        };
        (label, parts.join("; "))
    }

    fn household(&self, household: &Household, on: jiff::civil::Date) -> String {
        let told = match household.income() {
            None => self.say([
                "perheessä {size}, tuloja ei ole ilmoitettu",
                "{size} i familjen, inkomsterna har inte uppgetts",
                "{size} in the family, the income is not told",
            ]),
            Some(_) => self.say([
                "perheessä {size}, tulot {income} kuukaudessa",
                "{size} i familjen, inkomst {income} i månaden",
                "{size} in the family, income {income} a month",
            ]),
        };
        let income = household.income().map_or_else(String::new, |income| amount(self.language, income));
        let told = told.replace("{size}", &household.size_on(on).to_string()).replace("{income}", &income);
        let Some((child, place)) = household.client_child().zip(household.place_on(on)) else { return told };
        let of_child = self.say([
            "lapsi syntynyt {born}, nuorimmasta lukien {place}.",
            "barnet fött {born}, nummer {place} från det yngsta",
            "child born {born}, number {place} from the youngest",
        ]);
        let of_child = of_child.replace("{born}", &day(self.language, child.born));
        format!("{told}; {}", of_child.replace("{place}", &place.to_string()))
    }

    fn asked(&self, asked: &Asked) -> Fact {
        let mut told = self.content_name(&asked.code);
        let mut add = |part: String| told = format!("{told}, {part}");
        if let Some(from) = asked.from {
            let label = self.say(["alkaen", "från och med", "from"]);
            add(format!("{label} {}", day(self.language, from)));
        }
        if let Some(price) = asked.price {
            let label = self.say(["sovittu hinta", "avtalat pris", "agreed price"]);
            add(format!("{label} {}", self.euros(price)));
        }
        if let Some(support) = asked.support {
            let label = self.say(["tuen kerroin", "stödkoefficient", "coefficient of support"]);
            add(format!("{label} {}", self.number(support)));
        }
        let early = self.rulebook.early_education.as_ref();
        for relief in asked.reliefs.iter().filter_map(|code| early?.relief(code)) {
            add(relief.names.in_language(self.language).to_owned());
        }
        if let Some(raise) = &asked.raise {
            let label = self.say(["arvoa korotettu", "värdet höjt med", "value raised by"]);
            let days = days(self.language, raise.first_day, raise.last_day);
            add(format!("{label} {} ({days})", self.euros(raise.by)));
        }
        self.fact(["Myönnetään", "Beviljas", "Granted"], told)
    }

    fn price(&self, price: &CasePrice) -> Fact {
        let band = price.band.as_ref().map_or_else(String::new, |band| format!(", {}", self.band(band)));
        let told = format!("{}{band}: {}", self.content_name(&price.content), self.euros(price.price));
        self.fact(["Tuottajan hinta", "Producentens pris", "The provider's price"], told)
    }

    fn delivery(&self, delivery: &CaseDelivery) -> Fact {
        let content = self.rulebook.content(&delivery.content);
        let unit = content.map_or_else(String::new, |content| self.unit(content.unit));
        let clock =
            |text: &String| time::instant(text).map_or_else(|_| text.clone(), |at| moment(self.language, at));
        let when = match (&delivery.start, &delivery.end) {
            (Some(start), Some(end)) => format!("{} \u{2013} {}", clock(start), clock(end)),
            _ => {
                let on = delivery.day.map_or_else(String::new, |on| day(self.language, on));
                format!("{on}: {}\u{a0}{unit}", delivery.quantity.unwrap_or_default())
            }
        };
        let absence = delivery.absence.as_deref().and_then(|code| self.rulebook.absence(code));
        let name = |names: &Text| format!(", {}", names.in_language(self.language));
        let absence = absence.map_or_else(String::new, |absence| name(&absence.names));
        let told = format!("{}, {when}{absence}", self.content_name(&delivery.content));
        self.fact(["Toteutunut", "Utfört", "Delivered"], told)
    }

    fn content_name(&self, code: &ContentCode) -> String {
        let content = self.rulebook.content(code);
        content.map_or(code.as_str(), |content| content.names.in_language(self.language)).to_owned()
    }

    fn result(&self, example: &Example) -> String {
        match computes_as_said(self.rulebook, example).ok().flatten() {
            Some(answer) => self.answer(&answer),
            None => self.say(["ei hyväksytä", "godkänns inte", "is not accepted"]),
        }
    }

    fn answer(&self, answer: &Answer) -> String {
        let mut parts = Vec::new();
        for content in answer.terms.iter().flat_map(|terms| &terms.contents) {
            if let Some(value) = content.value {
                parts.push(format!(
                    "{} {}",
                    self.say(["arvo", "värde", "value"]),
                    amount(self.language, value)
                ));
            }
            if let Some(copayment) = content.copayment.filter(|_| content.value.is_some()) {
                let label = self.say(["omavastuu", "självrisk", "co-payment"]);
                parts.push(format!("{label} {}", amount(self.language, copayment)));
            }
        }
        if !answer.deliveries.is_empty() {
            let organiser = self.say(["järjestäjä maksaa", "anordnaren betalar", "the organiser pays"]);
            let client = self.say(["asiakas maksaa", "klienten betalar", "the client pays"]);
            parts.push(format!("{organiser} {}", amount(self.language, answer.organiser)));
            parts.push(format!("{client} {}", amount(self.language, answer.client)));
        }
        parts.join(", ")
    }
}
