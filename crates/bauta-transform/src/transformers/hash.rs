use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "hash",
    summary: "Replaces the value by a keyed hash in hexadecimal.",
    notes: "HMAC-SHA-256 under the domain's key, cut to `length`. From 24 digits (96 bits) on it may stand on UNIQUE columns.",
    accepts: &[],
    params: &[Param::optional(
        "length",
        ParamType::Integer { min: 8, max: 64 },
        "32",
        "Hexadecimal digits of the result.",
    )],
    traits: traits(32),
    examples: &[
        Example {
            params: "{}",
            input: Some("ada@example.com"),
            output: Some("803e3271579cdd4964cfaf9de28e0b00"),
        },
        Example {
            params: r#"{"length": 12}"#,
            input: Some("ada@example.com"),
            output: Some("803e3271579c"),
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
        let length = params.integer("length").unwrap_or(32);
        Ok(Box::new(Hash {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            length: usize::try_from(length).unwrap_or(32),
        }))
    },
};

const fn traits(length: usize) -> Traits {
    let wide = length * 4 >= 96;
    Traits {
        injective: wide,
        disjoint: wide,
        lengths: Lengths::AtMost(length),
        yields: Some(TypeClass::Text),
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct Hash {
    pseudonym: Pseudonym,
    length: usize,
}

impl Transformer for Hash {
    fn traits(&self) -> Traits {
        traits(self.length)
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let digest = self.pseudonym.digest(value);
        let digits = digest
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .map(|digit| HEX[usize::from(digit)]);
        out.extend(digits.take(self.length));
        Ok(Applied::Value)
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";
