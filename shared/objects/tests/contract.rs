//! The contract of write-once objects on memory and a folder, and on S3 when S3_ENDPOINT names one: it says so aloud
//! otherwise.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use objects::{Folder, Memory, ObjectError, Objects, Put, S3};
use sha2::{Digest, Sha256};
use tokio::task::JoinSet;

type Shared = Arc<dyn Objects>;

async fn put(objects: &dyn Objects, key: &str, bytes: &[u8]) -> Put {
    objects.put_if_absent(key, bytes.to_vec(), "application/xml").await.unwrap()
}

async fn an_object_is_kept_byte_for_byte(objects: Shared) {
    let every_byte: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    assert_eq!(put(&*objects, "invoices/o/2026-10/1/finvoice.xml", &every_byte).await, Put::Stored);
    assert_eq!(put(&*objects, "empty", b"").await, Put::Stored);
    assert_eq!(objects.get("invoices/o/2026-10/1/finvoice.xml").await.unwrap(), Some(every_byte));
    assert_eq!(objects.get("empty").await.unwrap(), Some(vec![]));
}

async fn what_is_not_there_is_nothing(objects: Shared) {
    put(&*objects, "a/b", b"1").await;
    for missing in ["a", "a/c", "b/c", "a/b/c"] {
        assert_eq!(objects.get(missing).await.unwrap(), None, "{missing}");
    }
}

async fn the_first_object_wins_and_is_never_changed(objects: Shared) {
    assert_eq!(put(&*objects, "a/b", b"first").await, Put::Stored);
    for later in [&b"second"[..], b"first"] {
        assert_eq!(put(&*objects, "a/b", later).await, Put::AlreadyThere);
    }
    assert_eq!(objects.get("a/b").await.unwrap(), Some(b"first".to_vec()));
}

async fn of_many_puts_at_once_one_is_stored_whole(objects: Shared) {
    let mut tasks = JoinSet::new();
    for number in 0..16_u8 {
        let objects = objects.clone();
        tasks.spawn(async move { (put(&*objects, "a/b/c", &vec![number; 50_000]).await, number) });
    }
    let outcomes = tasks.join_all().await;
    let stored: Vec<_> =
        outcomes.iter().filter(|(put, _)| *put == Put::Stored).map(|(_, number)| *number).collect();
    assert_eq!(stored.len(), 1, "{outcomes:?}");
    assert_eq!(objects.get("a/b/c").await.unwrap(), Some(vec![stored[0]; 50_000]));
}

async fn a_file_is_kept_byte_for_byte_and_never_changes_what_is_there(objects: Shared) {
    let bytes: Vec<u8> = (0..=255).cycle().take(3_000_000).collect();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, &bytes).unwrap();
    let sha256 = <[u8; 32]>::from(Sha256::digest(&bytes));
    let put_file = async |key| objects.put_file_if_absent(key, file.path(), sha256, "application/xml").await;
    assert_eq!(put_file("a/b").await.unwrap(), Put::Stored);
    assert_eq!(objects.get("a/b").await.unwrap(), Some(bytes));
    assert_eq!(put(&*objects, "a/c", b"first").await, Put::Stored);
    assert_eq!(put_file("a/c").await.unwrap(), Put::AlreadyThere);
    assert_eq!(objects.get("a/c").await.unwrap(), Some(b"first".to_vec()));
    assert!(matches!(put_file("../a").await, Err(ObjectError::InvalidKey(_))));
}

async fn an_object_is_read_in_parts(objects: Shared) {
    put(&*objects, "a/b", b"0123456789").await;
    let part = async |from, most| objects.part("a/b", from, most).await.unwrap().unwrap();
    assert_eq!(objects.size("a/b").await.unwrap(), Some(10));
    assert_eq!(part(0, 4).await, b"0123");
    assert_eq!(part(8, 4).await, b"89");
    assert_eq!(part(0, 100).await, b"0123456789");
    assert_eq!(part(10, 4).await, b"");
    assert_eq!(part(11, 4).await, b"");
    assert_eq!(part(3, 0).await, b"");
    for missing in ["a", "a/c", "a/b/c"] {
        assert_eq!(objects.size(missing).await.unwrap(), None, "{missing}");
        assert_eq!(objects.part(missing, 0, 4).await.unwrap(), None, "{missing}");
    }
}

