//! The public register: found by distance, kept by anyone, and never shown older than it is.

use reqwest::Method;
use scenarios::{Answer, ORGANISER, Town, application, official};
use serde_json::json;
use web::Role;

async fn asked(town: &Town, query: &str, kept: Option<&str>) -> Answer {
    let request = town.request(Method::GET, &format!("/v1/register?org={ORGANISER}{query}"));
    let request = kept.into_iter().fold(request, |request, tag| request.header("if-none-match", tag));
    town.send(request).await
}

/// Companies in Turku, Salo and Oulu; the first one's application.
async fn placed(town: &Town) -> String {
    town.set_up(&["home-care"]).await;
    let mut first = None;
    for (n, place) in [(1, "Turku"), (2, "Salo"), (3, "Oulu")] {
        let mut applies = application(n, &["home-care"]);
        applies["units"] = json!([{"name": "Testi yksikkö", "municipality": place}]);
        let path = town.submitted(n, &applies).await;
        let approves = json!({"approve": true, "reason": "Selvä."});
        let approver = official(ORGANISER, Role::Approver);
        town.post(&approver, &format!("{path}/decision"), &approves).await.of_status(200);
        first.get_or_insert(path);
    }
    first.unwrap()
}

#[tokio::test]
async fn the_register_is_searched_by_the_distance_from_a_postal_code() {
    let town = Town::open().await;
    placed(&town).await;
    for (query, count) in [
        ("&from=20100&within_km=10", 1),
        ("&from=20100&within_km=60", 2),
        ("&from=%C3%85bo&within_km=600", 3),
        ("&from=20100", 3),
        ("&within_km=10", 0),
    ] {
        let page = asked(&town, query, None).await.of_status(200);
        assert_eq!(page["items"].as_array().unwrap().len(), count, "{query}");
    }
    let near = asked(&town, "&from=20100&within_km=0", None).await.of_status(200);
    assert_eq!(near["items"][0]["distance_km"], json!(0));
    assert_eq!(asked(&town, "&from=00000", None).await.refused(400), "bad_parameter");
}

#[tokio::test]
async fn who_has_the_register_is_told_so_until_it_changes_and_a_suspended_provider_is_gone_at_once() {
    let town = Town::open().await;
    let path = placed(&town).await;
    for query in ["", "&format=csv"] {
        let first = asked(&town, query, None).await;
        assert_eq!(first.headers["cache-control"], "public, no-cache");
        let tag = first.headers["etag"].to_str().unwrap().to_owned();
        for kept in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let same = asked(&town, query, Some(&kept)).await;
            assert_eq!((same.status, same.text.as_str()), (304, ""), "{kept}");
            assert_eq!(same.headers["etag"].to_str().unwrap(), tag);
        }
        assert_eq!(asked(&town, query, Some("\"other\"")).await.status, 200);
    }
    let before = asked(&town, "", None).await;
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let approver = official(ORGANISER, Role::Approver);
    let reason = json!({"reason": "Vakuutus on päättynyt."});
    town.post(&approver, &format!("{path}/suspension"), &reason).await.of_status(200);
    let after = asked(&town, "", Some(&tag)).await.of_status(200);
    assert_eq!(after["items"].as_array().unwrap().len(), 2);
}
