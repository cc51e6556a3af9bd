//! Why a story can't go on, in one sentence for the person who started it.

/// Why a story can't go on.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// The system answered otherwise than the story needs.
    #[error("{what}: answered {status}, {body}")]
    Answered {
        /// The request.
        what: String,
        /// HTTP status.
        status: u16,
        /// The answer's beginning.
        body: String,
    },
    /// The system could not be reached.
    #[error("{what}: {cause}")]
    Unreachable {
        /// The request.
        what: String,
        /// What went wrong.
        cause: reqwest::Error,
    },
    /// An answer could not be read.
    #[error("{what}: the answer could not be read: {cause}")]
    Unreadable {
        /// The request.
        what: String,
        /// What went wrong.
        cause: serde_json::Error,
    },
    /// A file could not be written.
    #[error("{file}: {cause}")]
    File {
        /// Which.
        file: String,
        /// What went wrong.
        cause: std::io::Error,
    },
    /// The folder for the files is somebody's.
    #[error("{0} holds other files too: name a new or empty folder")]
    Folder(String),
    /// The bucket could not be read.
    #[error(transparent)]
    Bucket(#[from] objects::ObjectError),
    /// The system did not start.
    #[error(transparent)]
    Start(#[from] crate::system::StartError),
    /// The identity provider did not start.
    #[error(transparent)]
    Key(#[from] crate::oidc::KeyError),
    /// Something took too long.
    #[error("{0} was not done in time")]
    TooLate(String),
    /// The region itself is at fault.
    #[error("the region is at fault: {0}")]
    Region(String),
    /// The story was played, and not everything came out as planned.
    #[error("{} of the checks failed:\n  {}", .0.len(), first(.0))]
    Checks(Vec<String>),
}

/// So many failed checks are told.
const TOLD: usize = 20;

fn first(failed: &[String]) -> String {
    let rest = failed.len().saturating_sub(TOLD);
    let more = if rest > 0 { format!("\n  and {rest} more") } else { String::new() };
    format!("{}{more}", failed[..failed.len() - rest].join("\n  "))
}
