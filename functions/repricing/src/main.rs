//! Re-pricing as a Lambda function behind its queue.

use messages::Message;
use repricing::Repricing;
use storage::port::Table;
use web::Clock;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let repricing = Repricing::new(runtime.store(Table::Vouchers).await);
    let clock = Clock::system();
    runtime::queue(async |body: String| Ok(repricing.handle(Message::read(&body)?, clock.now()).await?)).await
}
