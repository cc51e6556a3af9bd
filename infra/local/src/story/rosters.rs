//! Providers confirm their month: everything as last month but for the few that changed.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    failure::StoryError,
    playing::{Playing, Recorded, State, for_each},
    sending::{Answered, month},
};
use crate::regions::model::{Confirmation, Decision};

#[derive(Debug, Deserialize)]
struct RosterLine {
    voucher: String,
    recorded: bool,
}

/// All providers confirm the roster of a month.
pub async fn confirm(
    playing: &mut Playing<'_>,
    of: &str,
    confirmations: &[Confirmation],
) -> Result<(), StoryError> {
    let stage = playing.stage(&format!("roster of {of} confirmed"));
    let answers = for_each(confirmations, |confirmation| confirm_one(playing, of, confirmation)).await?;
    let mut count = 0;
    for (confirmation, answers) in confirmations.iter().zip(answers) {
        count += answers.len();
        enter(playing, of, confirmation, answers);
    }
    stage.end(count);
    Ok(())
}

async fn confirm_one(
    playing: &Playing<'_>,
    of: &str,
    confirmation: &Confirmation,
) -> Result<Vec<Answered>, StoryError> {
    let by = playing.provider(confirmation.provider);
    let path = format!("/v1/roster/{of}");
    let seen: Value = playing.api.get(by, &path).await?.of(200)?;
    let lines = serde_json::from_value::<Vec<RosterLine>>(seen["lines"].clone());
    let lines = lines.map_err(|cause| StoryError::Unreadable { what: path.clone(), cause })?;
    check_lines(playing, of, confirmation, &lines)?;
    let number = |index: &usize| playing.vouchers[*index].clone();
    let changes = confirmation.changes.iter();
    let body = json!({
        "except": confirmation.except.iter().map(number).collect::<Vec<_>>(),
        "changes": changes.map(|(voucher, content)| json!({"voucher": number(voucher), "content": content})).collect::<Vec<_>>(),
    });
    let key = playing.key(&format!("roster-{of}"), confirmation.provider);
    let mut answer: Value = playing.api.post(by, &path, &key, &body).await?.of(200)?;
    let results = serde_json::from_value::<Vec<Answered>>(answer["results"].take());
    results.map_err(|cause| StoryError::Unreadable { what: path, cause })
}

/// The page shows each voucher of the provider's month once, none recorded.
fn check_lines(
    playing: &Playing<'_>,
    of: &str,
    plan: &Confirmation,
    lines: &[RosterLine],
) -> Result<(), StoryError> {
    let planned = plan.recorded.iter().map(|(voucher, ..)| voucher).chain(&plan.except);
    let mut planned: Vec<&String> = planned.map(|voucher| &playing.vouchers[*voucher]).collect();
    let mut shown: Vec<&String> =
        lines.iter().filter(|line| !line.recorded).map(|line| &line.voucher).collect();
    planned.sort();
    shown.sort();
    if planned == shown {
        return Ok(());
    }
    let name = &playing.region.providers[plan.provider].name;
    Err(StoryError::Checks(vec![format!("{name}: the roster of {of} shows {shown:?}, planned {planned:?}")]))
}

/// Amounts are compared as sets: a roster's answers come in its own order.
fn enter(playing: &mut Playing<'_>, of: &str, confirmation: &Confirmation, answers: Vec<Answered>) {
    let cents = |answer: &Answered| (answer.provider_cents.unwrap_or(-1), answer.client_cents.unwrap_or(-1));
    let mut answered: Vec<(i64, i64)> = answers.iter().map(cents).collect();
    let recorded = confirmation.recorded.iter();
    let mut planned: Vec<(i64, i64)> = recorded.map(|(.., a)| (a.provider_cents, a.client_cents)).collect();
    answered.sort_unstable();
    planned.sort_unstable();
    let all_in_month = confirmation.recorded.iter().all(|(.., amounts)| month(amounts) == of);
    if answered != planned || !all_in_month || answers.iter().any(|answer| answer.status != "approved") {
        let name = &playing.region.providers[confirmation.provider].name;
        playing.wrong.push(format!("{name}: the roster planned {planned:?}, answered {answered:?}"));
    }
    playing.counts.by_roster += answers.len() as u64;
    playing.recorded.extend(answers.into_iter().map(|answer| Recorded {
        provider: confirmation.provider,
        month: of.to_owned(),
        cents: answer.provider_cents.unwrap_or_default(),
        state: State::Approved,
        event: answer.event.unwrap_or_default(),
        decision: Decision::Wait,
    }));
}
