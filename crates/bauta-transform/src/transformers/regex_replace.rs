use bauta_model::TypeClass;
use regex::bytes::Regex;

use crate::nested;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "regex-replace",
    summary: "Replaces what a regular expression matches, by a text or by another transformer.",
    notes: "What does not match stays within a value that matches elsewhere; a value without any match is invalid unless `unmatched` says otherwise. Matching takes time linear in the value.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[
        Param::required("pattern", ParamType::Regex, "What to look for."),
        Param::optional(
            "replacement",
            ParamType::Text,
            "",
            "Written in place of each match; `$1` and `${name}` are groups, `$$` is a dollar sign.",
        ),
        Param::optional(
            "each",
            ParamType::Transformer,
            "",
            "Applied to `group` of each match instead.",
        ),
        Param::optional(
            "group",
            ParamType::Integer { min: 0, max: 99 },
            "the first group, or else the whole match",
            "Which group the transformer changes; 0 is the whole match.",
        ),
        Param::optional(
            "unmatched",
            ParamType::OneOf(&["invalid", "keep"]),
            "invalid",
            "What becomes of a value that nothing matches in.",
        ),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"pattern": "(\\d{2})\\d+", "replacement": "$1***"}"#,
            input: Some("order 12345, item 678"),
            output: Some("order 12***, item 67***"),
        },
        Example {
            params: r#"{"pattern": "ref-([a-z]+)", "each": "redact"}"#,
            input: Some("see ref-abc"),
            output: Some("see ref-***"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let pattern = Regex::new(params.text("pattern").unwrap_or_default())
            .map_err(|error| params.unfit(error.to_string()))?;
        let action = match (params.text("replacement"), params.value("each")) {
            (Some(replacement), None) => Action::Text(replacement.as_bytes().into()),
            (None, Some(spec)) => {
                let last = pattern.captures_len() - 1;
                let group = match params.integer("group") {
                    Some(group) => usize::try_from(group).unwrap_or(usize::MAX),
                    None => last.min(1),
                };
                if group > last {
                    return Err(params.unfit(format!("the pattern has no group {group}")));
                }
                let column = build.column.clone();
                Action::Group(group, nested::build_as(spec, &column, build)?)
            }
            _ => return Err(params.unfit("it takes either `replacement` or `each`")),
        };
        Ok(Box::new(RegexReplace {
            pattern,
            action,
            keep_unmatched: params.text("unmatched") == Some("keep"),
        }))
    },
};

#[derive(Debug)]
struct RegexReplace {
    pattern: Regex,
    action: Action,
    keep_unmatched: bool,
}

#[derive(Debug)]
enum Action {
    Text(Box<[u8]>),
    Group(usize, Box<dyn Transformer>),
}

impl Transformer for RegexReplace {
    fn traits(&self) -> Traits {
        match &self.action {
            Action::Text(_) => Traits::PLAIN,
            Action::Group(_, inner) => Traits {
                deterministic: inner.traits().deterministic,
                needs_ordinal: inner.traits().needs_ordinal,
                ..Traits::PLAIN
            },
        }
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let start = out.len();
        let mut copied = 0;
        let mut matched = false;
        for captures in self.pattern.captures_iter(value) {
            matched = true;
            let group = match &self.action {
                Action::Text(_) => 0,
                Action::Group(group, _) => *group,
            };
            let Some(found) = captures.get(group) else {
                continue;
            };
            out.extend_from_slice(value.get(copied..found.start()).unwrap_or_default());
            copied = found.end();
            match &self.action {
                Action::Text(text) => captures.expand(text, out),
                Action::Group(_, inner) => match inner.apply(found.as_bytes(), cx, out) {
                    Ok(Applied::Value | Applied::Null) => {}
                    Ok(Applied::Keep) => out.extend_from_slice(found.as_bytes()),
                    Err(fault) => {
                        out.truncate(start);
                        return Err(fault);
                    }
                },
            }
        }
        if !matched {
            return if self.keep_unmatched {
                Ok(Applied::Keep)
            } else {
                Err(Fault::invalid("matched by the pattern"))
            };
        }
        out.extend_from_slice(value.get(copied..).unwrap_or_default());
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::harness::{apply, build_error, built, try_apply};
    use super::*;

    #[test]
    fn a_value_without_a_match_is_invalid_unless_kept() {
        let strict = built(&KIND, r#"{"pattern": "x", "replacement": "y"}"#);
        assert!(try_apply(&*strict, b"abc").is_err());
        let lax = built(
            &KIND,
            r#"{"pattern": "x", "replacement": "y", "unmatched": "keep"}"#,
        );
        assert_eq!(apply(&*lax, "abc"), "abc");
    }

    #[test]
    fn a_failed_group_leaves_nothing_behind() {
        let inner = built(
            &KIND,
            r#"{"pattern": "([^,]+)", "each": {"transformer": "truncate-date", "to": "year"}}"#,
        );
        let mut out = b"before".to_vec();
        let mut spare = Vec::new();
        let mut cx = super::super::harness::context(&super::super::harness::NO_ROW, &mut spare);
        assert!(inner.apply(b"2026-11-21,x", &mut cx, &mut out).is_err());
        assert_eq!(out, b"before");
    }

    #[test]
    fn parameters_must_fit() {
        for params in [
            r#"{"pattern": "("}"#,
            r#"{"pattern": "a"}"#,
            r#"{"pattern": "a", "replacement": "b", "each": "redact"}"#,
            r#"{"pattern": "(a)", "group": 2, "each": "redact"}"#,
        ] {
            assert!(build_error(&KIND, params), "{params}");
        }
    }
}