async fn keys_are_listed_by_prefix_in_byte_order_and_in_pages(objects: Shared) {
    for key in ["b/2", "b/10", "b/1", "b/1.x", "bc", "b-", "a/z", "b/B/x", "c"] {
        put(&*objects, key, b"1").await;
    }
    let list =
        async |prefix: &str, after: Option<&str>, limit| objects.list(prefix, after, limit).await.unwrap();
    assert_eq!(list("b/", None, 100).await, ["b/1", "b/1.x", "b/10", "b/2", "b/B/x"]);
    assert_eq!(list("b/1", None, 100).await, ["b/1", "b/1.x", "b/10"]);
    assert_eq!(list("b", None, 2).await, ["b-", "b/1"]);
    assert_eq!(list("b", Some("b/1"), 3).await, ["b/1.x", "b/10", "b/2"]);
    assert_eq!(list("b", Some("b/15"), 100).await, ["b/2", "b/B/x", "bc"]);
    assert_eq!(list("", Some("b/2"), 2).await, ["b/B/x", "bc"]);
    assert_eq!(list("b", Some("a"), 1).await, ["b-"]);
    assert_eq!(list("b", Some("c"), 9).await, [""; 0]);
    assert_eq!(list("none/of/them", None, 9).await, [""; 0]);
    assert_eq!(list("../", None, 9).await, [""; 0]);
    assert_eq!(list("", None, 0).await, [""; 0]);
}

async fn a_key_that_could_leave_its_folder_is_refused(objects: Shared) {
    for bad in ["", "/etc/x", "../x", "a/../x", "a//b", "a/", "a/.hidden", "ä", "a b"] {
        let refusals = [objects.put_if_absent(bad, vec![], "x/y").await.err(), objects.get(bad).await.err()];
        for refused in refusals {
            assert!(matches!(refused, Some(ObjectError::InvalidKey(_))), "{bad:?}: {refused:?}");
        }
    }
}

async fn s3() -> Option<Shared> {
    let endpoint = std::env::var("S3_ENDPOINT").ok().filter(|endpoint| !endpoint.is_empty())?;
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .force_path_style(true)
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "contract"));
    let client = Client::from_conf(config.build());
    let bucket = format!("contract-{}", uuid::Uuid::new_v4());
    client.create_bucket().bucket(&bucket).send().await.unwrap();
    Some(Arc::new(S3::new(client, bucket)))
}

macro_rules! contract {
    ($($case:ident),+ $(,)?) => {
        mod memory { $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $case() {
                super::$case(std::sync::Arc::new(super::Memory::new())).await;
            }
        )+ }
        mod folder { $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $case() {
                let folder = tempfile::tempdir().unwrap();
                super::$case(std::sync::Arc::new(super::Folder::open(folder.path()).unwrap())).await;
            }
        )+ }
        mod s3_only_if_its_endpoint_is_set { $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $case() {
                match super::s3().await {
                    Some(objects) => super::$case(objects).await,
                    None => eprintln!("NOT RUN on S3: S3_ENDPOINT is not set"),
                }
            }
        )+ }
    };
}

contract! {
    an_object_is_kept_byte_for_byte,
    what_is_not_there_is_nothing,
    the_first_object_wins_and_is_never_changed,
    of_many_puts_at_once_one_is_stored_whole,
    a_file_is_kept_byte_for_byte_and_never_changes_what_is_there,
    an_object_is_read_in_parts,
    keys_are_listed_by_prefix_in_byte_order_and_in_pages,
    a_key_that_could_leave_its_folder_is_refused,
}

#[tokio::test]
async fn a_folder_keeps_its_objects_and_leaves_nothing_unfinished() {
    let folder = tempfile::tempdir().unwrap();
    put(&Folder::open(folder.path()).unwrap(), "a/b", b"1").await;
    let again = Folder::open(folder.path()).unwrap();
    assert_eq!(put(&again, "a/b", b"2").await, Put::AlreadyThere);
    assert_eq!(again.get("a/b").await.unwrap(), Some(b"1".to_vec()));
    assert_eq!(std::fs::read_dir(folder.path().join(".unfinished")).unwrap().count(), 0);
    assert_eq!(again.list("", None, 10).await.unwrap(), ["a/b"]);
}

#[tokio::test]
async fn a_folder_that_can_not_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = Folder::open(&file).err().unwrap();
    assert!(refused.to_string().contains("file"), "{refused}");
}
