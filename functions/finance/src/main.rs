//! Finance as a Lambda function.

use std::sync::Arc;

use objects::S3;
use storage::port::Table;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let runtime = runtime::start().await;
    let invoices = Arc::new(S3::on(&runtime.aws, runtime::required("BUCKET_INVOICES")?));
    runtime::http(finance::routes(runtime.app(Table::Settlements).await?, invoices)).await
}
