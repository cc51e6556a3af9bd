//! Every sample payload in `events/`, executed as the cloud would: parsed by AWS's own types, handed to the real
//! router or handler, and its effect seen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bench;
mod http;
mod messages;

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use bench::Bench;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("events")
}

/// A sample by its name.
fn sample(name: &str) -> String {
    read_to_string(folder().join(format!("{name}.json"))).unwrap()
}

/// A test for each sample, named by what it shows, and the list of all of them.
macro_rules! samples {
    ($($name:literal => $play:path as $shows:ident),+ $(,)?) => {
        $(
            #[tokio::test]
            async fn $shows() {
                $play(&Bench::set().await, &sample($name)).await;
            }
        )+
        const EXECUTED: &[&str] = &[$($name),+];
    };
}

samples! {
    "voucher-issuance-grant" => http::grant as a_grant_through_the_gateway_makes_a_voucher,
    "voucher-issuance-general-part" => http::general_part as the_next_general_part_is_published,
    "voucher-issuance-rulebook" => http::rulebook as a_rulebook_in_base64_is_published,
    "provider-applications" => http::application as an_application_through_the_gateway_makes_a_draft,
    "quotes" => http::quote as a_familys_quote_through_the_gateway_names_its_share,
    "service-event-intake" => http::event as an_event_through_the_gateway_is_recorded,
    "service-event-files-ask" => http::file as a_file_asked_for_through_the_gateway_has_a_place_to_go,
    "finance" => http::run as a_run_asked_for_through_the_gateway_is_stored,
    "portal" => http::front_page as the_front_page_answers_in_the_visitors_language,
    "settlement-schedule-run" => messages::schedule as the_schedules_message_stores_the_run_of_the_month_before,
    "settlement-plan-run" => messages::plan as a_stored_run_asks_for_each_provider_once,
    "invoicing-settle-provider" => messages::settle as a_providers_message_collects_and_closes,
    "invoicing-invoice-settlement" => messages::invoice as a_closed_settlements_message_writes_the_invoice_once,
    "statements-write-letter" => messages::letter as a_stored_letter_lies_in_the_outbox_once,
    "notices-look-for-late" => messages::late as what_is_late_is_counted_and_nothing_changes,
    "notices-tell-share" => messages::share as a_new_share_is_told_to_the_client_once,
    "repricing-reprice-voucher" => messages::reprice as a_vouchers_message_prices_its_months_anew_once,
    "service-event-files-record" => messages::file as an_arrived_files_message_records_its_lines_once,
    "relay" => messages::relay as the_stream_of_a_settlement_becomes_messages,
}

#[test]
fn every_sample_is_executed_and_described() {
    let names =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let kept: BTreeSet<String> = names.collect();
    let mut executed: BTreeSet<String> = EXECUTED.iter().map(|name| format!("{name}.json")).collect();
    let described = read_to_string(folder().join("README.md")).unwrap();
    for name in &executed {
        assert!(described.contains(&format!("`{name}`")), "{name} is not described");
    }
    executed.insert("README.md".to_owned());
    assert_eq!(kept, executed);
}

#[test]
fn every_function_has_a_sample() {
    let functions = std::fs::read_dir(folder().parent().unwrap().join("functions")).unwrap();
    for function in functions.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        assert!(EXECUTED.iter().any(|name| name.starts_with(&function)), "{function}");
    }
}
