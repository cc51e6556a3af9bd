//! `local cloud`: a short story against a deployed stack, which trusts the identity provider that this hosts.

use std::process::ExitCode;

use super::{StoryError, Summary, api::Api, checked, play, playing::Playing};
use crate::{
    oidc::{Config, IdentityProvider},
    regions::small::{self, Shape},
};

/// Where the stack is.
#[derive(Debug, clap::Args)]
pub struct CloudArgs {
    /// The address of the stack's HTTP API.
    #[arg(long)]
    api: String,
    /// The port of the identity provider: the stack's issuer is http://127.0.0.1:PORT.
    #[arg(long, default_value_t = 8477)]
    oidc_port: u16,
    /// An identity provider that runs already and gives tokens to test people, as a local system's at /oidc does.
    #[arg(long, conflicts_with = "oidc_port")]
    issuer: Option<String>,
    /// The organiser's code.
    #[arg(long, default_value = "demo")]
    org: String,
}

/// Plays the short story; success only if every check holds.
pub async fn cloud(arguments: CloudArgs) -> ExitCode {
    match tell(arguments).await {
        Ok(summary) => {
            println!("{}\nevery check holds", summary.lines());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("local: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn tell(CloudArgs { api, oidc_port, issuer, org }: CloudArgs) -> Result<Summary, StoryError> {
    let issuer = match issuer {
        Some(issuer) => issuer,
        None => host(oidc_port).await?,
    };
    let now = jiff::Timestamp::now();
    // Each story in the same stack has companies, clients and keys of its own.
    let turn = now.as_second().unsigned_abs();
    let (region, surprises) = small::region("cloud", &org, turn, now, Shape::Checked);
    if let Some(surprise) = surprises.first() {
        return Err(StoryError::Region(surprise.clone()));
    }
    let mut playing =
        Playing::new(Api::new(&api, &issuer, &org), &region, None, &format!("cloud-{turn}"), false);
    play(&mut playing, None).await?;
    checked(&playing)
}

/// Hosts the identity provider until the process ends; its issuer.
async fn host(port: u16) -> Result<String, StoryError> {
    let issuer = format!("http://127.0.0.1:{port}");
    let config =
        Config { issuer: issuer.clone(), public_url: issuer.clone(), people: Vec::new(), key_file: None };
    let provider = IdentityProvider::start(config)?;
    let failed = |cause| StoryError::File { file: format!("port {port}"), cause };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.map_err(failed)?;
    tokio::spawn(async move { axum::serve(listener, provider.routes()).await });
    Ok(issuer)
}
