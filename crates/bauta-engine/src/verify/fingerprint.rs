//! Keyed fingerprints of values, so that originals need not be held to be known again.
//!
//! A fingerprint is a polynomial over the bytes, modulo a Mersenne prime, at a secret place: that
//! of any stretch of a text follows from two sums, whatever its length.
//!
//! *Guarantees*: without the key two different values of up to a gigabyte share a fingerprint with
//! a probability below 2⁻³⁰, and values of usual length below 2⁻⁵⁴.
//!
//! *Source*: Carter and Wegman, universal classes of hash functions; Karp and Rabin, 1987.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by fingerprints, which are as good as random: there is nothing to hash.
pub(super) type ByFingerprint<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

/// Takes a word for its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = word;
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
}

/// Makes fingerprints under one key.
#[derive(Clone, Copy)]
pub(super) struct Fingerprinter {
    base: u64,
    /// Its powers from the second on.
    powers: [u64; 7],
    seed: u64,
}

impl std::fmt::Debug for Fingerprinter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fingerprinter")
    }
}

/// Stands for NULL.
pub(super) const NULL: u64 = 0;
/// Stands for a value that the server computes, or that is not known.
pub(super) const UNKNOWN: u64 = 1;

impl Fingerprinter {
    pub(super) fn new(key: [u8; 32]) -> Self {
        let word = |at: usize| {
            let bytes: [u8; 8] = std::array::from_fn(|index| key[at + index]);
            u64::from_le_bytes(bytes)
        };
        let base = spread(word(0) ^ word(8).rotate_left(17)) % (PRIME - (1 << 20)) + (1 << 16);
        let mut powers = [base; 7];
        let mut last = base;
        for power in &mut powers {
            last = multiply(last, base);
            *power = last;
        }
        Self {
            base,
            powers,
            seed: word(16) ^ word(24).rotate_left(31),
        }
    }

    /// The fingerprint of a value.
    pub(super) fn of(&self, value: &[u8]) -> u64 {
        self.finish(self.sum(value, |byte| byte), value.len())
    }

    /// The same without the case of ASCII letters.
    pub(super) fn of_folded(&self, value: &[u8]) -> u64 {
        let sum = self.sum(value, |byte| byte.to_ascii_lowercase());
        self.finish(sum, value.len())
    }

    /// The fingerprint of a value that is only ever compared as a whole: the polynomial is over
    /// words of seven bytes, which takes a fraction of the time. It is another one than
    /// [`Fingerprinter::of`] makes.
    pub(super) fn of_whole(&self, value: &[u8]) -> u64 {
        let [square, third, fourth, ..] = self.powers;
        let word = |bytes: [u8; 7]| {
            let mut wide = [0; 8];
            wide[..7].copy_from_slice(&bytes);
            u128::from(u64::from_le_bytes(wide) + 1)
        };
        let times = |word: u128, power: u64| word * u128::from(power);
        let mut sum = 0;
        let (words, rest) = value.as_chunks::<7>();
        let (groups, single) = words.as_chunks::<4>();
        for [first, second, next, last] in groups {
            sum = reduced(
                u128::from(sum) * u128::from(fourth)
                    + times(word(*first), third)
                    + times(word(*second), square)
                    + times(word(*next), self.base)
                    + word(*last),
            );
        }
        for bytes in single {
            sum = reduced(u128::from(sum) * u128::from(self.base) + word(*bytes));
        }
        // Zeros that are filled in are told from others by the length, which goes in as well.
        let mut last = [0; 7];
        last[..rest.len()].copy_from_slice(rest);
        sum = reduced(u128::from(sum) * u128::from(self.base) + word(last));
        self.finish(sum, value.len())
    }

    /// The polynomial, eight bytes at a time: one long multiplication waits for the last, not
    /// eight.
    fn sum(&self, value: &[u8], read: impl Fn(u8) -> u8) -> u64 {
        let [square, third, fourth, fifth, sixth, seventh, eighth] = self.powers;
        let term = |byte: u8, power: u64| (u128::from(read(byte)) + 1) * u128::from(power);
        let mut sum = 0;
        let (groups, rest) = value.as_chunks::<8>();
        for group in groups {
            let [one, two, three, four, five, six, seven, last] = *group;
            sum = reduced(
                u128::from(sum) * u128::from(eighth)
                    + term(one, seventh)
                    + term(two, sixth)
                    + term(three, fifth)
                    + term(four, fourth)
                    + term(five, third)
                    + term(six, square)
                    + term(seven, self.base)
                    + term(last, 1),
            );
        }
        rest.iter()
            .fold(sum, |sum, byte| self.next(sum, read(*byte)))
    }

