use bauta_crypto::Fpe as Permutations;
use bauta_model::TypeClass;

use crate::compact::ShapeHash;
use crate::mixed_radix::{Place, permute, small_sizes};
use crate::{
    Applied, Build, Context, Example, Fault, Fold, Kind, Lengths, Param, ParamError, ParamType,
    Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "fpe",
    summary: "Encrypts letters and digits in place; length, case and punctuation stay.",
    notes: "FF1 with AES-256 over all values of one shape. Shapes of fewer than 2^20 values (six digits, four letters) are permuted by a keyed table instead: they stay unique but hide little. A value without a character of the alphabet is invalid, and so is one with a letter beyond ASCII unless the alphabet names it.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[Param::optional(
        "alphabet",
        ParamType::Text,
        "auto",
        "`auto` (digits stay digits, capitals capitals, small letters small letters), `digits` or `letters` (the other stays as it is), `alphanumeric` ([0-9A-Za-z], mixed), or the characters themselves, each once.",
    )],
    traits: traits(true),
    examples: &[
        Example {
            params: "{}",
            input: Some("DE-4711-ab.17"),
            output: Some("KQ-6707-kh.74"),
        },
        Example {
            params: r#"{"alphabet": "digits"}"#,
            input: Some("CUST-004711"),
            output: Some("CUST-109006"),
        },
        Example {
            params: r#"{"alphabet": "0123456789ABCDEF"}"#,
            input: Some("00FF-17A0"),
            output: Some("51B6-7BFA"),
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
        Ok(Box::new(Fpe::new(params, build)?))
    },
};

