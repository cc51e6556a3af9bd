//! How much of a voucher is used: by day inside the recording window, by month and in total.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ids::ContentCode,
    time::{Days, Month, iso_week},
};

/// The most that may be delivered, in the content's smallest unit (minutes or pieces). None means no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// In a Helsinki day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<u64>,
    /// In an ISO week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<u64>,
    /// In a calendar month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u64>,
    /// In the voucher's whole validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

/// The use of every content of a voucher.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quota(BTreeMap<ContentCode, Use>);

/// The use of one content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// Approved.
    pub used: u64,
    /// Reserved by events that wait for an approver.
    pub held: u64,
    /// Used and held by month.
    months: BTreeMap<Month, MonthUse>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct MonthUse {
    total: u64,
    #[serde(default, skip_serializing_if = "DayUses::is_empty")]
    days: DayUses,
}

/// Use by day of month, packed, so that a quota stays under a kilobyte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct DayUses(Vec<u16>);

/// The limits that a delivery would break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverLimit;

impl Quota {
    /// Whether so much more fits on a day inside every limit.
    pub fn room(
        &self,
        content: &ContentCode,
        limits: &Limits,
        on: Date,
        quantity: u64,
    ) -> Result<(), OverLimit> {
        let none = Use::default();
        let before = self.0.get(content).unwrap_or(&none);
        let fits =
            |limit: Option<u64>, used: u64| limit.is_none_or(|most| used.saturating_add(quantity) <= most);
        let within = fits(limits.total, before.used + before.held)
            && fits(limits.month, before.in_month(Month::of(on)))
            && (limits.day.is_none() || fits(limits.day, before.on(on)))
            && (limits.week.is_none() || fits(limits.week, before.in_week(on)));
        if within { Ok(()) } else { Err(OverLimit) }
    }

    /// The same for a content whose months several may share: `shares` are the days of each, without a day twice. A
    /// month counts what the one with the most of it has.
    pub fn room_in_shares(
        &self,
        content: &ContentCode,
        limits: &Limits,
        on: Date,
        quantity: u64,
        shares: impl Iterator<Item = Days> + Clone,
    ) -> Result<(), OverLimit> {
        if *limits == Limits::default() {
            return Ok(());
        }
        let mut after = self.0.get(content).cloned().unwrap_or_default();
        after.add(on, quantity);
        let counted = |(month, used): (&Month, &MonthUse)| used.counted(*month, shares.clone());
        let fits = |limit: Option<u64>, used: u64| limit.is_none_or(|most| used <= most);
        let in_month = after.months.get_key_value(&Month::of(on)).map_or(0, counted);
        let within = fits(limits.total, after.months.iter().map(counted).sum())
            && fits(limits.month, in_month)
            && fits(limits.day, after.on(on))
            && fits(limits.week, after.in_week(on));
        if within { Ok(()) } else { Err(OverLimit) }
    }

    /// Reserves for an event: as used, or as held until an approver decides.
    pub fn reserve(&mut self, content: &ContentCode, on: Date, quantity: u64, held: bool) {
        let entry = self.0.entry(content.clone()).or_default();
        *(if held { &mut entry.held } else { &mut entry.used }) += quantity;
        entry.add(on, quantity);
    }

    /// What an approver approved moves from held to used.
    pub fn approve_held(&mut self, content: &ContentCode, quantity: u64) {
        if let Some(entry) = self.0.get_mut(content) {
            entry.held = entry.held.saturating_sub(quantity);
            entry.used += quantity;
        }
    }

    /// What was used, or held and never approved, is free again.
    pub fn release(&mut self, content: &ContentCode, on: Date, quantity: u64, held: bool) {
        let Some(entry) = self.0.get_mut(content) else { return };
        let reserved = if held { &mut entry.held } else { &mut entry.used };
        *reserved = reserved.saturating_sub(quantity);
        if let Some(month) = entry.months.get_mut(&Month::of(on)) {
            month.total = month.total.saturating_sub(quantity);
            month.days.subtract(on, quantity);
        }
    }

