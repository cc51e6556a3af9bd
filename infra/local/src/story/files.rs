//! What a story leaves behind: invoices under the bucket's keys, event files with their expected answers, the summary.

use std::{fs, path::Path};

use serde::Serialize;
use serde_json::json;

use super::{failure::StoryError, playing::Playing, sending::Sent, summary::Summary};

/// What a story writes into its folder.
const OURS: [&str; 3] = ["events", "invoices", "summary.json"];

/// Takes away what an earlier story left in its folder, so that the files are those of one story; a folder with
/// anything else in it is somebody's, and nothing is taken away there.
pub fn clear(folder: &Path) -> Result<(), StoryError> {
    let failed = |cause| StoryError::File { file: folder.display().to_string(), cause };
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    let names: Vec<_> =
        entries.map(|entry| entry.map(|e| e.file_name())).collect::<Result<_, _>>().map_err(failed)?;
    if names.iter().any(|name| !OURS.iter().any(|ours| *ours == name)) {
        return Err(StoryError::Folder(folder.display().to_string()));
    }
    for name in names {
        let path = folder.join(name);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.map_err(failed)?;
    }
    Ok(())
}

/// Writes the bucket's objects and the summary.
pub fn write(folder: &Path, bucket: &[(String, Vec<u8>)], summary: &Summary) -> Result<(), StoryError> {
    for (key, bytes) in bucket {
        let (place, name) = key.rsplit_once('/').unwrap_or(("", key));
        put(&folder.join(place), name, bytes)?;
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
                let status = if answer.repeated { "repeated" } else { &answer.status };
                let code = answer.code.as_deref().unwrap_or(status);
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
