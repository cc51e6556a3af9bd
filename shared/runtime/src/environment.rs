//! Environment variables, read once, at start.

use std::env;

use storage::dynamodb::TableNames;

/// A variable that the deployment did not set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {0} is not set")]
pub struct Missing(&'static str);

/// A variable that must be there.
pub fn required(name: &'static str) -> Result<String, Missing> {
    env::var(name).ok().filter(|value| !value.is_empty()).ok_or(Missing(name))
}

/// The tables' names; a function is given those that it may touch, and the others it cannot name.
pub(crate) fn table_names() -> TableNames {
    let name = |variable: &str| env::var(variable).unwrap_or_else(|_| "not-given".to_owned());
    TableNames {
        vouchers: name("TABLE_VOUCHERS"),
        providers: name("TABLE_PROVIDERS"),
        clients: name("TABLE_CLIENTS"),
        settlements: name("TABLE_SETTLEMENTS"),
    }
}
