//! The comparison that a link in a decision's letter leads to: everything is known, nothing is typed.

use axum::extract::State;
use domain::{
    ids::ProviderId,
    provider::Provider,
    quote::{Basket, OwnFeeQuote, own_fee},
    rulebook::Rulebook,
};
use storage::{keys::Name, records::load, rulebooks::Rulebooks};
use web::{App, LinkToken, Paging, Problem};

use crate::{
    asked::Asked,
    linked::{Linked, Token},
    offers::ranked,
    view::{Comparison, Named, VoucherPart},
};

/// `GET /v1/comparisons/{token}`: every provider who can take the voucher, with the client's own total.
pub(crate) async fn compare(
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Token(token): Token,
    asked: Asked,
    paging: Paging,
) -> Result<axum::Json<Comparison>, Problem> {
    let linked = Linked::load(&app, &token).await??;
    let rulebook = linked.rulebook(&app, &rulebooks, &token).await?;
    let terms = linked.voucher.value.terms_on(linked.on).ok_or(Problem::new("voucher_not_usable"))?;
    let basket = Basket::of(&rulebook, &terms.contents, linked.on);
    let basket = basket.map_err(|refusal| Problem::new(refusal.code()))?;
    let asked = asked.starting_at(linked.link.value.from.as_deref());
    let fee = fee_of(&linked, &rulebook, &basket);
    let found = ranked(&app, &token.organiser, &rulebook.service, &basket, &asked, paging).await?;
    let voucher = &linked.voucher.value;
    let part = VoucherPart {
        last_day: voucher.last_day,
        from: asked.from,
        is_booked: voucher.bookings.iter().any(|booking| linked.on <= booking.last_day),
        chose: chosen(&app, &token, linked.link.value.chose).await?,
    };
    let days = (linked.on, basket.per);
    Ok(axum::Json(Comparison::of(&rulebook, days, fee, Some(part), (found.items, found.next))))
}

/// The name of whom the link chose.
async fn chosen(app: &App, token: &LinkToken, chose: Option<ProviderId>) -> Result<Option<Named>, Problem> {
    let Some(provider) = chose else { return Ok(None) };
    let found = load::<Provider>(&*app.store, &token.organiser, &Name::Provider(provider)).await?;
    Ok(found.map(|found| Named { provider, name: found.value.details.company.name }))
}

/// A fee that rests on the income was computed with the decision, since this function knows no income.
fn fee_of(linked: &Linked, rulebook: &Rulebook, basket: &Basket<'_>) -> OwnFeeQuote {
    let quoted = own_fee(rulebook, basket, None);
    OwnFeeQuote { fee: quoted.fee.or(linked.link.value.own_fee), ..quoted }
}
