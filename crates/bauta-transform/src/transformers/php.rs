use bauta_model::TypeClass;

use crate::nested::{Document, Form};
use crate::{Build, Example, Kind, Param, ParamError, ParamType, Params, Traits, Transformer};

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
        Ok(Box::new(Document::new(Form::Php, *params, build)?))
    },
};
