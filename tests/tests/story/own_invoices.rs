//! Providers that invoice themselves: what differs is answered line by line, and only an invoice that matches goes on.

use local::regions::numbers::iban;
use scenarios::{ORGANISER, OwnLine, Provider, Town, found, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

/// The first day on which the organiser pays, 21 days from the scenarios' day.
const DUE: &str = "2026-11-30";

/// A settlement of two visits of 36.00 that awaits its invoice: the run, the voucher and the events.
async fn awaiting(n: usize, town: &Town) -> (Provider, String, String, Vec<String>) {
    let provider = town.provider(n, &["home-care"]).await;
    let client = town.client(n).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    let mut events = Vec::new();
    for day in ["2026-10-05", "2026-10-06"] {
        let visit = hours(day, &voucher, &format!("{day}T08:00"), &format!("{day}T09:00"));
        events.push(town.record(&provider, &visit).await["event"].as_str().unwrap().to_owned());
    }
    let run = town.settle("2026-10").await;
    let settlement = town.settlement(&run, &provider).await;
    assert_eq!((&settlement["status"], &settlement["total_cents"]), (&json!("awaits_invoice"), &json!(7200)));
    (provider, run, voucher, events)
}

async fn town() -> Town {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    town.providers_invoice_themselves().await;
    town
}

fn by_event(events: &[String]) -> Vec<OwnLine> {
    events.iter().map(|event| OwnLine { event: Ok(event.clone()), cents: 3_600 }).collect()
}

async fn manifests(town: &Town, run: &str) -> Vec<Value> {
    town.all(&official(ORGANISER, Role::Finance), &format!("/v1/settlement-runs/{run}/manifests")).await
}

#[tokio::test]
async fn a_matching_finvoice_is_delivered_as_it_came_under_the_systems_number_and_once() {
    let town = town().await;
    let (provider, run, _, events) = awaiting(1, &town).await;
    assert_eq!(manifests(&town, &run).await, [] as [Value; 0], "it does not go on before it is billed");
    let file = provider.finvoice("2026-77", &iban(1), DUE, &by_event(&events));
    town.send_invoice(&provider, &run, &file).await.of_status(201);
    let settlement = town.settlement(&run, &provider).await;
    let number = format!("{}000001", provider.business_id.replace('-', ""));
    assert_eq!((&settlement["status"], &settlement["invoice_number"]), (&json!("written"), &json!(number)));
    let finance = official(ORGANISER, Role::Finance);
    let manifest = town.get(&finance, &format!("/v1/settlement-runs/{run}/manifests/1")).await.of_status(200);
    let invoice = &manifest["invoices"][0];
    assert_eq!((&invoice["own_number"], &invoice["payable_cents"]), (&json!("2026-77"), &json!(7200)));
    assert_eq!((&invoice["due_on"], &invoice["reference"]), (&json!(DUE), &json!("1232")));
    let finvoice = invoice["files"].as_array().unwrap().iter().find(|file| file["format"] == "finvoice");
    let key = finvoice.unwrap()["key"].as_str().unwrap();
    assert_eq!(town.system.objects().get(key).await.unwrap().unwrap(), file.as_bytes(), "byte for byte");
    let transfers = town.get(&finance, &format!("/v1/settlement-runs/{run}/manifests/1/payments")).await.text;
    assert!(
        transfers.contains("<Ref>1232</Ref>") && transfers.contains(&format!("<Dt>{DUE}</Dt>")),
        "{transfers}"
    );
    // The same again is answered as before; another one comes too late.
    let stored = town.stored();
    town.send_invoice(&provider, &run, &file).await.of_status(200);
    let other = file.replace("2026-77", "2026-78");
    assert_eq!(town.send_invoice(&provider, &run, &other).await.refused(409), "own_invoice_already_taken");
    assert_eq!((town.stored(), manifests(&town, &run).await.len()), (stored, 1));
    // What was paid comes back as for any other invoice.
    let paid = json!({"payments": [{"invoice_number": number, "amount_cents": 7200, "status": "paid", "on": "2026-11-05"}]});
    town.post(&finance, &format!("/v1/settlement-runs/{run}/payments"), &paid).await.of_status(200);
    assert_eq!(town.settlement(&run, &provider).await["payment"]["status"], json!("paid"));
}

#[tokio::test]
async fn a_peppol_invoice_may_name_events_by_voucher_day_and_content() {
    let town = town().await;
    let (provider, run, voucher, _) = awaiting(1, &town).await;
    let line = |day| OwnLine { event: Err((voucher.clone(), day, "home-care")), cents: 3_600 };
    let file = provider.peppol("A/1", &iban(1), DUE, &[line("2026-10-06"), line("2026-10-05")]);
    town.send_invoice(&provider, &run, &file).await.of_status(201);
    assert_eq!(
        town.settlement(&run, &provider).await["files"],
        json!(["peppol", "posting", "specification_json"])
    );
}

#[tokio::test]
async fn everything_that_differs_is_answered_with_its_line_and_nothing_goes_on() {
    let town = town().await;
    let (provider, run, _, events) = awaiting(1, &town).await;
    let stored = town.stored();
    let mut lines = by_event(&events);
    lines[1].cents = 3_700;
    lines.push(OwnLine { event: Ok(events[0].clone()), cents: 3_600 });
    let answer =
        town.send_invoice(&provider, &run, &provider.finvoice("1", &iban(2), "2026-11-20", &lines)).await;
    let expected = [
        (None, "own_invoice_account"),
        (None, "own_invoice_due_too_early"),
        (None, "own_invoice_total"),
        (Some(2), "own_invoice_line_amount"),
        (Some(3), "own_invoice_event_twice"),
    ];
    let expected: Vec<_> = expected.map(|(line, code)| (line, code.to_owned())).into();
    assert_eq!(found(&answer), expected);
    assert!(answer.text.contains("(36.00 / 37.00)"), "{}", answer.text);
    assert_eq!(answer.refused(422), "own_invoice_differs");
    let one = provider.finvoice("1", &iban(1), DUE, &by_event(&events[..1]));
    assert_eq!(
        found(&town.send_invoice(&provider, &run, &one).await),
        [(None, "own_invoice_total".to_owned()), (None, "own_invoice_event_missing".to_owned())]
    );
    assert_eq!(town.stored(), stored);
    assert_eq!(town.system.objects().list("", None, 10).await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn a_number_is_used_once_and_a_foreign_settlement_is_not_found() {
    let town = town().await;
    let (provider, first, voucher, events) = awaiting(1, &town).await;
    let visit = hours("late", &voucher, "2026-10-07T08:00", "2026-10-07T09:00");
    let late = town.record(&provider, &visit).await["event"].as_str().unwrap().to_owned();
    let second = town.settle("2026-10").await;
    let file = provider.finvoice("7", &iban(1), DUE, &by_event(&events));
    town.send_invoice(&provider, &first, &file).await.of_status(201);
    let again = provider.finvoice("7", &iban(1), DUE, &by_event(&[late]));
    assert_eq!(town.send_invoice(&provider, &second, &again).await.refused(409), "own_invoice_number_used");
    town.send_invoice(&provider, &second, &again.replace(">7<", ">8<")).await.of_status(201);
    let other = town.provider(2, &["home-care"]).await;
    assert_eq!(town.send_invoice(&other, &first, &file).await.refused(404), "not_found");
}

#[tokio::test]
async fn what_is_no_invoice_or_does_harm_is_refused_before_anything_is_read_of_it() {
    let town = town().await;
    let (provider, run, _, events) = awaiting(1, &town).await;
    let file = provider.finvoice("1", &iban(1), DUE, &by_event(&events));
    let stored = town.stored();
    for (from, to, code) in [
        (
            "<Finvoice ",
            "<!DOCTYPE Finvoice [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Finvoice ",
            "xml_unsafe",
        ),
        (">INV01<", ">&x;<", "xml_unsafe"),
        (">INV01<", ">INV<!-- x -->01<", "xml_unsafe"),
        ("ISO-8859-15", "UTF-16", "xml_encoding"),
        ("</Finvoice>", "", "xml_malformed"),
        ("Finvoice", "Finvoicf", "not_an_einvoice"),
        (">INV01<", ">INV07<", "einvoice_field"),
        ("<InvoiceNumber>1<", "<InvoiceNumber>1</InvoiceNumber><InvoiceNumber>2<", "einvoice_field"),
        ("<ArticleIdentifier>x<", "<ArticleIdentifier>131052-901X<", "own_invoice_names_a_person"),
    ] {
        let changed = if from == "Finvoice" { file.replace(from, to) } else { file.replacen(from, to, 1) };
        assert_ne!(changed, file, "{from}");
        assert_eq!(town.send_invoice(&provider, &run, &changed).await.refused(422), code, "{from} -> {to}");
    }
    let request = town.request(reqwest::Method::POST, &format!("/v1/settlements/{run}/own-invoice"));
    let request = request.bearer_auth(town.token(&provider.person(Role::ServiceManager)));
    let large = request.header("content-type", "application/xml").body(vec![b' '; 4 * 1024 * 1024 + 1]);
    assert_eq!(town.send(large).await.refused(413), "body_too_large");
    assert_eq!(town.stored(), stored);
}

#[tokio::test]
async fn an_invoice_is_taken_only_where_one_is_awaited() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    town.record(&provider, &hours("v", &voucher, "2026-10-05T08:00", "2026-10-05T09:00")).await;
    let run = town.settle("2026-10").await;
    let file = provider.finvoice("1", &iban(1), DUE, &by_event(&["x".to_owned()]));
    assert_eq!(town.send_invoice(&provider, &run, &file).await.refused(409), "own_invoice_not_awaited");
}
