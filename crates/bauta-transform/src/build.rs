use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use bauta_crypto::{EnvironmentKey, Prf, Purpose};
use bauta_model::{ColumnName, ColumnType, SpanFinder};
use serde_json::{Map, Value};

use crate::example::{ExampleFiles, ExampleFinder};
use crate::params::nearest;
use crate::{Kind, ParamError, Params, Reversal, TRANSFORMERS, Transformer, find_kind};

/// Index of a column that a transformer looks at, in the table's list of needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NeedIndex(pub usize);

/// The columns that the transformers of one table look at beside their own.
#[derive(Debug, Default, Clone)]
pub struct Needs {
    /// Columns whose original is needed.
    pub originals: Vec<ColumnName>,
    /// Columns whose masked value is needed.
    pub masked: Vec<ColumnName>,
    /// How many transformers were built that need their whole column.
    pub columns: usize,
}

impl Needs {
    /// Asks for the original of a column.
    pub fn original(&mut self, column: &str) -> NeedIndex {
        intern(&mut self.originals, column)
    }

    /// Asks for the masked value of a column.
    pub fn masked(&mut self, column: &str) -> NeedIndex {
        intern(&mut self.masked, column)
    }
}

fn intern(list: &mut Vec<ColumnName>, column: &str) -> NeedIndex {
    let known = list.iter().position(|name| name.as_str() == column);
    NeedIndex(known.unwrap_or_else(|| {
        list.push(ColumnName::from(column));
        list.len() - 1
    }))
}

/// How values are made comparable before they are digested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fold {
    /// Not at all.
    #[default]
    None,
    /// Lower case, so that values which the database holds equal get one token.
    Lower,
}

/// Where dictionaries and maps are read from; the engine knows the file system, we do not.
pub trait Files: fmt::Debug {
    /// The content of the file that the profile names.
    ///
    /// # Errors
    /// A sentence for the author of the profile.
    fn read(&self, path: &str) -> Result<Arc<[u8]>, String>;
}

/// The row's identity, from which names that belong together are drawn.
#[derive(Debug, Clone)]
pub struct PersonaLink {
    /// The row's e-mail column, its domain and fold, where it has one.
    pub email: Option<(NeedIndex, String, Fold)>,
    /// The subject key, used where the e-mail is NULL or absent, and its domain.
    pub subject: (NeedIndex, String),
}

/// What a transformer gets to know while it is built.
pub struct Build<'a> {
    /// Keys of the environment.
    pub keys: &'a EnvironmentKey,
    /// The domain: equal values of a domain get equal tokens.
    pub domain: &'a str,
    /// The type of the column; the domain's narrowest where several share it.
    pub column: &'a ColumnType,
    /// How values are folded before they are digested.
    pub fold: Fold,
    /// Whether the column is UNIQUE or a key.
    pub unique: bool,
    /// The detectors, for transformers that work on spans.
    pub finder: Option<Arc<dyn SpanFinder>>,
    /// Production hosts and the staging hosts that take their place.
    pub endpoints: &'a BTreeMap<String, String>,
    /// The row's identity, where the rule says `persona`.
    pub persona: Option<PersonaLink>,
    /// What tokens that can be opened again are made with.
    pub reversal: &'a Reversal,
    /// Reads dictionaries.
    pub files: &'a dyn Files,
    /// Columns looked at beside the own one.
    pub needs: &'a mut Needs,
}

impl fmt::Debug for Build<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Build")
            .field("domain", &self.domain)
            .finish_non_exhaustive()
    }
}

impl Build<'_> {
    /// A pseudo-random function for the domain.
    pub fn prf(&self, purpose: Purpose) -> Prf {
        self.keys.prf(self.domain, purpose)
    }

    /// Builds the transformer that a rule or a nested parameter describes: its name, or an object
    /// with `transformer` and its parameters.
    ///
    /// # Errors
    /// An unknown name, or parameters it does not take.
    pub fn nested(&mut self, spec: &Value) -> Result<Box<dyn Transformer>, ParamError> {
        let empty = Map::new();
        match spec {
            Value::String(name) => {
                let kind = lookup(name)?;
                self.kind(kind, &empty)
            }
            Value::Object(map) => {
                let name = map
                    .get("transformer")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let kind = lookup(name)?;
                let mut rest = map.clone();
                rest.shift_remove("transformer");
                self.kind(kind, &rest)
            }
            _ => Err(ParamError::UnknownTransformer {
                name: spec.to_string(),
                near: None,
            }),
        }
    }

    /// Builds an instance of `kind`.
    ///
    /// # Errors
    /// Parameters it does not take.
    pub fn kind(
        &mut self,
        kind: &Kind,
        map: &Map<String, Value>,
    ) -> Result<Box<dyn Transformer>, ParamError> {
        let params = Params::check(kind.name, kind.params, map)?;
        (kind.build)(&params, self)
    }
}

fn lookup(name: &str) -> Result<&'static Kind, ParamError> {
    find_kind(name).ok_or_else(|| ParamError::UnknownTransformer {
        name: name.to_owned(),
        near: nearest(name, TRANSFORMERS.iter().map(|kind| kind.name)),
    })
}

impl<'a> Build<'a> {
    /// A context for examples: domain `example`, a text column, the finder and files of
    /// [`crate::example`].
    pub(crate) fn for_examples(keys: &'a EnvironmentKey) -> Self {
        static ENDPOINTS: BTreeMap<String, String> = BTreeMap::new();
        static COLUMN: std::sync::LazyLock<ColumnType> =
            std::sync::LazyLock::new(|| ColumnType::of(bauta_model::TypeClass::Other, "example"));
        Build {
            keys,
            domain: "example",
            column: &COLUMN,
            fold: Fold::None,
            unique: false,
            finder: Some(Arc::new(ExampleFinder)),
            endpoints: &ENDPOINTS,
            persona: None,
            reversal: Box::leak(Box::new(crate::example::reversal(keys))),
            files: &ExampleFiles,
            needs: Box::leak(Box::default()),
        }
    }
}
