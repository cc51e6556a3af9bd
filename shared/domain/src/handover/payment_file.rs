//! A file of payments from the finance system, a line each: `invoice_number;amount;status;on;reason`.

use crate::{
    handover::{Payment, PaymentStatus},
    money::Cents,
};

/// The columns, in their order.
pub const COLUMNS: &str = "invoice_number;amount;status;on;reason";
/// Lines at most, beside that of the columns.
pub const MOST_LINES: usize = 2_000;

/// Each line as the payment that it tells, or none where it tells none; lines are counted from 1, the columns' included.
/// Empty lines are left out. None at all where the file does not begin with the columns, or is too long.
pub fn read(file: &str) -> Option<Vec<(usize, Option<Payment>)>> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file);
    let mut lines = (1..).zip(file.lines());
    let (_, columns) = lines.next()?;
    if columns.trim_end() != COLUMNS {
        return None;
    }
    let told: Vec<_> = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .take(MOST_LINES + 1)
        .map(|(number, line)| (number, payment(line)))
        .collect();
    (told.len() <= MOST_LINES).then_some(told)
}

fn payment(line: &str) -> Option<Payment> {
    let cells: Vec<&str> = line.split(';').map(str::trim).collect();
    let [invoice_number, amount, status, on, reason] = cells[..] else { return None };
    if reason.chars().any(char::is_control) {
        return None;
    }
    Some(Payment {
        invoice_number: invoice_number.parse().ok()?,
        amount_cents: cents(amount)?,
        status: match status {
            "paid" => PaymentStatus::Paid,
            "rejected" => PaymentStatus::Rejected,
            _ => return None,
        },
        on: on.parse().ok()?,
        reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
    })
}

/// `1234,50` or `-1234.50`: euros and exactly two decimals, nothing between the digits.
fn cents(text: &str) -> Option<Cents> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (euros, part) = digits.split_once([',', '.'])?;
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(euros) || !all_digits(part) || part.len() != 2 {
        return None;
    }
    let cents: i64 = euros.parse::<i64>().ok()?.checked_mul(100)?.checked_add(part.parse().ok()?)?;
    Some(Cents(sign * cents))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<Payment> {
        read(&format!("{COLUMNS}\r\n{line}\r\n")).unwrap().remove(0).1
    }

    #[test]
    fn a_line_tells_a_payment_or_a_rejection_with_its_reason() {
        let paid = told("99900016000001;1234,50;paid;2026-11-20;").unwrap();
        assert_eq!(
            (paid.amount_cents, paid.status, paid.reason),
            (Cents(123_450), PaymentStatus::Paid, None)
        );
        let rejected = told("99900016000001;-0.05;rejected;2026-11-20;Tili suljettu").unwrap();
        assert_eq!((rejected.amount_cents, rejected.reason.as_deref()), (Cents(-5), Some("Tili suljettu")));
    }

    #[test]
    fn a_line_that_is_not_exactly_that_tells_nothing() {
        for line in [
            "99900016000001;1234,5;paid;2026-11-20;",
            "99900016000001;1 234,50;paid;2026-11-20;",
            "99900016000001;12e2,00;paid;2026-11-20;",
            "99900016000001;99999999999999999999,00;paid;2026-11-20;",
            "99900016000001;92233720368547758,08;paid;2026-11-20;",
            "99900016000001;+1,00;paid;2026-11-20;",
            "99900016000001;1,00;Paid;2026-11-20;",
            "99900016000001;1,00;paid;2026-02-30;",
            "99900016000001;1,00;paid;2026-11-20",
            "99900016000001;1,00;paid;2026-11-20;;",
            "99900017000001;1,00;paid;2026-11-20;",
            "=1+1;1,00;paid;2026-11-20;",
            "99900016000001;1,00;rejected;2026-11-20;a\u{7}b",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn a_file_begins_with_its_columns_and_has_an_end() {
        assert_eq!(read(""), None);
        assert_eq!(read("invoice_number,amount\n"), None);
        assert_eq!(read(&format!("\u{feff}{COLUMNS}\n\n")), Some(vec![]));
        let line = "99900016000001;1,00;paid;2026-11-20;\n";
        assert_eq!(read(&format!("{COLUMNS}\n{}", line.repeat(MOST_LINES))).unwrap().len(), MOST_LINES);
        assert_eq!(read(&format!("{COLUMNS}\n{}", line.repeat(MOST_LINES + 1))), None);
    }
}
