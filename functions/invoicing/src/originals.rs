//! The invoices that refunds and corrections go back to, read for all rows of an invoice together.

use std::collections::BTreeMap;

use domain::{
    account::{Line, LineKind},
    ids::{BookingId, Organiser, ProviderId, RunId, VoucherNumber},
    invoice::OriginalInvoice,
    settlement::{Header, Row},
    time::Month,
};
use storage::{keys::Name, port::Key, records::Versioned};

use crate::{Failure, Invoicing, history::History};

/// So many rows are looked for at once.
const AT_ONCE: usize = 1000;

type Place = (VoucherNumber, BookingId, Month);

/// What earlier settlements took of the accounts that are refunded or corrected, and the provider's earlier invoices.
pub(crate) struct Originals {
    /// The latest first.
    earlier: BTreeMap<Place, Vec<(RunId, Row)>>,
    issued: BTreeMap<RunId, OriginalInvoice>,
}

impl Invoicing {
    /// Reads them; nothing where every line is an original.
    pub(crate) async fn originals(
        &self,
        organiser: &Organiser,
        provider: ProviderId,
        history: &History,
        rows: &[Row],
    ) -> Result<Originals, Failure> {
        let goes_back = |row: &&Row| row.taken.lines.iter().any(|line| line.kind != LineKind::Original);
        let mut originals = Originals { earlier: BTreeMap::new(), issued: BTreeMap::new() };
        let runs: Vec<RunId> = history.others.iter().map(|other| other.value.run).collect();
        let corrected: Vec<&Row> = rows.iter().filter(goes_back).collect();
        if corrected.is_empty() {
            return Ok(originals);
        }
        let earlier = |row: &&Row| {
            let place = (row.voucher.clone(), row.booking, row.month);
            runs.iter().map(move |run| Name::Row(*run, provider, place.0.clone(), place.1, place.2))
        };
        let mut keys: Vec<Key> = corrected.iter().flat_map(earlier).map(|name| name.key(organiser)).collect();
        // An account that was carried over may stand among the rows more than once.
        keys.sort();
        keys.dedup();
        for some in keys.chunks(AT_ONCE) {
            for item in self.store.batch_get(some).await? {
                let Some((_, Name::Row(run, ..))) = Name::of(&item.key) else { continue };
                let row = Versioned::<Row>::read(&item)?.value;
                let place = (row.voucher.clone(), row.booking, row.month);
                originals.earlier.entry(place).or_default().push((run, row));
            }
        }
        for taken in originals.earlier.values_mut() {
            taken.sort_by_key(|(_, row)| std::cmp::Reverse(row.taken.last));
        }
        let headers: Vec<Key> = runs.iter().map(|run| Name::Invoice(*run, provider).key(organiser)).collect();
        for item in self.store.batch_get(&headers).await? {
            let Some((_, Name::Invoice(run, _))) = Name::of(&item.key) else { continue };
            let header = Versioned::<Header>::read(&item)?.value.header;
            let original = OriginalInvoice { number: header.number, issued_on: header.issued_on };
            originals.issued.insert(run, original);
        }
        Ok(originals)
    }
}

impl Originals {
    /// The provider's earlier invoices.
    pub(crate) fn issued(&self) -> impl Iterator<Item = &OriginalInvoice> {
        self.issued.values()
    }

    /// The invoice that a line takes back or corrects: of the latest earlier settlement that paid the like for the
    /// same voucher, booking and month, else of the latest that paid anything for them.
    pub(crate) fn of(
        &self,
        history: &History,
        row: &Row,
        line: &Line,
    ) -> Result<Option<OriginalInvoice>, Failure> {
        if line.kind == LineKind::Original {
            return Ok(None);
        }
        let place = (row.voucher.clone(), row.booking, row.month);
        let taken = self.earlier.get(&place).into_iter().flatten();
        let earlier: Vec<&(RunId, Row)> =
            taken.filter(|(_, earlier)| earlier.taken.last < row.taken.first).collect();
        let pays = |paid: &Line| {
            paid.kind != LineKind::Refund && paid.content == line.content && paid.band == line.band
        };
        let like = earlier.iter().find(|(_, row)| row.taken.lines.iter().any(pays));
        let Some((run, _)) = like.or(earlier.first()) else { return Ok(None) };
        let Some(run) = history.invoiced_by(*run)? else { return Ok(None) };
        let missing = || Failure::Unexpected(format!("the invoice of run {run} is not stored"));
        self.issued.get(&run).cloned().ok_or_else(missing).map(Some)
    }
}
