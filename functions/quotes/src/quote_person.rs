//! What a service would cost somebody in given circumstances, at every provider: without signing in, and nothing is stored.

use axum::extract::State;
use domain::{
    circumstances::{Circumstances, circumstances_on},
    ids::{Organiser, ServiceCode},
    quote::{Basket, own_fee},
    time::{self, Days},
    valuation::{self, Asked as AskedContent, Refusal, ValuationBasis},
};
use jiff::civil::Date;
use serde::Deserialize;
use storage::rulebooks;
use web::{App, Json, Paging, Problem};

use crate::{asked::Asked, offers::ranked, view::Comparison};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    org: Organiser,
    service: ServiceCode,
    /// Today unless told.
    #[serde(default)]
    on: Option<Date>,
    #[serde(default)]
    born: Option<Date>,
    #[serde(default)]
    circumstances: Circumstances,
    /// What is needed of the service.
    asked: Vec<AskedContent>,
}

/// No service has so many contents that one client needs.
const MOST_CONTENTS: usize = 50;
/// No family has so many children.
const MOST_CHILDREN: usize = 30;

/// `POST /v1/quotes`: the values of a decision in these circumstances, priced as a voucher would be.
pub(crate) async fn quote(
    State(app): State<App>,
    asked: Asked,
    paging: Paging,
    Json(person): Json<Person>,
) -> Result<axum::Json<Comparison>, Problem> {
    let on = person.on.unwrap_or(time::day_of(app.now()));
    let children = person.circumstances.household.as_ref().map_or(0, |household| household.children.len());
    if person.asked.len() > MOST_CONTENTS || person.asked.iter().any(|one| one.from.is_some()) {
        return Err(Problem::new("unknown_content").at_field("asked"));
    }
    if children > MOST_CHILDREN {
        return Err(Problem::new("household_missing").at_field("circumstances"));
    }
    let rulebook = rulebooks::in_force(&*app.store, &person.org, &person.service, on).await?;
    let rulebook = rulebook.ok_or(Problem::new("service_not_found").at_field("service"))?;
    if !rulebook.arrangement.is_chosen_by_client() {
        return Err(Problem::new("wrong_arrangement").at_field("service"));
    }
    let circumstances = std::slice::from_ref(&person.circumstances);
    let basis = ValuationBasis {
        rulebook: &rulebook,
        born: person.born,
        circumstances,
        days: Days { first_day: on, last_day: on },
        asked: &person.asked,
    };
    let terms = valuation::terms(basis, 1).map_err(uncomputable)?;
    let granted = terms.first().map(|terms| &terms.contents[..]).filter(|granted| !granted.is_empty());
    let granted = granted.ok_or(Problem::new("unknown_content").at_field("asked"))?;
    let basket = Basket::of(&rulebook, granted, on)
        .map_err(|refusal| Problem::new(refusal.code()).at_field("asked"))?;
    let fee = own_fee(&rulebook, &basket, circumstances_on(circumstances, on));
    let found = ranked(&app, &person.org, &person.service, &basket, &asked, paging).await?;
    Ok(axum::Json(Comparison::of(&rulebook, (on, basket.per), fee, None, (found.items, found.next))))
}

fn uncomputable(refusal: Refusal) -> Problem {
    let field = match refusal {
        Refusal::HouseholdMissing | Refusal::FamilyNotInTable(_) | Refusal::HousingMissing => "circumstances",
        Refusal::NoDays | Refusal::ParametersIncomplete { .. } => "on",
        Refusal::UnknownContent(_) | Refusal::UnknownRelief(_) | Refusal::WrongPrice => "asked",
    };
    Problem::new(refusal.code()).at_field(field)
}
