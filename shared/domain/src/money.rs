//! Money as integer cents, exact decimals for coefficients, and every rounding by its name.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// An amount in euro cents; negative for refunds and credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// The largest amount that any single price, value or line may carry: ten million euros.
pub const LARGEST: Cents = Cents(1_000_000_000);

impl Cents {
    /// Nothing.
    pub const ZERO: Cents = Cents(0);

    /// The smaller of two amounts.
    pub fn min(self, other: Cents) -> Cents {
        Cents(self.0.min(other.0))
    }

    /// The amount in euros as an exact decimal with two places.
    pub fn euros(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// `self x factor`, rounded half up (away from zero) to a whole cent.
    pub fn times_half_up(self, factor: Decimal) -> Cents {
        half_up(Decimal::from(self.0) * factor)
    }
}

/// Rounds an exact number of cents half up (away from zero) to a whole cent, saturating at the type's ends.
pub fn half_up(cents: Decimal) -> Cents {
    let whole = cents.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    Cents(whole.to_i64().unwrap_or(if whole.is_sign_negative() { i64::MIN } else { i64::MAX }))
}

impl std::ops::Add for Cents {
    type Output = Cents;
    fn add(self, other: Cents) -> Cents {
        Cents(self.0 + other.0)
    }
}

impl std::ops::Sub for Cents {
    type Output = Cents;
    fn sub(self, other: Cents) -> Cents {
        Cents(self.0 - other.0)
    }
}

impl std::ops::Neg for Cents {
    type Output = Cents;
    fn neg(self) -> Cents {
        Cents(-self.0)
    }
}

impl std::ops::AddAssign for Cents {
    fn add_assign(&mut self, other: Cents) {
        self.0 += other.0;
    }
}

impl std::iter::Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(amounts: I) -> Cents {
        amounts.fold(Cents::ZERO, |total, amount| total + amount)
    }
}

/// Euros with two decimals and a point, as machines and logs write them: `-1234.50`.
impl std::fmt::Display for Cents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_cent_rounds_away_from_zero() {
        assert_eq!(Cents(2750).times_half_up(Decimal::new(175, 2)), Cents(4813), "1 h 45 min at 27.50");
        assert_eq!(half_up(Decimal::new(-5, 1)), Cents(-1));
    }

    #[test]
    fn cents_print_as_euros() {
        assert_eq!(Cents(-5).to_string(), "-0.05");
        assert_eq!(Cents(123_450).to_string(), "1234.50");
    }
}
