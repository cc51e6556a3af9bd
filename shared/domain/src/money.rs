//! Money as integer cents, exact decimals for coefficients, and every rounding by its name.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use schemars::JsonSchema;
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

    /// The larger of two amounts.
    pub fn max(self, other: Cents) -> Cents {
        Cents(self.0.max(other.0))
    }

    /// What is left of it, but never less than nothing.
    pub fn less(self, other: Cents) -> Cents {
        Cents(self.0.saturating_sub(other.0).max(0))
    }

    /// The amount as an exact number of cents.
    pub fn exact(self) -> Decimal {
        Decimal::from(self.0)
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

/// Every rounding of the rules, by its name (an exact number of cents becomes whole cents).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Half up (away from zero) to a whole euro: the fees and values of early education.
    HalfUpEuro,
    /// Half up (away from zero) to a whole cent: everything else, unless the rulebook says otherwise.
    HalfUpCent,
    /// Up to the next five cents, in the client's favour.
    UpTo5Cents,
    /// Up to the next ten cents, in the client's favour.
    UpTo10Cents,
    /// Down to a whole cent.
    Down,
}

impl Rounding {
    /// Rounds an exact number of cents, saturating at the type's ends.
    pub fn of(self, cents: Decimal) -> Cents {
        let steps_of = |step: i64, strategy| {
            let steps = (cents / Decimal::from(step)).round_dp_with_strategy(0, strategy);
            half_up(steps * Decimal::from(step))
        };
        match self {
            Rounding::HalfUpEuro => steps_of(100, RoundingStrategy::MidpointAwayFromZero),
            Rounding::HalfUpCent => half_up(cents),
            Rounding::UpTo5Cents => steps_of(5, RoundingStrategy::ToPositiveInfinity),
            Rounding::UpTo10Cents => steps_of(10, RoundingStrategy::ToPositiveInfinity),
            Rounding::Down => steps_of(1, RoundingStrategy::ToNegativeInfinity),
        }
    }
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
    fn each_rounding_does_what_its_name_says() {
        let of = |rounding: Rounding, cents: i64, scale| rounding.of(Decimal::new(cents, scale)).0;
        assert_eq!(of(Rounding::HalfUpEuro, 14_450, 0), 14_500);
        assert_eq!(of(Rounding::HalfUpEuro, 14_449, 0), 14_400);
        assert_eq!(of(Rounding::HalfUpCent, 22_835, 1), 2284);
        assert_eq!(of(Rounding::UpTo5Cents, 2283, 0), 2285);
        assert_eq!(of(Rounding::UpTo10Cents, 2283, 0), 2290);
        assert_eq!(of(Rounding::UpTo10Cents, 2290, 0), 2290, "what is even already stays");
        assert_eq!(of(Rounding::Down, 22_839, 1), 2283);
    }

    #[test]
    fn cents_print_as_euros() {
        assert_eq!(Cents(-5).to_string(), "-0.05");
        assert_eq!(Cents(123_450).to_string(), "1234.50");
    }
}
