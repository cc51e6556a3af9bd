//! A grantor grants a voucher to a client: a decision, with the whole basis of what it computes.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    circumstances::Known,
    client::Client,
    decision::{self, Act, Approval, Basis, Change, Deadlines, Decision, Need, Of},
    ids::{BookingId, ClientId, DecisionId, Organiser, ProviderId, ServiceCode, VoucherNumber},
    rulebook::Rulebook,
    time::{self, Days},
    valuation::{self, Asked},
    voucher::{self, Grant, GrantBasis, Terms, Voucher},
};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::Table,
    records::{Listed, Versioned, put_new},
    rulebooks,
};
use web::{Action, Actor, App, Command, Outcome, Problem, once};

use crate::{
    IdentityKey,
    beside::alone,
    decisions::{known_of, living_client_of, must_fit, refused, unchanged, uncomputable},
    letters::stored_and_told,
    refusal::problem,
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewVoucher {
    client: ClientId,
    service: ServiceCode,
    first_day: Date,
    last_day: Date,
    /// What is to be computed from the client's circumstances.
    #[serde(default)]
    asked: Vec<Asked>,
    /// Values that were decided elsewhere, and contents whose value does not depend on the client.
    #[serde(default)]
    contents: Vec<Grant>,
    /// Why, in the official's words.
    #[serde(default)]
    grounds: String,
}

/// `POST /v1/vouchers`: a voucher under the rulebook in force on its first day, and the decisions that grant it: one
/// for each period in which nothing changes. Each is told with its letter; what was decided elsewhere needs none where
/// the organiser has not given its details yet.
pub(crate) async fn grant(
    actor: Actor,
    State(app): State<App>,
    State(links): State<IdentityKey>,
    command: Command<NewVoucher>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let number = VoucherNumber::of(&actor.organiser, &actor.id, &command.key);
    let at = app.now();
    if !command.body.asked.is_empty() && !command.body.contents.is_empty() {
        return Err(Problem::new("asked_or_contents").at_field("asked"));
    }
    once(&app, &actor, Table::Vouchers, &command, || async {
        let (organiser, new) = (&actor.organiser, &command.body);
        let rulebook = rulebook_for(&app, organiser, &new.service, new.first_day).await?;
        let client = living_client_of(&app, &actor, new.client).await?;
        let known = known_of(&app, &actor, new.client).await?;
        let days = Days { first_day: new.first_day, last_day: new.last_day };
        let (terms, basis) = granted(new, days, &rulebook, &client.value, &known)?;
        let granting = Granting {
            actor: &actor,
            number: &number,
            client: new.client,
            rulebook: &rulebook,
            days,
            grounds: &new.grounds,
            ordered_from: None,
            at,
        };
        let (voucher, decisions) = granting.decided(terms, &basis)?;
        let answer = json!({
            "voucher": number,
            "decisions": decisions.iter().map(|one| one.decision).collect::<Vec<_>>(),
        });
        let mut writes = vec![
            put_new(organiser, &Name::Voucher(number.clone()), &voucher)?,
            put_new(organiser, &Name::ClientsVoucher(new.client, number.clone()), &Listed {})?,
            alone(&app, &actor, &client, &voucher, &rulebook).await?,
        ];
        if !new.asked.is_empty() {
            writes.push(unchanged(&actor, &Name::Circumstances(new.client), &known));
            let need = Need { rulebook: rulebook.version, asked: new.asked.clone() };
            writes.push(put_new(organiser, &Name::Need(new.client, number.clone()), &need)?);
        }
        let (told, are_told) =
            stored_and_told((&app, Some(&links)), &actor, (client.value, rulebook), decisions, at).await?;
        if !are_told && !new.asked.is_empty() {
            return Err(Problem::new("organiser_details_missing"));
        }
        writes.extend(told);
        must_fit(&writes)?;
        Ok(Outcome { status: StatusCode::CREATED, answer, writes })
    })
    .await
}

/// What each period grants, and all that it was computed from.
fn granted(
    new: &NewVoucher,
    days: Days,
    rulebook: &Rulebook,
    client: &Client,
    known: &Versioned<Known>,
) -> Result<(Vec<Terms>, Basis), Problem> {
    if new.asked.iter().any(|one| one.from.is_some()) {
        return Err(Problem::new("field_required").at_field("asked"));
    }
    let asked = new.asked.clone();
    let circumstances = if asked.is_empty() { Vec::new() } else { known.value.in_order() };
    let basis = Basis { rulebook: rulebook.version, born: client.born, circumstances, days, asked };
    let terms = if new.asked.is_empty() {
        vec![Terms { decision: 1, days, contents: new.contents.clone() }]
    } else {
        valuation::terms(basis.valuation(rulebook), 1).map_err(uncomputable)?
    };
    Ok((terms, basis))
}

/// What is granted, by whom and when.
pub(crate) struct Granting<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) number: &'a VoucherNumber,
    pub(crate) client: ClientId,
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) days: Days,
    pub(crate) grounds: &'a str,
    /// For an order: its provider and the booking that will be there.
    pub(crate) ordered_from: Option<(ProviderId, BookingId)>,
    pub(crate) at: Timestamp,
}

impl Granting<'_> {
    /// The voucher with its decisions, approved and told: the official who grants decides and hands them over.
    pub(crate) fn decided(
        &self,
        terms: Vec<Terms>,
        basis: &Basis,
    ) -> Result<(Voucher, Vec<Decision>), Problem> {
        let mut voucher = self.checked(&terms)?;
        voucher.terms.clear();
        let Self { actor, number, client, rulebook, grounds, at, .. } = *self;
        let (today, deadlines) = (time::day_of(at), Deadlines::default());
        let mut decisions: Vec<Decision> = Vec::with_capacity(terms.len());
        for terms in terms {
            let id = DecisionId::on(&actor.organiser, number, &format!("0.{}", terms.decision));
            let of = Of { client, voucher: number, rulebook };
            let mut decision = Decision::draft(id, of, terms, basis.clone());
            let by = Approval { actor: &actor.id, at, today, grounds, deadlines };
            decision::approve(&mut voucher, &mut decision, &decisions, by).map_err(refused)?;
            let told = Change { act: Act::Send, actor: actor.id.clone(), at, reason: String::new() };
            decision.act(told, today, deadlines).map_err(refused)?;
            decisions.push(decision);
        }
        Ok((voucher, decisions))
    }

    /// The voucher, if each of its periods may be granted.
    fn checked(&self, terms: &[Terms]) -> Result<Voucher, Problem> {
        let basis = |contents: &[Grant]| GrantBasis {
            voucher: self.number.clone(),
            client: self.client,
            rulebook: self.rulebook,
            first_day: self.days.first_day,
            last_day: self.days.last_day,
            contents: contents.to_vec(),
            ordered_from: self.ordered_from,
        };
        let mut checked = voucher::grant(basis(terms.first().map_or(&[], |terms| &terms.contents)));
        for terms in terms.iter().skip(1) {
            checked = checked.and(voucher::grant(basis(&terms.contents)));
        }
        checked.map_err(problem)
    }
}

/// The service's rulebook in force on a first day.
pub(crate) async fn rulebook_for(
    app: &App,
    organiser: &Organiser,
    service: &ServiceCode,
    first_day: Date,
) -> Result<Rulebook, Problem> {
    let rulebook = rulebooks::in_force(&*app.store, organiser, service, first_day).await?;
    rulebook.ok_or(Problem::new("service_not_found").at_field("service"))
}
