//! Granting a voucher: choose the service, then its contents, limits and days.

use crate::{
    api::{Client, NewVoucher, Service},
    catalogue::Catalogue,
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html, refused},
    pages::{
        choose_service,
        contents::{self, ContentFields},
    },
    visitor::{SignedIn, address},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;
use web::Action;

#[derive(Deserialize)]
pub(crate) struct Asked {
    service: Option<String>,
}

#[derive(Template)]
#[template(path = "grant.html")]
struct View {
    page: Page,
    form: Form,
    client: Client,
    service: Service,
    contents: Vec<ContentFields>,
}

pub(crate) async fn show(who: SignedIn, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    who.may(Action::Grant)?;
    let client = who.api().client(&id).await?;
    let catalogue = Catalogue::load(&who).await?;
    let Some(code) = asked.service else {
        let page = who.page();
        let (title, choices) = (page.t("grant-title"), catalogue.choices(|service| !service.is_purchased()));
        return Ok(choose_service::show(page, client, title, choices));
    };
    let service = voucher_service(&catalogue, &code)?;
    let mut form = who.form();
    form.set("first_day", first_day(&who, &service));
    Ok(html(&view(&who, form, client, service)))
}

pub(crate) async fn grant(who: SignedIn, Path(id): Path<String>, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::Grant)?;
    let client = who.api().client(&id).await?;
    let service = voucher_service(&Catalogue::load(&who).await?, form.value("service"))?;
    let voucher = read(&mut form, &client, &service);
    if form.is_right() {
        let answer = who.api().grant(form.key(), &voucher).await;
        if let Some(number) = form.outcome(answer)? {
            let to = address(&format!("/vouchers/{number}"), &[("done", "granted")]);
            return Ok(Redirect::to(&to).into_response());
        }
    }
    Ok(refused(&view(&who, form.renewed(&who.session), client, service)))
}

fn read(form: &mut Form, client: &Client, service: &Service) -> NewVoucher {
    NewVoucher {
        client: client.client.clone(),
        service: service.service.clone(),
        first_day: form.need_day("first_day"),
        last_day: form.need_day("last_day"),
        contents: contents::read(form, service),
    }
}

fn view(who: &SignedIn, form: Form, client: Client, service: Service) -> View {
    let page = who.page();
    let contents = contents::fields(&page, &form, &service);
    View { page, form, client, service, contents }
}

fn voucher_service(catalogue: &Catalogue, code: &str) -> Result<Service, Failure> {
    catalogue.service(code).filter(|service| !service.is_purchased()).cloned().ok_or(Failure::NotFound)
}

/// Months are granted whole, so they start with one; the rest from today.
fn first_day(who: &SignedIn, service: &Service) -> String {
    let today = who.today();
    let is_monthly = service.contents.iter().any(|content| content.unit == "MON");
    if is_monthly { today.first_of_month() } else { today }.to_string()
}
