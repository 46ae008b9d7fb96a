use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Fold, Kind, Lengths, Param, ParamError, ParamType,
    Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "token",
    summary: "Replaces the value by an opaque token.",
    notes: "As wide as 96 bits it may stand on UNIQUE columns: 19 characters of `[a-z0-9]`, 17 of `[A-Za-z0-9]`, 29 digits. Where columns compare without case, capitals add nothing to the width.",
    accepts: &[],
    params: &[
        Param::optional(
            "length",
            ParamType::Integer { min: 1, max: 200 },
            "20",
            "Characters of the token after the prefix.",
        ),
        Param::optional(
            "alphabet",
            ParamType::Text,
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "Characters the token is made of, each once.",
        ),
        Param::optional("prefix", ParamType::Text, "", "Written before every token."),
    ],
    traits: traits(true, 20),
    examples: &[
        Example {
            params: "{}",
            input: Some("ada@example.com"),
            output: Some("sbikbsogm41tt10mbrw1"),
        },
        Example {
            params: r#"{"prefix": "cus_", "length": 24}"#,
            input: Some("cus_9s6XKzkNRiz8i3"),
            output: Some("cus_mom06092nkez29qfce6kdue9"),
        },
        Example {
            params: r#"{"alphabet": "0123456789", "length": 6}"#,
            input: Some("424242"),
            output: Some("838492"),
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
        Ok(Box::new(Token::new(params, build)?))
    },
};

const fn traits(wide: bool, length: usize) -> Traits {
    Traits {
        injective: wide,
        disjoint: wide,
        lengths: Lengths::AtMost(length),
        yields: Some(TypeClass::Text),
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct Token {
    pseudonym: Pseudonym,
    prefix: String,
    alphabet: Vec<char>,
    length: usize,
    /// Characters taken from one word of the draw; few enough that none is favoured.
    per_word: usize,
    wide: bool,
}

impl Token {
    fn new(params: &Params<'_>, build: &Build<'_>) -> Result<Self, ParamError> {
        let text = params.text("alphabet");
        let alphabet: Vec<char> = text.unwrap_or(DEFAULT_ALPHABET).chars().collect();
        let distinct = |characters: &mut Vec<char>| {
            characters.sort_unstable();
            characters.dedup();
            characters.len()
        };
        if alphabet.len() < 2 || distinct(&mut alphabet.clone()) < alphabet.len() {
            return Err(params.unfit("`alphabet` must hold at least two characters, each once"));
        }
        let mut compared = alphabet.clone();
        if build.fold == Fold::Lower || build.column.ignores_case {
            for character in &mut compared {
                *character = character.to_lowercase().next().unwrap_or(*character);
            }
        }
        let length = u8::try_from(params.integer("length").unwrap_or(20)).unwrap_or(20);
        let bits_each = usize::BITS - (alphabet.len() - 1).leading_zeros();
        let choices = u32::try_from(distinct(&mut compared)).unwrap_or(2);
        let width = f64::from(length) * f64::from(choices).log2();
        Ok(Self {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            prefix: params.text("prefix").unwrap_or_default().to_owned(),
            per_word: (40 / bits_each).max(1) as usize,
            alphabet,
            length: length.into(),
            wide: width >= 96.0,
        })
    }
}

impl Transformer for Token {
    fn traits(&self) -> Traits {
        traits(self.wide, self.prefix.chars().count() + self.length)
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        out.extend_from_slice(self.prefix.as_bytes());
        let mut draw = self.pseudonym.draw(value);
        let mut written = 0;
        let mut buffer = [0; 4];
        while written < self.length {
            let mut word = draw.word();
            for _ in 0..self.per_word.min(self.length - written) {
                // The word as a fraction of one: its product's whole part is the character, its
                // remaining fraction the next word.
                let wide = u128::from(word) * self.alphabet.len() as u128;
                let index = usize::try_from(wide >> 64).unwrap_or(0);
                word = u64::try_from(wide & u128::from(u64::MAX)).unwrap_or(0);
                let character = self.alphabet.get(index).copied().unwrap_or('0');
                out.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
                written += 1;
            }
        }
        Ok(Applied::Value)
    }
}

const DEFAULT_ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

#[cfg(test)]
mod tests {
    use super::*;
    use bauta_crypto::EnvironmentKey;
    use std::collections::BTreeMap;

    fn built(params: &str, fold: Fold) -> Result<Token, ParamError> {
        let key = EnvironmentKey::from_root("example", [7; 32]);
        let mut build = Build::for_examples(&key);
        build.fold = fold;
        let map = serde_json::from_str(params).unwrap();
        Token::new(&Params::check("token", KIND.params, &map)?, &build)
    }

    #[test]
    fn width_decides_about_uniqueness() {
        let wide = |params: &str, fold| built(params, fold).unwrap().traits().injective;
        assert!(wide("{}", Fold::Lower));
        assert!(wide(r#"{"length": 19}"#, Fold::None));
        assert!(!wide(r#"{"length": 18}"#, Fold::None));
        let mixed = r#"{"length": 17, "alphabet": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"}"#;
        assert!(wide(mixed, Fold::None));
        assert!(!wide(mixed, Fold::Lower));
    }

    #[test]
    fn alphabets_with_repetitions_are_refused() {
        assert!(built(r#"{"alphabet": "aa"}"#, Fold::None).is_err());
        assert!(built(r#"{"alphabet": "a"}"#, Fold::None).is_err());
    }

    #[test]
    fn characters_are_about_equally_frequent() {
        let token = built(r#"{"alphabet": "abcdefg", "length": 100}"#, Fold::None).unwrap();
        let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
        for value in 0u32..200 {
            let mut out = Vec::new();
            crate::testing::apply(&token, &value.to_be_bytes(), &mut out).unwrap();
            assert_eq!(out.len(), 100);
            for byte in out {
                *counts.entry(byte).or_default() += 1;
            }
        }
        assert_eq!(counts.len(), 7);
        assert!(
            counts.values().all(|count| (2600..3120).contains(count)),
            "{counts:?}"
        );
    }
}
