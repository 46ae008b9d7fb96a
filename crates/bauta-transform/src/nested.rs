use std::borrow::Borrow;

use bauta_codec::{
    Change, CodecError, Leaf, LeafKind, Path, PathError, PathPattern, PathSet, Scratch, json, php,
    xml,
};
use bauta_model::{ColumnType, TypeClass};
use serde_json::{Map, Value};

use crate::{
    Applied, Build, Context, Fault, Fold, Lengths, ParamError, Params, Traits, Transformer,
};

impl From<CodecError> for Fault {
    fn from(error: CodecError) -> Self {
        Self::invalid(error.expected)
    }
}

/// What a form knows beside text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Literals {
    /// Nothing: every leaf is text.
    None,
    /// Numbers and truth values, as in JSON.
    Json,
}

/// A transformer for the leaves of a document, built once for each kind of leaf, so that `redact`
/// makes 0 of a number and marks of a text.
#[derive(Debug)]
pub(crate) struct LeafRule {
    text: Box<dyn Transformer>,
    number: Option<Box<dyn Transformer>>,
    boolean: Option<Box<dyn Transformer>>,
}

impl LeafRule {
    /// Builds the transformer that `spec` describes. Beside its parameters it may name a `domain`
    /// and a `fold` of its own, so that a value in a document joins the same value in a column.
    pub(crate) fn new(
        spec: &Value,
        literals: Literals,
        build: &mut Build<'_>,
    ) -> Result<Self, ParamError> {
        let text = build_as(spec, &ColumnType::of(TypeClass::Text, "text"), build)?;
        let mut literal = |class, written| match literals {
            Literals::None => None,
            Literals::Json => build_as(spec, &ColumnType::of(class, written), build).ok(),
        };
        Ok(Self {
            text,
            number: literal(TypeClass::Decimal, "numeric"),
            boolean: literal(TypeClass::Bool, "boolean"),
        })
    }

    /// Builds it for leaves of one type.
    pub(crate) fn of_type(
        spec: &Value,
        ty: &ColumnType,
        build: &mut Build<'_>,
    ) -> Result<Self, ParamError> {
        Ok(Self {
            text: build_as(spec, ty, build)?,
            number: None,
            boolean: None,
        })
    }

    /// Changes a leaf. NULL stays; a number or truth value that becomes neither turns into text.
    pub(crate) fn apply(
        &self,
        leaf: Leaf<'_>,
        cx: &mut Context<'_>,
        changed: &mut Vec<u8>,
    ) -> Result<Change, Fault> {
        let transformer = match leaf.kind {
            LeafKind::Null => return Ok(Change::Keep),
            LeafKind::Text => &self.text,
            LeafKind::Number => self.number.as_ref().unwrap_or(&self.text),
            LeafKind::Bool => self.boolean.as_ref().unwrap_or(&self.text),
        };
        Ok(match transformer.apply(leaf.text, cx, changed)? {
            Applied::Keep => Change::Keep,
            Applied::Null => Change::Null,
            Applied::Value => match leaf.kind {
                LeafKind::Number if json::is_number(changed) => Change::Literal,
                LeafKind::Bool => truth(changed),
                _ => Change::Text,
            },
        })
    }

    fn parts(&self) -> impl Iterator<Item = Traits> {
        [
            Some(&self.text),
            self.number.as_ref(),
            self.boolean.as_ref(),
        ]
        .into_iter()
        .flatten()
        .map(|transformer| transformer.traits())
    }
}

/// SQL's short truth values become JSON's.
fn truth(changed: &mut Vec<u8>) -> Change {
    let word: &[u8] = match changed.as_slice() {
        b"t" | b"true" => b"true",
        b"f" | b"false" => b"false",
        _ => return Change::Text,
    };
    changed.clear();
    changed.extend_from_slice(word);
    Change::Literal
}

/// Builds `spec` for a column of type `ty`, in its own domain if it names one.
pub(crate) fn build_as(
    spec: &Value,
    ty: &ColumnType,
    build: &mut Build<'_>,
) -> Result<Box<dyn Transformer>, ParamError> {
    let mut rest = spec.clone();
    let own = rest.as_object_mut();
    let take = |name| {
        own.as_ref()
            .and_then(|map: &&mut Map<_, _>| map.get(name))
            .cloned()
    };
    let domain = take("domain");
    let fold = take("fold");
    if let Some(map) = rest.as_object_mut() {
        map.shift_remove("domain");
        map.shift_remove("fold");
    }
    let mut inner = Build {
        keys: build.keys,
        domain: domain
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or(build.domain),
        column: ty,
        fold: match fold.as_ref().and_then(Value::as_str) {
            Some("lower") => Fold::Lower,
            Some(_) => Fold::None,
            None => build.fold,
        },
        unique: false,
        finder: build.finder.clone(),
        endpoints: build.endpoints,
        persona: build.persona.clone(),
        reversal: build.reversal,
        files: build.files,
        needs: build.needs,
    };
    inner.nested(&rest)
}

/// What can be promised for a document some of whose leaves are changed by `rules`.
pub(crate) fn document_traits<'r>(rules: impl Iterator<Item = &'r LeafRule>) -> Traits {
    let mut traits = Traits::PLAIN;
    for part in rules.flat_map(LeafRule::parts) {
        traits.deterministic &= part.deterministic;
        traits.needs_ordinal |= part.needs_ordinal;
    }
    Traits {
        lengths: Lengths::Unknown,
        ..traits
    }
}

