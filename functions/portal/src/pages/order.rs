//! Ordering a purchased service for a client from one approved provider.

use crate::{
    api::{Client, NewPurchase, NewVoucher, Service},
    catalogue::{Catalogue, or_none},
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
#[template(path = "order.html")]
struct View {
    page: Page,
    form: Form,
    client: Client,
    service: Service,
    providers: Vec<(String, String)>,
    contents: Vec<ContentFields>,
}

pub(crate) async fn show(who: SignedIn, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    who.may(Action::Grant)?;
    let client = who.api().client(&id).await?;
    let catalogue = Catalogue::load(&who).await?;
    let Some(code) = asked.service else {
        let page = who.page();
        let (title, choices) = (page.t("order-title"), catalogue.choices(Service::is_purchased));
        return Ok(choose_service::show(page, client, title, choices));
    };
    let service = purchased_service(&catalogue, &code)?;
    let mut form = who.form();
    form.set("first_day", who.today().to_string());
    Ok(html(&view(&who, form, client, service).await?))
}

pub(crate) async fn order(who: SignedIn, Path(id): Path<String>, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::Grant)?;
    let client = who.api().client(&id).await?;
    let service = purchased_service(&Catalogue::load(&who).await?, form.value("service"))?;
    let purchase = read(&mut form, &client, &service);
    if form.is_right() {
        let answer = who.api().order(form.key(), &purchase).await;
        if let Some(number) = form.outcome(answer)? {
            let to = address(&format!("/vouchers/{number}"), &[("done", "ordered")]);
            return Ok(Redirect::to(&to).into_response());
        }
    }
    Ok(refused(&view(&who, form.renewed(&who.session), client, service).await?))
}

fn read(form: &mut Form, client: &Client, service: &Service) -> NewPurchase {
    let provider = form.need_choice("provider");
    let order = NewVoucher {
        client: client.client.clone(),
        service: service.service.clone(),
        first_day: form.need_day("first_day"),
        last_day: form.need_day("last_day"),
        contents: contents::read(form, service),
    };
    NewPurchase { order, provider }
}

async fn view(who: &SignedIn, form: Form, client: Client, service: Service) -> Result<View, Failure> {
    let page = who.page();
    let contents = contents::fields(&page, &form, &service);
    let listed =
        who.api().register(&who.session.organiser, None, |listed| listed.offers(&service.service)).await?;
    let named = listed.items.into_iter().map(|listed| (listed.provider, listed.name)).collect();
    let providers = or_none(page.t("form-select-none"), named);
    Ok(View { page, form, client, service, providers, contents })
}

fn purchased_service(catalogue: &Catalogue, code: &str) -> Result<Service, Failure> {
    catalogue.service(code).filter(|service| service.is_purchased()).cloned().ok_or(Failure::NotFound)
}
