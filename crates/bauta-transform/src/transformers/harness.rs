//! What the tests of transformers build and run them with.

use bauta_crypto::EnvironmentKey;
use bauta_model::{ColumnType, TypeClass};

use crate::{Applied, Build, Context, Fault, Kind, NeedIndex, ParamError, Row, Transformer};

/// A row of given originals and masked values, in the order they were asked for.
#[derive(Debug)]
pub(crate) struct GivenRow<'r> {
    originals: &'r [Option<&'r str>],
    masked: &'r [Option<&'r str>],
}

pub(crate) static NO_ROW: GivenRow<'static> = GivenRow {
    originals: &[],
    masked: &[],
};

impl Row for GivenRow<'_> {
    fn original(&self, need: NeedIndex) -> Option<&[u8]> {
        self.originals.get(need.0)?.map(str::as_bytes)
    }
    fn masked(&self, need: NeedIndex) -> Option<&[u8]> {
        self.masked.get(need.0)?.map(str::as_bytes)
    }
}

pub(crate) fn context<'a>(row: &'a dyn Row, spare: &'a mut Vec<Vec<u8>>) -> Context<'a> {
    Context {
        row,
        ordinal: 0,
        spare,
    }
}

/// Builds `kind` for a column of type `ty`.
pub(crate) fn built_on(
    kind: &Kind,
    params: &str,
    ty: &ColumnType,
) -> Result<Box<dyn Transformer>, ParamError> {
    let key = EnvironmentKey::from_root("qa", [1; 32]);
    let mut build = Build::for_examples(&key);
    build.column = ty;
    build.kind(kind, &serde_json::from_str(params).unwrap())
}

pub(crate) fn built(kind: &Kind, params: &str) -> Box<dyn Transformer> {
    built_on(kind, params, &ColumnType::of(TypeClass::Text, "text")).unwrap()
}

/// Whether building fails.
pub(crate) fn build_error(kind: &Kind, params: &str) -> bool {
    built_on(kind, params, &ColumnType::of(TypeClass::Text, "text")).is_err()
}

/// The new value; `None` is NULL.
pub(crate) fn try_apply(
    transformer: &dyn Transformer,
    value: &[u8],
) -> Result<Option<Vec<u8>>, Fault> {
    let mut out = b"before".to_vec();
    let mut spare = Vec::new();
    let applied = transformer.apply(value, &mut context(&NO_ROW, &mut spare), &mut out);
    if applied != Ok(Applied::Value) {
        assert_eq!(out, b"before", "nothing is left behind");
    }
    Ok(match applied? {
        Applied::Value => Some(out[6..].to_vec()),
        Applied::Null => None,
        Applied::Keep => Some(value.to_vec()),
    })
}

pub(crate) fn apply(transformer: &dyn Transformer, value: &str) -> String {
    let result = try_apply(transformer, value.as_bytes()).unwrap();
    String::from_utf8(result.unwrap()).unwrap()
}

/// Applies within a row.
pub(crate) fn apply_in(
    transformer: &dyn Transformer,
    value: &str,
    originals: &[Option<&str>],
    masked: &[Option<&str>],
) -> String {
    let row = GivenRow { originals, masked };
    let (mut out, mut spare) = (Vec::new(), Vec::new());
    let applied = transformer.apply(value.as_bytes(), &mut context(&row, &mut spare), &mut out);
    assert_eq!(applied, Ok(Applied::Value));
    String::from_utf8(out).unwrap()
}

mod every_document_transformer {
    use proptest::prelude::*;

    use super::*;
    use crate::find_kind;

    const WITH_PARAMS: &[(&str, &str)] = &[
        ("constant", r#"{"value": 1}"#),
        ("redact-text", "{}"),
        ("truncate", r#"{"length": 3}"#),
        ("shift-date", r#"{"by": "id", "max_days": 30}"#),
        ("truncate-date", r#"{"to": "hour"}"#),
        ("truncate-date", r#"{"to": "week", "format": "DD.MM.YYYY"}"#),
        ("noise", r#"{"percent": 10}"#),
        ("noise", r#"{"amount": 10, "min": 0}"#),
        ("bucket", r#"{"size": 0.1, "as": "range"}"#),
        ("number", r#"{"min": 0, "max": 10}"#),
        ("choice", r#"{"values": [1, 2]}"#),
        ("dictionary", r#"{"file": "colours.txt"}"#),
        ("dictionary", r#"{"file": "plans.csv", "mode": "map"}"#),
        (
            "regex-replace",
            r#"{"pattern": "(?-u).", "each": "redact"}"#,
        ),
        (
            "template",
            r#"{"text": "{value | truncate(length=2) | upper | slice(0, 1)}"}"#,
        ),
        ("json", r#"{"paths": {"$.a": "keep"}}"#),
        ("xml", r#"{"paths": {"//a": "keep"}}"#),
        ("php", r#"{"paths": {"$[0]": "keep"}}"#),
        ("array", r#"{"elements": "redact"}"#),
        ("composite", r#"{"fields": {"0": "keep"}}"#),
        ("hstore", r#"{"keys": {"a": "keep"}}"#),
        ("delimited", r#"{"separator": ",", "each": "redact"}"#),
        ("binary", "{}"),
        ("password-hash", "{}"),
    ];

    proptest! {
        #[test]
        fn takes_any_bytes_and_answers_alike_each_time(
            junk in any::<Vec<u8>>(),
            digits in "[0-9:. TZ+/-]{0,25}",
            marks in "[{}\\[\\]\"\\\\<>/=(),;:a0-9NULL]{0,25}",
        ) {
            for (name, params) in WITH_PARAMS {
                let transformer = built(find_kind(name).unwrap(), params);
                for value in [junk.as_slice(), digits.as_bytes(), marks.as_bytes()] {
                    let first = try_apply(&*transformer, value);
                    prop_assert_eq!(first, try_apply(&*transformer, value), "{}", name);
                }
            }
        }
    }

    #[test]
    fn null_stays_null() {
        for (name, params) in WITH_PARAMS {
            let transformer = built(find_kind(name).unwrap(), params);
            let (mut out, mut spare) = (Vec::new(), Vec::new());
            let applied = transformer.apply_null(&mut context(&NO_ROW, &mut spare), &mut out);
            assert_eq!((applied, out.len()), (Ok(Applied::Null), 0), "{name}");
        }
    }
}
