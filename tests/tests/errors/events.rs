//! The rules of recording, each alone and each as a line of a batch.

use reqwest::RequestBuilder;
use scenarios::{Provider, hours, pieces};
use serde_json::{Value, json};

use crate::case::{Case, case, post};
use crate::setting::Setting;
use crate::voucher_rules::number;

/// Status, code, field, who sends, and what.
type Rule<'a> = (u16, &'static str, &'static str, &'a Provider, Value);

pub fn cases(setting: &Setting) -> Vec<Case> {
    let send = |who: &Provider, path: &str, body: &Value| -> RequestBuilder {
        post(&setting.town, &who.recorder(), path, body)
    };
    let alone = |(status, code, field, who, event): Rule<'_>| {
        case(status, code, field, send(who, "/v1/events", &event))
    };
    let mut cases: Vec<Case> = rules(setting).into_iter().map(alone).collect();
    let path = |what: &str| format!("/v1/events/{}/{what}", setting.recorded);
    let elsewhere = hours("new", &setting.october, "2026-10-07T08:00", "2026-10-07T09:00");
    let taken = hours("recorded", &setting.home, "2026-10-05T08:00", "2026-10-05T09:00");
    cases.push(case(
        422,
        "other_voucher",
        "voucher",
        send(&setting.provider, &path("correction"), &elsewhere),
    ));
    cases.push(case(409, "event_conflict", "id", send(&setting.provider, &path("correction"), &taken)));
    let gone = format!("/v1/events/{}/correction", setting.reversed);
    let visit = hours("new", &setting.home, "2026-10-07T08:00", "2026-10-07T09:00");
    cases.push(case(409, "event_not_standing", "", send(&setting.provider, &gone, &visit)));
    let unexplained = json!({"reason": "not_delivered"});
    let approver = scenarios::official(scenarios::ORGANISER, web::Role::Approver);
    let unexplained = post(&setting.town, &approver, &path("reversal"), &unexplained);
    cases.push(case(422, "reason_required", "text", unexplained));
    let events = vec![json!({}); 1001];
    let too_many = send(&setting.provider, "/v1/events/batch", &json!({"events": events}));
    cases.push(case(422, "too_many_events", "events", too_many));
    let announced =
        |bytes: u64| send(&setting.provider, "/v1/event-files", &json!({"format": "csv", "bytes": bytes}));
    cases.push(case(422, "file_size", "bytes", announced(0)));
    cases.push(case(422, "file_size", "bytes", announced(64 * 1024 * 1024 + 1)));
    let arrived =
        |file: &str| send(&setting.provider, &format!("/v1/event-files/{file}/arrival"), &json!({}));
    cases.push(case(409, "file_not_uploaded", "", arrived(&setting.awaited)));
    cases.push(case(422, "file_size_differs", "", arrived(&setting.cut)));
    cases
}

