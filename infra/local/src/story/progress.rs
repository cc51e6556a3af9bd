//! One line for each stage: what, how many, how long.

use std::time::Instant;

/// A stage under way.
pub struct Stage {
    name: String,
    since: Instant,
    silent: bool,
}

impl Stage {
    /// Begins.
    pub fn begin(name: &str, silent: bool) -> Self {
        Self { name: name.to_owned(), since: Instant::now(), silent }
    }

    /// Ends with a count.
    pub fn end(self, count: usize) {
        if !self.silent {
            let took = self.since.elapsed();
            println!("{:<40} {count:>7} {:>4}.{:03} s", self.name, took.as_secs(), took.subsec_millis());
        }
    }
}
