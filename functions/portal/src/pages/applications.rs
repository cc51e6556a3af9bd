//! Applications: for an approver those that wait first, for a provider its own.

use crate::{
    api::Application,
    catalogue::Catalogue,
    failure::Answer,
    page::{Page, html},
    paging::{self, Paging},
    visitor::SignedIn,
};
use askama::Template;
use axum::extract::Query;
use web::Action;

#[derive(Template)]
#[template(path = "applications.html")]
struct View {
    page: Page,
    waiting: Vec<Application>,
    others: Vec<Application>,
    catalogue: Catalogue,
    next: Option<String>,
    is_own: bool,
    may_apply: bool,
}

pub(crate) async fn show(who: SignedIn, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeApplications)?;
    let list = who.api().applications(paging.cursor.as_deref()).await?;
    let next = paging::next("/applications", &[], list.next.as_ref());
    let catalogue = Catalogue::load(&who).await?;
    let role = who.session.role;
    let is_waiting = |one: &Application| one.state == "submitted" && !role.is_providers();
    let (waiting, others) = list.items.into_iter().partition(is_waiting);
    let (is_own, may_apply) = (role.is_providers(), role.may(Action::Apply));
    let page = who.page().having_done(paging.done);
    Ok(html(&View { page, waiting, others, catalogue, next, is_own, may_apply }))
}

impl View {
    fn services(&self, application: &Application) -> String {
        let names = application.services.iter().map(|one| self.catalogue.name(&one.service));
        names.collect::<Vec<_>>().join(", ")
    }
}
