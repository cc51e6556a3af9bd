//! Statements as a Lambda function behind its queue.

use std::sync::Arc;

use messages::Message;
use objects::S3;
use statements::Statements;
use storage::port::Table;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let documents = Arc::new(S3::on(&runtime.aws, runtime::required("BUCKET_DOCUMENTS")?));
    let invoices = Arc::new(S3::on(&runtime.aws, runtime::required("BUCKET_INVOICES")?));
    let statements = Statements::new(runtime.store(Table::Clients).await, documents, invoices);
    runtime::queue(async |body: String| Ok(statements.handle(Message::read(&body)?).await?)).await
}
