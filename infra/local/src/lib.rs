//! The whole system on one machine: all functions in one process, a local OpenID provider, and the demo regions.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod kept;
pub mod load;
pub mod oidc;
pub mod regions;
pub mod simulate;
pub mod story;
pub mod system;
