//! Runs one transformer in a made-up column and row.

use std::collections::BTreeMap;
use std::sync::Arc;

use bauta_crypto::EnvironmentKey;
use bauta_model::{ColumnType, TypeClass};
use serde_json::{Map, Value};

use crate::{
    Applied, Build, Context, Fault, Files, Fold, NeedIndex, Needs, ParamError, PersonaLink, Row,
    Transformer, find_kind,
};

#[derive(Debug, Clone)]
pub(crate) struct Trial {
    name: &'static str,
    params: Map<String, Value>,
    column: ColumnType,
    fold: Fold,
    domain: &'static str,
    root: u8,
    endpoints: BTreeMap<String, String>,
    persona: bool,
    row: Originals,
}

#[derive(Debug, Clone, Default)]
struct Originals(Vec<Option<Vec<u8>>>);

impl Row for Originals {
    fn original(&self, need: NeedIndex) -> Option<&[u8]> {
        self.0.get(need.0)?.as_deref()
    }
    fn masked(&self, _need: NeedIndex) -> Option<&[u8]> {
        None
    }
}

#[derive(Debug)]
struct Nothing;

impl Files for Nothing {
    fn read(&self, path: &str) -> Result<Arc<[u8]>, String> {
        Err(path.to_owned())
    }
}

impl Trial {
    pub(crate) fn of(name: &'static str) -> Self {
        Self {
            name,
            params: Map::new(),
            column: ColumnType::of(TypeClass::Text, "text"),
            fold: Fold::None,
            domain: "own",
            root: 1,
            endpoints: BTreeMap::new(),
            persona: false,
            row: Originals::default(),
        }
    }

    pub(crate) fn params(mut self, params: Value) -> Self {
        let Value::Object(params) = params else {
            panic!("parameters are an object");
        };
        self.params = params;
        self
    }

    pub(crate) fn max_chars(mut self, most: usize) -> Self {
        self.column.max_chars = Some(most);
        self
    }

    pub(crate) fn class(mut self, class: TypeClass) -> Self {
        self.column.class = class;
        self
    }

    pub(crate) fn range(mut self, smallest: i128, largest: i128) -> Self {
        self.column.range = Some((smallest, largest));
        self
    }

    pub(crate) fn domain(mut self, domain: &'static str) -> Self {
        self.domain = domain;
        self
    }

    pub(crate) fn root(mut self, root: u8) -> Self {
        self.root = root;
        self
    }

    pub(crate) fn fold_lower(mut self) -> Self {
        self.fold = Fold::Lower;
        self
    }

    pub(crate) fn endpoint(mut self, from: &str, to: &str) -> Self {
        self.endpoints.insert(from.to_owned(), to.to_owned());
        self
    }

    /// A persona in a row of that address (domain `customer-email`, folded) and subject key.
    pub(crate) fn persona(mut self, email: Option<&str>, subject: Option<&str>) -> Self {
        let bytes = |text: &str| text.as_bytes().to_vec();
        self.persona = true;
        self.row = Originals(vec![email.map(bytes), subject.map(bytes)]);
        self
    }

    pub(crate) fn build(&self) -> Result<Box<dyn Transformer>, ParamError> {
        let keys = EnvironmentKey::from_root("qa", [self.root; 32]);
        let mut needs = Needs::default();
        let reversal = crate::example::reversal(&keys);
        let mut build = Build {
            keys: &keys,
            domain: self.domain,
            column: &self.column,
            fold: self.fold,
            unique: false,
            finder: None,
            endpoints: &self.endpoints,
            persona: self.persona.then(|| PersonaLink {
                email: Some((NeedIndex(0), "customer-email".to_owned(), Fold::Lower)),
                subject: (NeedIndex(1), "customer".to_owned()),
            }),
            reversal: &reversal,
            files: &Nothing,
            needs: &mut needs,
        };
        build.kind(find_kind(self.name).unwrap(), &self.params)
    }

    pub(crate) fn run(&self, value: Option<&[u8]>) -> Result<Option<Vec<u8>>, Fault> {
        let transformer = self.build().unwrap();
        let (mut out, mut spare) = (b"before".to_vec(), Vec::new());
        let mut cx = Context {
            row: &self.row,
            ordinal: 0,
            spare: &mut spare,
        };
        let applied = match value {
            Some(value) => transformer.apply(value, &mut cx, &mut out),
            None => transformer.apply_null(&mut cx, &mut out),
        };
        assert!(out.starts_with(b"before"), "output must be appended");
        let written = out.split_off(b"before".len());
        match applied? {
            Applied::Value => Ok(Some(written)),
            Applied::Null => Ok(None),
            Applied::Keep => Ok(value.map(<[u8]>::to_vec)),
        }
    }

    pub(crate) fn text(&self, value: &str) -> String {
        let output = self.run(Some(value.as_bytes())).unwrap().unwrap();
        String::from_utf8(output).unwrap()
    }

    pub(crate) fn refusal(&self) -> String {
        self.build().unwrap_err().to_string()
    }
}
