//! Finance settles a month, waits for the invoices, fetches them, and settles again: the second run adds nothing.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    failure::StoryError,
    invoices::{Invoice, fetch},
    playing::{FINANCE, Playing, for_each},
};

/// How long invoices may take where nothing tells that the system is idle.
const DEADLINE: Duration = Duration::from_secs(60);
/// How long a second run, which finds nothing, is given to find it.
const NOTHING_COMES: Duration = Duration::from_secs(10);

#[derive(Debug, Deserialize)]
struct Run {
    settlements: Vec<Settlement>,
}

#[derive(Debug, Deserialize)]
struct Settlement {
    provider: String,
    status: String,
    reason: Option<String>,
    total_cents: Option<i64>,
    invoice_number: Option<String>,
}

/// Settles a month.
pub async fn settle(playing: &mut Playing<'_>, period: &str, due: usize) -> Result<(), StoryError> {
    let stage = playing.stage(&format!("settled {period}"));
    let run = start(playing, period, "run").await?;
    let settlements = finished(playing, &run, due).await?;
    stage.end(settlements.len());
    let stage = playing.stage(&format!("invoices of {period} fetched"));
    let fetched = fetch_all(playing, &run, period, &settlements).await?;
    stage.end(fetched.len());
    compare(playing, &settlements, &fetched);
    playing.invoices.extend(fetched);
    again(playing, period, &run).await
}

async fn start(playing: &Playing<'_>, period: &str, key: &str) -> Result<String, StoryError> {
    let key = format!("{}-{key}-{period}", playing.tag);
    let mut runs = Vec::new();
    // The same key twice is the same run.
    for _ in 0..2 {
        let body = json!({"period": period});
        let answer: Value = playing.api.post(FINANCE, "/v1/settlement-runs", &key, &body).await?.of(201)?;
        runs.push(answer["run"].as_str().unwrap_or_default().to_owned());
    }
    if runs[0] != runs[1] {
        return Err(StoryError::Checks(vec![format!("one key made two runs: {runs:?}")]));
    }
    Ok(runs.remove(0))
}

/// The run's settlements when all is written or set aside.
async fn finished(playing: &Playing<'_>, run: &str, due: usize) -> Result<Vec<Settlement>, StoryError> {
    let since = Instant::now();
    let patience = if due == 0 { NOTHING_COMES } else { DEADLINE };
    loop {
        if let Some(system) = playing.system {
            system.idle().await;
        }
        let answer = playing.api.get(FINANCE, &format!("/v1/settlement-runs/{run}")).await?;
        let settlements = answer.of::<Run>(200)?.settlements;
        let done = settlements.iter().all(|s| {
            matches!(&*s.status, "written" | "set_aside" | "empty" | "carried_over" | "carried_into")
        });
        let enough = if due == 0 { since.elapsed() > patience } else { settlements.len() >= due };
        if playing.system.is_some() || (done && enough) {
            return Ok(settlements);
        }
        if since.elapsed() > patience {
            return Err(StoryError::TooLate(format!("run {run} ({} of {due} providers)", settlements.len())));
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

async fn fetch_all(
    playing: &mut Playing<'_>,
    run: &str,
    period: &str,
    settlements: &[Settlement],
) -> Result<Vec<Invoice>, StoryError> {
    let index = |id: &String| playing.providers.iter().position(|provider| provider == id);
    let mut written = Vec::new();
    let mut set_aside = BTreeMap::new();
    let mut wrong = Vec::new();
    for settlement in settlements {
        match (index(&settlement.provider), &*settlement.status) {
            (Some(provider), "written") => written.push(provider),
            (Some(provider), "set_aside") => {
                set_aside.insert(provider, settlement.reason.clone().unwrap_or_default());
            }
            _ => wrong.push(format!("run of {period}: unexpected {settlement:?}")),
        }
    }
    playing.set_aside = set_aside;
    playing.wrong.extend(wrong);
    for_each(written, |provider| fetch(playing, run, period, provider)).await
}

/// The files say what the API says.
fn compare(playing: &mut Playing<'_>, settlements: &[Settlement], fetched: &[Invoice]) {
    for invoice in fetched {
        let id = &playing.providers[invoice.provider];
        let told = settlements.iter().find(|settlement| settlement.provider == *id);
        let same = told.is_some_and(|settlement| {
            settlement.total_cents == Some(invoice.cents)
                && settlement.invoice_number.as_ref() == Some(&invoice.number)
        });
        if !same {
            playing
                .wrong
                .push(format!("invoice {} over {} cents, but told {told:?}", invoice.number, invoice.cents));
        }
    }
}

/// A second run of the month makes no invoice and leaves the first as it was.
async fn again(playing: &mut Playing<'_>, period: &str, first: &str) -> Result<(), StoryError> {
    let stage = playing.stage(&format!("settled {period} again"));
    let second = start(playing, period, "again").await?;
    let settlements = finished(playing, &second, 0).await?;
    let new: Vec<_> = settlements
        .iter()
        .filter(|s| !matches!(&*s.status, "set_aside" | "empty" | "carried_into"))
        .collect();
    if !new.is_empty() {
        playing.wrong.push(format!("the second run of {period} settled {new:?}"));
    }
    let before: Vec<(String, i64)> = of_run(playing, first);
    for (number, cents) in &before {
        let provider = playing.invoices.iter().find(|i| i.number == *number).map_or(0, |i| i.provider);
        let now = fetch(playing, first, period, provider).await?;
        if now.cents != *cents || now.number != *number {
            playing.wrong.push(format!("invoice {number} changed from {cents} to {} cents", now.cents));
        }
    }
    stage.end(new.len());
    Ok(())
}

fn of_run(playing: &Playing<'_>, run: &str) -> Vec<(String, i64)> {
    let of_run = playing.invoices.iter().filter(|invoice| invoice.run == run);
    of_run.map(|invoice| (invoice.number.clone(), invoice.cents)).collect()
}
