//! What people ask for in a run: made of the seed before it begins, so that it can be shortened afterwards.

use domain::ids::VoucherNumber;
use jiff::civil::{Date, date};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use web::Role;

use super::deed::{Act, Claim, Deed, Who, event_id};
use super::price::{self, Content, Share};
use super::world::{self, CLIENTS, COMPANIES, Unfounded};

/// A voucher as the traffic plans it.
pub(super) struct Planned {
    pub(super) number: String,
    pub(super) content: &'static Content,
    pub(super) companies: Vec<usize>,
    /// How many later decisions were asked for.
    pub(super) decisions: usize,
    /// To which company its later days were moved.
    pub(super) moved: Option<usize>,
}

/// The traffic of a seed: grants and bookings at first, then everything at once.
pub struct Traffic {
    pub(super) chance: ChaCha8Rng,
    deeds: Vec<Deed>,
    pub(super) vouchers: Vec<Planned>,
    claims: Vec<Claim>,
}

const FIRST: Date = date(2026, 9, 1);
pub(super) const LAST: Date = date(2026, 12, 31);

impl Traffic {
    /// All requests of a seed, at least sixty.
    pub fn of(seed: u64) -> Result<Vec<Deed>, Unfounded> {
        let chance = ChaCha8Rng::seed_from_u64(seed ^ 0x7261_6666_6963);
        let mut traffic = Self { chance, deeds: Vec::new(), vouchers: Vec::new(), claims: Vec::new() };
        for number in 0..traffic.chance.random_range(3..6) {
            traffic.grant(number)?;
        }
        for number in 0..traffic.chance.random_range(45..60) {
            match traffic.chance.random_range(0..26) {
                0..11 => traffic.record(number)?,
                11..13 => traffic.batch(number)?,
                13..16 => traffic.decide(number)?,
                19..21 => traffic.correct(number)?,
                21 => traffic.reverse(number)?,
                16..19 => traffic.again(),
                22 => traffic.move_later_days(number)?,
                23..25 => traffic.decide_anew(number)?,
                _ => traffic.settle(number),
            }
        }
        traffic.correct(1000)?;
        traffic.settle(1000);
        Ok(traffic.deeds)
    }

    fn grant(&mut self, number: usize) -> Result<(), Unfounded> {
        let content = &price::CONTENTS[self.chance.random_range(0..price::CONTENTS.len())];
        let key = format!("grant-{number}");
        let grantor = world::official(Role::Grantor)?;
        let voucher = VoucherNumber::of(&grantor.organiser, &grantor.id, &key).to_string();
        let drawn = self.chance.random_range(0..CLIENTS);
        let of_a_child = content.service == "early-education";
        let client = world::client(if of_a_child { CLIENTS + number } else { drawn })?;
        let mut granted = content.granted(0);
        granted["limits"] = json!({
            "day": self.chance.random_range(1..4) * content.usual, "week": 6 * content.usual,
            "month": self.chance.random_range(2..12) * content.usual, "total": 20 * content.usual,
        });
        let body = json!({"client": client, "service": content.service, "first_day": FIRST, "last_day": LAST,
            "contents": [granted]});
        self.ask(Who::Official(Role::Grantor), "/v1/vouchers".to_owned(), Some(key), body, Act::Other);
        let companies = self.book(number, &voucher);
        self.vouchers.push(Planned { number: voucher, content, companies, decisions: 0, moved: None });
        Ok(())
    }

    /// One company for all days, or a change of provider in the middle of a month.
    fn book(&mut self, number: usize, voucher: &str) -> Vec<usize> {
        let first = self.chance.random_range(0..COMPANIES);
        let path = format!("/v1/vouchers/{voucher}/bookings");
        let mut days = vec![(first, FIRST, LAST)];
        if self.chance.random_ratio(1, 3) {
            days =
                vec![(first, FIRST, date(2026, 10, 15)), ((first + 1) % COMPANIES, date(2026, 10, 16), LAST)];
        }
        for (company, first_day, last_day) in &days {
            let key = Some(format!("book-{number}-{company}"));
            let body = json!({"first_day": first_day, "last_day": last_day});
            self.ask(Who::Recorder(*company), path.clone(), key, body, Act::Other);
        }
        days.into_iter().map(|(company, ..)| company).collect()
    }

    fn claim(&mut self, id: String, company: Option<usize>) -> Claim {
        let planned = self.chance.random_range(0..self.vouchers.len());
        self.claim_on(planned, id, company)
    }

