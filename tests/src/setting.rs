//! What stands before a scenario begins: services, providers, clients, vouchers, bookings.

use local::oidc::TestPerson;
use local::regions::numbers::{business_id, iban, ovt};
use local::regions::rulebook::{GENERAL_PART, file_of};
use serde_json::{Value, json};
use web::Role;

use crate::{ORGANISER, Town, company, official};

/// An approved provider.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its business id.
    pub business_id: String,
    /// Its id at the organiser.
    pub provider: String,
}

impl Provider {
    /// One of its people.
    pub fn person(&self, role: Role) -> TestPerson {
        company(ORGANISER, &self.business_id, role)
    }

    /// Who records.
    pub fn recorder(&self) -> TestPerson {
        self.person(Role::Recorder)
    }
}

/// An application of the n-th company for services; all of them at a price above the value.
pub fn application(n: usize, services: &[&str]) -> Value {
    let offers: Vec<Value> =
        services.iter().map(|service| json!({"service": service, "prices": prices(service)})).collect();
    json!({
        "company": {
            "name": format!("Testi {n} Oy"), "street": "Testikatu 1", "postal_code": "00100", "town": "Testilä",
        },
        "iban": iban(n),
        "bic": "EXMPFIHH",
        "einvoice": {"address": ovt(&business_id(n)), "operator": "EXMPFIHH"},
        "vat_registered": true,
        "languages": ["fi"],
        "units": [{"name": "Testi yksikkö", "municipality": "Testilä"}],
        "services": offers,
    })
}

/// The signatory's commitment to the first rulebook version of each service applied for.
pub fn submission(application: &Value) -> Value {
    let services = application["services"].as_array().unwrap().iter();
    let commitments: Vec<Value> =
        services.map(|applied| json!({"service": applied["service"], "rulebook": 1})).collect();
    json!({ "commitments": commitments })
}

fn prices(service: &str) -> Value {
    match service {
        "home-care" => ["day", "evening", "night", "saturday", "sunday"]
            .map(|band| json!({"content": "home-care", "band": band, "price_cents": 4000}))
            .into_iter()
            .collect(),
        "early-education" => ["under3-full", "under3-part", "over3-full", "over3-part"]
            .map(|content| json!({"content": content, "price_cents": 110_000}))
            .into_iter()
            .collect(),
        "cleaning" => json!([{"content": "cleaning-hour", "price_cents": 4000}]),
        "dental-care" => json!([
            {"content": "SAA01", "price_cents": 5000},
            {"content": "SFA10", "price_cents": 6000},
        ]),
        _ => json!([]),
    }
}

/// The organiser as the invoices' buyer.
pub fn details() -> Value {
    json!({
        "name": "Testilän hyvinvointialue", "business_id": business_id(900), "street": "Testikatu 2",
        "postal_code": "00100", "town": "Testilä", "payment_term_days": 21, "language": "fi",
        "pay_from": {"iban": "FI8279000000000017", "bic": "EXMPFIHH"},
        "einvoice": {"address": ovt(&business_id(900)), "operator": "EXMPFIHH"},
    })
}

/// Home care with these limits, in minutes.
pub fn home_care(limits: &Value) -> Value {
    json!([{"code": "home-care", "limits": limits}])
}

/// Full days in early education: value 949.00, co-payment 66.00.
pub fn early_education() -> Value {
    let granted =
        |code| json!({"code": code, "limits": {"month": 1}, "value_cents": 94900, "copayment_cents": 6600});
    json!([granted("over3-full"), granted("over3-part")])
}

/// What a guardian tells of a family: two adults with an income each, and two children, of whom the older one turns
/// three on 10.5.2026 and is the client; from a day on, or from the start.
pub fn family(from: Option<&str>, income: &str) -> Value {
    let mut circumstances = json!({"household": {
        "adults": [{"income": income}, {"income": income}],
        "children": [{"born": "2023-05-10", "paid_care": true}, {"born": "2025-02-02", "paid_care": true}],
        "child": 0,
    }});
    if let Some(from) = from {
        circumstances["from"] = json!(from);
    }
    json!({"circumstances": circumstances, "source": "Huoltaja"})
}

