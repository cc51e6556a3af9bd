//! From a stored letter to the outbox, through the change stream and its queue.

use domain::{
    document::{Block, Document},
    ids::{DecisionId, Organiser},
    language::Language,
    letter::{Channel, Letter, handover_key, pdf_key},
};
use scenarios::{ORGANISER, Town};
use storage::{
    keys::Name,
    port::Store,
    records::{Listed, put_new},
};

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
    assert!(handover.contains(r#""channel":"post","language":"fi""#), "{handover}");
    assert!(!handover.contains("Testi"), "nobody is named: {handover}");
    let due = Name::LetterDue(decision, 1).key(&organiser);
    assert_eq!(town.system.store().get(&due).await.unwrap(), None);
    assert!(town.system.objects().list("letters/", None, 10).await.unwrap().is_empty(), "not among invoices");
}
