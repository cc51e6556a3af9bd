//! Recording a part of a file: its lines are answered, the answers put beside the file, and the next part asked for.

use std::sync::Arc;

use domain::{
    event::State as Stands,
    event_file::{Counts, EventFile, Place, State},
    ids::Organiser,
};
use jiff::Timestamp;
use ledger::{Answer, Decided, Line, Reporter, record_lines};
use messages::RecordFile;
use storage::{
    keys::Name,
    port::{Store, StoreError},
};
use web::DryRun;

use crate::{Failure, Files, check::check, file_of, lines::Lines, table::Table};

/// So many lines with an event are a part: a message's work, far inside a function's time, and answers that fit into a
/// response.
const LINES_IN_PART: usize = 5000;
/// So many are recorded together, as in a batch.
const LINES_AT_ONCE: usize = 1000;

impl Files {
    /// Records the part that the message names, if it is the next one still.
    pub(crate) async fn record_file(&self, of: &RecordFile, now: Timestamp) -> Result<(), Failure> {
        let RecordFile { organiser, provider, file, part } = of;
        let found = file_of(&*self.store, organiser, *provider, *file).await?;
        let mut found = found.ok_or(Failure::Unexpected("no such file is stored"))?;
        let State::Recording { next } = found.value.state else { return Ok(()) };
        if next.part != *part {
            return Ok(());
        }
        self.go_on(organiser, &mut found.value, next, now).await?;
        let write = found.put(organiser, &Name::EventFile(*provider, *file))?;
        match self.store.write(vec![write]).await {
            // The same message was handled twice at a time, and the other one has gone on.
            Ok(()) | Err(StoreError::ConditionFailed { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn go_on(
        &self,
        organiser: &Organiser,
        file: &mut EventFile,
        mut next: Place,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let key = file.upload_key(organiser);
        if next.part == 1 {
            match check(&*self.uploads, &key, file).await? {
                Ok(lines) => file.counts = Counts { lines, ..Counts::default() },
                Err(reason) => {
                    file.state = State::Refused { reason };
                    return Ok(());
                }
            }
        }
        let store = DryRun(file.dry_run).store(&self.store);
        loop {
            next = self.record_part(organiser, &store, file, next, now).await?;
            let done = file.counts.answered() >= file.counts.lines;
            file.state = if done { State::Done { parts: next.part - 1 } } else { State::Recording { next } };
            // What a dry run would have recorded is seen by its later lines in the same message alone.
            if done || !file.dry_run {
                return Ok(());
            }
        }
    }

    /// Records one part, and says where the next one begins.
    async fn record_part(
        &self,
        organiser: &Organiser,
        store: &Arc<dyn Store>,
        file: &mut EventFile,
        at: Place,
        now: Timestamp,
    ) -> Result<Place, Failure> {
        let key = file.upload_key(organiser);
        let table = Table::of(&*self.uploads, &key, file).await?;
        let table = table.map_err(|_| Failure::Unexpected("an upload has changed"))?;
        let (mut lines, mut next) = (Lines::new(&*self.uploads, &key, at.byte), at);
        let (mut read, mut results, mut taken) = (Vec::new(), Vec::new(), 0);
        let reporter = Reporter {
            store: &**store,
            rulebooks: &self.rulebooks,
            organiser,
            provider: file.provider,
            clock: &self.clock,
        };
        while taken < LINES_IN_PART {
            let Some(raw) = lines.next().await? else { break };
            (next.byte, next.line) = (raw.next, next.line + 1);
            if raw.is_blank() || next.line == 1 && table.has_head() {
                continue;
            }
            taken += 1;
            read.push((next.line, table.line(&raw)));
            if read.len() == LINES_AT_ONCE {
                record_some(reporter, now, file, std::mem::take(&mut read), &mut results).await?;
            }
        }
        record_some(reporter, now, file, read, &mut results).await?;
        // Where a part was answered before a crash, those answers stay: what they say was so.
        let results_key = file.results_key(organiser, at.part);
        self.uploads.put_if_absent(&results_key, results, "application/x-ndjson").await?;
        Ok(Place { part: at.part + 1, ..next })
    }
}

/// Records lines, counts them, and writes an answer for each.
async fn record_some(
    reporter: Reporter<'_>,
    now: Timestamp,
    file: &mut EventFile,
    read: Vec<(u64, Line)>,
    results: &mut Vec<u8>,
) -> Result<(), Failure> {
    let (numbers, lines): (Vec<u64>, Vec<Line>) = read.into_iter().unzip();
    let decided = record_lines(reporter, now, &lines).await?;
    for ((number, line), decided) in numbers.into_iter().zip(lines).zip(&decided) {
        *count(&mut file.counts, decided) += 1;
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        let answer = Answer::new(number, line.id, decided, file.language).dry(file.dry_run);
        serde_json::to_writer(&mut *results, &answer)?;
        results.push(b'\n');
    }
    Ok(())
}

fn count<'a>(counts: &'a mut Counts, decided: &Decided) -> &'a mut u64 {
    match decided {
        Decided::Refused(_) => &mut counts.refused,
        Decided::Recorded { repeated: true, .. } => &mut counts.repeated,
        Decided::Recorded { event, .. } if matches!(event.state, Stands::Held { .. }) => &mut counts.held,
        Decided::Recorded { .. } => &mut counts.approved,
    }
}
