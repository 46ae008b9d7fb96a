//! Check digits and sums that can be verified without asking anybody.

use sha2::{Digest, Sha256};

/// Whether the digits pass Luhn (mod 10); bytes that are no digits are skipped.
///
/// *Source:* ISO/IEC 7812-1, annex B.
pub(crate) fn luhn_holds(text: &[u8]) -> bool {
    luhn_sum(text, false) == 0
}

/// The digit that makes `digits` followed by it pass Luhn.
pub(crate) fn luhn_digit(digits: &[u8]) -> u8 {
    b'0' + (10 - luhn_sum(digits, true)) % 10
}

/// The weighted sum mod 10, from the right, every second digit doubled.
fn luhn_sum(text: &[u8], mut double: bool) -> u8 {
    let mut sum = 0u8;
    for digit in text.iter().rev().filter(|byte| byte.is_ascii_digit()) {
        let value = (digit - b'0') * if double { 2 } else { 1 };
        sum = (sum + value / 10 + value % 10) % 10;
        double = !double;
    }
    sum
}

/// Remainder of an account number mod 97, its first four characters taken last; blanks skipped.
///
/// *Source:* ISO 13616-1, ISO/IEC 7064 MOD 97-10.
pub(crate) fn iban_remainder(iban: impl Iterator<Item = u8> + Clone) -> u32 {
    iban.clone()
        .skip(4)
        .chain(iban.take(4))
        .fold(0, |rest, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            _ => (rest * 100 + u32::from(byte.to_ascii_uppercase().wrapping_sub(b'A')) + 10) % 97,
        })
}

/// CRC-32 (IEEE 802.3).
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
        crc
    })
}

/// Whether `token` is a prefix up to `_`, a body, and six base-62 digits that are its CRC-32.
///
/// *Source:* GitHub and npm tokens since 2021.
pub(crate) fn base62_crc_holds(token: &[u8]) -> bool {
    let Some(start) = token.iter().rposition(|byte| *byte == b'_') else {
        return false;
    };
    let Some((body, check)) = token[start + 1..].split_last_chunk::<6>() else {
        return false;
    };
    let mut crc = crc32(body);
    check.iter().rev().all(|byte| {
        let digit = (crc % 62) as usize;
        crc /= 62;
        BASE62[digit] == *byte
    })
}

static BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Whether a base58 text ends in the first four bytes of the double SHA-256 of what is before.
///
/// *Source:* Bitcoin, `Base58Check`.
pub(crate) fn base58_holds(text: &[u8]) -> bool {
    // 111 characters, the longest there are, are 82 bytes.
    let mut bytes = [0u8; 84];
    let mut used = 0;
    for character in text {
        let Some(digit) = BASE58.iter().position(|other| other == character) else {
            return false;
        };
        let mut carry = digit;
        for byte in bytes.iter_mut().rev().take(used) {
            carry += usize::from(*byte) * 58;
            *byte = carry.to_le_bytes()[0];
            carry >>= 8;
        }
        while carry > 0 {
            used += 1;
            if used > bytes.len() {
                return false;
            }
            let at = bytes.len() - used;
            bytes[at] = carry.to_le_bytes()[0];
            carry >>= 8;
        }
    }
    let value = &bytes[bytes.len() - used..];
    let Some((body, check)) = value.split_last_chunk::<4>() else {
        return false;
    };
    let digest = Sha256::digest(Sha256::digest(body));
    digest.starts_with(check)
}

pub(crate) fn is_base58(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() && !matches!(byte, b'0' | b'O' | b'I' | b'l')
}

static BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Whether the last eight characters are, in hexadecimal, the CRC-32 of the forty before them.
///
/// *Source:* Cloudflare's tokens since 2026, by a published example.
pub(crate) fn cloudflare_holds(token: &[u8]) -> bool {
    let Some((front, check)) = token.split_last_chunk::<8>() else {
        return false;
    };
    front.len() >= 40 && is_hex_of(crc32(&front[front.len() - 40..]).to_be_bytes(), *check)
}

/// Whether the last eight characters are the CRC-32 of all before the last `_`, low byte first.
///
/// *Source:* Grafana's service account tokens.
pub(crate) fn grafana_holds(token: &[u8]) -> bool {
    match token.split_last_chunk::<8>() {
        Some(([front @ .., b'_'], check)) => is_hex_of(crc32(front).to_le_bytes(), *check),
        _ => false,
    }
}

/// Whether the last seven characters are, in base 36, the CRC-32 of all before them.
///
/// *Source:* GitLab's routable tokens.
pub(crate) fn gitlab_holds(token: &[u8]) -> bool {
    let Some((front, check)) = token.split_last_chunk::<7>() else {
        return false;
    };
    let mut crc = crc32(front);
    check.iter().rev().all(|byte| {
        let digit = char::from_digit(crc % 36, 36);
        crc /= 36;
        digit == Some(char::from(*byte))
    })
}

