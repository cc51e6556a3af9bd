//! Commands carried out once: the Idempotency-Key is stored in the command's own transaction, for ever.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use storage::{
    keys::Name,
    port::{StoreError, Table, Write},
    records::{self, load, put_new},
};

use crate::{Actor, App, Clock, Problem, body};

/// A command's body with what makes it the same command when it comes again.
#[derive(Debug)]
pub struct Command<T> {
    /// The body.
    pub body: T,
    /// The caller's Idempotency-Key.
    pub key: String,
    fingerprint: String,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Command<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let key = idempotency_key(request.headers())?;
        let route = format!("{} {}", request.method(), request.uri().path());
        let bytes: Bytes = body::bytes_of(request, state, "application/json").await?;
        let digest = Sha256::new().chain_update(route).chain_update([0]).chain_update(&bytes).finalize();
        let fingerprint = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { body: body::read_json(&bytes)?, key, fingerprint })
    }
}

impl<T> Command<T> {
    /// A part of the command that is carried out in a transaction of its own, once too. No caller's key can be a
    /// part's, which has a `#` in it.
    pub fn part(&self, part: &str) -> Command<()> {
        Command { body: (), key: format!("{}#{part}", self.key), fingerprint: self.fingerprint.clone() }
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let missing = Problem::new("idempotency_key_missing");
    let key = headers.get("idempotency-key").ok_or(missing.clone())?.to_str().map_err(|_| missing.clone())?;
    let printable = key.bytes().all(|b| b.is_ascii_graphic() && b != b'#');
    if (1..=100).contains(&key.len()) && printable { Ok(key.to_owned()) } else { Err(missing) }
}

/// What a command decided: its answer, and what to store with it.
#[derive(Debug)]
pub struct Outcome {
    /// HTTP status of the answer.
    pub status: StatusCode,
    /// Body of the answer.
    pub answer: Value,
    /// The writes of its transaction.
    pub writes: Vec<Write>,
}

/// How often a decision is made anew when others write the same items; then the caller is asked to try again.
const TRIES: u32 = 6;

/// Carries out a command once: the same key and body again get the stored answer, another body a conflict.
///
/// `decide` reads, decides and answers with writes; it is asked again when what it read has changed meanwhile.
/// A refusal stores nothing, so the same key may be tried again after mending.
pub async fn once<T, D>(
    app: &App,
    actor: &Actor,
    table: Table,
    command: &Command<T>,
    decide: impl Fn() -> D,
) -> Result<Response, Problem>
where
    D: Future<Output = Result<Outcome, Problem>>,
{
    let (status, answer) = carry_out(app, actor, table, command, decide).await?;
    Ok((status, axum::Json(answer)).into_response())
}

/// The same, for an action that has more to say than what the command answers.
pub async fn carry_out<T, D>(
    app: &App,
    actor: &Actor,
    table: Table,
    command: &Command<T>,
    decide: impl Fn() -> D,
) -> Result<(StatusCode, Value), Problem>
where
    D: Future<Output = Result<Outcome, Problem>>,
{
    let name = Name::Command(table, actor.id.clone(), command.key.clone());
    with_retries(&app.clock, || async {
        if let Some(done) = carried_out(app, actor, &name).await? {
            return Ok(repeated(done, &command.fingerprint));
        }
        let Outcome { status, answer, mut writes } = match decide().await {
            Ok(outcome) => outcome,
            // Another try of this very command may have been carried out since, and be what refuses this one.
            Err(problem) => {
                let done = carried_out(app, actor, &name).await?;
                return Ok(done.map_or(Err(problem), |done| repeated(done, &command.fingerprint)));
            }
        };
        let done = records::Command {
            fingerprint: command.fingerprint.clone(),
            status: status.as_u16(),
            answer: answer.clone(),
        };
        writes.push(put_new(&actor.organiser, &name, &done)?);
        app.store.write(writes).await?;
        Ok(Ok((status, answer)))
    })
    .await?
}

async fn carried_out(app: &App, actor: &Actor, name: &Name) -> Result<Option<records::Command>, StoreError> {
    let done = load::<records::Command>(&*app.store, &actor.organiser, name).await?;
    Ok(done.map(|done| done.value))
}

fn repeated(done: records::Command, fingerprint: &str) -> Result<(StatusCode, Value), Problem> {
    if done.fingerprint != fingerprint {
        return Err(Problem::new("idempotency_key_reused"));
    }
    let status = StatusCode::from_u16(done.status).unwrap_or(StatusCode::OK);
    Ok((status, done.answer))
}

/// Loads, decides and saves again, with jitter, while others write the same items: a bounded number of times.
pub async fn with_retries<T, A>(clock: &Clock, mut attempt: impl FnMut() -> A) -> Result<T, StoreError>
where
    A: Future<Output = Result<T, StoreError>>,
{
    for tried in 1..TRIES {
        match attempt().await {
            Err(StoreError::ConditionFailed { .. } | StoreError::Conflict | StoreError::Throttled) => {
                clock.pause(Duration::from_millis(10 * 2_u64.pow(tried))).await;
            }
            done => return done,
        }
    }
    attempt().await
}

#[cfg(test)]
mod tests;
