//! From the relay to service-event-files: an uploaded file has a part to be recorded.

use domain::ids::{FileId, Organiser, ProviderId};
use serde::{Deserialize, Serialize};

/// A part of a file that is next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFile {
    /// The organiser.
    pub organiser: Organiser,
    /// Who uploaded it.
    pub provider: ProviderId,
    /// The file.
    pub file: FileId,
    /// The part's number.
    pub part: u32,
}
