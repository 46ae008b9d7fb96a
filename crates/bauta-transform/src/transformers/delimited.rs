use bauta_codec::delimited;
use bauta_model::TypeClass;
use memchr::memmem;

use crate::nested::{PartRules, part_number, with_scratch};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "delimited",
    summary: "Splits a text at a separator and changes its parts, each by its own transformer.",
    notes: "Parts count from 0. `*` is for parts without a rule; without it they are redacted. Empty parts stay. A new part that contains the separator stops the run.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[
        Param::required(
            "separator",
            ParamType::Text,
            "What stands between the parts.",
        ),
        Param::optional(
            "parts",
            ParamType::TransformerMap,
            "",
            "Transformers by number of the part.",
        ),
        Param::optional(
            "each",
            ParamType::Transformer,
            "",
            "The transformer for every part, in place of `parts`.",
        ),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"separator": ";", "parts": {"0": "keep", "*": "redact"}}"#,
            input: Some("DE;Ada;;Berlin"),
            output: Some("DE;***;;******"),
        },
        Example {
            params: r#"{"separator": ", ", "each": {"transformer": "truncate", "length": 1}}"#,
            input: Some("Ada, Zoë"),
            output: Some("A, Z"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let separator = params.text("separator").unwrap_or_default();
        if separator.is_empty() {
            return Err(params.unfit("`separator` is not empty"));
        }
        let everything;
        let map = match (params.map("parts"), params.value("each")) {
            (Some(parts), None) => parts,
            (None, Some(each)) => {
                everything = serde_json::Map::from_iter([("*".to_owned(), each.clone())]);
                &everything
            }
            _ => return Err(params.unfit("it takes either `parts` or `each`")),
        };
        Ok(Box::new(Delimited {
            separator: separator.as_bytes().into(),
            rules: PartRules::new(map, |name| part_number(*params, name), build)?,
        }))
    },
};

#[derive(Debug)]
struct Delimited {
    separator: Box<[u8]>,
    rules: PartRules<usize>,
}

impl Transformer for Delimited {
    fn traits(&self) -> Traits {
        self.rules.traits()
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        with_scratch(cx, |scratch, cx| {
            delimited::rewrite(
                value,
                &self.separator,
                scratch,
                out,
                |index, leaf, changed| {
                    if leaf.text.is_empty() {
                        return Ok(bauta_codec::Change::Keep);
                    }
                    let change = self.rules.decide(&index).apply(leaf, cx, changed)?;
                    if memmem::find(changed, &self.separator).is_some() {
                        return Err(Fault::Refused {
                            reason: "a new part contains the separator",
                            hint: "use a transformer for it that never yields the separator",
                        });
                    }
                    Ok(change)
                },
            )
        })?;
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::harness::{build_error, built, try_apply};
    use super::*;

    #[test]
    fn the_number_of_parts_cannot_change() {
        let params = r#"{"separator": "-", "each": {"transformer": "constant", "value": "a-b"}}"#;
        let fault = try_apply(&*built(&KIND, params), b"x-y").unwrap_err();
        assert!(matches!(fault, Fault::Refused { .. }));
    }

    #[test]
    fn parameters_must_fit() {
        for params in [
            r#"{"separator": ""}"#,
            r#"{"separator": ",", "parts": {"a": "redact"}}"#,
            r#"{"separator": ","}"#,
        ] {
            assert!(build_error(&KIND, params), "{params}");
        }
    }
}