/// A visit in home care.
pub fn hours(id: &str, voucher: &str, start: &str, end: &str) -> Value {
    json!({"id": id, "voucher": voucher, "content": "home-care", "unit": "HUR", "start": start, "end": end})
}

/// Pieces on a day.
pub fn pieces(id: &str, voucher: &str, content: &str, unit: &str, day: &str, quantity: u64) -> Value {
    json!({"id": id, "voucher": voucher, "content": content, "unit": unit, "day": day, "quantity": quantity})
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value}")).to_owned()
}

/// A client to be added: the first one, with some things otherwise.
pub fn person(changes: &[(&str, Value)]) -> Value {
    let mut person = json!({
        "first_names": "Testi", "last_name": "Asiakas-001", "born": "1952-10-13", "language": "fi",
        "municipality": "Testilä",
    });
    for (field, value) in changes {
        person[*field] = value.clone();
    }
    person
}

impl Town {
    /// The main user tells who buys, and publishes services.
    pub async fn set_up(&self, services: &[&str]) {
        let main_user = official(ORGANISER, Role::MainUser);
        self.put(&main_user, "/v1/organiser", &details()).await.of_status(200);
        self.general_part(&main_user).await;
        for service in services {
            self.post_toml(&main_user, "/v1/services", file_of(service).unwrap()).await.of_status(201);
        }
    }

    /// The main user publishes a service of which a client may have several vouchers at once.
    pub async fn side_by_side(&self, service: &str) {
        let file = file_of(service).unwrap();
        let file = file.replacen("\nsettlement_day", "\nside_by_side = true\nsettlement_day", 1);
        self.post_toml(&official(ORGANISER, Role::MainUser), "/v1/services", &file).await.of_status(201);
    }

    /// An organiser's main user publishes the general part that the library's rulebooks rest on.
    pub async fn general_part(&self, main_user: &TestPerson) {
        self.post_toml(main_user, "/v1/general-parts", GENERAL_PART).await.of_status(201);
    }

    /// The n-th company applies, and is approved from the year's beginning.
    pub async fn provider(&self, n: usize, services: &[&str]) -> Provider {
        self.approved(n, &application(n, services)).await
    }

    /// The n-th company's application, approved.
    pub async fn approved(&self, n: usize, application: &Value) -> Provider {
        let path = self.submitted(n, application).await;
        let decision = json!({"approve": true, "reason": "Edellytykset täyttyvät.", "from": "2026-01-01"});
        let approver = official(ORGANISER, Role::Approver);
        self.post(&approver, &format!("{path}/decision"), &decision).await.of_status(200);
        let provider = text(&self.get(&approver, &path).await.of_status(200), "provider");
        Provider { business_id: business_id(n), provider }
    }

    /// The n-th company's application, submitted: its path.
    pub async fn submitted(&self, n: usize, application: &Value) -> String {
        let signatory = company(ORGANISER, &business_id(n), Role::Signatory);
        let draft = self.post(&signatory, "/v1/applications", application).await.of_status(201);
        let path = format!("/v1/applications/{}", text(&draft, "application"));
        self.post(&signatory, &format!("{path}/submission"), &submission(application)).await.of_status(200);
        path
    }

    /// A new client.
    pub async fn client(&self, n: usize) -> String {
        let client = person(&[("last_name", json!(format!("Asiakas-{n:03}")))]);
        text(
            &self.post(&official(ORGANISER, Role::Grantor), "/v1/clients", &client).await.of_status(201),
            "client",
        )
    }

    /// A voucher for the last four months of the year.
    pub async fn voucher(&self, client: &str, service: &str, contents: &Value) -> String {
        let granted = json!({
            "client": client, "service": service, "first_day": "2026-09-01", "last_day": "2026-12-31",
            "contents": contents,
        });
        let grantor = official(ORGANISER, Role::Grantor);
        text(&self.post(&grantor, "/v1/vouchers", &granted).await.of_status(201), "voucher")
    }

