//! Byte searches over short distances: most values end within a few words, where the set-up of a
//! vectorised search costs more than the search.
//!
//! *Source:* the zero-byte test of Mycroft (1987), as in Warren, "Hacker's Delight", 6-1. Only the
//! lowest mark of a word is exact, which is the one that counts in little-endian order.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
const WORD: usize = 8;
/// Words looked at before a vectorised search takes over.
const SHORT: usize = 4;

/// The first place of `one`.
#[inline]
pub fn first(bytes: &[u8], one: u8) -> Option<usize> {
    let pattern = ONES * u64::from(one);
    let (words, rest) = bytes.as_chunks::<WORD>();
    for (index, word) in words.iter().take(SHORT).enumerate() {
        let marks = zero_bytes(u64::from_le_bytes(*word) ^ pattern);
        if marks != 0 {
            return Some(index * WORD + lowest(marks));
        }
    }
    if words.len() > SHORT {
        let done = SHORT * WORD;
        return memchr::memchr(one, &bytes[done..]).map(|at| done + at);
    }
    rest.iter()
        .position(|byte| *byte == one)
        .map(|at| words.len() * WORD + at)
}

/// The first place of `one` or `other`.
#[inline]
pub fn first_of_two(bytes: &[u8], one: u8, other: u8) -> Option<usize> {
    let (left, right) = (ONES * u64::from(one), ONES * u64::from(other));
    let (words, rest) = bytes.as_chunks::<WORD>();
    for (index, word) in words.iter().take(SHORT).enumerate() {
        let word = u64::from_le_bytes(*word);
        let marks = zero_bytes(word ^ left) | zero_bytes(word ^ right);
        if marks != 0 {
            return Some(index * WORD + lowest(marks));
        }
    }
    if words.len() > SHORT {
        let done = SHORT * WORD;
        return memchr::memchr2(one, other, &bytes[done..]).map(|at| done + at);
    }
    let tail = rest.iter().position(|byte| *byte == one || *byte == other);
    tail.map(|at| words.len() * WORD + at)
}

/// Whether there is a control character (below 32), `one` or `other`: hardly any value has what
/// would have to be escaped.
#[inline]
pub fn has_control_or(bytes: &[u8], one: u8, other: u8) -> bool {
    const SPACES: u64 = 0x2020_2020_2020_2020;
    let (left, right) = (ONES * u64::from(one), ONES * u64::from(other));
    let marks = |word: u64| {
        (word.wrapping_sub(SPACES) & !word & HIGH)
            | zero_bytes(word ^ left)
            | zero_bytes(word ^ right)
    };
    let Some(last) = bytes.last_chunk::<WORD>() else {
        return bytes
            .iter()
            .any(|byte| *byte < b' ' || *byte == one || *byte == other);
    };
    let words = bytes.as_chunks::<WORD>().0.iter().chain([last]);
    let any = words.fold(0, |any, word| any | marks(u64::from_le_bytes(*word)));
    any != 0
}

/// Marks the lowest zero byte, and perhaps others above it.
#[inline]
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH
}

#[inline]
fn lowest(marks: u64) -> usize {
    marks.trailing_zeros() as usize / WORD
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn specials_are_those_of_a_plain_search(
            bytes in proptest::collection::vec(
                prop_oneof![8 => 32u8..128, 1 => Just(b'\''), 1 => Just(b'&'), 1 => any::<u8>()],
                0..70,
            ),
            one in prop_oneof![Just(b'\''), any::<u8>()],
        ) {
            let special = |byte: &u8| *byte < 32 || *byte == one || *byte == b'\'';
            for from in 0..bytes.len() {
                let rest = &bytes[from..];
                prop_assert_eq!(has_control_or(rest, one, b'\''), rest.iter().any(special));
            }
        }

        #[test]
        fn both_find_what_a_plain_search_finds(
            bytes in proptest::collection::vec(prop_oneof![Just(0u8), Just(1), Just(b'\''), Just(b'\\'), any::<u8>()], 0..80),
            one in any::<u8>(),
            other in prop_oneof![Just(0u8), Just(b'\''), any::<u8>()],
        ) {
            prop_assert_eq!(first(&bytes, one), bytes.iter().position(|byte| *byte == one));
            let either = bytes.iter().position(|byte| *byte == one || *byte == other);
            prop_assert_eq!(first_of_two(&bytes, one, other), either);
        }
    }
}
