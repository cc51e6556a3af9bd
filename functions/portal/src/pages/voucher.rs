//! A voucher or an order: what it grants, how much is used, and who delivers.

use crate::{
    api::{Grant, Voucher},
    catalogue::Catalogue,
    failure::Answer,
    page::{Page, html},
    paging::Paging,
    provider_names::ProviderNames,
    visitor::SignedIn,
};
use askama::Template;
use axum::extract::{Path, Query};
use web::Action;

#[derive(Template)]
#[template(path = "voucher.html")]
struct View {
    page: Page,
    voucher: Voucher,
    /// The client's name, for officials.
    client: Option<String>,
    catalogue: Catalogue,
    providers: ProviderNames,
    may_record: bool,
}

pub(crate) async fn show(who: SignedIn, Path(number): Path<String>, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeVoucher)?;
    let api = who.api();
    let voucher = api.voucher(&number).await?;
    let sees_client = who.session.role.may(Action::SeeClients);
    let client = if sees_client { Some(api.client(&voucher.client).await?.name()) } else { None };
    let catalogue = Catalogue::load(&who).await?;
    let providers = ProviderNames::load(&who).await?;
    let page = who.page().having_done(paging.done);
    let may_record = who.session.role.may(Action::Record);
    Ok(html(&View { page, voucher, client, catalogue, providers, may_record }))
}

impl View {
    /// Each limit in words: `40 h in a month`.
    fn limits(&self, granted: &Grant) -> Vec<String> {
        let unit = self.catalogue.unit(&self.voucher.service, &granted.code);
        let limits = &granted.limits;
        let all = [
            (limits.day, "limit-in-day"),
            (limits.week, "limit-in-week"),
            (limits.month, "limit-in-month"),
            (limits.total, "limit-in-all"),
        ];
        let shown = all.into_iter().filter_map(|(amount, key)| Some((amount?, key)));
        shown.map(|(amount, key)| self.page.t1(key, "amount", self.page.quantity(&unit, &amount))).collect()
    }

    /// How much is used and how much waits for approval, in words.
    fn used(&self, granted: &Grant) -> Vec<String> {
        let unit = self.catalogue.unit(&self.voucher.service, &granted.code);
        let Some(used) = self.voucher.used.get(&granted.code) else { return Vec::new() };
        let mut words = vec![self.page.t1("voucher-used", "amount", self.page.quantity(&unit, &used.used))];
        if used.held > 0 {
            words.push(self.page.t1("voucher-held", "amount", self.page.quantity(&unit, &used.held)));
        }
        if let Some(left) = used.total.map(|total| total - used.used - used.held) {
            words.push(self.page.t1("voucher-left", "amount", self.page.quantity(&unit, &left)));
        }
        words
    }
}
