//! A client, as the Clients table alone knows one, and who is told of decisions on the client.

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    decision::Kind,
    identifiers::IdentityCode,
    ids::ClientId,
    language::Language,
    letter::{Channel, Recipient},
};

/// A person who gets services. The identity code is optional: a newborn or an asylum seeker may have none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The opaque id that every other table uses: the organiser's own number of the client.
    pub client: ClientId,
    /// The personal identity code; shown to nobody over the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_code: Option<IdentityCode>,
    /// First names.
    pub first_names: String,
    /// Last name.
    pub last_name: String,
    /// Day of birth.
    pub born: Date,
    /// Language of decisions: Finnish or Swedish.
    pub language: Language,
    /// Municipality of residence.
    pub municipality: String,
    /// Whether the address is protected (turvakielto, 661/2009 section 36): an official hands everything over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
    /// The day of death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died: Option<Date>,
    /// Who acts on the client's behalf.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guardians: Vec<Guardian>,
    /// Where this record of the person was merged into another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged: Option<Merged>,
}

/// Two records of one person became one: what belonged to this one belongs to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merged {
    /// The record that is left.
    pub into: ClientId,
    /// Who merged them: the opaque id of a person.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A guardian of a minor (361/1983), or of an adult by scope and days (442/1999).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guardian {
    /// The organiser's own number of the guardian, by which a letter finds its receiver; never an identity code.
    pub reference: String,
    /// Name.
    pub name: String,
    /// In what matters.
    pub scope: Scope,
    /// From when.
    pub first_day: Date,
    /// Until when; without it until further notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
    /// Why an official has restricted that decisions are told to this one; none: they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restricted: Option<String>,
}

/// In what matters a guardian acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All: the guardian of a minor, or of an adult in everything.
    Everything,
    /// Money: what a service costs the client.
    Finances,
    /// The person: that there is a service, and where.
    Person,
}

impl Client {
    /// First and last name, as a provider or an official sees it.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_names, self.last_name)
    }

    /// Whether the client is alive on a day, as far as is known.
    pub fn lives_on(&self, on: Date) -> bool {
        self.died.is_none_or(|died| on <= died)
    }

    /// Whom a decision is told on a day, and how: a minor's guardians, an adult and, by scope, the adult's guardian; less
    /// those whom an official has restricted. Nobody after a death: letters to the estate are an official's act.
    pub fn recipients(&self, kind: Kind, on: Date) -> Vec<(Recipient, Channel)> {
        if !self.lives_on(on) {
            return Vec::new();
        }
        let usual = if self.protected { Channel::ByHand } else { Channel::Post };
        let acting = || self.guardians.iter().filter(|guardian| guardian.acts(kind, on));
        let told = acting().filter(|guardian| guardian.restricted.is_none());
        let told = told.map(|guardian| (Recipient::Guardian(guardian.reference.clone()), usual));
        let guardians: Vec<(Recipient, Channel)> = told.collect();
        match (self.is_minor(on), acting().next().is_some(), guardians.is_empty()) {
            (true, true, false) => guardians,
            // Nobody at the child's address may open it.
            (true, true, true) => vec![(Recipient::Client, Channel::ByHand)],
            (true, false, _) => vec![(Recipient::Client, usual)],
            (false, ..) => std::iter::once((Recipient::Client, usual)).chain(guardians).collect(),
        }
    }

    /// The name of a receiver, where it is not the client.
    pub fn name_of(&self, recipient: &Recipient) -> Option<&str> {
        let Recipient::Guardian(reference) = recipient else { return None };
        let guardian = self.guardians.iter().find(|guardian| guardian.reference == *reference);
        guardian.map(|guardian| guardian.name.as_str())
    }

    fn is_minor(&self, on: Date) -> bool {
        self.born.checked_add(18.years()).is_ok_and(|of_age| on < of_age)
    }
}

