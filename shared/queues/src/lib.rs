//! The queues between the stages: SQS in the cloud, an embedded one on one machine. At least once, in no order.
//!
//! Bodies are JSON; what they say is the `messages` crate's.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod embedded;
mod limits;
pub mod sqs;

use async_trait::async_trait;

pub use self::embedded::Embedded;
pub use self::sqs::Sqs;

/// The queues, each named after the function that reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Queue {
    /// Runs to plan.
    Settlement,
    /// Providers to settle and invoices to write.
    Invoicing,
    /// Invoices that were written.
    Finance,
    /// Letters to set and hand over.
    Statements,
    /// What to look for each morning.
    Notices,
    /// Vouchers whose terms changed.
    Repricing,
    /// Parts of uploaded files to record.
    ServiceEventFiles,
}

impl Queue {
    /// All of them.
    pub const ALL: [Queue; 7] = [
        Queue::Settlement,
        Queue::Invoicing,
        Queue::Finance,
        Queue::Statements,
        Queue::Notices,
        Queue::Repricing,
        Queue::ServiceEventFiles,
    ];

    /// The queue's name, as `settlement`.
    pub fn name(self) -> &'static str {
        match self {
            Queue::Settlement => "settlement",
            Queue::Invoicing => "invoicing",
            Queue::Finance => "finance",
            Queue::Statements => "statements",
            Queue::Notices => "notices",
            Queue::Repricing => "repricing",
            Queue::ServiceEventFiles => "service-event-files",
        }
    }
}

/// Why messages were not sent. Under `Unavailable` some may have been: the sender sends them all again.
#[derive(Debug, thiserror::Error)]
pub enum QueueError {
    /// The message can never be sent: it is empty, too large, or has characters that SQS refuses.
    #[error("message refused: {0}")]
    Invalid(String),
    /// The queue did not answer, or answered with a fault.
    #[error("queue unavailable: {0}")]
    Unavailable(String),
}

/// The sending side, which handlers and the relay know; receiving is the platform's.
#[async_trait]
pub trait Queues: Send + Sync {
    /// Sends all bodies; they are kept when it answers. None is fine.
    async fn send(&self, queue: Queue, bodies: Vec<String>) -> Result<(), QueueError>;
}
