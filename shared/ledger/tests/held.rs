//! An event that is held opens no account; still it is stored only at the price that is in force when it is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use async_trait::async_trait;
use domain::{
    event::{Delivery, Event, Reported},
    ids::{ApplicationId, BookingId, ClientId, Organiser, ProviderId, VoucherNumber},
    money::Cents,
    provider::{Approval, Period, Price},
    rulebook::{self, Unit},
    time::Days,
    voucher::{Booking, Grant, GrantBasis, Terms, Voucher, grant},
};
use ledger::{Decided, Reporter, record};
use storage::{
    embedded::Embedded,
    keys::{List, Name},
    port::{Item, Key, Page, Query, Store, StoreError, Write},
    records::{Versioned, load, page, put_new},
    rulebooks::Rulebooks,
};
use web::Clock;

/// A store in which a decision on the voucher comes between what is read and the first write.
struct DecidedMeanwhile {
    kept: Embedded,
    decided: AtomicBool,
}

#[async_trait]
impl Store for DecidedMeanwhile {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        self.kept.get(key).await
    }
    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        self.kept.batch_get(keys).await
    }
    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        self.kept.query(query).await
    }
    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        if !self.decided.swap(true, Relaxed) {
            let mut voucher: Versioned<Voucher> =
                load(&self.kept, &organiser(), &Name::Voucher(number())).await?.unwrap();
            let days = Days { first_day: voucher.value.first_day, last_day: voucher.value.last_day };
            voucher.value.decide(Terms { decision: 2, days, contents: granted(3000) });
            self.kept.write(vec![voucher.put(&organiser(), &Name::Voucher(number()))?]).await?;
        }
        self.kept.write(writes).await
    }
}

fn organiser() -> Organiser {
    "kajaani".parse().unwrap()
}

fn number() -> VoucherNumber {
    VoucherNumber::of(&organiser(), "grantor", "1")
}

fn granted(copayment: i64) -> Vec<Grant> {
    let grant =
        serde_json::json!({"code": "over3-full", "value_cents": 94_900, "copayment_cents": copayment});
    vec![serde_json::from_value(grant).unwrap()]
}

/// Early education in which an approver looks at every event, at a price of 1 100.00 and a co-payment of 66.00.
async fn founded() -> DecidedMeanwhile {
    let mut rulebook =
        rulebook::parse(include_str!("../../../infra/rulebooks/early-education.toml")).unwrap();
    rulebook.recording.approval = rulebook::Approval::Held;
    let provider = ProviderId::of(&organiser(), "9990001-6");
    let price = Price { content: "over3-full".parse().unwrap(), band: None, price: Cents(110_000) };
    let application = ApplicationId::of(&organiser(), "signatory", "1");
    let period = Period { first_day: "2026-01-01".parse().unwrap(), last_day: None };
    let approval = Approval::new(provider, rulebook.service.clone(), application, period, vec![price]);
    let (first_day, last_day) = ("2026-09-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let mut voucher = grant(GrantBasis {
        voucher: number(),
        client: ClientId::of(&organiser(), "grantor", "1"),
        rulebook: &rulebook,
        first_day,
        last_day,
        contents: granted(6600),
        ordered_from: None,
    })
    .unwrap();
    let booking = BookingId::of(&organiser(), "recorder", "1");
    voucher.book(Booking { booking, provider, first_day, last_day, corrects_until: None }).unwrap();
    let kept = Embedded::in_memory();
    let service = rulebook.service.clone();
    let writes = vec![
        put_new(&organiser(), &Name::Voucher(number()), &voucher).unwrap(),
        put_new(&organiser(), &Name::Rulebook(service.clone(), rulebook.version), &rulebook).unwrap(),
        put_new(&organiser(), &Name::Approval(provider, service), &approval).unwrap(),
    ];
    kept.write(writes).await.unwrap();
    DecidedMeanwhile { kept, decided: AtomicBool::new(false) }
}

#[tokio::test]
async fn a_decision_that_comes_between_reading_and_storing_is_the_one_that_a_held_event_is_priced_by() {
    let (store, organiser) = (founded().await, organiser());
    let (rulebooks, clock) = (Rulebooks::default(), Clock::system());
    let provider = ProviderId::of(&organiser, "9990001-6");
    let reporter =
        Reporter { store: &store, rulebooks: &rulebooks, organiser: &organiser, provider, clock: &clock };
    let reported = Reported {
        id: "october".to_owned(),
        voucher: number(),
        content: "over3-full".parse().unwrap(),
        unit: Unit::Month,
        absence: None,
        delivery: Delivery::Pieces { day: "2026-10-31".parse().unwrap(), quantity: 1 },
    };
    let now = "2026-11-05T10:00:00Z".parse().unwrap();
    let decided = record(reporter, now, vec![reported]).await.unwrap();
    assert!(matches!(&decided[..], [Decided::Recorded { repeated: false, .. }]), "{decided:?}");
    let list = List::EventsOf(number());
    let events = page::<Event>(&store, &organiser, &list, None, 10).await.unwrap().records;
    let stored: Vec<(bool, i64)> =
        events.iter().map(|(_, event)| (event.is_held(), event.provider_cents().0)).collect();
    assert_eq!(stored, [(true, 91_900)]);
}
