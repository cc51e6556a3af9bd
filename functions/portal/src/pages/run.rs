//! One settlement run and where each provider's settlement stands.

use crate::{
    api::RunWithSettlements,
    failure::Answer,
    page::{Page, html},
    paging::Paging,
    visitor::SignedIn,
};
use askama::Template;
use axum::extract::{Path, Query};
use web::Action;

#[derive(Template)]
#[template(path = "run.html")]
struct View {
    page: Page,
    run: RunWithSettlements,
    total: i64,
    set_aside: usize,
    may_fetch: bool,
}

pub(crate) async fn show(who: SignedIn, Path(id): Path<String>, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeRuns)?;
    let run = who.api().run(&id).await?;
    let total = run.settlements.iter().filter_map(|one| one.total_cents).sum();
    let set_aside = run.settlements.iter().filter(|one| one.status == "set_aside").count();
    let may_fetch = who.session.role.may(Action::FetchInvoices);
    Ok(html(&View { page: who.page().having_done(paging.done), run, total, set_aside, may_fetch }))
}
