//! Voucher issuance as a Lambda function.

use storage::port::Table;
use voucher_issuance::{IdentityKey, routes};

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let identity_key = IdentityKey::new(runtime::required("IDENTITY_KEY")?)?;
    runtime::http(routes(runtime.app(Table::Vouchers).await?, identity_key)).await
}
