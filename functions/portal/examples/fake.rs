//! The portal over the tests' made-up API, for working on pages: `cargo run -p portal --example fake -- 8099`.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/fake/mod.rs"]
mod fake;

#[tokio::main]
async fn main() {
    let port = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(8099);
    let fake = fake::start(port).await;
    println!("{}", fake.address);
    std::future::pending::<()>().await;
}
