//! A service's rulebook changes by publishing its next version.

use domain::rulebook::GeneralPart;
use futures::future::join_all;
use local::regions::rulebook::GENERAL_PART;
use reqwest::Method;
use scenarios::{Answer, ORGANISER, Town, official};
use serde_json::json;
use web::Role;

/// Home care's rulebook under a number and from a day.
fn version(number: u32, first_day: &str) -> String {
    let file = local::regions::rulebook::file_of("home-care").unwrap();
    let file = file.replace("\nversion = 1\n", &format!("\nversion = {number}\n"));
    file.replacen("\nfirst_day = \"2026-01-01\"\n", &format!("\nfirst_day = \"{first_day}\"\n"), 1)
}

/// A town with the general part that the library's rulebooks rest on.
async fn organised() -> Town {
    let town = Town::open().await;
    town.general_part(&official(ORGANISER, Role::MainUser)).await;
    town
}

async fn publish(town: &Town, file: &str) -> Answer {
    town.post_toml(&official(ORGANISER, Role::MainUser), "/v1/services", file).await
}

#[tokio::test]
async fn versions_are_published_in_their_order_each_with_a_later_first_day() {
    let town = organised().await;
    let skipped = publish(&town, &version(2, "2026-01-01")).await;
    assert_eq!(skipped.refused(422), "rulebook_version_out_of_order", "the first is number 1");
    publish(&town, &version(1, "2026-01-01")).await.of_status(201);
    assert_eq!(publish(&town, &version(2, "2026-01-01")).await.refused(422), "rulebook_first_day_not_later");
    publish(&town, &version(2, "2026-01-02")).await.of_status(201);
    assert_eq!(publish(&town, &version(4, "2027-01-01")).await.refused(422), "rulebook_version_out_of_order");
    publish(&town, &version(1, "2026-01-01")).await.of_status(200);
    assert_eq!(publish(&town, &version(1, "2026-01-03")).await.refused(409), "rulebook_version_exists");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_files_published_as_one_version_at_once_one_stands() {
    let town = organised().await;
    let files: Vec<String> = (1..=8).map(|day| version(1, &format!("2026-01-0{day}"))).collect();
    let answers = join_all(files.iter().map(|file| publish(&town, file))).await;
    let published = answers.iter().filter(|answer| answer.status == 201).count();
    let refused = answers.iter().filter(|answer| answer.body["code"] == "rulebook_version_exists").count();
    assert_eq!((published, refused), (1, 7));
}

#[tokio::test]
async fn anyone_reads_the_whole_of_a_published_version_in_force_or_not_yet() {
    let town = organised().await;
    let files = [version(1, "2026-01-01"), version(2, "2027-01-01")];
    for (file, number) in files.iter().zip(1..) {
        publish(&town, file).await.of_status(201);
        let path = format!("/v1/services/home-care/versions/{number}?org={ORGANISER}");
        let answer = town.send(town.request(Method::GET, &path)).await;
        assert_eq!(answer.headers["cache-control"], "public, max-age=60");
        assert_eq!(answer.of_status(200), json!(domain::rulebook::parse(file).unwrap()));
    }
    for path in ["home-care/versions/3?org=testila", "home-care/versions/1?org=muula", "home-care/versions/x"]
    {
        let answer = town.send(town.request(Method::GET, &format!("/v1/services/{path}"))).await;
        assert_eq!(answer.refused(404), "not_found", "{path}");
    }
}

/// The general part under a number and from a day.
fn general_part(number: u32, first_day: &str) -> String {
    let file = GENERAL_PART.replace("\nversion = 1\n", &format!("\nversion = {number}\n"));
    file.replacen("\nfirst_day = \"2026-01-01\"\n", &format!("\nfirst_day = \"{first_day}\"\n"), 1)
}

async fn publish_part(town: &Town, file: &str) -> Answer {
    town.post_toml(&official(ORGANISER, Role::MainUser), "/v1/general-parts", file).await
}

#[tokio::test]
async fn a_rulebook_rests_on_a_general_part_that_is_published_and_in_force() {
    let town = Town::open().await;
    let home_care = version(1, "2026-01-01");
    let told = publish(&town, &home_care).await.of_status(422);
    assert_eq!(
        (&told["code"], &told["problems"][0]["code"]),
        (&json!("rulebook_invalid"), &json!("general_part_unpublished"))
    );
    let line = home_care.lines().position(|line| line.starts_with("general_part")).unwrap() + 1;
    assert_eq!(told["problems"][0]["line"], json!(line));
    publish_part(&town, &general_part(1, "2026-01-02")).await.of_status(201);
    let told = publish(&town, &home_care).await.of_status(422);
    assert_eq!(told["problems"][0]["code"], json!("general_part_later"));
    publish(&town, &version(1, "2026-01-02")).await.of_status(201);
}

#[tokio::test]
async fn the_general_parts_versions_stand_in_their_order_and_anyone_reads_them() {
    let town = organised().await;
    publish_part(&town, GENERAL_PART).await.of_status(200);
    assert_eq!(
        publish_part(&town, &general_part(1, "2026-01-03")).await.refused(409),
        "rulebook_version_exists"
    );
    assert_eq!(
        publish_part(&town, &general_part(2, "2026-01-01")).await.refused(422),
        "rulebook_first_day_not_later"
    );
    assert_eq!(
        publish_part(&town, &general_part(3, "2027-01-01")).await.refused(422),
        "rulebook_version_out_of_order"
    );
    let second = general_part(2, "2027-01-01");
    publish_part(&town, &second).await.of_status(201);
    for (number, file) in [(1, GENERAL_PART), (2, &second)] {
        let answer = town
            .send(town.request(Method::GET, &format!("/v1/general-parts/{number}?org={ORGANISER}")))
            .await;
        assert_eq!(answer.headers["cache-control"], "public, max-age=60");
        assert_eq!(answer.of_status(200), json!(GeneralPart::parse(file).unwrap()));
    }
    for path in ["3?org=testila", "1?org=muula", "x?org=testila"] {
        let answer = town.send(town.request(Method::GET, &format!("/v1/general-parts/{path}"))).await;
        assert_eq!(answer.refused(404), "not_found", "{path}");
    }
}
