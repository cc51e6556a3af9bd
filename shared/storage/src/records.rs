//! Documents as the domain's types: each with the name and version of its schema, read and written with
//! the version of its item.

use domain::{
    account::Account,
    application::Application,
    circumstances::Known,
    client::Client,
    decision::{Decision, Need},
    event::Event,
    event_file::EventFile,
    handover::{HandedPayments, Payment},
    ids::{ClientId, Organiser, ProviderId, VoucherNumber},
    link::Link,
    money::Cents,
    overlap::Visits,
    own_invoice::OwnInvoice,
    provider::{Approval, Holds, Offer, Provider},
    quota::Quota,
    rulebook::{GeneralPart, Rulebook},
    settlement::{Header, Row, Run, Settlement},
    share::NewShare,
    time::Month,
    voucher::Voucher,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    keys::{List, Name},
    port::{Condition, Item, Store, StoreError, Write},
};

/// A type that is stored as a document.
pub trait Record: Serialize + DeserializeOwned {
    /// The name of its schema and its version, as `voucher/1`.
    const SCHEMA: &'static str;
}

macro_rules! records {
    ($($type:ty = $schema:literal),+ $(,)?) => {
        $(impl Record for $type { const SCHEMA: &'static str = $schema; })+
    };
}

records! {
    Voucher = "voucher/2",
    Quota = "quota/1",
    Account = "account/1",
    Event = "event/1",
    EventFile = "event_file/1",
    Visits = "visits/1",
    Rulebook = "rulebook/1",
    GeneralPart = "general_part/1",
    Provider = "provider/1",
    Holds = "holds/1",
    Approval = "approval/2",
    Offer = "offer/1",
    Link = "link/1",
    Application = "application/2",
    Client = "client/1",
    Known = "circumstances/1",
    Decision = "decision/1",
    Need = "need/1",
    Run = "run/1",
    Settlement = "settlement/1",
    Row = "row/1",
    Header = "invoice/1",
    NewShare = "new_share/1",
    OwnInvoice = "own_invoice/1",
    domain::letter::Letter = "letter/1",
    domain::organiser::Details = "organiser/1",
}

/// Where an event lies, and a mark of its content: what makes recording it again harmless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guard {
    /// The event's voucher.
    pub voucher: VoucherNumber,
    /// The event's day.
    pub on: Date,
    /// The mark of what was reported.
    pub fingerprint: Uuid,
}

/// An entry of a list that says nothing more than its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {}

/// Where an event that waits for an approver lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldEvent {
    /// The event's voucher.
    pub voucher: VoucherNumber,
    /// The event's day.
    pub on: Date,
}

/// The client that an identity code, or a decision, belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The client.
    pub client: ClientId,
}

/// The last running number that a provider's invoices have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// 0 before the first invoice.
    pub last: u64,
}

/// A manifest that lies in the bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// The run's period.
    pub period: Month,
    /// Its key.
    pub key: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// How many invoices it names.
    pub count: u64,
    /// What they ask to pay together.
    pub sum_cents: Cents,
    /// Whose they are.
    pub providers: Vec<ProviderId>,
    /// Its file of credit transfers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payments: Option<HandedPayments>,
}

/// A command that was carried out: the same one again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// SHA-256 of the route and the body, hexadecimal.
    pub fingerprint: String,
    /// HTTP status of the answer.
    pub status: u16,
    /// Body of the answer.
    pub answer: serde_json::Value,
}

records! {
    Guard = "guard/1",
    Listed = "listed/1",
    HeldEvent = "held_event/1",
    Identity = "identity/1",
    Series = "series/1",
    Command = "command/1",
    HandedOver = "handed_over/1",
    Payment = "payment/1",
}

/// A record and the version of its item; version 0 means that there is none yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The record.
    pub value: T,
    /// The item's version.
    pub version: u64,
}

impl<T: Record> Versioned<T> {
    /// Reads an item.
    pub fn read(item: &Item) -> Result<Self, StoreError> {
        if item.schema != T::SCHEMA {
            return Err(StoreError::Unreadable(format!("{} where {} was expected", item.schema, T::SCHEMA)));
        }
        let value = serde_json::from_str(&item.body)
            .map_err(|error| StoreError::Unreadable(format!("{}: {error}", item.schema)))?;
        Ok(Self { value, version: item.version })
    }

    /// Writes the record back, if nobody has in the meantime.
    pub fn put(&self, organiser: &Organiser, name: &Name) -> Result<Write, StoreError> {
        let condition = if self.version == 0 { Condition::Absent } else { Condition::Version(self.version) };
        put(organiser, name, &self.value, condition)
    }
}

impl<T: Default> Default for Versioned<T> {
    fn default() -> Self {
        Self { value: T::default(), version: 0 }
    }
}

/// Writes a record that must not be there yet.
pub fn put_new<T: Record>(organiser: &Organiser, name: &Name, value: &T) -> Result<Write, StoreError> {
    put(organiser, name, value, Condition::Absent)
}

fn put<T: Record>(
    organiser: &Organiser,
    name: &Name,
    value: &T,
    condition: Condition,
) -> Result<Write, StoreError> {
    let body = serde_json::to_string(value).map_err(|error| StoreError::Invalid(error.to_string()))?;
    Ok(Write::Put { key: name.key(organiser), schema: T::SCHEMA, body, condition })
}

/// Reads one record.
pub async fn load<T: Record>(
    store: &dyn Store,
    organiser: &Organiser,
    name: &Name,
) -> Result<Option<Versioned<T>>, StoreError> {
    store.get(&name.key(organiser)).await?.as_ref().map(Versioned::read).transpose()
}

/// A page of records with their names.
pub struct Records<T> {
    /// Each record with its name.
    pub records: Vec<(Name, T)>,
    /// Where the next page starts after.
    pub next: Option<String>,
}

/// Reads one page of a list.
pub async fn page<T: Record>(
    store: &dyn Store,
    organiser: &Organiser,
    list: &List,
    after: Option<String>,
    limit: u32,
) -> Result<Records<T>, StoreError> {
    let page = store.query(&list.page(organiser, after, limit)).await?;
    let records = page
        .items
        .iter()
        .map(|item| {
            let (_, name) = Name::of(&item.key)
                .ok_or_else(|| StoreError::Unreadable(format!("key of a {}", item.schema)))?;
            Ok((name, Versioned::read(item)?.value))
        })
        .collect::<Result<_, StoreError>>()?;
    Ok(Records { records, next: page.next })
}