fn is_hex_of(bytes: [u8; 4], text: [u8; 8]) -> bool {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .zip(text.as_chunks::<2>().0)
        .all(|(byte, pair)| {
            *pair
                == [
                    DIGITS[usize::from(byte >> 4)],
                    DIGITS[usize::from(byte & 15)],
                ]
        })
}

/// Whether the Bech32 sum of an age identity holds.
///
/// *Source:* BIP 173.
pub(crate) fn bech32_holds(text: &[u8]) -> bool {
    const CHARACTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let Some(at) = text.iter().rposition(|byte| *byte == b'1') else {
        return false;
    };
    let (prefix, data) = (&text[..at], &text[at + 1..]);
    let high = prefix.iter().map(|byte| byte.to_ascii_lowercase() >> 5);
    let low = prefix.iter().map(|byte| byte.to_ascii_lowercase() & 31);
    let mut sum = high.chain([0]).chain(low).fold(1, bech32_step);
    for byte in data {
        let byte = byte.to_ascii_lowercase();
        let Some(value) = CHARACTERS.iter().position(|other| *other == byte) else {
            return false;
        };
        sum = bech32_step(sum, value.to_le_bytes()[0]);
    }
    sum == 1
}

fn bech32_step(sum: u32, value: u8) -> u32 {
    const GENERATOR: [u32; 5] = [
        0x3b6a_57b2,
        0x2650_8e6d,
        0x1ea1_19fa,
        0x3d42_33dd,
        0x2a14_62b3,
    ];
    let top = sum >> 25;
    let shifted = (sum & 0x01ff_ffff) << 5 ^ u32::from(value);
    GENERATOR
        .iter()
        .enumerate()
        .filter(|(bit, _)| top >> bit & 1 == 1)
        .fold(shifted, |sum, (_, generator)| sum ^ generator)
}

/// Shannon entropy in bits per byte; 0 for nothing.
pub(crate) fn entropy(text: &[u8]) -> f64 {
    let mut counts = [0u32; 256];
    for byte in text {
        counts[usize::from(*byte)] += 1;
    }
    let total = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) / total)
        .map(|share| -share * share.log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_knows_the_example_of_the_standard() {
        assert!(luhn_holds(b"79927398713"));
        assert!(!luhn_holds(b"79927398710"));
        assert_eq!(luhn_digit(b"7992739871"), b'3');
    }

    #[test]
    fn iban_remainder_is_one_for_published_examples() {
        for iban in ["GB82WEST12345698765432", "DE89370400440532013000"] {
            assert_eq!(iban_remainder(iban.bytes()), 1);
        }
        assert_ne!(iban_remainder("DE88370400440532013000".bytes()), 1);
    }

    #[test]
    fn crc_matches_the_check_value_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn base62_crc_matches_the_published_token() {
        assert!(base62_crc_holds(
            concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17").as_bytes()
        ));
        assert!(!base62_crc_holds(
            concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18").as_bytes()
        ));
        assert!(!base62_crc_holds(b"_"));
    }

    #[test]
    fn published_sums_hold() {
        // BIP 173 and the Bitcoin wiki.
        assert!(bech32_holds(b"A12UEL5L"));
        assert!(bech32_holds(
            b"abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"
        ));
        assert!(!bech32_holds(b"A12UEL5K"));
        assert!(base58_holds(
            b"5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
        ));
        assert!(!base58_holds(
            b"5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK"
        ));
        assert!(!base58_holds(b""));
    }

    #[test]
    fn sums_are_read_in_the_order_of_each_issuer() {
        let crc = crc32(b"glsa_0123");
        let low_first = format!("{:08x}", crc.swap_bytes());
        assert!(grafana_holds(format!("glsa_0123_{low_first}").as_bytes()));
        assert!(!grafana_holds(b"glsa_0123_00000000"));
        let body = "a".repeat(40);
        let high_first = format!("{:08x}", crc32(body.as_bytes()));
        assert!(cloudflare_holds(
            format!("cfut_{body}{high_first}").as_bytes()
        ));
        assert!(!cloudflare_holds(b"cfut_00000000"));
        assert!(!gitlab_holds(b"glpat-abc.01.0000000"));
    }

    #[test]
    fn entropy_of_a_flat_alphabet_is_its_width() {
        assert!((entropy(b"abcdefgh") - 3.0).abs() < 1e-9);
        assert!(entropy(b"aaaaaaaa").abs() < 1e-9);
    }
}
