use bauta_crypto::Fpe;
use bauta_model::TypeClass;

use crate::compact::{Compact, ShapeHash};
use crate::mixed_radix::{Place, permute, small_sizes};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};
use bauta_codec::identifiers::check_digit::{carry_over, luhn, value as digit};

pub(super) static KIND: Kind = Kind {
    name: "imei",
    summary: "Encrypts the serial number in an IMEI; the model and the check digit's rightness stay.",
    notes: "Takes 15 digits, 14 without the check digit, or 16 with a software version, which stays. A result may be a device that somebody has. `tac: encrypt` changes the model code too.",
    accepts: &[
        TypeClass::Text,
        TypeClass::Integer,
        TypeClass::Decimal,
        TypeClass::Other,
    ],
    params: &[Param::optional(
        "tac",
        ParamType::OneOf(&["keep", "encrypt"]),
        "keep",
        "Whether the first eight digits, the model, stay.",
    )],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("49-015420-323751-8"),
            output: Some("49-015420-560916-9"),
        },
        Example {
            params: r#"{"tac": "encrypt"}"#,
            input: Some("490154203237518"),
            output: Some("123508957620820"),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Imei {
            fpe: build.keys.fpe(build.domain, &small_sizes(&[10])),
            kept: if params.text("tac") == Some("encrypt") {
                0
            } else {
                8
            },
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
struct Imei {
    fpe: Fpe,
    /// Leading digits that stay.
    kept: usize,
}

impl Transformer for Imei {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let mut imei = Compact::read(value, b" -/").ok_or(NOT_AN_IMEI)?;
        let digits = imei.characters_mut();
        if !(14..=16).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
            return Err(NOT_AN_IMEI);
        }
        let (payload, rest) = digits.split_at_mut_checked(14).ok_or(NOT_AN_IMEI)?;
        let before = luhn(payload);
        let (model, serial) = payload.split_at_mut_checked(self.kept).ok_or(NOT_AN_IMEI)?;
        let mut places = [Place {
            digit: 0,
            radix: 10,
        }; 14];
        let places = places.get_mut(..serial.len()).ok_or(NOT_AN_IMEI)?;
        for (place, byte) in places.iter_mut().zip(&*serial) {
            place.digit = u16::from(byte - b'0');
        }
        permute(&self.fpe, ShapeHash::of(model), places).ok_or(NOT_AN_IMEI)?;
        for (byte, place) in serial.iter_mut().zip(&*places) {
            *byte = b'0' + place.digit.to_le_bytes()[0];
        }
        if let [check] = rest {
            let carried = carry_over(digit(*check), before, luhn(payload), 10);
            *check = b'0' + carried.to_le_bytes()[0];
        }
        imei.write_like(value, out);
        Ok(Applied::Value)
    }
}

const NOT_AN_IMEI: Fault = Fault::Invalid {
    expected: "an IMEI of 14 to 16 digits",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;

    fn image(params: &str, value: &str) -> Result<String, Fault> {
        testing::run(&KIND, params, value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    #[test]
    fn the_check_digit_is_no_part_of_the_serial() {
        let long = image("{}", "490154203237518").unwrap();
        let short = image("{}", "49015420323751").unwrap();
        let software = image("{}", "4901542032375107").unwrap();
        assert!(long.starts_with(&short) && software.starts_with(&short));
        assert!(software.ends_with("07"));
        assert_eq!(
            u32::from(long.as_bytes()[14] - b'0'),
            luhn(short.as_bytes())
        );
    }

    #[test]
    fn junk_is_invalid() {
        for junk in ["", "4901542032375", "49015420323751012", "49015420323751x"] {
            assert_eq!(image("{}", junk), Err(NOT_AN_IMEI), "{junk}");
        }
    }

    proptest! {
        #[test]
        fn right_stays_right_and_wrong_wrong(digits in "[0-9]{15}") {
            let right = |text: &str| {
                let (payload, check) = text.as_bytes().split_at(14);
                luhn(payload) == digit(check[0])
            };
            let out = image(r#"{"tac": "encrypt"}"#, &digits).unwrap();
            prop_assert_eq!(right(&out), right(&digits));
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
