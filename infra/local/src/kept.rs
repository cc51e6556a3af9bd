//! Secrets that outlive a restart: each in its own file in the data folder, mode 0600, made once.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the secret {file} can't be kept: {cause}")]
pub struct Unkept {
    file: PathBuf,
    cause: std::io::Error,
}

/// What the file says; where there is no file, what `make` makes, kept there from now on.
pub(crate) fn secret<E: From<Unkept>>(
    file: &Path,
    make: impl FnOnce() -> Result<String, E>,
) -> Result<String, E> {
    let unkept = |cause| Unkept { file: file.to_owned(), cause };
    match std::fs::read_to_string(file) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            let made = make()?;
            keep(file, &made).map_err(unkept)?;
            Ok(made)
        }
        read => Ok(read.map_err(unkept)?),
    }
}

/// Written aside and moved into place, so that a crash leaves a whole secret or none.
fn keep(file: &Path, secret: &str) -> std::io::Result<()> {
    let aside = file.with_extension("new");
    match std::fs::remove_file(&aside) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(cause),
        _ => {}
    }
    let mut new = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
    new.write_all(secret.as_bytes())?;
    new.sync_all()?;
    std::fs::rename(&aside, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn kept(file: &Path, new: &str) -> Result<String, Unkept> {
        secret(file, || Ok(new.to_owned()))
    }

    #[test]
    fn a_secret_is_made_once_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a-key");
        assert_eq!(kept(&file, "first").unwrap(), "first");
        assert_eq!(kept(&file, "second").unwrap(), "first");
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_secret_half_written_at_a_crash_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a-key.new"), "ha").unwrap();
        let file = folder.path().join("a-key");
        assert_eq!(kept(&file, "whole").unwrap(), "whole");
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let nowhere = Path::new("/nowhere/a-key");
        let refusal = kept(nowhere, "first").unwrap_err().to_string();
        assert!(refusal.starts_with("the secret /nowhere/a-key can't be kept: "), "{refusal}");
    }
}
