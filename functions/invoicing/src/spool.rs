//! A file while it is made: small ones in memory, large ones on the disk, so that an invoice of any length takes the
//! same memory.

use std::io::{self, BufRead, BufReader, BufWriter, Write};

use objects::{ObjectError, Objects, Put};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

/// So many bytes stay in memory.
const IN_MEMORY: usize = 256 * 1024;
/// So many are read from the bucket at once.
const PART: usize = 128 * 1024;

/// What was written, and its checksum.
#[derive(Default)]
pub struct Spool {
    memory: Vec<u8>,
    disk: Option<BufWriter<NamedTempFile>>,
    sha256: Sha256,
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sha256.update(bytes);
        if self.disk.is_none() && self.memory.len() + bytes.len() > IN_MEMORY {
            let mut disk = BufWriter::new(NamedTempFile::new()?);
            disk.write_all(&std::mem::take(&mut self.memory))?;
            self.disk = Some(disk);
        }
        match &mut self.disk {
            Some(disk) => disk.write_all(bytes)?,
            None => self.memory.extend_from_slice(bytes),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.disk.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Spool {
    /// From its beginning.
    ///
    /// # Errors
    ///
    /// Where the disk can't be written or read.
    pub fn open(&mut self) -> io::Result<Box<dyn BufRead + '_>> {
        self.flush()?;
        match &self.disk {
            Some(disk) => Ok(Box::new(BufReader::new(disk.get_ref().reopen()?))),
            None => Ok(Box::new(&self.memory[..])),
        }
    }

    /// SHA-256 of its bytes.
    pub fn sha256(&self) -> [u8; 32] {
        self.sha256.clone().finalize().into()
    }

    /// Puts it into a bucket, unless there is an object with the key.
    ///
    /// # Errors
    ///
    /// Those of the bucket and the disk.
    pub async fn put(
        &mut self,
        objects: &dyn Objects,
        key: &str,
        content_type: &str,
    ) -> Result<Put, ObjectError> {
        self.flush().map_err(|error| ObjectError::Unavailable(error.to_string()))?;
        match &self.disk {
            Some(disk) => {
                objects.put_file_if_absent(key, disk.get_ref().path(), self.sha256(), content_type).await
            }
            None => objects.put_if_absent(key, self.memory.clone(), content_type).await,
        }
    }

    /// An object, read part by part; none where there is none.
    ///
    /// # Errors
    ///
    /// Those of the bucket and the disk.
    pub async fn fetch(objects: &dyn Objects, key: &str) -> Result<Option<Self>, ObjectError> {
        let (mut spool, mut at) = (Self::default(), 0);
        loop {
            let Some(part) = objects.part(key, at, PART).await? else { return Ok(None) };
            if part.is_empty() {
                return Ok(Some(spool));
            }
            at += part.len() as u64;
            spool.write_all(&part).map_err(|error| ObjectError::Unavailable(error.to_string()))?;
        }
    }
}
