use bauta_model::TypeClass;

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "truncate",
    summary: "Keeps the first characters and drops the rest.",
    notes: "What is kept is original: two digits of a postcode say a region, a first letter says little.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[Param::required(
        "length",
        ParamType::Integer {
            min: 0,
            max: 1 << 30,
        },
        "How many characters to keep.",
    )],
    traits: Traits {
        lengths: Lengths::NotLonger,
        ..Traits::PLAIN
    },
    examples: &[
        Example {
            params: r#"{"length": 2}"#,
            input: Some("10115"),
            output: Some("10"),
        },
        Example {
            params: r#"{"length": 3}"#,
            input: Some("Zoë Ångström"),
            output: Some("Zoë"),
        },
        Example {
            params: r#"{"length": 9}"#,
            input: Some("Ada"),
            output: Some("Ada"),
        },
    ],
    build: |params: &Params<'_>,
            _build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let length = params.integer("length").unwrap_or(0);
        Ok(Box::new(Truncate {
            length: usize::try_from(length).unwrap_or(0),
        }))
    },
};

#[derive(Debug)]
struct Truncate {
    length: usize,
}

impl Transformer for Truncate {
    fn traits(&self) -> Traits {
        Traits {
            lengths: Lengths::AtMost(self.length),
            ..Traits::PLAIN
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        out.extend_from_slice(first_characters(value, self.length));
        Ok(Applied::Value)
    }
}

/// The first `count` characters; a character begins at every byte that continues none.
pub(super) fn first_characters(value: &[u8], count: usize) -> &[u8] {
    let end = value
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte & 0xC0 != 0x80)
        .nth(count)
        .map_or(value.len(), |(at, _)| at);
    value.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_character_is_cut(text in any::<String>(), count in 0usize..20) {
            let expected: String = text.chars().take(count).collect();
            prop_assert_eq!(first_characters(text.as_bytes(), count), expected.as_bytes());
        }
    }
}
