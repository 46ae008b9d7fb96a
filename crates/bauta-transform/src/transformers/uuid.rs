use bauta_crypto::{Permutation, Purpose};
use bauta_model::TypeClass;

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "uuid",
    summary: "Permutes UUIDs; version, variant and way of writing stay.",
    notes: "The 122 free bits are encrypted, so the time in versions 1, 6 and 7 is gone and later ones no longer sort after earlier ones. All-zero UUIDs change like any other.",
    accepts: &[
        TypeClass::Uuid,
        TypeClass::Text,
        TypeClass::Bytes,
        TypeClass::Other,
    ],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("f47ac10b-58cc-4372-a567-0e02b2c3d479"),
            output: Some("6ee7b1e5-c551-45f1-b453-85959dc0ac25"),
        },
        Example {
            params: "{}",
            input: Some("{F47AC10B-58CC-4372-A567-0E02B2C3D479}"),
            output: Some("{6EE7B1E5-C551-45F1-B453-85959DC0AC25}"),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |_: &Params<'_>, build: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Uuid {
            permutation: build
                .keys
                .permutation(build.domain, Purpose::Fpe, 1 << FREE_BITS),
            raw: build.column.class == TypeClass::Bytes,
        }))
    },
};

const TRAITS: Traits = Traits {
    injective: true,
    reversible: true,
    keeps_length: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Uuid {
    permutation: Permutation,
    /// Whether sixteen bytes are a UUID, as in `binary(16)`.
    raw: bool,
}

impl Transformer for Uuid {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if self.raw
            && let Ok(bytes) = <[u8; 16]>::try_from(value)
        {
            let image = self.image(u128::from_be_bytes(bytes)).ok_or(NOT_A_UUID)?;
            out.extend_from_slice(&image.to_be_bytes());
            return Ok(Applied::Value);
        }
        let number = parse(value).ok_or(NOT_A_UUID)?;
        let image = self.image(number).ok_or(NOT_A_UUID)?;
        write_like(value, image, out);
        Ok(Applied::Value)
    }
}

impl Uuid {
    fn image(&self, number: u128) -> Option<u128> {
        let image = self.permutation.forward(pack(number))?;
        Some((number & FIXED) | unpack(image))
    }
}

/// The free bits, side by side.
fn pack(number: u128) -> u128 {
    let low = number & LOW;
    let middle = (number >> 64) & 0xfff;
    let high = number >> 80;
    (high << 74) | (middle << 62) | low
}

fn unpack(free: u128) -> u128 {
    let low = free & LOW;
    let middle = (free >> 62) & 0xfff;
    let high = free >> 74;
    (high << 80) | (middle << 64) | low
}

/// Reads 32 hexadecimal digits in one of the ways that databases write UUIDs.
fn parse(value: &[u8]) -> Option<u128> {
    let digits = match value {
        [b'{', inner @ .., b'}'] => inner,
        _ => strip_urn(value).unwrap_or(value),
    };
    let dashed = match digits.len() {
        36 => true,
        32 => false,
        _ => return None,
    };
    let mut number = 0u128;
    for (at, byte) in digits.iter().enumerate() {
        if dashed && matches!(at, 8 | 13 | 18 | 23) {
            if *byte != b'-' {
                return None;
            }
            continue;
        }
        let digit = char::from(*byte).to_digit(16)?;
        number = (number << 4) | u128::from(digit);
    }
    Some(number)
}

fn strip_urn(value: &[u8]) -> Option<&[u8]> {
    let (urn, digits) = value.split_at_checked(URN.len())?;
    urn.eq_ignore_ascii_case(URN).then_some(digits)
}

/// Writes `number` in the place of the digits of `value`, in capitals if it has any.
fn write_like(value: &[u8], number: u128, out: &mut Vec<u8>) {
    let (before, digits) = match strip_urn(value) {
        Some(digits) => value.split_at(value.len() - digits.len()),
        None => value.split_at(0),
    };
    out.extend_from_slice(before);
    let capitals = digits.iter().any(u8::is_ascii_uppercase);
    let hex: &[u8; 16] = if capitals {
        b"0123456789ABCDEF"
    } else {
        b"0123456789abcdef"
    };
    let mut shift = 128;
    out.extend(digits.iter().map(|byte| {
        if byte.is_ascii_hexdigit() {
            shift -= 4;
            hex[usize::try_from((number >> shift) & 15).unwrap_or(0)]
        } else {
            *byte
        }
    }));
}

const NOT_A_UUID: Fault = Fault::Invalid { expected: "a UUID" };
const URN: &[u8] = b"urn:uuid:";
const FREE_BITS: u32 = 122;
/// The 62 bits below the variant.
const LOW: u128 = (1 << 62) - 1;
/// Version and variant (RFC 9562, 4.1 and 4.2).
const FIXED: u128 = (0xf << 76) | (0b11 << 62);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;

    #[test]
    fn free_and_fixed_bits_are_all_bits() {
        assert_eq!(unpack(pack(u128::MAX)) ^ FIXED, u128::MAX);
        assert_eq!(pack(u128::MAX), (1 << FREE_BITS) - 1);
    }

    #[test]
    fn junk_is_invalid() {
        for junk in [
            "",
            "{}",
            "urn:uuid:",
            "f47ac10b-58cc-4372-a567-0e02b2c3d47",
            "f47ac10b+58cc-4372-a567-0e02b2c3d479",
            "zzzzzzzz58cc4372a5670e02b2c3d479",
            "{f47ac10b58cc4372a5670e02b2c3d479",
        ] {
            assert_eq!(
                testing::run(&KIND, "{}", junk.as_bytes()),
                Err(NOT_A_UUID),
                "{junk}"
            );
        }
    }

    #[test]
    fn binary_columns_hold_sixteen_bytes() {
        let key = testing::key();
        let mut build = Build::for_examples(&key);
        let column = bauta_model::ColumnType::of(TypeClass::Bytes, "binary(16)");
        build.column = &column;
        let uuid = build.kind(&KIND, &serde_json::Map::new()).unwrap();
        let mut out = Vec::new();
        testing::apply(&*uuid, &[0xab; 16], &mut out).unwrap();
        assert_eq!(out.len(), 16);
        assert_eq!((out[6] >> 4, out[8] >> 6), (0xa, 0b10));
        let text = testing::run(&KIND, "{}", b"abababababababababababababababab").unwrap();
        let bytes = <[u8; 16]>::try_from(out).unwrap();
        let hex = format!("{:032x}", u128::from_be_bytes(bytes));
        assert_eq!(text, hex.into_bytes());
    }

    proptest! {
        #[test]
        fn images_go_back_and_keep_version_and_variant(number: u128) {
            let permutation = testing::key().permutation("example", Purpose::Fpe, 1 << FREE_BITS);
            let text = format!("{number:032x}");
            let image = testing::run(&KIND, "{}", text.as_bytes()).unwrap();
            let image = u128::from_str_radix(std::str::from_utf8(&image).unwrap(), 16).unwrap();
            prop_assert_eq!(image & FIXED, number & FIXED);
            let back = unpack(permutation.backward(pack(image)).unwrap()) | (image & FIXED);
            prop_assert_eq!(back, number);
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
