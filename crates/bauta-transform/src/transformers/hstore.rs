use bauta_codec::hstore;
use bauta_model::TypeClass;

use crate::nested::{PartRules, with_scratch};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "hstore",
    summary: "Changes the values of an hstore, each by the transformer of its key.",
    notes: "`*` is for keys without a rule; without it their values are redacted. Keys and NULL stay.",
    accepts: &[TypeClass::Hstore, TypeClass::Text, TypeClass::Other],
    params: &[Param::required(
        "keys",
        ParamType::TransformerMap,
        "Transformers by key.",
    )],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"keys": {"size": "keep", "*": "redact"}}"#,
            input: Some(r#""size"=>"XL", "name"=>"Ada", "x"=>NULL"#),
            output: Some(r#""size"=>"XL", "name"=>"***", "x"=>NULL"#),
        },
        Example {
            params: r#"{"keys": {"name": {"transformer": "constant", "value": "a \"b\""}}}"#,
            input: Some(r#""name"=>"Ada""#),
            output: Some(r#""name"=>"a \"b\"""#),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let empty = serde_json::Map::new();
        let map = params.map("keys").unwrap_or(&empty);
        let key = |name: &str| Ok(name.as_bytes().to_vec());
        Ok(Box::new(Hstore {
            rules: PartRules::new(map, key, build)?,
        }))
    },
};

#[derive(Debug)]
struct Hstore {
    rules: PartRules<Vec<u8>>,
}

impl Transformer for Hstore {
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
            hstore::rewrite(value, scratch, out, |key, leaf, changed| {
                self.rules.decide(key).apply(leaf, cx, changed)
            })
        })?;
        Ok(Applied::Value)
    }
}
