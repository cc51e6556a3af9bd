//! Objects as files in a folder: whole or not at all, and the first one wins.
//!
//! A put writes a file of its own, brings it to disk, and links it to its name, which fails if the name is taken.
//! A crash leaves at most a file in `.unfinished`, which nobody reads.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;

use crate::{LISTED, ObjectError, Objects, Put, key};

/// Starts with a dot, so that no key can name it.
const UNFINISHED: &str = ".unfinished";

/// Objects in a folder. Several processes may share it.
pub struct Folder {
    root: Arc<Path>,
}

impl Folder {
    /// The objects in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// When the folder can't be made or written.
    pub fn open(root: &Path) -> Result<Self, ObjectError> {
        let unfinished = root.join(UNFINISHED);
        let trial = unfinished.join(Uuid::new_v4().to_string());
        let writable = fs::create_dir_all(&unfinished)
            .and_then(|()| File::create(&trial))
            .and_then(|_| fs::remove_file(&trial));
        writable.map_err(|cause| {
            unavailable(format!("the folder {} can't be written: {cause}", root.display()))
        })?;
        Ok(Self { root: root.into() })
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
    ) -> Result<T, ObjectError> {
        let root = Arc::clone(&self.root);
        let done = tokio::task::spawn_blocking(move || work(&root)).await;
        done.map_err(|cause| unavailable(cause.to_string()))?.map_err(|cause| unavailable(cause.to_string()))
    }
}

#[async_trait]
impl Objects for Folder {
    async fn put_if_absent(
        &self,
        key: &str,
        bytes: Vec<u8>,
        _content_type: &str,
    ) -> Result<Put, ObjectError> {
        key::check(key)?;
        let key = key.to_owned();
        self.blocking(move |root| put(root, &key, &mut &bytes[..])).await
    }

    async fn put_file_if_absent(
        &self,
        key: &str,
        file: &Path,
        _sha256: [u8; 32],
        _content_type: &str,
    ) -> Result<Put, ObjectError> {
        key::check(key)?;
        let (key, file) = (key.to_owned(), file.to_owned());
        self.blocking(move |root| put(root, &key, &mut File::open(file)?)).await
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, ObjectError> {
        key::check(key)?;
        let key = key.to_owned();
        self.blocking(move |root| read(&root.join(key))).await
    }

    async fn size(&self, key: &str) -> Result<Option<u64>, ObjectError> {
        key::check(key)?;
        let key = key.to_owned();
        self.blocking(move |root| found(fs::metadata(root.join(key)).and_then(file_size))).await
    }

    async fn part(&self, key: &str, from: u64, most: usize) -> Result<Option<Vec<u8>>, ObjectError> {
        key::check(key)?;
        let key = key.to_owned();
        self.blocking(move |root| found(read_part(&root.join(key), from, most))).await
    }

    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<String>, ObjectError> {
        let (prefix, after) = (prefix.to_owned(), after.map(str::to_owned));
        let mut keys = self.blocking(move |root| keys(root, &prefix)).await?;
        keys.retain(|key| after.as_ref().is_none_or(|after| key > after));
        keys.sort_unstable();
        keys.truncate(limit.min(LISTED));
        Ok(keys)
    }
}

fn put(root: &Path, key: &str, bytes: &mut dyn Read) -> io::Result<Put> {
    let place = root.join(key);
    let folder = place.parent().unwrap_or(root);
    make_folder(folder)?;
    let unfinished = root.join(UNFINISHED).join(Uuid::new_v4().to_string());
    let mut file = File::create_new(&unfinished)?;
    let linked = io::copy(bytes, &mut file)
        .and_then(|_| file.sync_all())
        .and_then(|()| fs::hard_link(&unfinished, &place));
    fs::remove_file(&unfinished)?;
    // Also when another one was first: what is told to be there must outlive a power cut.
    match linked {
        Ok(()) => sync_folder(folder).map(|()| Put::Stored),
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
            sync_folder(folder).map(|()| Put::AlreadyThere)
        }
        Err(cause) => Err(cause),
    }
}

/// Makes a folder and those above it, each on disk in the one that names it.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let Some(above) = folder.parent() else { return Ok(()) };
    make_folder(above)?;
    match fs::create_dir(folder) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(cause),
        _ => sync_folder(above),
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn read(place: &Path) -> io::Result<Option<Vec<u8>>> {
    found(fs::read(place))
}

fn file_size(file: fs::Metadata) -> io::Result<u64> {
    if file.is_dir() { Err(ErrorKind::IsADirectory.into()) } else { Ok(file.len()) }
}

fn read_part(place: &Path, from: u64, most: usize) -> io::Result<Vec<u8>> {
    let mut file = File::open(place)?;
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What is not there is nothing, and no fault.
fn found<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(cause)
            if matches!(
                cause.kind(),
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory
            ) =>
        {
            Ok(None)
        }
        Err(cause) => Err(cause),
    }
}

/// All keys with a prefix: only the folder that the prefix names is walked.
fn keys(root: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let folder = prefix.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    if folder.is_empty() || key::check(folder).is_ok() {
        walk(root, &root.join(folder), &mut found)?;
    }
    found.retain(|key| key.starts_with(prefix));
    Ok(found)
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(()),
        other => other?,
    };
    for entry in entries {
        let path: PathBuf = entry?.path();
        match path.strip_prefix(root).ok().and_then(Path::to_str) {
            Some(key) if key::check(key).is_err() => {}
            _ if path.is_dir() => walk(root, &path, found)?,
            Some(key) => found.push(key.to_owned()),
            None => {}
        }
    }
    Ok(())
}

fn unavailable(cause: String) -> ObjectError {
    ObjectError::Unavailable(cause)
}
