//! The link of a decision's letter, by which its reader compares providers and chooses one without signing in.

use domain::{
    circumstances::circumstances_on,
    decision::Decision,
    letter::{About, Recipient},
    link::Link,
    money::Cents,
    quote::{Basket, own_fee},
    rulebook::OwnFee,
};
use storage::keys::Name;
use web::{Actor, LinkToken};

use crate::letters::Told;

/// A link, and where it is told and stored.
pub(crate) struct Made {
    pub(crate) address: String,
    pub(crate) name: Name,
    pub(crate) link: Link,
}

impl Told {
    /// The link of one letter: each has its own, until the last day of its decision. None where there is nothing to
    /// choose, or no portal.
    pub(crate) fn link(
        &self,
        actor: &Actor,
        decision: &Decision,
        (about, number): (About, u32),
        recipient: &Recipient,
    ) -> Option<Made> {
        let (key, portal) = (self.links.as_ref()?, self.sender.portal.as_ref()?);
        let chooses = self.rulebook.arrangement.is_chosen_by_client() && *recipient != Recipient::Estate;
        if about != About::Decision || !chooses {
            return None;
        }
        let secret = key.secret(&format!("{}|{}|{number}", actor.organiser, decision.decision));
        let token = LinkToken::of(&actor.organiser, secret);
        let link = Link {
            voucher: decision.voucher.clone(),
            last_day: decision.days.last_day,
            // Where a protected client lives is in no link.
            from: Some(self.client.municipality.clone()).filter(|_| !self.client.protected),
            own_fee: self.fee_by_income(decision),
            chose: None,
        };
        Some(Made { address: format!("{portal}/compare/{token}"), name: Name::Link(token.hash()), link })
    }

    /// The own service's fee where it rests on the income, which nobody else may know: computed here, with the decision.
    fn fee_by_income(&self, decision: &Decision) -> Option<Cents> {
        let on = decision.days.first_day;
        matches!(self.rulebook.own_fee, OwnFee::ByHours(_)).then_some(())?;
        let basket = Basket::of(&self.rulebook, &decision.contents, on).ok()?;
        own_fee(&self.rulebook, &basket, circumstances_on(&decision.basis.circumstances, on)).fee
    }
}
