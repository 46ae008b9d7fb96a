use std::sync::Arc;

use bauta_model::{FoundSpan, SpanFinder, TypeClass};

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "redact-text",
    summary: "Replaces what the detectors find within a text by marks, and keeps the rest.",
    notes: "For free text in which personal data or secrets may stand. What no detector knows stays; use `redact` where nothing may.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[
        Param::optional(
            "mark",
            ParamType::Text,
            "[{kind}]",
            "Written in place of each find; `{kind}` is the name of what was found.",
        ),
        Param::optional(
            "kinds",
            ParamType::TextList,
            "",
            "Only finds of these kinds are replaced; secrets always are. All kinds if left out.",
        ),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: "{}",
            input: Some("Write to ada@example.org today"),
            output: Some("Write to [email] today"),
        },
        Example {
            params: r#"{"mark": "***"}"#,
            input: Some("ada@example.org"),
            output: Some("***"),
        },
        Example {
            params: "{}",
            input: Some("Nothing here"),
            output: Some("Nothing here"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let finder = build
            .finder
            .clone()
            .ok_or_else(|| params.unfit("it needs the detectors, which are off; use `redact`"))?;
        let mark = params.text("mark").unwrap_or("[{kind}]");
        let (before, after) = match mark.split_once("{kind}") {
            Some((before, after)) => (before, Some(after.into())),
            None => (mark, None),
        };
        let kinds = params.texts("kinds");
        Ok(Box::new(RedactText {
            finder,
            before: before.into(),
            after,
            kinds: kinds.map(|kinds| kinds.into_iter().map(str::to_owned).collect()),
        }))
    },
};

#[derive(Debug)]
struct RedactText {
    finder: Arc<dyn SpanFinder>,
    before: Box<str>,
    /// What stands behind the kind, where the mark names it.
    after: Option<Box<str>>,
    kinds: Option<Vec<String>>,
}

impl Transformer for RedactText {
    fn traits(&self) -> Traits {
        Traits::PLAIN
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let is_wanted = |found: &FoundSpan| {
            let kinds = self.kinds.as_ref();
            found.secret || kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind == found.kind))
        };
        let mut write = |found: &FoundSpan, out: &mut Vec<u8>| {
            out.extend_from_slice(self.before.as_bytes());
            if let Some(after) = &self.after {
                out.extend_from_slice(found.kind.as_bytes());
                out.extend_from_slice(after.as_bytes());
            }
        };
        if !self.finder.redact(value, &is_wanted, &mut write, out) {
            return Ok(Applied::Keep);
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::harness::{apply, built, try_apply};

    #[test]
    fn secrets_are_replaced_whatever_the_kinds() {
        let only = built(&super::KIND, r#"{"kinds": ["iban"]}"#);
        assert_eq!(
            try_apply(&*only, b"to a@b.c"),
            Ok(Some(b"to a@b.c".to_vec()))
        );
        let all = built(&super::KIND, r#"{"kinds": ["email"], "mark": "<{kind}>"}"#);
        assert_eq!(apply(&*all, "a@b.c, d@e.f"), "<email> <email>");
    }

    #[test]
    fn without_detectors_it_is_refused() {
        let key = bauta_crypto::EnvironmentKey::from_root("qa", [0; 32]);
        let mut build = crate::Build::for_examples(&key);
        build.finder = None;
        assert!(build.kind(&super::KIND, &serde_json::Map::new()).is_err());
    }
}
