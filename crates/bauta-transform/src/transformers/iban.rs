use bauta_crypto::Fpe;
use bauta_model::TypeClass;

use crate::compact::{Compact, ShapeHash};
use crate::mixed_radix::{Place, permute};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};
use bauta_codec::identifiers::check_digit::{carry_over, remainder_97, value as digit};

pub(super) static KIND: Kind = Kind {
    name: "iban",
    summary: "Encrypts the account in an IBAN; country, length and spacing stay.",
    notes: "Letters stay letters, digits digits, and the check digits as right or wrong as they were. Check digits that a country has inside the account number do not hold, and a result may be an account that somebody has: no payment may leave the clone.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("GB82 WEST 1234 5698 7654 32"),
            output: Some("GB30 NGTG 0150 0386 1390 29"),
        },
        Example {
            params: "{}",
            input: Some("DE89370400440532013000"),
            output: Some("DE20807029213629595958"),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |_: &Params<'_>, build: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Iban {
            // The shortest account number has eleven places, so no table is needed.
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
struct Iban {
    fpe: Fpe,
}

impl Transformer for Iban {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let before = Compact::read(value, b" -").ok_or(NOT_AN_IBAN)?;
        let (country, check) = head(before.characters()).ok_or(NOT_AN_IBAN)?;
        let mut after = before;
        let account = after.characters_mut().get_mut(4..).ok_or(NOT_AN_IBAN)?;
        let expected_before = expected(country, account);
        let mut places = [Place { digit: 0, radix: 1 }; 32];
        let places = places.get_mut(..account.len()).ok_or(NOT_AN_IBAN)?;
        let mut shape = ShapeHash::new();
        shape.push_all(&country);
        for (place, byte) in places.iter_mut().zip(&*account) {
            let (first, radix) = class(*byte);
            *place = Place {
                digit: u16::from(byte - first),
                radix,
            };
            shape.push(first);
        }
        permute(&self.fpe, shape.finish(), places).ok_or(NOT_AN_IBAN)?;
        for (byte, place) in account.iter_mut().zip(&*places) {
            *byte = class(*byte).0 + place.digit.to_le_bytes()[0];
        }
        let check = match check {
            2..=98 => {
                carry_over(
                    check - 2,
                    expected_before - 2,
                    expected(country, account) - 2,
                    97,
                ) + 2
            }
            // Never right, so there is nothing to keep right.
            _ => check,
        };
        let written = [check / 10, check % 10].map(|digit| b'0' + digit.to_le_bytes()[0]);
        if let Some(place) = after.characters_mut().get_mut(2..4) {
            place.copy_from_slice(&written);
        }
        after.write_like(value, out);
        Ok(Applied::Value)
    }
}

/// The country and the check digits, if the length is the country's.
fn head(characters: &[u8]) -> Option<([u8; 2], u32)> {
    let (country, rest) = characters.split_first_chunk::<2>()?;
    let (check, _) = rest.split_first_chunk::<2>()?;
    let known = LENGTHS
        .split_ascii_whitespace()
        .find_map(|entry| entry.as_bytes().strip_prefix(country.as_slice()))?;
    let length = known
        .iter()
        .fold(0, |length, byte| length * 10 + digit(*byte));
    let fits = u32::try_from(characters.len()) == Ok(length);
    (fits && check.iter().all(u8::is_ascii_digit))
        .then(|| (*country, digit(check[0]) * 10 + digit(check[1])))
}

/// The right check digits: 98 less the remainder of account, country and `00`.
fn expected(country: [u8; 2], account: &[u8]) -> u32 {
    let all = account.iter().copied().chain(country).chain(*b"00");
    98 - remainder_97(all)
}

fn class(byte: u8) -> (u8, u16) {
    if byte.is_ascii_digit() {
        (b'0', 10)
    } else {
        (b'A', 26)
    }
}

const NOT_AN_IBAN: Fault = Fault::Invalid {
    expected: "an IBAN of a known country and its length",
};

/// Lengths by country.
///
/// *Source:* SWIFT IBAN registry.
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 \
    CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 \
    HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 \
    MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 \
    RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn image(value: &str) -> Result<String, Fault> {
        testing::run(&KIND, "{}", value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    fn is_valid(iban: &str) -> bool {
        let compact: Vec<u8> = iban.bytes().filter(u8::is_ascii_alphanumeric).collect();
        let (head, account) = compact.split_at(4);
        remainder_97(account.iter().chain(head).map(u8::to_ascii_uppercase)) == 1
    }

    #[test]
    fn country_letters_digits_and_spaces_stay() {
        let out = image("gb82 WEST 1234 5698 7654 32").unwrap();
        assert!(is_valid(&out) && out.starts_with("gb"));
        let class = |byte: u8| {
            if byte.is_ascii_digit() {
                b'9'
            } else if byte == b' ' {
                b' '
            } else {
                b'A'
            }
        };
        let shape = |text: &str| text.bytes().map(class).collect::<Vec<_>>();
        assert_eq!(shape(&out), shape("gb82 WEST 1234 5698 7654 32"));
    }

    #[test]
    fn every_pair_of_check_digits_has_its_own_image() {
        let images: BTreeSet<String> = (0..100)
            .map(|check| image(&format!("DE{check:02}370400440532013000")).unwrap())
            .collect();
        assert_eq!(images.len(), 100);
        assert_eq!(images.iter().filter(|iban| is_valid(iban)).count(), 1);
    }

    #[test]
    fn junk_is_invalid() {
        for junk in [
            "",
            "DE",
            "DE8937040044053201300",
            "XX89370400440532013000",
            "DEAB370400440532013000",
            "DE89/3704/0044/0532/0130/00",
        ] {
            assert_eq!(image(junk), Err(NOT_AN_IBAN), "{junk}");
        }
    }

    #[test]
    fn the_longest_accounts_of_letters_are_encrypted() {
        let account = "Z".repeat(29);
        let iban = format!("RU{:02}{account}", expected(*b"RU", account.as_bytes()));
        assert!(is_valid(&image(&iban).unwrap()));
    }

    proptest! {
        #[test]
        fn right_stays_right_and_wrong_wrong(account in "[0-9]{18}", check in 2u32..=98) {
            let right = format!("DE{:02}{account}", expected(*b"DE", account.as_bytes()));
            prop_assert!(is_valid(&image(&right).unwrap()));
            let any = format!("DE{check:02}{account}");
            prop_assert_eq!(is_valid(&image(&any).unwrap()), is_valid(&any));
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
