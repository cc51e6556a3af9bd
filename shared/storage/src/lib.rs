//! The store: its port, and the two implementations that keep the same contract.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod draft;
pub mod dynamodb;
pub mod embedded;
pub mod keys;
pub mod letters;
mod limits;
pub mod port;
pub mod records;
pub mod rulebooks;