const fn traits(keeps_format: bool) -> Traits {
    Traits {
        injective: true,
        reversible: true,
        keeps_length: true,
        keeps_format,
        lengths: Lengths::NotLonger,
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct Fpe {
    permutations: Permutations,
    alphabet: Alphabet,
    fold: Fold,
}

/// Which characters change, and into which.
#[derive(Debug)]
enum Alphabet {
    Classes { digits: bool, letters: bool },
    Characters(Vec<char>),
}

/// What a character is to an alphabet.
enum Role {
    Changes(Place),
    Stays,
    Foreign,
}

impl Alphabet {
    fn role(&self, character: char) -> Role {
        match self {
            Self::Classes { digits, letters } => match character {
                '0'..='9' if *digits => changes(character, '0', 10),
                'a'..='z' if *letters => changes(character, 'a', 26),
                'A'..='Z' if *letters => changes(character, 'A', 26),
                _ if character.is_ascii() => Role::Stays,
                _ => Role::Foreign,
            },
            Self::Characters(characters) => {
                match characters.iter().position(|other| *other == character) {
                    Some(at) => Role::Changes(Place {
                        digit: u16::try_from(at).unwrap_or(0),
                        radix: u16::try_from(characters.len()).unwrap_or(u16::MAX),
                    }),
                    None if character.is_ascii() && !character.is_ascii_alphanumeric() => {
                        Role::Stays
                    }
                    None => Role::Foreign,
                }
            }
        }
    }

    /// The character of rank `digit` in the place of `original`.
    fn character(&self, original: char, digit: u16) -> char {
        let shift = |first: u8| char::from(first.saturating_add(digit.to_le_bytes()[0]));
        match self {
            Self::Classes { .. } => match original {
                '0'..='9' => shift(b'0'),
                'a'..='z' => shift(b'a'),
                _ => shift(b'A'),
            },
            Self::Characters(characters) => characters
                .get(usize::from(digit))
                .copied()
                .unwrap_or(original),
        }
    }
}

fn changes(character: char, first: char, radix: u16) -> Role {
    let digit = u32::from(character) - u32::from(first);
    Role::Changes(Place {
        digit: u16::try_from(digit).unwrap_or(0),
        radix,
    })
}

impl Fpe {
    fn new(params: &Params<'_>, build: &Build<'_>) -> Result<Self, ParamError> {
        let classes = |digits, letters| Alphabet::Classes { digits, letters };
        let (alphabet, radices) = match params.text("alphabet").unwrap_or("auto") {
            "auto" => (classes(true, true), vec![10, 26]),
            "digits" => (classes(true, false), vec![10]),
            "letters" => (classes(false, true), vec![26]),
            "alphanumeric" => own(params, ALPHANUMERIC, build.fold)?,
            text => own(params, text, build.fold)?,
        };
        Ok(Self {
            permutations: build.keys.fpe(build.domain, &small_sizes(&radices)),
            alphabet,
            fold: build.fold,
        })
    }

    /// The character as it is compared; classes keep the case of each place anyway.
    fn compared(&self, character: char) -> char {
        match (&self.alphabet, self.fold) {
            (Alphabet::Characters(_), Fold::Lower) => lower(character),
            _ => character,
        }
    }

    fn permuted(&self, text: &str, places: &mut [Place]) -> Result<usize, Fault> {
        let mut shape = ShapeHash::new();
        let mut count = 0;
        for character in text.chars() {
            match self.alphabet.role(self.compared(character)) {
                Role::Changes(place) => {
                    *places.get_mut(count).ok_or(TOO_LONG)? = place;
                    count += 1;
                    // Not the class of letters: values that differ in case alone stay equal but
                    // for their case.
                    shape.push(place.radix.to_le_bytes()[0] | 0x80);
                }
                Role::Stays => shape.push(character.to_ascii_lowercase() as u8),
                Role::Foreign => return Err(FOREIGN),
            }
        }
        let places = places.get_mut(..count).unwrap_or_default();
        permute(&self.permutations, shape.finish(), places).ok_or(NOTHING)?;
        Ok(count)
    }

    fn write(&self, text: &str, places: &[Place], out: &mut Vec<u8>) {
        let mut places = places.iter();
        let mut buffer = [0; 4];
        for character in text.chars() {
            let compared = self.compared(character);
            let image = match self.alphabet.role(compared) {
                Role::Changes(_) => places.next().map_or(character, |place| {
                    self.alphabet.character(compared, place.digit)
                }),
                _ => character,
            };
            out.extend_from_slice(image.encode_utf8(&mut buffer).as_bytes());
        }
    }
}

/// An alphabet of characters, of which those that compare equal count once.
fn own(params: &Params<'_>, text: &str, fold: Fold) -> Result<(Alphabet, Vec<u16>), ParamError> {
    let mut characters: Vec<char> = Vec::new();
    for character in text.chars() {
        let repeated = text.chars().filter(|other| *other == character).count() > 1;
        if repeated {
            return Err(params.unfit(format!("`alphabet` holds `{character}` twice")));
        }
        let compared = match fold {
            Fold::Lower => lower(character),
            Fold::None => character,
        };
        if !characters.contains(&compared) {
            characters.push(compared);
        }
    }
    match u16::try_from(characters.len()) {
        Ok(radix @ 2..) => Ok((Alphabet::Characters(characters), vec![radix])),
        _ => Err(params.unfit("`alphabet` must hold at least two characters")),
    }
}

fn lower(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

impl Transformer for Fpe {
    fn traits(&self) -> Traits {
        traits(matches!(self.alphabet, Alphabet::Classes { .. }))
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let text = std::str::from_utf8(value).map_err(|_| FOREIGN)?;
        let mut stack = [EMPTY; STACK_PLACES];
        let mut heap = Vec::new();
        let places = if value.len() <= STACK_PLACES {
            &mut stack[..]
        } else {
            heap.resize(value.len().min(MOST_PLACES), EMPTY);
            &mut heap[..]
        };
        let count = self.permuted(text, places)?;
        self.write(text, places.get(..count).unwrap_or_default(), out);
        Ok(Applied::Value)
    }
}

const EMPTY: Place = Place { digit: 0, radix: 1 };
const STACK_PLACES: usize = 64;
/// The work for a longer value grows with the square of its length.
const MOST_PLACES: usize = 1024;
const ALPHANUMERIC: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FOREIGN: Fault = Fault::Invalid {
    expected: "made of the characters of the alphabet and ASCII punctuation",
};
const NOTHING: Fault = Fault::Invalid {
    expected: "a value with a character of the alphabet",
};
const TOO_LONG: Fault = Fault::Invalid {
    expected: "at most 1024 characters of the alphabet long",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn text(params: &str, value: &str) -> Result<String, Fault> {
        testing::run(&KIND, params, value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    #[test]
    fn short_values_are_a_bijection() {
        let transformer = testing::built(&KIND, "{}");
        let mut seen = BTreeSet::new();
        for letter in 'a'..='z' {
            for number in 0..100 {
                let mut out = Vec::new();
                let value = format!("{letter}-{number:02}");
                testing::apply(&*transformer, value.as_bytes(), &mut out).unwrap();
                assert_eq!((out.len(), out[1]), (4, b'-'));
                assert!(out[0].is_ascii_lowercase() && out[2..].iter().all(u8::is_ascii_digit));
                assert!(seen.insert(out));
            }
        }
    }

    #[test]
    fn cases_follow_their_places() {
        let lower = text("{}", "ada.lovelace").unwrap();
        let mixed = text("{}", "ADA.lovelace").unwrap();
        assert_eq!(
            mixed.split_at(3),
            (
                lower.split_at(3).0.to_uppercase().as_str(),
                lower.split_at(3).1
            )
        );
        assert_eq!(text("{}", "ADA.LOVELACE").unwrap(), lower.to_uppercase());
    }

    #[test]
    fn folded_alphabets_give_equal_values_equal_results() {
        let key = testing::key();
        let mut build = Build::for_examples(&key);
        build.fold = Fold::Lower;
        let map = serde_json::from_str(r#"{"alphabet": "alphanumeric"}"#).unwrap();
        let transformer = build.kind(&KIND, &map).unwrap();
        let image = |value: &str| {
            let mut out = Vec::new();
            testing::apply(&*transformer, value.as_bytes(), &mut out).unwrap();
            out
        };
        assert_eq!(image("aB3-xYz9"), image("Ab3-XyZ9"));
        assert_ne!(image("ab3-xyz9"), image("ab3-xyz8"));
    }

    #[test]
    fn what_the_alphabet_does_not_cover_is_invalid() {
        assert_eq!(text("{}", ""), Err(NOTHING));
        assert_eq!(text("{}", "--"), Err(NOTHING));
        assert_eq!(text(r#"{"alphabet": "digits"}"#, "abc"), Err(NOTHING));
        assert_eq!(text("{}", "Zoë"), Err(FOREIGN));
        assert_eq!(text(r#"{"alphabet": "01"}"#, "012"), Err(FOREIGN));
        assert_eq!(testing::run(&KIND, "{}", b"\xff1"), Err(FOREIGN));
        assert_eq!(text("{}", &"a".repeat(1025)), Err(TOO_LONG));
        assert!(text("{}", &"a".repeat(1024)).is_ok());
    }

    #[test]
    fn alphabets_may_reach_beyond_ascii() {
        let params = r#"{"alphabet": "äöüß"}"#;
        let image = text(params, "äöü-ßß").unwrap();
        assert_eq!(image.chars().count(), 6);
        assert!(image.chars().all(|character| "äöüß-".contains(character)));
    }

    #[test]
    fn alphabets_that_repeat_or_are_too_small_are_refused() {
        let key = testing::key();
        for params in [
            r#"{"alphabet": "a"}"#,
            r#"{"alphabet": "aba"}"#,
            r#"{"alphabet": ""}"#,
        ] {
            let map = serde_json::from_str(params).unwrap();
            assert!(Build::for_examples(&key).kind(&KIND, &map).is_err());
        }
    }

    proptest! {
        #[test]
        fn shape_stays_and_values_stay_apart(one in "[A-Za-z0-9 ._-]{1,60}", two in "[A-Za-z0-9 ._-]{1,60}") {
            prop_assume!(one.bytes().any(|byte| byte.is_ascii_alphanumeric()));
            prop_assume!(two.bytes().any(|byte| byte.is_ascii_alphanumeric()));
            let (image, other) = (text("{}", &one).unwrap(), text("{}", &two).unwrap());
            prop_assert_eq!(image == other, one == two);
            let class = |byte: u8| match byte {
                b'0'..=b'9' => b'9',
                b'a'..=b'z' => b'a',
                b'A'..=b'Z' => b'A',
                other => other,
            };
            let shape = |text: &str| text.bytes().map(class).collect::<Vec<_>>();
            prop_assert_eq!(shape(&image), shape(&one));
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
