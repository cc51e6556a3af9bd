//! One voucher, one provider and their ledger, for the rules to be tried on.

use super::super::*;
use crate::{
    ids::{ApplicationId, ClientId, VoucherNumber},
    money::Cents,
    provider::{Period, Price},
    quota::Limits,
    rulebook::{BandName, Unit},
    voucher::{GrantBasis, grant},
};

const NOW: &str = "2026-11-03T08:00:00Z";

pub(in super::super) fn organiser() -> Organiser {
    "varha".parse().unwrap()
}

pub(in super::super) fn provider() -> ProviderId {
    ProviderId::of(&organiser(), "9990001-6")
}

pub(in super::super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(in super::super) fn rulebook(service: &str) -> Rulebook {
    let path = format!("../../infra/rulebooks/{service}.toml");
    rulebook::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub(in super::super) fn granted(code: &str) -> Grant {
    Grant {
        code: code.parse().unwrap(),
        limits: Limits::default(),
        value: None,
        copayment: None,
        price: None,
        free_of_charge: None,
        free_by: None,
        raise: None,
    }
}

/// A world of one voucher, booked for October and November, and one approved provider.
pub(in super::super) struct World {
    pub(in super::super) rulebook: Rulebook,
    pub(in super::super) voucher: Voucher,
    /// Who reports.
    pub(in super::super) provider: ProviderId,
    pub(in super::super) approval: Option<Approval>,
    pub(in super::super) ledger: Ledger,
    pub(in super::super) now: Timestamp,
}

impl World {
    pub(in super::super) fn of(
        service: &str,
        contents: Vec<Grant>,
        prices: &[(&str, Option<&str>, i64)],
    ) -> Self {
        let rulebook = rulebook(service);
        let number = VoucherNumber::of(&organiser(), "grantor", "1");
        let client = ClientId::of(&organiser(), "grantor", "1");
        let (first_day, last_day) = (date("2026-10-01"), date("2026-11-30"));
        let booking = BookingId::of(&organiser(), "recorder", "1");
        let ordered = rulebook.arrangement == rulebook::Arrangement::Purchased;
        let mut voucher = grant(GrantBasis {
            voucher: number,
            client,
            rulebook: &rulebook,
            first_day,
            last_day,
            contents,
            ordered_from: ordered.then_some((provider(), booking)),
        })
        .unwrap();
        if !ordered {
            voucher
                .book(Booking { booking, provider: provider(), first_day, last_day, corrects_until: None })
                .unwrap();
        }
        let price = |(content, band, cents): &(&str, Option<&str>, i64)| Price {
            content: content.parse().unwrap(),
            band: band.map(|b| BandName(b.into())),
            price: Cents(*cents),
        };
        let approval = Some(Approval::new(
            provider(),
            rulebook.service.clone(),
            ApplicationId::of(&organiser(), "signatory", "1"),
            Period { first_day: date("2026-01-01"), last_day: None },
            prices.iter().map(price).collect(),
        ));
        Self {
            rulebook,
            voucher,
            provider: provider(),
            approval,
            ledger: Ledger::default(),
            now: NOW.parse().unwrap(),
        }
    }

    pub(in super::super) fn home_care(limits: Limits) -> Self {
        let prices: Vec<_> = ["day", "evening", "night", "saturday", "sunday"]
            .iter()
            .map(|band| ("home-care", Some(*band), 4000))
            .collect();
        Self::of("home-care", vec![Grant { limits, ..granted("home-care") }], &prices)
    }

    pub(in super::super) fn record(&mut self, reported: Reported) -> Result<Event, Refusal> {
        let organiser = organiser();
        let basis = RecordingBasis {
            organiser: &organiser,
            provider: self.provider,
            voucher: &self.voucher,
            rulebook: &self.rulebook,
            approval: self.approval.as_ref(),
            now: self.now,
        };
        record(basis, &mut self.ledger, reported)
    }

    pub(in super::super) fn correct(
        &mut self,
        event: &mut Event,
        reported: Reported,
        reversal: crate::event::Reversal,
    ) -> Result<Event, Refusal> {
        let organiser = organiser();
        let basis = RecordingBasis {
            organiser: &organiser,
            provider: self.provider,
            voucher: &self.voucher,
            rulebook: &self.rulebook,
            approval: self.approval.as_ref(),
            now: self.now,
        };
        super::super::correct(basis, &mut self.ledger, event, reported, reversal)
    }

    pub(in super::super) fn visit(&mut self, id: &str, start: &str, end: &str) -> Result<Event, Refusal> {
        let (start, end) = (time::instant(start).unwrap(), time::instant(end).unwrap());
        let delivery = Delivery::Visit(Interval { start, end });
        self.record(self.reported(id, "home-care", Unit::Hour, delivery))
    }

    pub(in super::super) fn pieces(
        &mut self,
        id: &str,
        content: &str,
        unit: Unit,
        day: &str,
        quantity: u64,
    ) -> Result<Event, Refusal> {
        self.record(self.reported(id, content, unit, Delivery::Pieces { day: date(day), quantity }))
    }

    pub(in super::super) fn reported(
        &self,
        id: &str,
        content: &str,
        unit: Unit,
        delivery: Delivery,
    ) -> Reported {
        let voucher = self.voucher.voucher.clone();
        Reported { id: id.into(), voucher, content: content.parse().unwrap(), unit, absence: None, delivery }
    }

    /// Refused, and the ledger is as it was.
    pub(in super::super) fn refuses(
        &mut self,
        refusal: Refusal,
        act: impl FnOnce(&mut Self) -> Result<Event, Refusal>,
    ) {
        let before = self.ledger.clone();
        assert_eq!(act(self).unwrap_err(), refusal);
        assert_eq!(self.ledger, before, "{refusal:?} changed the ledger");
    }

    pub(in super::super) fn money(&self) -> Cents {
        self.ledger.accounts.values().flat_map(|account| &account.lines).map(|line| line.provider).sum()
    }
}
