//! Values that were drawn by chance, and what hides among them.

use super::{date, is_boolean, is_dense, is_mixed, is_uuid, shape_if, valid_if};
use crate::Fit;
use crate::alphabet::Alphabet;
use crate::checksum;
use crate::shape::Shape;

/// Something a person could have to type: no boolean, date, number of things or hash.
pub(crate) fn password(value: &[u8]) -> Fit {
    let is_typed = (4..=128).contains(&value.len())
        && value.iter().all(|byte| *byte >= b' ' && *byte != 0x7f)
        && !is_boolean(value)
        && date(value).is_none();
    shape_if(is_typed && !(value.len() < 6 && value.iter().all(u8::is_ascii_digit)))
}

/// A token that carries no more than chance: no blanks, long enough not to be guessed.
pub(crate) fn token(value: &[u8]) -> Fit {
    shape_if((20..=4096).contains(&value.len()) && is_dense(value))
}

/// A short secret word: codes, serials, keys of eight characters and more.
pub(crate) fn code(value: &[u8]) -> Fit {
    shape_if((6..=512).contains(&value.len()) && is_dense(value) && !is_boolean(value))
}

/// A value of a column whose name says secret: dense, mixed, and spread over its alphabet.
pub(crate) fn secret(value: &[u8]) -> Fit {
    if !(16..=4096).contains(&value.len()) || !is_dense(value) {
        return Fit::No;
    }
    let least = if value.iter().all(u8::is_ascii_hexdigit) {
        2.5
    } else {
        3.0
    };
    shape_if(is_mixed(value) && checksum::entropy(value) >= least)
}

/// A value that nothing but chance explains.
pub(crate) fn high_entropy(value: &[u8]) -> Fit {
    let holds = (24..=4096).contains(&value.len())
        && is_dense(value)
        && !is_uuid(value)
        && !value.iter().all(u8::is_ascii_hexdigit)
        && checksum::entropy(value) >= 4.5;
    shape_if(holds && is_mixed(value))
}

/// A hexadecimal or base64 digest of a usual length.
pub(crate) fn digest(value: &[u8]) -> Fit {
    let is_hex = matches!(value.len(), 32 | 40 | 48 | 56 | 64 | 96 | 128)
        && value.iter().all(u8::is_ascii_hexdigit);
    let is_base64 = matches!(value.len(), 24 | 28 | 44 | 64 | 88)
        && value.ends_with(b"=")
        && value
            .iter()
            .all(|byte| Alphabet::B64.has(*byte) || *byte == b'=');
    shape_if(is_hex || is_base64)
}

/// Decodes four characters of base64; how many bytes they are.
pub(crate) fn decode(group: [u8; 4], out: &mut [u8; 3]) -> Option<usize> {
    let padding = group.iter().rev().take_while(|byte| **byte == b'=').count();
    let mut bits = 0u32;
    for byte in &group[..4 - padding] {
        let sextet = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(sextet);
    }
    bits <<= 6 * padding;
    out.copy_from_slice(&bits.to_be_bytes()[1..]);
    3usize.checked_sub(padding)
}

/// Whether all of it is of that shape.
pub(crate) fn shaped(shape: &Shape, value: &[u8]) -> Fit {
    valid_if(shape.fits(value))
}

/// So many hexadecimal digits in small letters.
pub(crate) fn hex(value: &[u8], lengths: &[usize]) -> Fit {
    valid_if(lengths.contains(&value.len()) && Alphabet::HEX.run(value, usize::MAX) == value.len())
}

/// So many characters of an alphabet, not all of one kind.
pub(crate) fn run(
    value: &[u8],
    alphabet: Alphabet,
    lengths: std::ops::RangeInclusive<usize>,
) -> Fit {
    let is_run = alphabet.run(value, usize::MAX) == value.len();
    valid_if(lengths.contains(&value.len()) && is_run && value.iter().any(u8::is_ascii_digit))
}

/// Base32 as authenticator apps take it, or the URL of their QR codes.
pub(crate) fn totp(value: &[u8]) -> Fit {
    if value.starts_with(b"otpauth://") {
        return Fit::Valid;
    }
    let padding = value.iter().rev().take_while(|byte| **byte == b'=').count();
    let body = &value[..value.len() - padding];
    let count = body.iter().filter(|byte| **byte != b' ').count();
    let is_base32 = body
        .iter()
        .all(|byte| Alphabet::B32.has(byte.to_ascii_uppercase()) || *byte == b' ');
    shape_if((16..=128).contains(&count) && is_base32)
}

/// Several codes in one value, or one of them.
pub(crate) fn codes(value: &[u8]) -> Fit {
    let holds = value.len() >= 6 && value.iter().any(u8::is_ascii_digit) && !is_boolean(value);
    shape_if(holds && date(value).is_none())
}

/// Eight to four-and-sixty hexadecimal digits, dashes between them: ids of devices and visitors.
pub(crate) fn device(value: &[u8]) -> Fit {
    if is_uuid(value) {
        return Fit::Valid;
    }
    shape_if((8..=128).contains(&value.len()) && is_dense(value))
}

/// Binary or its encodings, vectors of numbers, names of picture files.
pub(crate) fn blob(value: &[u8]) -> Fit {
    shape_if(value.len() >= 4 && !is_boolean(value))
}
