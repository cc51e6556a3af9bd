//! What a link's token leads to: its link and voucher, while both are good.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use domain::{
    link::{Link, Refusal},
    rulebook::Rulebook,
    time,
    voucher::Voucher,
};
use jiff::civil::Date;
use storage::{
    keys::Name,
    port::StoreError,
    records::{Versioned, load},
    rulebooks::Rulebooks,
};
use web::{App, LinkToken, Problem};

/// The token in a path; what is none is a link that is not valid, like one that nobody made.
pub(crate) struct Token(pub(crate) LinkToken);

impl<S: Send + Sync> FromRequestParts<S> for Token {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await.ok();
        path.and_then(|Path(text)| text.parse().ok()).map(Token).ok_or(Problem::new("link_invalid"))
    }
}

/// A link in use.
pub(crate) struct Linked {
    pub(crate) link: Versioned<Link>,
    pub(crate) voucher: Versioned<Voucher>,
    /// The first day that may be chosen for.
    pub(crate) on: Date,
}

impl Linked {
    /// Reads the link, then its voucher; the inner problem is a refusal by a rule.
    pub(crate) async fn load(app: &App, token: &LinkToken) -> Result<Result<Self, Problem>, StoreError> {
        let (store, organiser) = (&*app.store, &token.organiser);
        let Some(link) = load::<Link>(store, organiser, &Name::Link(token.hash())).await? else {
            return Ok(Err(Problem::new("link_invalid")));
        };
        let name = Name::Voucher(link.value.voucher.clone());
        let Some(voucher) = load::<Voucher>(store, organiser, &name).await? else {
            return Ok(Err(Problem::new("link_invalid")));
        };
        let good = link.value.chooses_from(&voucher.value, time::day_of(app.now()));
        Ok(good.map(|on| Self { link, voucher, on }).map_err(|refusal| match refusal {
            Refusal::Expired => Problem::new("link_expired"),
            Refusal::VoucherNotOpen => Problem::new("voucher_not_usable"),
        }))
    }

    /// The rules that the voucher was granted under.
    pub(crate) async fn rulebook(
        &self,
        app: &App,
        rulebooks: &Rulebooks,
        token: &LinkToken,
    ) -> Result<Arc<Rulebook>, Problem> {
        let Voucher { service, rulebook, .. } = &self.voucher.value;
        let found = rulebooks.version(&*app.store, &token.organiser, service, *rulebook).await?;
        found.ok_or(Problem::new("internal_error"))
    }
}
