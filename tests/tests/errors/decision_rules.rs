//! The rules of circumstances and decisions.

use reqwest::{Method, RequestBuilder};
use scenarios::family;
use serde_json::{Value, json};

use crate::case::{Case, case, post};
use crate::setting::Setting;

pub fn cases(setting: &Setting) -> Vec<Case> {
    let mut cases = computing(setting);
    cases.extend(telling(setting));
    cases.extend(acting(setting));
    cases.extend(rectifying(setting));
    cases.extend(changing(setting));
    cases
}

fn computing(setting: &Setting) -> Vec<Case> {
    let granting = |changes: &[(&str, Value)]| {
        let mut body = json!({
            "client": setting.child, "service": "early-education", "first_day": "2026-01-01",
            "last_day": "2026-07-31", "asked": [{"code": "under3-full"}],
        });
        for (field, value) in changes {
            body[*field] = value.clone();
        }
        post(&setting.town, &setting.grantor(), "/v1/vouchers", &body)
    };
    let both = json!([{"code": "under3-full", "value_cents": 1, "copayment_cents": 0}]);
    let relief = json!([{"code": "under3-full", "reliefs": ["no-such"]}]);
    vec![
        case(422, "asked_or_contents", "asked", granting(&[("contents", both)])),
        case(422, "household_missing", "client", granting(&[("client", json!(setting.client))])),
        case(422, "unknown_relief", "asked", granting(&[("asked", relief)])),
        case(422, "parameters_incomplete", "first_day", granting(&[("last_day", json!("2026-12-31"))])),
    ]
}

fn telling(setting: &Setting) -> Vec<Case> {
    let telling = |told: &Value| -> RequestBuilder {
        let path = format!("/v1/clients/{}/circumstances", setting.child);
        let request =
            setting.town.request(Method::PUT, &path).bearer_auth(setting.town.token(&setting.grantor()));
        request.header("idempotency-key", setting.town.new_key()).json(told)
    };
    let (mut nobody, mut outside, mut twice) =
        (family(None, "1000"), family(None, "1000"), family(None, "1000"));
    nobody["source"] = json!(" ");
    outside["circumstances"]["household"]["child"] = json!(2);
    twice["siblings"] = json!([{"client": setting.child, "child": 1}]);
    vec![
        case(422, "field_required", "source", telling(&nobody)),
        case(422, "household_unclear", "circumstances", telling(&outside)),
        case(422, "household_unclear", "siblings", telling(&twice)),
    ]
}

fn acting(setting: &Setting) -> Vec<Case> {
    let acting = |decision: &str, what: &str, reason: &str| {
        let path = format!("/v1/decisions/{decision}/{what}");
        post(&setting.town, &setting.grantor(), &path, &json!({"reason": reason}))
    };
    let annulling = |decision: &str, from: &str, reason: &str| {
        let path = format!("/v1/decisions/{decision}/annulment");
        post(&setting.town, &setting.grantor(), &path, &json!({"from": from, "reason": reason}))
    };
    let [draft, heard] = &setting.drafts[..] else { panic!("two drafts") };
    vec![
        case(409, "decision_state", "", acting(&setting.sent, "approval", "Uudelleen.")),
        case(409, "hearing_needed", "", acting(draft, "approval", "Tulot.")),
        case(409, "hearing_open", "", acting(heard, "approval", "Tulot.")),
        case(422, "reason_required", "reason", acting(heard, "approval", " ")),
        case(422, "reason_required", "reason", acting(heard, "answer", "")),
        case(422, "reason_required", "reason", annulling(&setting.sent, "2026-03-01", " ")),
        case(409, "nothing_to_annul", "from", annulling(&setting.sent, "2026-08-01", "Erehdys.")),
        case(409, "decision_state", "", annulling(draft, "2026-03-01", "Erehdys.")),
    ]
}

