//! The small world of a run: three services, three companies, a few clients, founded before the traffic begins.

use std::sync::OnceLock;

use domain::client::Client;
use domain::ids::{ApplicationId, ClientId, Organiser, ProviderId, ServiceCode};
use domain::money::Cents;
use domain::provider::{Approval, Company, Details, Period, Price, Provider};
use domain::rulebook::{self, Rulebook};
use domain::{language::Language, organiser};
use jiff::civil::date;
use storage::keys::Name;
use storage::port::{StoreError, Write};
use storage::records::put_new;
use web::{Actor, Business, Role};

use crate::regions::numbers::{business_id, iban, ovt};

/// How many companies there are.
pub const COMPANIES: usize = 3;
/// How many clients there are.
pub const CLIENTS: usize = 3;
/// How many children there are beside them: each has one decision on early education at a time.
pub const CHILDREN: usize = 6;

/// The services' rulebooks, as they are published in the library.
const RULEBOOKS: [&str; 3] = [
    include_str!("../../../rulebooks/dental-care.toml"),
    include_str!("../../../rulebooks/home-care.toml"),
    include_str!("../../../rulebooks/early-education.toml"),
];

/// What every company charges, in cents: service, content, band, price.
const PRICES: [(&str, &str, Option<&str>, i64); 8] = [
    ("dental-care", "SAA01", None, 5200),
    ("dental-care", "SAA02", None, 6000),
    ("home-care", "home-care", Some("day"), 4105),
    ("home-care", "home-care", Some("evening"), 4500),
    ("home-care", "home-care", Some("night"), 4500),
    ("home-care", "home-care", Some("saturday"), 4000),
    ("home-care", "home-care", Some("sunday"), 8000),
    ("early-education", "over3-full", None, 90_000),
];

/// Why the world could not be founded.
#[derive(Debug, thiserror::Error)]
#[error("the world can't be founded: {0}")]
pub struct Unfounded(String);

impl Unfounded {
    /// For this cause.
    pub fn of(cause: &impl std::fmt::Display) -> Self {
        Self(cause.to_string())
    }
}

impl From<StoreError> for Unfounded {
    fn from(cause: StoreError) -> Self {
        Self::of(&cause)
    }
}

/// The organiser of every run.
pub fn organiser() -> Result<Organiser, Unfounded> {
    "testila".to_owned().try_into().map_err(|_| Unfounded("organiser".to_owned()))
}

/// A company as the organiser knows it.
pub fn provider(company: usize) -> Result<ProviderId, Unfounded> {
    Ok(ProviderId::of(&organiser()?, &business_id(company)))
}

/// A client's id.
pub fn client(number: usize) -> Result<ClientId, Unfounded> {
    Ok(ClientId::of(&organiser()?, "founder", &format!("client-{number}")))
}

/// An official in a role.
pub fn official(role: Role) -> Result<Actor, Unfounded> {
    Ok(Actor { id: format!("{role:?}"), organiser: organiser()?, role, business: None })
}

/// A company's recorder.
pub fn recorder(company: usize) -> Result<Actor, Unfounded> {
    let business = Business { business_id: read(business_id(company))?, provider: provider(company)? };
    let id = format!("recorder-{company}");
    Ok(Actor { id, organiser: organiser()?, role: Role::Recorder, business: Some(business) })
}

/// All that is stored before the first request, made once; with dental care approved by a person, or at once.
pub fn founding(checked: bool) -> Result<&'static [Vec<Write>], Unfounded> {
    static MADE: [OnceLock<Vec<Vec<Write>>>; 2] = [const { OnceLock::new() }; 2];
    let made = &MADE[usize::from(checked)];
    if let Some(known) = made.get() {
        return Ok(known);
    }
    let writes = found(checked)?;
    Ok(made.get_or_init(|| writes))
}