    fn claim_on(&mut self, planned: usize, id: String, company: Option<usize>) -> Claim {
        let Planned { number, content, companies, moved, .. } = &self.vouchers[planned];
        let all: Vec<usize> = companies.iter().chain(moved).copied().collect();
        let company = company.unwrap_or(all[self.chance.random_range(0..all.len())]);
        let on = date(2026, 9, 3).saturating_add(jiff::Span::new().days(self.chance.random_range(0..82)));
        let (from, length) = (self.chance.random_range(8..15), self.chance.random_range(1..=150));
        let share = match companies.iter().position(|one| *one == company) {
            Some(0) if companies.len() > 1 => Share::Before,
            Some(1) => Share::After,
            _ => Share::Whole,
        };
        let delivered = content.delivered(on, from, length, &self.chance.random_range(1..3), share);
        let mut sent = json!({"id": id, "voucher": number, "content": content.code, "unit": content.unit});
        for (field, value) in delivered.fields {
            sent[field] = value;
        }
        let month = on.strftime("%Y-%m").to_string();
        let voucher = number.clone();
        let prices = delivered.prices;
        let claim = Claim { company, id, sent, voucher, month, prices, replaces: None };
        self.claims.push(claim.clone());
        claim
    }

    /// A new id most often; sometimes one that is in use, for another delivery.
    fn next_claim(&mut self, number: usize, company: Option<usize>) -> Claim {
        if !self.claims.is_empty() && self.chance.random_ratio(1, 12) {
            let used = self.claims[self.chance.random_range(0..self.claims.len())].clone();
            if company.is_none_or(|company| company == used.company) {
                return self.claim(used.id, Some(used.company));
            }
        }
        self.claim(format!("e{number}"), company)
    }

    pub(super) fn record(&mut self, number: usize) -> Result<(), Unfounded> {
        let claim = self.next_claim(number, None);
        let who = Who::Recorder(claim.company);
        self.ask(who, "/v1/events".to_owned(), None, claim.sent.clone(), Act::Claims(vec![claim]));
        Ok(())
    }

    fn batch(&mut self, number: usize) -> Result<(), Unfounded> {
        let company = self.chance.random_range(0..COMPANIES);
        let lines = self.chance.random_range(2..9);
        let claims: Vec<Claim> =
            (0..lines).map(|line| self.next_claim(number * 100 + line + 10_000, Some(company))).collect();
        let events: Vec<Value> = claims.iter().map(|claim| claim.sent.clone()).collect();
        let path = "/v1/events/batch".to_owned();
        self.ask(Who::Recorder(company), path, None, json!({"events": events}), Act::Claims(claims));
        Ok(())
    }

    fn any_claim(&mut self) -> Option<Claim> {
        let at = self.chance.random_range(0..self.claims.len().max(1));
        self.claims.get(at).cloned()
    }

    /// What somebody claimed was otherwise: most often on the same voucher.
    fn correct(&mut self, number: usize) -> Result<(), Unfounded> {
        let Some(old) = self.any_claim() else { return Ok(()) };
        let same = self.vouchers.iter().position(|planned| planned.number == old.voucher);
        let other = self.chance.random_ratio(1, 20).then_some(0);
        let Some(planned) = other.or(same) else { return Ok(()) };
        let mut claim = self.claim_on(planned, format!("c{number}"), Some(old.company));
        claim.replaces = Some(old.id);
        if let Some(known) = self.claims.last_mut() {
            known.clone_from(&claim);
        }
        let (who, path, body) = (Who::Recorder(claim.company), claim.path()?, claim.sent.clone());
        self.ask(who, path, None, body, Act::Claims(vec![claim]));
        Ok(())
    }

    fn reverse(&mut self, number: usize) -> Result<(), Unfounded> {
        let Some(old) = self.any_claim() else { return Ok(()) };
        let own = self.chance.random_ratio(1, 2);
        let who = if own { Who::Recorder(old.company) } else { Who::Official(Role::Approver) };
        let path = format!("/v1/events/{}/reversal", event_id(old.company, &old.id)?);
        let body = json!({"reason": "not_delivered", "text": "Nobody came."});
        self.ask(who, path, Some(format!("reverse-{number}")), body, Act::Reverses(old.company, old.id));
        Ok(())
    }

    fn decide(&mut self, number: usize) -> Result<(), Unfounded> {
        let Some(claim) = self.any_claim() else { return Ok(()) };
        let event = event_id(claim.company, &claim.id)?;
        let body = json!({"approve": self.chance.random_ratio(2, 3), "reason": "checked"});
        let path = format!("/v1/held/{event}/decision");
        self.ask(Who::Official(Role::Approver), path, Some(format!("decide-{number}")), body, Act::Other);
        Ok(())
    }

    /// Something asked before, word for word.
    fn again(&mut self) {
        let deed = self.deeds[self.chance.random_range(0..self.deeds.len())].clone();
        self.deeds.push(deed);
    }

    fn settle(&mut self, number: usize) {
        let month = self.chance.random_range(9..12);
        let body = json!({"period": format!("2026-{month:02}")});
        let (path, key) = ("/v1/settlement-runs".to_owned(), Some(format!("run-{number}")));
        self.ask(Who::Official(Role::Finance), path, key, body, Act::Other);
    }

    pub(super) fn ask(&mut self, who: Who, path: String, key: Option<String>, body: Value, act: Act) {
        self.deeds.push(Deed { who, path, key, body, act });
    }
}
