//! A voucher with its use, as it is answered.

use std::collections::BTreeMap;

use domain::{
    ids::{BookingId, ClientId, ContentCode, ProviderId, ServiceCode, VoucherNumber},
    quota::Quota,
    voucher::{Booking, Grant, State, Terms, Voucher},
};
use jiff::civil::Date;
use serde::Serialize;

/// A voucher or an order.
#[derive(Serialize)]
pub(crate) struct VoucherView {
    voucher: VoucherNumber,
    client: ClientId,
    service: ServiceCode,
    rulebook_version: u32,
    first_day: Date,
    last_day: Date,
    state: State,
    contents: Vec<Grant>,
    terms: Vec<Terms>,
    bookings: Vec<BookingView>,
    r#use: BTreeMap<ContentCode, UseView>,
}

#[derive(Serialize)]
struct BookingView {
    booking: BookingId,
    provider: ProviderId,
    first_day: Date,
    last_day: Date,
}

/// In the content's smallest unit: minutes or pieces.
#[derive(Serialize)]
struct UseView {
    total: Option<u64>,
    used: u64,
    held: u64,
}

impl VoucherView {
    /// All of it, as officials see it.
    pub(crate) fn of(voucher: Voucher, quota: &Quota) -> Self {
        let total = |code: &ContentCode| {
            voucher
                .contents()
                .iter()
                .find(|granted| granted.code == *code)
                .and_then(|granted| granted.limits.total)
        };
        let uses = quota
            .uses()
            .map(|(code, u)| (code.clone(), UseView { total: total(code), used: u.used, held: u.held }))
            .collect();
        Self {
            r#use: uses,
            state: voucher.state(),
            contents: voucher.contents().to_vec(),
            voucher: voucher.voucher,
            client: voucher.client,
            service: voucher.service,
            rulebook_version: voucher.rulebook,
            first_day: voucher.first_day,
            last_day: voucher.last_day,
            terms: voucher.terms,
            bookings: voucher.bookings.into_iter().map(BookingView::from).collect(),
        }
    }

    /// What a provider sees: of the bookings only its own.
    pub(crate) fn for_provider(mut self, provider: ProviderId) -> Self {
        self.bookings.retain(|booking| booking.provider == provider);
        self
    }
}

impl From<Booking> for BookingView {
    fn from(Booking { booking, provider, first_day, last_day, .. }: Booking) -> Self {
        Self { booking, provider, first_day, last_day }
    }
}
