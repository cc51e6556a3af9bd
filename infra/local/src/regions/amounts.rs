//! Who pays what for a delivery, reckoned plainly from prices, values and the minutes of each band.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    clock::Minute,
    model::{Amounts, Granted, Money, Provider, Voucher},
    rulebook::Content,
};

/// What a line delivers.
pub struct Delivery {
    /// The Helsinki day on which it starts.
    pub day: Date,
    /// Minutes or pieces.
    pub quantity: i64,
    /// Start and end, for hours.
    pub visit: Option<(Minute, Minute)>,
    /// Minutes in each band, for hours.
    pub by_band: BTreeMap<String, i64>,
}

/// The organiser's and the client's part; none when the provider has no price.
pub fn of(
    by: &Provider,
    voucher: &Voucher,
    granted: &Granted,
    content: &Content,
    what: &Delivery,
) -> Option<Amounts> {
    let price = |band: Option<&str>| price_of(by, &voucher.service, &granted.code, band);
    let (provider, client) = match granted.money {
        Money::Agreed(price) => (price * what.quantity, 0),
        Money::Stored { value, copayment } => {
            // Below the value the co-payment stays, and the organiser pays less.
            let price = price(None)?;
            let organiser = (value.min(price) - copayment).max(0);
            (organiser, price - organiser)
        }
        Money::Rulebook => match content.by_band() {
            None => {
                let price = price(None)?;
                let organiser = content.fixed()?.min(price);
                (organiser * what.quantity, (price - organiser) * what.quantity)
            }
            Some(values) => by_minutes(&values, &price, what)?,
        },
    };
    Some(Amounts { provider_cents: provider, client_cents: client, day: what.day })
}

/// Each band's part rounded half up to the cent.
fn by_minutes(
    values: &BTreeMap<String, i64>,
    price: &dyn Fn(Option<&str>) -> Option<i64>,
    what: &Delivery,
) -> Option<(i64, i64)> {
    let mut sums = (0, 0);
    for (band, minutes) in &what.by_band {
        let (value, price) = (*values.get(band)?, price(Some(band))?);
        let (organiser, whole) = (half_up(value.min(price) * minutes, 60), half_up(price * minutes, 60));
        sums = (sums.0 + organiser, sums.1 + whole - organiser);
    }
    Some(sums)
}

/// `sum / parts`, a half away from zero; for sums that are not negative.
fn half_up(sum: i64, parts: i64) -> i64 {
    (2 * sum + parts) / (2 * parts)
}

fn price_of(by: &Provider, service: &str, content: &str, band: Option<&str>) -> Option<i64> {
    let offer = by.offers.iter().find(|offer| offer.service == service)?;
    let price = offer.prices.iter().find(|p| p.content == content && p.band.as_deref() == band)?;
    Some(price.price_cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_rounded_half_up_even_where_minutes_are_no_round_part_of_an_hour() {
        assert_eq!(half_up(2750 * 105, 60), 4813, "1 h 45 min at 27.50");
        assert_eq!(half_up(3690 * 35, 60), 2153, "35 min at 36.90 are 21.525");
        assert_eq!(
            half_up(3600 * 30, 60) + half_up(4140 * 30, 60),
            3870,
            "half an hour in each of two bands"
        );
    }
}
