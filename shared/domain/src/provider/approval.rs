//! A provider's approval for one service: the days on which it may deliver, whether it may be chosen, and its prices.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::prices::{Price, PriceList};
use crate::{
    ids::{ApplicationId, ContentCode, ProviderId, ServiceCode},
    money::Cents,
    rulebook::BandName,
};

/// A provider's approval for one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Whose.
    pub provider: ProviderId,
    /// For what.
    pub service: ServiceCode,
    /// The application that it rests on: what happens to that one happens to this.
    pub application: ApplicationId,
    /// Whether it takes new bookings and is shown in the register. Ends at once, whatever the days say.
    pub standing: Standing,
    /// The days on which it may deliver, in order and apart: a suspension is the gap between two.
    pub periods: Vec<Period>,
    /// Whether it has room, as the provider tells.
    #[serde(default)]
    pub availability: Availability,
    /// What it charges, in the order of the first days.
    pub price_lists: Vec<PriceList>,
}

/// Whether a provider may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It takes new bookings.
    Open,
    /// It takes none for the time being.
    Suspended,
    /// It takes none any more.
    Ended,
}

/// Whether a provider has room for new clients. It tells so itself; nothing is decided by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Availability {
    /// Yes unless told otherwise.
    pub takes_new_clients: bool,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_free_day: Option<Date>,
}

impl Default for Availability {
    fn default() -> Self {
        Self { takes_new_clients: true, next_free_day: None }
    }
}

/// Days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first of them.
    pub first_day: Date,
    /// The last of them, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
}

impl Period {
    fn has(&self, on: Date) -> bool {
        self.first_day <= on && self.last_day.is_none_or(|last| on <= last)
    }
}

impl Approval {
    /// A new approval, from a day on, with its first price list.
    pub fn new(
        provider: ProviderId,
        service: ServiceCode,
        application: ApplicationId,
        period: Period,
        prices: Vec<Price>,
    ) -> Self {
        let price_lists = vec![PriceList { first_day: period.first_day, prices }];
        let (standing, periods) = (Standing::Open, vec![period]);
        let availability = Availability::default();
        Self { provider, service, application, standing, periods, availability, price_lists }
    }

    /// Whether a delivery of this day is within the approval.
    pub fn holds_on(&self, on: Date) -> bool {
        self.periods.iter().any(|period| period.has(on))
    }

    /// Whether a client may choose the provider for days that begin with this one.
    pub fn takes_bookings_from(&self, on: Date) -> bool {
        self.standing == Standing::Open && self.holds_on(on)
    }

    /// The price of a content in a band on the day of service.
    pub fn price(&self, content: &ContentCode, band: Option<&BandName>, on: Date) -> Option<Cents> {
        let asked = |p: &&Price| p.content == *content && p.band.as_ref() == band;
        self.prices(on).iter().find(asked).map(|p| p.price)
    }

    /// The price list of a day; empty before the first one.
    pub fn prices(&self, on: Date) -> &[Price] {
        let begun = self.price_lists.iter().rfind(|list| list.first_day <= on);
        begun.map(|list| list.prices.as_slice()).unwrap_or_default()
    }

    /// Announces prices: they replace what was announced for the same day, and end when the next list begins.
    pub fn announce(&mut self, list: PriceList) {
        self.price_lists.retain(|known| known.first_day != list.first_day);
        let at = self.price_lists.partition_point(|known| known.first_day < list.first_day);
        self.price_lists.insert(at, list);
    }

    /// Rests on a newer application from now on: new days are joined to the old, and the prices begin on the first
    /// of the new days. What was delivered before keeps its approval and its price.
    pub fn renew(&mut self, application: ApplicationId, period: Period, prices: Vec<Price>) {
        self.application = application;
        self.standing = Standing::Open;
        self.join(period);
        self.price_lists.retain(|list| list.first_day < period.first_day);
        self.price_lists.push(PriceList { first_day: period.first_day, prices });
    }

    /// No new bookings from now on, and no deliveries from a day on.
    pub fn stop(&mut self, standing: Standing, from: Date) {
        self.standing = standing;
        self.close(from);
    }

    /// May be chosen again, and deliver from a day on.
    pub fn resume(&mut self, period: Period) {
        self.standing = Standing::Open;
        self.join(period);
    }

    /// Whether there is a day of the approval on this day or after it.
    pub fn holds_after(&self, on: Date) -> bool {
        self.periods.iter().any(|period| period.last_day.is_none_or(|last| on <= last))
    }

    /// Adds days, after cutting off what they replace.
    fn join(&mut self, period: Period) {
        self.close(period.first_day);
        match self.periods.last_mut() {
            Some(before) if before.last_day.is_some_and(|last| is_next(last, period.first_day)) => {
                before.last_day = period.last_day;
            }
            _ => self.periods.push(period),
        }
    }