fn found(checked: bool) -> Result<Vec<Vec<Write>>, Unfounded> {
    let organiser = organiser()?;
    let mut writes = vec![put_new(&organiser, &Name::OrganiserDetails, &details()?)?];
    for text in RULEBOOKS {
        let mut rulebook = parsed(text)?;
        // Several vouchers of one client, so that their visits meet.
        rulebook.side_by_side = rulebook.early_education.is_none();
        if checked && rulebook.service.as_str() == "dental-care" {
            rulebook.recording.approval = rulebook::Approval::Held;
        }
        let name = Name::Rulebook(rulebook.service.clone(), rulebook.version);
        writes.push(put_new(&organiser, &name, &rulebook)?);
        for company in 0..COMPANIES {
            let approval = approval(company, &rulebook)?;
            let name = Name::Approval(approval.provider, approval.service.clone());
            writes.push(put_new(&organiser, &name, &approval)?);
        }
    }
    for company in 0..COMPANIES {
        let provider = company_of(company)?;
        writes.push(put_new(&organiser, &Name::Provider(provider.provider), &provider)?);
    }
    for number in 0..CLIENTS + CHILDREN {
        let client = person(number)?;
        writes.push(put_new(&organiser, &Name::Client(client.client), &client)?);
    }
    Ok(writes.into_iter().map(|write| vec![write]).collect())
}

fn parsed(text: &str) -> Result<Rulebook, Unfounded> {
    rulebook::parse(text).map_err(|found| Unfounded(format!("{found:?}")))
}

/// The rulebook of dental care.
pub fn dental_care() -> Result<Rulebook, Unfounded> {
    parsed(RULEBOOKS[0])
}

fn read<T: std::str::FromStr>(text: String) -> Result<T, Unfounded> {
    text.parse().map_err(|_| Unfounded(text))
}

/// The organiser's own details.
pub fn details() -> Result<organiser::Details, Unfounded> {
    let business_id = business_id(50);
    let details = serde_json::json!({
        "name": "Testilän hyvinvointialue", "business_id": business_id, "street": "Testitie 1",
        "postal_code": "00100", "town": "Testilä", "payment_term_days": 21, "language": "fi",
        "einvoice": {"address": ovt(&business_id), "operator": "EXMPFIHH"},
    });
    serde_json::from_value(details).map_err(|error| Unfounded(error.to_string()))
}

/// A company's own details.
pub fn company_of(company: usize) -> Result<Provider, Unfounded> {
    let id = business_id(company);
    let route = serde_json::json!({"address": ovt(&id), "operator": "EXMPFIHH"});
    let details = Details {
        company: Company {
            name: format!("Testi {company} Oy"),
            street: "Testitie 2".to_owned(),
            postal_code: "00100".to_owned(),
            town: "Testilä".to_owned(),
        },
        iban: Some(read(iban(company))?),
        bic: Some(read("EXMPFIHH".to_owned())?),
        einvoice: serde_json::from_value(route).map_err(|error| Unfounded(error.to_string()))?,
        vat_registered: true,
        languages: vec![Language::Fi],
        units: Vec::new(),
    };
    Ok(Provider { provider: provider(company)?, business_id: read(id)?, details })
}

/// What a company is approved for, with its prices.
pub fn approval(company: usize, rulebook: &Rulebook) -> Result<Approval, Unfounded> {
    let service: &ServiceCode = &rulebook.service;
    let mut prices = Vec::new();
    for (_, content, band, cents) in PRICES.iter().filter(|price| price.0 == service.as_str()) {
        let band = band.map(|band| rulebook::BandName(band.to_owned()));
        prices.push(Price { content: read((*content).to_owned())?, band, price: Cents(*cents) });
    }
    let provider = provider(company)?;
    let application = ApplicationId::of(&organiser()?, "signatory", service.as_str());
    let days = Period { first_day: date(2026, 1, 1), last_day: None };
    Ok(Approval::new(provider, service.clone(), application, days, prices))
}

fn person(number: usize) -> Result<Client, Unfounded> {
    Ok(Client {
        client: client(number)?,
        identity_code: None,
        first_names: "Testi".to_owned(),
        last_name: format!("Henkilö {number}"),
        born: date(2022, 1, 1),
        language: Language::Fi,
        municipality: "Testilä".to_owned(),
        protected: false,
        died: None,
        guardians: Vec::new(),
        merged: None,
    })
}
