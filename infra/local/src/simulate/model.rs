//! The reference: what was acknowledged, and what it costs. It knows nothing of quotas, accounts or transactions.

use std::collections::{BTreeMap, BTreeSet};

use domain::handover::PaymentStatus;
use domain::ids::RunId;
use domain::invoice::InvoiceNumber;
use domain::time::Month;
use serde_json::Value;

use super::deed::{Act, Claim, Deed};
use super::price::MOVED_FROM;

/// Money of the organiser and of the client, in cents.
pub type Money = (i64, i64);

/// What a run was told, by company and external id.
#[derive(Default)]
pub struct Model {
    known: BTreeMap<(usize, String), Known>,
    /// The acknowledged later decisions on each voucher, by the path of what made them.
    decided: BTreeMap<String, BTreeSet<String>>,
    /// The company that has the later days of each voucher which was moved.
    moved: BTreeMap<String, usize>,
    /// Invoices that were acknowledged as paid, by run.
    paid: BTreeSet<(RunId, InvoiceNumber)>,
    /// Answers that contradict each other or the arithmetic.
    pub wrong: Vec<String>,
    /// Nothing is under way: an answer tells how things are, not how they were.
    pub calm: bool,
}

#[derive(Default)]
struct Known {
    claims: Vec<Claim>,
    /// The content that was recorded, and how far it came.
    recorded: Option<(usize, String)>,
    /// Whether it was taken back, alone or by a correction.
    reversed: bool,
}

/// How far an event came; a later answer never goes back.
fn rank(status: &str) -> u8 {
    match status {
        "held" => 1,
        "approved" | "rejected" => 2,
        _ => 3,
    }
}

impl Model {
    /// Remembers what a request claims, before it is sent.
    pub fn expect(&mut self, deed: &Deed) {
        for claim in deed.claims() {
            let known = self.known.entry((claim.company, claim.id.clone())).or_default();
            if !known.claims.iter().any(|other| other.is_again(claim)) {
                known.claims.push(claim.clone());
            }
        }
    }

    /// Hears an answer: nothing is definitive about "try again".
    pub fn hear(&mut self, deed: &Deed, status: u16, body: &Value) {
        if status == 500 {
            self.wrong.push(format!("{}: {body}", deed.path));
        }
        for (at, claim) in deed.claims().iter().enumerate() {
            let answer = if deed.path.ends_with("/batch") { &body["results"][at] } else { body };
            if status < 500 {
                self.hear_line(claim, answer);
            }
        }
        if matches!(status, 200 | 201) {
            self.acknowledged(deed);
        }
    }

    fn acknowledged(&mut self, deed: &Deed) {
        match &deed.act {
            Act::Other | Act::Claims(_) => {}
            Act::Reverses(company, id) => {
                self.known.entry((*company, id.clone())).or_default().reversed = true;
            }
            Act::Decides(voucher) => {
                self.decided.entry(voucher.clone()).or_default().insert(deed.path.clone());
            }
            Act::Moves(voucher, company) => {
                self.moved.insert(voucher.clone(), *company);
            }
            Act::Pays(run, payments) => {
                let paid = payments.iter().filter(|payment| payment.status == PaymentStatus::Paid);
                self.paid.extend(paid.map(|payment| (*run, payment.invoice_number.clone())));
            }
        }
    }

    /// Whether an invoice was acknowledged as paid: then it is, for ever.
    pub fn is_paid(&self, run: RunId, invoice: &InvoiceNumber) -> bool {
        self.paid.contains(&(run, invoice.clone()))
    }

    fn hear_line(&mut self, claim: &Claim, answer: &Value) {
        let Some(known) = self.known.get_mut(&(claim.company, claim.id.clone())) else { return };
        let status = answer["status"].as_str().unwrap_or("refused");
        let this = known.claims.iter().position(|other| other.is_again(claim));
        let Some(this) = this.filter(|_| status != "refused") else { return };
        let told = (answer["provider_cents"].as_i64(), answer["client_cents"].as_i64());
        let now = Self::price(&self.decided, claim);
        // A decision is under way until its accounts have followed; what was taken back follows none.
        let any = !self.calm || !matches!(status, "approved" | "held");
        let mut right = claim.prices.iter().filter(|price| any || **price == now);
        if !right.any(|(organiser, client)| told == (Some(*organiser), Some(*client))) {
            self.wrong.push(format!("{}: {answer} should be {claim:?}", claim.id));
        }
        let gone = known.reversed || status != "rejected" && is_moved(&self.moved, claim);
        if self.calm && gone != (status == "reversed") {
            self.wrong.push(format!("{}: taken back {gone}, answered {status}", claim.id));
        }
        match &known.recorded {
            Some((other, _)) if *other != this && known.claims[*other].sent == claim.sent => {}
            Some((other, _)) if *other != this => {
                self.wrong.push(format!("{} is recorded twice, with two contents", claim.id));
            }
            Some((_, before)) if rank(status) < rank(before) => {}
            Some((_, before)) if rank(status) == rank(before) && status != before => {
                self.wrong.push(format!("{} was {before} and is {status}", claim.id));
            }
            _ => known.recorded = Some((this, status.to_owned())),
        }
        if let Some(old) = &claim.replaces {
            self.known.entry((claim.company, old.clone())).or_default().reversed = true;
        }
    }

    /// What a claim costs under the decisions on its voucher.
    fn price(decided: &BTreeMap<String, BTreeSet<String>>, claim: &Claim) -> Money {
        let decisions = decided.get(&claim.voucher).map_or(0, BTreeSet::len);
        claim.prices.get(decisions).copied().unwrap_or_default()
    }

    /// Every content that was ever sent, to be sent once more.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.known.values().flat_map(|known| &known.claims)
    }

    /// What was recorded and stands, with how far it came.
    fn standing(&self) -> impl Iterator<Item = (&Claim, &str)> {
        self.known.values().filter(|known| !known.reversed).filter_map(|known| {
            let (at, status) = known.recorded.as_ref()?;
            let claim = known.claims.get(*at).filter(|claim| !is_moved(&self.moved, claim))?;
            Some((claim, status.as_str()))
        })
    }

    /// What the approved events cost, by company, voucher and month.
    pub fn money(&self) -> BTreeMap<(usize, String, String), Money> {
        let mut money: BTreeMap<_, Money> = BTreeMap::new();
        for (claim, _) in self.standing().filter(|(_, status)| *status == "approved") {
            let place = (claim.company, claim.voucher.clone(), claim.month.clone());
            let sum = money.entry(place).or_default();
            let price = Self::price(&self.decided, claim);
            *sum = (sum.0 + price.0, sum.1 + price.1);
        }
        money
    }
}

/// Whether the days of a claim are another company's now: then it is taken back.
fn is_moved(moved: &BTreeMap<String, usize>, claim: &Claim) -> bool {
    let others = moved.get(&claim.voucher).is_some_and(|company| *company != claim.company);
    others && claim.month.parse().is_ok_and(|month: Month| month >= Month::of(MOVED_FROM))
}
