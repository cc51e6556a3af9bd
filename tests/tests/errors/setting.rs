//! A town in which every rule can be broken: services, providers, a client, vouchers, orders, recorded events.

use local::oidc::TestPerson;
use scenarios::{
    ORGANISER, Provider, Town, application, company, early_education, family, home_care, hours, official,
    pieces,
};
use serde_json::json;
use web::Role;

/// What the rules' cases need to know of the town.
pub struct Setting {
    pub town: Town,
    /// Offers home care, early education and two procedures.
    pub provider: Provider,
    /// Approved too; has nothing to do with the vouchers.
    pub stranger: Provider,
    /// Has a booking in `late`, and an approval that ended with October.
    pub latecomer: Provider,
    pub client: String,
    /// A child with a family that is known, a decision that has been sent, a draft, and a draft in a hearing.
    pub child: String,
    pub sent: String,
    pub drafts: Vec<String>,
    /// A sent one with a request for rectification.
    pub asked: String,
    pub home: String,
    pub dental: String,
    pub late: String,
    /// Booked for October only.
    pub october: String,
    pub unbooked: String,
    pub order: String,
    pub declined: String,
    /// An event that is recorded, and not held.
    pub recorded: String,
    /// One that was taken back.
    pub reversed: String,
    /// A file of events that nobody has uploaded, and one of which only a part has come.
    pub awaited: String,
    pub cut: String,
    /// A submitted application's path.
    pub submitted: String,
    /// An approved one's.
    pub approved: String,
    /// An approved one's that a newer one replaced.
    pub replaced: String,
    /// A submitted one's, of a provider that is approved already.
    pub renewal: String,
}

/// Early education of an organiser that pays whole months only; its examples are the other's.
fn whole_months() -> String {
    let file = local::regions::rulebook::file_of("early-education").unwrap();
    let (rules, _) = file.split_once("[[example]]").unwrap();
    let changed = rules.replace("service = \"early-education\"", "service = \"whole-months\"");
    changed.replace("part_period = \"operational_days\"", "part_period = \"whole_months\"")
}

impl Setting {
    /// Plays up to where the rules begin.
    pub async fn stands() -> Self {
        let town = Town::open().await;
        let services = ["home-care", "dental-care", "early-education", "rehabilitative-work"];
        town.set_up(&services).await;
        let main_user = official(ORGANISER, Role::MainUser);
        town.post_toml(&main_user, "/v1/services", &whole_months()).await.of_status(201);
        let own = include_str!("../../../infra/rulebooks/home-care-own.toml");
        town.post_toml(&main_user, "/v1/services", own).await.of_status(201);
        let provider = town.provider(1, &services).await;
        let stranger = town.provider(2, &["home-care"]).await;
        let path = town.submitted(3, &application(3, &["home-care"])).await;
        let latecomer = Self::approved_for_a_time(&town, &path).await;
        let client = town.client(1).await;
        let child = town.client(2).await;
        town.tell(&child, &family(None, "3500")).await;
        let [sent, asked]: [String; 2] = town.educated(&child).await.1.try_into().unwrap();
        let request = json!({"received": "2026-11-04", "reason": "Tulot."});
        let requests = format!("/v1/decisions/{asked}/rectification-request");
        town.post(&official(ORGANISER, Role::Grantor), &requests, &request).await.of_status(200);
        let drafts = town.tell(&child, &family(Some("2026-04-01"), "4500")).await;
        let hearing = format!("/v1/decisions/{}/hearing", drafts[1]);
        town.post(&official(ORGANISER, Role::Grantor), &hearing, &json!({})).await.of_status(200);
        let home = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
        let procedures = json!([{"code": "SAA01", "limits": {"total": 2}}, {"code": "SDA01"}]);
        let dental = town.booked(&provider, &client, "dental-care", &procedures).await;
        let [second, third, fourth] = [town.client(3).await, town.client(4).await, town.client(5).await];
        let late = town.booked(&latecomer, &second, "home-care", &home_care(&json!({}))).await;
        let october = town.voucher(&third, "home-care", &home_care(&json!({}))).await;
        town.book(&provider, &october, "2026-10-01", "2026-10-31").await;
        let unbooked = town.voucher(&client, "early-education", &early_education()).await;
        let order = town.order(&second, &provider).await;
        let declined = town.order(&fourth, &provider).await;
        let manager = provider.person(Role::ServiceManager);
        let reason = json!({"reason": "Ei paikkoja."});
        town.post(&manager, &format!("/v1/purchases/{declined}/decline"), &reason).await.of_status(200);
        let visit = hours("recorded", &home, "2026-10-05T08:00", "2026-10-05T09:00");
        let recorded = town.record(&provider, &visit).await["event"].as_str().unwrap().to_owned();
        let mistake = hours("mistake", &home, "2026-10-06T08:00", "2026-10-06T09:00");
        let reversed = town.record(&provider, &mistake).await["event"].as_str().unwrap().to_owned();
        let why = json!({"reason": "not_delivered"});
        town.post(&provider.recorder(), &format!("/v1/events/{reversed}/reversal"), &why)
            .await
            .of_status(200);
        town.record(&provider, &pieces("two", &dental, "SAA01", "C62", "2026-10-05", 2)).await;
        let [awaited, cut] = [10, 20].map(|bytes| town.announce(&provider, "csv", bytes));
        let text = |upload: serde_json::Value| upload["file"].as_str().unwrap().to_owned();
        let (awaited, cut) = (text(awaited.await), text(cut.await));
        let key = format!("uploads/{ORGANISER}/{}/{cut}", provider.provider);
        town.system.uploads().put_if_absent(&key, b"id;voucher".to_vec(), "text/csv").await.unwrap();
        let submitted = town.submitted(4, &application(4, &["home-care"])).await;
        let approver = official(ORGANISER, Role::Approver);
        let decision = json!({"approve": true, "reason": "Selvä."});
        let replaced = town.submitted(5, &application(5, &["home-care"])).await;
        town.post(&approver, &format!("{replaced}/decision"), &decision).await.of_status(200);
        let newer = town.submitted(5, &application(5, &["home-care"])).await;
        town.post(&approver, &format!("{newer}/decision"), &decision).await.of_status(200);
        let renewal = town.submitted(5, &application(5, &["home-care"])).await;
        Self {
            town,
            provider,
            stranger,
            latecomer,
            client,
            child,
            sent,
            drafts,
            asked,
            home,
            dental,
            late,
            october,
            unbooked,
            order,
            declined,
            recorded,
            reversed,
            awaited,
            cut,
            submitted,
            approved: path,
            replaced,
            renewal,
        }
    }

    async fn approved_for_a_time(town: &Town, path: &str) -> Provider {
        let approver = official(ORGANISER, Role::Approver);
        let days =
            json!({"approve": true, "reason": "Selvä.", "from": "2026-01-01", "last_day": "2026-10-31"});
        town.post(&approver, &format!("{path}/decision"), &days).await.of_status(200);
        let seen = town.get(&approver, path).await.of_status(200);
        let text = |field: &str| seen[field].as_str().unwrap().to_owned();
        Provider { business_id: text("business_id"), provider: text("provider") }
    }

    pub fn grantor(&self) -> TestPerson {
        official(ORGANISER, Role::Grantor)
    }

    pub fn signatory(&self) -> TestPerson {
        company(ORGANISER, &self.provider.business_id, Role::Signatory)
    }
}
