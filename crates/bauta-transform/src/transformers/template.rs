//! Syntax: text, with `{…}` for what is filled in. Within braces a source and, behind bars, steps:
//! `{first_name | lower}`, `{value | token}`, `{original id | number(min=1, max=9) | slice(0, 3)}`.
//! `{{` and `}}` are braces.

use serde_json::{Map, Value};

use crate::nested;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, NeedIndex, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "template",
    summary: "Composes a value from masked values of the row and from transformed originals.",
    notes: "`{column}` is the masked value of a column; `{original column | transformer}` and `{value | transformer}` (the column's own value) pass originals through a transformer, never as they are. Steps behind bars: `lower`, `upper`, `trim`, `slice(from, to)` in characters, or any transformer with its parameters, as in `number(min=1, max=9)`; `domain=` and `fold=` too. A name in double quotes may hold any character. NULL in a column counts as empty.",
    accepts: &[],
    params: &[
        Param::required(
            "text",
            ParamType::Text,
            "The template; `{{` and `}}` are braces.",
        ),
        Param::optional(
            "on_null",
            ParamType::Boolean,
            "false",
            "Whether NULL is filled in too.",
        ),
    ],
    traits: TRAITS,
    examples: &[
        Example {
            params: r#"{"text": "user-{value | number(min=1000, max=9999)}@example.org"}"#,
            input: Some("ada@shop.example"),
            output: Some("user-8532@example.org"),
        },
        Example {
            params: r#"{"text": "{{{value | truncate(length=2) | upper}}}"}"#,
            input: Some("ada"),
            output: Some("{AD}"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let pieces = Parser { params, build }.template(params.text("text").unwrap_or_default())?;
        Ok(Box::new(Template {
            pieces,
            on_null: params.flag("on_null").unwrap_or(false),
        }))
    },
};

/// What the other columns hold is not this one's value, so equal values may differ.
const TRAITS: Traits = Traits {
    deterministic: false,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Template {
    pieces: Vec<Piece>,
    on_null: bool,
}

#[derive(Debug)]
enum Piece {
    Text(Box<str>),
    Filled(Source, Vec<Step>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Masked(NeedIndex),
    Original(NeedIndex),
    Own,
}

#[derive(Debug)]
enum Step {
    Lower,
    Upper,
    Trim,
    Slice(usize, usize),
    Transform(Box<dyn Transformer>),
}

impl Transformer for Template {
    fn traits(&self) -> Traits {
        let steps = self.pieces.iter().flat_map(|piece| match piece {
            Piece::Text(_) => &[][..],
            Piece::Filled(_, steps) => steps,
        });
        let needs_ordinal = steps.into_iter().any(|step| match step {
            Step::Transform(inner) => inner.traits().needs_ordinal,
            _ => false,
        });
        Traits {
            needs_ordinal,
            ..TRAITS
        }
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        self.fill(Some(value), cx, out)
    }

    fn apply_null(&self, cx: &mut Context<'_>, out: &mut Vec<u8>) -> Result<Applied, Fault> {
        if self.on_null {
            self.fill(None, cx, out)
        } else {
            Ok(Applied::Null)
        }
    }
}

impl Template {
    fn fill(
        &self,
        own: Option<&[u8]>,
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let start = out.len();
        let mut current = cx.take_buffer();
        let mut next = cx.take_buffer();
        let mut done = Ok(Applied::Value);
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.extend_from_slice(text.as_bytes()),
                Piece::Filled(source, steps) => {
                    let row = cx.row;
                    let text = match source {
                        Source::Masked(need) => row.masked(*need),
                        Source::Original(need) => row.original(*need),
                        Source::Own => own,
                    };
                    // NULL is empty, and stays so whatever the steps.
                    let Some(text) = text else {
                        continue;
                    };
                    current.clear();
                    current.extend_from_slice(text);
                    let original = !matches!(source, Source::Masked(_));
                    done = run(steps, original, &mut current, &mut next, cx);
                    if done.is_err() {
                        break;
                    }
                    out.extend_from_slice(&current);
                }
            }
        }
        cx.give_back(current);
        cx.give_back(next);
        if done.is_err() {
            out.truncate(start);
        }
        done
    }
}

/// Runs the steps over `current`.
fn run(
    steps: &[Step],
    mut original: bool,
    current: &mut Vec<u8>,
    next: &mut Vec<u8>,
    cx: &mut Context<'_>,
) -> Result<Applied, Fault> {
    for step in steps {
        next.clear();
        match step {
            Step::Lower => change_case(current, next, char::to_lowercase, u8::to_ascii_lowercase),
            Step::Upper => change_case(current, next, char::to_uppercase, u8::to_ascii_uppercase),
            Step::Trim => next.extend_from_slice(current.trim_ascii()),
            Step::Slice(from, to) => {
                let front = super::truncate::first_characters(current, *from).len();
                let rest = current.get(front..).unwrap_or_default();
                let length = to.saturating_sub(*from);
                next.extend_from_slice(super::truncate::first_characters(rest, length));
            }
            Step::Transform(inner) => match inner.apply(current, cx, next)? {
                Applied::Keep if original => {
                    return Err(Fault::invalid("changed by the template's transformer"));
                }
                Applied::Keep => next.extend_from_slice(current),
                Applied::Value | Applied::Null => original = false,
            },
        }
        std::mem::swap(current, next);
    }
    Ok(Applied::Value)
}

fn change_case<I: Iterator<Item = char>>(
    text: &[u8],
    out: &mut Vec<u8>,
    wide: fn(char) -> I,
    narrow: fn(&u8) -> u8,
) {
    match std::str::from_utf8(text) {
        Ok(text) if !text.is_ascii() => {
            for character in text.chars().flat_map(wide) {
                out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        _ => out.extend(text.iter().map(narrow)),
    }
}

struct Parser<'p, 'b, 'k> {
    params: &'p Params<'p>,
    build: &'b mut Build<'k>,
}

impl Parser<'_, '_, '_> {
    fn template(&mut self, template: &str) -> Result<Vec<Piece>, ParamError> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            text.push_str(before);
            if let Some(tail) = tail.strip_prefix("{{") {
                text.push('{');
                rest = tail;
            } else if let Some(tail) = tail.strip_prefix("}}") {
                text.push('}');
                rest = tail;
            } else if let Some(tail) = tail.strip_prefix('{') {
                let end = closing(tail).ok_or_else(|| self.params.unfit("a `{` is not closed"))?;
                let (inner, tail) = tail.split_at_checked(end).unwrap_or((tail, ""));
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text).into()));
                }
                pieces.push(self.filled(inner)?);
                rest = tail.strip_prefix('}').unwrap_or(tail);
            } else {
                return Err(self
                    .params
                    .unfit("a `}` closes nothing; a brace is written `}}`"));
            }
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text.into()));
        }
        Ok(pieces)
    }

    fn filled(&mut self, inner: &str) -> Result<Piece, ParamError> {
        let mut parts = split_outside_quotes(inner, '|').into_iter();
        let source = self.source(parts.next().unwrap_or_default().trim())?;
        let mut steps = Vec::new();
        for part in parts {
            steps.push(self.step(part.trim())?);
        }
        let transforms = steps.iter().any(|step| matches!(step, Step::Transform(_)));
        if !matches!(source, Source::Masked(_)) && !transforms {
            return Err(self.params.unfit(format!(
                "`{{{inner}}}` would copy an original; pass it through a transformer"
            )));
        }
        Ok(Piece::Filled(source, steps))
    }

    fn source(&mut self, source: &str) -> Result<Source, ParamError> {
        if source == "value" {
            return Ok(Source::Own);
        }
        let original = source
            .strip_prefix("original")
            .filter(|rest| rest.starts_with([' ', '"']));
        let name = original.unwrap_or(source).trim();
        let name = name
            .strip_prefix('"')
            .and_then(|name| name.strip_suffix('"'))
            .unwrap_or(name);
        if name.is_empty() {
            return Err(self.params.unfit("`{}` names no column"));
        }
        Ok(if original.is_some() {
            Source::Original(self.build.needs.original(name))
        } else {
            Source::Masked(self.build.needs.masked(name))
        })
    }

    fn step(&mut self, step: &str) -> Result<Step, ParamError> {
        let (name, arguments) = match step.split_once('(') {
            None => (step, Vec::new()),
            Some((name, rest)) => {
                let inner = rest.trim_end().strip_suffix(')');
                let inner =
                    inner.ok_or_else(|| self.params.unfit(format!("`{step}` lacks a `)`")))?;
                (name.trim(), split_outside_quotes(inner, ','))
            }
        };
        match name {
            "lower" | "upper" | "trim" if !arguments.is_empty() => {
                Err(self.params.unfit(format!("`{name}` takes no parameters")))
            }
            "lower" => Ok(Step::Lower),
            "upper" => Ok(Step::Upper),
            "trim" => Ok(Step::Trim),
            "slice" => self.slice(&arguments),
            _ => self.transform(name, &arguments),
        }
    }

    fn slice(&self, arguments: &[&str]) -> Result<Step, ParamError> {
        let numbers: Option<Vec<usize>> = arguments
            .iter()
            .map(|text| text.trim().parse().ok())
            .collect();
        match numbers.as_deref() {
            Some([from]) => Ok(Step::Slice(*from, usize::MAX)),
            Some([from, to]) => Ok(Step::Slice(*from, *to)),
            _ => Err(self
                .params
                .unfit("`slice` takes one or two numbers, as in `slice(0, 3)`")),
        }
    }

    fn transform(&mut self, name: &str, arguments: &[&str]) -> Result<Step, ParamError> {
        if matches!(name, "keep" | "null" | "template") {
            return Err(self
                .params
                .unfit(format!("`{name}` is of no use within a template")));
        }
        let mut spec = Map::new();
        spec.insert("transformer".to_owned(), Value::from(name));
        for argument in arguments {
            let (key, value) = argument.split_once('=').ok_or_else(|| {
                self.params
                    .unfit(format!("a parameter of `{name}` is written `name=value`"))
            })?;
            let value = value.trim();
            let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
            spec.insert(key.trim().to_owned(), value);
        }
        let text = bauta_model::ColumnType::of(bauta_model::TypeClass::Text, "text");
        nested::build_as(&Value::Object(spec), &text, self.build).map(Step::Transform)
    }
}

