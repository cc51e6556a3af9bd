//! Money of one voucher, booking and service month: what is approved and not yet settled.

use serde::{Deserialize, Serialize};

use crate::{
    ids::ContentCode,
    money::Cents,
    rulebook::{BandName, Vat},
};

/// What a line does to the settlement that takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// First time that this delivery is paid.
    Original,
    /// Takes back what an earlier settlement paid.
    Refund,
    /// Pays anew what a Refund took back.
    Correction,
}

/// Approved events of one kind, content, price and treatment, summed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Original, Refund or Correction.
    pub kind: LineKind,
    /// What was delivered.
    pub content: ContentCode,
    /// In which band of the day, for services with bands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<BandName>,
    /// The part of a month, where the line does not cover a whole one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<MonthPart>,
    /// The absence that was recorded, where nothing was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<String>,
    /// The provider's price for one unit, in cents.
    pub price: Cents,
    /// VAT treatment decided when the event was recorded.
    pub vat: Vat,
    /// Version of the decision that the amounts come from.
    pub decision: u32,
    /// Version of the rulebook, for the posting.
    pub rulebook: u32,
    /// How many events.
    pub events: u32,
    /// Their quantity in the content's smallest unit: minutes or pieces.
    pub quantity: u64,
    /// What the organiser pays to the provider.
    pub provider: Cents,
    /// What the client pays to the provider.
    pub client: Cents,
}

/// Days of a month that are paid, of all that could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPart {
    /// Days paid.
    pub days: u32,
    /// Days of the whole month.
    pub of: u32,
}

impl Line {
    /// What takes the line back: the same quantity, the money with its sign turned.
    pub fn refund(&self) -> Line {
        Line { kind: LineKind::Refund, provider: -self.provider, client: -self.client, ..self.clone() }
    }

    fn holds_all_of(&self, other: &Line) -> bool {
        let counts = (self.events, self.quantity) == (other.events, other.quantity);
        counts && (self.provider, self.client) == (other.provider, other.client)
    }

    /// Whether it pays anew exactly what a Refund takes back, whatever decision each comes from.
    fn is_opposite_of(&self, refund: &Line) -> bool {
        let back = refund.refund();
        let paid = Line { kind: self.kind, decision: self.decision, ..back };
        self.kind == LineKind::Correction && *self == paid
    }

    /// Whether two lines may be summed into one.
    fn is_like(&self, other: &Line) -> bool {
        self.kind == other.kind
            && self.content == other.content
            && self.band == other.band
            && self.part == other.part
            && self.absence == other.absence
            && self.price == other.price
            && self.vat == other.vat
            && self.decision == other.decision
            && self.rulebook == other.rulebook
    }
}

/// The unsettled lines of a voucher x booking x service month, and how many entries it ever got.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Grows by one with each entry, for ever; a settlement row says the first and last that it took.
    pub sequence: u64,
    /// The last sequence that a settlement has taken.
    pub taken: u64,
    /// The voucher's decision that every entry has been priced under, or a later one.
    #[serde(default)]
    pub decision: u32,
    /// Approved and not yet settled.
    pub lines: Vec<Line>,
}

impl Account {
    /// Whether a settlement would find nothing here.
    pub fn is_settled(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds one approved entry and answers with its sequence.
    pub fn add(&mut self, entry: Vec<Line>) -> u64 {
        self.sequence += 1;
        entry.into_iter().for_each(|line| self.enter(line));
        self.cancel_opposites();
        self.sequence
    }

    /// Takes an entry back, as an entry of its own, and answers with its sequence. What no settlement has taken
    /// leaves the lines that it is in; what one has taken, or what these no longer hold, becomes a Refund.
    pub fn take_back(&mut self, sequence: u64, entry: &[Line]) -> u64 {
        self.replace(sequence, entry, Vec::new())
    }

    /// Takes an entry back and adds another one in its place, as one entry, and answers with its sequence.
    pub fn replace(&mut self, sequence: u64, old: &[Line], new: Vec<Line>) -> u64 {
        let unsettled = sequence > self.taken;
        self.sequence += 1;
        for line in old {
            if !(unsettled && self.leave(line)) {
                self.enter(line.refund());
            }
        }
        new.into_iter().for_each(|line| self.enter(line));
        self.cancel_opposites();
        self.sequence
    }

    fn enter(&mut self, line: Line) {
        match self.lines.iter_mut().find(|l| l.is_like(&line)) {
            Some(like) => {
                like.events += line.events;
                like.quantity += line.quantity;
                like.provider += line.provider;
                like.client += line.client;
            }
            None => self.lines.push(line),
        }
    }

    /// Subtracts a line from the one that it was summed into; false if that one does not hold it.
    fn leave(&mut self, line: &Line) -> bool {
        let Some(at) = self.lines.iter().position(|like| like.is_like(line)) else { return false };
        let like = &mut self.lines[at];
        if like.holds_all_of(line) {
            self.lines.remove(at);
            return true;
        }
        if like.events <= line.events || like.quantity <= line.quantity {
            return false;
        }
        like.events -= line.events;
        like.quantity -= line.quantity;
        like.provider = like.provider - line.provider;
        like.client = like.client - line.client;
        true
    }

    /// A Refund and a Correction of the same money are no change: neither is settled.
    fn cancel_opposites(&mut self) {
        let opposites = |lines: &[Line]| {
            let refund = |line: &&Line| line.kind == LineKind::Refund;
            lines.iter().filter(refund).find_map(|refund| {
                let at = lines.iter().position(|line| line.is_opposite_of(refund))?;
                Some((at, lines.iter().position(|line| std::ptr::eq(line, refund))?))
            })
        };
        while let Some((one, other)) = opposites(&self.lines) {
            self.lines.remove(one.max(other));
            self.lines.remove(one.min(other));
        }
    }

    /// Empties the account for a settlement: its lines, and the first and last sequence that they came with.
    pub fn take(&mut self) -> Taken {
        let first = self.taken + 1;
        self.taken = self.sequence;
        Taken { first, last: self.sequence, lines: std::mem::take(&mut self.lines) }
    }
}

/// What a settlement took of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// First sequence taken.
    pub first: u64,
    /// Last sequence taken.
    pub last: u64,
    /// The lines as they were.
    pub lines: Vec<Line>,
}
