//! The two faces in which everything is set: which characters they have, how wide those are, and their glyphs.

use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizer;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

use super::NotSet;

/// A length in thousandths of a point.
pub(super) type Length = i64;

/// Which of the two faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
}

/// One face of the font.
pub(super) struct Typeface {
    pub(super) font: Font,
    characters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units_per_em: i64,
}

static FACES: LazyLock<Option<[Typeface; 2]>> = LazyLock::new(|| {
    use dejavu::sans_condensed::{bold, regular};
    Some([Typeface::read(regular())?, Typeface::read(bold())?])
});

impl Face {
    /// The face itself.
    pub(super) fn get(self) -> Result<&'static Typeface, NotSet> {
        let faces = FACES.as_ref().ok_or_else(|| NotSet::Refused("the font can't be read".to_owned()))?;
        let [regular, bold] = faces;
        Ok(if self == Face::Bold { bold } else { regular })
    }
}

impl Typeface {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let face = FontRef::new(bytes).ok()?;
        let metrics = face.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = i64::from(face.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        Some(Self { font: Font::new(bytes.into(), 0)?, characters: face.charmap(), metrics, units_per_em })
    }

    /// How wide a character is at a size; nothing for one that the font lacks.
    pub(super) fn character_width(&self, character: char, size: Length) -> Length {
        self.advance(character) * size / self.units_per_em
    }

    /// How wide a text is at a size: the sum of its characters.
    pub(super) fn width(&self, text: &str, size: Length) -> Length {
        text.chars().map(|character| self.character_width(character, size)).sum()
    }

    /// The glyphs of a text, one for each character.
    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let glyph = |(at, character): (usize, char)| {
            let id = GlyphId::new(self.characters.map(character).map_or(0, |id| id.to_u32()));
            let advance = ratio(self.advance(character), self.units_per_em);
            KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, at..at + character.len_utf8(), None)
        };
        text.char_indices().map(glyph).collect()
    }

    fn advance(&self, character: char) -> i64 {
        let glyph = self.characters.map(character);
        // Unscaled, so a whole number of the font's units.
        glyph.and_then(|id| self.metrics.advance_width(id)).map_or(0, |advance| advance as i64)
    }
}

/// Text as it can be set: composed characters, no control characters but line breaks, nothing invisible.
pub(super) fn settable(text: &str) -> Result<String, NotSet> {
    let composed = ComposingNormalizer::new_nfc().normalize(text);
    let plain = composed.chars().filter(|c| !is_invisible(*c));
    plain.map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).map(known).collect()
}

fn known(character: char) -> Result<char, NotSet> {
    let both = [Face::Regular.get()?, Face::Bold.get()?];
    let has = both.iter().all(|face| face.characters.map(character).is_some());
    if character == '\n' || (has && !needs_shaping(character)) {
        Ok(character)
    } else {
        Err(NotSet::MissingCharacter(character))
    }
}

/// Soft hyphens, joiners, and marks of direction.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Hebrew, Arabic and their neighbours, which run from right to left; and what has no meaning outside one font.
fn needs_shaping(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{e000}'..='\u{f8ff}')
}

/// One whole number over another, as the typesetter's floats: the only place where they are made.
#[expect(
    clippy::float_arithmetic,
    reason = "the typesetter takes floats; all sums are done before, on whole numbers"
)]
pub(super) fn ratio(part: i64, whole: i64) -> f32 {
    part as f32 / whole as f32
}
