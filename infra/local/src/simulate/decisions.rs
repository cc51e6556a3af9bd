//! Retroactive decisions in the traffic: a value is lowered on a client's request, twice at most; anything else is annulled.

use domain::ids::{DecisionId, VoucherNumber};
use rand::RngExt;
use serde_json::json;
use web::Role;

use super::price::DECIDED_FROM;
use super::traffic::{LAST, Traffic, Who};
use super::world::{self, Unfounded};

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
            self.act(path, format!("annul-{number}"), json!({"from": DECIDED_FROM, "reason": "A mistake."}));
            self.decides(voucher);
            return Ok(());
        }
        let request = format!("/v1/decisions/{}/rectification-request", made(&voucher, decision - 1)?);
        let body = json!({"received": "2026-11-19", "reason": "The income is wrong."});
        self.act(request.clone(), format!("request-{number}"), body);
        self.record(20_000 + number)?;
        let body = json!({
            "reason": "Put right.", "first_day": DECIDED_FROM, "last_day": LAST,
            "contents": [content.granted(decision)],
        });
        self.act(format!("{request}/acceptance"), format!("accept-{number}"), body);
        self.decides(voucher.clone());
        self.record(30_000 + number)?;
        let letter = format!("/v1/decisions/{}/letter", made(&voucher, decision)?);
        self.act(letter, format!("letter-{number}"), json!({}));
        Ok(())
    }

    fn act(&mut self, path: String, key: String, body: serde_json::Value) {
        self.ask(Who::Official(Role::Grantor), path, Some(key), body, Vec::new());
    }
}

/// The decision that a voucher was granted by, or the one that was made in place of the one before.
fn made(voucher: &str, decision: usize) -> Result<DecisionId, Unfounded> {
    let number: VoucherNumber = voucher.parse().map_err(|error| Unfounded::of(&error))?;
    let mark = if decision == 0 { "0.1".to_owned() } else { format!("{decision}.rectified") };
    Ok(DecisionId::on(&world::organiser()?, &number, &mark))
}
