//! Values that stand for a secret in documentation, and places that were left to be filled in.

use crate::Category;
use crate::detector::Detector;

/// Whether a value of that shape is known to open nothing and to name nobody.
///
/// *Source:* the documentation of AWS, Stripe and the card networks.
pub(crate) fn is_dummy(detector: &Detector, value: &[u8]) -> bool {
    match detector.kind {
        "aws-access-key-id" => value.ends_with(b"EXAMPLE"),
        "aws-secret-access-key" => value.ends_with(b"EXAMPLEKEY"),
        "email" => value.eq_ignore_ascii_case(b"user@example.com"),
        "credit-card" => CARDS.iter().any(|card| {
            let digits = value.iter().filter(|byte| byte.is_ascii_digit());
            digits.copied().eq(card.bytes())
        }),
        _ => detector.category == Category::Secret && is_left_open(value),
    }
}

static CARDS: [&str; 2] = ["4111111111111111", "4242424242424242"];

/// Whether the last part is one character over and over, or says what should stand there.
fn is_left_open(value: &[u8]) -> bool {
    let Some(last) = value.last() else {
        return false;
    };
    let uniform = value.iter().rev().take_while(|byte| *byte == last).count();
    let is_filling = matches!(last, b'x' | b'X' | b'*' | b'.');
    let is_uniform = is_filling && (uniform >= UNIFORM || (uniform == value.len() && uniform >= 4));
    is_uniform || LEFT_OPEN.iter().any(|word| ends_in(value, word))
}

/// Whether `value` ends in `word`, in any case.
fn ends_in(value: &[u8], word: &str) -> bool {
    value
        .len()
        .checked_sub(word.len())
        .is_some_and(|at| value[at..].eq_ignore_ascii_case(word.as_bytes()))
}

/// Longer than chance makes it in any alphabet.
const UNIFORM: usize = 12;

static LEFT_OPEN: [&str; 4] = [
    "your_key_here",
    "your_token_here",
    "_redacted",
    "replace_me",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn judged(kind: &str, value: &str) -> bool {
        let detector = catalogue().find(|detector| detector.kind == kind).unwrap();
        is_dummy(detector, value.as_bytes())
    }

    #[test]
    fn documented_values_are_dummies() {
        assert!(judged("aws-access-key-id", "AKIAIOSFODNN7EXAMPLE"));
        assert!(judged("credit-card", "4111 1111 1111 1111"));
        assert!(judged("email", "User@example.com"));
        assert!(judged(
            "stripe-secret",
            concat!("sk_", "live_xxxxxxxxxxxxxxxxxxxxxxxx")
        ));
    }

    #[test]
    fn others_are_not() {
        assert!(!judged("email", "ada@example.com"));
        assert!(!judged("credit-card", "5555555555554444"));
        assert!(!judged(
            "github-pat",
            concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17")
        ));
        assert!(!judged("password-plaintext", "hunter2"));
    }
}
