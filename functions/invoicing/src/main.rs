//! Invoicing as a Lambda function behind its queue.

use std::sync::Arc;

use invoicing::Invoicing;
use messages::Message;
use objects::S3;
use storage::port::Table;
use web::Clock;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let bucket = Arc::new(S3::on(&runtime.aws, runtime::required("BUCKET_INVOICES")?));
    let invoicing = Invoicing::new(runtime.store(Table::Settlements).await, bucket);
    let clock = Clock::system();
    runtime::queue(async |body: String| Ok(invoicing.handle(Message::read(&body)?, clock.now()).await?)).await
}
