//! Filling an application in: choose the services, then the company, its accounts, places and prices.

use crate::{
    api::{Application, Company, EinvoiceAddress, NewApplication, Service, Unit},
    catalogue::Catalogue,
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html, refused},
    pages::prices::{self, PriceFields},
    visitor::{SignedIn, address},
};
use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use web::Action;

/// How many places of service the form takes.
const UNITS: usize = 5;

#[derive(Template)]
#[template(path = "application_services.html")]
struct Choose {
    page: Page,
    form: Form,
    choices: Vec<(String, String)>,
    from: String,
}

#[derive(Template)]
#[template(path = "application_new.html")]
struct View {
    page: Page,
    form: Form,
    services: Vec<PriceFields>,
    languages: Vec<(String, String)>,
    yes: Vec<(String, String)>,
    step_free: Vec<(String, String)>,
    /// Whether a place after the first has something in it.
    has_more_units: bool,
}

pub(crate) async fn show(who: SignedIn, Query(asked): Query<Vec<(String, String)>>) -> Answer {
    who.may(Action::Apply)?;
    let catalogue = Catalogue::load(&who).await?;
    let values =
        |name: &'static str| asked.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.clone());
    let edited = values("edits").next();
    let from = edited.clone().or_else(|| values("from").next()).unwrap_or_default();
    let earlier = if from.is_empty() { None } else { Some(who.api().application(&from).await?) };
    let mut chosen: Vec<String> = values("service").collect();
    let mut form = who.form();
    if let (Some(id), Some(earlier)) = (&edited, &earlier) {
        form.set("edits", id.as_str());
        chosen.extend(earlier.services.iter().map(|applied| applied.service.clone()));
    }
    if chosen.is_empty() {
        let applied = earlier.iter().flat_map(|earlier| &earlier.services);
        applied.for_each(|one| form.set("service", one.service.as_str()));
        let page = who.page();
        return Ok(html(&Choose { page, form, choices: catalogue.choices(|_| true), from }));
    }
    if let Some(earlier) = earlier {
        fill(&mut form, &earlier);
    }
    Ok(html(&view(&who, form, &services(&catalogue, &chosen)?)))
}

pub(crate) async fn draft(who: SignedIn, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::Apply)?;
    let chosen: Vec<String> = form.values("service").map(str::to_owned).collect();
    let services = services(&Catalogue::load(&who).await?, &chosen)?;
    let application = read(&mut form, &services);
    if form.is_right() {
        let answer = match form.maybe("edits") {
            Some(id) => who.api().rewrite(&id, &application).await,
            None => who.api().draft(form.key(), &application).await,
        };
        if let Some(id) = form.outcome(answer)? {
            let to = address(&format!("/applications/{id}"), &[("done", "drafted")]);
            return Ok(Redirect::to(&to).into_response());
        }
    }
    Ok(refused(&view(&who, form.renewed(&who.session), &services)))
}

fn services(catalogue: &Catalogue, chosen: &[String]) -> Result<Vec<Service>, Failure> {
    chosen.iter().map(|code| catalogue.service(code).cloned().ok_or(Failure::NotFound)).collect()
}

fn read(form: &mut Form, services: &[Service]) -> NewApplication {
    NewApplication {
        company: Company {
            name: form.need("company.name"),
            street: form.need("company.street"),
            postal_code: form.need("company.postal_code"),
            town: form.need("company.town"),
        },
        iban: form.maybe("iban").map(packed),
        bic: form.maybe("bic").map(packed),
        einvoice: read_einvoice(form),
        vat_registered: form.has("vat_registered", "yes"),
        languages: form.values("languages").map(str::to_owned).collect(),
        units: read_units(form),
        services: prices::read(form, services),
    }
}

/// Both halves or neither.
fn read_einvoice(form: &mut Form) -> Option<EinvoiceAddress> {
    if form.maybe("einvoice.address").is_none() && form.maybe("einvoice.operator").is_none() {
        return None;
    }
    Some(EinvoiceAddress { address: form.need("einvoice.address"), operator: form.need("einvoice.operator") })
}

/// The first place must be there; of the others, those with something in them.
fn read_units(form: &mut Form) -> Vec<Unit> {
    let is_used = |form: &Form, at: usize| {
        at == 0 || form.maybe(&unit(at, "name")).is_some() || form.maybe(&unit(at, "municipality")).is_some()
    };
    let used: Vec<usize> = (0..UNITS).filter(|at| is_used(form, *at)).collect();
    let mut units = Vec::new();
    for at in used {
        form.alias(format!("units.{}", units.len()), format!("units.{at}"));
        units.push(Unit {
            name: form.need(&unit(at, "name")),
            municipality: form.need(&unit(at, "municipality")),
            accessible: form.has(&unit(at, "accessible"), "yes"),
        });
    }
    units
}

fn fill(form: &mut Form, earlier: &Application) {
    let Company { name, street, postal_code, town } = earlier.company.clone();
    let mut set =
        |field: &str, value: Option<String>| value.into_iter().for_each(|value| form.set(field, value));
    set("company.name", Some(name));
    set("company.street", Some(street));
    set("company.postal_code", Some(postal_code));
    set("company.town", Some(town));
    set("iban", earlier.iban.clone());
    set("bic", earlier.bic.clone());
    set("einvoice.address", earlier.einvoice.as_ref().map(|one| one.address.clone()));
    set("einvoice.operator", earlier.einvoice.as_ref().map(|one| one.operator.clone()));
    set("vat_registered", earlier.vat_registered.filter(|yes| *yes).map(|_| "yes".to_owned()));
    earlier.languages.iter().for_each(|tag| set("languages", Some(tag.clone())));
    for (at, one) in earlier.units.iter().take(UNITS).enumerate() {
        set(&unit(at, "name"), Some(one.name.clone()));
        set(&unit(at, "municipality"), Some(one.municipality.clone()));
        set(&unit(at, "accessible"), one.accessible.then(|| "yes".to_owned()));
    }
    prices::fill(form, &earlier.services);
}

fn view(who: &SignedIn, form: Form, services: &[Service]) -> View {
    let page = who.page();
    let services = prices::fields(&page, &form, services);
    let languages = ["fi", "sv", "en"].map(|tag| (tag.to_owned(), page.code("language", tag))).to_vec();
    let yes = vec![("yes".to_owned(), page.t("application-vat-registered"))];
    let step_free = vec![("yes".to_owned(), page.t("application-accessible"))];
    let has_more_units = (1..UNITS).any(|at| form.maybe(&unit(at, "name")).is_some());
    View { page, form, services, languages, yes, step_free, has_more_units }
}

fn unit(at: usize, part: &str) -> String {
    format!("units.{at}.{part}")
}

/// Without the spaces that people group account numbers with.
fn packed(text: String) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
