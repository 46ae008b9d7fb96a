use bauta_codec::{PathPattern, php};
use bauta_model::TypeClass;

use crate::nested::{Literals, PathRules, with_scratch};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "php",
    summary: "Changes the leaves of a serialised PHP value, each by the transformer of its path.",
    notes: "Paths are those of `json`; lengths are written anew. `*` is for leaves that no path covers; without it they are redacted. What PHP did not serialise is invalid.",
    accepts: &[TypeClass::Text, TypeClass::Bytes, TypeClass::Other],
    params: &[Param::required(
        "paths",
        ParamType::TransformerMap,
        "Transformers by path.",
    )],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"paths": {"$.mail": {"transformer": "constant", "value": "none"}, "*": "keep"}}"#,
            input: Some(r#"a:2:{s:4:"mail";s:5:"a@b.c";s:1:"n";i:3;}"#),
            output: Some(r#"a:2:{s:4:"mail";s:4:"none";s:1:"n";i:3;}"#),
        },
        Example {
            params: r#"{"paths": {}}"#,
            input: Some(r#"a:1:{i:0;s:3:"Ada";}"#),
            output: Some(r#"a:1:{i:0;s:3:"***";}"#),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let rules = PathRules::new(*params, PathPattern::json, Literals::Json, build)?;
        Ok(Box::new(Php { rules }))
    },
};

#[derive(Debug)]
struct Php {
    rules: PathRules,
}

impl Transformer for Php {
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
            php::rewrite(value, scratch, out, |place, leaf, changed| {
                self.rules.apply(place, leaf, cx, changed)
            })
        })?;
        Ok(Applied::Value)
    }
}
