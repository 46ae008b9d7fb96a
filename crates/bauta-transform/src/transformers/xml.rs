use bauta_model::TypeClass;

use crate::nested::{Document, Form};
use crate::{Build, Example, Kind, Param, ParamError, ParamType, Params, Traits, Transformer};

pub(super) static KIND: Kind = Kind {
    name: "xml",
    summary: "Changes texts, attributes and comments of an XML document, each by the transformer of its path.",
    notes: "Paths: `/order/customer`, `/order/@id`, `//email`, `/order/*`; each covers what is below it. `*` is for what no path covers; without it that is redacted. Comments are named `#comment`. Tags, white space, processing instructions and namespaces stay. A document type with entities of its own is invalid.",
    accepts: &[TypeClass::Xml, TypeClass::Text, TypeClass::Other],
    params: &[Param::required(
        "paths",
        ParamType::TransformerMap,
        "Transformers by path.",
    )],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"paths": {"//email": {"transformer": "constant", "value": "<none>"}, "*": "keep"}}"#,
            input: Some("<o id='7'>\n <email>a@b.c</email><n>1</n></o>"),
            output: Some("<o id='7'>\n <email>&lt;none&gt;</email><n>1</n></o>"),
        },
        Example {
            params: r#"{"paths": {"/o/@id": "keep"}}"#,
            input: Some("<o id='7' by='Ada'>x<!--y--></o>"),
            output: Some("<o id='7' by='***'>*<!--*--></o>"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Document::new(Form::Xml, *params, build)?))
    },
};
