//! Settlement runs: the list, and starting one.

use crate::{
    api::Run,
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html, refused},
    paging::{self, Paging},
    visitor::{SignedIn, address},
};
use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::time::Month;
use web::Action;

/// How many months back can be chosen.
const MONTHS: usize = 13;

#[derive(Template)]
#[template(path = "runs.html")]
struct View {
    page: Page,
    form: Form,
    runs: Vec<Run>,
    periods: Vec<(String, String)>,
    next: Option<String>,
    may_settle: bool,
}

pub(crate) async fn show(who: SignedIn, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeRuns)?;
    let mut form = who.form();
    form.set("period", Month::of(who.today()).before().to_string());
    Ok(html(&view(&who, paging, form).await?))
}

pub(crate) async fn start(who: SignedIn, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::Settle)?;
    let period = form.need_choice("period");
    if form.is_right() {
        let answer = who.api().start_run(form.key(), &period).await;
        if let Some(run) = form.outcome(answer)? {
            let to = address(&format!("/runs/{run}"), &[("done", "run-started")]);
            return Ok(Redirect::to(&to).into_response());
        }
    }
    Ok(refused(&view(&who, Paging::default(), form.renewed(&who.session)).await?))
}

async fn view(who: &SignedIn, paging: Paging, form: Form) -> Result<View, Failure> {
    let list = who.api().runs(paging.cursor.as_deref()).await?;
    let next = paging::next("/runs", &[], list.next.as_ref());
    let page = who.page().having_done(paging.done);
    let months = std::iter::successors(Some(Month::of(who.today())), |month| Some(month.before()));
    let periods =
        months.take(MONTHS).map(|month| (month.to_string(), page.month(month.to_string()))).collect();
    let may_settle = who.session.role.may(Action::Settle);
    Ok(View { page, form, runs: list.items, periods, next, may_settle })
}
