//! The prices of an application as fields: one for each content, or for each of its bands.

use crate::{
    api::{AppliedService, Content, Price, Service},
    form::Form,
    form_field::Field,
    page::Page,
};

/// One service with its price fields; without fields the price is agreed in each order.
pub(crate) struct PriceFields {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) fields: Vec<Field>,
}

/// The fields of some services.
pub(crate) fn fields(page: &Page, form: &Form, services: &[Service]) -> Vec<PriceFields> {
    let of = |service: &Service| PriceFields {
        code: service.service.clone(),
        name: page.own(&service.names),
        fields: priced(service).map(|(content, band)| field(page, form, service, content, band)).collect(),
    };
    services.iter().map(of).collect()
}

/// The prices that were filled in; the form learns which field is which price.
pub(crate) fn read(form: &mut Form, services: &[Service]) -> Vec<AppliedService> {
    let numbered = services.iter().enumerate();
    numbered
        .map(|(at, service)| AppliedService {
            availability: None,
            service: service.service.clone(),
            prices: of_one(form, at, service),
        })
        .collect()
}

/// Fills the fields in from an earlier application.
pub(crate) fn fill(form: &mut Form, applied: &[AppliedService]) {
    for service in applied {
        for price in &service.prices {
            let name = name(&service.service, &price.content, price.band.as_deref());
            form.set(&name, crate::amounts::euros_text(price.price_cents));
        }
    }
}

fn of_one(form: &mut Form, at: usize, service: &Service) -> Vec<Price> {
    let mut prices = Vec::new();
    for (content, band) in priced(service) {
        let name = name(&service.service, &content.code, band);
        if let Some(price_cents) = form.maybe_cents(&name) {
            form.alias(format!("services.{at}.prices.{}", prices.len()), name);
            prices.push(Price { content: content.code.clone(), band: band.map(str::to_owned), price_cents });
        }
    }
    form.alias(format!("services.{at}"), format!("prices.{}", service.service));
    prices
}

/// Each content, or each of its bands; nothing for purchased services.
fn priced(service: &Service) -> impl Iterator<Item = (&Content, Option<&str>)> {
    let contents = service.contents.iter().filter(|_| !service.is_purchased());
    contents.flat_map(|content| {
        let bands = content.bands.iter().map(move |band| (content, Some(band.name.as_str())));
        let whole = content.bands.is_empty().then_some((content, None));
        bands.chain(whole)
    })
}

fn field(page: &Page, form: &Form, service: &Service, content: &Content, band: Option<&str>) -> Field {
    let band_name = band.map(|band| format!(", {}", page.code("band", band))).unwrap_or_default();
    let unit = page.code("unit", &content.unit);
    let label = format!("{}{band_name} (€ / {unit})", page.own(&content.names));
    form.number(name(&service.service, &content.code, band), label)
}

fn name(service: &str, content: &str, band: Option<&str>) -> String {
    band.map_or_else(
        || format!("prices.{service}.{content}"),
        |band| format!("prices.{service}.{content}.{band}"),
    )
}
