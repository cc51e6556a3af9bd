//! What a story leaves behind: invoices under the bucket's keys, event files with their expected answers, the summary.

use std::{fs, path::Path};

use serde::Serialize;
use serde_json::json;

use super::{failure::StoryError, playing::Playing, sending::Sent, summary::Summary};

/// Writes invoices and the summary.
pub fn write(folder: &Path, playing: &Playing<'_>, summary: &Summary) -> Result<(), StoryError> {
    for invoice in &playing.invoices {
        let provider = &playing.providers[invoice.provider];
        let key =
            format!("invoices/{}/{}/{provider}/{}", playing.region.organiser, invoice.period, invoice.number);
        put(&folder.join(key), "finvoice.xml", &invoice.bytes)?;
    }
    put(folder, "summary.json", pretty(summary).as_bytes())
}

/// Writes a sent file: on each line what was sent, what was expected and what was answered.
pub fn write_events(folder: &Path, playing: &Playing<'_>, sent: &[Sent<'_>]) -> Result<(), StoryError> {
    for file in sent {
        let provider = &playing.region.providers[file.file.provider].business_id;
        let lines = file.file.lines.iter().zip(&file.bodies).zip(&file.answers).enumerate();
        let text: String = lines
            .map(|(n, ((line, body), answer))| {
                let code = answer.code.as_ref().unwrap_or(&answer.status);
                let line = json!({
                    "line": n + 1, "sent": body, "expected": line.expected, "why": line.planted, "answered": code,
                });
                format!("{line}\n")
            })
            .collect();
        put(&folder.join("events"), &format!("{provider}-{}.jsonl", file.file.wave + 1), text.as_bytes())?;
    }
    Ok(())
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StoryError> {
    let file = folder.join(name);
    let failed = |cause| StoryError::File { file: file.display().to_string(), cause };
    fs::create_dir_all(folder).map_err(failed)?;
    fs::write(&file, bytes).map_err(failed)
}
