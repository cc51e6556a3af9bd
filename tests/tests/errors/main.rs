//! What is refused, and how: the right status, a stable code, a sentence in three languages, and nothing stored.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod case;
mod commands;
mod decision_rules;
mod events;
mod provider_rules;
mod requests;
mod rules;
mod setting;
mod tokens;
mod voucher_rules;
