//! Settlement runs: the schedule stores one, and a stored one is planned as one message for each provider.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

use std::sync::Arc;

use domain::{
    ids::{Organiser, RunId},
    provider::Provider,
    settlement::{Run, RunStatus},
    time::{Month, day_of},
};
use messages::{Message, PlanRun, ScheduleRun, SettleProvider};
use queues::{Queue, QueueError, Queues};
use storage::{
    keys::{List, Name},
    port::{Store, StoreError},
    records::{load, page, put_new},
};

/// The handler of this function.
#[derive(Clone)]
pub struct Settlement {
    /// The store.
    pub store: Arc<dyn Store>,
    /// The queues.
    pub queues: Arc<dyn Queues>,
}

/// Why a message was not handled; it comes again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The queues.
    #[error(transparent)]
    Queue(#[from] QueueError),
    /// A message could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A message for another function, or about a run that is not stored.
    #[error("unexpected message: {0}")]
    Unexpected(String),
}

/// So many providers are read and told at once.
const PROVIDERS_IN_PAGE: u32 = 200;

impl Settlement {
    /// Handles a message of the queue.
    pub async fn handle(&self, message: Message) -> Result<(), Failure> {
        match message {
            Message::ScheduleRun(schedule) => self.schedule(schedule).await,
            Message::PlanRun(plan) => self.plan(plan).await,
            other => Err(Failure::Unexpected(format!("{other:?}"))),
        }
    }

    /// Stores the run of the month before the planned instant; the relay then asks for its plan.
    async fn schedule(&self, ScheduleRun { organiser, scheduled_at }: ScheduleRun) -> Result<(), Failure> {
        let period = Month::of(day_of(scheduled_at)).before();
        let run = RunId::of(&organiser, &period.to_string(), &scheduled_at.to_string());
        let stored = Run { run, period, planned_at: scheduled_at, status: RunStatus::Planned, told: 0 };
        match self.store.write(vec![put_new(&organiser, &Name::Run(run), &stored)?]).await {
            Ok(()) | Err(StoreError::ConditionFailed { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Sends a message for each provider, then marks the run as sent. Broken off, it sends all again: a provider
    /// that is settled already stays as it is.
    async fn plan(&self, plan: PlanRun) -> Result<(), Failure> {
        let name = Name::Run(plan.run);
        let run = load::<Run>(&*self.store, &plan.organiser, &name).await?;
        let mut run = run.ok_or_else(|| Failure::Unexpected(format!("run {} is not stored", plan.run)))?;
        if run.value.status == RunStatus::Sent {
            return Ok(());
        }
        let told = self.tell_providers(&plan.organiser, &plan).await?;
        tracing::info!(run = %plan.run, providers = told, "run planned");
        run.value.status = RunStatus::Sent;
        run.value.told = told as u64;
        match self.store.write(vec![run.put(&plan.organiser, &name)?]).await {
            Ok(()) | Err(StoreError::ConditionFailed { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn tell_providers(&self, organiser: &Organiser, plan: &PlanRun) -> Result<usize, Failure> {
        let (mut told, mut after) = (0, None);
        loop {
            let found =
                page::<Provider>(&*self.store, organiser, &List::Providers, after, PROVIDERS_IN_PAGE).await?;
            let bodies = found.records.iter().map(|(_, provider)| {
                Message::SettleProvider(SettleProvider {
                    organiser: organiser.clone(),
                    run: plan.run,
                    period: plan.period,
                    provider: provider.provider,
                })
                .write()
            });
            let bodies: Vec<String> = bodies.collect::<Result<_, _>>()?;
            told += bodies.len();
            self.queues.send(Queue::Invoicing, bodies).await?;
            after = found.next;
            if after.is_none() {
                return Ok(told);
            }
        }
    }
}
