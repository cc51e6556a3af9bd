//! The decision on an application as data: who decided what, on which grounds, and how it can be appealed.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{Application, AppliedService, Commitment, Days, State};
use crate::{
    identifiers::BusinessId,
    ids::ApplicationId,
    invoice::due_day,
    organiser,
    provider::Company,
    rulebook::{GeneralPart, ProviderAppeal, Rulebook},
    time,
};

/// The decision that an application's last change is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionDocument {
    /// The application.
    pub application: ApplicationId,
    /// What was decided.
    pub decision: State,
    /// When.
    pub decided_at: Timestamp,
    /// Why.
    pub reason: String,
    /// From when, and until when.
    #[serde(flatten)]
    pub days: Days,
    /// Who decided.
    pub organiser: Authority,
    /// On whom.
    pub provider: Company,
    /// Its business id.
    pub business_id: BusinessId,
    /// The services, with the prices that were applied for.
    pub services: Vec<AppliedService>,
    /// The rulebook versions that the provider committed to.
    pub commitments: Vec<Commitment>,
    /// How it can be appealed.
    pub appeal: Appeal,
}

/// The organiser as it stands on a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Authority {
    /// Name.
    pub name: String,
    /// Business id.
    pub business_id: BusinessId,
    /// Street address.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Post office.
    pub town: String,
}

/// How a decision can be appealed: a request for rectification to the organiser itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Appeal {
    /// The act that gives the right.
    pub act: String,
    /// Days from the notice, the day of the notice not counted.
    pub days: u16,
    /// Days after which a letter is presumed to have come.
    pub presumed_by_post_days: u16,
    /// Days after which an electronic notice is presumed to have come.
    pub presumed_electronically_days: u16,
    /// Last day of the request, if the decision is sent by post on the day when it is made.
    pub last_day_by_post: Date,
    /// Last day of the request, if it is sent electronically on that day.
    pub last_day_electronically: Date,
}

/// All that the document is made of.
#[derive(Clone, Copy, Debug)]
pub struct DecisionBasis<'a> {
    /// The application.
    pub application: &'a Application,
    /// Who decides.
    pub organiser: &'a organiser::Details,
    /// The rulebook of one of the services: its act says whose authority it is.
    pub rulebook: &'a Rulebook,
    /// The general part in force when it was decided: it says how that is appealed.
    pub general_part: &'a GeneralPart,
}

/// The document of the last change, where that was a decision of the organiser.
pub fn decision(basis: DecisionBasis<'_>) -> Option<DecisionDocument> {
    let application = basis.application;
    let change = application.last_change().filter(|change| change.to.is_decision())?;
    let organiser = basis.organiser;
    let appealed = basis.general_part.provider_appeal(&basis.rulebook.legal_basis)?;
    Some(DecisionDocument {
        application: application.application,
        decision: change.to,
        decided_at: change.at,
        reason: change.reason.clone(),
        days: change.days,
        organiser: Authority {
            name: organiser.name.clone(),
            business_id: organiser.business_id.clone(),
            street: organiser.street.clone(),
            postal_code: organiser.postal_code.clone(),
            town: organiser.town.clone(),
        },
        provider: application.details.company.clone(),
        business_id: application.business_id.clone(),
        services: application.services.clone(),
        commitments: application.commitments.clone(),
        appeal: appeal(appealed, time::day_of(change.at)),
    })
}

/// How a decision made on a day is appealed. A last day that is no working day moves on to the next (150/1930, section
/// 5).
fn appeal(by: &ProviderAppeal, on: Date) -> Appeal {
    let after = |presumed: u16| due_day(on, by.days.saturating_add(presumed));
    Appeal {
        act: by.law.clone(),
        days: by.days,
        presumed_by_post_days: by.service_by_post_days,
        presumed_electronically_days: by.service_electronic_days,
        last_day_by_post: after(by.service_by_post_days),
        last_day_electronically: after(by.service_electronic_days),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn general_part() -> GeneralPart {
        GeneralPart::parse(&std::fs::read_to_string("../../infra/rulebooks/general-part.toml").unwrap())
            .unwrap()
    }

    fn made(legal_basis: &str, on: Date) -> Appeal {
        appeal(general_part().provider_appeal(legal_basis).unwrap(), on)
    }

    #[test]
    fn fourteen_days_begin_when_the_notice_is_presumed_to_have_come() {
        let made = made("569/2009", date(2026, 11, 5));
        assert_eq!(made.act, "611/2021");
        assert_eq!(made.last_day_by_post, date(2026, 11, 26), "7 + 14 days");
        assert_eq!(made.last_day_electronically, date(2026, 11, 23), "3 + 14 days is a Sunday");
    }

    #[test]
    fn a_municipalitys_decision_rests_on_the_local_government_act() {
        assert_eq!(made("1048/2025", date(2026, 11, 5)).act, "410/2015");
    }

    #[test]
    fn the_days_are_those_of_the_general_part() {
        let mut general_part = general_part();
        general_part.provider_appeals[0].days = 30;
        let made = appeal(general_part.provider_appeal("569/2009").unwrap(), date(2026, 11, 5));
        assert_eq!((made.days, made.last_day_by_post), (30, date(2026, 12, 14)), "7 + 30 days is a Saturday");
    }
}
