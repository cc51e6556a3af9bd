//! Providers send their files: small ones line by line, large ones in batches, as real systems do.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    failure::StoryError,
    playing::{Playing, Recorded, State, for_each},
};
use crate::regions::model::{Amounts, Body, EventFile, Expected, Line, VoucherRef};

/// Lines of a batch, at most.
const BATCH: usize = 1000;
/// A file with so few lines is typed in one by one.
const FEW: usize = 5;

/// How the system answers a line.
#[derive(Clone, Debug, Deserialize)]
pub struct Answered {
    /// `approved`, `held`, `refused`.
    pub status: String,
    /// The event's id in the system.
    pub event: Option<String>,
    /// Why it is held.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// Why it is refused.
    pub code: Option<String>,
    /// The organiser's part.
    pub provider_cents: Option<i64>,
    /// The client's part.
    pub client_cents: Option<i64>,
    /// Whether it was there already.
    #[serde(default)]
    pub repeated: bool,
}

/// A file as it was sent and answered.
pub struct Sent<'a> {
    /// The file.
    pub file: &'a EventFile,
    /// What was sent.
    pub bodies: Vec<Value>,
    /// What was answered.
    pub answers: Vec<Answered>,
}

/// Sends the files of a wave, those of different providers at the same time.
pub async fn send<'a>(playing: &mut Playing<'a>, wave: usize) -> Result<Vec<Sent<'a>>, StoryError> {
    let stage = playing.stage(&format!("events sent, wave {}", wave + 1));
    let files = playing.region.files.iter().filter(|file| file.wave == wave);
    let sent = for_each(files, |file| send_file(playing, file)).await?;
    for file in &sent {
        for (line, answer) in file.file.lines.iter().zip(&file.answers) {
            enter(playing, file.file.provider, line, answer);
        }
    }
    stage.end(sent.iter().map(|file| file.answers.len()).sum());
    Ok(sent)
}

async fn send_file<'a>(playing: &Playing<'_>, file: &'a EventFile) -> Result<Sent<'a>, StoryError> {
    let bodies: Vec<Value> = file.lines.iter().map(|line| written(playing, &line.body)).collect();
    let readable = file.lines.iter().all(|line| matches!(line.body, Body::Event(_)));
    let answers = if readable && bodies.len() <= FEW {
        one_by_one(playing, file.provider, &bodies).await?
    } else {
        in_batches(playing, file.provider, &bodies).await?
    };
    if answers.len() == bodies.len() {
        Ok(Sent { file, bodies, answers })
    } else {
        let body = format!("{} answers to {} lines", answers.len(), bodies.len());
        Err(StoryError::Answered { what: "a file of events".to_owned(), status: 200, body })
    }
}

/// The body with the voucher's number in place of its index.
fn written(playing: &Playing<'_>, body: &Body) -> Value {
    match body {
        Body::Raw(raw) => raw.clone(),
        Body::Event(report) => {
            let mut value = json!(report);
            value["voucher"] = match &report.voucher {
                VoucherRef::Of(index) => json!(playing.vouchers[*index]),
                VoucherRef::Number(number) => json!(number),
            };
            value
        }
    }
}

async fn one_by_one(playing: &Playing<'_>, by: usize, bodies: &[Value]) -> Result<Vec<Answered>, StoryError> {
    let mut answers = Vec::new();
    for body in bodies {
        let key = format!("{}-{}", playing.tag, body["id"]);
        let answer = playing.api.post(playing.provider(by), "/v1/events", &key, body).await?;
        let refused = || Answered {
            status: "refused".to_owned(),
            event: None,
            reasons: Vec::new(),
            code: Some(answer.code()),
            provider_cents: None,
            client_cents: None,
            repeated: false,
        };
        answers.push(match answer.status {
            404 | 409 | 422 => refused(),
            _ => answer.of_any(&[200, 201])?,
        });
    }
    Ok(answers)
}

async fn in_batches(playing: &Playing<'_>, by: usize, bodies: &[Value]) -> Result<Vec<Answered>, StoryError> {
    let mut answers = Vec::new();
    for (n, batch) in bodies.chunks(BATCH).enumerate() {
        let body = json!({"events": batch});
        let key = playing.key(&format!("batch-{by}"), n);
        let answer = playing.api.post(playing.provider(by), "/v1/events/batch", &key, &body).await?;
        let mut answer: Value = answer.of(200)?;
        let results = serde_json::from_value::<Vec<Answered>>(answer["results"].take());
        let what = || "POST /v1/events/batch".to_owned();
        answers.extend(results.map_err(|cause| StoryError::Unreadable { what: what(), cause })?);
    }
    Ok(answers)
}

/// Compares an answer with the plan, and enters it.
fn enter(playing: &mut Playing<'_>, provider: usize, line: &Line, answer: &Answered) {
    let difference = difference(&line.expected, answer);
    if let Some(difference) = difference {
        let what = line.planted.as_deref().unwrap_or("an ordinary line");
        playing.wrong.push(format!("{what}: {difference} ({})", json!(line.body)));
    }
    let counts = &mut playing.counts;
    match (&*answer.status, answer.repeated) {
        (_, true) => counts.repeated += 1,
        ("refused", _) => {
            *counts.refused.entry(answer.code.clone().unwrap_or_default()).or_default() += 1;
        }
        (status, _) => {
            *(if status == "held" { &mut counts.held } else { &mut counts.approved }) += 1;
            let state = if status == "held" { State::Held } else { State::Approved };
            playing.recorded.push(Recorded {
                provider,
                month: month_of(line),
                cents: answer.provider_cents.unwrap_or_default(),
                state,
                event: answer.event.clone().unwrap_or_default(),
                decision: line.decision,
            });
        }
    }
}

/// The month of a line's day: the day is the plan's, and a line that should not be recorded has none.
fn month_of(line: &Line) -> String {
    match &line.expected {
        Expected::Approved(amounts) | Expected::Held { amounts, .. } => month(amounts),
        _ => "unplanned".to_owned(),
    }
}

/// `2026-10`.
pub fn month(amounts: &Amounts) -> String {
    amounts.day.strftime("%Y-%m").to_string()
}

fn difference(planned: &Expected, answer: &Answered) -> Option<String> {
    let cents = |amounts: &Amounts| (Some(amounts.provider_cents), Some(amounts.client_cents));
    let answered = (answer.provider_cents, answer.client_cents);
    let same = match planned {
        Expected::Approved(amounts) => {
            answer.status == "approved" && !answer.repeated && answered == cents(amounts)
        }
        Expected::Held { reasons, amounts } => {
            answer.status == "held"
                && !answer.repeated
                && answer.reasons == *reasons
                && answered == cents(amounts)
        }
        Expected::Refused { code } => answer.status == "refused" && answer.code.as_ref() == Some(code),
        Expected::Repeated => answer.status != "refused" && answer.repeated,
    };
    (!same).then(|| format!("planned {planned:?}, answered {answer:?}"))
}
