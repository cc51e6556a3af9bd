//! Stopped before any of its writes, delivered again: every account is priced anew once, and no cent is doubled.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use async_trait::async_trait;
use domain::account::{Account, LineKind};
use domain::event::{Delivery, Reported};
use domain::ids::{ApplicationId, BookingId, ClientId, Organiser, ProviderId, VoucherNumber};
use domain::money::Cents;
use domain::provider::{Approval, Period, Price};
use domain::recording::{self, Ledger, RecordingBasis};
use domain::rulebook::{self, Rulebook, Unit};
use domain::time::Days;
use domain::voucher::{Booking, Grant, GrantBasis, Terms, Voucher, grant};
use messages::{Message, RepriceVoucher};
use repricing::{Failure, Repricing};
use storage::embedded::Embedded;
use storage::keys::{List, Name};
use storage::port::{Item, Key, Page, Query, Store, StoreError, Write};
use storage::records::{load, page, put_new};

/// A store that stops answering before one of its writes.
struct Stopping {
    kept: Arc<Embedded>,
    writes_left: AtomicUsize,
}

#[async_trait]
impl Store for Stopping {
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
        let left = self.writes_left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1));
        left.map_err(|_| StoreError::Unavailable("the process stops".to_owned()))?;
        self.kept.write(writes).await
    }
}

fn organiser() -> Organiser {
    "kajaani".parse().unwrap()
}

fn provider() -> ProviderId {
    ProviderId::of(&organiser(), "9990001-6")
}

fn granted(copayment: i64) -> Vec<Grant> {
    let grant =
        serde_json::json!({"code": "over3-full", "value_cents": 94_900, "copayment_cents": copayment});
    vec![serde_json::from_value(grant).unwrap()]
}

fn early_education() -> Rulebook {
    rulebook::parse(include_str!("../../../infra/rulebooks/early-education.toml")).unwrap()
}

fn approval(rulebook: &Rulebook) -> Approval {
    let price = Price { content: "over3-full".parse().unwrap(), band: None, price: Cents(110_000) };
    let application = ApplicationId::of(&organiser(), "signatory", "1");
    let days = Period { first_day: "2026-01-01".parse().unwrap(), last_day: None };
    Approval::new(provider(), rulebook.service.clone(), application, days, vec![price])
}

fn voucher(rulebook: &Rulebook) -> Voucher {
    let (first_day, last_day) = ("2026-09-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let mut voucher = grant(GrantBasis {
        voucher: VoucherNumber::of(&organiser(), "grantor", "1"),
        client: ClientId::of(&organiser(), "grantor", "1"),
        rulebook,
        first_day,
        last_day,
        contents: granted(6600),
        ordered_from: None,
    })
    .unwrap();
    let booking = BookingId::of(&organiser(), "recorder", "1");
    voucher
        .book(Booking { booking, provider: provider(), first_day, last_day, corrects_until: None })
        .unwrap();
    voucher
}

