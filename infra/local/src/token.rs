//! `local token`: an access token of the running local system, alone on standard output.

use std::process::ExitCode;

use local::oidc::{TEST_PERSON_GRANT, roles};
use serde::Deserialize;

use crate::refused;
use crate::serve::PORT;

#[derive(clap::Args)]
pub struct Arguments {
    /// main_user, grantor, approver, finance, viewer, signatory, provider_main_user, service_manager, recorder.
    #[arg(long)]
    role: String,
    /// The organiser's code; without it, the demo region's.
    #[arg(long)]
    org: Option<String>,
    /// The provider's business id, for a provider's role; without it, a provider of the demo region.
    #[arg(long)]
    business_id: Option<String>,
    /// The port of the running system.
    #[arg(long, default_value_t = PORT)]
    port: u16,
}

/// What the token endpoint answers: a token or a refusal.
#[derive(Deserialize)]
struct Answer {
    access_token: Option<String>,
    error_description: Option<String>,
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
enum NoToken {
    #[error(transparent)]
    Role(#[from] roles::UnknownRole),
    #[error("nothing runs at http://127.0.0.1:{0}; start it with `cargo run -p local`")]
    NothingRuns(u16),
    #[error("what runs at http://127.0.0.1:{0} is not Seteli")]
    NotSeteli(u16),
    #[error("{0}")]
    Refused(String),
}

/// Prints the token or one sentence.
pub async fn run(arguments: Arguments) -> ExitCode {
    match token(arguments).await {
        Ok(token) => {
            println!("{token}");
            ExitCode::SUCCESS
        }
        Err(error) => refused(error),
    }
}

async fn token(Arguments { role, org, business_id, port }: Arguments) -> Result<String, NoToken> {
    roles::named(&role)?;
    let mut form = vec![("grant_type", TEST_PERSON_GRANT.to_owned()), ("role", role)];
    form.extend(org.map(|org| ("org", org)));
    form.extend(business_id.map(|business_id| ("business_id", business_id)));
    let request = reqwest::Client::new().post(format!("http://127.0.0.1:{port}/oidc/token")).form(&form);
    let unanswered = |error: reqwest::Error| {
        if error.is_connect() { NoToken::NothingRuns(port) } else { NoToken::NotSeteli(port) }
    };
    let response = request.send().await.map_err(unanswered)?;
    let answer: Answer = response.json().await.map_err(|_| NoToken::NotSeteli(port))?;
    match answer {
        Answer { access_token: Some(token), .. } => Ok(token),
        Answer { error_description: Some(sentence), .. } => Err(NoToken::Refused(sentence)),
        Answer { .. } => Err(NoToken::NotSeteli(port)),
    }
}
