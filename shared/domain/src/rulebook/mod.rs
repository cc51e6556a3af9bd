//! A rulebook version: everything that a service's organiser decides about it, as checked data.

mod bands;
mod check;
mod content;
mod fees;
mod form;
mod general_part;
mod page;
mod problem;
mod read;
mod rights;
mod terms;
mod value;

pub use bands::{BandName, Bands, Edge, Part};
pub use content::{BelowValue, Ceiling, Content};
pub use fees::{EarlyEducation, FeeParameters, FeeTable, Relief};
pub use general_part::{Chapter, GeneralPart, ProviderAppeal};
pub use page::{page, page_with};
pub use problem::{Problem, Rule};
pub use read::{Read, parse, parse_beside, read};
pub use rights::{
    Absence, Appeal, Court, FreeFor, FreeOfCharge, OwnFee, OwnFeeRow, OwnFeeTable, PartPeriod, PriceChanges,
};
pub use terms::{ExemptionGround, Posting, PriceBasis, Unit, Vat, VatRate};
pub use value::{
    AgeGroup, BandMultipliers, EarlyEducationPlace, FamilyLimit, Housing, IncomeBand, IncomeRelated,
    ValueRule,
};

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    evidence::EvidenceKind,
    ids::{ContentCode, ServiceCode},
    language::{Language, Text},
    pricing_case::Example,
    time::{Days, is_weekday},
};

/// One published version of a service's rulebook. Immutable; a change is a new version with a first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rulebook {
    /// Version of this file format: 3. A version published in format 2 is read and computed as it was.
    pub schema: u32,
    /// The service.
    pub service: ServiceCode,
    /// 1, 2, 3 ... in the order of publication.
    pub version: u32,
    /// First day in force.
    pub first_day: Date,
    /// Version of the organiser's general part that it is read with.
    pub general_part: u32,
    /// Names of the service.
    pub names: Text,
    /// The act that the service rests on, as `569/2009`.
    pub legal_basis: String,
    /// Own production, purchased service, voucher or permit procedure.
    pub arrangement: Arrangement,
    /// Who chooses the provider; with a permit procedure only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permit_choice: Option<PermitChoice>,
    /// Whether prices and values hold the VAT.
    pub price_basis: PriceBasis,
    /// Day of the month on which the month before is settled, 1 to 28.
    pub settlement_day: u8,
    /// The client accepts the voucher within so many days; without it, no acceptance is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept_within_days: Option<u16>,
    /// Whether a client may have several decisions on the service in force on one day, as one for each plan of treatment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub side_by_side: bool,
    /// How a month that is covered in part is paid.
    pub part_period: PartPeriod,
    /// Days, Monday to Friday, that are not operational days.
    pub holidays: BTreeSet<Date>,
    /// What a provider must show to be approved.
    pub evidence: Vec<EvidenceKind>,
    /// How deliveries are taken in.
    pub recording: Recording,
    /// VAT treatment of the provider's part.
    pub vat: Vat,
    /// Where the finance system books it.
    pub posting: Posting,
    /// When providers may change their prices.
    pub price_changes: PriceChanges,
    /// Where decisions are appealed.
    pub appeal: Appeal,
    /// The fee of the own comparable service.
    pub own_fee: OwnFee,
    /// Rights and obligations of client, provider and organiser, in paragraphs parted by an empty line.
    pub rights_and_obligations: Text,
    /// When the bands of the day begin, for contents with values by band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<Bands>,
    /// What only early childhood education needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early_education: Option<EarlyEducation>,
    /// Who pays nothing.
    #[serde(default)]
    pub free_of_charge: Vec<FreeOfCharge>,
    /// Absences that can be recorded.
    #[serde(default, rename = "absence")]
    pub absences: Vec<Absence>,
    /// What can be granted, recorded and paid.
    #[serde(rename = "content")]
    pub contents: Vec<Content>,
    /// Worked examples, each computed and compared when the file is checked.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

