//! Files of events: every line is answered, nothing is recorded twice, and what is broken spoils itself alone.

use std::fmt::Write;

use scenarios::{Provider, Town, home_care};
use serde_json::{Value, json};

async fn dental_town() -> (Town, Provider, String) {
    let town = Town::open().await;
    town.set_up(&["dental-care"]).await;
    let provider = town.provider(1, &["dental-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "dental-care", &json!([{"code": "SAA01"}])).await;
    (town, provider, voucher)
}

fn codes(lines: &[Value]) -> Vec<(u64, String)> {
    let told = |line: &Value| match (line["code"].as_str(), line["field"].as_str()) {
        (None, _) => line["status"].as_str().unwrap().to_owned(),
        (Some(code), None) => code.to_owned(),
        (Some(code), Some(field)) => format!("{code} {field}"),
    };
    lines.iter().map(|line| (line["line"].as_u64().unwrap(), told(line))).collect()
}

fn counted(file: &Value) -> [u64; 5] {
    ["lines", "approved", "held", "repeated", "refused"].map(|count| file[count].as_u64().unwrap())
}

#[tokio::test]
async fn a_spreadsheets_file_is_recorded_line_by_line_and_sent_again_records_nothing_twice() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({"day": 60}))).await;
    let row = |id: &str, start: &str, end: &str| format!("{id};{voucher};home-care;HUR;{start};{end};;\r\n");
    let mut text = "\u{feff}Id;Voucher;Content;Unit;Start;End;Day;Quantity\r\n".to_owned();
    text += &row("käynti-1", "2026-10-05T08:00", "2026-10-05T09:00");
    text += &row("\"käynti;2\"", "2026-10-06T08:00", "2026-10-06T10:00");
    text += "\r\n";
    text += &row("=HYPERLINK(1)", "2026-10-05T08:30", "2026-10-05T09:30");
    text += &row("+3", "5.10.2026 8.00", "2026-10-05T09:30");
    let file = town.upload(&provider, "csv", text.as_bytes()).await;
    assert_eq!((&file["state"], counted(&file)), (&json!("done"), [4, 1, 1, 0, 2]), "{file}");
    let lines = town.results(&provider, &file).await;
    let expected = [(2, "approved"), (3, "held"), (5, "overlap"), (6, "malformed_time start")];
    assert_eq!(codes(&lines), expected.map(|(line, code)| (line, code.to_owned())));
    assert_eq!((&lines[1]["id"], &lines[2]["id"]), (&json!("käynti;2"), &json!("=HYPERLINK(1)")));
    assert_eq!(lines[2]["detail"], json!(web::sentence("overlap", domain::language::Language::Fi)));
    let (stored, events) = (town.seen(&voucher).await, [&lines[0]["event"], &lines[1]["event"]]);

    let again = town.upload(&provider, "csv", text.as_bytes()).await;
    assert_eq!(counted(&again), [4, 0, 0, 2, 2], "another upload of the same file");
    let lines = town.results(&provider, &again).await;
    assert_eq!([&lines[0]["event"], &lines[1]["event"]], events);
    assert_eq!(town.seen(&voucher).await, stored);
}

#[tokio::test]
async fn a_broken_line_is_answered_with_what_is_wrong_and_stops_none_of_the_others() {
    let (town, provider, voucher) = dental_town().await;
    let event = |id: &str| {
        format!(
            r#"{{"id":"{id}","voucher":"{voucher}","content":"SAA01","unit":"C62","day":"2026-10-05","quantity":1}}"#
        )
    };
    let mut file = Vec::new();
    for line in [
        event("a").as_bytes(),
        b"not JSON",
        b"{\"id\":\"b\",\"colour\":1}",
        b"[[[[[[[[",
        "[".repeat(4000).as_bytes(),
        "x".repeat(5000).as_bytes(),
        "y".repeat(3_000_000).as_bytes(),
        b"{\"id\":\"\xe4\"}",
        b"\0\0",
        b"   ",
        event("a").as_bytes(),
        event(&"z".repeat(65)).as_bytes(),
        event("last").as_bytes(),
    ] {
        file.extend_from_slice(line);
        file.push(b'\n');
    }
    file.pop();
    let done = town.upload(&provider, "ndjson", &file).await;
    assert_eq!((&done["state"], counted(&done)), (&json!("done"), [12, 2, 0, 1, 9]), "{done}");
    let lines = town.results(&provider, &done).await;
    let whole = "malformed_event event";
    let length = "malformed_event length";
    assert_eq!(
        codes(&lines),
        [
            (1, "approved"),
            (2, whole),
            (3, whole),
            (4, whole),
            (5, whole),
            (6, length),
            (7, length),
            (8, "malformed_event encoding"),
            (9, whole),
            (11, "approved"),
            (12, "malformed_event id"),
            (13, "approved"),
        ]
        .map(|(line, code)| (line, code.to_owned()))
    );
    assert_eq!((&lines[9]["repeated"], &lines[2]["id"]), (&json!(true), &json!("b")));
    assert_eq!(town.seen(&voucher).await["use"]["SAA01"]["used"], json!(2));
}

