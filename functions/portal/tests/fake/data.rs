//! The made-up API's things: services, clients, vouchers, a month's roster.

use serde_json::{Value, json};
use std::collections::HashMap;

pub const CLIENT: &str = "00000000-0000-5000-8000-000000000001";
pub const VOUCHER: &str = "0HHT0-D1BDW-F";
pub const ORDER: &str = "7J0AV-6GH75-T";
pub const EVENT: &str = "00000000-0000-5000-8000-0000000000e1";
pub const RUN: &str = "00000000-0000-5000-8000-0000000000f1";
pub const APPLICATION: &str = "00000000-0000-5000-8000-0000000000b1";
pub const PROVIDER: &str = "00000000-0000-5000-8000-0000000000c1";

/// A command that the API received.
#[derive(Clone, Debug)]
pub struct Command {
    pub path: String,
    pub key: Option<String>,
    pub language: Option<String>,
    pub body: Value,
}

pub struct World {
    pub commands: Vec<Command>,
    pub clients: Vec<Value>,
    pub roster: Vec<Value>,
    /// The next command is answered with this status and problem.
    pub refuse_with: Option<Value>,
    /// Every request is answered as if the token had expired.
    pub expired: bool,
}

impl World {
    pub fn new() -> Self {
        let name = |at: usize| format!("Testi Lapsi-{at:03}");
        let line = |at: usize| {
            let voucher = format!("00000000-0000-5000-8000-00000000{:04}", 1000 + at);
            json!({
                "voucher": voucher, "booking": format!("b{at}"), "service": "early-education", "client_name": name(at),
                "content": if at.is_multiple_of(3) { "under3-full" } else { "over3-full" },
                "last_month": if at == 4 { Value::Null } else { json!(1) }, "recorded": false, "expected": 1,
                "provider_cents": 84_700 + 100 * at, "client_cents": 15_300,
                "contents": if at == 5 { json!(["over3-full"]) } else { json!([]) },
            })
        };
        Self {
            commands: Vec::new(),
            clients: vec![
                client(CLIENT, "Testi", "Asiakas-001"),
                client(
                    "00000000-0000-5000-8000-000000000002",
                    "Testi <script>alert(1)</script>",
                    "Asiakas & Co \"x\"",
                ),
            ],
            roster: (1..=12).map(line).collect(),
            refuse_with: None,
            expired: false,
        }
    }
}

pub fn client(id: &str, first: &str, last: &str) -> Value {
    json!({"client": id, "first_names": first, "last_name": last, "born": "1948-02-29", "language": "sv", "municipality": "Alkuranta"})
}

pub fn provider_role(role: &str) -> bool {
    matches!(role, "signatory" | "provider_main_user" | "service_manager" | "recorder")
}

/// The library's own, with a name that tries to be markup.
pub fn rulebook() -> Value {
    let file = include_str!("../../../../infra/rulebooks/home-care.toml");
    let mut rulebook = json!(domain::rulebook::parse(file).unwrap());
    rulebook["content"][0]["names"]["sv"] = json!("Besök </table><script>");
    rulebook
}

pub fn general_part() -> Value {
    let file = include_str!("../../../../infra/rulebooks/general-part.toml");
    json!(domain::rulebook::GeneralPart::parse(file).unwrap())
}

pub fn services() -> Value {
    let names = |fi: &str, sv: &str, en: &str| json!({"fi": fi, "sv": sv, "en": en});
    let monthly =
        |code: &str, fi: &str, en: &str| json!({"code": code, "unit": "MON", "names": names(fi, fi, en)});
    let procedure = |code: &str, fi: &str, sv: &str, en: &str, cents: i64| json!({"code": code, "unit": "C62", "names": names(fi, sv, en), "value_cents": cents});
    let band = |name: &str, cents: i64| json!({"name": name, "value_cents": cents});
    let service = |code: &str, names: Value, arrangement: &str, contents: Vec<Value>| json!({"service": code, "version": 1, "names": names, "arrangement": arrangement, "first_day": "2026-01-01", "contents": contents});
    let hours = json!({
        "code": "home-care", "unit": "HUR", "names": names("Kotihoidon käynti", "Hemvårdsbesök", "Home care visit"),
        "bands": [band("day", 3600), band("evening", 4140), band("night", 4140), band("saturday", 4320), band("sunday", 7200)],
    });
    json!([
        service(
            "assisted-living",
            names("Palveluasuminen", "Serviceboende", "Assisted living"),
            "purchased",
            vec![
                json!({"code": "care-day", "unit": "DAY", "names": names("Hoitopäivä", "Vårddag", "Care day")})
            ]
        ),
        service(
            "dental-care",
            names("Suun terveydenhuolto", "Mun- och tandvård", "Dental care"),
            "voucher",
            vec![
                procedure(
                    "SAA01",
                    "Suun perustutkimus",
                    "Grundundersökning av munnen",
                    "Basic oral examination",
                    4500
                ),
                procedure(
                    "SDA01",
                    "Hammaskiven poisto, lyhyt",
                    "Borttagning av tandsten, kort",
                    "Scaling, short",
                    3900
                ),
                procedure("SFA10", "Yhden pinnan täyte", "Fyllning på en yta", "Filling, one surface", 5800),
            ]
        ),
        service(
            "early-education",
            names("Varhaiskasvatus", "Småbarnspedagogik", "Early childhood education"),
            "voucher",
            vec![
                monthly("under3-full", "Alle 3-vuotias, kokopäiväinen", "Under 3 years, full day"),
                monthly("over3-full", "3 vuotta täyttänyt, kokopäiväinen", "3 years and over, full day"),
                monthly("over3-part", "3 vuotta täyttänyt, osapäiväinen", "3 years and over, part day"),
            ]
        ),
        service("home-care", names("Kotihoito", "Hemvård", "Home care"), "voucher", vec![hours]),
    ])
}

