//! Vouchers, their bookings, and orders of purchased services.

use super::{Answered, Api, List, from_cursor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Voucher {
    pub(crate) voucher: String,
    pub(crate) client: String,
    pub(crate) service: String,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
    pub(crate) state: String,
    #[serde(default)]
    pub(crate) contents: Vec<Grant>,
    #[serde(default)]
    pub(crate) bookings: Vec<VoucherBooking>,
    #[serde(default, rename = "use")]
    pub(crate) used: BTreeMap<String, Use>,
}

/// A granted or ordered content; amounts in cents, limits in minutes for hours and in pieces for the rest.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Grant {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) limits: Limits,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value_cents: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) copayment_cents: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) price_cents: Option<i64>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Limits {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) day: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) week: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) month: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) total: Option<i64>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct VoucherBooking {
    pub(crate) provider: String,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Use {
    #[serde(default)]
    pub(crate) total: Option<i64>,
    #[serde(default)]
    pub(crate) used: i64,
    #[serde(default)]
    pub(crate) held: i64,
}

/// A booking of the provider's own.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Booking {
    pub(crate) voucher: String,
    pub(crate) service: String,
    pub(crate) client_name: String,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
}

/// An order that a provider has received.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Purchase {
    pub(crate) voucher: String,
    pub(crate) service: String,
    pub(crate) client_name: String,
    pub(crate) state: String,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
    #[serde(default)]
    pub(crate) contents: Vec<Grant>,
}

#[derive(Debug, Serialize)]
pub(crate) struct NewVoucher {
    pub(crate) client: String,
    pub(crate) service: String,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
    pub(crate) contents: Vec<Grant>,
}

#[derive(Debug, Serialize)]
pub(crate) struct NewPurchase {
    #[serde(flatten)]
    pub(crate) order: NewVoucher,
    pub(crate) provider: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct NewBooking {
    pub(crate) first_day: String,
    pub(crate) last_day: String,
}

#[derive(Debug, Deserialize)]
struct MadeVoucher {
    voucher: String,
}

#[derive(Serialize)]
struct Decline<'a> {
    reason: &'a str,
}

/// An answer of which only its success matters.
#[derive(Deserialize)]
struct Done {}

impl Api {
    pub(crate) async fn voucher(&self, voucher: &str) -> Answered<Voucher> {
        self.get(&["vouchers", voucher], &[]).await
    }

    /// Grants a voucher and answers with its number.
    pub(crate) async fn grant(&self, key: &str, voucher: &NewVoucher) -> Answered<String> {
        self.post::<MadeVoucher>(&["vouchers"], key, voucher).await.map(|made| made.voucher)
    }

    /// Orders a purchased service and answers with the order's number.
    pub(crate) async fn order(&self, key: &str, purchase: &NewPurchase) -> Answered<String> {
        self.post::<MadeVoucher>(&["purchases"], key, purchase).await.map(|made| made.voucher)
    }

    pub(crate) async fn book(&self, key: &str, voucher: &str, booking: &NewBooking) -> Answered<()> {
        self.post::<Done>(&["vouchers", voucher, "bookings"], key, booking).await.map(|_| ())
    }

    pub(crate) async fn bookings(&self, cursor: Option<&str>) -> Answered<List<Booking>> {
        self.get(&["bookings"], &from_cursor(cursor)).await
    }

    pub(crate) async fn purchases(&self, cursor: Option<&str>) -> Answered<List<Purchase>> {
        self.get(&["purchases"], &from_cursor(cursor)).await
    }

    pub(crate) async fn confirm_purchase(&self, key: &str, voucher: &str) -> Answered<()> {
        let path = ["purchases", voucher, "confirmation"];
        self.post::<Done>(&path, key, &serde_json::json!({})).await.map(|_| ())
    }

    pub(crate) async fn decline_purchase(&self, key: &str, voucher: &str, reason: &str) -> Answered<()> {
        self.post::<Done>(&["purchases", voucher, "decline"], key, &Decline { reason }).await.map(|_| ())
    }
}
