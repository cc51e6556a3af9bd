//! The approver goes through what is held: some lines are approved, some rejected, some left.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    failure::StoryError,
    playing::{APPROVER, Playing, Recorded, State, for_each},
};
use crate::regions::model::Decision;

#[derive(Deserialize)]
struct Waiting {
    event: String,
    provider_cents: i64,
}

/// Decides what the region decides; the list of what is held must be what has been held.
pub async fn decide(playing: &mut Playing<'_>) -> Result<(), StoryError> {
    let stage = playing.stage("held events decided");
    check_list(playing).await?;
    let held = playing.recorded.iter().filter(|r| r.state == State::Held && r.decision != Decision::Wait);
    let decided = for_each(held, |recorded| decide_one(playing, recorded)).await?;
    stage.end(decided.len());
    for recorded in playing.recorded.iter_mut().filter(|r| r.state == State::Held) {
        match recorded.decision {
            Decision::Approve => recorded.state = State::Approved,
            Decision::Reject => recorded.state = State::Rejected,
            Decision::Wait => {}
        }
    }
    check_list(playing).await
}

async fn decide_one(playing: &Playing<'_>, recorded: &Recorded) -> Result<(), StoryError> {
    let approve = recorded.decision == Decision::Approve;
    let body = json!({"approve": approve, "reason": if approve { "Sovittu asiakkaan kanssa." } else { "Ei sovittu." }});
    let path = format!("/v1/held/{}/decision", recorded.event);
    let key = format!("{}-held-{}", playing.tag, recorded.event);
    let answer: Value = playing.api.post(APPROVER, &path, &key, &body).await?.of(200)?;
    let expected = if approve { "approved" } else { "rejected" };
    if answer["status"] == expected {
        Ok(())
    } else {
        Err(StoryError::Answered { what: path, status: 200, body: answer.to_string() })
    }
}

/// What waits in the system is what was answered with `held` and has not been decided, with the same cents.
async fn check_list(playing: &mut Playing<'_>) -> Result<(), StoryError> {
    let mut listed = BTreeSet::new();
    for service in &playing.region.services {
        let waiting: Vec<Waiting> =
            playing.api.list(APPROVER, &format!("/v1/held?service={service}")).await?;
        listed.extend(waiting.into_iter().map(|held| (held.event, held.provider_cents)));
    }
    let held = playing.recorded.iter().filter(|recorded| recorded.state == State::Held);
    let answered: BTreeSet<(String, i64)> =
        held.map(|recorded| (recorded.event.clone(), recorded.cents)).collect();
    let is_missing = answered.difference(&listed).count();
    // In a system with other stories, other things may wait too.
    let is_new = if playing.system.is_some() { listed.difference(&answered).count() } else { 0 };
    if is_missing + is_new > 0 {
        playing.wrong.push(format!("held list: {is_missing} missing, {is_new} too many"));
    }
    Ok(())
}
