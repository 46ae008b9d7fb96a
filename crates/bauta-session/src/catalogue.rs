//! What the editor offers: transformers with forms of their parameters, kinds of findings.

use bauta_transform::{Kind, Lengths, TRANSFORMERS};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::problem::CommandError;
use crate::session::Session;

/// What there is to choose from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Catalogue {
    /// The transformers, in the order of the docs.
    pub transformers: Vec<TransformerEntry>,
    /// The kinds of findings, by id.
    pub kinds: Vec<KindEntry>,
}

/// A transformer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TransformerEntry {
    /// Its name in rules.
    pub name: String,
    /// What it does, in one sentence.
    pub summary: String,
    /// What else to know.
    pub notes: String,
    /// Families of types it accepts; empty means all.
    pub accepts: Vec<String>,
    /// What it promises whatever its parameters.
    pub guarantees: Guarantees,
    /// Its parameters.
    pub params: Vec<ParamEntry>,
    /// What it does to values.
    pub examples: Vec<ExampleEntry>,
}

/// What a transformer promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent promises, each shown as it is"
)]
pub struct Guarantees {
    /// Equal values get equal results.
    pub deterministic: bool,
    /// Different values get different results.
    pub injective: bool,
    /// It never yields an original.
    pub disjoint: bool,
    /// It can be undone with the key.
    pub reversible: bool,
    /// The length stays.
    pub keeps_length: bool,
    /// The format stays.
    pub keeps_format: bool,
    /// Results are never longer than values.
    pub never_longer: bool,
    /// Characters of the longest result.
    pub longest: Option<usize>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ParamEntry {
    /// Its key in the rule.
    pub name: String,
    /// What it takes, in words.
    pub takes: String,
    /// What widget fits: `text`, `character`, `integer`, `number`, `boolean`, `choice`, `date`,
    /// `column`, `file`, `regex`, `transformer`, `transformerMap`, `textList`, `transformerList`,
    /// `scalar` or `scalarList`.
    pub input: String,
    /// The JSON Schema of its value; a transformer within refers to `#/$defs/transformer`.
    #[ts(type = "Record<string, unknown>")]
    pub schema: Value,
    /// Whether it must be there.
    pub required: bool,
    /// What holds when it is left out.
    pub default: Option<String>,
    /// One sentence.
    pub doc: String,
}

/// What a transformer does to one value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExampleEntry {
    /// The parameters.
    #[ts(type = "Record<string, unknown>")]
    pub params: Value,
    /// The value; `null` is NULL.
    pub input: Option<String>,
    /// What becomes of it; `null` is NULL.
    pub output: Option<String>,
}

/// A kind of finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KindEntry {
    /// Its id.
    pub kind: String,
    /// `pii`, `quasi`, `special` or `secret`.
    pub category: String,
    /// `low`, `medium`, `high` or `critical`.
    pub sensitivity: String,
}

/// What there is to choose from. The same for every session.
///
/// # Errors
/// None but those of every command.
pub fn catalogue(_: &Session, _: ()) -> Result<Catalogue, CommandError> {
    let mut kinds: Vec<KindEntry> = bauta_detect::catalogue()
        .map(|detector| KindEntry {
            kind: detector.kind.to_owned(),
            category: detector.category.name().to_owned(),
            sensitivity: detector.sensitivity.name().to_owned(),
        })
        .collect();
    kinds.sort_by(|left, right| left.kind.cmp(&right.kind));
    kinds.dedup_by(|left, right| left.kind == right.kind);
    Ok(Catalogue {
        transformers: TRANSFORMERS.iter().map(|kind| entry(kind)).collect(),
        kinds,
    })
}

fn entry(kind: &Kind) -> TransformerEntry {
    let traits = kind.traits;
    let params = kind.params.iter().map(|param| ParamEntry {
        name: param.name.to_owned(),
        takes: param.ty.describe(),
        input: input(param.ty).to_owned(),
        schema: param.ty.schema(),
        required: param.required,
        default: (!param.default.is_empty()).then(|| param.default.to_owned()),
        doc: param.doc.to_owned(),
    });
    let examples = kind.examples.iter().map(|example| ExampleEntry {
        params: serde_json::from_str(example.params).unwrap_or_default(),
        input: example.input.map(str::to_owned),
        output: example.output.map(str::to_owned),
    });
    TransformerEntry {
        name: kind.name.to_owned(),
        summary: kind.summary.to_owned(),
        notes: kind.notes.to_owned(),
        accepts: kind
            .accepts
            .iter()
            .map(|class| format!("{class:?}").to_lowercase())
            .collect(),
        guarantees: Guarantees {
            deterministic: traits.deterministic,
            injective: traits.injective,
            disjoint: traits.disjoint,
            reversible: traits.reversible,
            keeps_length: traits.keeps_length,
            keeps_format: traits.keeps_format,
            never_longer: traits.lengths == Lengths::NotLonger,
            longest: match traits.lengths {
                Lengths::AtMost(most) => Some(most),
                _ => None,
            },
        },
        params: params.collect(),
        examples: examples.collect(),
    }
}

fn input(ty: bauta_transform::ParamType) -> &'static str {
    use bauta_transform::ParamType as Type;
    match ty {
        Type::Text => "text",
        Type::Character => "character",
        Type::Integer { .. } => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::OneOf(_) => "choice",
        Type::Date => "date",
        Type::Column => "column",
        Type::File => "file",
        Type::Regex => "regex",
        Type::Transformer => "transformer",
        Type::TransformerMap => "transformerMap",
        Type::TextList => "textList",
        Type::TransformerList => "transformerList",
        Type::Scalar => "scalar",
        Type::ScalarList => "scalarList",
    }
}
