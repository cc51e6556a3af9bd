//! What SQS takes as a body: refused alike by both implementations, before anything is sent.

use crate::QueueError;

/// The most that a body, and a batch of them, may have. SQS takes more by now, but not in every partition.
pub(crate) const BYTES: usize = 256 * 1024;

/// Refuses bodies that SQS would refuse.
pub(crate) fn check(bodies: &[String]) -> Result<(), QueueError> {
    bodies.iter().try_for_each(|body| match body {
        empty if empty.is_empty() => Err(QueueError::Invalid("an empty body".to_owned())),
        large if large.len() > BYTES => Err(QueueError::Invalid("a body of more than 256 KB".to_owned())),
        strange if !strange.chars().all(allowed) => {
            Err(QueueError::Invalid("a character that is not allowed in a message".to_owned()))
        }
        _ => Ok(()),
    })
}

/// The characters of XML 1.0, as the SQS API reference has it for `MessageBody`.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_that_sqs_would_refuse_are_invalid() {
        for body in [String::new(), "x".repeat(BYTES + 1), "a\u{0}b".to_owned(), "\u{FFFF}".to_owned()] {
            assert!(matches!(check(&[body]), Err(QueueError::Invalid(_))));
        }
        check(&["x".repeat(BYTES), "{\"name\":\"Ä\u{1F600}\"}\n".to_owned()]).unwrap();
    }
}
