//! An address as a QR code (ISO/IEC 18004), drawn in whole thousandths of a point.

use domain::document::Link;
use krilla::tagging::Tag;
use qrcode::{Color, EcLevel, QrCode};

use super::{
    NotSet,
    compose::{BODY, Composed, Element, Ink, LEFT, Mark, WIDTH},
    typeface::{Length, settable},
};

/// A module's side: a code of version 5 is as wide as a thumb is long, 37 mm with its quiet zone.
const MODULE: Length = 2_400;
/// Modules of white around it, as the standard asks.
const QUIET: Length = 4;

/// Dark squares of one row, side by side.
pub(super) struct Run {
    pub(super) row: Length,
    pub(super) from: Length,
    pub(super) count: Length,
}

impl Composed {
    /// What one finds there, the address, and below it the code with its words for those who do not see it.
    pub(super) fn link(&mut self, link: &Link) -> Result<Element, NotSet> {
        let says = self.text(LEFT, WIDTH, BODY, &link.says)?;
        self.y += 3_000;
        let address = self.text(LEFT, WIDTH, BODY, &link.address)?;
        let code = self.code(link)?;
        let paragraphs = [Element::new(Tag::P, says), Element::new(Tag::P, address), code];
        Ok(Element::of(Tag::Div, paragraphs.into()))
    }

    fn code(&mut self, link: &Link) -> Result<Element, NotSet> {
        let code = QrCode::with_error_correction_level(link.address.as_bytes(), EcLevel::M);
        let code = code.map_err(|cause| NotSet::Refused(format!("QR: {cause}")))?;
        let width = Length::try_from(code.width()).unwrap_or_default();
        let side = (width + 2 * QUIET) * MODULE;
        self.need(side);
        let runs = runs(&code.to_colors(), code.width());
        let at = (LEFT, self.y + QUIET * MODULE);
        self.y += side;
        let told = self.tell(Mark::Code { at, module: MODULE, runs, ink: Ink::Black });
        let says = settable(&link.code_says)?;
        Ok(Element::new(Tag::Figure(Some(says)), vec![told]))
    }
}

fn runs(colors: &[Color], width: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, color) in colors.iter().enumerate() {
        let place = |n: usize| Length::try_from(n).unwrap_or_default();
        let (row, column) = (place(at / width), place(at % width));
        match runs.last_mut() {
            _ if *color == Color::Light => {}
            Some(run) if run.row == row && run.from + run.count == column => run.count += 1,
            _ => runs.push(Run { row, from: column, count: 1 }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runs_are_the_dark_modules_of_the_code_and_no_others() {
        let address = b"https://seteli.example/compare/kajaani.BwcHBwcHBwcHBwcHBwcHBw";
        let code = QrCode::with_error_correction_level(address, EcLevel::M).unwrap();
        let mut drawn = vec![Color::Light; code.width() * code.width()];
        for Run { row, from, count } in runs(&code.to_colors(), code.width()) {
            for column in from..from + count {
                drawn[usize::try_from(row).unwrap() * code.width() + usize::try_from(column).unwrap()] =
                    Color::Dark;
            }
        }
        assert!(drawn == code.to_colors());
        assert!(drawn[..7].iter().all(|color| *color == Color::Dark), "the corner by which it is found");
    }
}
