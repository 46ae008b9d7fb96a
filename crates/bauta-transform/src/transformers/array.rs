use bauta_codec::array;
use bauta_model::{ColumnType, TypeClass};

use crate::nested::{LeafRule, document_traits, with_scratch};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "array",
    summary: "Changes every element of a PostgreSQL array by another transformer.",
    notes: "Nesting, bounds and NULL elements stay.",
    accepts: &[TypeClass::Array, TypeClass::Text, TypeClass::Other],
    params: &[Param::required(
        "elements",
        ParamType::Transformer,
        "What changes each element.",
    )],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"elements": "redact"}"#,
            input: Some(r#"{Ada,"Zoë B.",NULL}"#),
            output: Some("{***,******,NULL}"),
        },
        Example {
            params: r#"{"elements": {"transformer": "truncate", "length": 1}}"#,
            input: Some(r#"[0:1]={{ab},{"\"c"}}"#),
            output: Some(r#"[0:1]={{a},{"\""}}"#),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let element = build.column.element.as_deref().cloned();
        let element = element.unwrap_or_else(|| ColumnType::of(TypeClass::Text, "text"));
        let spec = params.value("elements").unwrap_or(&serde_json::Value::Null);
        Ok(Box::new(Array {
            rule: LeafRule::of_type(spec, &element, build)?,
            delimiter: if element.written == "box" { b';' } else { b',' },
        }))
    },
};

#[derive(Debug)]
struct Array {
    rule: LeafRule,
    delimiter: u8,
}

impl Transformer for Array {
    fn traits(&self) -> Traits {
        document_traits([&self.rule].into_iter())
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        with_scratch(cx, |scratch, cx| {
            array::rewrite(value, self.delimiter, scratch, out, |_, leaf, changed| {
                self.rule.apply(leaf, cx, changed)
            })
        })?;
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::harness::{built_on, try_apply};
    use super::*;

    #[test]
    fn elements_are_of_their_own_type() {
        let mut ty = ColumnType::of(TypeClass::Array, "date[]");
        ty.element = Some(Box::new(ColumnType::of(TypeClass::Date, "date")));
        let array = built_on(&KIND, r#"{"elements": "redact"}"#, &ty).unwrap();
        let result = try_apply(&*array, b"{2026-11-21,NULL}");
        assert_eq!(result, Ok(Some(b"{1970-01-01,NULL}".to_vec())));
        assert!(try_apply(&*array, b"2026-11-21").is_err());
    }
}
