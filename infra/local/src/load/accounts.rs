//! Accounts generated straight into a store by the rules of recording, and settled: what a month of millions takes.
#![allow(clippy::float_arithmetic, reason = "figures for people, no money")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::event::{Delivery, Reported};
use domain::ids::{BookingId, ClientId, ProviderId, RunId, VoucherNumber};
use domain::provider::Approval;
use domain::quota::Limits;
use domain::recording::{self, Ledger, RecordingBasis};
use domain::rulebook::{Rulebook, Unit};
use domain::settlement::{Settlement, State};
use domain::time::Month;
use domain::voucher::{Booking, Grant, GrantBasis, Voucher, grant};
use invoicing::Invoicing;
use jiff::Timestamp;
use jiff::civil::date;
use messages::{InvoiceSettlement, Message, SettleProvider};
use objects::Memory;
use storage::embedded::Embedded;
use storage::keys::Name;
use storage::port::{Store, Write};
use storage::records::{Listed, load, put_new};

use super::LoadError;
use crate::simulate::world::{self, Unfounded};

/// Events of an account, as of ten visits a month.
const EVENTS: u64 = 10;
/// Accounts of a provider.
const ACCOUNTS: u64 = 2000;
/// Writes of a transaction.
const AT_ONCE: usize = 100;

/// How much memory is in use.
pub struct InUse {
    /// Now, in bytes.
    pub now: fn() -> usize,
    /// The most since it was last forgotten, in bytes.
    pub most: fn() -> usize,
    /// Forgets the most.
    pub forget: fn(),
}

/// What was settled, and what it took.
pub struct Figures {
    events: u64,
    accounts: u64,
    cents: i64,
    generated: Duration,
    settled: Duration,
    plain: Duration,
    /// Of the store before settling and after it, and beyond the store while a provider is settled.
    bytes: [usize; 3],
    write_units: u64,
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { events, accounts, cents, generated, settled, plain, bytes, write_units } = self;
        let [before, after, beyond] = bytes.map(|bytes| bytes / 1_000_000);
        let seconds = settled.as_secs_f64();
        let ratio = seconds / plain.as_secs_f64();
        let units = *write_units as f64 / (*accounts).max(1) as f64;
        writeln!(f, "{events} events in {accounts} accounts, generated in {:.0} s", generated.as_secs_f64())?;
        writeln!(
            f,
            "settled to the cent ({cents}) in {seconds:.1} s on one core: {:.0} events/s",
            *events as f64 / seconds
        )?;
        writeln!(f, "{units:.2} write units an account")?;
        writeln!(f, "the store: {before} MB before, {after} MB after; beyond it at most {beyond} MB")?;
        write!(
            f,
            "a plain loop adds the {events} amounts in {:.4} s: {ratio:.0} times quicker",
            plain.as_secs_f64()
        )
    }
}

/// Generates at least so many events into a store, and settles them.
///
/// # Errors
/// When the world can't be founded, or not every cent is settled.
pub async fn settle_generated(events: u64, in_use: &InUse) -> Result<Figures, LoadError> {
    let store = Arc::new(Embedded::in_memory());
    let (begun, mut amounts) = (Instant::now(), Vec::new());
    let providers = events.div_ceil(EVENTS * ACCOUNTS);
    let generating = Generating::new()?;
    store.write(vec![generating.details()?, generating.rulebook()?]).await?;
    for company in 0..providers as usize {
        generating.provider(&store, company, &mut amounts).await?;
        store.trim(u64::MAX).await?;
    }
    let generated = begun.elapsed();
    let begun = Instant::now();
    let cents: i64 = std::hint::black_box(&amounts).iter().sum();
    let (plain, events) = (begun.elapsed(), amounts.len() as u64);
    drop(amounts);
    store.reset_meter();
    let (before, begun) = ((in_use.now)(), Instant::now());
    let (mut total, mut beyond) = (0, 0);
    let invoicing = Invoicing::new(store.clone(), Arc::new(Memory::new()));
    for company in 0..providers as usize {
        (in_use.forget)();
        let kept = (in_use.now)();
        total += settle(&*store, &invoicing, company).await?;
        store.trim(u64::MAX).await?;
        // What the store itself grew by meanwhile counts too, where it grew.
        beyond = beyond.max((in_use.most)().saturating_sub(kept.min((in_use.now)())));
    }
    if total != cents {
        return Err(LoadError::Refused(format!("{total} cents settled of {cents} recorded")));
    }
    let (settled, bytes) = (begun.elapsed(), [before, (in_use.now)(), beyond]);
    let write_units = store.meter().write_units;
    Ok(Figures { events, accounts: events / EVENTS, cents, generated, settled, plain, bytes, write_units })
}

fn run() -> Result<RunId, Unfounded> {
    Ok(RunId::of(&world::organiser()?, "2026-10", "load"))
}

fn month() -> Month {
    Month::of(date(2026, 10, 1))
}

