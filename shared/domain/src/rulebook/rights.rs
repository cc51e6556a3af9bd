//! What a rulebook says of rights and duties: who pays nothing, absences, appeal, price changes, comparison.

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{euros::Euros, ids::ContentCode, language::Text};

/// Who pays nothing, and by which law. It holds on the service day, not for the service's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FreeOfCharge {
    /// For whom.
    pub who: FreeFor,
    /// What a status is called, as `front veteran`; with a status only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Text>,
    /// Act and section.
    pub law: String,
}

/// For whom a service is free of charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FreeFor {
    /// Everyone.
    Everyone,
    /// Until the day before this birthday.
    UnderAge(u8),
    /// Clients with a status, as `veteran`.
    Status(String),
}

/// An absence that is paid: a visit or day that was booked and not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Its code in events: `no-show`.
    pub code: String,
    /// Its names.
    pub names: Text,
    /// So much of the ordinary price and value is paid; 0 records it without money.
    pub percent: Decimal,
    /// Whether the client pays a part of it; otherwise the organiser pays all.
    pub client_pays: bool,
}

/// How a month that the voucher, the booking or the decision covers in part is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartPeriod {
    /// There are no part months: validity covers whole months.
    WholeMonths,
    /// By operational days: Monday to Friday without the holidays.
    OperationalDays,
    /// By calendar days.
    CalendarDays,
}

/// When a provider may change its prices; never retroactively.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceChanges {
    /// A change is told so many days before.
    pub notice_days: u16,
    /// Days of the year on which new prices may begin, as `01-01`; none means any day.
    pub begin_on: Vec<String>,
}

/// Where a decision is appealed: dated data per legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// Act and section that the right of appeal rests on.
    pub law: String,
    /// Who takes the request for rectification.
    pub authority: Text,
    /// Where it is sent.
    pub address: String,
    /// Days from service to make it.
    pub days: u16,
    /// A letter is taken to have arrived so many days after it was posted.
    pub service_by_post_days: u16,
    /// An electronic message is taken to have arrived so many days after it was sent.
    pub service_electronic_days: u16,
    /// A change to the client's detriment reaches back at most so many months.
    pub correction_months: u16,
    /// Where the decision on a request for rectification is appealed; publication demands it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<Court>,
}

/// The court that hears an appeal against a decision on a request for rectification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Court {
    /// Act and section that the right of appeal rests on.
    pub law: String,
    /// Which court.
    pub name: Text,
    /// Where the appeal is sent.
    pub address: String,
    /// Days from service to make it.
    pub days: u16,
}

/// The fee of the organiser's own comparable service, which the client is told (569/2009 section 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OwnFee {
    /// The own service is free of charge.
    Free,
    /// A fee a unit of each content.
    Flat(BTreeMap<ContentCode, Euros>),
    /// A percentage of the income above a limit, by weekly hours and family size.
    ByHours(OwnFeeTable),
    /// The fee of early childhood education, by its own parameters.
    EarlyEducation,
}

/// A fee table by hours and family size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnFeeTable {
    /// Monthly income that is not charged, for families of 1, 2, 3 and so on; the last one for larger ones.
    pub limits: Vec<Euros>,
    /// Rows by weekly hours, each up to its hours; the last one has no end.
    pub rows: Vec<OwnFeeRow>,
}

/// Percentages for up to so many weekly hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnFeeRow {
    /// Up to so many hours a week; the last row has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_to: Option<Decimal>,
    /// Percent of the income above the limit, for families of 1, 2, 3 and so on.
    pub percents: Vec<Decimal>,
}

impl FreeOfCharge {
    /// The last day on which somebody born on a day is free by age, if it is a matter of age.
    pub fn last_free_day(&self, born: Date) -> Option<Date> {
        let FreeFor::UnderAge(age) = self.who else { return None };
        let birthday = born.checked_add(jiff::Span::new().years(i64::from(age))).ok()?;
        birthday.yesterday().ok()
    }
}
