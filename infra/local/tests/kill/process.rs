//! The real binary with a data folder, started and killed.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running `local`; it dies with this value.
pub struct Local {
    child: Child,
    /// Where it listens: the same after each restart, since the issuer's address is part of who acts.
    pub port: u16,
}

impl Local {
    /// Starts it with a data folder, on any port or the one that it had.
    pub fn start(data: &Path, port: Option<u16>) -> Self {
        let port = port.unwrap_or(0).to_string();
        Self::start_with(&["--port".as_ref(), port.as_ref(), "--data".as_ref(), data.as_os_str()])
    }

    /// Starts it and waits until it says where it is, or ends.
    pub fn start_with(arguments: &[&OsStr]) -> Self {
        let mut child =
            Command::new(env!("CARGO_BIN_EXE_local")).args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().expect("local says where it is, and did not end").unwrap();
        let port = first.rsplit(':').next().and_then(|port| port.parse().ok());
        // Read on, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port: port.unwrap_or_else(|| panic!("no port in: {first}")) }
    }

    /// As Ctrl-C does; whether it ended well.
    #[allow(dead_code, reason = "the command line's test uses it")]
    pub fn interrupt(mut self) -> bool {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        self.child.wait().unwrap().success()
    }

    /// SIGKILL: nothing in the process gets to say goodbye.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
