//! Files of events, as a chain's own system sends them at the end of a month.

use std::time::{Duration, Instant};

use futures::future::try_join_all;
use serde_json::{Value, json};

use super::{
    LoadError,
    lanes::{Lanes, Sent},
};
use crate::story::{StoryError, playing::Playing};

/// So many companies send a file at the same time.
const FILES: usize = 4;
/// A file that takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(600);

impl Lanes<'_> {
    /// A file of so many lines from each of four companies, from its announcement to the last recorded line.
    pub async fn upload(&mut self, lines: usize) -> Result<Sent, LoadError> {
        let (playing, month, vouchers) = (self.playing, self.month, self.playing.vouchers.len());
        let files = self.lanes.iter_mut().take(FILES).map(async |lane| {
            let events = lane.next(lines, month).ok_or(LoadError::Full(vouchers))?;
            let (bytes, begun) = (events.join("\n").into_bytes(), Instant::now());
            let file = upload_one(playing, lane.company, bytes).await?;
            let took = begun.elapsed();
            if file["approved"] != json!(lines) {
                return Err(LoadError::Refused(format!("a file of {lines} lines: {file}")));
            }
            Ok((cents(playing, lane.company, &file).await?, took))
        });
        let (cents, took): (Vec<i64>, Vec<Duration>) = try_join_all(files).await?.into_iter().unzip();
        let sent = Sent { events: (FILES * lines) as u64, cents: cents.into_iter().sum(), took };
        (self.recorded, self.cents) = (self.recorded + sent.events, self.cents + sent.cents);
        Ok(sent)
    }
}

/// The file as it stands when all of it is recorded.
async fn upload_one(playing: &Playing<'_>, company: usize, bytes: Vec<u8>) -> Result<Value, LoadError> {
    let (api, who) = (&playing.api, playing.provider(company));
    let announced = json!({"format": "ndjson", "bytes": bytes.len()});
    let upload: Value =
        api.post(who, "/v1/event-files", &playing.key("file", company), &announced).await?.of(201)?;
    put(&upload, bytes).await?;
    let path = format!("/v1/event-files/{}", upload["file"].as_str().unwrap_or_default());
    let arrival = playing.key("arrival", company);
    let _: Value = api.post(who, &format!("{path}/arrival"), &arrival, &json!({})).await?.of(200)?;
    let since = Instant::now();
    loop {
        let file: Value = api.get(who, &path).await?.of(200)?;
        if file["state"] == "done" {
            return Ok(file);
        }
        if since.elapsed() > PATIENCE {
            return Err(StoryError::TooLate("a file".to_owned()).into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Puts the bytes where the announcement says.
async fn put(upload: &Value, bytes: Vec<u8>) -> Result<(), StoryError> {
    let mut request = reqwest::Client::new().put(upload["url"].as_str().unwrap_or_default());
    for (name, value) in upload["headers"].as_object().into_iter().flatten() {
        request = request.header(name, value.as_str().unwrap_or_default());
    }
    let response = request.body(bytes).send().await.and_then(reqwest::Response::error_for_status);
    let what = "the upload of a file".to_owned();
    response.map(drop).map_err(|cause| StoryError::Unreachable { what, cause })
}

/// What the organiser pays for its lines.
async fn cents(playing: &Playing<'_>, company: usize, file: &Value) -> Result<i64, LoadError> {
    let mut cents = 0;
    for part in 1..=file["parts"].as_u64().unwrap_or_default() {
        let path = format!("/v1/event-files/{}/results/{part}", file["file"].as_str().unwrap_or_default());
        let answer = playing.api.get(playing.provider(company), &path).await?;
        for line in answer.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let result: Value = serde_json::from_slice(line)
                .map_err(|cause| StoryError::Unreadable { what: path.clone(), cause })?;
            cents += result["provider_cents"].as_i64().unwrap_or_default();
        }
    }
    Ok(cents)
}
