//! Why a system did not start, each in one sentence for the one who started it.

use std::path::PathBuf;

use crate::kept::Unkept;
use crate::oidc::KeyError;

/// Why a system did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Something listens there.
    #[error("port {0} is taken: choose another with --port, or stop what listens there")]
    PortTaken(u16),
    /// The port can't be listened on.
    #[error("port {port} can't be listened on: {cause}")]
    Port {
        /// The port.
        port: u16,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The data folder can't be made.
    #[error("the folder {} can't be used: {cause}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The store is in use or unusable.
    #[error(transparent)]
    Store(#[from] storage::embedded::OpenError),
    /// The queues are in use or unusable.
    #[error(transparent)]
    Queues(#[from] queues::embedded::OpenError),
    /// The objects' folder can't be written.
    #[error(transparent)]
    Objects(#[from] objects::ObjectError),
    /// A secret can't be kept.
    #[error(transparent)]
    Unkept(#[from] Unkept),
    /// A secret in the data folder is not what was written there.
    #[error("{} is damaged: restore it from a copy of the folder", .0.display())]
    Damaged(PathBuf),
    /// No random numbers: the machine's generator failed.
    #[error("the machine gives no random numbers")]
    NoChance,
    /// The identity provider has no key.
    #[error(transparent)]
    Key(#[from] KeyError),
}
