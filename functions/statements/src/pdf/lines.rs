//! Breaks a text into the lines that fit a width.

use super::typeface::{Length, Typeface};

/// The lines of a text, broken at spaces and at its own line breaks; inside a word only where it is wider than a line.
///
/// Where a space or a line break was, the line ends with a space: a reader of the PDF must find the word's end there.
pub(super) fn lines(face: &Typeface, size: Length, width: Length, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for given in text.split('\n') {
        if let Some(before) = lines.last_mut().filter(|line| !line.ends_with(' ')) {
            before.push(' ');
        }
        broken(face, size, width, given, &mut lines);
    }
    lines
}

fn broken(face: &Typeface, size: Length, width: Length, text: &str, lines: &mut Vec<String>) {
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split_inclusive(' ') {
        if used > 0 && used + face.width(word.trim_end_matches(' '), size) > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        for character in word.chars() {
            let wide = face.character_width(character, size);
            if used > 0 && character != ' ' && used + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(character);
            used += wide;
        }
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::super::typeface::Face;
    use super::*;

    fn of(width: Length, text: &str) -> Vec<String> {
        lines(Face::Regular.get().unwrap(), 10_000, width, text)
    }

    #[test]
    fn lines_break_at_spaces_and_keep_them() {
        assert_eq!(of(60_000, "yksi kaksi kolme"), ["yksi kaksi ", "kolme"]);
        assert_eq!(of(60_000, "Katu 1\n00100 Oulu"), ["Katu 1 ", "00100 Oulu"]);
        assert_eq!(of(60_000, ""), [""]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_nothing_is_lost() {
        let word = "lumivalkoinen".repeat(20);
        let lines = of(60_000, &format!("a {word} b"));
        assert_eq!(lines.concat(), format!("a {word} b"));
        let face = Face::Regular.get().unwrap();
        assert!(lines.iter().all(|line| face.width(line.trim_end(), 10_000) <= 60_000));
    }

    #[test]
    fn a_no_break_space_keeps_an_amount_together() {
        assert_eq!(of(60_000, "summa on 1\u{a0}234,50\u{a0}€"), ["summa on ", "1\u{a0}234,50\u{a0}€"]);
    }

    #[test]
    fn a_width_of_nothing_still_ends() {
        assert_eq!(of(0, "ab"), ["a", "b"]);
    }
}
