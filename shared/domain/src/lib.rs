//! The rules and the arithmetic of Seteli, and nothing else: no IO, no clock, no async, no floats.
//!
//! A caller loads a basis, asks this crate to decide, and saves the decision. Every public item says its
//! units, its rounding and the source of its rule.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod account;
pub mod application;
pub mod circumstances;
pub mod client;
pub mod decision;
pub mod document;
pub mod euros;
pub mod event;
pub mod event_file;
pub mod evidence;
pub mod explanation;
pub mod handover;
pub mod identifiers;
pub mod ids;
pub mod invoice;
pub mod language;
pub mod letter;
pub mod link;
pub mod money;
pub mod organiser;
pub mod overlap;
pub mod own_invoice;
pub mod place;
pub mod pricing;
pub mod pricing_case;
pub mod provider;
pub mod quota;
pub mod quote;
pub mod recording;
pub mod repricing;
pub mod roster;
pub mod rulebook;
pub mod settlement;
pub mod share;
pub mod specification;
pub mod statement;
pub mod time;
pub mod valuation;
pub mod voucher;
pub mod written;
