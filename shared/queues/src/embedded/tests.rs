//! The embedded queues' own promises: leases, dead letters, disorder, the folder.

use std::time::Duration;

use tempfile::tempdir;

use super::{Counts, Embedded, LEASE, MOST_RECEIVES, OpenError, Received};
use crate::Queue::{Finance, Invoicing, Settlement};
use crate::{QueueError, Queues};

async fn send(queues: &Embedded, bodies: &[&str]) {
    queues.send(Invoicing, bodies.iter().map(|body| (*body).to_owned()).collect()).await.unwrap();
}

async fn receive(queues: &Embedded) -> Vec<Received> {
    queues.receive(Invoicing, 10).await.unwrap()
}

fn bodies(received: &[Received]) -> Vec<&str> {
    received.iter().map(|message| message.body.as_str()).collect()
}

#[tokio::test]
async fn a_message_is_received_by_one_until_it_is_deleted() {
    let queues = Embedded::in_memory();
    send(&queues, &["a", "b", "c"]).await;
    let first = queues.receive(Invoicing, 2).await.unwrap();
    assert_eq!(bodies(&first), ["a", "b"]);
    assert_eq!(bodies(&receive(&queues).await), ["c"]);
    assert_eq!(receive(&queues).await, []);
    assert_eq!(queues.receive(Settlement, 10).await.unwrap(), []);
    queues.delete(&first[0]).await.unwrap();
    assert_eq!(queues.counts(Invoicing), Counts { ready: 0, hidden: 2, dead: 0 });
}

#[tokio::test(start_paused = true)]
async fn a_message_comes_again_when_its_lease_ran_out_and_the_late_delete_has_no_say() {
    let queues = Embedded::in_memory();
    send(&queues, &["a"]).await;
    let late = receive(&queues).await.remove(0);
    tokio::time::advance(LEASE - Duration::from_millis(1)).await;
    assert_eq!(receive(&queues).await, []);
    tokio::time::advance(Duration::from_millis(1)).await;
    let again = receive(&queues).await.remove(0);
    assert_eq!((again.id, again.receives), (late.id, 2));
    queues.delete(&late).await.unwrap();
    queues.give_back(&late, Duration::ZERO).await.unwrap();
    assert_eq!(queues.counts(Invoicing).hidden, 1);
    queues.delete(&again).await.unwrap();
    assert!(queues.is_idle());
}

#[tokio::test(start_paused = true)]
async fn a_message_given_back_is_ready_after_its_pause() {
    let queues = Embedded::in_memory();
    send(&queues, &["a"]).await;
    let failed = receive(&queues).await.remove(0);
    queues.give_back(&failed, Duration::from_secs(3)).await.unwrap();
    assert_eq!(receive(&queues).await, []);
    assert!(!queues.is_idle());
    tokio::time::advance(Duration::from_secs(3)).await;
    assert_eq!(receive(&queues).await[0].receives, 2);
}

/// Receives the one message and gives it back, until it is dead.
async fn fail_until_dead(queues: &Embedded) {
    for receives in 1..=MOST_RECEIVES {
        let message = receive(queues).await.remove(0);
        assert_eq!(message.receives, receives);
        queues.give_back(&message, Duration::ZERO).await.unwrap();
    }
}

#[tokio::test]
async fn a_message_that_failed_five_times_is_a_dead_letter_until_it_is_redriven() {
    let queues = Embedded::in_memory();
    send(&queues, &["poison"]).await;
    fail_until_dead(&queues).await;
    assert_eq!(receive(&queues).await, []);
    assert_eq!(queues.dead(Invoicing)[0].body, "poison");
    assert!(queues.is_idle());
    assert_eq!(queues.redrive(Invoicing).await.unwrap(), 1);
    assert_eq!(queues.counts(Invoicing), Counts { ready: 1, hidden: 0, dead: 0 });
    assert_eq!(receive(&queues).await[0].receives, 1);
}

#[tokio::test(start_paused = true)]
async fn a_message_whose_lease_ran_out_five_times_is_a_dead_letter() {
    let queues = Embedded::in_memory().with_lease(Duration::from_secs(1));
    send(&queues, &["poison"]).await;
    for receives in 1..=MOST_RECEIVES {
        assert_eq!(receive(&queues).await[0].receives, receives);
        tokio::time::advance(Duration::from_secs(1)).await;
    }
    assert_eq!(receive(&queues).await, []);
    assert_eq!(queues.counts(Invoicing), Counts { ready: 0, hidden: 0, dead: 1 });
}

