//! Fields at their limits, counted in characters: codes are refused, texts cut at a word, names carried on.

use std::ops::RangeInclusive;

use super::Written;
use crate::rendering::RenderError;

/// What a cut text ends in; the ellipsis itself is not in ISO-8859-15.
const DOTS: &str = "...";
/// No element that is carried on may be shorter.
const SHORTEST_LINE: usize = 2;

/// Whether a text's length is within its limits.
pub(super) fn within(element: &'static str, text: &str, limits: RangeInclusive<usize>) -> Written {
    let length = text.chars().count();
    if length < *limits.start() {
        Err(RenderError::TooShort { element, limit: *limits.start() })
    } else if length > *limits.end() {
        Err(RenderError::TooLong { element, limit: *limits.end() })
    } else {
        Ok(())
    }
}

/// The text, or its beginning with three dots: cut at a word where one ends in the second half.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let room: Vec<char> = text.chars().take(limit.saturating_sub(DOTS.len()) + 1).collect();
    let most = room.len() - 1;
    let end = room.iter().rposition(|c| *c == ' ').filter(|at| at * 2 > most).unwrap_or(most);
    let kept: String = room[..end].iter().collect();
    format!("{}{DOTS}", kept.trim_end())
}

/// The text broken at words into lines of at most `limit` characters, none of a single one; nothing is lost
/// but the spaces at the breaks.
pub(super) fn lines(text: &str, limit: usize) -> Vec<String> {
    let mut rest: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    while rest.len() > limit {
        let most = limit.min(rest.len() - SHORTEST_LINE);
        let fits = |at: &usize| rest[*at] == ' ' && rest.len() - at > SHORTEST_LINE;
        // Inside a word when there is no other way; the space before a last single character stays with it.
        let inside = most - usize::from(rest[most] == ' ');
        let end = (SHORTEST_LINE..=most).rev().find(fits).unwrap_or(inside);
        lines.push(rest[..end].iter().collect());
        rest = rest.split_off(end);
        if rest.first() == Some(&' ') {
            rest.remove(0);
        }
    }
    lines.push(rest.into_iter().collect());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_not_touched() {
        assert_eq!(cut("Kotihoito", 9), "Kotihoito");
        assert_eq!(lines("Kotihoito", 9), ["Kotihoito"]);
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(cut("Kotihoidon palveluseteli, arki", 20), "Kotihoidon...");
        assert_eq!(cut("Kotihoidon palveluseteli, arki", 28), "Kotihoidon palveluseteli,...");
        assert_eq!(cut("Lastensuojelulaitoshoito", 10), "Lastens...");
        assert_eq!(cut("ääääääääää", 9), "ääääää...");
    }

    #[test]
    fn a_long_name_is_carried_on_without_loss() {
        let name = "Pohjois-Suomen Kotihoito- ja Hoivapalvelut Esimerkki Osakeyhtiö";
        assert_eq!(lines(name, 35), ["Pohjois-Suomen Kotihoito- ja", "Hoivapalvelut Esimerkki Osakeyhtiö"]);
        assert_eq!(lines(name, 35).join(" "), name);
    }

    #[test]
    fn no_line_is_left_with_a_single_character() {
        for (text, limit) in
            [("Aluetie 1", 8), ("Aluetie A", 7), ("abcdefghi", 8), ("aaaa bb c", 7), ("aaaaaaaaaaaa b", 12)]
        {
            let lines = lines(text, limit);
            assert!(lines.iter().all(|line| (2..=limit).contains(&line.chars().count())), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