fn rectifying(setting: &Setting) -> Vec<Case> {
    let asking = |decision: &str, what: &str, body: &Value| {
        let path = format!("/v1/decisions/{decision}/rectification-request{what}");
        post(&setting.town, &setting.grantor(), &path, body)
    };
    let (sent, asked) = (setting.sent.as_str(), setting.asked.as_str());
    let request = |received: &str| {
        asking(sent, "", &json!({"received": received, "reason": "Tulot on laskettu väärin."}))
    };
    let again = json!({"received": "2026-11-05", "reason": "Vielä."});
    let silent = json!({"reason": " "});
    let anew = |code: &str, last_day: &str| {
        let contents = json!([{"code": code, "value_cents": 200_000, "copayment_cents": 0}]);
        let body = json!({
            "reason": "Oikein.", "first_day": "2026-07-01", "last_day": last_day, "contents": contents,
        });
        asking(asked, "/acceptance", &body)
    };
    vec![
        case(409, "request_open", "", asking(asked, "", &again)),
        case(409, "decision_state", "", asking(&setting.drafts[0], "", &again)),
        case(422, "not_yet_received", "received", request("2026-11-06")),
        case(422, "reason_required", "reason", asking(asked, "/rejection", &silent)),
        case(409, "no_request", "", asking(sent, "/rejection", &json!({"reason": "Oikein."}))),
        case(422, "outside_decision", "first_day", anew("over3-full", "2026-08-31")),
        case(422, "unknown_content", "contents", anew("no-such", "2026-07-31")),
    ]
}

fn changing(setting: &Setting) -> Vec<Case> {
    let putting = |path: String, body: &Value| -> RequestBuilder {
        let request = setting.town.request(Method::PUT, &path);
        let request = request.bearer_auth(setting.town.token(&setting.grantor()));
        request.header("idempotency-key", setting.town.new_key()).json(body)
    };
    let needing = |voucher: &str, from: &str, asked: Value| {
        let body = json!({"from": from, "asked": asked});
        putting(format!("/v1/vouchers/{voucher}/need"), &body)
    };
    let correcting = |code: &str, first_day: &str, reason: &str| {
        let contents = json!([{"code": code, "value_cents": 200_000, "copayment_cents": 0}]);
        let body = json!({
            "reason": reason, "first_day": first_day, "last_day": "2026-07-31", "contents": contents,
        });
        let path = format!("/v1/decisions/{}/correction", setting.asked);
        post(&setting.town, &setting.grantor(), &path, &body)
    };
    let estate = format!("/v1/decisions/{}/hearing", setting.drafts[0]);
    let estate = post(&setting.town, &setting.grantor(), &estate, &json!({"to_estate": true}));
    let person = |changes: &[(&str, Value)]| {
        let mut body = json!({
            "first_names": "Testi", "last_name": "Asiakas-001", "born": "1952-10-13", "language": "fi",
            "municipality": "Testilä",
        });
        for (field, value) in changes {
            body[*field] = value.clone();
        }
        putting(format!("/v1/clients/{}", setting.client), &body)
    };
    let guardian = |reference: &str, last_day: &str| {
        json!([{
            "reference": reference, "name": "Testi Huoltaja-901", "scope": "finances",
            "first_day": "2026-01-01", "last_day": last_day,
        }])
    };
    let merging = |from: &str, into: &str, reason: &str| {
        let body = json!({"into": into, "reason": reason});
        post(&setting.town, &setting.grantor(), &format!("/v1/clients/{from}/merge"), &body)
    };
    let client = setting.client.as_str();
    let nobody = "00000000-0000-4000-8000-000000000000";
    vec![
        case(
            409,
            "decided_elsewhere",
            "",
            needing(&setting.home, "2026-10-01", json!([{"code": "home-care"}])),
        ),
        case(422, "field_required", "asked", needing(&setting.home, "2026-10-01", json!([]))),
        case(
            422,
            "outside_validity",
            "from",
            needing(&setting.home, "2027-01-01", json!([{"code": "home-care"}])),
        ),
        case(422, "outside_decision", "first_day", correcting("over3-full", "2026-05-01", "Virhe.")),
        case(422, "unknown_content", "contents", correcting("no-such", "2026-07-01", "Virhe.")),
        case(422, "reason_required", "reason", correcting("over3-full", "2026-07-01", " ")),
        case(422, "client_lives", "to_estate", estate),
        case(422, "died_impossible", "died", person(&[("died", json!("2026-11-06"))])),
        case(422, "died_impossible", "died", person(&[("died", json!("1952-10-12"))])),
        case(422, "born_in_the_future", "born", person(&[("born", json!("2026-11-06"))])),
        case(
            422,
            "guardian_invalid",
            "guardians",
            person(&[("guardians", guardian("131052-901X", "2026-12-31"))]),
        ),
        case(422, "guardian_invalid", "guardians", person(&[("guardians", guardian("H-901", "2025-12-31"))])),
        case(422, "not_the_same_person", "into", merging(client, client, "Sama.")),
        case(422, "client_not_found", "into", merging(client, nobody, "Sama.")),
        case(422, "reason_required", "reason", merging(client, &setting.child, " ")),
    ]
}
