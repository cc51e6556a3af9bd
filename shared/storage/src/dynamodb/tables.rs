//! What the tables are called in this deployment.

use crate::port::Table;

/// The names of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableNames {
    /// Of [`Table::Vouchers`].
    pub vouchers: String,
    /// Of [`Table::Providers`].
    pub providers: String,
    /// Of [`Table::Clients`].
    pub clients: String,
    /// Of [`Table::Settlements`].
    pub settlements: String,
}

impl TableNames {
    /// Names such as `test-vouchers`, for the prefix `test-`.
    pub fn with_prefix(prefix: &str) -> Self {
        Self {
            vouchers: format!("{prefix}vouchers"),
            providers: format!("{prefix}providers"),
            clients: format!("{prefix}clients"),
            settlements: format!("{prefix}settlements"),
        }
    }

    /// The table's name.
    pub fn name(&self, table: Table) -> &str {
        match table {
            Table::Vouchers => &self.vouchers,
            Table::Providers => &self.providers,
            Table::Clients => &self.clients,
            Table::Settlements => &self.settlements,
        }
    }

    /// The table with this name.
    pub fn table(&self, name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| self.name(*table) == name)
    }
}
