//! Notices as a Lambda function behind its queue.

use messages::Message;
use notices::Notices;
use storage::port::Table;
use web::Clock;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let notices = Notices::new(runtime.store(Table::Clients).await);
    let clock = Clock::system();
    runtime::queue(async |body: String| Ok(notices.handle(Message::read(&body)?, clock.now()).await?)).await
}
