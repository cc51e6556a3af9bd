//! Settlement as a Lambda function behind its queue.

use std::sync::Arc;

use messages::Message;
use queues::{Queue, Sqs};
use settlement::Settlement;
use storage::port::Table;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let invoicing = (Queue::Invoicing, runtime::required("QUEUE_INVOICING")?);
    let settlement = Settlement {
        store: runtime.store(Table::Settlements).await,
        queues: Arc::new(Sqs::on(&runtime.aws, [invoicing])),
    };
    runtime::queue(async |body: String| Ok(settlement.handle(Message::read(&body)?).await?)).await
}
