//! A client, as the Clients table alone knows one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{identifiers::IdentityCode, ids::ClientId, language::Language};

/// A person who gets services. The identity code is optional: a newborn or an asylum seeker may have none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The opaque id that every other table uses.
    pub client: ClientId,
    /// The personal identity code; shown to nobody over the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_code: Option<IdentityCode>,
    /// First names.
    pub first_names: String,
    /// Last name.
    pub last_name: String,
    /// Day of birth.
    pub born: Date,
    /// Language of decisions: Finnish or Swedish.
    pub language: Language,
    /// Municipality of residence.
    pub municipality: String,
}

impl Client {
    /// First and last name, as a provider or an official sees it.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_names, self.last_name)
    }
}
