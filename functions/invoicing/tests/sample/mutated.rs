//! Files that were changed after they were written.

use domain::invoice::Invoice;
use invoicing::check::Finding;

use super::written::{check, render};

/// The file and the record of a sample.
pub fn sample(name: &str) -> (Vec<u8>, Invoice) {
    let (_, invoice) = super::all().into_iter().find(|(sample, _)| *sample == name).unwrap();
    (render(&invoice).unwrap(), invoice)
}

/// The file with one text replaced once; the text must be there, or the mutation would prove nothing.
pub fn changed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let latin9 = |text: &str| encoding_rs::ISO_8859_15.encode(text).0.into_owned();
    let (from, to) = (latin9(from), latin9(to));
    let at = bytes.windows(from.len()).position(|window| window == from).expect("the text to change");
    [&bytes[..at], &to, &bytes[at + from.len()..]].concat()
}

/// What the check finds when one text of a sample is replaced.
pub fn finding(name: &str, from: &str, to: &str) -> Finding {
    let (bytes, invoice) = sample(name);
    let changed = changed(&bytes, from, to);
    match check(&changed, &invoice) {
        Err(finding) => finding,
        Ok(()) => panic!("{name}: {from} -> {to} passed"),
    }
}
