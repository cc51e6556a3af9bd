//! What is wrong with prices, as problems.

use domain::{
    ids::ServiceCode,
    provider::{BeginningRefusal, PriceFinding},
};
use web::Problem;

/// A finding in a price list.
pub(crate) fn finding(finding: PriceFinding, service: &ServiceCode) -> Problem {
    match finding {
        PriceFinding::Unknown(content) => Problem::new("price_unknown_content").with_note(content.as_str()),
        PriceFinding::BandMissing(content) => Problem::new("price_band_missing").with_note(content.as_str()),
        PriceFinding::OutOfRange(content) => Problem::new("price_out_of_range").with_note(content.as_str()),
        PriceFinding::AboveCeiling(content) => {
            Problem::new("price_above_ceiling").with_note(content.as_str())
        }
        PriceFinding::Nothing => Problem::new("prices_missing").with_note(service.as_str()),
    }
}

/// A day on which prices cannot begin.
pub(crate) fn beginning(refusal: BeginningRefusal) -> Problem {
    match refusal {
        BeginningRefusal::Retroactive => Problem::new("retroactive_change"),
        BeginningRefusal::NoticeTooShort { earliest } => {
            Problem::new("price_notice_too_short").with_note(earliest.to_string())
        }
        BeginningRefusal::NotADayOfChange => Problem::new("price_day_not_allowed"),
    }
    .at_field("first_day")
}
