//! Before the load: a provider of dental care that is in nothing else of the demo region, and a client with vouchers.

use domain::time::{Month, day_of};
use jiff::Timestamp;
use local::regions::numbers::{business_id, iban, ovt};
use serde_json::{Value, json};

use crate::api::Person;
use crate::process::Local;

/// Far from the demo region's own companies.
const COMPANY: usize = 900;

/// What the load and the checks need to know.
#[derive(Clone)]
pub struct Setting {
    /// The provider.
    pub business_id: String,
    /// The client.
    pub client: String,
    /// Vouchers that the provider has booked.
    pub vouchers: Vec<String>,
    /// The service month: the last one.
    pub month: Month,
}

impl Setting {
    /// Makes it over HTTP.
    pub async fn make(local: &Local) -> Self {
        let business_id = business_id(COMPANY);
        let month = Month::of(day_of(Timestamp::now())).before();
        approve(local, &business_id, month).await;
        let grantor = Person::sign_in(local, "grantor", None).await;
        let client = grantor.do_post("/v1/clients", "kill-client", &client()).await;
        let client = client["client"].as_str().unwrap().to_owned();
        let mut setting = Self { business_id, client, vouchers: vec![], month };
        let provider = setting.provider(local).await;
        for n in 0..3 {
            let granted = grantor.do_post("/v1/vouchers", &format!("kill-{n}"), &setting.grant()).await;
            let voucher = granted["voucher"].as_str().unwrap().to_owned();
            provider.do_post(&booking_path(&voucher), &format!("kill-{n}"), &setting.days()).await;
            setting.vouchers.push(voucher);
        }
        setting
    }

    /// The provider's main user.
    pub async fn provider(&self, local: &Local) -> Person {
        Person::sign_in(local, "provider_main_user", Some(&self.business_id)).await
    }

    /// A voucher that will not run out.
    pub fn grant(&self) -> Value {
        let mut grant = self.days();
        grant["client"] = json!(self.client);
        grant["service"] = json!("dental-care");
        grant["contents"] = json!([{"code": "SAA01", "limits": {"total": 1_000_000}}]);
        grant
    }

    /// The validity: the service month.
    pub fn days(&self) -> Value {
        json!({"first_day": self.month.first_day(), "last_day": self.month.last_day()})
    }
}

/// Where a voucher is booked.
pub fn booking_path(voucher: &str) -> String {
    format!("/v1/vouchers/{voucher}/bookings")
}

fn client() -> Value {
    json!({
        "first_names": "Testi", "last_name": "Asiakas-999", "born": "1980-01-01",
        "language": "fi", "municipality": "Turku",
    })
}

async fn approve(local: &Local, business_id: &str, from: Month) {
    let signatory = Person::sign_in(local, "signatory", Some(business_id)).await;
    let application = json!({
        "company": {"name": "Hammas Testi-900 Oy", "street": "Testikatu 1", "postal_code": "20100", "town": "TURKU"},
        "iban": iban(COMPANY), "bic": "EXMPFIHH",
        "einvoice": {"address": ovt(business_id), "operator": "EXMPFIHH"},
        "vat_registered": false, "languages": ["fi"],
        "units": [{"name": "Vastaanotto", "municipality": "Turku"}],
        "services": [{"service": "dental-care", "prices": prices()}],
    });
    let made = signatory.do_post("/v1/applications", "kill-application", &application).await;
    let path = format!("/v1/applications/{}", made["application"].as_str().unwrap());
    let committed = json!({"commitments": [{"service": "dental-care", "rulebook": 1}]});
    signatory.do_post(&format!("{path}/submission"), "kill-submission", &committed).await;
    let approver = Person::sign_in(local, "approver", None).await;
    let decision = json!({"approve": true, "reason": "Edellytykset täyttyvät.", "from": from.first_day()});
    let decided = approver.do_post(&format!("{path}/decision"), "kill-decision", &decision).await;
    assert_eq!(decided["state"], "approved");
}

/// A price for every procedure.
fn prices() -> Vec<Value> {
    let rulebook: toml::Table = include_str!("../../../rulebooks/dental-care.toml").parse().unwrap();
    let contents = rulebook["content"].as_array().unwrap().iter();
    contents.map(|content| json!({"content": content["code"].as_str(), "price_cents": 5000})).collect()
}