    /// Forgets the days before the recording window, of contents that are not counted by them: no event can fall
    /// there any more.
    pub fn forget_days_before(&mut self, window_opens: Date, counts_by_day: impl Fn(&ContentCode) -> bool) {
        let week_before = window_opens.checked_sub(jiff::Span::new().days(7)).unwrap_or(window_opens);
        let first_kept = Month::of(week_before);
        for (_, entry) in self.0.iter_mut().filter(|(content, _)| !counts_by_day(content)) {
            for (_, month) in entry.months.range_mut(..first_kept) {
                month.days = DayUses::default();
            }
        }
    }

    /// The use of a content in a month, held included.
    pub fn in_month(&self, content: &ContentCode, month: Month) -> u64 {
        self.0.get(content).map_or(0, |entry| entry.in_month(month))
    }

    /// The use of a content on some days of one month, held included; days before the recording window may be forgotten.
    pub fn on_days(&self, content: &ContentCode, days: Days) -> u64 {
        let month = self.0.get(content).and_then(|entry| entry.months.get(&Month::of(days.first_day)));
        month.map_or(0, |month| month.days.in_days(days))
    }

    /// The use of each content.
    pub fn uses(&self) -> impl Iterator<Item = (&ContentCode, &Use)> {
        self.0.iter()
    }
}

impl Use {
    fn add(&mut self, on: Date, quantity: u64) {
        let month = self.months.entry(Month::of(on)).or_default();
        month.total += quantity;
        month.days.add(on, quantity);
    }

    fn in_month(&self, month: Month) -> u64 {
        self.months.get(&month).map_or(0, |m| m.total)
    }

    fn on(&self, on: Date) -> u64 {
        self.months.get(&Month::of(on)).map_or(0, |m| m.days.on(on))
    }

    /// The seven days of the ISO week, which may lie in two months and two years.
    fn in_week(&self, on: Date) -> u64 {
        let week = iso_week(on);
        let nearby = (-6..=6).filter_map(|days| on.checked_add(jiff::Span::new().days(days)).ok());
        nearby.filter(|day| iso_week(*day) == week).map(|day| self.on(day)).sum()
    }
}

impl MonthUse {
    /// The use of the one with the most, beside what is on nobody's days.
    fn counted(&self, month: Month, shares: impl Iterator<Item = Days>) -> u64 {
        let shares = shares.filter_map(|share| share.common(&month.days()));
        let uses = shares.map(|share| self.days.in_days(share));
        let (sum, most) = uses.fold((0, 0), |(sum, most), used| (sum + used, used.max(most)));
        self.total.saturating_sub(sum) + most
    }
}

impl DayUses {
    fn in_days(&self, days: Days) -> u64 {
        let first = Self::index(days.first_day);
        let uses = self.0.iter().take(Self::index(days.last_day) + 1).skip(first);
        uses.map(|used| u64::from(*used)).sum()
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn index(on: Date) -> usize {
        usize::from(on.day().unsigned_abs()) - 1
    }

    fn on(&self, on: Date) -> u64 {
        self.0.get(Self::index(on)).copied().map_or(0, u64::from)
    }

    /// A day's use saturates at 65 535 minutes or pieces: far above what `recording` lets into a day.
    fn add(&mut self, on: Date, quantity: u64) {
        let index = Self::index(on);
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        let sum = u64::from(self.0[index]) + quantity;
        self.0[index] = u16::try_from(sum).unwrap_or(u16::MAX);
    }

    fn subtract(&mut self, on: Date, quantity: u64) {
        if let Some(day) = self.0.get_mut(Self::index(on)) {
            *day = day.saturating_sub(u16::try_from(quantity).unwrap_or(u16::MAX));
        }
    }
}

impl TryFrom<String> for DayUses {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| "days of use are base64")?;
        Ok(Self(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()))
    }
}

impl From<DayUses> for String {
    fn from(days: DayUses) -> String {
        STANDARD_NO_PAD.encode(days.0.iter().flat_map(|day| day.to_le_bytes()).collect::<Vec<u8>>())
    }
}

#[cfg(test)]
mod tests;
