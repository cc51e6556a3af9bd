//! Named scenarios, from the service's set-up to the invoice: each through the HTTP API, as people and systems use it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod applications;
mod at_once;
mod batches;
mod changed_decisions;
mod comparison_links;
mod comparisons;
mod corrections;
mod decisions;
mod dry_runs;
mod explained;
mod files;
mod handover;
mod hard_cases;
mod hard_decisions;
mod held;
mod holds;
mod invoices;
mod letters;
mod new_shares;
mod own_invoices;
mod payments;
mod purchases;
mod reconciliation;
mod register;
mod repricing;
mod rosters;
mod rulebooks;
mod side_by_side;
mod vouchers;
