//! A process that is killed in the middle of its writes: what it was answered is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use storage::embedded::Embedded;
use storage::port::{Condition, Key, Store, Table, Write};

/// Names the folder to the process that is to be killed.
const FOLDER: &str = "CRASH_TEST_FOLDER";
const ACKNOWLEDGED: &str = "acknowledged ";

fn key(number: usize, part: &str) -> Key {
    Key { table: Table::Vouchers, pk: format!("p{}", number % 7), sk: format!("{number}#{part}") }
}

fn pair(number: usize) -> Vec<Write> {
    let put = |part| Write::Put {
        key: key(number, part),
        schema: "crash/1",
        body: "x".repeat(500),
        condition: Condition::Absent,
    };
    vec![put("a"), put("b")]
}

/// Not a test by itself: the process that `what_was_acknowledged_survives_a_kill` starts and kills.
#[tokio::test(flavor = "multi_thread")]
async fn writes_without_end_when_told_a_folder() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let store = Arc::new(Embedded::open(Path::new(&folder)).unwrap());
    let writers = (0..8).map(|writer| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for number in (writer..).step_by(8) {
                store.write(pair(number)).await.unwrap();
                println!("\n{ACKNOWLEDGED}{number}");
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
}

fn start(folder: &Path) -> Child {
    let mut writing = Command::new(std::env::current_exe().unwrap());
    writing.args(["--exact", "writes_without_end_when_told_a_folder", "--nocapture"]);
    writing.env(FOLDER, folder).stdout(Stdio::piped()).spawn().unwrap()
}

fn kill_after(mut writing: Child, count: usize) -> Vec<usize> {
    let lines = BufReader::new(writing.stdout.take().unwrap()).lines().map_while(Result::ok);
    let numbers = lines.filter_map(|line| line.strip_prefix(ACKNOWLEDGED)?.parse().ok());
    let acknowledged: Vec<_> = numbers.take(count).collect();
    writing.kill().unwrap();
    writing.wait().unwrap();
    acknowledged
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let acknowledged = kill_after(start(folder.path()), 500);
    assert_eq!(acknowledged.len(), 500);
    let store = Embedded::open(folder.path()).unwrap();
    for number in acknowledged {
        let both = store.batch_get(&[key(number, "a"), key(number, "b")]).await.unwrap();
        assert_eq!(both.len(), 2, "{number} was acknowledged");
    }
    let changes = store.changes(0, usize::MAX);
    assert_eq!(changes.len() % 2, 0, "half a transaction is there");
    for (_, change) in changes {
        assert_eq!(store.get(&change.key).await.unwrap(), change.new);
    }
}
