//! A file's bytes as UTF-8, read piece by piece, with what is wrong with its encoding.

use std::io::{self, BufRead, Read};

use encoding_rs::ISO_8859_15;

/// So many bytes are looked at once.
const PIECE: usize = 8 * 1024;

/// An encoding that files have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Latin9,
    Utf8,
}

/// Gives UTF-8 of what is read. Control characters have no place in an invoice, and neither has UTF-8 under a false name:
/// letters outside ASCII that happen to be right UTF-8 throughout are never what an author meant in ISO-8859-15.
pub(super) struct Encoded<'r> {
    file: &'r mut dyn BufRead,
    encoding: Encoding,
    /// UTF-8 that is not handed on yet.
    ready: Vec<u8>,
    /// The beginning of a character whose end is not read yet.
    begun: Vec<u8>,
    is_utf8: bool,
    beyond_ascii: bool,
    controls: bool,
}

impl<'r> Encoded<'r> {
    pub(super) fn new(file: &'r mut dyn BufRead, encoding: Encoding) -> Self {
        Self {
            file,
            encoding,
            ready: Vec::new(),
            begun: Vec::new(),
            is_utf8: true,
            beyond_ascii: false,
            controls: false,
        }
    }

    /// Reads what is left; whether all of the file is in its encoding.
    pub(super) fn ends_right(mut self) -> bool {
        if io::copy(&mut self, &mut io::sink()).is_err() {
            return false;
        }
        let utf8 = self.is_utf8 && self.begun.is_empty();
        let right = match self.encoding {
            Encoding::Latin9 => !(utf8 && self.beyond_ascii),
            Encoding::Utf8 => utf8,
        };
        right && !self.controls
    }

    fn take(&mut self, piece: &[u8]) {
        self.beyond_ascii |= !piece.is_ascii();
        self.look_for_utf8(piece);
        if self.encoding == Encoding::Latin9 {
            let (text, _) = ISO_8859_15.decode_without_bom_handling(piece);
            self.controls |= has_controls(&text);
            self.ready.extend_from_slice(text.as_bytes());
        } else {
            self.ready.extend_from_slice(piece);
        }
    }

    fn look_for_utf8(&mut self, piece: &[u8]) {
        if !self.is_utf8 {
            return;
        }
        self.begun.extend_from_slice(piece);
        let (whole, rest) = match std::str::from_utf8(&self.begun) {
            Ok(text) => (text, self.begun.len()),
            Err(error) if error.error_len().is_none() => (
                std::str::from_utf8(&self.begun[..error.valid_up_to()]).unwrap_or_default(),
                error.valid_up_to(),
            ),
            Err(_) => {
                self.is_utf8 = false;
                return;
            }
        };
        self.controls |= self.encoding == Encoding::Utf8 && has_controls(whole);
        self.begun.drain(..rest);
    }
}

fn has_controls(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && c != '\n')
}

impl Read for Encoded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_empty() {
            let piece = self.file.fill_buf()?;
            let piece = piece[..piece.len().min(PIECE)].to_vec();
            self.file.consume(piece.len());
            self.take(&piece);
        }
        let some = self.ready.len().min(into.len());
        into[..some].copy_from_slice(&self.ready[..some]);
        self.ready.drain(..some);
        Ok(some)
    }
}
