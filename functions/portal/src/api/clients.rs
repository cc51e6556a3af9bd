//! Clients, as officials see them.

use super::{Answered, Api, List, from_cursor, vouchers::Voucher};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Client {
    pub(crate) client: String,
    pub(crate) first_names: String,
    pub(crate) last_name: String,
    pub(crate) born: String,
    pub(crate) language: String,
    pub(crate) municipality: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct NewClient {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identity_code: Option<String>,
    pub(crate) first_names: String,
    pub(crate) last_name: String,
    pub(crate) born: String,
    pub(crate) language: String,
    pub(crate) municipality: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct MadeClient {
    pub(crate) client: String,
}

impl Api {
    pub(crate) async fn clients(&self, cursor: Option<&str>) -> Answered<List<Client>> {
        self.get(&["clients"], &from_cursor(cursor)).await
    }

    pub(crate) async fn client(&self, client: &str) -> Answered<Client> {
        self.get(&["clients", client], &[]).await
    }

    pub(crate) async fn vouchers_of(&self, client: &str, cursor: Option<&str>) -> Answered<List<Voucher>> {
        self.get(&["clients", client, "vouchers"], &from_cursor(cursor)).await
    }

    /// Adds a client and answers with its id.
    pub(crate) async fn add_client(&self, key: &str, client: &NewClient) -> Answered<String> {
        self.post::<MadeClient>(&["clients"], key, client).await.map(|made| made.client)
    }
}

impl Client {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_names, self.last_name)
    }
}
