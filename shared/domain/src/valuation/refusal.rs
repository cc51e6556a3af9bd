//! Why a value can't be computed: what is missing, or what the rulebook does not know.

use jiff::civil::Date;

use crate::ids::ContentCode;

/// Why no value can be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The service has no such content, or it is asked for twice.
    #[error("unknown content {0}")]
    UnknownContent(ContentCode),
    /// The household is not known.
    #[error("household missing")]
    HouseholdMissing,
    /// The family is outside the rulebook's table.
    #[error("family of {0} is not in the table")]
    FamilyNotInTable(u32),
    /// What the client's housing costs is not known.
    #[error("housing costs missing")]
    HousingMissing,
    /// No set of numbers is in force on the day, or the one in force lacks some.
    #[error("parameters incomplete on {on}: {missing}")]
    ParametersIncomplete {
        /// The day.
        on: Date,
        /// The names of what is missing.
        missing: String,
    },
    /// The rulebook has no such relief.
    #[error("unknown relief {0}")]
    UnknownRelief(String),
    /// A price is asked for that the arrangement does not know, or is missing.
    #[error("price missing or superfluous")]
    WrongPrice,
    /// The days are none.
    #[error("last day before first day")]
    NoDays,
}

impl Refusal {
    /// The stable code that machines read.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::UnknownContent(_) => "unknown_content",
            Refusal::HouseholdMissing => "household_missing",
            Refusal::FamilyNotInTable(_) => "family_not_in_table",
            Refusal::HousingMissing => "housing_missing",
            Refusal::ParametersIncomplete { .. } => "parameters_incomplete",
            Refusal::UnknownRelief(_) => "unknown_relief",
            Refusal::WrongPrice => "wrong_value",
            Refusal::NoDays => "last_day_before_first",
        }
    }
}
