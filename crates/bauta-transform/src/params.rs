use serde_json::{Map, Value};

/// A parameter as it stands in the catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// Its key in the rule.
    pub name: &'static str,
    /// What it takes.
    pub ty: ParamType,
    /// What holds when it is left out, as a reader would write it; empty when it is required or
    /// has no default.
    pub default: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// Whether it must be there.
    pub required: bool,
}

impl Param {
    /// An optional parameter.
    pub const fn optional(
        name: &'static str,
        ty: ParamType,
        default: &'static str,
        doc: &'static str,
    ) -> Self {
        Self {
            name,
            ty,
            default,
            doc,
            required: false,
        }
    }

    /// A parameter that must be given.
    pub const fn required(name: &'static str, ty: ParamType, doc: &'static str) -> Self {
        Self {
            name,
            ty,
            default: "",
            doc,
            required: true,
        }
    }
}

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ParamType {
    /// Any text.
    Text,
    /// Exactly one character.
    Character,
    /// A whole number within bounds.
    Integer {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A date (`2026-11-21`).
    Date,
    /// The name of a column of the same table.
    Column,
    /// A path to a file, relative to the profile.
    File,
    /// A regular expression.
    Regex,
    /// A transformer: its name, or an object with `transformer` and its parameters.
    Transformer,
    /// An object whose values are transformers.
    TransformerMap,
    /// A list of texts.
    TextList,
    /// A list of transformers, applied one after the other.
    TransformerList,
    /// Any scalar: text, number, boolean.
    Scalar,
    /// A list of scalars.
    ScalarList,
}

impl ParamType {
    /// The JSON Schema of a value of this type. Transformers refer to `#/$defs/transformer`.
    pub fn schema(self) -> Value {
        use serde_json::json;
        let transformer = json!({"$ref": "#/$defs/transformer"});
        match self {
            Self::Text | Self::Column | Self::File => json!({"type": "string"}),
            Self::Character => json!({"type": "string", "minLength": 1, "maxLength": 1}),
            Self::Integer { min, max } => {
                json!({"type": "integer", "minimum": min, "maximum": max})
            }
            Self::Number => json!({"type": "number"}),
            Self::Boolean => json!({"type": "boolean"}),
            Self::OneOf(words) => json!({"enum": words}),
            Self::Date => json!({"type": "string", "format": "date"}),
            Self::Regex => json!({"type": "string", "format": "regex"}),
            Self::Transformer => transformer,
            Self::TransformerMap => json!({"type": "object", "additionalProperties": transformer}),
            Self::TextList => json!({"type": "array", "items": {"type": "string"}}),
            Self::TransformerList => json!({"type": "array", "items": transformer}),
            Self::Scalar => json!({"type": ["string", "number", "boolean"]}),
            Self::ScalarList => {
                json!({"type": "array", "items": {"type": ["string", "number", "boolean"]}})
            }
        }
    }

    /// What a parameter of this type takes, in words.
    pub fn describe(self) -> String {
        match self {
            Self::Text => "a text".into(),
            Self::Character => "one character".into(),
            Self::Integer {
                min: i64::MIN,
                max: i64::MAX,
            } => "a whole number".into(),
            Self::Integer { min, max } => format!("a whole number from {min} to {max}"),
            Self::Number => "a number".into(),
            Self::Boolean => "true or false".into(),
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
            Self::Date => "a date like 2026-11-21".into(),
            Self::Column => "the name of a column".into(),
            Self::File => "a path".into(),
            Self::Regex => "a regular expression".into(),
            Self::Transformer => "a transformer".into(),
            Self::TransformerMap => "a map from paths to transformers".into(),
            Self::TextList => "a list of texts".into(),
            Self::TransformerList => "a list of transformers".into(),
            Self::Scalar => "a text, number or boolean".into(),
            Self::ScalarList => "a list of texts, numbers or booleans".into(),
        }
    }

    fn takes(self, value: &Value) -> bool {
        match self {
            Self::Text | Self::Date | Self::Column | Self::File | Self::Regex => value.is_string(),
            Self::Character => value.as_str().is_some_and(|text| text.chars().count() == 1),
            Self::Integer { min, max } => value.as_i64().is_some_and(|n| (min..=max).contains(&n)),
            Self::Number => value.is_number(),
            Self::Boolean => value.is_boolean(),
            Self::OneOf(words) => value.as_str().is_some_and(|text| words.contains(&text)),
            Self::Transformer => value.is_string() || value.is_object(),
            Self::TransformerMap => value.is_object(),
            Self::TextList => value
                .as_array()
                .is_some_and(|items| items.iter().all(Value::is_string)),
            Self::TransformerList => value.is_array(),
            Self::Scalar => is_scalar(value),
            Self::ScalarList => value
                .as_array()
                .is_some_and(|items| items.iter().all(is_scalar)),
        }
    }
}

fn is_scalar(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_boolean()
}

/// A rule's parameters are not what the transformer takes. Shown to the author of the profile, so
/// it may quote the profile, never the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParamError {
    /// No transformer of that name.
    #[error("there is no transformer `{name}`{}", suggestion(.near.as_deref()))]
    UnknownTransformer {
        /// As written.
        name: String,
        /// The nearest name.
        near: Option<String>,
    },
    /// No parameter of that name.
    #[error("`{transformer}` has no parameter `{name}`{}", suggestion(.near.as_deref()))]
    Unknown {
        /// The transformer.
        transformer: &'static str,
        /// As written.
        name: String,
        /// The nearest name.
        near: Option<String>,
    },
    /// A parameter has the wrong type or is out of bounds.
    #[error("`{name}` of `{transformer}` takes {expected}")]
    Type {
        /// The transformer.
        transformer: &'static str,
        /// The parameter.
        name: &'static str,
        /// What it takes.
        expected: String,
    },
    /// A parameter is missing.
    #[error("`{transformer}` needs `{name}`")]
    Missing {
        /// The transformer.
        transformer: &'static str,
        /// The parameter.
        name: &'static str,
    },
    /// The parameters cannot hold together, or do not fit the column.
    #[error("`{transformer}`: {reason}")]
    Unfit {
        /// The transformer.
        transformer: &'static str,
        /// What is wrong and what would fit.
        reason: String,
    },
}

