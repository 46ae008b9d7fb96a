use bauta_model::TypeClass;

use crate::nested::{Document, Form};
use crate::{Build, Example, Kind, Param, ParamError, ParamType, Params, Traits, Transformer};

pub(super) static KIND: Kind = Kind {
    name: "json",
    summary: "Changes the leaves of a JSON document, each by the transformer of its path.",
    notes: "Paths: `$.a.b`, `$.a[0]`, `$.a[*].b`, `$.a.*`, `$..name`; each covers what is below it, the deepest and then the most exact one decides. `*` is for leaves that no path covers; without it they are redacted. Everything else stays byte for byte; null stays null. A rule here may name a `domain` of its own. What is not JSON is invalid. Keys are not changed.",
    accepts: &[TypeClass::Json, TypeClass::Text, TypeClass::Other],
    params: &[Param::required(
        "paths",
        ParamType::TransformerMap,
        "Transformers by path.",
    )],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"paths": {"$.card.number": "redact", "$.tags": "keep", "*": "redact"}}"#,
            input: Some(r#"{"card": {"number": "4111", "cvv": 123}, "tags": ["vip"], "ok": true}"#),
            output: Some(r#"{"card": {"number": "****", "cvv": 0}, "tags": ["vip"], "ok": false}"#),
        },
        Example {
            params: r#"{"paths": {"$..name": {"transformer": "constant", "value": "\"N\""}, "*": "keep"}}"#,
            input: Some(r#"[ {"name":"Ada","n":1e400}, {"name":null} ]"#),
            output: Some(r#"[ {"name":"\"N\"","n":1e400}, {"name":null} ]"#),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Document::new(Form::Json, *params, build)?))
    },
};

#[cfg(test)]
mod tests {
    use super::super::harness::{apply, build_error, built, try_apply};
    use super::*;

    #[test]
    fn leaves_without_a_rule_are_redacted() {
        let json = built(&KIND, r#"{"paths": {"$.a": "keep"}}"#);
        assert_eq!(
            apply(&*json, r#"{"a":"x","b":"x\u0041","c":-1.5}"#),
            r#"{"a":"x","b":"**","c":0}"#
        );
    }

    #[test]
    fn a_number_that_becomes_text_is_quoted() {
        let json = built(
            &KIND,
            r#"{"paths": {"*": {"transformer": "constant", "value": "01"}}}"#,
        );
        assert_eq!(
            apply(&*json, "[1,true,\"a\",null]"),
            r#"["01","01","01",null]"#
        );
    }

    #[test]
    fn a_domain_of_its_own_joins_other_columns() {
        let choice = r#"{"transformer": "number", "min": 0, "max": 999999}"#;
        let own = choice.replace('}', r#", "domain": "other"}"#);
        let here = built(&KIND, &format!(r#"{{"paths": {{"*": {choice}}}}}"#));
        let there = built(&KIND, &format!(r#"{{"paths": {{"*": {own}}}}}"#));
        let column = built(
            super::super::find_kind("number").unwrap(),
            r#"{"min": 0, "max": 999999}"#,
        );
        assert_eq!(
            apply(&*here, "\"a\""),
            format!("\"{}\"", apply(&*column, "a"))
        );
        assert_ne!(apply(&*here, "\"a\""), apply(&*there, "\"a\""));
    }

    #[test]
    fn what_is_not_json_is_invalid() {
        let json = built(&KIND, r#"{"paths": {"*": "redact"}}"#);
        assert!(try_apply(&*json, b"{'a': 1}").is_err());
        assert!(build_error(&KIND, r#"{"paths": {"a": "keep"}}"#));
        assert!(build_error(&KIND, r#"{"paths": {"$": "nope"}}"#));
    }
}
