//! Applying transformers in tests.

use bauta_crypto::EnvironmentKey;

use crate::{Applied, Build, Context, Fault, Kind, NeedIndex, Row, Transformer};

struct Alone;

impl Row for Alone {
    fn original(&self, _need: NeedIndex) -> Option<&[u8]> {
        None
    }
    fn masked(&self, _need: NeedIndex) -> Option<&[u8]> {
        None
    }
}

pub(crate) fn key() -> EnvironmentKey {
    EnvironmentKey::from_root(
        "example",
        std::array::from_fn(|at| u8::try_from(at).unwrap()),
    )
}

pub(crate) fn apply_at(
    transformer: &dyn Transformer,
    value: &[u8],
    ordinal: u64,
    out: &mut Vec<u8>,
) -> Result<Applied, Fault> {
    let mut cx = Context {
        row: &Alone,
        ordinal,
        spare: &mut Vec::new(),
    };
    let start = out.len();
    let applied = transformer.apply(value, &mut cx, out);
    if applied != Ok(Applied::Value) {
        assert_eq!(
            out.len(),
            start,
            "nothing may be appended unless a value is"
        );
    }
    applied
}

pub(crate) fn apply(
    transformer: &dyn Transformer,
    value: &[u8],
    out: &mut Vec<u8>,
) -> Result<Applied, Fault> {
    apply_at(transformer, value, 0, out)
}

pub(crate) fn built(kind: &Kind, params: &str) -> Box<dyn Transformer> {
    let key = key();
    Build::for_examples(&key)
        .kind(kind, &serde_json::from_str(params).unwrap())
        .unwrap()
}

pub(crate) fn run(kind: &Kind, params: &str, value: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    apply(&*built(kind, params), value, &mut out)?;
    Ok(out)
}
