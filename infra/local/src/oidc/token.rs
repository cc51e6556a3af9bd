//! The token endpoint: a code for tokens (the portal), or a role for an access token (the command line, tests).

use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::people::TestPerson;
use super::{IdentityProvider, PORTAL_CLIENT, roles, tokens};

/// The grant by which any role gets a token: only a local provider has it.
pub const TEST_PERSON_GRANT: &str = "urn:seteli:test-person";

/// The longest lifetime that can be asked for: a day.
const LONGEST_S: u32 = 24 * 3600;

#[derive(Deserialize)]
pub(super) struct TokenRequest {
    grant_type: String,
    code: Option<String>,
    redirect_uri: Option<String>,
    client_id: Option<String>,
    code_verifier: Option<String>,
    role: Option<String>,
    org: Option<String>,
    business_id: Option<String>,
    name: Option<String>,
    lifetime: Option<u32>,
}

/// A refusal as RFC 6749, section 5.2, has it.
struct Refused(&'static str, String);

impl From<tokens::SigningFailed> for Refused {
    fn from(failed: tokens::SigningFailed) -> Self {
        tracing::error!(error = %failed, "no token");
        Refused("server_error", failed.to_string())
    }
}

pub(super) async fn exchange(
    State(provider): State<IdentityProvider>,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Response {
    let answer = match form {
        Err(rejection) => Err(Refused("invalid_request", rejection.body_text())),
        Ok(Form(request)) => match request.grant_type.as_str() {
            "authorization_code" => tokens_for_code(&provider, request),
            TEST_PERSON_GRANT => token_for_person(&provider, request),
            _ => Err(Refused("unsupported_grant_type", "authorization_code only".to_owned())),
        },
    };
    let never_stored = [(header::CACHE_CONTROL, "no-store")];
    match answer {
        Ok(tokens) => (never_stored, Json(tokens)).into_response(),
        Err(Refused(error, description)) => {
            let body = json!({"error": error, "error_description": description});
            let status = if error == "server_error" {
                StatusCode::INTERNAL_SERVER_ERROR
            } else {
                StatusCode::BAD_REQUEST
            };
            (status, never_stored, Json(body)).into_response()
        }
    }
}

fn tokens_for_code(provider: &IdentityProvider, request: TokenRequest) -> Result<Value, Refused> {
    let refused = || Refused("invalid_grant", "the code is not good, not any more, or not yours".to_owned());
    let sign_in = provider.codes.take(&request.code.unwrap_or_default()).ok_or_else(refused)?;
    let is_the_askers = request.client_id.as_deref() == Some(PORTAL_CLIENT)
        && request.redirect_uri.as_ref() == Some(&sign_in.redirect_uri)
        && sign_in.was_asked_with(&request.code_verifier.unwrap_or_default());
    if !is_the_askers {
        return Err(refused());
    }
    let issuer = &provider.config.issuer;
    Ok(json!({
        "access_token": tokens::access_token(&provider.key, issuer, &sign_in.person, tokens::LIFETIME_S)?,
        "id_token": tokens::id_token(&provider.key, issuer, &sign_in.person, &sign_in.nonce)?,
        "token_type": "Bearer",
        "expires_in": tokens::LIFETIME_S,
        "scope": "openid",
    }))
}

fn token_for_person(provider: &IdentityProvider, request: TokenRequest) -> Result<Value, Refused> {
    let lifetime_s = request.lifetime.unwrap_or(tokens::LIFETIME_S);
    if !(1..=LONGEST_S).contains(&lifetime_s) {
        return Err(Refused("invalid_request", format!("lifetime: 1 to {LONGEST_S} seconds")));
    }
    let person = person_asked_for(provider, request)?;
    let token = provider.access_token(&person, lifetime_s)?;
    Ok(json!({"access_token": token, "token_type": "Bearer", "expires_in": lifetime_s}))
}

/// The listed person who fits; what the request names and no listed person has makes somebody new.
fn person_asked_for(provider: &IdentityProvider, request: TokenRequest) -> Result<TestPerson, Refused> {
    let invalid = |sentence: String| Refused("invalid_request", sentence);
    let role =
        roles::named(&request.role.unwrap_or_default()).map_err(|unknown| invalid(unknown.to_string()))?;
    let fits = |wanted: &Option<String>, has: Option<&String>| wanted.is_none() || wanted.as_ref() == has;
    let listed = provider.config.people.iter().find(|p| {
        p.role == role
            && fits(&request.org, Some(&p.org))
            && fits(&request.business_id, p.business_id.as_ref())
            && fits(&request.name, Some(&p.name))
    });
    if let Some(person) = listed {
        return Ok(person.clone());
    }
    if role.is_providers() != request.business_id.is_some() {
        return Err(invalid("a provider's role needs a business_id, and no other has one".to_owned()));
    }
    let org = request.org.ok_or_else(|| invalid("org: nobody with this role is known".to_owned()))?;
    let name = request.name.unwrap_or_else(|| format!("Testi {}", roles::code(role)));
    Ok(TestPerson { name, role, org, business_id: request.business_id, company: None })
}