fn rules(setting: &Setting) -> Vec<Rule<'_>> {
    let (own, dental, home) = (&setting.provider, &setting.dental, &setting.home);
    let visit = |start: &str, end: &str| hours("new", home, start, end);
    let examined = |day: &str| pieces("new", dental, "SAA01", "C62", day, 1);
    let without = |field: &str| lacking(examined("2026-10-05"), field);
    let mut timed = examined("2026-10-05");
    timed["start"] = json!("2026-10-05T08:00");
    let mut absent = examined("2026-10-05");
    absent["absence"] = json!("strike");
    let october =
        |day: &str| hours("new", &setting.october, &format!("{day}T08:00"), &format!("{day}T09:00"));
    let monthly = pieces("new", home, "home-care", "MON", "2026-10-05", 1);
    let late = hours("new", &setting.late, "2026-11-02T08:00", "2026-11-02T09:00");
    let day_of_work = |order: &str| pieces("new", order, "attendance-day", "DAY", "2026-10-05", 1);
    vec![
        (422, "unknown_absence", "absence", own, absent),
        (422, "malformed_event", "id", own, pieces("", dental, "SAA01", "C62", "2026-10-05", 1)),
        (422, "malformed_event", "id", own, pieces(&"x".repeat(65), dental, "SAA01", "C62", "2026-10-05", 1)),
        (422, "malformed_event", "day", own, without("day")),
        (422, "malformed_event", "quantity", own, without("quantity")),
        (404, "voucher_not_found", "voucher", own, pieces("new", &number(), "SAA01", "C62", "2026-10-05", 1)),
        (
            404,
            "voucher_not_found",
            "voucher",
            own,
            pieces("new", "no number", "SAA01", "C62", "2026-10-05", 1),
        ),
        (404, "voucher_not_found", "voucher", &setting.stranger, examined("2026-10-05")),
        (404, "voucher_not_found", "voucher", own, day_of_work(&setting.unbooked)),
        (422, "voucher_not_open", "voucher", own, day_of_work(&setting.order)),
        (422, "voucher_not_open", "voucher", own, day_of_work(&setting.declined)),
        (422, "provider_not_approved", "", &setting.latecomer, late),
        (422, "booking_not_valid", "", own, october("2026-09-30")),
        (422, "outside_validity", "", own, examined("2026-08-31")),
        (422, "outside_recording_window", "", own, examined("2026-09-01")),
        (422, "in_the_future", "", own, examined("2026-11-06")),
        (422, "in_the_future", "", own, visit("2026-11-05T11:30", "2026-11-05T12:01")),
        (422, "unknown_content", "content", own, pieces("new", dental, "SFA10", "C62", "2026-10-05", 1)),
        (422, "unknown_content", "content", own, pieces("new", dental, "å", "C62", "2026-10-05", 1)),
        (422, "wrong_unit", "unit", own, monthly),
        (422, "times_required", "", own, lacking(visit("2026-10-05T08:00", "2026-10-05T09:00"), "end")),
        (422, "times_not_allowed", "", own, timed),
        (422, "malformed_time", "start", own, visit("5.10.2026 8:00", "2026-10-05T09:00")),
        (422, "malformed_time", "end", own, visit("2026-10-05T08:00", "2026-10-05T09:00:30")),
        // The night of 25 October has two half past threes, that of 29 March none.
        (422, "time_repeated", "start", own, visit("2026-10-25T03:30", "2026-10-25T05:00")),
        (422, "time_skipped", "end", own, visit("2026-03-29T02:30", "2026-03-29T03:30")),
        (422, "end_before_start", "end", own, visit("2026-10-05T09:00", "2026-10-05T09:00")),
        (422, "visit_too_long", "end", own, visit("2026-10-05T09:00", "2026-10-06T09:01")),
        (422, "overlap", "", own, visit("2026-10-05T08:59", "2026-10-05T10:00")),
        (422, "over_limit", "", own, examined("2026-10-06")),
        (422, "no_price", "content", own, pieces("new", dental, "SDA01", "C62", "2026-10-05", 1)),
        (
            422,
            "quantity_out_of_range",
            "quantity",
            own,
            pieces("new", dental, "SAA01", "C62", "2026-10-05", 1001),
        ),
        (409, "event_conflict", "id", own, hours("recorded", home, "2026-10-05T08:00", "2026-10-05T09:30")),
    ]
}

/// An event without one of its fields.
fn lacking(mut event: Value, field: &str) -> Value {
    event.as_object_mut().unwrap().remove(field);
    event
}

#[tokio::test]
async fn in_a_batch_every_rule_refuses_its_line_alone_in_the_readers_language() {
    let setting = Setting::stands().await;
    let rules = rules(&setting);
    let mine = |rule: &&Rule<'_>| rule.3.provider == setting.provider.provider;
    let mine: Vec<&Rule<'_>> = rules.iter().filter(mine).collect();
    // One id must not be there twice: that would be a refusal of its own.
    let named = |(at, rule): (usize, &&Rule<'_>)| {
        let mut event = rule.4.clone();
        if event["id"] == "new" {
            event["id"] = json!(format!("new-{at}"));
        }
        event
    };
    let mut events: Vec<Value> = mine.iter().enumerate().map(named).collect();
    events.push(hours("good", &setting.home, "2026-10-07T08:00", "2026-10-07T09:00"));
    let request =
        post(&setting.town, &setting.provider.recorder(), "/v1/events/batch", &json!({"events": events}));
    let answer = setting.town.send(request.header("accept-language", "sv")).await.of_status(200);
    let lines = answer["results"].as_array().unwrap();
    for (line, (_, code, field, ..)) in lines.iter().zip(&mine) {
        assert_eq!((&line["status"], &line["code"]), (&json!("refused"), &json!(code)), "{line}");
        assert_eq!(line["field"].as_str().unwrap_or_default(), *field, "{line}");
        let swedish = web::sentence(code, domain::language::Language::Sv);
        assert_eq!(line["detail"], json!(swedish));
        assert_eq!((&line["event"], &line["provider_cents"]), (&Value::Null, &Value::Null), "{line}");
    }
    assert_eq!(lines.last().unwrap()["status"], json!("approved"));
    assert_eq!(setting.town.seen(&setting.home).await["use"]["home-care"]["used"], json!(120));
}
