//! A place where every route has something to act on.

use local::{oidc::TestPerson, regions::numbers::iban};
use scenarios::{
    ORGANISER, OwnLine, Provider, Town, application, company, early_education, family, home_care, hours,
    official,
};
use serde_json::{Value, json};
use web::Role;

/// The ids that the routes are asked with.
pub struct Place {
    pub town: Town,
    pub provider: Provider,
    pub stranger: Provider,
    pub client: String,
    /// Another record of a person, and what was granted to it from what was asked.
    pub double: String,
    pub educated: String,
    /// Decisions that wait: drafts of which two change something to the client's detriment.
    pub drafts: Vec<String>,
    /// Decisions that were told, the last one with a request for rectification, and what the first one grants.
    pub told: [String; 2],
    pub granted: Value,
    pub voucher: String,
    /// A voucher that nobody has booked.
    pub free: String,
    /// The token of the link to a voucher of home care.
    pub link: String,
    /// Orders, so that one can be confirmed and another declined.
    pub orders: [String; 2],
    pub draft: String,
    pub submitted: String,
    /// An application of the provider's that nobody has decided.
    pub asked: String,
    /// A rejected application of the provider's.
    pub decided: String,
    /// An approved application, of another provider.
    pub standing: String,
    /// An application whose approval is over.
    pub over: String,
    pub held: String,
    /// An approved event, and a held one that was a mistake.
    pub events: [String; 2],
    pub run: String,
    /// A later run that awaits the provider's own invoice, and that invoice.
    pub own_run: String,
    pub own_invoice: String,
    /// A recorded file of events.
    pub file: String,
}

impl Place {
    pub async fn stands() -> Self {
        let town = Town::open().await;
        let services = ["home-care", "early-education", "rehabilitative-work"];
        town.set_up(&services).await;
        let provider = town.provider(1, &services).await;
        let stranger = town.provider(2, &services).await;
        let client = town.client(1).await;
        let child = town.client(2).await;
        town.tell(&child, &family(None, "3500")).await;
        let (educated, told) = town.educated(&child).await;
        let told: [String; 2] = told.try_into().unwrap();
        let double = town.client(3).await;
        let grantor = official(ORGANISER, Role::Grantor);
        let request = json!({"received": "2026-11-04", "reason": "Tulot."});
        let path = |decision: &str| format!("/v1/decisions/{decision}");
        town.post(&grantor, &format!("{}/rectification-request", path(&told[1])), &request)
            .await
            .of_status(200);
        let granted = town.get(&grantor, &path(&told[0])).await.of_status(200)["contents"].clone();
        let drafts = town.tell(&child, &family(Some("2026-04-01"), "4500")).await;
        let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({"total": 60}))).await;
        let free = town.voucher(&client, "early-education", &early_education()).await;
        town.has_portal().await;
        let other = town.client(4).await;
        let [_, _, link] = town.linked(&other, "home-care", &home_care(&json!({"total": 60}))).await;
        let orders = [town.order(&client, &provider).await, town.order(&child, &provider).await];
        let visit =
            |id: &str, day: &str| hours(id, &voucher, &format!("{day}T08:00"), &format!("{day}T09:00"));
        let mut recorded = Vec::new();
        for (id, day) in [("approved", "2026-10-05"), ("held", "2026-10-06"), ("mistake", "2026-10-07")] {
            let event = town.record(&provider, &visit(id, day)).await;
            recorded.push(event["event"].as_str().unwrap().to_owned());
        }
        let [approved, held, mistake] = recorded.try_into().unwrap();
        let events = [approved, mistake];
        let run = town.settle("2026-10").await;
        town.providers_invoice_themselves().await;
        let next = town.client(5).await;
        let another = town.booked(&provider, &next, "home-care", &home_care(&json!({}))).await;
        let late = hours("own", &another, "2026-10-08T08:00", "2026-10-08T09:00");
        let late = town.record(&provider, &late).await["event"].as_str().unwrap().to_owned();
        let own_run = town.settle("2026-10").await;
        let line = OwnLine { event: Ok(late), cents: 3_600 };
        let own_invoice = provider.finvoice("1", &iban(1), "2026-11-30", &[line]);
        let file = town.upload(&provider, "ndjson", b"{}").await["file"].as_str().unwrap().to_owned();
        let signatory = company(ORGANISER, &provider.business_id, Role::Signatory);
        let draft =
            town.post(&signatory, "/v1/applications", &application(1, &["home-care"])).await.of_status(201);
        let draft = draft["application"].as_str().unwrap().to_owned();
        let submitted = town.submitted(1, &application(1, &["home-care"])).await;
        let submitted = submitted.rsplit('/').next().unwrap().to_owned();
        let id = |path: String| path.rsplit('/').next().unwrap().to_owned();
        let asked = id(town.submitted(1, &application(1, &["home-care"])).await);
        let approver = official(ORGANISER, Role::Approver);
        let [standing, over] = [
            town.submitted(3, &application(3, &["home-care"])).await,
            town.submitted(4, &application(4, &["home-care"])).await,
        ];
        let decided = town.submitted(1, &application(1, &["home-care"])).await;
        let decision = json!({"approve": false, "reason": "Ei."});
        town.post(&approver, &format!("{decided}/decision"), &decision).await.of_status(200);
        let decision = json!({"approve": true, "reason": "Selvä."});
        town.post(&approver, &format!("{standing}/decision"), &decision).await.of_status(200);
        let decision =
            json!({"approve": true, "reason": "Selvä.", "from": "2026-01-01", "last_day": "2026-10-31"});
        town.post(&approver, &format!("{over}/decision"), &decision).await.of_status(200);
        let (decided, standing, over) = (id(decided), id(standing), id(over));
        Self {
            town,
            provider,
            own_run,
            own_invoice,
            stranger,
            client,
            double,
            educated,
            drafts,
            told,
            granted,
            voucher,
            free,
            link,
            orders,
            draft,
            submitted,
            asked,
            decided,
            standing,
            over,
            held,
            events,
            run,
            file,
        }
    }

    /// A person in a role: of the organiser, or of the provider that the place is about.
    pub fn person(&self, role: Role) -> TestPerson {
        person(ORGANISER, &self.provider, role)
    }
}

/// A person in a role at an organiser; with a provider's role, of this provider.
pub fn person(organiser: &str, provider: &Provider, role: Role) -> TestPerson {
    if role.is_providers() {
        company(organiser, &provider.business_id, role)
    } else {
        official(organiser, role)
    }
}