#[tokio::test(start_paused = true)]
async fn next_waits_for_a_message_sent_given_back_or_out_of_its_lease() {
    let queues = Embedded::in_memory();
    let (received, ()) = tokio::join!(queues.next(Invoicing, 10), async {
        tokio::time::sleep(Duration::from_secs(60)).await;
        send(&queues, &["a"]).await;
    });
    let first = received.unwrap().remove(0);
    let started = tokio::time::Instant::now();
    queues.give_back(&first, Duration::from_secs(30)).await.unwrap();
    assert_eq!(queues.next(Invoicing, 10).await.unwrap()[0].receives, 2);
    assert_eq!(started.elapsed().as_secs(), 30);
    assert_eq!(queues.next(Invoicing, 10).await.unwrap()[0].receives, 3);
    assert_eq!(started.elapsed().as_secs(), 30 + LEASE.as_secs());
}

#[tokio::test(start_paused = true)]
async fn idle_waits_until_nothing_is_ready_or_leased() {
    let queues = Embedded::in_memory();
    queues.idle().await;
    send(&queues, &["a"]).await;
    let message = receive(&queues).await.remove(0);
    let early = tokio::time::timeout(Duration::from_secs(1), queues.idle()).await;
    assert!(early.is_err());
    let ((), deleted) = tokio::join!(queues.idle(), queues.delete(&message));
    deleted.unwrap();
}

#[tokio::test]
async fn disorder_shuffles_and_repeats_but_loses_nothing() {
    let queues = Embedded::disordered(7);
    let sent: Vec<_> = (0..100).map(|number| format!("{number:02}")).collect();
    queues.send(Finance, sent.clone()).await.unwrap();
    let mut seen = Vec::new();
    while !queues.is_idle() {
        for message in queues.receive(Finance, 10).await.unwrap() {
            queues.delete(&message).await.unwrap();
            seen.push(message.body);
        }
    }
    assert!(seen.len() > 100, "nothing was repeated");
    assert!(!seen.is_sorted());
    seen.sort();
    seen.dedup();
    assert_eq!(seen, sent);
}

#[tokio::test]
async fn what_was_sent_is_there_after_a_restart_with_its_receives_and_dead_letters() {
    let folder = tempdir().unwrap();
    let queues = Embedded::open(folder.path()).unwrap();
    send(&queues, &["dead"]).await;
    fail_until_dead(&queues).await;
    send(&queues, &["leased", "deleted", "ready"]).await;
    let received = queues.receive(Invoicing, 2).await.unwrap();
    queues.delete(&received[1]).await.unwrap();
    drop(queues);
    let queues = Embedded::open(folder.path()).unwrap();
    assert_eq!(queues.counts(Invoicing), Counts { ready: 2, hidden: 0, dead: 1 });
    let received = receive(&queues).await;
    assert_eq!(received.iter().map(|message| message.receives).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(bodies(&received), ["leased", "ready"]);
    queues.redrive(Invoicing).await.unwrap();
    drop(queues);
    let queues = Embedded::open(folder.path()).unwrap();
    assert_eq!(queues.counts(Invoicing), Counts { ready: 3, hidden: 0, dead: 0 });
    assert_eq!(bodies(&receive(&queues).await), ["dead", "leased", "ready"]);
}

#[tokio::test]
async fn a_second_opener_is_told_that_the_queues_are_in_use() {
    let folder = tempdir().unwrap();
    let _first = Embedded::open(folder.path()).unwrap();
    assert!(matches!(Embedded::open(folder.path()), Err(OpenError::InUse { .. })));
}

#[tokio::test]
async fn a_folder_that_can_not_be_used_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = Embedded::open(&file).err().unwrap();
    assert!(
        matches!(&refused, OpenError::Unusable { .. }) && refused.to_string().contains("file"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_refused_body_refuses_the_whole_send() {
    let queues = Embedded::in_memory();
    let refused = queues.send(Finance, vec!["{}".to_owned(), String::new()]).await;
    assert!(matches!(refused, Err(QueueError::Invalid(_))));
    assert!(queues.is_idle());
}
