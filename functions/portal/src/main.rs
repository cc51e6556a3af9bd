//! The portal as a Lambda function.

use domain::language::Text;
use portal::{Config, Organiser};
use sha2::{Digest, Sha512};
use web::Clock;

#[tokio::main]
async fn main() -> Result<(), runtime::Error> {
    let _runtime = runtime::start().await;
    let config = Config {
        api_url: runtime::required("API_URL")?,
        public_url: runtime::required("PUBLIC_URL")?,
        oidc_issuer: runtime::required("OIDC_ISSUER")?,
        oidc_client_id: runtime::required("OIDC_CLIENT_ID")?,
        // The secret is a text of the deployment's; the cookies' keys are 64 bytes made of it.
        session_key: Sha512::digest(runtime::required("SESSION_KEY")?).into(),
        organisers: vec![organiser(
            runtime::required("SETELI_ORGANISER")?,
            runtime::required("ORGANISER_NAME")?,
        )],
        clock: Clock::system(),
    };
    runtime::http(portal::routes(config)).await
}

/// A deployment has one organiser; its name is a name, the same in every language.
fn organiser(code: String, name: String) -> Organiser {
    Organiser { code, name: Text { fi: name.clone(), sv: name.clone(), en: name } }
}
