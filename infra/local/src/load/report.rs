//! What a load was answered, how quickly, and what system and generator took of the machine meanwhile.
#![allow(clippy::float_arithmetic, reason = "figures for people, no money")]

use std::time::{Duration, Instant};

use super::{
    lanes::Sent,
    process::{Server, Taken},
    settling::Settled,
};

/// A part of a load under way.
pub struct Report {
    since: Instant,
    system: Taken,
    generator: Taken,
}

impl Report {
    /// Over the lines.
    pub const HEADING: &str = "what was sent | events | events/s | p50, p90, p99, most in ms | cores: system, generator | system's memory at most";

    /// Before the part.
    pub fn begin(server: &Server) -> Self {
        Self { since: Instant::now(), system: server.taken(), generator: Taken::here() }
    }

    /// After it.
    pub fn line(&self, what: &str, of: &str, sent: &Sent, server: &Server) -> String {
        let mut took = sent.took.clone();
        took.sort_unstable();
        let at = |percent: usize| {
            let at = (took.len() * percent).div_ceil(100).saturating_sub(1);
            took.get(at).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
        };
        let [half, nine, late, most] = [50, 90, 99, 100].map(at);
        let times = format!("{half:.1}, {nine:.1}, {late:.1}, {most:.1} a {of}");
        format!("{what} | {} | {times} | {}", self.speed(sent.events), self.taken(server))
    }

    /// After settling so many events.
    pub fn settled(&self, events: u64, settled: &Settled, server: &Server) -> String {
        let Settled { invoices, rows } = settled;
        let what = format!("settled to the cent: {rows} accounts in {invoices} invoices");
        let seconds = self.since.elapsed().as_secs_f64();
        format!("{what} | {} | {seconds:.1} s in all | {}", self.speed(events), self.taken(server))
    }

    fn speed(&self, events: u64) -> String {
        format!("{events} | {:.0}", events as f64 / self.since.elapsed().as_secs_f64())
    }

    /// Cores that were busy on average.
    fn taken(&self, server: &Server) -> String {
        let (now, elapsed) = (server.taken(), self.since.elapsed());
        let cores = |cpu: Duration| cpu.as_secs_f64() / elapsed.as_secs_f64();
        let system = cores(now.cpu.saturating_sub(self.system.cpu));
        let generator = cores(Taken::here().cpu.saturating_sub(self.generator.cpu));
        format!("{system:.2}, {generator:.2} | {} MB", now.most_memory / 1_000_000)
    }
}
