//! Files of service events as a Lambda function behind the HTTP API and its queue.

use std::sync::Arc;

use messages::Message;
use objects::S3;
use service_event_files::{Files, routes};
use storage::port::Table;
use web::Clock;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let uploads = Arc::new(S3::on(&runtime.aws, runtime::required("BUCKET_UPLOADS")?));
    let app = runtime.app(Table::Vouchers).await?;
    let (files, clock) = (Files::new(app.store.clone(), uploads.clone(), Clock::system()), Clock::system());
    let handle = async |body: String| Ok(files.handle(Message::read(&body)?, clock.now()).await?);
    runtime::http_and_queue(routes(app, uploads), handle).await
}