    /// A guardian's statement is recorded: the ids of the drafts that it makes.
    pub async fn tell(&self, client: &str, told: &Value) -> Vec<String> {
        let path = format!("/v1/clients/{client}/circumstances");
        let made = self.put(&official(ORGANISER, Role::Grantor), &path, told).await.of_status(200);
        let drafts = made["drafts"].as_array().unwrap().iter();
        drafts.map(|id| id.as_str().unwrap().to_owned()).collect()
    }

    /// A voucher in early education for January to July, computed from what is known of the family: its number, and
    /// its decisions.
    pub async fn educated(&self, client: &str) -> (String, Vec<String>) {
        let asked = json!({
            "client": client, "service": "early-education", "first_day": "2026-01-01", "last_day": "2026-07-31",
            "asked": [{"code": "under3-full"}], "grounds": "Lapsella on oikeus varhaiskasvatukseen.",
        });
        let grantor = official(ORGANISER, Role::Grantor);
        let granted = self.post(&grantor, "/v1/vouchers", &asked).await.of_status(201);
        let decisions = granted["decisions"].as_array().unwrap().iter();
        (text(&granted, "voucher"), decisions.map(|id| id.as_str().unwrap().to_owned()).collect())
    }

    /// An order of twenty days a month at 75.00, for the last four months of the year.
    pub async fn order(&self, client: &str, provider: &Provider) -> String {
        let ordered = json!({
            "client": client, "service": "rehabilitative-work", "provider": provider.provider,
            "first_day": "2026-09-01", "last_day": "2026-12-31",
            "contents": [{"code": "attendance-day", "limits": {"month": 20}, "price_cents": 7500}],
        });
        let grantor = official(ORGANISER, Role::Grantor);
        text(&self.post(&grantor, "/v1/purchases", &ordered).await.of_status(201), "voucher")
    }

    /// A provider books a voucher for some days.
    pub async fn book(&self, provider: &Provider, voucher: &str, first_day: &str, last_day: &str) -> String {
        let days = json!({"first_day": first_day, "last_day": last_day});
        let path = format!("/v1/vouchers/{voucher}/bookings");
        text(&self.post(&provider.recorder(), &path, &days).await.of_status(201), "booking")
    }

    /// A voucher that a provider has booked for all of its days.
    pub async fn booked(&self, provider: &Provider, client: &str, service: &str, contents: &Value) -> String {
        let voucher = self.voucher(client, service, contents).await;
        self.book(provider, &voucher, "2026-09-01", "2026-12-31").await;
        voucher
    }

    /// Records an event that must be accepted, and answers with the answer.
    pub async fn record(&self, provider: &Provider, event: &Value) -> Value {
        self.post(&provider.recorder(), "/v1/events", event).await.of_status(201)
    }

    /// Records a batch, and answers with its lines.
    pub async fn record_all(&self, provider: &Provider, events: &[Value]) -> Vec<Value> {
        let answer = self.post(&provider.recorder(), "/v1/events/batch", &json!({"events": events})).await;
        answer.of_status(200)["results"].as_array().unwrap().clone()
    }

    /// Finance settles a period, and the run is waited for: its id.
    pub async fn settle(&self, period: &str) -> String {
        let finance = official(ORGANISER, Role::Finance);
        let asked = self.post(&finance, "/v1/settlement-runs", &json!({"period": period})).await;
        let run = text(&asked.of_status(201), "run");
        self.rest().await;
        run
    }

    /// What became of a provider in a run; null if the run did not touch it.
    pub async fn settlement(&self, run: &str, provider: &Provider) -> Value {
        let finance = official(ORGANISER, Role::Finance);
        let run = self.get(&finance, &format!("/v1/settlement-runs/{run}")).await.of_status(200);
        let all = run["settlements"].as_array().unwrap();
        all.iter().find(|one| one["provider"] == provider.provider.as_str()).cloned().unwrap_or_default()
    }

    /// A voucher as an official sees it.
    pub async fn seen(&self, voucher: &str) -> Value {
        let viewer = official(ORGANISER, Role::Viewer);
        self.get(&viewer, &format!("/v1/vouchers/{voucher}")).await.of_status(200)
    }
}
