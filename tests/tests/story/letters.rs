//! From a stored letter to the outbox, through the change stream and its queue.

use domain::{
    document::{Block, Document},
    ids::{DecisionId, Organiser},
    language::Language,
    letter::{About, Channel, Letter, Recipient, handover_key, pdf_key},
};
use scenarios::{ORGANISER, Town, details, family, official};
use serde_json::json;
use storage::{
    keys::Name,
    port::Store,
    records::{Listed, put_new},
};
use web::Role;

#[tokio::test]
async fn a_letter_that_a_decision_stores_lies_in_the_outbox_without_anyone_asking() {
    let town = Town::open().await;
    let organiser: Organiser = ORGANISER.parse().unwrap();
    let decision = DecisionId("3b0f6a52-9d57-5c0e-8a21-0f6b2d7c5e11".parse().unwrap());
    let letter = Letter {
        document: Document {
            language: Language::Fi,
            title: "Päätös".to_owned(),
            blocks: vec![Block::Paragraph("Testi Asiakas-001".to_owned())],
        },
        sender: "Testilän hyvinvointialue".to_owned(),
        reference: decision.to_string(),
        written_at: "2026-11-05T10:00:00Z".parse().unwrap(),
        channel: Channel::Post,
        about: About::Decision,
        recipient: Recipient::Client,
    };
    let writes = vec![
        put_new(&organiser, &Name::Letter(decision, 1), &letter).unwrap(),
        put_new(&organiser, &Name::LetterDue(decision, 1), &Listed {}).unwrap(),
    ];
    town.system.store().write(writes).await.unwrap();
    town.rest().await;
    let documents = town.system.documents();
    let pdf = documents.get(&pdf_key(&organiser, decision, 1)).await.unwrap().unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let handover = documents.get(&handover_key(&organiser, decision, 1)).await.unwrap().unwrap();
    let handover = String::from_utf8(handover).unwrap();
    assert!(
        handover.contains(r#""channel":"post","about":"decision","recipient":"client","language":"fi""#),
        "{handover}"
    );
    assert!(!handover.contains("Testi"), "nobody is named: {handover}");
    let due = Name::LetterDue(decision, 1).key(&organiser);
    assert_eq!(town.system.store().get(&due).await.unwrap(), None);
    assert!(town.system.objects().list("letters/", None, 10).await.unwrap().is_empty(), "not among invoices");
}

/// How many files the documents have of a decision's letter, and its handover.
async fn in_the_outbox(town: &Town, decision: &str) -> (usize, String) {
    let organiser: Organiser = ORGANISER.parse().unwrap();
    let documents = town.system.documents();
    let files = documents.list(&format!("letters/{ORGANISER}/{decision}/"), None, 10).await.unwrap();
    let decision: DecisionId = decision.parse().unwrap();
    let pdf = documents.get(&pdf_key(&organiser, decision, 1)).await.unwrap();
    assert!(pdf.is_none_or(|pdf| pdf.starts_with(b"%PDF-1.7")));
    let handover = documents.get(&handover_key(&organiser, decision, 1)).await.unwrap().unwrap_or_default();
    (files.len(), String::from_utf8(handover).unwrap())
}

#[tokio::test]
async fn a_decision_that_is_sent_lies_as_a_pdf_in_the_outbox_in_the_clients_language_told_once() {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let client = json!({
        "first_names": "Testi", "last_name": "Asiakas-001", "born": "2023-05-10", "language": "sv",
        "municipality": "Testilä",
    });
    let child = town.post(&grantor, "/v1/clients", &client).await.of_status(201);
    let child = child["client"].as_str().unwrap();
    town.tell(child, &family(None, "3500")).await;
    let granted = town.educated(child).await.1;
    let draft = town.tell(child, &family(Some("2026-04-01"), "3000")).await.swap_remove(0);
    let path = |what: &str| format!("/v1/decisions/{draft}/{what}");
    let said = json!({"reason": "Inkomsterna har ändrats."});
    town.post(&grantor, &path("approval"), &said).await.of_status(200);
    town.rest().await;
    for decision in &granted {
        let (files, handover) = in_the_outbox(&town, decision).await;
        assert_eq!(files, 2, "a granted decision's letter and its handover");
        assert!(
            handover.contains(r#""channel":"post","about":"decision","recipient":"client","language":"sv""#),
            "{handover}"
        );
    }
    assert_eq!(in_the_outbox(&town, &draft).await.0, 0, "approved, and not sent");
    let before = town.get(&grantor, &path("letter")).await.text;
    town.post_under("sent", &grantor, &path("letter"), &said).await.of_status(200);
    town.post_under("sent", &grantor, &path("letter"), &said).await.of_status(200);
    assert_eq!(town.post(&grantor, &path("letter"), &said).await.refused(409), "decision_state");
    town.rest().await;
    assert_eq!(in_the_outbox(&town, &draft).await.0, 2);
    let mut moved = details();
    moved["name"] = json!("Testiby välfärdsområde");
    town.put(&official(ORGANISER, Role::MainUser), "/v1/organiser", &moved).await.of_status(200);
    let after = town.get(&grantor, &path("letter")).await.text;
    assert_eq!(after, before, "the letter that was sent says for ever what it said");
    assert!(after.contains("Beslut"), "{after}");
    let due = Name::LetterDue(draft.parse().unwrap(), 1).key(&ORGANISER.parse().unwrap());
    assert_eq!(town.system.store().get(&due).await.unwrap(), None);
}

#[tokio::test]
async fn no_decision_is_sent_before_the_organiser_has_given_its_details() {
    let town = Town::open().await;
    let file = local::regions::rulebook::file_of("early-education").unwrap();
    town.general_part(&official(ORGANISER, Role::MainUser)).await;
    town.post_toml(&official(ORGANISER, Role::MainUser), "/v1/services", file).await.of_status(201);
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3500")).await;
    let asked = json!({
        "client": child, "service": "early-education", "first_day": "2026-01-01", "last_day": "2026-05-31",
        "asked": [{"code": "under3-full"}],
    });
    let grantor = official(ORGANISER, Role::Grantor);
    let before = town.stored();
    assert_eq!(town.post(&grantor, "/v1/vouchers", &asked).await.refused(409), "organiser_details_missing");
    assert_eq!(town.stored(), before, "nothing is stored");
    town.put(&official(ORGANISER, Role::MainUser), "/v1/organiser", &details()).await.of_status(200);
    town.post(&grantor, "/v1/vouchers", &asked).await.of_status(201);
}
