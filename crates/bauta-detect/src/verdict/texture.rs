//! Whether a value is made of words or by chance.

use super::glossary;

/// Whether every word begins with a capital, particles aside. Scripts without case count as
/// capitals.
pub(crate) fn is_capitalised(value: &[u8]) -> bool {
    let mut words = 0;
    for word in value
        .split(|byte| matches!(byte, b' ' | b'-'))
        .filter(|word| !word.is_empty())
    {
        let begins = word
            .iter()
            .find(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80);
        match begins {
            Some(b'a'..=b'z') if glossary::is_particle(word) => {}
            Some(b'a'..=b'z') => return false,
            Some(_) => words += 1,
            None => {}
        }
    }
    words > 0
}

/// Whether the value is words and numbers tied together, each of one case.
pub(crate) fn is_identifier(value: &[u8]) -> bool {
    let mut words = 0;
    let is_tied = |byte: &u8| b"_-.:/#@".contains(byte);
    for piece in value.split(is_tied) {
        let letters = piece
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let (word, number) = piece.split_at(letters);
        let of_one_case = word.get(1..).is_none_or(|tail| {
            tail.iter().all(u8::is_ascii_lowercase) || word.iter().all(u8::is_ascii_uppercase)
        });
        if !of_one_case || letters > 20 || !number.iter().all(u8::is_ascii_digit) {
            return false;
        }
        words += usize::from(letters > 1);
    }
    words > 0
}

/// Whether the longest stretch between separators changes its class of characters as often as
/// chance would have it.
pub(crate) fn is_random(value: &[u8]) -> bool {
    let value = value.get(..LOOKED_AT).unwrap_or(value);
    let longest = value
        .split(|byte| b"-_.:~|$@#".contains(byte))
        .max_by_key(|piece| piece.len())
        .unwrap_or_default();
    // Of base64url the pieces are short; then all of them together count.
    let piece = if longest.len() >= 12 { longest } else { value };
    if piece.len() < 8 {
        return false;
    }
    let (mut switches, mut digits, mut lower, mut upper) = (0usize, 0usize, 0usize, 0usize);
    let mut before = Class::Other;
    for byte in piece {
        let class = Class::of(*byte);
        if class == Class::Other {
            continue;
        }
        switches += usize::from(class != before);
        match class {
            Class::Digit => digits += 1,
            Class::Lower => lower += 1,
            Class::Upper => upper += 1,
            Class::Other => {}
        }
        before = class;
    }
    let mixed_case = lower > 0 && upper > 0;
    if digits == 0 && !mixed_case || digits == piece.len() || piece.len() < 12 && digits == 0 {
        return false;
    }
    let share = if mixed_case { 36 } else { 20 };
    switches * 100 >= piece.len() * share && repeats_little(piece)
}

fn repeats_little(piece: &[u8]) -> bool {
    let mut seen = 0u128;
    for byte in piece {
        seen |= 1 << (byte & 0x7f);
    }
    seen.count_ones() as usize * 10 >= piece.len().min(48) * 2
        && piece
            .windows(6)
            .all(|window| window.iter().any(|byte| *byte != window[0]))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Lower,
    Upper,
    Other,
}

impl Class {
    fn of(byte: u8) -> Self {
        match byte {
            b'0'..=b'9' => Self::Digit,
            b'a'..=b'z' => Self::Lower,
            b'A'..=b'Z' => Self::Upper,
            _ => Self::Other,
        }
    }
}

/// Bytes of a value that are looked at.
pub(crate) const LOOKED_AT: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_told_from_words() {
        for value in [
            "q8ZvL2mXw4Rt6Yp0Ks9Bd3Hf",
            "9f8e7d6c5b4a32101f2e",
            "h7gd93ksl2qpz0xv2bnm",
            "xoxb-17-kT9vQ2mXw4Rt6Yp0",
        ] {
            assert!(is_random(value.as_bytes()), "{value}");
        }
        for value in [
            "production-worker-07",
            "order20240101",
            "HttpRequestTimeout",
            "1234567890123456",
            "aaaaaaaaaaaaaaaaaaaa1A",
            "northwest",
        ] {
            assert!(!is_random(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn words_and_numbers_tied_together_are_identifiers() {
        for value in [
            "checkout.new-flow",
            "ORD-2024-000123",
            "shop.base_url",
            "web-01",
        ] {
            assert!(is_identifier(value.as_bytes()), "{value}");
        }
        for value in ["aB3dE6", "12-34", "q8ZvL2mXw4"] {
            assert!(!is_identifier(value.as_bytes()), "{value}");
        }
    }
}
