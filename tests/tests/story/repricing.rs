//! Retroactive decisions: what was settled is refunded and corrected by the next run, to the client's new share.

use scenarios::{ORGANISER, Provider, Town, details, early_education, home_care, hours, official, pieces};
use serde_json::{Value, json};
use web::Role;

/// A child's voucher for the last four months of the year: value 949.00, co-payment 66.00, price 1 100.00.
struct Child {
    town: Town,
    provider: Provider,
    client: String,
    voucher: String,
    decision: String,
}

impl Child {
    async fn granted() -> Self {
        let town = Town::open().await;
        town.set_up(&["early-education"]).await;
        let mut told = details();
        let formats = ["finvoice", "posting", "specification_json"];
        told["invoicing"] = json!([{"from": "2026-01-01", "formats": formats}]);
        town.put(&official(ORGANISER, Role::MainUser), "/v1/organiser", &told).await.of_status(200);
        let provider = town.provider(1, &["early-education"]).await;
        let client = town.client(1).await;
        let voucher = town.booked(&provider, &client, "early-education", &early_education()).await;
        let path = format!("/v1/clients/{client}/decisions");
        let decisions = town.all(&official(ORGANISER, Role::Grantor), &path).await;
        let decision = decisions[0]["decision"].as_str().unwrap().to_owned();
        Self { town, provider, client, voucher, decision }
    }

    async fn record(&self, day: &str) -> Value {
        let event = pieces(&format!("m-{day}"), &self.voucher, "over3-full", "MON", day, 1);
        self.town.record(&self.provider, &event).await
    }

    async fn act(&self, decision: &str, what: &str, body: Value) -> Value {
        let path = format!("/v1/decisions/{decision}/{what}");
        self.town.post(&official(ORGANISER, Role::Grantor), &path, &body).await.of_status(200)
    }

    /// A request for rectification of a decision is accepted: a lower co-payment on some days.
    async fn rectify(&mut self, first_day: &str, last_day: &str, copayment_cents: i64) {
        let asked = json!({"received": "2026-11-04", "reason": "Tulot on laskettu väärin."});
        let old = self.decision.clone();
        self.act(&old, "rectification-request", asked).await;
        let mut contents = early_education();
        for granted in contents.as_array_mut().unwrap() {
            granted["copayment_cents"] = json!(copayment_cents);
        }
        let anew = json!({
            "reason": "Tulot korjattu.", "first_day": first_day, "last_day": last_day, "contents": contents,
        });
        let new = self.act(&old, "rectification-request/acceptance", anew).await;
        self.decision = new["decision"].as_str().unwrap().to_owned();
        self.act(&self.decision, "letter", json!({})).await;
        self.town.rest().await;
    }

    async fn annul(&self, from: &str) {
        self.act(&self.decision, "annulment", json!({"from": from, "reason": "Erehdys."})).await;
        self.town.rest().await;
    }

    /// What a run pays a provider.
    async fn settled(&self, period: &str) -> (String, Value) {
        let run = self.town.settle(period).await;
        let settlement = self.town.settlement(&run, &self.provider).await;
        (run, settlement["total_cents"].clone())
    }

    async fn file(&self, run: &str, format: &str) -> String {
        let path = format!("/v1/settlements/{run}/invoice?format={format}");
        self.town.get(&self.provider.person(Role::ServiceManager), &path).await.text
    }

    /// The rows of a run's invoice: month, kind, the invoice that it goes back to, euros.
    async fn rows(&self, run: &str) -> Vec<(String, String, String, String)> {
        let posting = self.file(run, "posting").await;
        let rows = posting.lines().skip(1).map(|line| {
            let cells: Vec<&str> = line.split(';').collect();
            (cells[11].into(), cells[7].into(), cells[8].into(), cells[19].into())
        });
        rows.collect()
    }

    /// The entries of a run's specification: kind, the organiser's cents, and the client's new share.
    async fn entries(&self, run: &str) -> Vec<(String, i64, Option<i64>)> {
        let file: Value = serde_json::from_str(&self.file(run, "specification_json").await).unwrap();
        let entries = file["entries"].as_array().unwrap().iter().map(|entry| {
            let kind = entry["kind"].as_str().unwrap().to_owned();
            (kind, entry["amount_cents"].as_i64().unwrap(), entry["client_share_cents"].as_i64())
        });
        entries.collect()
    }
}

fn row(month: &str, kind: &str, original: &str, euros: &str) -> (String, String, String, String) {
    (month.into(), kind.into(), original.into(), euros.into())
}

