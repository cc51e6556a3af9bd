//! Recording as it is stored: reads all that a decision on events depends on, and writes what it changed, at once.
//!
//! The one way into the ledger, for requests and for files; the decision itself is `domain::recording`.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod answer;
mod entry;
mod line;
mod load;
mod record;
mod save;

pub use answer::{Answer, Decided};
pub use entry::Entry;
pub use line::Line;
pub use load::{Group, Loaded, Reporter, Versions, load};
pub use record::{record, record_lines, writes_of};
pub use save::{Changed, put_account};
