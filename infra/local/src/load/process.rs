//! The system under load as a process of its own, and what it and the generator take of the machine.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::LoadError;

/// The kernel counts a process's time for its readers in hundredths of a second (proc(5), USER_HZ).
const TICK: Duration = Duration::from_millis(10);

/// A running system; it dies with this value.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub base_url: String,
}

impl Server {
    /// Starts this very program as an empty system.
    pub fn start(data: Option<&Path>) -> Result<Self, LoadError> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--port", "0", "--empty"]);
        if let Some(data) = data {
            command.arg("--data").arg(data);
        }
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut lines = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
        let first = lines.next().transpose()?.unwrap_or_default();
        // Read on, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        match first.strip_prefix("Seteli is at ") {
            Some(base_url) => Ok(Self { base_url: base_url.to_owned(), child }),
            None => {
                let _ = child.kill();
                Err(LoadError::NotStarted(first))
            }
        }
    }

    /// What it has taken so far.
    pub fn taken(&self) -> Taken {
        Taken::of(&self.child.id().to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process has taken of the machine since its start.
#[derive(Clone, Copy, Default)]
pub struct Taken {
    /// Time on a core, its own and the kernel's for it.
    pub cpu: Duration,
    /// The most memory it ever had, in bytes.
    pub most_memory: u64,
}

impl Taken {
    /// Of the process that asks.
    pub fn here() -> Self {
        Self::of("self")
    }

    /// Nothing where the machine has no `/proc`.
    fn of(process: &str) -> Self {
        let read =
            |file: &str| std::fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default();
        // The name in brackets, the second field, may hold spaces; user and kernel time are the 14th and 15th.
        let stat = read("stat");
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks: u32 =
            after_name.split_whitespace().skip(11).take(2).filter_map(|it| it.parse::<u32>().ok()).sum();
        let status = read("status");
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = most.and_then(|most| most.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        Self { cpu: TICK * ticks, most_memory: kilobytes.unwrap_or_default() * 1024 }
    }
}
