use std::fmt;

use bauta_model::TypeClass;

use crate::{Build, NeedIndex, Param, ParamError, Params, Shuffling};

/// One way to change values, as built from a rule's parameters.
///
/// Implementations are immutable and shared between threads.
pub trait Transformer: fmt::Debug + Send + Sync {
    /// What this instance guarantees, given its parameters.
    fn traits(&self) -> Traits;

    /// Appends the changed form of `value` (decoded: no quotes, no escapes) to `out`.
    ///
    /// Appends nothing unless it returns [`Applied::Value`].
    ///
    /// # Errors
    /// [`Fault::Invalid`] where the value is not of the form the transformer needs; the rule's
    /// `on_invalid` decides then. [`Fault::Refused`] where going on would be wrong; stops the run.
    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault>;

    /// What becomes of NULL. NULL stays NULL unless a transformer says otherwise.
    ///
    /// # Errors
    /// As for [`Transformer::apply`].
    fn apply_null(&self, _cx: &mut Context<'_>, _out: &mut Vec<u8>) -> Result<Applied, Fault> {
        Ok(Applied::Null)
    }

    /// The first and last key of the range that whole numbers are permuted into, so that
    /// sequences can go on behind it.
    fn key_range(&self) -> Option<(i128, i128)> {
        None
    }

    /// How values of the column change places, for a transformer that makes no new ones. Who runs
    /// it does so instead of calling [`Transformer::apply`].
    fn shuffling(&self) -> Option<&Shuffling> {
        None
    }
}

/// What a transformer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// The new value was appended.
    Value,
    /// The new value is NULL; nothing was appended.
    Null,
    /// The field stays byte for byte as it is; nothing was appended.
    Keep,
}

/// Why a transformer could not do its work. Never holds a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The value is not of the form the transformer needs.
    #[error("the value is not {expected}")]
    Invalid {
        /// What it should have been ("a date", "UTF-8").
        expected: &'static str,
    },
    /// Going on would break a promise.
    #[error("{reason}; {hint}")]
    Refused {
        /// What is wrong.
        reason: &'static str,
        /// What to do about it.
        hint: &'static str,
    },
}

impl Fault {
    /// A value that is not `expected`.
    pub fn invalid(expected: &'static str) -> Self {
        Self::Invalid { expected }
    }
}

/// The row a value stands in.
pub trait Row {
    /// The decoded original of a column that was asked for by `Needs::original`; `None` is NULL.
    fn original(&self, need: NeedIndex) -> Option<&[u8]>;
    /// The decoded masked value of a column that was asked for by `Needs::masked`; `None` is NULL.
    fn masked(&self, need: NeedIndex) -> Option<&[u8]>;
}

/// What a transformer may look at beside the value.
pub struct Context<'a> {
    /// The row.
    pub row: &'a dyn Row,
    /// Number of the row within its table, from 0, where the transformer's traits ask for it.
    pub ordinal: u64,
    /// Spare buffers, empty when taken; for work that needs an intermediate value.
    pub spare: &'a mut Vec<Vec<u8>>,
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("ordinal", &self.ordinal)
            .finish_non_exhaustive()
    }
}

impl Context<'_> {
    /// Takes an empty buffer; give it back with [`Context::give_back`] so that nothing is
    /// allocated per row.
    pub fn take_buffer(&mut self) -> Vec<u8> {
        self.spare.pop().unwrap_or_default()
    }

    /// Returns a buffer for reuse.
    pub fn give_back(&mut self, mut buffer: Vec<u8>) {
        buffer.clear();
        self.spare.push(buffer);
    }
}

