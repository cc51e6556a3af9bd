//! The public register of approved providers, by service and town (act 569/2009, section 4).

use crate::{
    api::{Api, Listed, Service},
    catalogue::{Catalogue, or_none},
    failure::Answer,
    page::{Page, html},
    pages::rulebook,
    visitor::{Visitor, address},
};
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;

#[derive(Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    org: String,
    #[serde(default)]
    service: String,
    #[serde(default)]
    town: String,
    cursor: Option<String>,
}

#[derive(Template)]
#[template(path = "register.html")]
struct View {
    page: Page,
    asked: Asked,
    organisers: Vec<(String, String)>,
    services: Vec<(String, String)>,
    catalogue: Catalogue,
    found: Vec<Listed>,
    next: Option<String>,
}

pub(crate) async fn show(visitor: Visitor, Query(mut asked): Query<Asked>) -> Answer {
    asked.org = organiser(&visitor, &asked.org);
    let organisers = organisers(&visitor);
    asked.town = asked.town.trim().to_owned();
    let page = visitor.page();
    if asked.org.is_empty() {
        let catalogue = Catalogue::new(visitor.language, Vec::new());
        let (services, found, next) = (Vec::new(), Vec::new(), None);
        return Ok(html(&View { page, asked, organisers, services, catalogue, found, next }));
    }
    let api = visitor.api();
    let catalogue = Catalogue::new(visitor.language, api.services(&asked.org).await?);
    let services = or_none(page.t("register-any-service"), catalogue.choices(|_: &Service| true));
    let (found, next) = find(&api, &asked).await?;
    Ok(html(&View { page, asked, organisers, services, catalogue, found, next }))
}

async fn find(api: &Api, asked: &Asked) -> Result<(Vec<Listed>, Option<String>), crate::api::Refused> {
    let matches = |listed: &Listed| {
        (asked.service.is_empty() || listed.offers(&asked.service))
            && (asked.town.is_empty() || listed.is_in(&asked.town))
    };
    let list = api.register(&asked.org, asked.cursor.as_deref(), matches).await?;
    let kept = [("org", asked.org.as_str()), ("service", &asked.service), ("town", &asked.town)];
    let next = list.next.map(|cursor| address("/register", &[&kept[..], &[("cursor", &cursor)]].concat()));
    Ok((list.items, next))
}

fn organisers(visitor: &Visitor) -> Vec<(String, String)> {
    let all = visitor.portal.config.organisers.iter();
    all.map(|one| (one.code.clone(), one.name.in_language(visitor.language).to_owned())).collect()
}

/// The code of the organiser asked for, else one's own, else the only one's; empty without any.
pub(crate) fn organiser(visitor: &Visitor, asked: &str) -> String {
    let organisers = &visitor.portal.config.organisers;
    let own = visitor.session.as_ref().map(|session| session.organiser.clone());
    let only = organisers.first().filter(|_| organisers.len() == 1).map(|one| one.code.clone());
    Some(asked.to_owned()).filter(|code| !code.is_empty()).or(own).or(only).unwrap_or_default()
}

impl View {
    /// The names and addresses of the rulebooks in force: the chosen service's, or all.
    fn rulebooks(&self) -> Vec<(String, String)> {
        let chosen = self.catalogue.services.iter();
        let chosen = chosen.filter(|one| self.asked.service.is_empty() || one.service == self.asked.service);
        let place = |one: &Service| rulebook::place(&self.asked.org, &one.service, one.version);
        chosen.map(|one| (self.page.own(&one.names), place(one))).collect()
    }

    /// The towns of a provider's units, each once.
    fn towns(&self, listed: &Listed) -> String {
        let mut towns: Vec<&str> = listed.units.iter().map(|unit| unit.municipality.as_str()).collect();
        towns.sort_unstable();
        towns.dedup();
        towns.join(", ")
    }

    fn languages(&self, listed: &Listed) -> String {
        listed.languages.iter().map(|tag| self.page.code("language", tag)).collect::<Vec<_>>().join(", ")
    }
}
