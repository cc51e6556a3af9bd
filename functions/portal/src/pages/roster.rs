//! The month's roster: every monthly voucher with what is expected of it, to be checked and recorded.

use crate::{
    api::RosterLine,
    catalogue::Catalogue,
    failure::{Answer, Failure},
    form::Form,
    form_field::Field,
    page::{Page, html},
    visitor::SignedIn,
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::time::Month;
use web::Action;

#[derive(Template)]
#[template(path = "roster.html")]
pub(crate) struct View {
    pub(crate) page: Page,
    pub(crate) form: Form,
    pub(crate) month: Month,
    pub(crate) lines: Vec<Line>,
    pub(crate) recorded: Vec<RosterLine>,
    pub(crate) catalogue: Catalogue,
    pub(crate) outcome: Option<Outcome>,
}

/// A line that is not recorded yet, with its fields.
pub(crate) struct Line {
    pub(crate) line: RosterLine,
    pub(crate) at: usize,
    /// To change the content, where there is another to change to.
    pub(crate) content: Option<Field>,
    pub(crate) leave: Field,
}

/// What a confirmation led to.
pub(crate) struct Outcome {
    pub(crate) approved: usize,
    pub(crate) held: usize,
    /// Whose line was refused, and why.
    pub(crate) refused: Vec<(String, String)>,
}

/// The current month.
pub(crate) async fn of_this_month(who: SignedIn) -> Response {
    Redirect::to(&format!("/roster/{}", Month::of(who.today()))).into_response()
}

pub(crate) async fn show(who: SignedIn, Path(month): Path<String>) -> Answer {
    who.may(Action::Record)?;
    let month = month_of(&month)?;
    Ok(html(&view(&who, month, who.form(), None).await?))
}

/// The page of a month, with what was filled in so far.
pub(crate) async fn view(
    who: &SignedIn,
    month: Month,
    form: Form,
    outcome: Option<Outcome>,
) -> Result<View, Failure> {
    let roster = who.api().roster(&month.to_string()).await?;
    let catalogue = Catalogue::load(who).await?;
    let page = who.page();
    let (recorded, open): (Vec<_>, Vec<_>) = roster.lines.into_iter().partition(|line| line.recorded);
    let numbered = open.into_iter().enumerate();
    let lines = numbered.map(|(at, line)| with_fields(&page, &form, &catalogue, at, line)).collect();
    Ok(View { page, form, month, lines, recorded, catalogue, outcome })
}

pub(crate) fn month_of(text: &str) -> Result<Month, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The name of a line's field.
pub(crate) fn field_name(at: usize, part: &str) -> String {
    format!("lines.{at}.{part}")
}

fn with_fields(page: &Page, form: &Form, catalogue: &Catalogue, at: usize, line: RosterLine) -> Line {
    let mut choices = catalogue.content_choices(&line.service, &granted(catalogue, &line));
    // What is expected stands first, and so is chosen unless another is.
    choices.sort_by_key(|(code, _)| *code != line.content);
    let label = page.t1("roster-content-of", "name", &line.client_name);
    let content = (choices.len() > 1).then(|| form.select(field_name(at, "content"), label, &choices));
    let yes = [("yes".to_owned(), page.t1("roster-leave-out-of", "name", &line.client_name))];
    let leave = form.boxes(field_name(at, "leave"), "", &yes);
    Line { line, at, content, leave }
}

/// What the voucher grants; when the API does not say, all monthly contents of the service.
fn granted(catalogue: &Catalogue, line: &RosterLine) -> Vec<String> {
    if !line.contents.is_empty() {
        return line.contents.clone();
    }
    let contents = catalogue.service(&line.service).into_iter().flat_map(|service| &service.contents);
    contents.filter(|content| content.unit == "MON").map(|content| content.code.clone()).collect()
}

impl View {
    fn title(&self) -> String {
        self.page.t1("roster-title", "month", self.page.month(self.month.to_string()))
    }
}
