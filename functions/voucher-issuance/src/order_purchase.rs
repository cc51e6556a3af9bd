//! A grantor orders a purchased service for one client from a provider: a decision at agreed prices.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    decision::{Basis, Need},
    euros::Euros,
    ids::{BookingId, ClientId, ContentCode, ProviderId, ServiceCode, VoucherNumber},
    money::Cents,
    provider::Provider,
    quota::Limits,
    rulebook::Arrangement,
    time::Days,
    valuation::{self, Asked},
    voucher::Refusal,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::{Condition, Table, Write},
    records::{Listed, load, put_new},
};
use web::{Action, Actor, App, Command, Outcome, Problem, once};

use crate::{
    beside::alone,
    decisions::{living_client_of, must_fit, uncomputable},
    grant::{Granting, rulebook_for},
    letters::stored_and_told,
    refusal::problem,
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewOrder {
    client: ClientId,
    service: ServiceCode,
    provider: ProviderId,
    first_day: Date,
    last_day: Date,
    contents: Vec<Ordered>,
    /// Why, in the official's words.
    #[serde(default)]
    grounds: String,
}

/// One content of an order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ordered {
    code: ContentCode,
    /// How much of it, where not the rulebook's limits hold.
    #[serde(default)]
    limits: Option<Limits>,
    /// The agreed price of a unit.
    #[serde(default, rename = "price_cents")]
    price: Option<Cents>,
}

/// `POST /v1/purchases`: an order at agreed prices; the provider confirms or declines it. The client is told the
/// decision as soon as the organiser has given its details.
pub(crate) async fn order(
    actor: Actor,
    State(app): State<App>,
    command: Command<NewOrder>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let number = VoucherNumber::of(&actor.organiser, &actor.id, &command.key);
    let booking = BookingId::of(&actor.organiser, &actor.id, &command.key);
    once(&app, &actor, Table::Vouchers, &command, || async {
        let (organiser, new) = (&actor.organiser, &command.body);
        let rulebook = rulebook_for(&app, organiser, &new.service, new.first_day).await?;
        match rulebook.arrangement {
            Arrangement::Purchased => {}
            Arrangement::Own => return Err(problem(Refusal::OwnProduction)),
            Arrangement::Voucher | Arrangement::Permit => return Err(problem(Refusal::WrongArrangement)),
        }
        let client = living_client_of(&app, &actor, new.client).await?;
        let provider = Name::Provider(new.provider);
        if load::<Provider>(&*app.store, organiser, &provider).await?.is_none() {
            return Err(Problem::new("provider_not_found").at_field("provider"));
        }
        let days = Days { first_day: new.first_day, last_day: new.last_day };
        let asked = asked(&new.contents);
        let basis = Basis {
            rulebook: rulebook.version,
            born: client.value.born,
            circumstances: Vec::new(),
            days,
            asked: asked.clone(),
        };
        let terms = valuation::terms(basis.valuation(&rulebook), 1);
        let terms = terms.map_err(|refusal| uncomputable(refusal).at_field("contents"))?;
        let granting = Granting {
            actor: &actor,
            number: &number,
            client: new.client,
            rulebook: &rulebook,
            days,
            grounds: &new.grounds,
            ordered_from: Some((new.provider, booking)),
            at,
        };
        let (order, decisions) = granting.decided(terms, &basis)?;
        let need = Need { rulebook: rulebook.version, asked };
        let mut writes = vec![
            put_new(organiser, &Name::Voucher(number.clone()), &order)?,
            put_new(organiser, &Name::ClientsVoucher(new.client, number.clone()), &Listed {})?,
            put_new(organiser, &Name::ProvidersBooking(new.provider, number.clone(), booking), &Listed {})?,
            put_new(organiser, &Name::Need(new.client, number.clone()), &need)?,
            alone(&app, &actor, &client, &order, &rulebook).await?,
            Write::Check { key: provider.key(organiser), condition: Condition::Exists },
        ];
        writes
            .extend(stored_and_told((&app, None), &actor, (client.value, rulebook), decisions, at).await?.0);
        must_fit(&writes)?;
        Ok(Outcome { status: StatusCode::CREATED, answer: json!({ "voucher": number }), writes })
    })
    .await
}

fn asked(contents: &[Ordered]) -> Vec<Asked> {
    let of = |ordered: &Ordered| Asked {
        from: None,
        code: ordered.code.clone(),
        limits: ordered.limits,
        price: ordered.price.map(Euros),
        support: None,
        reliefs: Vec::new(),
        raise: None,
    };
    contents.iter().map(of).collect()
}
