use bauta_codec::composite;
use bauta_model::TypeClass;

use crate::nested::{PartRules, part_number, with_scratch};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "composite",
    summary: "Changes the fields of a PostgreSQL row value, each by its own transformer.",
    notes: "Fields count from 0. `*` is for fields without a rule; without it they are redacted. NULL fields stay.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[Param::required(
        "fields",
        ParamType::TransformerMap,
        "Transformers by number of the field.",
    )],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"fields": {"2": "keep", "*": "redact"}}"#,
            input: Some(r#"("Main St.",10115,DE,)"#),
            output: Some("(********,*****,DE,)"),
        },
        Example {
            params: r#"{"fields": {"0": {"transformer": "constant", "value": "a, \"b\""}}}"#,
            input: Some("(x)"),
            output: Some(r#"("a, ""b""")"#),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let empty = serde_json::Map::new();
        let map = params.map("fields").unwrap_or(&empty);
        Ok(Box::new(Composite {
            rules: PartRules::new(map, |name| part_number(*params, name), build)?,
        }))
    },
};

#[derive(Debug)]
struct Composite {
    rules: PartRules<usize>,
}

impl Transformer for Composite {
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
            composite::rewrite(value, scratch, out, |index, leaf, changed| {
                self.rules.decide(&index).apply(leaf, cx, changed)
            })
        })?;
        Ok(Applied::Value)
    }
}
