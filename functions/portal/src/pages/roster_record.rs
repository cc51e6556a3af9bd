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
            let outcome = outcome(&roster, &results, |line| who.page().tn("roster-line", line));
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

/// Counts the outcomes and names the refused lines: an event's id ends with its booking's.
fn outcome(roster: &Roster, results: &[EventResult], numbered: impl Fn(usize) -> String) -> Outcome {
    let count = |status: &str| results.iter().filter(|result| result.status == status).count();
    let name = |result: &EventResult| {
        let line = roster.lines.iter().find(|line| result.id.ends_with(&line.booking));
        line.map_or_else(|| numbered(result.line), |line| line.client_name.clone())
    };
    let refused = results.iter().filter(|result| result.status == "refused");
    let refused = refused.map(|result| (name(result), result.detail.clone().unwrap_or_default())).collect();
    Outcome { approved: count("approved"), held: count("held"), refused }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(voucher: &str, recorded: bool) -> RosterLine {
        RosterLine {
            voucher: voucher.to_owned(),
            booking: format!("booking-{voucher}"),
            service: "early-education".to_owned(),
            client_name: format!("Testi Lapsi-{voucher}"),
            content: "over3-full".to_owned(),
            last_month: Some(1),
            recorded,
            provider_cents: Some(100),
            client_cents: Some(10),
            contents: Vec::new(),
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
    fn a_refused_line_is_named_whatever_the_order_of_the_results() {
        let roster = Roster { lines: vec![line("a", false), line("b", false)] };
        let result = |line, booking: &str, status: &str| EventResult {
            line,
            id: format!("roster-2026-10-booking-{booking}"),
            status: status.to_owned(),
            detail: Some("Ei.".to_owned()),
        };
        let results = [result(1, "b", "refused"), result(2, "a", "approved"), result(3, "x", "refused")];
        let outcome = outcome(&roster, &results, |n| format!("Rivi {n}"));
        assert_eq!((outcome.approved, outcome.held), (1, 0));
        let refused: Vec<_> = outcome.refused.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(refused, ["Testi Lapsi-b", "Rivi 3"]);
    }
}
