//! Re-pricing as a Lambda function behind its queue.

use messages::Message;
use repricing::Repricing;
use storage::port::Table;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let repricing = Repricing::new(runtime.store(Table::Vouchers).await);
    runtime::queue(async |body: String| Ok(repricing.handle(Message::read(&body)?).await?)).await
}