/// The way of arranging the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    /// The organiser's own production, recorded for comparison and never invoiced.
    Own,
    /// The client chooses among approved providers (569/2009, 1048/2025).
    Voucher,
    /// The organiser orders for one client from a provider, at an agreed price; free of charge to the client.
    Purchased,
    /// Everyone with the qualification is approved, at prices set in the rulebook.
    Permit,
}

/// Who chooses the provider in a permit procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PermitChoice {
    /// The client alone.
    Client,
    /// The client with an official.
    WithOfficial,
}

impl Arrangement {
    /// Whether the client chooses a provider with a list of prices, rather than the organiser ordering.
    pub fn is_chosen_by_client(self) -> bool {
        matches!(self, Arrangement::Voucher | Arrangement::Permit)
    }
}

/// How deliveries of the service are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The window opens so many days before the first day of the current month, and closes now.
    pub window_days_before_month: u16,
    /// What happens to an event over a limit.
    pub overrun: Overrun,
    /// Whether every event waits for an approver.
    pub approval: Approval,
    /// Of the events approved at once, so many in a hundred are held for an approver as samples.
    #[serde(default)]
    pub sample_percent: u8,
}

/// What happens to an event over a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Overrun {
    /// It is refused.
    Refused,
    /// It is held for an approver.
    Held,
}

/// Whether every event waits for an approver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Approval {
    /// An event that keeps the rules is approved at once.
    Automatic,
    /// Each event is held for an approver.
    Held,
}

impl Rulebook {
    /// The content with this code.
    pub fn content(&self, code: &ContentCode) -> Option<&Content> {
        self.contents.iter().find(|content| content.code == *code)
    }

    /// What a band is called in a language; by its code in a rulebook of format 2, which named none.
    pub fn band_in<'a>(&'a self, band: &'a BandName, language: Language) -> &'a str {
        let names = self.bands.as_ref().and_then(|bands| bands.names.get(band));
        names.map_or(&band.0, |names| names.in_language(language))
    }

    /// Whether a month of a content may be delivered in parts, one after the other, by several providers.
    pub fn shares_months(&self, code: &ContentCode) -> bool {
        let monthly = self.content(code).is_some_and(|content| content.unit == Unit::Month);
        monthly && self.part_period != PartPeriod::WholeMonths
    }

    /// The absence with this code.
    pub fn absence(&self, code: &str) -> Option<&Absence> {
        self.absences.iter().find(|absence| absence.code == code)
    }

    /// Whether the service is free of charge for everyone, and so can have no co-payment.
    pub fn is_free_for_all(&self) -> bool {
        self.free_of_charge.iter().any(|rule| rule.who == FreeFor::Everyone)
    }

    /// The days by which a part of a month is paid: operational days, or all.
    pub fn paid_days(&self, days: Days) -> u32 {
        match self.part_period {
            PartPeriod::OperationalDays => {
                let holidays = self.holidays.range(days.first_day..=days.last_day.max(days.first_day));
                let off = holidays.filter(|on| is_weekday(**on) && days.has(**on)).count();
                days.weekdays() - u32::try_from(off).unwrap_or_default()
            }
            PartPeriod::WholeMonths | PartPeriod::CalendarDays => days.count(),
        }
    }

    /// Whether a day is neither a weekend's nor a holiday.
    pub(crate) fn is_operational(&self, on: Date) -> bool {
        is_weekday(on) && !self.holidays.contains(&on)
    }

    /// The first day that may still be reported on a day: the window's days before the first of its month.
    pub fn window_opens(&self, today: Date) -> Date {
        let days = jiff::Span::new().days(i64::from(self.recording.window_days_before_month));
        today.first_of_month().checked_sub(days).unwrap_or(Date::MIN)
    }

    /// A percentage as a share: 35 as 0.35.
    pub(crate) fn share(percent: Decimal) -> Decimal {
        percent / Decimal::ONE_HUNDRED
    }
}
