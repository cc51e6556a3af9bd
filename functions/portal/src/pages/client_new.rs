//! Adding a client.

use crate::{
    api::NewClient,
    csrf::Submitted,
    failure::Answer,
    form::Form,
    page::{Page, html, refused},
    visitor::{SignedIn, address},
};
use askama::Template;
use axum::response::{IntoResponse, Redirect};
use web::Action;

#[derive(Template)]
#[template(path = "client_new.html")]
struct View {
    page: Page,
    form: Form,
    languages: Vec<(String, String)>,
}

pub(crate) async fn show(who: SignedIn) -> Answer {
    who.may(Action::Grant)?;
    Ok(html(&view(&who, who.form())))
}

pub(crate) async fn add(who: SignedIn, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::Grant)?;
    let client = read(&mut form);
    if form.is_right() {
        let answer = who.api().add_client(form.key(), &client).await;
        if let Some(client) = form.outcome(answer)? {
            let to = address(&format!("/clients/{client}"), &[("done", "client-added")]);
            return Ok(Redirect::to(&to).into_response());
        }
    }
    Ok(refused(&view(&who, form.renewed(&who.session))))
}

fn read(form: &mut Form) -> NewClient {
    NewClient {
        first_names: form.need("first_names"),
        last_name: form.need("last_name"),
        identity_code: form.maybe("identity_code").map(|code| code.to_uppercase()),
        born: form.need_day("born"),
        municipality: form.need("municipality"),
        language: form.need_choice("language"),
    }
}

fn view(who: &SignedIn, form: Form) -> View {
    let page = who.page();
    let languages = vec![("fi".to_owned(), page.t("language-fi")), ("sv".to_owned(), page.t("language-sv"))];
    View { page, form, languages }
}
