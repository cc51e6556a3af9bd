//! A signatory writes an application for services.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    application::{Application, AppliedService, State as Stands},
    identifiers::{EInvoiceRoute, WrongIdentifier},
    ids::ApplicationId,
    language::Language,
    provider::{Company, Details, Unit},
};
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::put_new};
use web::{Action, Actor, App, Command, Outcome, Problem, once};

/// The body of the request. Identifiers come as text, so that a wrong one is refused at its field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewApplication {
    company: Company,
    #[serde(default)]
    iban: Option<String>,
    #[serde(default)]
    bic: Option<String>,
    #[serde(default)]
    einvoice: Option<EinvoiceText>,
    vat_registered: bool,
    languages: Vec<Language>,
    units: Vec<Unit>,
    pub(crate) services: Vec<AppliedService>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EinvoiceText {
    address: String,
    operator: String,
}

/// `POST /v1/applications`: a draft. The company is the one of the signatory's mandate.
pub(crate) async fn apply(
    actor: Actor,
    State(app): State<App>,
    command: Command<NewApplication>,
) -> Result<Response, Problem> {
    actor.may(Action::Apply)?;
    let business = actor.business.as_ref().ok_or(Problem::new("not_allowed"))?;
    let application = Application {
        application: ApplicationId::of(&actor.organiser, &actor.id, &command.key),
        provider: business.provider,
        business_id: business.business_id.clone(),
        details: details(&command.body)?,
        services: command.body.services.clone(),
        commitments: Vec::new(),
        state: Stands::Draft,
        history: Vec::new(),
    };
    once(&app, &actor, Table::Providers, &command, || async {
        let name = Name::Application(application.application);
        let writes = vec![put_new(&actor.organiser, &name, &application)?];
        let answer = json!({ "application": application.application, "state": application.state });
        Ok(Outcome { status: StatusCode::CREATED, answer, writes })
    })
    .await
}

pub(crate) fn details(new: &NewApplication) -> Result<Details, Problem> {
    check_texts(new)?;
    Ok(Details {
        company: new.company.clone(),
        iban: parsed(new.iban.as_ref(), "iban_invalid", "iban")?,
        bic: parsed(new.bic.as_ref(), "bic_invalid", "bic")?,
        einvoice: new.einvoice.as_ref().map(route).transpose()?,
        vat_registered: new.vat_registered,
        languages: new.languages.clone(),
        units: new.units.clone(),
    })
}

fn parsed<T: std::str::FromStr<Err = WrongIdentifier>>(
    text: Option<&String>,
    code: &'static str,
    field: &'static str,
) -> Result<Option<T>, Problem> {
    text.map(|text| text.parse()).transpose().map_err(|_| Problem::new(code).at_field(field))
}

fn route(text: &EinvoiceText) -> Result<EInvoiceRoute, Problem> {
    let wrong = |field: &'static str| Problem::new("einvoice_address_invalid").at_field(field);
    Ok(EInvoiceRoute {
        address: text.address.parse().map_err(|_| wrong("einvoice.address"))?,
        operator: text.operator.parse().map_err(|_| wrong("einvoice.operator"))?,
    })
}

fn check_texts(new: &NewApplication) -> Result<(), Problem> {
    let required = |text: &str, field: &str| {
        let fits = (2..=70).contains(&text.trim().chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(()) } else { Err(Problem::new("field_required").at_field(field)) }
    };
    required(&new.company.name, "company.name")?;
    required(&new.company.street, "company.street")?;
    required(&new.company.town, "company.town")?;
    let postal_code = &new.company.postal_code;
    if postal_code.len() != 5 || !postal_code.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::new("field_required").at_field("company.postal_code"));
    }
    for unit in &new.units {
        required(&unit.name, "units")?;
        required(&unit.municipality, "units")?;
    }
    for (empty, field) in [(new.units.is_empty(), "units"), (new.services.is_empty(), "services")] {
        if empty {
            return Err(Problem::new("field_required").at_field(field));
        }
    }
    Ok(())
}