/// September and October are recorded and settled; then a decision lowers the co-payment of both.
async fn decided() -> (Arc<Embedded>, RepriceVoucher) {
    let (store, organiser, rulebook) = (Arc::new(Embedded::in_memory()), organiser(), early_education());
    let (approval, mut voucher) = (approval(&rulebook), voucher(&rulebook));
    let mut ledger = Ledger::default();
    let mut writes = Vec::new();
    for day in ["2026-09-30", "2026-10-31"] {
        let reported = Reported {
            id: day.to_owned(),
            voucher: voucher.voucher.clone(),
            content: "over3-full".parse().unwrap(),
            unit: Unit::Month,
            absence: None,
            delivery: Delivery::Pieces { day: day.parse().unwrap(), quantity: 1 },
        };
        let basis = RecordingBasis {
            organiser: &organiser,
            provider: provider(),
            voucher: &voucher,
            rulebook: &rulebook,
            approval: Some(&approval),
            now: "2026-11-05T10:00:00Z".parse().unwrap(),
        };
        let event = recording::record(basis, &mut ledger, reported).unwrap();
        let name = Name::Event(voucher.voucher.clone(), day.parse().unwrap(), event.event);
        writes.push(put_new(&organiser, &name, &event).unwrap());
    }
    for ((booking, month), account) in &mut ledger.accounts {
        account.take();
        let name = Name::Account(voucher.voucher.clone(), *booking, *month);
        writes.push(put_new(&organiser, &name, account).unwrap());
    }
    let days = Days { first_day: voucher.first_day, last_day: voucher.last_day };
    voucher.decide(Terms { decision: 2, days, contents: granted(3000) });
    let number = voucher.voucher.clone();
    writes.push(put_new(&organiser, &Name::Voucher(number.clone()), &voucher).unwrap());
    let name = Name::Rulebook(rulebook.service.clone(), rulebook.version);
    writes.push(put_new(&organiser, &name, &rulebook).unwrap());
    let name = Name::Approval(provider(), rulebook.service.clone());
    writes.push(put_new(&organiser, &name, &approval).unwrap());
    store.write(writes).await.unwrap();
    (store, RepriceVoucher { organiser, voucher: number, decision: 2 })
}

async fn reprice(store: &Arc<Embedded>, of: &RepriceVoucher, writes: usize) -> Result<(), Failure> {
    let store = Arc::new(Stopping { kept: store.clone(), writes_left: AtomicUsize::new(writes) });
    Repricing::new(store)
        .handle(Message::RepriceVoucher(of.clone()), "2026-11-20T10:00:00Z".parse().unwrap())
        .await
}

async fn accounts(store: &Embedded, of: &RepriceVoucher) -> Vec<Account> {
    let list = List::AccountsOf(of.voucher.clone());
    let found = page::<Account>(store, &of.organiser, &list, None, 10).await.unwrap();
    found.records.into_iter().map(|(_, account)| account).collect()
}

#[tokio::test]
async fn stopped_between_two_accounts_and_delivered_again_it_prices_each_of_them_once() {
    for stops_before in 0.. {
        let (store, of) = decided().await;
        let stopped = reprice(&store, &of, stops_before).await.is_err();
        let half = accounts(&store, &of).await.iter().filter(|account| account.is_settled()).count();
        assert_eq!(half, 2_usize.saturating_sub(stops_before), "one account in each transaction");
        reprice(&store, &of, usize::MAX).await.unwrap();
        for account in accounts(&store, &of).await {
            let lines: Vec<(LineKind, i64)> =
                account.lines.iter().map(|line| (line.kind, line.provider.0)).collect();
            assert_eq!(lines, [(LineKind::Refund, -88_300), (LineKind::Correction, 91_900)]);
            assert_eq!((account.sequence, account.taken, account.decision), (2, 1, 2));
        }
        let stored = *store.newest_change().borrow();
        reprice(&store, &of, 0).await.unwrap();
        assert_eq!(*store.newest_change().borrow(), stored, "delivered once more, nothing is written");
        if !stopped {
            assert_eq!(stops_before, 3, "two accounts, and their marks");
            return;
        }
    }
}

#[tokio::test]
async fn what_has_no_price_is_told_and_all_else_is_priced() {
    let (store, of) = decided().await;
    let name = Name::Voucher(of.voucher.clone());
    let mut voucher = load::<Voucher>(&*store, &of.organiser, &name).await.unwrap().unwrap();
    let mut contents = granted(3000);
    contents[0].code = "over3-part".parse().unwrap();
    let days = Days { first_day: "2026-10-01".parse().unwrap(), last_day: voucher.value.last_day };
    voucher.value.decide(Terms { decision: 3, days, contents });
    store.write(vec![voucher.put(&of.organiser, &name).unwrap()]).await.unwrap();
    assert!(matches!(reprice(&store, &of, usize::MAX).await, Err(Failure::NoPrice(..))));
    let lines: Vec<usize> = accounts(&store, &of).await.iter().map(|account| account.lines.len()).collect();
    assert_eq!(lines, [2, 0], "the provider has no price for what October grants now");
}
