//! The relay as a Lambda function behind the tables' change streams.

use queues::{Queue, Sqs};

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let urls = [
        (Queue::Settlement, runtime::required("QUEUE_SETTLEMENT")?),
        (Queue::Invoicing, runtime::required("QUEUE_INVOICING")?),
        (Queue::Finance, runtime::required("QUEUE_FINANCE")?),
        (Queue::Statements, runtime::required("QUEUE_STATEMENTS")?),
        (Queue::Repricing, runtime::required("QUEUE_REPRICING")?),
        (Queue::ServiceEventFiles, runtime::required("QUEUE_SERVICE_EVENT_FILES")?),
    ];
    let queues = Sqs::on(&runtime.aws, urls);
    runtime::streams(runtime.table_names(), async |change| Ok(relay::relay(&queues, &[change]).await?)).await
}
