use bauta_crypto::Fpe;
use bauta_model::TypeClass;

use crate::compact::{Compact, ShapeHash};
use crate::mixed_radix::{Place, permute};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};
use bauta_codec::identifiers::check_digit::carry_over;

pub(super) static KIND: Kind = Kind {
    name: "vin",
    summary: "Encrypts vehicle identification numbers; the maker stays.",
    notes: "Letters stay letters and digits digits by place. The ninth character is treated as the check digit of North America where it can be one: a right one stays right. A result may be a vehicle that somebody has.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("1M8GDM9AXKP042788"),
            output: Some("1M8PNJ2W9DT195206"),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |_: &Params<'_>, build: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Vin {
            // Thirteen places change, so no table is needed.
            fpe: build.keys.fpe(build.domain, &[]),
        }))
    },
};

const TRAITS: Traits = Traits {
    injective: true,
    reversible: true,
    keeps_length: true,
    keeps_format: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Vin {
    fpe: Fpe,
}

impl Transformer for Vin {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let before = Compact::read(value, b" -").ok_or(NOT_A_VIN)?;
        let characters: [u8; 17] = before.characters().try_into().map_err(|_| NOT_A_VIN)?;
        let mut places = [Place { digit: 0, radix: 1 }; 17];
        let mut shape = ShapeHash::new();
        for (at, (place, byte)) in places.iter_mut().zip(characters).enumerate() {
            let (alphabet, digit) = class(byte).ok_or(NOT_A_VIN)?;
            shape.push(alphabet.len().to_le_bytes()[0]);
            if at < MAKER || at == CHECK {
                shape.push(if at == CHECK { 0 } else { byte });
            } else {
                *place = Place {
                    digit: u16::try_from(digit).unwrap_or(0),
                    radix: u16::try_from(alphabet.len()).unwrap_or(1),
                };
            }
        }
        permute(&self.fpe, shape.finish(), &mut places).ok_or(NOT_A_VIN)?;
        let mut image = characters;
        for (byte, place) in image.iter_mut().zip(places) {
            if place.radix > 1
                && let Some((alphabet, _)) = class(*byte)
            {
                *byte = alphabet
                    .get(usize::from(place.digit))
                    .copied()
                    .unwrap_or(*byte);
            }
        }
        if let Some(found) = CHECKS.iter().position(|check| *check == characters[CHECK]) {
            let found = u32::try_from(found).unwrap_or(0);
            let carried = carry_over(found, expected(&characters), expected(&image), 11);
            image[CHECK] = CHECKS.get(carried as usize).copied().unwrap_or(b'0');
        }
        let mut after = before;
        after.characters_mut().copy_from_slice(&image);
        after.write_like(value, out);
        Ok(Applied::Value)
    }
}

/// The characters that may take a place, and where among them `byte` is.
fn class(byte: u8) -> Option<(&'static [u8], usize)> {
    let alphabet: &[u8] = if byte.is_ascii_digit() {
        b"0123456789"
    } else {
        LETTERS
    };
    let at = alphabet.iter().position(|other| *other == byte)?;
    Some((alphabet, at))
}

/// The weighted sum modulo eleven.
///
/// *Source:* 49 CFR 565.15.
fn expected(characters: &[u8; 17]) -> u32 {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let value = |byte: u8| match byte {
        b'A'..=b'H' => u32::from(byte - b'A') + 1,
        b'J'..=b'R' => u32::from(byte - b'J') + 1,
        b'S'..=b'Z' => u32::from(byte - b'S') + 2,
        _ => u32::from(byte.wrapping_sub(b'0')),
    };
    let sum: u32 = characters
        .iter()
        .zip(WEIGHTS)
        .map(|(byte, weight)| value(*byte) * weight)
        .sum();
    sum % 11
}

const NOT_A_VIN: Fault = Fault::Invalid {
    expected: "a vehicle identification number of 17 characters",
};
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
const CHECKS: &[u8] = b"0123456789X";
/// The maker's three characters, and where the check digit stands.
const MAKER: usize = 3;
const CHECK: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;

    fn image(value: &str) -> Result<String, Fault> {
        testing::run(&KIND, "{}", value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    fn is_right(vin: &str) -> bool {
        let characters: &[u8; 17] = vin.as_bytes().try_into().unwrap();
        CHECKS[expected(characters) as usize] == characters[CHECK]
    }

    #[test]
    fn published_examples_are_right() {
        assert!(is_right("1M8GDM9AXKP042788"));
        assert!(is_right("11111111111111111"));
    }

    #[test]
    fn european_numbers_keep_their_ninth_letter() {
        let out = image("WVWZZZ1JZXW000001").unwrap();
        assert_eq!(
            (&out.as_bytes()[..3], out.as_bytes()[CHECK]),
            (&b"WVW"[..], b'Z')
        );
    }

    #[test]
    fn junk_is_invalid() {
        for junk in [
            "",
            "1M8GDM9AXKP04278",
            "1M8GDM9AXKP0427888",
            "1M8GDM9AXKPO42788",
            "1M8GDM9AXKP04278É",
        ] {
            assert_eq!(image(junk), Err(NOT_A_VIN), "{junk}");
        }
    }

    proptest! {
        #[test]
        fn right_stays_right_and_wrong_wrong(vin in "[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{8}") {
            prop_assert_eq!(is_right(&image(&vin).unwrap()), is_right(&vin));
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