fn suggestion(near: Option<&str>) -> String {
    near.map(|near| format!(" (did you mean `{near}`?)"))
        .unwrap_or_default()
}

/// The parameters of one rule, checked against the transformer's list.
#[derive(Debug, Clone, Copy)]
pub struct Params<'a> {
    transformer: &'static str,
    map: &'a Map<String, Value>,
}

impl<'a> Params<'a> {
    /// Checks names, types, bounds and presence.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn check(
        transformer: &'static str,
        list: &'static [Param],
        map: &'a Map<String, Value>,
    ) -> Result<Self, ParamError> {
        for (name, value) in map {
            let Some(param) = list.iter().find(|param| param.name == name) else {
                let near = nearest(name, list.iter().map(|param| param.name));
                return Err(ParamError::Unknown {
                    transformer,
                    name: name.clone(),
                    near,
                });
            };
            if !param.ty.takes(value) {
                let expected = param.ty.describe();
                return Err(ParamError::Type {
                    transformer,
                    name: param.name,
                    expected,
                });
            }
        }
        if let Some(param) = list
            .iter()
            .find(|param| param.required && !map.contains_key(param.name))
        {
            return Err(ParamError::Missing {
                transformer,
                name: param.name,
            });
        }
        Ok(Self { transformer, map })
    }

    /// The raw value.
    pub fn value(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name)
    }

    /// A text (also a date, column, file, regex or one-of).
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.map.get(name)?.as_str()
    }

    /// One character.
    pub fn character(&self, name: &str) -> Option<char> {
        self.text(name)?.chars().next()
    }

    /// A whole number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        self.map.get(name)?.as_i64()
    }

    /// A number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.map.get(name)?.as_f64()
    }

    /// A truth value.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.map.get(name)?.as_bool()
    }

    /// A list of texts.
    pub fn texts(&self, name: &str) -> Option<Vec<&'a str>> {
        Some(
            self.map
                .get(name)?
                .as_array()?
                .iter()
                .filter_map(Value::as_str)
                .collect(),
        )
    }

    /// A list.
    pub fn list(&self, name: &str) -> Option<&'a [Value]> {
        self.map.get(name)?.as_array().map(Vec::as_slice)
    }

    /// A map.
    pub fn map(&self, name: &str) -> Option<&'a Map<String, Value>> {
        self.map.get(name)?.as_object()
    }

    /// An error about parameters that do not hold together.
    pub fn unfit(&self, reason: impl Into<String>) -> ParamError {
        ParamError::Unfit {
            transformer: self.transformer,
            reason: reason.into(),
        }
    }
}

/// The candidate nearest to `name`, if near enough to be what was meant.
pub(crate) fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .map(|candidate| (edit_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// Levenshtein distance in characters.
fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let substitution = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = substitution.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}
