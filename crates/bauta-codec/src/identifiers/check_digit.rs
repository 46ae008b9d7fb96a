//! Check digits. Each function takes the characters before them, digits as ASCII.
//!
//! A permuted identifier carries its error over: the new check digit is as far from the right one
//! as the old was. So valid stays valid, invalid stays invalid, and no two values merge.

/// The check digit as far from `expected_after` as `found` is from `expected_before`.
pub fn carry_over(found: u32, before: u32, after: u32, modulus: u32) -> u32 {
    (after + found + modulus - before % modulus) % modulus
}

/// Luhn's.
///
/// *Source:* ISO/IEC 7812-1, annex B.
pub fn luhn(digits: &[u8]) -> u32 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let doubled = value(*byte) * if at % 2 == 0 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

/// Verhoeff's, over the dihedral group of order ten.
///
/// *Source:* Verhoeff, "Error Detecting Decimal Codes", 1969.
pub fn verhoeff(digits: &[u8]) -> u32 {
    let check = digits
        .iter()
        .rev()
        .enumerate()
        .fold(0, |check, (at, byte)| {
            let digit =
                (0..=at % 8).fold(value(*byte) % 10, |digit, _| SUBSTITUTION[digit as usize]);
            dihedral(check, digit)
        });
    // The inverse of a rotation turns back; a reflection is its own.
    if check < 5 { (5 - check) % 5 } else { check }
}

/// The product in the dihedral group: 0 to 4 are rotations, 5 to 9 reflections.
fn dihedral(left: u32, right: u32) -> u32 {
    match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => 5 + (left + right - 5) % 5,
        (false, true) => 5 + (left - 5 + 5 - right) % 5,
        (false, false) => (left + 5 - right) % 5,
    }
}

/// ISO 7064 mod 11,10.
pub fn mod_11_10(digits: &[u8]) -> u32 {
    let product = digits.iter().fold(10, |product, byte| {
        let sum = (product + value(*byte)) % 10;
        let sum = if sum == 0 { 10 } else { sum };
        sum * 2 % 11
    });
    (11 - product) % 10
}

/// The sum of the digits times their weights.
pub fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(byte, weight)| value(*byte) * weight)
        .sum()
}

/// The remainder by 97 of the number that digits and letters stand for, A being 10 and Z 35.
///
/// *Source:* ISO 13616-1, 6.
pub fn remainder_97(characters: impl IntoIterator<Item = u8>) -> u32 {
    characters.into_iter().fold(0, |remainder, byte| {
        let value = value(byte);
        let shift = if value < 10 { 10 } else { 100 };
        (remainder * shift + value) % 97
    })
}

/// The value of a digit, or of a letter from A = 10.
pub fn value(byte: u8) -> u32 {
    char::from(byte).to_digit(36).unwrap_or(0)
}

const SUBSTITUTION: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_examples_hold() {
        assert_eq!(luhn(b"7992739871"), 3);
        assert_eq!(luhn(b"424242424242424"), 2);
        assert_eq!(verhoeff(b"236"), 3);
        assert_eq!(verhoeff(b"12345"), 1);
        assert_eq!(mod_11_10(b"8609574271"), 9);
        assert_eq!(remainder_97(*b"WEST12345698765432GB82"), 1);
    }

    #[test]
    fn single_errors_and_swaps_change_verhoeff() {
        for number in 0..1000u32 {
            let text = format!("{number:03}");
            let check = verhoeff(text.as_bytes());
            for at in 0..3 {
                for digit in b'0'..=b'9' {
                    let mut wrong = text.clone().into_bytes();
                    if wrong[at] != digit {
                        wrong[at] = digit;
                        assert_ne!(verhoeff(&wrong), check);
                    }
                }
            }
            let mut swapped = text.into_bytes();
            if swapped[0] != swapped[1] {
                swapped.swap(0, 1);
                assert_ne!(verhoeff(&swapped), check);
            }
        }
    }

    #[test]
    fn carried_errors_keep_their_size() {
        for (before, after) in [(0, 9), (9, 0), (3, 3)] {
            assert_eq!(carry_over(before, before, after, 10), after);
            let mut all: Vec<u32> = (0..10)
                .map(|found| carry_over(found, before, after, 10))
                .collect();
            all.sort_unstable();
            assert_eq!(all, (0..10).collect::<Vec<_>>());
        }
    }
}
