use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::Expression;

/// What becomes of the tables that a selector means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableRule {
    /// Whether it may mean no table at all.
    pub optional: bool,
    /// Which rows stay; `None` leaves it to other rules, and in the end all do.
    pub rows: Option<Rows>,
    /// Rules by the selector of a column, as written.
    pub columns: IndexMap<String, ColumnRule>,
    /// Why the rows are filtered.
    pub reason: Option<String>,
    /// An open doubt.
    pub review: Option<String>,
    /// How a doubt was settled.
    pub reviewed: Option<String>,
}

impl TableRule {
    /// Whether a doubt about the table itself is still open.
    pub fn is_open(&self) -> bool {
        self.review.is_some() && self.reviewed.is_none()
    }
}

/// Which rows of a table stay.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// All (`rows: all`).
    All,
    /// None (`drop-rows`, `rows: drop`).
    Drop,
    /// Those for which the condition is true (`keep-rows: …`).
    Keep(Expression),
    /// Those for which the condition is false (`drop-rows: …`); unknown drops the row.
    DropWhere(Expression),
    /// The first so many (`limit: …`).
    Limit(u64),
}

/// What becomes of a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnRule {
    /// The transformer's name.
    pub transformer: String,
    /// Its parameters, in the order written. Transformers within them are names, or objects with
    /// `transformer` and parameters.
    pub params: Map<String, Value>,
    /// The scope in which equal values get equal tokens.
    pub domain: Option<String>,
    /// How values are made comparable.
    pub fold: Option<FoldCase>,
    /// The column that tells who the row is about.
    pub persona: Option<String>,
    /// What becomes of values that are not of the form the transformer needs.
    pub on_invalid: Option<OnInvalid>,
    /// For which rows the rule holds; unknown counts as true.
    pub when: Option<Expression>,
    /// What becomes of the value in the other rows; there whenever `when` is. Has neither
    /// condition nor review marks of its own.
    pub otherwise: Option<Box<ColumnRule>>,
    /// What the column holds, as recorded when the profile was drafted.
    pub class: Option<String>,
    /// Whether it may match no column.
    pub optional: bool,
    /// Why.
    pub reason: Option<String>,
    /// An open doubt; nothing with one can be approved.
    pub review: Option<String>,
    /// How a doubt was settled.
    pub reviewed: Option<String>,
}

impl ColumnRule {
    /// A rule that names a transformer and nothing else.
    pub fn of(transformer: impl Into<String>) -> Self {
        Self {
            transformer: transformer.into(),
            ..Self::default()
        }
    }

    /// Whether a doubt is still open.
    pub fn is_open(&self) -> bool {
        self.review.is_some() && self.reviewed.is_none()
    }

    /// Whether it is `keep` in some row.
    pub fn keeps(&self) -> bool {
        self.transformer == KEEP || self.otherwise.as_ref().is_some_and(|rule| rule.keeps())
    }
}

pub(crate) const KEEP: &str = "keep";

/// How values are made comparable before they are digested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoldCase {
    /// Not at all.
    None,
    /// Lower case.
    Lower,
}

impl FoldCase {
    /// The word in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Lower => "lower",
        }
    }
}

/// What becomes of a value that is not of the form its transformer needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OnInvalid {
    /// The run stops.
    Fail,
    /// It becomes NULL.
    Null,
    /// It becomes the neutral value of its type.
    Redact,
}

impl OnInvalid {
    /// The word in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Null => "null",
            Self::Redact => "redact",
        }
    }
}

/// A short form: `{ json: … }` for `{ transformer: json, paths: … }`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShortForm {
    pub(crate) transformer: &'static str,
    /// The parameter that it stands for.
    pub(crate) param: &'static str,
    pub(crate) shape: ShortShape,
}

/// What a short form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShortShape {
    /// Transformers by path or key.
    Map,
    /// One transformer.
    One,
}

pub(crate) const SHORT_FORMS: &[ShortForm] = &[
    ShortForm {
        transformer: "json",
        param: "paths",
        shape: ShortShape::Map,
    },
    ShortForm {
        transformer: "xml",
        param: "paths",
        shape: ShortShape::Map,
    },
    ShortForm {
        transformer: "hstore",
        param: "keys",
        shape: ShortShape::Map,
    },
    ShortForm {
        transformer: "array",
        param: "elements",
        shape: ShortShape::One,
    },
];

/// Turns short forms within a description of a transformer into long ones.
pub(crate) fn expand(spec: Value) -> Value {
    let Value::Object(mut map) = spec else {
        return spec;
    };
    if !map.contains_key("transformer")
        && let Some(short) = (SHORT_FORMS.iter()).find(|short| map.contains_key(short.transformer))
        && let Some(inner) = map.shift_remove(short.transformer)
    {
        let mut long = Map::new();
        long.insert(
            "transformer".into(),
            Value::String(short.transformer.into()),
        );
        long.insert(short.param.into(), inner);
        long.append(&mut map);
        map = long;
    }
    let name = map.get("transformer").and_then(Value::as_str);
    let short = name.and_then(|name| SHORT_FORMS.iter().find(|short| short.transformer == name));
    if let Some(short) = short {
        expand_params(&mut map, *short);
    }
    Value::Object(map)
}

/// Expands the transformers that the parameter of a short form holds.
pub(crate) fn expand_params(params: &mut Map<String, Value>, short: ShortForm) {
    let Some(inner) = params.get_mut(short.param) else {
        return;
    };
    apply(inner, short.shape, expand);
}

/// Turns long forms within a description of a transformer into short ones where there are any.
pub(crate) fn contract(spec: Value) -> Value {
    let Value::Object(mut map) = spec else {
        return spec;
    };
    let name = map.get("transformer").and_then(Value::as_str);
    let short = name.and_then(|name| SHORT_FORMS.iter().find(|short| short.transformer == name));
    let Some(short) = short.copied() else {
        return Value::Object(map);
    };
    let fits = match (short.shape, map.get(short.param)) {
        (ShortShape::Map, Some(inner)) => inner.is_object(),
        (ShortShape::One, Some(inner)) => inner.is_string() || inner.is_object(),
        (_, None) => false,
    };
    let taken = SHORT_FORMS
        .iter()
        .any(|form| map.contains_key(form.transformer));
    if !fits || taken {
        return Value::Object(map);
    }
    let mut written = Map::new();
    if let Some(mut inner) = map.shift_remove(short.param) {
        apply(&mut inner, short.shape, contract);
        written.insert(short.transformer.into(), inner);
    }
    map.shift_remove("transformer");
    written.append(&mut map);
    Value::Object(written)
}

fn apply(inner: &mut Value, shape: ShortShape, change: fn(Value) -> Value) {
    match (shape, inner) {
        (ShortShape::Map, Value::Object(map)) => {
            for value in map.values_mut() {
                *value = change(value.take());
            }
        }
        (ShortShape::Map, _) => {}
        (ShortShape::One, inner) => *inner = change(inner.take()),
    }
}
