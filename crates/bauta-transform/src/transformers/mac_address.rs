use bauta_crypto::Fpe;
use bauta_model::TypeClass;

use crate::compact::Compact;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "mac-address",
    summary: "Encrypts MAC addresses into locally administered ones; separators stay.",
    notes: "The other 46 bits are permuted, so no maker's device comes out. Group addresses stay group addresses. Addresses that were locally administered share the results with the others: that two of them meet is as unlikely as 1 in 2^46.",
    accepts: &[TypeClass::Mac, TypeClass::Text, TypeClass::Other],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("00:1A:2B:3C:4D:5E"),
            output: Some("8A:A7:B9:83:C9:B8"),
        },
        Example {
            params: "{}",
            input: Some("001a.2b3c.4d5e"),
            output: Some("8aa7.b983.c9b8"),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |_: &Params<'_>, build: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(MacAddress {
            fpe: build.keys.fpe(build.domain, &[]),
        }))
    },
};

const TRAITS: Traits = Traits {
    injective: true,
    keeps_length: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct MacAddress {
    fpe: Fpe,
}

impl Transformer for MacAddress {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let before = Compact::read(value, b":-.").ok_or(NOT_AN_ADDRESS)?;
        let number = parse(before.characters()).ok_or(NOT_AN_ADDRESS)?;
        let kind = (number >> 40) & 0b11;
        let free = ((number >> 42) << 40) | (number & LOW);
        let image = self
            .fpe
            .forward(1 << 46, kind, free.into())
            .and_then(|image| u64::try_from(image).ok())
            .ok_or(NOT_AN_ADDRESS)?;
        let image = ((image >> 40) << 42) | ((LOCAL | kind) << 40) | (image & LOW);
        let small = value.iter().any(u8::is_ascii_lowercase);
        let hex: &[u8; 16] = if small {
            b"0123456789abcdef"
        } else {
            b"0123456789ABCDEF"
        };
        let mut shift = 48;
        out.extend(value.iter().map(|byte| {
            if !byte.is_ascii_alphanumeric() {
                return *byte;
            }
            shift -= 4;
            hex[usize::try_from((image >> shift) & 15).unwrap_or(0)]
        }));
        Ok(Applied::Value)
    }
}

fn parse(digits: &[u8]) -> Option<u64> {
    if digits.len() != 12 {
        return None;
    }
    digits.iter().try_fold(0u64, |number, byte| {
        let digit = char::from(*byte).to_digit(16)?;
        Some((number << 4) | u64::from(digit))
    })
}

const NOT_AN_ADDRESS: Fault = Fault::Invalid {
    expected: "a MAC address of six bytes",
};
/// The bit of the first byte that says the address was given by an administrator (IEEE 802, 8.4).
const LOCAL: u64 = 0b10;
/// The five bytes after the first.
const LOW: u64 = (1 << 40) - 1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;

    fn image(value: &str) -> Result<String, Fault> {
        testing::run(&KIND, "{}", value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    #[test]
    fn one_address_has_one_image_however_it_is_written() {
        let plain = image("001a2b3c4d5e").unwrap();
        assert_eq!(image("00:1a:2b:3c:4d:5e").unwrap().replace(':', ""), plain);
        assert_eq!(
            image("00-1A-2B-3C-4D-5E").unwrap().replace('-', ""),
            plain.to_uppercase()
        );
    }

    #[test]
    fn junk_is_invalid() {
        for junk in [
            "",
            "00:1a:2b:3c:4d",
            "00:1a:2b:3c:4d:5g",
            "00:1a:2b:3c:4d:5e:6f",
            "00 1a 2b 3c 4d 5e",
        ] {
            assert_eq!(image(junk), Err(NOT_AN_ADDRESS), "{junk}");
        }
    }

    proptest! {
        #[test]
        fn results_are_local_and_apart(one in 0u64..1 << 48, two in 0u64..1 << 48) {
            let local = |number: u64| {
                let out = image(&format!("{number:012x}")).unwrap();
                u64::from_str_radix(&out, 16).unwrap()
            };
            let (a, b) = (local(one), local(two));
            prop_assert_eq!((a >> 41) & 1, 1);
            prop_assert_eq!((a >> 40) & 1, (one >> 40) & 1);
            prop_assert_eq!(a == b, one == two);
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
