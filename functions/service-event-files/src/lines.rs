//! The lines of an object, read a piece at a time: memory stays the same however long the object, or a line, is.

use objects::{ObjectError, Uploads};

/// A line as it stands in the file, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawLine {
    /// Its bytes; of one that is longer than a line may be, none.
    pub bytes: Option<Vec<u8>>,
    /// The first byte after it.
    pub next: u64,
}

impl RawLine {
    /// Whether there is nothing to be read in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.bytes.as_ref().is_some_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace))
    }
}

/// So much is read from the bucket at once.
const PIECE: usize = 1024 * 1024;
/// An event takes a few hundred bytes; nothing sensible is longer.
pub(crate) const LONGEST_LINE: usize = 4096;

/// Reads lines from a place in an object on. A line ends with LF, or CR and LF; the last one may lack it.
pub(crate) struct Lines<'a> {
    objects: &'a dyn Uploads,
    key: &'a str,
    /// Where the next piece begins.
    fetched: u64,
    ended: bool,
    piece: Vec<u8>,
    /// What of the piece is read.
    read: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(objects: &'a dyn Uploads, key: &'a str, from: u64) -> Self {
        Self { objects, key, fetched: from, ended: false, piece: Vec::new(), read: 0 }
    }

    /// The next line; none at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<RawLine>, ObjectError> {
        let (mut line, mut too_long, mut any) = (Vec::new(), false, false);
        loop {
            let rest = &self.piece[self.read..];
            let end = rest.iter().position(|byte| *byte == b'\n');
            let part = &rest[..end.unwrap_or(rest.len())];
            any |= !rest.is_empty();
            too_long |= line.len() + part.len() > LONGEST_LINE;
            if too_long {
                line.clear();
            } else {
                line.extend_from_slice(part);
            }
            match end {
                Some(end) => self.read += end + 1,
                None => self.read = self.piece.len(),
            }
            if end.is_some() || !self.fetch().await? {
                let unread = (self.piece.len() - self.read) as u64;
                let next = self.fetched - unread;
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(any.then_some(RawLine { bytes: (!too_long).then_some(line), next }));
            }
        }
    }

    /// Another piece in the place of the one that is read; false at the end.
    async fn fetch(&mut self) -> Result<bool, ObjectError> {
        if self.ended {
            return Ok(false);
        }
        let piece = self.objects.part(self.key, self.fetched, PIECE).await?;
        let piece = piece.ok_or_else(|| ObjectError::Unavailable("an upload is gone".to_owned()))?;
        self.ended = piece.is_empty();
        self.fetched += piece.len() as u64;
        (self.piece, self.read) = (piece, 0);
        Ok(!self.ended)
    }
}