#[tokio::test]
async fn a_file_of_many_parts_is_answered_whole_and_in_order() {
    let (town, provider, voucher) = dental_town().await;
    let mut text = "id,voucher,content,unit,day,quantity\n".to_owned();
    for n in 0..10_001 {
        let day = 1 + n % 31;
        writeln!(text, "e-{n},{voucher},SAA01,C62,2026-10-{day:02},1").unwrap();
    }
    let file = town.upload(&provider, "csv", text.as_bytes()).await;
    assert_eq!((&file["parts"], counted(&file)), (&json!(3), [10_001, 10_001, 0, 0, 0]), "{file}");
    let lines = town.results(&provider, &file).await;
    let ids: Vec<String> = lines.iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..10_001).map(|n| format!("e-{n}")).collect::<Vec<_>>());
    assert_eq!((&lines[0]["line"], &lines[10_000]["line"]), (&json!(2), &json!(10_002)));
    assert_eq!(town.seen(&voucher).await["use"]["SAA01"]["used"], json!(10_001));
    let beyond = format!("/v1/event-files/{}/results/4", file["file"].as_str().unwrap());
    assert_eq!(town.get(&provider.recorder(), &beyond).await.refused(404), "not_found");
}

#[tokio::test]
async fn a_file_that_can_not_be_read_as_a_whole_is_refused_with_a_reason_and_records_nothing() {
    let (town, provider, voucher) = dental_town().await;
    let utf_16: Vec<u8> = "\u{feff}id;voucher".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let many = "{}\n".repeat(200_001);
    let good = format!("id,voucher,content,unit,day,quantity\na,{voucher},SAA01,C62,2026-10-05,1\n");
    let odd = good.replace("quantity", "quantity,colour");
    for (code, format, bytes) in [
        ("not_text", "csv", &b"PK\x03\x04rest of a spreadsheet"[..]),
        ("not_text", "ndjson", b"\x1f\x8b\x08"),
        ("not_text", "csv", b"id,voucher\0"),
        ("not_utf8", "csv", &utf_16),
        ("file_empty", "ndjson", b"\n \r\n"),
        ("file_empty", "csv", b"id,voucher,content,unit\n"),
        ("columns_wrong", "csv", odd.as_bytes()),
        ("columns_wrong", "csv", b"\n"),
        ("too_many_lines", "ndjson", many.as_bytes()),
    ] {
        let file = town.upload(&provider, format, bytes).await;
        assert_eq!((&file["state"], &file["code"]), (&json!("refused"), &json!(code)), "{file}");
        assert_eq!(file["detail"], json!(web::sentence(code, domain::language::Language::Fi)));
        assert_eq!(file["parts"], json!(0));
    }
    assert_eq!(town.seen(&voucher).await["use"], json!({}));
    let file = town.upload(&provider, "csv", good.as_bytes()).await;
    assert_eq!(counted(&file), [1, 1, 0, 0, 0]);
}

#[tokio::test]
async fn an_address_takes_one_file_of_the_announced_size_once() {
    let (town, provider, _) = dental_town().await;
    let upload = town.announce(&provider, "ndjson", 4).await;
    assert_eq!(town.put_at(&upload, b"{}\n{}\n").await.status, 403);
    assert_eq!(town.put_at(&upload, b"{}\n\n").await.status, 200);
    assert_eq!(town.put_at(&upload, b"[]\n\n").await.status, 412);
    let who = provider.recorder();
    let path = format!("/v1/event-files/{}/arrival", upload["file"].as_str().unwrap());
    for _ in 0..2 {
        town.post(&who, &path, &json!({})).await.of_status(200);
        town.rest().await;
    }
    let files = town.all(&who, "/v1/event-files").await;
    assert_eq!((files.len(), counted(&files[0])), (1, [1, 0, 0, 0, 1]), "said twice, recorded once");
}

#[tokio::test]
async fn a_dry_run_of_a_file_sees_what_its_own_lines_use_up_and_records_nothing() {
    let town = Town::open().await;
    town.set_up(&["dental-care"]).await;
    let provider = town.provider(1, &["dental-care"]).await;
    let client = town.client(1).await;
    let procedures = json!([{"code": "SAA01", "limits": {"total": 5_500}}]);
    let voucher = town.booked(&provider, &client, "dental-care", &procedures).await;
    let mut text = "id,voucher,content,unit,day,quantity\n".to_owned();
    for n in 0..6_000 {
        writeln!(text, "e-{n},{voucher},SAA01,C62,2026-10-05,1").unwrap();
    }
    let announced = json!({"format": "csv", "bytes": text.len()});
    let path = "/v1/event-files?dry_run=true";
    let upload = town.post(&provider.recorder(), path, &announced).await.of_status(201);
    let file = town.record_upload(&provider, &upload, text.as_bytes()).await;
    assert_eq!((&file["dry_run"], counted(&file)), (&json!(true), [6_000, 5_500, 0, 0, 500]), "{file}");
    let tried = town.results(&provider, &file).await;
    assert!(tried.iter().all(|line| line["dry_run"] == true));
    assert_eq!(town.seen(&voucher).await["use"], json!({}));
    let file = town.upload(&provider, "csv", text.as_bytes()).await;
    assert_eq!(counted(&file), [6_000, 5_500, 0, 0, 500], "as it then comes");

    let many = "{}\n".repeat(20_001);
    let announced = json!({"format": "ndjson", "bytes": many.len()});
    let upload = town.post(&provider.recorder(), path, &announced).await.of_status(201);
    let file = town.record_upload(&provider, &upload, many.as_bytes()).await;
    assert_eq!(file["code"], json!("too_many_lines"));
}