/// Where the brace that closes this one is.
fn closing(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'}' && !quoted
    })
}

fn split_outside_quotes(text: &str, mark: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|character| {
        quoted ^= character == '"';
        character == mark && !quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::harness::{apply_in, build_error, built, try_apply};
    use super::*;

    #[test]
    fn masked_values_and_transformed_originals_are_joined() {
        let text = "{first_name | lower}.{\"last name\" | upper | slice(0, 3)}@{original id | truncate(length=1)}{nick}.test";
        let params = serde_json::json!({ "text": text }).to_string();
        let template = built(&KIND, &params);
        let masked = [Some("Zoë"), Some("Ångström"), None];
        let result = apply_in(&*template, "x", &[Some("981")], &masked);
        assert_eq!(result, "zoë.ÅNG@9.test");
    }

    #[test]
    fn originals_never_pass_as_they_are() {
        for text in [
            "{value}",
            "{value | lower}",
            "{original id}",
            "{value | keep}",
            "{original \"id\" | trim}",
        ] {
            let params = serde_json::json!({ "text": text }).to_string();
            assert!(build_error(&KIND, &params), "{text}");
        }
        // A transformer that leaves a value as it is does not count as one.
        let params = r#"{"text": "{value | redact-text}"}"#;
        assert!(try_apply(&*built(&KIND, params), b"plain").is_err());
    }

    #[test]
    fn what_is_no_template_is_refused() {
        for text in [
            "{",
            "}",
            "{}",
            "{a",
            "{a | }",
            "{a | slice}",
            "{a | lower(1)}",
            "{a | nope}",
            "{a | truncate(1)}",
            "{a | truncate(length=1}",
            "{value | template}",
        ] {
            let params = serde_json::json!({ "text": text }).to_string();
            assert!(build_error(&KIND, &params), "{text}");
        }
    }
}
