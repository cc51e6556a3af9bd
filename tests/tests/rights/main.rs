//! Who may do what, over HTTP: every route in every role as the one table says, and foreign things not found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod decisions;
mod files;
mod foreign;
mod matrix;
mod money;
mod place;
mod quotes;
mod routes;
