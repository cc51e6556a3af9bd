//! The finance system of a run: it reads the manifests that it is told of, pays, and tells what became of it.

use domain::handover::{Manifest, Payment, PaymentStatus};
use jiff::civil::{Date, date};
use messages::{ManifestWritten, Message};
use objects::Objects;
use queues::Queue;
use serde_json::json;
use web::Role;

use super::calm::finish;
use super::deed::{Act, Deed, Who};
use super::run::Run;

/// It pays on the day on which a run begins, whenever it tells.
const PAID_ON: Date = date(2026, 11, 20);

impl Run {
    /// Hears of a manifest, and tells of its invoices before long: all are paid, or some turned down. A manifest that
    /// it hears of again it pays again.
    pub(super) fn heard(&mut self, queue: Queue, body: &str) {
        let (Queue::Finance, Ok(Message::ManifestWritten(told))) = (queue, Message::read(body)) else {
            return;
        };
        if !self.weather.is_calm() {
            let turned_down = self.weather.below(3);
            let deed = self.payment(&told, turned_down);
            self.send_later(deed);
        }
        self.told.insert((told.run, told.number), told);
    }

    /// In the end everything is paid that was not acknowledged as paid before.
    pub(super) fn pay_the_rest(&mut self) {
        for told in self.told.values().cloned().collect::<Vec<_>>() {
            if let Some(deed) = self.payment(&told, 0) {
                self.ask(&deed);
            }
        }
    }

    /// What became of the invoices that a manifest names and that nobody acknowledged as paid: the first so many of
    /// them were turned down.
    fn payment(&mut self, told: &ManifestWritten, turned_down: usize) -> Option<Deed> {
        let bytes = finish(self.bucket.kept.get(&told.key)).and_then(Result::ok).flatten();
        let Some(manifest) = bytes.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok()) else {
            self.wrong.push(format!("finance can't read {}", told.key));
            return None;
        };
        let open =
            manifest.invoices.into_iter().filter(|it| !self.model.is_paid(told.run, &it.invoice_number));
        let payments: Vec<Payment> = open
            .enumerate()
            .map(|(at, invoice)| Payment {
                invoice_number: invoice.invoice_number,
                amount_cents: invoice.payable_cents,
                status: if at < turned_down { PaymentStatus::Rejected } else { PaymentStatus::Paid },
                on: PAID_ON,
                reason: (at < turned_down).then(|| "Account closed".to_owned()),
            })
            .collect();
        if payments.is_empty() {
            return None;
        }
        self.payments += 1;
        let key = Some(format!("pay-{}", self.payments));
        let path = format!("/v1/settlement-runs/{}/payments", told.run);
        let body = json!({ "payments": payments });
        Some(Deed { who: Who::Official(Role::Finance), path, key, body, act: Act::Pays(told.run, payments) })
    }
}
