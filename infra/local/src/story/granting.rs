//! Vouchers are granted and booked; services are ordered, and their providers confirm or decline.

use serde_json::{Value, json};

use super::{
    failure::StoryError,
    playing::{GRANTOR, Playing, for_each},
};
use crate::regions::model::{Booking, Decision, Granted, Money, RefusedBooking, Voucher, Way};

/// The grantor grants vouchers and orders services.
pub async fn grant(playing: &mut Playing<'_>) -> Result<(), StoryError> {
    let stage = playing.stage("vouchers granted, services ordered");
    let vouchers = playing.region.vouchers.iter().enumerate();
    let numbers = for_each(vouchers, |(n, voucher)| grant_one(playing, n, voucher)).await?;
    stage.end(numbers.len());
    playing.vouchers = numbers;
    Ok(())
}

async fn grant_one(playing: &Playing<'_>, n: usize, voucher: &Voucher) -> Result<String, StoryError> {
    let mut body = json!({
        "client": playing.clients[voucher.client],
        "service": voucher.service,
        "first_day": voucher.first_day,
        "last_day": voucher.last_day,
        "contents": voucher.contents.iter().map(content).collect::<Vec<_>>(),
    });
    let path = match &voucher.way {
        Way::Booked(_) => "/v1/vouchers",
        Way::Ordered { provider, .. } => {
            body["provider"] = json!(playing.providers[*provider]);
            "/v1/purchases"
        }
    };
    let granted: Value = playing.api.post(GRANTOR, path, &playing.key("voucher", n), &body).await?.of(201)?;
    Ok(granted["voucher"].as_str().unwrap_or_default().to_owned())
}

fn content(granted: &Granted) -> Value {
    let mut content = json!({"code": granted.code, "limits": granted.limits});
    match granted.money {
        Money::Rulebook => {}
        Money::Stored { value, copayment } => {
            content["value_cents"] = json!(value);
            content["copayment_cents"] = json!(copayment);
        }
        Money::Agreed(price) => content["price_cents"] = json!(price),
    }
    content
}

/// Providers book vouchers and answer orders.
pub async fn book(playing: &Playing<'_>) -> Result<(), StoryError> {
    let stage = playing.stage("bookings, confirmations");
    let vouchers = playing.region.vouchers.iter().enumerate();
    let counts = for_each(vouchers, |(n, voucher)| book_one(playing, n, voucher)).await?;
    stage.end(counts.iter().sum());
    Ok(())
}

async fn book_one(playing: &Playing<'_>, n: usize, voucher: &Voucher) -> Result<usize, StoryError> {
    let number = &playing.vouchers[n];
    match &voucher.way {
        Way::Booked(bookings) => {
            for (at, booking) in bookings.iter().enumerate() {
                let key = playing.key(&format!("booking-{at}"), n);
                let _: Value = ask(playing, number, &key, booking).await?.of(201)?;
            }
            Ok(bookings.len())
        }
        Way::Ordered { provider, answer } => {
            let (path, body) = match answer {
                Decision::Approve => ("confirmation", json!({})),
                Decision::Reject => ("decline", json!({"reason": "Paikkaa ei ole vapaana."})),
                Decision::Wait => return Ok(0),
            };
            let path = format!("/v1/purchases/{number}/{path}");
            let by = playing.provider(*provider);
            let _: Value = playing.api.post(by, &path, &playing.key("answer", n), &body).await?.of(200)?;
            Ok(1)
        }
    }
}

async fn ask(
    playing: &Playing<'_>,
    number: &str,
    key: &str,
    booking: &Booking,
) -> Result<super::api::Answer, StoryError> {
    let body = json!({"first_day": booking.first_day, "last_day": booking.last_day});
    let path = format!("/v1/vouchers/{number}/bookings");
    playing.api.post(playing.provider(booking.provider), &path, key, &body).await
}

/// Bookings that must be refused are.
pub async fn refused(playing: &mut Playing<'_>) -> Result<(), StoryError> {
    let refusals = playing.region.refused_bookings.iter().enumerate();
    let codes = for_each(refusals, |(n, refused)| refused_code(playing, n, refused)).await?;
    for (refused, code) in playing.region.refused_bookings.iter().zip(codes) {
        if code != refused.code {
            playing.wrong.push(format!("a booking: planned {}, answered {code}", refused.code));
        }
    }
    Ok(())
}

async fn refused_code(
    playing: &Playing<'_>,
    n: usize,
    refused: &RefusedBooking,
) -> Result<String, StoryError> {
    let key = playing.key("refused-booking", n);
    let answer = ask(playing, &playing.vouchers[refused.voucher], &key, &refused.booking).await?;
    Ok(answer.code())
}
