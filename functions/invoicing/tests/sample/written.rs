//! Records written, and files checked, in memory.

use domain::{
    invoice::{Format, Invoice},
    specification::Specification,
};
use invoicing::{
    check::Finding,
    rendering::{self, RenderError},
};

/// A record in a format.
pub fn render_as(format: Format, invoice: &Invoice, events: &Specification) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Vec::new();
    rendering::render(format, invoice, events, &mut bytes).map(|()| bytes)
}

/// What is found wrong with a file.
pub fn check_as(
    format: Format,
    mut file: &[u8],
    invoice: &Invoice,
    events: &Specification,
) -> Result<(), Finding> {
    rendering::check(format, &mut file, invoice, events)
}

/// A record in Finvoice.
pub fn render(invoice: &Invoice) -> Result<Vec<u8>, RenderError> {
    render_as(Format::Finvoice, invoice, &Specification::default())
}

/// What is found wrong with a Finvoice file.
pub fn check(file: &[u8], invoice: &Invoice) -> Result<(), Finding> {
    check_as(Format::Finvoice, file, invoice, &Specification::default())
}
