//! Characters of the record in ISO-8859-15: as they are, by a table of replacements, or refused by name.
//!
//! Names come in from forms and other systems: with letters of the Sami languages and of neighbouring
//! countries, typographic quotes and dashes, and letters split from their marks.

use icu_normalizer::{
    ComposingNormalizerBorrowed,
    properties::{CanonicalDecompositionBorrowed, Decomposed},
};

use crate::rendering::RenderError;

/// The text with nothing but characters of ISO-8859-15, and with single spaces.
pub(super) fn writable(element: &'static str, text: &str) -> Result<String, RenderError> {
    if is_plain(text) {
        return Ok(text.to_owned());
    }
    let mut written = String::with_capacity(text.len());
    for character in ComposingNormalizerBorrowed::new_nfc().normalize(text).chars() {
        write(character, &mut written).ok_or(RenderError::Character { element, character })?;
    }
    Ok(written.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Most texts have nothing to replace: printable ASCII with single spaces inside.
fn is_plain(text: &str) -> bool {
    let printable = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    printable && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ")
}

fn write(character: char, written: &mut String) -> Option<()> {
    if character.is_whitespace() {
        written.push(' ');
    } else if is_latin_9(character) {
        written.push(character);
    } else if let Some(replacement) = replacement(character) {
        written.push_str(replacement);
    } else {
        return write(letter_without_mark(character)?, written);
    }
    Some(())
}

/// `č` without its mark is `c`.
fn letter_without_mark(character: char) -> Option<char> {
    match CanonicalDecompositionBorrowed::new().decompose(character) {
        Decomposed::Default => None,
        Decomposed::Singleton(letter) | Decomposed::Expansion(letter, _) => Some(letter),
    }
}

/// Printable characters of ISO-8859-15. The soft hyphen is none: it says where to break, not what to print.
fn is_latin_9(character: char) -> bool {
    match character {
        ' '..='~' | '€' | 'Š' | 'š' | 'Ž' | 'ž' | 'Œ' | 'œ' | 'Ÿ' => true,
        '¤' | '¦' | '¨' | '´' | '¸' | '¼' | '½' | '¾' | '\u{ad}' => false,
        '¡'..='ÿ' => true,
        _ => false,
    }
}

/// The table: characters outside ISO-8859-15 that have a known spelling inside it.
fn replacement(character: char) -> Option<&'static str> {
    Some(match character {
        'đ' => "d",
        'Đ' => "D",
        'ŋ' => "n",
        'Ŋ' => "N",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ǥ' => "g",
        'Ǥ' => "G",
        'ʒ' => "z",
        'Ʒ' => "Z",
        'ħ' => "h",
        'Ħ' => "H",
        'ł' => "l",
        'Ł' => "L",
        'ı' => "i",
        'ẞ' => "SS",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        '“' | '”' | '„' | '‟' | '″' | '¨' => "\"",
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | 'ʹ' | 'ˈ' | '‹' | '›' => "'",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        '•' => "*",
        '¦' => "|",
        '¸' => ",",
        '¼' => " 1/4",
        '½' => " 1/2",
        '¾' => " 3/4",
        '™' => "(TM)",
        // What is not printed: soft hyphen, zero-width spaces and joiners, marks without a letter to stand on.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<String, char> {
        writable("Test", text).map_err(|error| match error {
            RenderError::Character { character, .. } => character,
            other => panic!("{other}"),
        })
    }

    #[test]
    fn what_the_encoding_has_stays_as_it_is() {
        for stays in ["Åbo vård & omsorg", "Käsityöläiskatu 3 §", "šŠžŽ", "€ œ ÿ", "Ünal Çelik", "Õnne"]
        {
            assert_eq!(written(stays).as_deref(), Ok(stays));
        }
    }

    #[test]
    fn the_printable_characters_are_those_of_the_encoding() {
        for byte in 0..=u8::MAX {
            let (text, _) = encoding_rs::ISO_8859_15.decode_without_bom_handling(std::slice::from_ref(&byte));
            let character = text.chars().next().unwrap();
            let printable = !character.is_control() && !character.is_whitespace() && character != '\u{ad}';
            assert_eq!(is_latin_9(character) && character != ' ', printable, "{byte:#x}");
        }
    }

    #[test]
    fn sami_and_neighbouring_letters_have_a_spelling() {
        assert_eq!(written("Čáhci Đorži Ŋuorgam Ŧ ǩ ǧ ǯ Ʒ").as_deref(), Ok("Cáhci Dorži Nuorgam T k g z Z"));
        assert_eq!(
            written("Łódź Ștefan Őz Jānis Ėglė İpek").as_deref(),
            Ok("Lódz Stefan Oz Janis Egle Ipek")
        );
    }

    #[test]
    fn typographic_characters_become_plain_ones() {
        assert_eq!(written("”Koti” – ’hoiva’…").as_deref(), Ok("\"Koti\" - 'hoiva'..."));
        assert_eq!(written("1½ h\u{a0}\tja\u{2009}loput\n").as_deref(), Ok("1 1/2 h ja loput"));
    }

    #[test]
    fn a_letter_split_from_its_mark_is_joined() {
        assert_eq!(written("a\u{308}a\u{308}kko\u{308}nen s\u{30c} c\u{30c}").as_deref(), Ok("ääkkönen š c"));
    }

    #[test]
    fn what_has_no_spelling_is_refused_by_name() {
        for unknown in ['Ж', '日', '😀', '¤', '\u{0}', '\u{9c}'] {
            assert_eq!(written(&format!("Hoiva {unknown} Oy")), Err(unknown));
        }
    }
}
