//! Settling what was recorded: every cent must be in a written invoice.

use std::time::{Duration, Instant};

use domain::time::Month;
use futures::future::try_join_all;
use serde_json::{Value, json};

use super::LoadError;
use crate::regions::load::COMPANIES;
use crate::story::{
    StoryError,
    playing::{FINANCE, Playing},
};

/// Settling that takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(1200);

/// What became of it.
pub struct Settled {
    /// Invoices written.
    pub invoices: usize,
    /// Rows of them, one for each voucher's month.
    pub rows: u64,
}

/// Runs a settlement, and waits until all cents are in written invoices.
pub async fn settle(playing: &Playing<'_>, month: Month, cents: i64) -> Result<Settled, LoadError> {
    let period = json!({"period": month});
    let run: Value = playing.api.post(FINANCE, "/v1/settlement-runs", "load-run", &period).await?.of(201)?;
    let since = Instant::now();
    loop {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let ours = (0..COMPANIES).map(async |company| {
            let settlements: Vec<Value> =
                playing.api.list(playing.provider(company), "/v1/settlements").await?;
            Ok::<_, StoryError>(settlements.into_iter().find(|it| it["run"] == run["run"]))
        });
        let settlements: Vec<Value> = try_join_all(ours).await?.into_iter().flatten().collect();
        let written: Vec<&Value> = settlements.iter().filter(|it| it["status"] == "written").collect();
        let sum = |field: &str| written.iter().map(|it| it[field].as_i64().unwrap_or_default()).sum::<i64>();
        if written.len() == COMPANIES {
            let total = sum("total_cents");
            if total != cents {
                return Err(LoadError::Refused(format!("{total} cents settled of {cents} recorded")));
            }
            return Ok(Settled { invoices: written.len(), rows: sum("rows").unsigned_abs() });
        }
        if since.elapsed() > PATIENCE {
            return Err(StoryError::TooLate("the settlement".to_owned()).into());
        }
    }
}