#[tokio::test]
async fn a_decision_after_the_freeze_appears_in_the_next_run_as_a_correction() {
    let mut child = Child::granted().await;
    child.record("2026-09-30").await;
    let october = child.record("2026-10-31").await;
    let (first, total) = child.settled("2026-10").await;
    assert_eq!(total, json!(2 * 88_300));
    let frozen = child.rows(&first).await;
    child.rectify("2026-10-15", "2026-12-31", 3000).await;
    child.record("2026-11-01").await;
    let (second, total) = child.settled("2026-11").await;
    assert_eq!(total, json!(-88_300 + 40_136 + 50_127 + 91_900), "10 and 12 of 22 operational days");
    let number = "99900016000001";
    assert_eq!(
        child.rows(&second).await,
        [
            row("2026-10", "refund", number, "-883,00"),
            row("2026-10", "correction", number, "401,36"),
            row("2026-10", "correction", number, "501,27"),
            row("2026-11", "original", "", "919,00"),
        ]
    );
    // 217.00 x 10 / 22 and 181.00 x 12 / 22 by the rounding of the whole price.
    let share = Some(2 * 110_000 / 2 - 40_136 - 50_127);
    assert_eq!(
        child.entries(&second).await,
        [
            ("refund".into(), -88_300, share),
            ("correction".into(), 40_136 + 50_127, share),
            ("original".into(), 91_900, None),
        ]
    );
    assert_eq!(child.rows(&first).await, frozen, "frozen rows stay untouched");
    let path = format!("/v1/events/{}", october["event"].as_str().unwrap());
    let seen = child.town.get(&child.provider.recorder(), &path).await.of_status(200);
    assert_eq!(
        (&seen["provider_cents"], &seen["client_cents"], &seen["settled"]),
        (&json!(40_136 + 50_127), &json!(share), &json!(true))
    );
}

#[tokio::test]
async fn a_correction_of_a_correction_refunds_the_latest_amount() {
    let mut child = Child::granted().await;
    child.record("2026-10-31").await;
    child.settled("2026-10").await;
    child.rectify("2026-10-01", "2026-12-31", 3000).await;
    assert_eq!(child.settled("2026-10").await.1, json!(3_600));
    child.rectify("2026-10-01", "2026-12-31", 1000).await;
    let (run, total) = child.settled("2026-10").await;
    assert_eq!(total, json!(2_000));
    let number = "99900016000002";
    assert_eq!(
        child.rows(&run).await,
        [row("2026-10", "refund", number, "-919,00"), row("2026-10", "correction", number, "939,00")]
    );
}

#[tokio::test]
async fn a_successful_rectification_reprices_several_months_at_once_and_no_month_without_a_real_change() {
    let mut child = Child::granted().await;
    for day in ["2026-09-30", "2026-10-31", "2026-11-01"] {
        child.record(day).await;
    }
    child.settled("2026-11").await;
    child.rectify("2026-09-01", "2026-10-31", 3000).await;
    let (run, total) = child.settled("2026-11").await;
    assert_eq!(total, json!(2 * 3_600));
    let months: Vec<String> = child.rows(&run).await.into_iter().map(|row| row.0).collect();
    assert_eq!(months, ["2026-09", "2026-09", "2026-10", "2026-10"]);
}

#[tokio::test]
async fn an_annulled_decision_is_refunded_once() {
    let child = Child::granted().await;
    child.record("2026-09-30").await;
    child.record("2026-10-31").await;
    child.settled("2026-10").await;
    child.annul("2026-10-01").await;
    let (run, total) = child.settled("2026-10").await;
    assert_eq!(total, json!(-88_300));
    assert_eq!(child.entries(&run).await, [("refund".into(), -88_300, Some(0))]);
    assert_eq!(child.settled("2026-10").await.1, Value::Null, "nothing more");
}

#[tokio::test]
async fn ended_early_and_continued_later_pays_the_days_that_are_granted() {
    let child = Child::granted().await;
    child.record("2026-10-31").await;
    child.settled("2026-10").await;
    child.annul("2026-10-15").await;
    assert_eq!(child.settled("2026-10").await.1, json!(40_136 - 88_300), "10 of 22 operational days");
    let granted = json!({
        "client": child.client, "service": "early-education", "first_day": "2026-10-27",
        "last_day": "2026-12-31", "contents": early_education(),
    });
    let grantor = official(ORGANISER, Role::Grantor);
    let later = child.town.post(&grantor, "/v1/vouchers", &granted).await.of_status(201);
    let later = later["voucher"].as_str().unwrap();
    child.town.book(&child.provider, later, "2026-10-27", "2026-12-31").await;
    child.town.record(&child.provider, &pieces("l-1", later, "over3-full", "MON", "2026-10-31", 1)).await;
    assert_eq!(child.settled("2026-10").await.1, json!(16_055), "4 of 22 operational days");
}

