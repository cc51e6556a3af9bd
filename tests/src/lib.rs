//! A town to play scenarios in: the whole system on a local port, asked over HTTP with real tokens.
//!
//! Whatever is not as expected ends the test: that is what these scenarios are for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answer;
mod files;
mod links;
mod own_invoices;
mod routes;
mod setting;
mod town;

pub use answer::Answer;
pub use own_invoices::{OwnLine, found};
pub use routes::routes_in;
pub use setting::{
    Provider, application, details, early_education, family, home_care, hours, person, pieces, submission,
};
pub use town::{ORGANISER, TODAY, Town, company, official};
