//! Provider applications as a Lambda function.

use storage::port::Table;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    runtime::http(provider_applications::routes(runtime.app(Table::Providers).await?)).await
}
