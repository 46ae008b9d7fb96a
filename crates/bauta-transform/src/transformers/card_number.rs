use bauta_crypto::{Fpe, Purpose};
use bauta_model::TypeClass;

use crate::compact::{Compact, ShapeHash};
use crate::mixed_radix::{Place, permute, set_rank, size, small_sizes};
use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Fold, Kind, Lengths, Param, ParamError, ParamType,
    Params, Traits, Transformer,
};
use bauta_codec::identifiers::check_digit::{carry_over, luhn, value as digit};

pub(super) static KIND: Kind = Kind {
    name: "card-number",
    summary: "Replaces payment card numbers by test numbers of the same network.",
    notes: "With `bin: test` the first six digits become those that processors publish for testing the network, so that no third person's card comes out; up to ten digits are left to tell cards apart, too few for UNIQUE columns. `bin: keep` keeps the issuer and encrypts what follows: a bijection, but a result may be a card that somebody holds. A right check digit stays right, a wrong one wrong.",
    accepts: &[
        TypeClass::Text,
        TypeClass::Integer,
        TypeClass::Decimal,
        TypeClass::Other,
    ],
    params: &[Param::optional(
        "bin",
        ParamType::OneOf(&["test", "keep"]),
        "test",
        "Whether the first six digits become a test range or stay.",
    )],
    traits: traits(false),
    examples: &[
        Example {
            params: "{}",
            input: Some("4539 1488 0343 6467"),
            output: Some("4242 4260 5711 9486"),
        },
        Example {
            params: r#"{"bin": "keep"}"#,
            input: Some("4539148803436467"),
            output: Some("4539148741883960"),
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
        let bin = match params.text("bin") {
            Some("keep") => Bin::Keep(Box::new(build.keys.fpe(build.domain, &small_sizes(&[10])))),
            _ => Bin::Test(Pseudonym::new(build.prf(Purpose::Pseudonym), Fold::None)),
        };
        Ok(Box::new(CardNumber { bin }))
    },
};

const fn traits(keeps_bin: bool) -> Traits {
    Traits {
        injective: keeps_bin,
        reversible: keeps_bin,
        keeps_length: true,
        keeps_format: true,
        lengths: Lengths::NotLonger,
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct CardNumber {
    bin: Bin,
}

#[derive(Debug)]
enum Bin {
    Keep(Box<Fpe>),
    Test(Pseudonym),
}

impl Transformer for CardNumber {
    fn traits(&self) -> Traits {
        traits(matches!(self.bin, Bin::Keep(_)))
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let before = Compact::read(value, b" -").ok_or(NOT_A_CARD)?;
        let digits = before.characters();
        if !(12..=19).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
            return Err(NOT_A_CARD);
        }
        let mut after = before;
        let (payload, last) = split_last(after.characters_mut()).ok_or(NOT_A_CARD)?;
        let (bin, account) = payload.split_at_mut_checked(6).ok_or(NOT_A_CARD)?;
        let mut places = [Place {
            digit: 0,
            radix: 10,
        }; 12];
        let places = places.get_mut(..account.len()).ok_or(NOT_A_CARD)?;
        match &self.bin {
            Bin::Keep(fpe) => {
                for (place, byte) in places.iter_mut().zip(&*account) {
                    place.digit = u16::from(byte - b'0');
                }
                permute(fpe, ShapeHash::of(bin), places).ok_or(NOT_A_CARD)?;
            }
            Bin::Test(pseudonym) => {
                let count = size(places).and_then(|size| u64::try_from(size).ok());
                let mut draw = pseudonym.draw(digits);
                set_rank(places, draw.below(count.unwrap_or(0)).into());
                bin.copy_from_slice(test_bin(digits));
            }
        }
        for (byte, place) in account.iter_mut().zip(&*places) {
            *byte = b'0' + place.digit.to_le_bytes()[0];
        }
        let known = before.characters().len() - 1;
        let was = luhn(digits.get(..known).unwrap_or_default());
        let check = carry_over(digit(*last), was, luhn(payload), 10);
        *last = b'0' + check.to_le_bytes()[0];
        after.write_like(value, out);
        Ok(Applied::Value)
    }
}

fn split_last(characters: &mut [u8]) -> Option<(&mut [u8], &mut u8)> {
    characters.split_last_mut().map(|(last, rest)| (rest, last))
}

/// The first six digits of the numbers that processors publish for testing the card's network.
fn test_bin(digits: &[u8]) -> &'static [u8; 6] {
    let prefix = digits
        .iter()
        .take(4)
        .fold(0u16, |number, byte| number * 10 + u16::from(byte - b'0'));
    match prefix {
        4000..=4999 => b"424242",
        5100..=5599 => b"555555",
        2221..=2720 => b"222300",
        3400..=3499 => b"343434",
        3700..=3799 => b"378282",
        6011 | 6440..=6599 => b"601111",
        3000..=3059 => b"305693",
        3600..=3699 | 3800..=3999 => b"362272",
        3528..=3589 => b"356600",
        6200..=6299 => b"620000",
        2200..=2204 => b"220000",
        5000..=5099 | 5600..=5999 | 6000..=6999 => b"675964",
        // Left to national standards bodies; no network issues it.
        _ => b"999999",
    }
}

const NOT_A_CARD: Fault = Fault::Invalid {
    expected: "a card number of 12 to 19 digits",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn image(params: &str, value: &str) -> Result<String, Fault> {
        testing::run(&KIND, params, value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    fn is_valid(card: &str) -> bool {
        let digits: Vec<u8> = card.bytes().filter(u8::is_ascii_digit).collect();
        let (last, payload) = digits.split_last().unwrap();
        luhn(payload) == digit(*last)
    }

    #[test]
    fn one_card_has_one_token_however_it_is_written() {
        let plain = image("{}", "4539148803436467").unwrap();
        assert_eq!(
            image("{}", "4539-1488-0343-6467").unwrap().replace('-', ""),
            plain
        );
        assert!(plain.starts_with("424242") && is_valid(&plain));
    }

    #[test]
    fn kept_bins_are_a_bijection() {
        let transformer = testing::built(&KIND, r#"{"bin": "keep"}"#);
        let mut seen = BTreeSet::new();
        for account in 0..20_000 {
            let mut out = Vec::new();
            let card = format!("4539{account:08}{}", account % 10);
            testing::apply(&*transformer, card.as_bytes(), &mut out).unwrap();
            assert!(out.starts_with(&card.as_bytes()[..6]));
            assert!(seen.insert(out));
        }
    }

    #[test]
    fn junk_is_invalid() {
        for junk in [
            "",
            "4242",
            "4539 1488 0343 646X",
            "4539.1488.0343.6467",
            "45391488034364670000",
        ] {
            assert_eq!(image("{}", junk), Err(NOT_A_CARD), "{junk}");
        }
    }

    proptest! {
        #[test]
        fn right_stays_right_and_wrong_wrong(card in "[1-9][0-9]{13,18}", keep: bool) {
            let params = if keep { r#"{"bin": "keep"}"# } else { "{}" };
            let out = image(params, &card).unwrap();
            prop_assert_eq!(out.len(), card.len());
            prop_assert_eq!(is_valid(&out), is_valid(&card));
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