/// Runs `work` with the buffers that a codec needs, borrowed from the context's spares.
pub(crate) fn with_scratch<T>(
    cx: &mut Context<'_>,
    work: impl FnOnce(&mut Scratch, &mut Context<'_>) -> T,
) -> T {
    let mut scratch = Scratch {
        decoded: cx.take_buffer(),
        key: cx.take_buffer(),
        changed: cx.take_buffer(),
    };
    let result = work(&mut scratch, cx);
    cx.give_back(scratch.decoded);
    cx.give_back(scratch.key);
    cx.give_back(scratch.changed);
    result
}

/// Rules by the keys of parts; `*` stands for whatever is not named.
#[derive(Debug)]
pub(crate) struct PartRules<K> {
    known: Vec<(K, LeafRule)>,
    rest: LeafRule,
}

impl<K> PartRules<K> {
    /// Parts that no rule names are redacted, unless `*` says otherwise.
    pub(crate) fn new(
        map: &Map<String, Value>,
        key: impl Fn(&str) -> Result<K, ParamError>,
        build: &mut Build<'_>,
    ) -> Result<Self, ParamError> {
        let mut known = Vec::new();
        let mut rest = LeafRule::new(&Value::from("redact"), Literals::None, build)?;
        for (name, spec) in map {
            let rule = LeafRule::new(spec, Literals::None, build)?;
            if name == "*" {
                rest = rule;
            } else {
                known.push((key(name)?, rule));
            }
        }
        Ok(Self { known, rest })
    }

    /// The rule for the part of that key.
    pub(crate) fn decide<Q: PartialEq + ?Sized>(&self, key: &Q) -> &LeafRule
    where
        K: Borrow<Q>,
    {
        self.known
            .iter()
            .find(|(known, _)| known.borrow() == key)
            .map_or(&self.rest, |(_, rule)| rule)
    }

    pub(crate) fn traits(&self) -> Traits {
        let rules = self.known.iter().map(|(_, rule)| rule);
        document_traits(rules.chain([&self.rest]))
    }
}

/// A part's number, counted from 0.
pub(crate) fn part_number(params: Params<'_>, name: &str) -> Result<usize, ParamError> {
    name.parse().map_err(|_| {
        params.unfit(format!(
            "`{name}` is no number of a part; they count from 0"
        ))
    })
}

/// The form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Xml,
    Php,
}

/// Changes the leaves of a document by the rules of their paths.
#[derive(Debug)]
pub(crate) struct Document {
    form: Form,
    rules: PathRules,
}

impl Document {
    /// One with the rules of the parameter `paths`.
    pub(crate) fn new(
        form: Form,
        params: Params<'_>,
        build: &mut Build<'_>,
    ) -> Result<Self, ParamError> {
        let (read, literals): (fn(&str) -> _, _) = match form {
            Form::Json | Form::Php => (PathPattern::json, Literals::Json),
            Form::Xml => (PathPattern::xml, Literals::None),
        };
        let rules = PathRules::new(params, read, literals, build)?;
        Ok(Self { form, rules })
    }
}

impl Transformer for Document {
    fn traits(&self) -> Traits {
        self.rules.traits()
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let rules = &self.rules;
        with_scratch(cx, |scratch, cx| match self.form {
            Form::Json => json::rewrite(value, scratch, out, |place, leaf, changed| {
                rules.apply(place, leaf, cx, changed)
            }),
            Form::Xml => xml::rewrite(value, scratch, out, |place, leaf, changed| {
                rules.apply(place, leaf, cx, changed)
            }),
            Form::Php => php::rewrite(value, scratch, out, |place, leaf, changed| {
                rules.apply(place, leaf, cx, changed)
            }),
        })?;
        Ok(Applied::Value)
    }
}

/// Rules by paths; what no path covers is redacted, unless `*` says otherwise.
#[derive(Debug)]
pub(crate) struct PathRules {
    set: PathSet,
    rules: Vec<LeafRule>,
}

impl PathRules {
    pub(crate) fn new(
        params: Params<'_>,
        read: fn(&str) -> Result<PathPattern, PathError>,
        literals: Literals,
        build: &mut Build<'_>,
    ) -> Result<Self, ParamError> {
        let (mut patterns, mut rules) = (Vec::new(), Vec::new());
        for (path, spec) in params.map("paths").into_iter().flatten() {
            patterns.push(read(path).map_err(|error| params.unfit(error.to_string()))?);
            rules.push(LeafRule::new(spec, literals, build)?);
        }
        rules.push(LeafRule::new(&Value::from("redact"), literals, build)?);
        Ok(Self {
            set: PathSet::new(patterns),
            rules,
        })
    }

    /// Changes the leaf at `place` as its rule says.
    pub(crate) fn apply(
        &self,
        place: &impl Path,
        leaf: Leaf<'_>,
        cx: &mut Context<'_>,
        changed: &mut Vec<u8>,
    ) -> Result<Change, Fault> {
        let index = self.set.decide(place).unwrap_or(self.rules.len() - 1);
        match self.rules.get(index) {
            Some(rule) => rule.apply(leaf, cx, changed),
            None => Ok(Change::Null),
        }
    }

    pub(crate) fn traits(&self) -> Traits {
        document_traits(self.rules.iter())
    }
}