/// The promises of a transformer, checked by the plan against the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a promise of its own, shown as a column of the catalogue"
)]
pub struct Traits {
    /// Equal values of a domain always get equal results, in every run under the same key.
    pub deterministic: bool,
    /// Different values get different results (or collide with negligible probability).
    pub injective: bool,
    /// Can never yield an original value.
    pub disjoint: bool,
    /// The original can be had back with the key.
    pub reversible: bool,
    /// The result is as long as the value, in characters.
    pub keeps_length: bool,
    /// Letters, digits and punctuation stay where they were.
    pub keeps_format: bool,
    /// Needs [`Context::ordinal`].
    pub needs_ordinal: bool,
    /// How long results get.
    pub lengths: Lengths,
    /// The type class of what it yields; `None` where it is that of the value.
    pub yields: Option<TypeClass>,
}

impl Traits {
    /// Deterministic and nothing else; lengths unknown.
    pub const PLAIN: Self = Self {
        deterministic: true,
        injective: false,
        disjoint: false,
        reversible: false,
        keeps_length: false,
        keeps_format: false,
        needs_ordinal: false,
        lengths: Lengths::Unknown,
        yields: None,
    };
}

/// How long results get, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lengths {
    /// Never longer than the value.
    NotLonger,
    /// Never longer than this.
    AtMost(usize),
    /// Not known beforehand: the engine checks each value against the column's limit.
    Unknown,
}

/// An example; parameters are a JSON object. Runs under environment `example`, root bytes 0 to 31,
/// domain `example`.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Parameters as JSON, `{}` for none.
    pub params: &'static str,
    /// The value; `None` is NULL.
    pub input: Option<&'static str>,
    /// The result; `None` is NULL.
    pub output: Option<&'static str>,
}

/// Makes a transformer from a rule's parameters.
pub type Builder = fn(&Params<'_>, &mut Build<'_>) -> Result<Box<dyn Transformer>, ParamError>;

/// A transformer as it stands in the catalogue.
#[derive(Debug)]
pub struct Kind {
    /// Name in profiles.
    pub name: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// What a DBA must know before choosing it; may be empty.
    pub notes: &'static str,
    /// Type classes of columns it may stand on; empty means all.
    pub accepts: &'static [TypeClass],
    /// Its parameters.
    pub params: &'static [Param],
    /// Guarantees with default parameters.
    pub traits: Traits,
    /// At least one.
    pub examples: &'static [Example],
    /// Makes an instance.
    pub build: Builder,
}

struct NoRow;

impl Row for NoRow {
    fn original(&self, _need: NeedIndex) -> Option<&[u8]> {
        None
    }
    fn masked(&self, _need: NeedIndex) -> Option<&[u8]> {
        None
    }
}

/// Runs the examples of `kind` and says which do not hold. An empty answer is good.
///
/// Used by the crate's tests and by anything that shows examples.
pub fn check_examples(kind: &Kind) -> Vec<String> {
    let root = std::array::from_fn(|index| u8::try_from(index).unwrap_or(0));
    let key = bauta_crypto::EnvironmentKey::from_root("example", root);
    let mut wrong = Vec::new();
    for example in kind.examples {
        let outcome = run_example(kind, example, &key);
        if outcome.as_ref().ok().map(Option::as_deref) != Some(example.output) {
            wrong.push(format!(
                "{} {} {:?}: {outcome:?}",
                kind.name, example.params, example.input
            ));
        }
    }
    wrong
}

fn run_example(
    kind: &Kind,
    example: &Example,
    key: &bauta_crypto::EnvironmentKey,
) -> Result<Option<String>, String> {
    let params: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(example.params).map_err(|error| error.to_string())?;
    let mut build = Build::for_examples(key);
    let transformer = build
        .kind(kind, &params)
        .map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    let mut spare = Vec::new();
    let mut cx = Context {
        row: &NoRow,
        ordinal: 0,
        spare: &mut spare,
    };
    let applied = match example.input {
        Some(text) => transformer.apply(text.as_bytes(), &mut cx, &mut out),
        None => transformer.apply_null(&mut cx, &mut out),
    };
    match applied.map_err(|fault| fault.to_string())? {
        Applied::Value => String::from_utf8(out)
            .map(Some)
            .map_err(|error| error.to_string()),
        Applied::Null => Ok(None),
        Applied::Keep => Ok(example.input.map(str::to_owned)),
    }
}
