//! The texts of the pages: one Fluent file a language, read once.

use crate::languages;
use domain::language::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::sync::LazyLock;

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| languages::ALL.map(bundle));

/// The text of a key. A missing key shows itself, and fails the test that every used key exists.
pub(crate) fn text(language: Language, key: &str) -> String {
    find(language, key, None).unwrap_or_else(|| key.to_owned())
}

/// The text of a key with values put in; a number chooses the plural form.
pub(crate) fn text_with(language: Language, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
    let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
    find(language, key, Some(&args)).unwrap_or_else(|| key.to_owned())
}

/// The text of a key made from a code of the API, or the code itself when no text is known for it.
pub(crate) fn text_of_code(language: Language, group: &str, code: &str) -> String {
    find(language, &format!("{group}-{}", code.replace('_', "-")), None).unwrap_or_else(|| code.to_owned())
}

fn find(language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let bundle = BUNDLES.get(languages::ALL.iter().position(|one| *one == language)?)?;
    let pattern = bundle.get_message(key)?.value()?;
    Some(bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned())
}

fn bundle(language: Language) -> Bundle {
    let locale = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // All three languages run left to right: no isolation marks around the values.
    bundle.set_use_isolating(false);
    // What cannot be read is left out here and found by the tests.
    let resource = FluentResource::try_new(source(language).to_owned()).unwrap_or_else(|partly| partly.0);
    let _ = bundle.add_resource(resource);
    bundle
}

fn source(language: Language) -> &'static str {
    match language {
        Language::Fi => include_str!("../texts/fi.ftl"),
        Language::Sv => include_str!("../texts/sv.ftl"),
        Language::En => include_str!("../texts/en.ftl"),
    }
}

#[cfg(test)]
mod tests;
