//! The rules of the house, checked by machine: who may depend on whom, what lies where, what no file may hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod crates;
mod files;
mod template;

use std::collections::BTreeSet;
use std::fs::read_dir;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn functions() -> BTreeSet<String> {
    folders_in("functions")
}

fn folders_in(folder: &str) -> BTreeSet<String> {
    let entries = read_dir(root().join(folder)).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}
