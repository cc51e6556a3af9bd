//! The second of two clicks: the month is recorded, and each line's outcome is told.

use crate::{
    api::{EventResult, Roster, RosterChange, RosterLine, RosterOrder},
    csrf::Submitted,
    failure::Answer,
    page::{html, refused},
    pages::{
        roster::{self, Outcome},
        roster_check::{Decided, decisions},
    },
    visitor::SignedIn,
};
use axum::extract::Path;
use web::Action;

pub(crate) async fn record(
    who: SignedIn,
    Path(month): Path<String>,
    Submitted(mut form): Submitted,
) -> Answer {
    who.may(Action::Record)?;
    let month = roster::month_of(&month)?;
    let text = month.to_string();
    let (roster, decided) = (who.api().roster(&text).await?, decisions(&form));
    let order = order(&roster, &decided);
    let answer = who.api().confirm_roster(form.key(), &text, &order).await;
    match form.outcome(answer)? {
        Some(results) => {
            let outcome = outcome(&roster, &order, &results, |line| who.page().tn("roster-line", &line));
            Ok(html(&roster::view(&who, month, who.form(), Some(outcome)).await?))
        }
        None => Ok(refused(&roster::view(&who, month, form.renewed(&who.session), None).await?)),
    }
}

/// All that was seen and not left out is recorded; what appeared since the page was opened waits.
fn order(roster: &Roster, decided: &[Decided]) -> RosterOrder {
    let open = || roster.lines.iter().filter(|line| !line.recorded);
    let of = |line: &RosterLine| decided.iter().find(|one| one.voucher == line.voucher);
    let is_excepted = |line: &&RosterLine| of(line).is_none_or(|one| one.leave);
    let changed = |line: &RosterLine| {
        let content = of(line)?.content.clone().filter(|content| *content != line.content)?;
        Some(RosterChange { voucher: line.voucher.clone(), content })
    };
    RosterOrder {
        except: open().filter(is_excepted).map(|line| line.voucher.clone()).collect(),
        changes: open().filter(|line| !is_excepted(line)).filter_map(changed).collect(),
    }
}

/// Counts the outcomes and names the refused lines.
fn outcome(
    roster: &Roster,
    order: &RosterOrder,
    results: &[EventResult],
    numbered: impl Fn(usize) -> String,
) -> Outcome {
    let is_sent = |line: &&RosterLine| !line.recorded && !order.except.contains(&line.voucher);
    let sent: Vec<&RosterLine> = roster.lines.iter().filter(is_sent).collect();
    let count = |status: &str| results.iter().filter(|result| result.status == status).count();
    // The results follow the lines that were sent; if their number differs, only numbers are certain.
    let name = |line: usize| match sent.get(line.wrapping_sub(1)).filter(|_| sent.len() == results.len()) {
        Some(line) => line.client_name.clone(),
        None => numbered(line),
    };
    let refused = results.iter().filter(|result| result.status == "refused");
    let refused =
        refused.map(|result| (name(result.line), result.detail.clone().unwrap_or_default())).collect();
    Outcome { approved: count("approved"), held: count("held"), refused }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(voucher: &str, recorded: bool) -> RosterLine {
        RosterLine {
            voucher: voucher.to_owned(),
            service: "early-education".to_owned(),
            client_name: format!("Testi Lapsi-{voucher}"),
            content: "over3-full".to_owned(),
            last_month: Some(1),
            recorded,
            provider_cents: 100,
            client_cents: 10,
            granted: Vec::new(),
        }
    }

    fn decided(voucher: &str, content: Option<&str>, leave: bool) -> Decided {
        Decided { voucher: voucher.to_owned(), content: content.map(str::to_owned), leave }
    }

    #[test]
    fn what_was_not_on_the_page_is_never_recorded() {
        let roster = Roster { lines: vec![line("seen", false), line("new", false)] };
        let order = order(&roster, &[decided("seen", None, false)]);
        assert_eq!(order.except, ["new"]);
    }

    #[test]
    fn a_left_out_line_is_excepted_and_a_changed_one_is_changed() {
        let roster =
            Roster { lines: vec![line("a", false), line("b", false), line("c", false), line("d", true)] };
        let all = [
            decided("a", Some("over3-full"), false),
            decided("b", Some("over3-part"), true),
            decided("c", Some("over3-part"), false),
        ];
        let order = order(&roster, &all);
        assert_eq!(order.except, ["b"]);
        let changes: Vec<_> =
            order.changes.iter().map(|one| (one.voucher.as_str(), one.content.as_str())).collect();
        assert_eq!(changes, [("c", "over3-part")]);
    }

    #[test]
    fn a_refused_line_is_named() {
        let roster = Roster { lines: vec![line("a", true), line("b", false), line("c", false)] };
        let order = RosterOrder { except: vec![], changes: vec![] };
        let result = |line, status: &str| EventResult {
            line,
            status: status.to_owned(),
            detail: Some("Ei.".to_owned()),
        };
        let outcome =
            outcome(&roster, &order, &[result(1, "approved"), result(2, "refused")], |n| n.to_string());
        assert_eq!((outcome.approved, outcome.held), (1, 0));
        assert_eq!(outcome.refused, [("Testi Lapsi-c".to_owned(), "Ei.".to_owned())]);
    }
}
