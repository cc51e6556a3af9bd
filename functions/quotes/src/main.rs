//! Quotes as a Lambda function.

use storage::port::Table;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    runtime::http(quotes::routes(runtime.app(Table::Vouchers).await?)).await
}