#[tokio::test]
async fn an_overlap_of_only_a_weekend_pays_nothing_and_causes_no_rows() {
    let mut child = Child::granted().await;
    child.record("2026-10-31").await;
    child.settled("2026-10").await;
    // 31 October 2026 is a Saturday.
    child.rectify("2026-10-31", "2026-10-31", 0).await;
    assert_eq!(child.settled("2026-10").await.1, Value::Null);
}

#[tokio::test]
async fn what_is_not_settled_is_simply_priced_anew() {
    let mut child = Child::granted().await;
    let event = child.record("2026-10-31").await;
    child.rectify("2026-10-01", "2026-12-31", 3000).await;
    let (run, total) = child.settled("2026-10").await;
    assert_eq!(total, json!(91_900));
    assert_eq!(child.rows(&run).await, [row("2026-10", "original", "", "919,00")]);
    let again = pieces("m-2026-10-31", &child.voucher, "over3-full", "MON", "2026-10-31", 1);
    let again = child.town.post(&child.provider.recorder(), "/v1/events", &again).await.of_status(200);
    assert_eq!((&again["event"], &again["provider_cents"]), (&event["event"], &json!(91_900)));
}

#[tokio::test]
async fn a_move_to_another_provider_refunds_in_the_old_and_corrects_in_the_new() {
    let child = Child::granted().await;
    let other = child.town.provider(2, &["early-education"]).await;
    child.record("2026-10-01").await;
    child.settled("2026-10").await;
    let path = format!("/v1/vouchers/{}/moves", child.voucher);
    let moved = json!({"provider": other.provider, "from": "2026-10-15"});
    child.town.post(&official(ORGANISER, Role::Grantor), &path, &moved).await.of_status(201);
    child.town.rest().await;
    let event = pieces("n-1", &child.voucher, "over3-full", "MON", "2026-10-15", 1);
    let recorded = child.town.record(&other, &event).await;
    assert_eq!(recorded["provider_cents"], json!(48_164), "12 of 22 operational days");
    let (run, total) = child.settled("2026-10").await;
    assert_eq!(total, json!(40_136 - 88_300));
    assert_eq!(child.town.settlement(&run, &other).await["total_cents"], json!(48_164));
    let kinds: Vec<String> = child.rows(&run).await.into_iter().map(|row| row.1).collect();
    assert_eq!(kinds, ["refund", "correction"]);
    let of_other = Child { provider: other, ..child };
    let kinds: Vec<String> = of_other.rows(&run).await.into_iter().map(|row| row.1).collect();
    assert_eq!(kinds, ["correction"]);
}

#[tokio::test]
async fn visits_of_moved_days_are_taken_back_so_that_the_new_provider_can_report_the_same_hours() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let (old, new) = (town.provider(1, &["home-care"]).await, town.provider(2, &["home-care"]).await);
    let client = town.client(1).await;
    let voucher = town.booked(&old, &client, "home-care", &home_care(&json!({"day": 60}))).await;
    let visit = |id: &str, day: u8| {
        hours(id, &voucher, &format!("2026-10-{day:02}T08:00"), &format!("2026-10-{day:02}T09:00"))
    };
    town.record(&old, &visit("o-1", 5)).await;
    let moved = town.record(&old, &visit("o-2", 20)).await;
    let run = town.settle("2026-10").await;
    let first = town.settlement(&run, &old).await["total_cents"].as_i64().unwrap();
    let path = format!("/v1/vouchers/{voucher}/moves");
    let to = json!({"provider": new.provider, "from": "2026-10-15"});
    town.post(&official(ORGANISER, Role::Grantor), &path, &to).await.of_status(201);
    town.rest().await;
    let path = format!("/v1/events/{}", moved["event"].as_str().unwrap());
    let seen = town.get(&old.recorder(), &path).await.of_status(200);
    assert_eq!(
        (&seen["state"], &seen["reversal"]["reason"]),
        (&json!("reversed"), &json!("moved")),
        "{seen}"
    );
    assert_eq!(town.seen(&voucher).await["use"]["home-care"]["used"], json!(60));
    // The same hour of the same day: neither the client's time nor the day's limit stands in the way.
    let anew = town.record(&new, &visit("n-1", 20)).await;
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &old).await["total_cents"], json!(-first / 2));
    assert_eq!(town.settlement(&run, &new).await["total_cents"], anew["provider_cents"]);
}