    /// Cuts the days off before one.
    fn close(&mut self, from: Date) {
        let last = from.yesterday().unwrap_or(Date::MIN);
        self.periods.retain(|period| period.first_day < from);
        if let Some(open) = self.periods.last_mut().filter(|period| period.has(from)) {
            open.last_day = Some(last);
        }
    }
}

fn is_next(last: Date, first: Date) -> bool {
    last.checked_add(1.day()).is_ok_and(|next| next == first)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn price(cents: i64) -> Vec<Price> {
        vec![Price { content: "visit".parse().unwrap(), band: None, price: Cents(cents) }]
    }

    fn from(first_day: Date) -> Period {
        Period { first_day, last_day: None }
    }

    fn application(n: &str) -> ApplicationId {
        ApplicationId::of(&"testila".parse().unwrap(), "signatory", n)
    }

    fn approval() -> Approval {
        let provider = ProviderId::of(&"testila".parse().unwrap(), "9990001-6");
        let service = "physiotherapy".parse().unwrap();
        Approval::new(provider, service, application("1"), from(date(2026, 1, 1)), price(5000))
    }

    fn charged(approval: &Approval, on: Date) -> Option<i64> {
        approval.price(&"visit".parse().unwrap(), None, on).map(|cents| cents.0)
    }

    #[test]
    fn a_suspension_stops_new_bookings_at_once_and_deliveries_from_its_day() {
        let mut approval = approval();
        approval.stop(Standing::Suspended, date(2026, 3, 10));
        assert!(!approval.takes_bookings_from(date(2026, 3, 1)), "whatever the days say");
        assert!(approval.holds_on(date(2026, 3, 9)), "what was delivered before is paid");
        assert!(!approval.holds_on(date(2026, 3, 10)));
        approval.resume(from(date(2026, 4, 1)));
        assert!(approval.takes_bookings_from(date(2026, 4, 1)));
        assert!(!approval.holds_on(date(2026, 3, 31)), "the days between stay without approval");
        assert!(approval.holds_on(date(2026, 3, 9)));
    }

    #[test]
    fn an_approval_for_a_time_ends_with_its_last_day() {
        let mut approval = approval();
        approval.periods = vec![Period { last_day: Some(date(2026, 6, 30)), ..from(date(2026, 1, 1)) }];
        assert!(approval.holds_on(date(2026, 6, 30)));
        assert!(!approval.holds_on(date(2026, 7, 1)) && !approval.holds_on(date(2025, 12, 31)));
        approval.stop(Standing::Ended, date(2026, 8, 1));
        assert!(approval.holds_on(date(2026, 6, 30)) && !approval.holds_on(date(2026, 7, 15)));
    }

    #[test]
    fn a_service_has_the_price_of_its_day() {
        let mut approval = approval();
        approval.renew(application("2"), from(date(2026, 7, 1)), price(6000));
        assert_eq!(charged(&approval, date(2025, 12, 31)), None);
        assert_eq!(charged(&approval, date(2026, 6, 30)), Some(5000));
        assert_eq!(charged(&approval, date(2026, 7, 1)), Some(6000));
    }

    #[test]
    fn announced_prices_wait_for_their_day_and_end_with_the_next() {
        let mut approval = approval();
        let list = |first_day, cents| PriceList { first_day, prices: price(cents) };
        approval.announce(list(date(2027, 8, 1), 5500));
        approval.announce(list(date(2027, 1, 1), 5200));
        approval.announce(list(date(2027, 1, 1), 5300));
        let days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 7, 31), date(2027, 8, 1)];
        assert_eq!(days.map(|on| charged(&approval, on)), [5000, 5300, 5300, 5500].map(Some));
    }

    #[test]
    fn a_renewal_keeps_the_days_before_and_leaves_no_gap() {
        let mut approval = approval();
        approval.renew(application("2"), from(date(2026, 7, 1)), price(6000));
        assert_eq!(approval.periods, [from(date(2026, 1, 1))]);
        assert_eq!(approval.application, application("2"));
        approval.stop(Standing::Ended, date(2026, 9, 1));
        approval.renew(application("3"), from(date(2026, 10, 1)), price(7000));
        let ended = Period { last_day: Some(date(2026, 8, 31)), ..from(date(2026, 1, 1)) };
        assert_eq!(approval.periods, [ended, from(date(2026, 10, 1))]);
    }

    #[test]
    fn an_approval_that_is_stopped_before_it_begins_never_holds() {
        let mut approval = approval();
        approval.stop(Standing::Ended, date(2025, 12, 1));
        assert_eq!(approval.periods, []);
    }
}
