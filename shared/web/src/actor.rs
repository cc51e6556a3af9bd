//! Who asks: the person or system behind a verified token.

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{header::AUTHORIZATION, request::Parts},
};
use domain::{
    identifiers::BusinessId,
    ids::{Organiser, ProviderId},
};
use uuid::Uuid;

use crate::{Action, App, Problem, Role, identity::Claims};

/// Who asks, for which organiser, in which role.
#[derive(Clone, Debug)]
pub struct Actor {
    /// An opaque id of the person, made of the token's issuer and subject: the subject itself may be personal
    /// and must not get into keys.
    pub id: String,
    /// The organiser.
    pub organiser: Organiser,
    /// The role.
    pub role: Role,
    /// For a provider's people, their company.
    pub business: Option<Business>,
}

/// The company that a provider's person acts for, as the mandate in the token says.
#[derive(Clone, Debug)]
pub struct Business {
    /// Its business id.
    pub business_id: BusinessId,
    /// The provider that it is at this organiser.
    pub provider: ProviderId,
}

impl Actor {
    /// Reads verified claims.
    pub(crate) fn of(claims: Claims) -> Result<Self, Problem> {
        let invalid = || Problem::new("token_invalid");
        let organiser: Organiser = claims.org.try_into().map_err(|_| invalid())?;
        let business =
            claims.business_id.map(|id| id.parse::<BusinessId>()).transpose().map_err(|_| invalid())?.map(
                |business_id| Business {
                    provider: ProviderId::of(&organiser, business_id.as_str()),
                    business_id,
                },
            );
        if claims.role.is_providers() != business.is_some() {
            return Err(invalid());
        }
        let name = format!("{}|{}", claims.iss, claims.sub);
        let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).simple().to_string();
        Ok(Self { id, organiser, role: claims.role, business })
    }

    /// Refuses what the role may not do.
    pub fn may(&self, action: Action) -> Result<(), Problem> {
        if self.role.may(action) { Ok(()) } else { Err(Problem::new("not_allowed")) }
    }

    /// The provider that the person acts for.
    pub fn provider(&self) -> Result<ProviderId, Problem> {
        self.business.as_ref().map(|business| business.provider).ok_or(Problem::new("not_allowed"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Actor
where
    App: FromRef<S>,
{
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // Put there by a layer of this process that has verified its caller; nothing from outside reaches it.
        if let Some(actor) = parts.extensions.get::<Actor>() {
            return Ok(actor.clone());
        }
        let app = App::from_ref(state);
        let header = parts.headers.get(AUTHORIZATION).ok_or(Problem::new("token_missing"))?;
        let token = header
            .to_str()
            .ok()
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or(Problem::new("token_missing"))?;
        Actor::of(app.verifier.verify(token).await?)
    }
}
