//! The first of two clicks: what would be recorded for the month, said in full before it is.

use crate::{
    api::RosterLine,
    catalogue::Catalogue,
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html},
    pages::roster::{self, field_name},
    visitor::SignedIn,
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::time::Month;
use web::Action;

/// What the person decided for one line that was on the page.
pub(crate) struct Decided {
    pub(crate) voucher: String,
    /// Another content than expected.
    pub(crate) content: Option<String>,
    pub(crate) leave: bool,
}

#[derive(Template)]
#[template(path = "roster_check.html")]
struct View {
    page: Page,
    form: Form,
    month: Month,
    catalogue: Catalogue,
    decided: Vec<Decided>,
    unchanged: Vec<RosterLine>,
    changed: Vec<(RosterLine, String)>,
    left_out: Vec<RosterLine>,
    provider_cents: i64,
    client_cents: i64,
}

/// Says what would be recorded, or goes back to the lines with what was filled in.
pub(crate) async fn check(who: SignedIn, Path(month): Path<String>, Submitted(form): Submitted) -> Answer {
    who.may(Action::Record)?;
    let month = roster::month_of(&month)?;
    let form = form.renewed(&who.session);
    if form.value("act") == "edit" {
        return Ok(html(&roster::view(&who, month, form, None).await?));
    }
    Ok(html(&view(&who, month, form).await?))
}

/// A reader of the check's address is led to the lines.
pub(crate) async fn to_roster(Path(month): Path<String>) -> Result<Response, Failure> {
    Ok(Redirect::to(&format!("/roster/{}", roster::month_of(&month)?)).into_response())
}

/// What the form says of each line that was on the page.
pub(crate) fn decisions(form: &Form) -> Vec<Decided> {
    let voucher = |at: usize| form.maybe(&field_name(at, "voucher")).map(|voucher| (at, voucher));
    let lines = (0..).map_while(voucher);
    let decided = lines.map(|(at, voucher)| Decided {
        voucher,
        content: form.maybe(&field_name(at, "content")),
        leave: form.has(&field_name(at, "leave"), "yes"),
    });
    decided.collect()
}

async fn view(who: &SignedIn, month: Month, form: Form) -> Result<View, Failure> {
    let roster = who.api().roster(&month.to_string()).await?;
    let decided = decisions(&form);
    let (mut unchanged, mut changed, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for line in roster.lines.into_iter().filter(|line| !line.recorded) {
        match decided.iter().find(|one| one.voucher == line.voucher) {
            // A line that came after the page was opened was not seen, so it is not recorded.
            None => {}
            Some(one) if one.leave => left_out.push(line),
            Some(Decided { content: Some(content), .. }) if *content != line.content => {
                changed.push((line, content.clone()));
            }
            Some(_) => unchanged.push(line),
        }
    }
    let catalogue = Catalogue::load(who).await?;
    let provider_cents = unchanged.iter().filter_map(|line| line.provider_cents).sum();
    let client_cents = unchanged.iter().filter_map(|line| line.client_cents).sum();
    let page = who.page();
    Ok(View {
        page,
        form,
        month,
        catalogue,
        decided,
        unchanged,
        changed,
        left_out,
        provider_cents,
        client_cents,
    })
}

impl View {
    fn count(&self) -> usize {
        self.unchanged.len() + self.changed.len()
    }

    fn title(&self) -> String {
        self.page.t1("check-title", "month", self.page.month(self.month.to_string()))
    }
}
