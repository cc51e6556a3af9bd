//! Limits, one test for each.

use super::*;

fn code() -> ContentCode {
    "home-care".parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn after(uses: &[(&str, u64)]) -> Quota {
    let mut quota = Quota::default();
    for (on, quantity) in uses {
        quota.reserve(&code(), day(on), *quantity, false);
    }
    quota
}

#[test]
fn a_week_is_counted_over_the_turn_of_the_year() {
    let quota = after(&[("2026-12-30", 60), ("2027-01-02", 60)]);
    let limits = Limits { week: Some(150), ..Limits::default() };
    assert_eq!(quota.room(&code(), &limits, day("2027-01-03"), 31), Err(OverLimit));
    assert_eq!(quota.room(&code(), &limits, day("2027-01-03"), 30), Ok(()));
    assert_eq!(quota.room(&code(), &limits, day("2027-01-04"), 150), Ok(()), "a new week");
}

#[test]
fn day_month_and_total_each_stop_alone() {
    let quota = after(&[("2026-10-05", 60)]);
    let on = day("2026-10-05");
    for limits in [
        Limits { day: Some(100), ..Limits::default() },
        Limits { month: Some(100), ..Limits::default() },
        Limits { total: Some(100), ..Limits::default() },
    ] {
        assert_eq!(quota.room(&code(), &limits, on, 41), Err(OverLimit), "{limits:?}");
        assert_eq!(quota.room(&code(), &limits, on, 40), Ok(()), "{limits:?}");
    }
}

#[test]
fn held_reserves_and_a_rejection_frees() {
    let mut quota = Quota::default();
    let (on, limits) = (day("2026-10-05"), Limits { day: Some(60), total: Some(60), ..Limits::default() });
    quota.reserve(&code(), on, 60, true);
    assert_eq!(quota.room(&code(), &limits, on, 1), Err(OverLimit));
    quota.release(&code(), on, 60, true);
    assert_eq!(quota.room(&code(), &limits, on, 60), Ok(()));
}

#[test]
fn a_quota_survives_its_json_and_stays_small() {
    let mut quota = Quota::default();
    for offset in 0..150 {
        let on = day("2026-06-01").checked_add(jiff::Span::new().days(offset)).unwrap();
        quota.reserve(&code(), on, 200, false);
    }
    let json = serde_json::to_string(&quota).unwrap();
    assert_eq!(serde_json::from_str::<Quota>(&json).unwrap(), quota);
    assert!(json.len() < 1000 - 150, "{} bytes", json.len());
}

#[test]
fn days_before_the_window_are_forgotten_and_months_kept() {
    let mut quota = after(&[("2026-05-05", 60), ("2026-10-05", 60)]);
    quota.forget_days_before(day("2026-08-02"), |_| false);
    assert_eq!(quota.0[&code()].on(day("2026-05-05")), 0);
    assert_eq!(quota.0[&code()].in_month("2026-05".parse().unwrap()), 60);
    assert_eq!(quota.0[&code()].on(day("2026-10-05")), 60);
}
