//! What becomes of a command that is tried again while its first try is still on its way.

use std::sync::Arc;

use serde_json::json;
use storage::embedded::Embedded;

use super::*;
use crate::{Issuer, Role};

fn app() -> App {
    let issuer = Issuer { issuer: String::new(), audience: String::new(), jwks_url: String::new() };
    App::new(Arc::new(Embedded::in_memory()), issuer, Clock::system())
}

fn actor() -> Actor {
    let organiser = "testila".parse().unwrap();
    Actor { id: "approver".to_owned(), organiser, role: Role::Approver, business: None }
}

fn command(fingerprint: &str) -> Command<()> {
    Command { body: (), key: "key-1".to_owned(), fingerprint: fingerprint.to_owned() }
}

async fn done(app: &App, command: &Command<()>) -> Result<(StatusCode, Value), Problem> {
    let outcome = || async {
        Ok(Outcome { status: StatusCode::OK, answer: json!({"status": "reversed"}), writes: Vec::new() })
    };
    carry_out(app, &actor(), Table::Vouchers, command, outcome).await
}

#[tokio::test]
async fn a_try_that_its_own_earlier_try_refuses_gets_the_earlier_ones_answer() {
    let (app, actor, command) = (app(), actor(), command("a"));
    let late = carry_out(&app, &actor, Table::Vouchers, &command, || async {
        // The first try arrives only now: it does what this one finds done.
        done(&app, &command).await?;
        Err(Problem::new("event_not_standing"))
    });
    assert_eq!(late.await.unwrap(), (StatusCode::OK, json!({"status": "reversed"})));
}

#[tokio::test]
async fn what_another_command_refuses_stays_refused() {
    let (app, actor, command) = (app(), actor(), command("a"));
    let refused = carry_out(&app, &actor, Table::Vouchers, &command, || async {
        Err(Problem::new("event_not_standing"))
    });
    assert!(refused.await.is_err());
}