/// Settles a provider, and tells the invoice's cents.
async fn settle(store: &dyn Store, invoicing: &Invoicing, company: usize) -> Result<i64, LoadError> {
    let (organiser, run, provider) = (world::organiser()?, run()?, world::provider(company)?);
    let settle = SettleProvider { organiser: organiser.clone(), run, period: month(), provider };
    let invoice = InvoiceSettlement { organiser: organiser.clone(), run, provider };
    for message in [Message::SettleProvider(settle), Message::InvoiceSettlement(invoice)] {
        let handled = invoicing.handle(message, Timestamp::now()).await;
        handled.map_err(|failure| LoadError::Refused(failure.to_string()))?;
    }
    let settlement = load::<Settlement>(store, &organiser, &Name::Settlement(run, provider)).await;
    match settlement?.map(|settlement| settlement.value.state) {
        Some(State::Written { total_cents, .. }) => Ok(total_cents.0),
        other => Err(LoadError::Refused(format!("a settlement is {other:?}"))),
    }
}

/// What all generated events have in common.
struct Generating {
    organiser: domain::ids::Organiser,
    rulebook: Rulebook,
    now: Timestamp,
}

impl Generating {
    fn new() -> Result<Self, Unfounded> {
        let now = "2026-11-05T10:00:00Z".parse().map_err(|error| Unfounded::of(&error))?;
        Ok(Self { organiser: world::organiser()?, rulebook: world::dental_care()?, now })
    }

    fn details(&self) -> Result<Write, Unfounded> {
        Ok(put_new(&self.organiser, &Name::OrganiserDetails, &world::details()?)?)
    }

    fn rulebook(&self) -> Result<Write, Unfounded> {
        let name = Name::Rulebook(self.rulebook.service.clone(), self.rulebook.version);
        Ok(put_new(&self.organiser, &name, &self.rulebook)?)
    }

    /// A provider with its vouchers, each with an account of a month and its events.
    async fn provider(
        &self,
        store: &Embedded,
        company: usize,
        amounts: &mut Vec<i64>,
    ) -> Result<(), Unfounded> {
        let provider = world::company_of(company)?;
        let approval = world::approval(company, &self.rulebook)?;
        let name = Name::Provider(provider.provider);
        let mut writes = vec![put_new(&self.organiser, &name, &provider)?];
        for n in 0..ACCOUNTS {
            let voucher = self.voucher(provider.provider, &format!("{company}-{n}"))?;
            let more = self.account(&voucher, &approval, amounts)?;
            if writes.len() + more.len() > AT_ONCE {
                store.write(std::mem::take(&mut writes)).await?;
            }
            writes.extend(more);
        }
        Ok(store.write(writes).await?)
    }

    fn voucher(&self, provider: ProviderId, mark: &str) -> Result<Voucher, Unfounded> {
        let (first_day, last_day) = (date(2026, 1, 1), date(2026, 12, 31));
        let content = Grant {
            code: "SAA01".parse().map_err(|error| Unfounded::of(&error))?,
            limits: Limits::default(),
            value: None,
            copayment: None,
            price: None,
            free_of_charge: None,
            free_by: None,
            raise: None,
        };
        let basis = GrantBasis {
            voucher: VoucherNumber::of(&self.organiser, "load", mark),
            client: ClientId::of(&self.organiser, "load", mark),
            rulebook: &self.rulebook,
            first_day,
            last_day,
            contents: vec![content],
            ordered_from: None,
        };
        let mut voucher = grant(basis).map_err(|refusal| Unfounded::of(&refusal))?;
        let booking = BookingId::of(&self.organiser, "load", mark);
        let booking = Booking { booking, provider, first_day, last_day, corrects_until: None };
        voucher.book(booking).map_err(|refusal| Unfounded::of(&refusal))?;
        Ok(voucher)
    }

    /// The voucher, its events, its account and the to-do item.
    fn account(
        &self,
        voucher: &Voucher,
        approval: &Approval,
        amounts: &mut Vec<i64>,
    ) -> Result<Vec<Write>, Unfounded> {
        let (organiser, provider) = (&self.organiser, approval.provider);
        let rulebook = &self.rulebook;
        let basis = RecordingBasis {
            organiser,
            provider,
            voucher,
            rulebook,
            approval: Some(approval),
            now: self.now,
        };
        let (mut ledger, mut writes) = (Ledger::default(), Vec::new());
        let number = &voucher.voucher;
        for n in 1..=EVENTS {
            let on = date(2026, 10, n as i8 * 3);
            let reported = Reported {
                id: format!("{number}-{n}"),
                voucher: number.clone(),
                content: "SAA01".parse().map_err(|error| Unfounded::of(&error))?,
                unit: Unit::Piece,
                absence: None,
                delivery: Delivery::Pieces { day: on, quantity: n },
            };
            let event = recording::record(basis, &mut ledger, reported);
            let event = event.map_err(|refusal| Unfounded::of(&refusal.code()))?;
            amounts.push(event.provider_cents().0);
            writes.push(put_new(organiser, &Name::Event(number.clone(), on, event.event), &event));
        }
        for ((booking, month), account) in &ledger.accounts {
            writes.push(put_new(organiser, &Name::Account(number.clone(), *booking, *month), account));
            let to_do = Name::ToDo(provider, *month, number.clone(), *booking);
            writes.push(put_new(organiser, &to_do, &Listed {}));
        }
        writes.push(put_new(organiser, &Name::Voucher(number.clone()), voucher));
        Ok(writes.into_iter().collect::<Result<_, _>>()?)
    }
}
