//! Every code of the catalogue is answered as the catalogue says, or it is said here why no request can get it.

use std::collections::BTreeSet;

use crate::case::{Case, check_all};
use crate::setting::Setting;
use crate::{decision_rules, events, provider_rules, requests, voucher_rules};

/// Codes that `requests`, `commands` and `tokens` have tests of their own for, and those that need an outage.
const ELSEWHERE: [(&str, &str); 55] = [
    ("token_missing", "tokens"),
    ("token_invalid", "tokens"),
    ("idempotency_key_missing", "commands"),
    ("idempotency_key_reused", "commands"),
    ("body_unreadable", "a connection that breaks gets no answer"),
    ("try_again", "needs a store that is busy or away"),
    ("internal_error", "needs a bug"),
    ("housing_missing", "needs a service priced by housing: the valuation's own test"),
    ("family_not_in_table", "needs a service with a table of families: the valuation's own test"),
    ("already_paid", "needs an invoice: the story's handover"),
    ("invoice_not_found", "needs a run: the story's handover"),
    ("payment_line_malformed", "the story's payments"),
    ("payment_amount_differs", "needs an invoice: the story's handover"),
    ("payment_in_the_future", "needs an invoice: the story's handover"),
    ("payments_not_countable", "needs a run: the story's handover"),
    ("too_many_decisions", "needs more vouchers than a client has"),
    ("organiser_details_missing", "needs an organiser without details: the story's letters"),
    ("rulebook_not_in_force", "a service that has not begun is not found"),
    ("client_died", "needs a client who has died: the story's hard cases"),
    ("client_merged", "needs records that were merged: the story's hard cases"),
    ("after_death", "no refusal: why an event waits"),
    ("not_text", "no refusal of a request: why a file is refused"),
    ("file_empty", "no refusal of a request: why a file is refused"),
    ("too_many_lines", "no refusal of a request: why a file is refused"),
    ("columns_wrong", "no refusal of a request: why a file is refused"),
    ("over_limit_held", "no refusal: why an event waits"),
    ("link_expired", "needs a link: the story's comparisons"),
    ("voucher_not_usable", "needs a link: the story's comparisons"),
    ("provider_full", "needs a link: the story's comparisons"),
    ("sampled", "no refusal: why an event waits"),
    ("needs_approval", "no refusal: why an event waits"),
    ("xml_malformed", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("xml_encoding", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("xml_unsafe", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("not_an_einvoice", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("einvoice_field", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("own_invoice_names_a_person", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("own_invoice_not_awaited", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("own_invoice_already_taken", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("own_invoice_number_used", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("own_invoice_differs", "needs a settlement that awaits an invoice: the story's own invoices"),
    ("own_invoice_seller", "one of many differences: the own invoice's own tests"),
    ("own_invoice_buyer", "one of many differences: the own invoice's own tests"),
    ("own_invoice_account", "one of many differences: the own invoice's own tests"),
    ("own_invoice_in_the_future", "one of many differences: the own invoice's own tests"),
    ("own_invoice_due_too_early", "one of many differences: the own invoice's own tests"),
    ("own_invoice_line_without_event", "one of many differences: the own invoice's own tests"),
    ("own_invoice_event_unknown", "one of many differences: the own invoice's own tests"),
    ("own_invoice_event_twice", "one of many differences: the own invoice's own tests"),
    ("own_invoice_line_amount", "one of many differences: the own invoice's own tests"),
    ("own_invoice_line_vat", "one of many differences: the own invoice's own tests"),
    ("own_invoice_event_missing", "one of many differences: the own invoice's own tests"),
    ("own_invoice_does_not_add_up", "one of many differences: the own invoice's own tests"),
    ("own_invoice_vat", "one of many differences: the own invoice's own tests"),
    ("own_invoice_total", "one of many differences: the own invoice's own tests"),
];

#[tokio::test]
async fn every_rule_refuses_with_its_code_in_three_languages_and_stores_nothing() {
    let setting = Setting::stands().await;
    let mut cases: Vec<Case> = requests::cases(&setting.town);
    cases.extend(voucher_rules::cases(&setting));
    cases.extend(decision_rules::cases(&setting));
    cases.extend(provider_rules::cases(&setting).await);
    cases.extend(events::cases(&setting));
    let tried: BTreeSet<&str> = cases.iter().map(|case| case.code).collect();
    check_all(&setting.town, cases).await;

    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    assert_eq!(tried.intersection(&elsewhere).collect::<Vec<_>>(), Vec::<&&str>::new());
    let covered: BTreeSet<&str> = tried.union(&elsewhere).copied().collect();
    let catalogue = catalogue();
    let known: BTreeSet<&str> = catalogue.iter().map(String::as_str).collect();
    assert_eq!(covered, known, "the catalogue's codes and those that are tried");
}

/// The codes of the catalogue's table.
fn catalogue() -> Vec<String> {
    let source = include_str!("../../../shared/web/src/catalogue.rs");
    let (_, table) = source.split_once("const CATALOGUE").unwrap();
    let (table, _) = table.split_once("#[cfg(test)]").unwrap();
    let codes = table.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split_once('"'));
    codes.map(|(code, _)| code.to_owned()).collect()
}
