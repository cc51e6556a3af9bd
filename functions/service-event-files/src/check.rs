//! The first look at a whole file, before any line of it is recorded.

use domain::event_file::{EventFile, MOST_LINES, MOST_LINES_TRIED, Unreadable};
use objects::Uploads;

use crate::{Failure, lines::Lines, table::Table};

/// How many bytes tell what a file is.
const TELLING: usize = 1024;
const PACKED: [&[u8]; 4] = [b"PK\x03\x04", b"\x1f\x8b", b"%PDF", b"\xd0\xcf\x11\xe0"];
const UTF_16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// How many lines with an event the file has, or why it can't be read.
pub(crate) async fn check(
    uploads: &dyn Uploads,
    key: &str,
    file: &EventFile,
) -> Result<Result<u64, Unreadable>, Failure> {
    let beginning = uploads.part(key, 0, TELLING).await?.ok_or(Failure::Unexpected("an upload is gone"))?;
    if let Err(unreadable) = is_text(&beginning) {
        return Ok(Err(unreadable));
    }
    let table = match Table::of(uploads, key, file).await? {
        Ok(table) => table,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let most = if file.dry_run { MOST_LINES_TRIED } else { MOST_LINES };
    let (mut lines, mut count) = (Lines::new(uploads, key, 0), 0);
    if table.has_head() {
        lines.next().await?;
    }
    while let Some(line) = lines.next().await? {
        count += u64::from(!line.is_blank());
        if count > most {
            return Ok(Err(Unreadable::TooManyLines));
        }
    }
    Ok(if count == 0 { Err(Unreadable::FileEmpty) } else { Ok(count) })
}

fn is_text(beginning: &[u8]) -> Result<(), Unreadable> {
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| beginning.starts_with(mark));
    if begins(&UTF_16) {
        return Err(Unreadable::NotUtf8);
    }
    if begins(&PACKED) || beginning.contains(&0) { Err(Unreadable::NotText) } else { Ok(()) }
}
