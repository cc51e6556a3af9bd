//! The published schemas of rulebooks and cases are those of the types that read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{fs, path::Path};

/// Compares with the published file; `UPDATE_SCHEMA=1` writes it anew.
fn is_published(file: &str, schema: &schemars::Schema) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/rulebooks").join(file);
    let written = format!("{}\n", serde_json::to_string_pretty(schema).unwrap());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(published == written, "{file} is old; UPDATE_SCHEMA=1 writes it anew");
}

#[test]
fn the_schema_of_rulebooks_is_the_types() {
    is_published("rulebook.schema.json", &schemars::schema_for!(domain::rulebook::Rulebook));
}

#[test]
fn the_schema_of_cases_is_the_types() {
    is_published("case.schema.json", &schemars::schema_for!(domain::pricing_case::Case));
}
