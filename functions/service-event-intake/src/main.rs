//! Service-event intake as a Lambda function.

use storage::port::Table;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    runtime::http(service_event_intake::routes(runtime.app(Table::Vouchers).await?)).await
}
