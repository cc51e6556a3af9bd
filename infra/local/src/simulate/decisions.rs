//! Retroactive decisions in the traffic: a value is lowered on a client's request, twice at most; anything else is annulled.
//! And an official moves a client to another company, on days gone by too.

use domain::ids::{DecisionId, VoucherNumber};
use rand::RngExt;
use serde_json::json;
use web::Role;

use super::deed::{Act, Who};
use super::price::{DECIDED_FROM, MOVED_FROM};
use super::traffic::{LAST, Traffic};
use super::world::{self, COMPANIES, Unfounded};

impl Traffic {
    /// The next decision on some voucher, in all its steps, with something recorded between them.
    pub(super) fn decide_anew(&mut self, number: usize) -> Result<(), Unfounded> {
        let at = self.chance.random_range(0..self.vouchers.len());
        let planned = &mut self.vouchers[at];
        if planned.decisions == planned.content.decisions() {
            return Ok(());
        }
        planned.decisions += 1;
        let (voucher, content, decision) = (planned.number.clone(), planned.content, planned.decisions);
        if content.decisions() == 1 {
            let path = format!("/v1/decisions/{}/annulment", made(&voucher, 0)?);
            let body = json!({"from": DECIDED_FROM, "reason": "A mistake."});
            self.official(path, format!("annul-{number}"), body, Act::Decides(voucher));
            return Ok(());
        }
        let request = format!("/v1/decisions/{}/rectification-request", made(&voucher, decision - 1)?);
        let body = json!({"received": "2026-11-19", "reason": "The income is wrong."});
        self.official(request.clone(), format!("request-{number}"), body, Act::Other);
        self.record(20_000 + number)?;
        let body = json!({
            "reason": "Put right.", "first_day": DECIDED_FROM, "last_day": LAST,
            "contents": [content.granted(decision)],
        });
        let decides = Act::Decides(voucher.clone());
        self.official(format!("{request}/acceptance"), format!("accept-{number}"), body, decides);
        self.record(30_000 + number)?;
        let letter = format!("/v1/decisions/{}/letter", made(&voucher, decision)?);
        self.official(letter, format!("letter-{number}"), json!({}), Act::Other);
        Ok(())
    }

    /// November and what follows go to a company that has no days of the voucher, once.
    pub(super) fn move_later_days(&mut self, number: usize) -> Result<(), Unfounded> {
        let at = self.chance.random_range(0..self.vouchers.len());
        let planned = &mut self.vouchers[at];
        let last = planned.companies.last().copied().unwrap_or_default();
        let to = planned.moved.unwrap_or((last + 1) % COMPANIES);
        planned.moved = Some(to);
        let voucher = planned.number.clone();
        let body = json!({"provider": world::provider(to)?, "from": MOVED_FROM});
        let path = format!("/v1/vouchers/{voucher}/moves");
        self.official(path, format!("move-{number}"), body, Act::Moves(voucher, to));
        self.record(40_000 + number)
    }

    fn official(&mut self, path: String, key: String, body: serde_json::Value, act: Act) {
        self.ask(Who::Official(Role::Grantor), path, Some(key), body, act);
    }
}

/// The decision that a voucher was granted by, or the one that was made in place of the one before.
fn made(voucher: &str, decision: usize) -> Result<DecisionId, Unfounded> {
    let number: VoucherNumber = voucher.parse().map_err(|error| Unfounded::of(&error))?;
    let mark = if decision == 0 { "0.1".to_owned() } else { format!("{decision}.rectified") };
    Ok(DecisionId::on(&world::organiser()?, &number, &mark))
}