pub fn voucher(id: &str) -> Value {
    let (service, state, contents) = if id == ORDER {
        (
            "assisted-living",
            "ordered",
            json!([{"code": "care-day", "limits": {"total": 90}, "price_cents": 14_500}]),
        )
    } else {
        ("home-care", "open", json!([{"code": "home-care", "limits": {"week": 600, "total": 12_000}}]))
    };
    json!({
        "voucher": id, "client": CLIENT, "service": service, "rulebook_version": 1, "first_day": "2026-01-01",
        "last_day": "2026-12-31", "state": state, "contents": contents,
        "bookings": [{"booking": "b1", "provider": PROVIDER, "first_day": "2026-01-01", "last_day": "2026-12-31"}],
        "use": {"home-care": {"total": 12_000, "used": 4_530, "held": 90}},
    })
}

pub fn purchase() -> Value {
    json!({
        "voucher": ORDER, "service": "assisted-living", "client_name": "Testi Asiakas-001", "state": "ordered",
        "first_day": "2026-10-01", "last_day": "2026-12-31",
        "contents": [{"code": "care-day", "limits": {"total": 90}, "price_cents": 14_500}],
    })
}

pub fn application(state: &str) -> Value {
    json!({
        "application": APPLICATION, "provider": PROVIDER, "state": state, "business_id": "1234567-1",
        "company": {"name": "Testi Hoiva-001 Oy", "street": "Esimerkkitie 1", "postal_code": "99999", "town": "ALKURANTA"},
        "iban": "FI2112345600000785", "bic": "NDEAFIHH", "einvoice": {"address": "003712345671", "operator": "003723609900"},
        "vat_registered": false, "languages": ["fi", "sv"], "units": [{"name": "Testi Koti", "municipality": "Alkuranta"}],
        "services": [{"service": "home-care", "prices": [
            {"content": "home-care", "band": "day", "price_cents": 3900}, {"content": "home-care", "band": "sunday", "price_cents": 7800}]},
            {"service": "assisted-living", "prices": []}],
        "submitted_at": "2026-10-05T06:30:00Z",
        "history": [{"to": "submitted", "at": "2026-10-05T06:30:00Z"},
            {"to": "more_information", "at": "2026-10-06T06:30:00Z", "reason": "<b>Tilinumero</b>", "days": {"deadline": "2026-10-20"}}],
    })
}

pub fn listed() -> Value {
    let one = |at: usize, town: &str| {
        let mut one = application("approved");
        one["provider"] = json!(if at == 1 { PROVIDER.to_owned() } else { format!("p{at}") });
        one["name"] = json!(format!("Testi Hoiva-{at:03} Oy"));
        one["units"] = json!([{"name": "Testi Koti", "municipality": town}]);
        one["services"][0]["availability"] =
            json!({"takes_new_clients": at != 2, "next_free_day": "2026-12-01"});
        one
    };
    json!([one(1, "Alkuranta"), one(2, "Toinenkylä"), one(3, "Alkuranta")])
}

pub fn held() -> Value {
    json!({
    "event": EVENT, "voucher": VOUCHER, "provider": PROVIDER, "service": "home-care", "content": "home-care",
    "day": "2026-10-05", "quantity": 135, "reasons": ["over_limit_held"], "provider_cents": 8_100,
    })
}

pub fn settlement(at: usize, status: &str) -> Value {
    let mut one = json!({
        "run": RUN, "period": "2026-09", "provider": format!("p{at}"), "provider_name": format!("Testi Hoiva-{at:03} Oy"),
        "status": status, "total_cents": 1_234_560 * at, "rows": 41 * at,
    });
    match status {
        "written" => one["invoice_number"] = json!(format!("2026{at:05}")),
        "set_aside" => one["reason"] = json!("no_iban"),
        _ => {}
    }
    one
}

/// Two dentists, one of them with a name that would be markup; the query comes back as the place.
pub fn comparison(asked: &HashMap<String, String>) -> Value {
    let text = |fi: &str| json!({"fi": fi, "sv": fi, "en": fi});
    let one = |at: i64, name: &str, has_room: bool| {
        json!({
            "provider": format!("p{at}"), "name": name, "languages": ["fi", "sv"],
            "units": [{"name": "Testi yksikkö", "municipality": "Alkuranta", "accessible": true}],
            "availability": {"takes_new_clients": has_room, "next_free_day": "2026-12-01"},
            "distance_km": 12 * at, "client_cents": 2900 * at, "price_cents": 19_000,
            "lines": [{"content": "SAA01", "quantity": 1, "counts": true, "price_cents": 5000, "organiser_cents": 4500, "client_cents": 500}],
            "not_included": if has_room { json!([]) } else { json!(["SFA10"]) },
        })
    };
    let items = [one(1, "Testi <b>Hammas</b> Oy", true), one(2, "Testi Suu Oy", false)];
    let wanted = asked.get("provider");
    let items: Vec<&Value> =
        items.iter().filter(|one| wanted.is_none_or(|wanted| one["provider"] == wanted.as_str())).collect();
    json!({
        "service": "dental-care", "names": text("Suun hoito"), "on": "2026-11-05", "last_day": "2026-12-31",
        "per": "whole", "own_fee": {"fee_cents": 1200, "per": "month"}, "from": asked.get("from"),
        "contents": [
            {"content": "SAA01", "names": text("Tutkimus"), "unit": "C62"},
            {"content": "SFA10", "names": text("Täyte"), "unit": "C62"},
        ],
        "is_booked": false, "chose": null, "items": items,
        "next": if asked.contains_key("cursor") { Value::Null } else { json!("second&page") },
    })
}