    /// One fingerprint of several in their order.
    pub(super) fn joined(&self, parts: impl Iterator<Item = u64>) -> u64 {
        let joined = parts.fold(self.seed, |joined, part| {
            spread(joined.rotate_left(23) ^ part)
        });
        joined.max(UNKNOWN + 1)
    }

    /// What a field adds to the sum of a row.
    pub(super) fn in_place(&self, column: usize, cell: u64) -> u64 {
        spread(cell ^ spread(self.seed ^ column as u64))
    }

    fn next(&self, sum: u64, byte: u8) -> u64 {
        let sum = multiply(sum, self.base) + u64::from(byte) + 1;
        if sum >= PRIME { sum - PRIME } else { sum }
    }

    fn finish(&self, sum: u64, length: usize) -> u64 {
        spread(sum ^ self.seed ^ (length as u64).rotate_left(48)).max(UNKNOWN + 1)
    }
}

/// Sums over the fronts of one text.
#[derive(Debug, Default)]
pub(super) struct Fronts {
    sums: Vec<u64>,
    /// Powers of the base, as many as have been needed.
    powers: Vec<u64>,
}

impl Fronts {
    /// Takes in a text.
    pub(super) fn of(&mut self, text: &[u8], by: &Fingerprinter) {
        self.sums.clear();
        self.sums.reserve(text.len() + 1);
        self.sums.push(0);
        let mut sum = 0;
        for byte in text {
            sum = by.next(sum, *byte);
            self.sums.push(sum);
        }
    }

    /// The fingerprint of a stretch of the text.
    pub(super) fn stretch(&mut self, from: usize, to: usize, by: &Fingerprinter) -> Option<u64> {
        let (before, after) = (*self.sums.get(from)?, *self.sums.get(to)?);
        let length = to.checked_sub(from)?;
        while self.powers.len() <= length {
            let last = self
                .powers
                .last()
                .map_or(1, |last| multiply(*last, by.base));
            self.powers.push(last);
        }
        let front = multiply(before, self.powers[length]);
        let sum = if after >= front {
            after - front
        } else {
            after + PRIME - front
        };
        Some(by.finish(sum, length))
    }
}

/// 2⁶¹ − 1.
const PRIME: u64 = (1 << 61) - 1;

fn multiply(left: u64, right: u64) -> u64 {
    reduced(u128::from(left) * u128::from(right))
}

/// What remains modulo the prime, of less than 2¹²⁴.
#[expect(
    clippy::cast_possible_truncation,
    reason = "both halves are cut to fewer than 64 bits on purpose"
)]
fn reduced(number: u128) -> u64 {
    let sum = (number as u64 & PRIME) + (number >> 61) as u64;
    let sum = (sum & PRIME) + (sum >> 61);
    if sum >= PRIME { sum - PRIME } else { sum }
}

/// Spreads differences over all bits; a bijection (the finisher of `SplitMix64`).
fn spread(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_stretch_has_the_fingerprint_of_its_value(
            text in prop::collection::vec(any::<u8>(), 0..200),
            from: prop::sample::Index,
            to: prop::sample::Index,
            key: [u8; 32],
        ) {
            let by = Fingerprinter::new(key);
            let (from, to) = (from.index(text.len() + 1), to.index(text.len() + 1));
            let (from, to) = (from.min(to), from.max(to));
            let mut fronts = Fronts::default();
            fronts.of(&text, &by);
            prop_assert_eq!(fronts.stretch(from, to, &by), Some(by.of(&text[from..to])));
            prop_assert_eq!(fronts.stretch(0, text.len() + 1, &by), None);
        }
    }

    #[test]
    fn fingerprints_depend_on_the_key_and_on_every_byte() {
        let (one, other) = (Fingerprinter::new([1; 32]), Fingerprinter::new([2; 32]));
        assert_ne!(one.of(b"value"), other.of(b"value"));
        assert_ne!(one.of(b"value"), one.of(b"valuf"));
        assert_ne!(one.of(b""), one.of(b"\0"));
        assert_ne!(one.of(b"\0"), one.of(b"\0\0"));
        assert_eq!(one.of_folded(b"VaLue"), one.of(b"value"));
        let long: Vec<u8> = (0..60).collect();
        for length in 0..long.len() {
            let value = &long[..length];
            assert_ne!(one.of_whole(value), one.of_whole(&long[..=length]));
            assert_ne!(one.of_whole(value), other.of_whole(value));
            for at in 0..length {
                let mut changed = value.to_vec();
                changed[at] ^= 1;
                assert_ne!(one.of_whole(value), one.of_whole(&changed));
            }
        }
        assert_ne!(
            one.joined([2, 3].into_iter()),
            one.joined([3, 2].into_iter())
        );
    }
}