impl Guardian {
    /// Whether this one acts in decisions of a kind on a day.
    fn acts(&self, kind: Kind, on: Date) -> bool {
        let in_scope = match self.scope {
            Scope::Everything => true,
            Scope::Finances => kind.is_about_money(),
            Scope::Person => !kind.is_about_money(),
        };
        in_scope && self.first_day <= on && self.last_day.is_none_or(|last_day| on <= last_day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guardian(reference: &str, scope: Scope, restricted: Option<&str>) -> Guardian {
        Guardian {
            reference: reference.into(),
            name: format!("Testi Huoltaja-{reference}"),
            scope,
            first_day: "2020-01-01".parse().unwrap(),
            last_day: Some("2030-12-31".parse().unwrap()),
            restricted: restricted.map(Into::into),
        }
    }

    fn client(born: &str, guardians: Vec<Guardian>) -> Client {
        Client {
            client: ClientId(uuid::Uuid::max()),
            identity_code: None,
            first_names: "Testi".into(),
            last_name: "Asiakas-901".into(),
            born: born.parse().unwrap(),
            language: Language::Fi,
            municipality: "Testilä".into(),
            protected: false,
            died: None,
            guardians,
            merged: None,
        }
    }

    /// Whom a value decision is told on a day, in short.
    fn told(client: &Client, on: &str) -> Vec<String> {
        let told = client.recipients(Kind::VoucherValue, on.parse().unwrap());
        let short = |(recipient, channel)| match (recipient, channel) {
            (Recipient::Client, Channel::Post) => "client".to_owned(),
            (Recipient::Client, _) => "client by hand".to_owned(),
            (Recipient::Guardian(reference), Channel::Post) => reference,
            (Recipient::Guardian(reference), _) => format!("{reference} by hand"),
            (Recipient::Estate, _) => "estate".to_owned(),
        };
        told.into_iter().map(short).collect()
    }

    #[test]
    fn both_guardians_of_a_minor_are_told_until_the_day_of_coming_of_age() {
        let guardians = vec![guardian("1", Scope::Everything, None), guardian("2", Scope::Everything, None)];
        let mut child = client("2010-06-10", guardians);
        assert_eq!(told(&child, "2026-06-10"), ["1", "2"]);
        assert_eq!(told(&child, "2028-06-09"), ["1", "2"]);
        assert_eq!(told(&child, "2031-01-01"), ["client"], "of age, and nobody's guardianship goes on");
        child.guardians[1].restricted = Some("Lapsen turvallisuus.".into());
        assert_eq!(told(&child, "2026-06-10"), ["1"], "an official has restricted one");
        child.guardians[0].restricted = Some("Lapsen turvallisuus.".into());
        assert_eq!(told(&child, "2026-06-10"), ["client by hand"], "nobody at home may open it");
        child.guardians.clear();
        assert_eq!(told(&child, "2026-06-10"), ["client"]);
    }

    #[test]
    fn an_adults_guardian_is_told_by_scope_and_days() {
        let adult = |scope| client("1950-06-10", vec![guardian("1", scope, None)]);
        assert_eq!(told(&adult(Scope::Finances), "2026-06-10"), ["client", "1"]);
        assert_eq!(told(&adult(Scope::Everything), "2026-06-10"), ["client", "1"]);
        assert_eq!(told(&adult(Scope::Person), "2026-06-10"), ["client"], "a value is about money");
        let permit = adult(Scope::Person).recipients(Kind::Permit, "2026-06-10".parse().unwrap());
        assert_eq!(permit.len(), 2);
        for on in ["2019-12-31", "2031-01-01"] {
            assert_eq!(told(&adult(Scope::Everything), on), ["client"], "{on}");
        }
    }

    #[test]
    fn under_a_protected_address_all_is_handed_over_and_after_a_death_nobody_is_told() {
        let mut child = client("2010-06-10", vec![guardian("1", Scope::Everything, None)]);
        child.protected = true;
        assert_eq!(told(&child, "2026-06-10"), ["1 by hand"]);
        child.died = Some("2026-06-10".parse().unwrap());
        assert_eq!(told(&child, "2026-06-10"), ["1 by hand"]);
        assert!(told(&child, "2026-06-11").is_empty());
    }
}
