//! The domain's refusals of grants and bookings as problems.

use domain::voucher::Refusal;
use web::Problem;

/// The problem of a refusal, at its field.
pub(crate) fn problem(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::LastDayBeforeFirst => Problem::new("last_day_before_first").at_field("last_day"),
        Refusal::RulebookNotInForce => Problem::new("rulebook_not_in_force").at_field("first_day"),
        Refusal::WrongArrangement => Problem::new("wrong_arrangement").at_field("service"),
        Refusal::OwnProduction => Problem::new("own_production").at_field("service"),
        Refusal::UnknownContent => Problem::new("unknown_content").at_field("contents"),
        Refusal::WrongValue => Problem::new("wrong_value").at_field("contents"),
        Refusal::NotWholeMonths => Problem::new("not_whole_months").at_field("first_day"),
        Refusal::ClientDied => Problem::new("client_died"),
        Refusal::OutsideValidity => Problem::new("outside_validity").at_field("first_day"),
        Refusal::BookingOverlaps => Problem::new("booking_overlaps").at_field("first_day"),
        Refusal::AlreadyDecided => Problem::new("already_decided"),
    }
}
