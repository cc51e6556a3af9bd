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

/// Every field of every table, and every refusal, as the types and the program say them.
fn reference() -> String {
    let schema = serde_json::to_value(schemars::schema_for!(domain::rulebook::Rulebook)).unwrap();
    let mut text = String::from(
        "# Every field of a rulebook\n\nWritten from the program's types by `UPDATE_SCHEMA=1 cargo test -p domain --test rulebook_schema`.\n",
    );
    section(&mut text, "Rulebook", &schema);
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        section(&mut text, name, definition);
    }
    text.push_str("\n# Every refusal\n\n| Code | What is said |\n|---|---|\n");
    for rule in domain::rulebook::Rule::ALL {
        text.push_str(&format!("| `{}` | {} |\n", rule.name(), rule.sentences()[2]));
    }
    text
}

fn section(text: &mut String, name: &str, schema: &serde_json::Value) {
    let fields = schema["properties"].as_object().into_iter().flatten();
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    let described = |value: &serde_json::Value| value["description"].as_str().unwrap_or_default().to_owned();
    let required =
        |field: &String| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == field));
    let fields = fields.map(|(field, value)| {
        let optional = if required(field) { "" } else { " (optional)" };
        format!("| `{field}`{optional} | {} |\n", described(value))
    });
    let choices = choices.map(|choice| {
        let table = choice["properties"].as_object().and_then(|fields| fields.keys().next().cloned());
        let written =
            choice["const"].as_str().map(str::to_owned).or(table.map(|name| format!("{{ {name} = ... }}")));
        format!("| `{}` | {} |\n", written.unwrap_or_default(), described(choice))
    });
    let rows: String = fields.chain(choices).collect();
    if !rows.is_empty() {
        text.push_str(&format!("\n## {name}\n\n{}\n\n| | |\n|---|---|\n{rows}", described(schema)));
    }
}

#[test]
fn the_reference_names_every_field_and_every_refusal() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/rulebooks/REFERENCE.md");
    let written = reference();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &written).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == written, "UPDATE_SCHEMA=1 writes it anew");
}
