use serde_json::Value;

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "constant",
    summary: "Replaces every value by the same one.",
    notes: "NULL stays NULL unless `on_null` is true. Refused on UNIQUE columns.",
    accepts: &[],
    params: &[
        Param::required("value", ParamType::Scalar, "What to write."),
        Param::optional(
            "on_null",
            ParamType::Boolean,
            "false",
            "Whether NULL becomes the value too.",
        ),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"value": "n/a"}"#,
            input: Some("Ada"),
            output: Some("n/a"),
        },
        Example {
            params: r#"{"value": 0}"#,
            input: None,
            output: None,
        },
        Example {
            params: r#"{"value": true, "on_null": true}"#,
            input: None,
            output: Some("true"),
        },
    ],
    build: |params: &Params<'_>,
            _build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Constant {
            value: params.value("value").map(scalar).unwrap_or_default(),
            on_null: params.flag("on_null").unwrap_or(false),
        }))
    },
};

#[derive(Debug)]
struct Constant {
    value: String,
    on_null: bool,
}

/// A scalar as it stands in a field.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Transformer for Constant {
    fn traits(&self) -> Traits {
        Traits {
            lengths: Lengths::AtMost(self.value.chars().count()),
            ..Traits::PLAIN
        }
    }

    fn apply(
        &self,
        _value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        out.extend_from_slice(self.value.as_bytes());
        Ok(Applied::Value)
    }

    fn apply_null(&self, cx: &mut Context<'_>, out: &mut Vec<u8>) -> Result<Applied, Fault> {
        if self.on_null {
            self.apply(&[], cx, out)
        } else {
            Ok(Applied::Null)
        }
    }
}
