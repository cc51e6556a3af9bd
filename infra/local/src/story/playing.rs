//! A region being played: what the system has answered so far, by the region's own numbers.

use std::{collections::BTreeMap, future::Future};

use futures::{StreamExt, TryStreamExt, stream};

use super::{
    api::{Api, Role},
    failure::StoryError,
    invoices::Invoice,
    progress::Stage,
};
use crate::{
    regions::{Region, model::Decision},
    system::System,
};

/// Requests that are under way at the same time.
const AT_ONCE: usize = 8;

/// Roles of the organiser.
pub const MAIN_USER: Role<'static> = ("main_user", None);
/// Clients, vouchers, purchases.
pub const GRANTOR: Role<'static> = ("grantor", None);
/// Applications, held events.
pub const APPROVER: Role<'static> = ("approver", None);
/// Runs and invoices.
pub const FINANCE: Role<'static> = ("finance", None);

/// A region being played.
pub struct Playing<'a> {
    /// The system.
    pub api: Api,
    /// The region.
    pub region: &'a Region,
    /// The system, where it runs in this process and can say when it is idle.
    pub system: Option<&'a System>,
    /// Before every idempotency key, so that a second story in the same system is another one.
    pub tag: String,
    /// Whether progress is kept to itself.
    pub silent: bool,
    /// The system's ids of the region's clients.
    pub clients: Vec<String>,
    /// The system's numbers of the region's vouchers.
    pub vouchers: Vec<String>,
    /// The system's ids of the region's providers.
    pub providers: Vec<String>,
    /// What has been recorded.
    pub recorded: Vec<Recorded>,
    /// How lines have been answered.
    pub counts: Counts,
    /// The invoices that the system has made.
    pub invoices: Vec<Invoice>,
    /// Providers that the last run set aside, with the reason.
    pub set_aside: BTreeMap<usize, String>,
    /// What came out otherwise than planned.
    pub wrong: Vec<String>,
}

/// Something that the system has recorded.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// By which of the region's providers.
    pub provider: usize,
    /// The month of the service day, `2026-10`.
    pub month: String,
    /// The organiser's part.
    pub cents: i64,
    /// Whether it is approved, waits, or was rejected.
    pub state: State,
    /// Its id in the system.
    pub event: String,
    /// What the approver decides, should it be held.
    pub decision: Decision,
}

/// Where a recorded event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be paid.
    Approved,
    /// Waits.
    Held,
    /// Not to be paid.
    Rejected,
}

/// How lines have been answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Approved at once.
    pub approved: u64,
    /// Held for the approver.
    pub held: u64,
    /// Refused, by code.
    pub refused: BTreeMap<String, u64>,
    /// Answered as before.
    pub repeated: u64,
    /// Recorded by rosters.
    pub by_roster: u64,
}

impl<'a> Playing<'a> {
    /// Nothing has been played.
    pub fn new(api: Api, region: &'a Region, system: Option<&'a System>, tag: &str, silent: bool) -> Self {
        Self {
            api,
            region,
            system,
            tag: tag.to_owned(),
            silent,
            clients: Vec::new(),
            vouchers: Vec::new(),
            providers: Vec::new(),
            recorded: Vec::new(),
            counts: Counts::default(),
            invoices: Vec::new(),
            set_aside: BTreeMap::new(),
            wrong: Vec::new(),
        }
    }

    /// A provider's person who books, records and sees settlements.
    pub fn provider(&self, index: usize) -> Role<'_> {
        ("provider_main_user", Some(self.region.providers[index].business_id.as_str()))
    }

    /// An idempotency key.
    pub fn key(&self, what: &str, n: usize) -> String {
        format!("{}-{what}-{n}", self.tag)
    }

    /// Begins a stage.
    pub fn stage(&self, name: &str) -> Stage {
        Stage::begin(name, self.silent)
    }
}

/// Does something for each item, a few at the same time; the answers are in the order of the items.
pub async fn for_each<I, T, F>(items: I, act: impl Fn(I::Item) -> F) -> Result<Vec<T>, StoryError>
where
    I: IntoIterator,
    F: Future<Output = Result<T, StoryError>>,
{
    stream::iter(items.into_iter().map(act)).buffered(AT_ONCE).try_collect().await
}
