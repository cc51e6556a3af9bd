//! A world with one provider and closed settlements of it, as collecting leaves them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Each test binary uses its own part.
#![allow(dead_code)]

use std::sync::Arc;

use domain::{
    account::{Line, LineKind, Taken},
    event::Event,
    ids::{BookingId, EventId, Organiser, ProviderId, RunId, VoucherNumber},
    invoice::Format,
    money::Cents,
    organiser,
    provider::Provider,
    rulebook::{self, ExemptionGround, Vat},
    settlement::{Row, Settlement, State},
    time::Month,
};
use invoicing::{Failure, Invoicing};
use jiff::Timestamp;
use messages::{InvoiceSettlement, Message};
use objects::{Memory, Objects};
use serde_json::{Value, json};
use storage::{
    embedded::Embedded,
    keys::Name,
    port::Store,
    records::{Listed, Record, load, put_new},
};
use uuid::Uuid;

pub const PERIOD: &str = "2026-10";

#[derive(Clone)]
pub struct World {
    pub store: Arc<Embedded>,
    pub objects: Arc<Memory>,
    pub invoicing: Invoicing,
    pub organiser: Organiser,
    pub provider: ProviderId,
}

impl World {
    /// With these invoicing settings.
    pub async fn with(settings: Value) -> Self {
        let (store, objects) = (Arc::new(Embedded::in_memory()), Arc::new(Memory::new()));
        let invoicing = Invoicing::new(store.clone(), objects.clone());
        let organiser: Organiser = "esimerkki".parse().unwrap();
        let provider = ProviderId::of(&organiser, "9990001-6");
        let world = Self { store, objects, invoicing, organiser, provider };
        let details: organiser::Details = serde_json::from_value(json!({
            "name": "Esimerkin hyvinvointialue", "business_id": "9990017-1", "street": "Aluetie 2",
            "postal_code": "33200", "town": "Tampere", "payment_term_days": 21, "language": "fi",
            "einvoice": {"address": "003799900171", "operator": "EXMPFIHH"}, "invoicing": settings,
        }))
        .unwrap();
        world.put(&Name::OrganiserDetails, &details).await;
        let details = serde_json::from_value(json!({
            "company": {"name": "Hoivakoti Esimerkki Oy", "street": "Esimerkkikatu 1", "postal_code": "33100", "town": "Tampere"},
            "iban": "FI5679000000000000", "bic": "EXMPFIHH", "vat_registered": true, "languages": ["fi"], "units": [],
            "einvoice": {"address": "003799900016", "operator": "EXMPFIHH"},
        }))
        .unwrap();
        let stored: Provider = serde_json::from_value(
            json!({"provider": world.provider, "business_id": "9990001-6", "details": serde_json::to_value::<domain::provider::Details>(details).unwrap()}),
        )
        .unwrap();
        world.put(&Name::Provider(world.provider), &stored).await;
        let rulebook =
            rulebook::parse(include_str!("../../../../infra/rulebooks/early-education.toml")).unwrap();
        world.put(&Name::Rulebook(rulebook.service.clone(), rulebook.version), &rulebook).await;
        world
    }

    pub async fn put<T: Record>(&self, name: &Name, value: &T) {
        self.store.write(vec![put_new(&self.organiser, name, value).unwrap()]).await.unwrap();
    }

    /// A closed settlement of the n-th run, whose only row took one sequence of the account.
    pub async fn closed(&self, n: u32, period: &str, sequence: u64, lines: &[Line]) -> RunId {
        let run = RunId::of(&self.organiser, period, &n.to_string());
        let period = period.parse().unwrap();
        let (state, differences) = (State::Closed, Vec::new());
        let settlement = Settlement { run, provider: self.provider, period, state, differences };
        self.put(&Name::Settlement(run, self.provider), &settlement).await;
        self.put(&Name::ProvidersSettlement(self.provider, run), &Listed {}).await;
        let voucher = VoucherNumber::of(&self.organiser, "testi", "1");
        let (booking, service) = (BookingId(Uuid::from_u128(1)), "early-education".parse().unwrap());
        let taken = Taken { first: sequence, last: sequence, lines: lines.to_vec() };
        let row = Row { voucher: voucher.clone(), booking, month: period, service, taken };
        self.put(&Name::Row(run, self.provider, voucher, booking, period), &row).await;
        run
    }

    /// The event behind a row: a month of care, approved as an entry of the account.
    pub async fn delivered(&self, period: &str, sequence: u64, line: &Line) {
        let voucher = VoucherNumber::of(&self.organiser, "testi", "1");
        let event = EventId::of(&self.organiser, self.provider, &sequence.to_string());
        let day = period.parse::<Month>().unwrap().first_day();
        let stored: Event = serde_json::from_value(json!({
            "event": event, "provider": self.provider, "booking": BookingId(Uuid::from_u128(1)),
            "reported": {
                "id": sequence.to_string(), "voucher": voucher, "content": line.content, "unit": "MON",
                "day": day, "quantity": 1,
            },
            "at": "2026-11-01T08:00:00Z", "state": "approved", "sequence": sequence, "lines": [line],
        }))
        .unwrap();
        self.put(&Name::Event(voucher, day, event), &stored).await;
    }

    /// Handles the message that asks for the run's invoice.
    pub async fn handle(self, run: RunId) -> Result<(), Failure> {
        let of = InvoiceSettlement { organiser: self.organiser, run, provider: self.provider };
        let now: Timestamp = "2026-11-05T08:00:00Z".parse().unwrap();
        self.invoicing.handle(Message::InvoiceSettlement(of), now).await
    }

    pub async fn invoice(&self, run: RunId) {
        self.clone().handle(run).await.unwrap();
    }

    pub async fn state(&self, run: RunId) -> State {
        self.settlement(run).await.state
    }

    async fn settlement(&self, run: RunId) -> Settlement {
        let name = Name::Settlement(run, self.provider);
        load(&*self.store, &self.organiser, &name).await.unwrap().unwrap().value
    }

    /// A written file as text.
    pub async fn file(&self, run: RunId, format: Format) -> String {
        let settlement = self.settlement(run).await;
        let State::Written { invoice_number, .. } = &settlement.state else {
            panic!("{:?}", settlement.state)
        };
        let key = settlement.file_key(&self.organiser, invoice_number, format);
        let bytes = self.objects.get(&key).await.unwrap().unwrap();
        let latin_9 = matches!(format, Format::Finvoice | Format::FinvoiceFramed);
        if latin_9 {
            encoding_rs::ISO_8859_15.decode(&bytes).0.into_owned()
        } else {
            String::from_utf8(bytes).unwrap()
        }
    }
}

pub fn taxed() -> Vat {
    Vat::Rate("25.5".parse().unwrap())
}

/// A month of full-day care.
pub fn line(kind: LineKind, cents: i64) -> Line {
    Line {
        kind,
        content: "over3-full".parse().unwrap(),
        band: None,
        part: None,
        absence: None,
        price: Cents(110_000),
        vat: Vat::Exempt(ExemptionGround::SocialChildren),
        decision: 1,
        rulebook: 1,
        events: 1,
        quantity: 1,
        provider: Cents(cents),
        client: Cents(0),
    }
}
