//! Check digits and sums that can be verified without asking anybody.

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
    fn entropy_of_a_flat_alphabet_is_its_width() {
        assert!((entropy(b"abcdefgh") - 3.0).abs() < 1e-9);
        assert!(entropy(b"aaaaaaaa").abs() < 1e-9);
    }
}
