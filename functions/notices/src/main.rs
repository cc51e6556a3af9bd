//! Notices as a Lambda function behind its queue.

use messages::Message;
use notices::Notices;
use storage::port::Table;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let notices = Notices::new(runtime.store(Table::Clients).await);
    runtime::queue(async |body: String| {
        notices.handle(Message::read(&body)?).await?;
        Ok(())
    })
    .await
}
