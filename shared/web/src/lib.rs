//! The HTTP edge: who asks, what may be asked, how a body is read, how a refusal is told, and how a
//! command is carried out once.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod actor;
mod app;
mod body;
mod catalogue;
mod command;
mod dry_run;
mod identity;
mod language;
mod link_token;
mod paging;
mod path;
mod permission;
mod problem;
mod router;

pub use actor::{Actor, Business};
pub use app::{App, Clock, Pause};
pub use body::{CsvText, Json, TomlText, XmlBytes};
pub use command::{Command, Outcome, carry_out, once, with_retries};
pub use dry_run::DryRun;
pub use identity::{Issuer, Verifier};
pub use language::Accepted;
pub use link_token::LinkToken;
pub use paging::{Cursor, Listing, Paging};
pub use path::Named;
pub use permission::{Action, Role};
pub use problem::{Found, Problem};
pub use router::{public_page, public_until_changed, router};

pub use catalogue::{sentence, sentences};
