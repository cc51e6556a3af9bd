//! Ids as types, each made from what it names, so that the same command always makes the same id.
//!
//! A retried command finds what its first try stored, a test run repeats exactly, and no id generator
//! has to be passed around: an id is a version 5 UUID of the organiser and the natural key.

mod voucher_number;

pub use voucher_number::VoucherNumber;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The namespace of every id that Seteli makes.
const SETELI: Uuid = Uuid::from_u128(0x5e7e_11a0_0000_4000_8000_0000_5e7e_11a0);

/// Why a text is not the id or code that it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Malformed(pub &'static str);

/// The organiser of the services: a wellbeing region or a municipality. A short code, `a-z0-9-`, 2-20 long.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Organiser(String);

/// A service of an organiser, as its rulebook names it: `a-z0-9-`, 2-40 long.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServiceCode(String);

/// A content of a service: a sub-service or a procedure code, `A-Za-z0-9-`, 2-20 long.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentCode(String);

macro_rules! code {
    ($name:ident, $lengths:expr, $upper:expr, $sentence:literal) => {
        impl TryFrom<String> for $name {
            type Error = Malformed;
            fn try_from(text: String) -> Result<Self, Malformed> {
                let letters = |b: u8| {
                    b.is_ascii_lowercase()
                        || b.is_ascii_digit()
                        || b == b'-'
                        || ($upper && b.is_ascii_uppercase())
                };
                if $lengths.contains(&text.len()) && text.bytes().all(letters) {
                    Ok($name(text))
                } else {
                    Err(Malformed($sentence))
                }
            }
        }
        impl std::str::FromStr for $name {
            type Err = Malformed;
            fn from_str(text: &str) -> Result<Self, Malformed> {
                text.to_owned().try_into()
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "description": $sentence, "type": "string" })
            }
        }
        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.0
            }
        }
        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

code!(Organiser, 2..=20, false, "an organiser's code has 2 to 20 of a-z, 0-9 and -");
code!(ServiceCode, 2..=40, false, "a service's code has 2 to 40 of a-z, 0-9 and -");
code!(ContentCode, 2..=20, true, "a content's code has 2 to 20 of A-Z, a-z, 0-9 and -");

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
        impl std::str::FromStr for $name {
            type Err = Malformed;
            fn from_str(text: &str) -> Result<Self, Malformed> {
                Uuid::try_parse(text).map($name).map_err(|_| Malformed("not an id"))
            }
        }
    };
}

id!(
    /// A provider, as one organiser knows it.
    ProviderId
);
id!(
    /// A client, opaque everywhere outside the Clients table.
    ClientId
);
id!(
    /// A provider's place in a voucher for some days.
    BookingId
);
id!(
    /// A recorded service event.
    EventId
);
id!(
    /// A provider's application.
    ApplicationId
);
id!(
    /// A decision on a client's matter.
    DecisionId
);
id!(
    /// A settlement run of an organiser.
    RunId
);
id!(
    /// A file of events that a provider uploads.
    FileId
);

/// A v5 UUID over length-prefixed parts: no two lists of parts share a text.
fn made_of(kind: &str, organiser: &Organiser, parts: &[&str]) -> Uuid {
    let mut name = format!("{kind}|{organiser}");
    for part in parts {
        name.push_str(&format!("|{}:{part}", part.len()));
    }
    Uuid::new_v5(&SETELI, name.as_bytes())
}

impl ProviderId {
    /// The provider with this business id at this organiser.
    pub fn of(organiser: &Organiser, business_id: &str) -> Self {
        Self(made_of("provider", organiser, &[business_id]))
    }
}

impl EventId {
    /// The event that a provider calls by its own external id.
    pub fn of(organiser: &Organiser, provider: ProviderId, external_id: &str) -> Self {
        Self(made_of("event", organiser, &[&provider.to_string(), external_id]))
    }
}

impl DecisionId {
    /// The decision on a voucher that this mark names among the voucher's decisions.
    pub fn on(organiser: &Organiser, voucher: &VoucherNumber, mark: &str) -> Self {
        Self(made_of("decision", organiser, &[voucher.as_str(), mark]))
    }
}

impl RunId {
    /// The run of a period, planned at an instant or asked for with a request key.
    pub fn of(organiser: &Organiser, period: &str, planned: &str) -> Self {
        Self(made_of("run", organiser, &[period, planned]))
    }
}

macro_rules! commanded {
    ($name:ident, $kind:literal) => {
        impl $name {
            /// The one that a person's command made: the person and the command's Idempotency-Key.
            pub fn of(organiser: &Organiser, actor: &str, idempotency_key: &str) -> Self {
                Self(made_of($kind, organiser, &[actor, idempotency_key]))
            }
        }
    };
}

commanded!(FileId, "event-file");
commanded!(ClientId, "client");
commanded!(BookingId, "booking");
commanded!(ApplicationId, "application");

#[cfg(test)]
mod tests {
    use super::*;

    fn kajaani() -> Organiser {
        "kajaani".parse().unwrap()
    }

    #[test]
    fn the_same_command_makes_the_same_id_and_another_another() {
        let first = VoucherNumber::of(&kajaani(), "anna", "key-1");
        assert_eq!(first, VoucherNumber::of(&kajaani(), "anna", "key-1"));
        assert_ne!(first, VoucherNumber::of(&kajaani(), "anna", "key-2"));
        assert_ne!(first, VoucherNumber::of(&"turku".parse().unwrap(), "anna", "key-1"));
    }

    #[test]
    fn parts_of_an_id_do_not_run_together() {
        assert_ne!(ClientId::of(&kajaani(), "a|1:b", "c"), ClientId::of(&kajaani(), "a", "b|1:c"));
    }

    #[test]
    fn codes_refuse_what_would_not_fit_in_a_key() {
        assert!("Kajaani".parse::<Organiser>().is_err());
        assert!("a#b".parse::<ServiceCode>().is_err());
        assert!("SDA01".parse::<ContentCode>().is_ok());
    }
}
