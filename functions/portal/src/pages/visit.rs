//! Recording one visit: choose the client, then what was delivered and when.

use crate::{
    api::{NewEvent, Recorded, Voucher},
    catalogue::Catalogue,
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html, refused},
    pages::visit_choose,
    visitor::SignedIn,
};
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use web::Action;

#[derive(Deserialize)]
pub(crate) struct Asked {
    voucher: Option<String>,
    cursor: Option<String>,
}

#[derive(Template)]
#[template(path = "visit.html")]
struct View {
    page: Page,
    form: Form,
    voucher: Voucher,
    client_name: String,
    service_name: String,
    contents: Vec<(String, String)>,
    unit: String,
    clocks: Vec<(String, String)>,
    recorded: Option<Recorded>,
}

pub(crate) async fn show(who: SignedIn, Query(asked): Query<Asked>) -> Answer {
    who.may(Action::Record)?;
    match asked.voucher {
        None => visit_choose::show(&who, asked.cursor.as_deref()).await,
        Some(number) => {
            let mut form = who.form();
            form.set("day", who.today().to_string());
            form.set("quantity", "1");
            Ok(html(&view(&who, &number, form, None).await?))
        }
    }
}

pub(crate) async fn record(who: SignedIn, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::Record)?;
    let number = form.value("voucher").to_owned();
    let catalogue = Catalogue::load(&who).await?;
    let voucher = who.api().voucher(&number).await?;
    let event = read(&mut form, &voucher, &catalogue);
    if form.is_right() {
        let answer = who.api().record(&event).await;
        if let Some(recorded) = form.outcome(answer)? {
            return Ok(html(&view(&who, &number, who.form(), Some(recorded)).await?));
        }
    }
    Ok(refused(&view(&who, &number, form.renewed(&who.session), None).await?))
}

/// The form's key is the event's id: the same form sent twice records one visit.
fn read(form: &mut Form, voucher: &Voucher, catalogue: &Catalogue) -> NewEvent {
    let content = form.need_choice("content");
    let unit = catalogue.unit(&voucher.service, &content);
    let event = NewEvent {
        id: form.key().to_owned(),
        voucher: voucher.voucher.clone(),
        content,
        ..NewEvent::default()
    };
    if unit == "HUR" {
        let (start, end) = (form.need_moment("start"), form.need_moment("end"));
        let start = Some(start + form.value("start_clock"));
        return NewEvent { unit, start, end: Some(end + form.value("end_clock")), ..event };
    }
    let (day, quantity) = (Some(form.need_day("day")), Some(form.need_whole("quantity")));
    NewEvent { unit, day, quantity, ..event }
}

async fn view(
    who: &SignedIn,
    number: &str,
    mut form: Form,
    recorded: Option<Recorded>,
) -> Result<View, Failure> {
    let voucher = who.api().voucher(number).await?;
    let catalogue = Catalogue::load(who).await?;
    let codes: Vec<String> = voucher.contents.iter().map(|granted| granted.code.clone()).collect();
    let contents = catalogue.content_choices(&voucher.service, &codes);
    if let [only] = &codes[..] {
        form.set("content", only.as_str());
    }
    let unit = codes.first().map(|code| catalogue.unit(&voucher.service, code)).unwrap_or_default();
    let service_name = catalogue.name(&voucher.service);
    let client_name = visit_choose::client_name(&who.api(), number).await?;
    let page = who.page();
    let clocks = clocks(&page);
    Ok(View { page, form, voucher, client_name, service_name, contents, unit, clocks, recorded })
}

/// In the hour that the clock shows twice, an offset tells which was meant.
fn clocks(page: &Page) -> Vec<(String, String)> {
    let choice = |offset: &str, key: &str| (offset.to_owned(), page.t(key));
    vec![
        choice("", "visit-clock-any"),
        choice("+03:00", "visit-clock-summer"),
        choice("+02:00", "visit-clock-winter"),
    ]
}
