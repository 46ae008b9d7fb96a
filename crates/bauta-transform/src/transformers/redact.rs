use bauta_model::{ColumnType, TypeClass};

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "redact",
    summary: "Replaces the value by the neutral value of its type, or every character by a mark.",
    notes: "Text becomes marks, numbers 0, dates 1970-01-01, JSON {}, arrays {}. Refused on \
            UNIQUE columns.",
    accepts: &[],
    params: &[Param::optional(
        "mark",
        ParamType::Character,
        "*",
        "Written in place of every character.",
    )],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Ada"),
            output: Some("***"),
        },
        Example {
            params: r##"{"mark": "#"}"##,
            input: Some("Zoë"),
            output: Some("###"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let mark = params.character("mark").unwrap_or('*');
        Ok(Box::new(Redact {
            mark,
            neutral: neutral(build.column),
        }))
    },
};

const TRAITS: Traits = Traits {
    keeps_length: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Redact {
    mark: char,
    neutral: Option<String>,
}

/// The value that says nothing, for types that cannot hold marks.
pub(crate) fn neutral(ty: &ColumnType) -> Option<String> {
    let text = match ty.class {
        // A bit string of fixed length takes no other.
        TypeClass::Bit => return Some("0".repeat(ty.max_chars.filter(|_| ty.fixed).unwrap_or(1))),
        TypeClass::Integer | TypeClass::Decimal | TypeClass::Float => "0",
        TypeClass::Bool => "f",
        TypeClass::Date => "1970-01-01",
        TypeClass::Time | TypeClass::Interval => "00:00:00",
        TypeClass::Timestamp => "1970-01-01 00:00:00",
        TypeClass::Uuid => "00000000-0000-0000-0000-000000000000",
        TypeClass::Json | TypeClass::Array => "{}",
        TypeClass::Xml | TypeClass::Hstore | TypeClass::TsVector | TypeClass::Bytes => "",
        TypeClass::Inet => "192.0.2.0",
        TypeClass::Mac => "02:00:00:00:00:00",
        TypeClass::Enum => return ty.labels.first().cloned(),
        TypeClass::Geometry | TypeClass::Text | TypeClass::Other => return None,
    };
    Some(text.to_owned())
}

impl Transformer for Redact {
    fn traits(&self) -> Traits {
        match &self.neutral {
            None => TRAITS,
            Some(text) => Traits {
                keeps_length: false,
                lengths: Lengths::AtMost(text.chars().count()),
                ..TRAITS
            },
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if let Some(neutral) = &self.neutral {
            out.extend_from_slice(neutral.as_bytes());
            return Ok(Applied::Value);
        }
        let mut buffer = [0; 4];
        let mark = self.mark.encode_utf8(&mut buffer).as_bytes();
        // Continuation bytes do not count, so that one character yields one mark in any encoding.
        for _ in value.iter().filter(|byte| **byte & 0xC0 != 0x80) {
            out.extend_from_slice(mark);
        }
        Ok(Applied::Value)
    }
}
