//! A family, a voucher in early education, and the officials' acts on its decisions.

use jiff::{Timestamp, civil::Date};

use super::super::*;
use crate::{
    circumstances::{Adult, Child, Household},
    ids::Organiser,
    money::Cents,
    rulebook,
    valuation::{self, Asked},
    voucher::{State as VoucherState, Voucher},
};

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn days(first: &str, last: &str) -> Days {
    Days { first_day: day(first), last_day: day(last) }
}

pub fn organiser() -> Organiser {
    "kajaani".parse().unwrap()
}

pub fn rulebook() -> Rulebook {
    let file = std::fs::read_to_string("../../infra/rulebooks/early-education.toml").unwrap();
    let mut rulebook = rulebook::parse(&file).unwrap();
    // The whole of the voucher's days under one known set of numbers.
    rulebook.early_education.as_mut().unwrap().fees.retain(|set| set.complete().is_ok());
    rulebook
}

/// A family of two adults with an income each, and one child who turns three in the middle of 2026.
pub fn family(from: Option<&str>, income: Option<&str>) -> Circumstances {
    let adult = || Adult { income: income.map(|text| text.parse().unwrap()) };
    let child = Child { born: day("2023-06-10"), paid_care: true, income: "0".parse().unwrap() };
    Circumstances {
        from: from.map(day),
        household: Some(Household { adults: vec![adult(), adult()], children: vec![child], child: Some(0) }),
        ..Circumstances::default()
    }
}

pub fn asked() -> Asked {
    Asked {
        from: None,
        code: "under3-full".parse().unwrap(),
        limits: None,
        price: None,
        support: None,
        reliefs: Vec::new(),
        raise: None,
    }
}

pub fn basis(circumstances: Vec<Circumstances>) -> Basis {
    let days = days("2026-01-01", "2026-12-31");
    Basis { rulebook: 1, born: day("2023-06-10"), circumstances, days, asked: vec![asked()] }
}

/// A voucher with its decisions.
pub struct World {
    pub rulebook: Rulebook,
    pub voucher: Voucher,
    pub decisions: Vec<Decision>,
    pub today: Date,
}

impl World {
    /// Granted for 2026 by the basis, all of it decided.
    pub fn granted(basis: &Basis) -> Self {
        let voucher = Voucher {
            voucher: VoucherNumber::of(&organiser(), "grantor", "1"),
            client: ClientId(uuid::Uuid::max()),
            service: "early-education".parse().unwrap(),
            rulebook: 1,
            decision: 1,
            first_day: basis.days.first_day,
            last_day: basis.days.last_day,
            state: VoucherState::Granted,
            terms: Vec::new(),
            bookings: Vec::new(),
            client_died: None,
        };
        let mut world =
            Self { rulebook: rulebook(), voucher, decisions: Vec::new(), today: day("2026-01-02") };
        world.regenerate(basis);
        for at in 0..world.decisions.len() {
            world.approve(at).unwrap();
        }
        world
    }

    pub fn regenerated(&self, basis: &Basis) -> Result<Regenerated, valuation::Refusal> {
        regenerate(RegenerationBasis {
            organiser: &organiser(),
            voucher: &self.voucher,
            decisions: &self.decisions,
            rulebook: &self.rulebook,
            basis,
            actor: "grantor",
            at: self.instant(),
            today: self.today,
            deadlines: Deadlines::default(),
        })
    }

    /// Regenerates and saves.
    pub fn regenerate(&mut self, basis: &Basis) -> Regenerated {
        let done = self.regenerated(basis).unwrap();
        self.decisions.retain(|decision| !done.dropped.contains(&decision.decision));
        for changed in done.lapsed.iter().chain(&done.new) {
            self.save(changed.clone());
        }
        done
    }

    pub fn approve(&mut self, at: usize) -> Result<(), Refusal> {
        let mut decision = self.decisions[at].clone();
        let by = Approval {
            actor: "grantor",
            at: self.instant(),
            today: self.today,
            grounds: "Tulot muuttuivat.",
            deadlines: Deadlines::default(),
        };
        let mut voucher = self.voucher.clone();
        let changed = approve(&mut voucher, &mut decision, &self.decisions, by)?;
        self.voucher = voucher;
        changed.into_iter().chain([decision]).for_each(|decision| self.save(decision));
        Ok(())
    }

    pub fn annul(&mut self, at: usize, from: &str) -> Result<(), Refusal> {
        let by = Approval {
            actor: "grantor",
            at: self.instant(),
            today: self.today,
            grounds: "Myönnetty erehdyksessä.",
            deadlines: Deadlines::default(),
        };
        annul(&mut self.voucher, &mut self.decisions[at], day(from), by)
    }

    pub fn act(&mut self, at: usize, act: Act) -> Result<(), Refusal> {
        let change = Change { act, actor: "grantor".into(), at: self.instant(), reason: String::new() };
        self.decisions[at].act(change, self.today, Deadlines::default())
    }

    fn instant(&self) -> Timestamp {
        crate::time::start_of(self.today)
    }

    fn save(&mut self, decision: Decision) {
        match self.decisions.iter_mut().find(|known| known.decision == decision.decision) {
            Some(known) => *known = decision,
            None => self.decisions.push(decision),
        }
    }

    pub fn open(&self) -> Vec<&Decision> {
        self.decisions.iter().filter(|decision| decision.state.is_prepared()).collect()
    }

    /// The co-payment on a day, as the voucher grants it.
    pub fn pays(&self, on: &str) -> Cents {
        self.voucher.terms_on(day(on)).unwrap().contents[0].copayment.unwrap()
    }
}
