//! One rule on one value.

use std::borrow::Cow;

use bauta_profile::Truth;
use bauta_transform::{Applied, Context, Fault, Transformer};
use encoding_rs::Encoding;

use super::RowValues;
use super::columns::Dealt;
use super::fields::{read_bytea, write_bytea};
use crate::plan::{CellMask, Condition, Notation, OnInvalid, Shuffle};

/// Why a value stops the run. Never holds the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// A transformer refuses.
    Refused {
        reason: &'static str,
        hint: &'static str,
    },
    /// A value is not of the form the rule needs, and the rule says `on_invalid: fail`.
    Invalid { expected: &'static str },
    /// The new value does not fit into the column.
    TooLong { most: usize },
    /// An expression stands where the rule needs a value.
    Expression,
    /// A row has more or fewer fields than its statement has columns.
    FieldCount { found: usize, expected: usize },
    /// The new value cannot be written in the dump's encoding.
    Unmappable,
}

/// What a rule works with.
pub(super) struct Bench<'a> {
    pub(super) row: &'a RowValues,
    pub(super) ordinal: u64,
    pub(super) spare: &'a mut Vec<Vec<u8>>,
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) dealt: Dealt<'a>,
}

impl Condition {
    /// Whether the condition holds for the row; unknown counts as true.
    pub(super) fn holds(&self, row: &RowValues) -> bool {
        self.truth(row) != Truth::False
    }

    pub(super) fn truth(&self, row: &RowValues) -> Truth {
        self.expression
            .evaluate(&|index| row.original_at(*self.columns.get(index)?))
    }
}

impl CellMask {
    /// Applies the rule; the new value is appended to `out`.
    pub(super) fn apply(
        &self,
        value: Option<&[u8]>,
        bench: &mut Bench<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, FaultKind> {
        if let Some(shuffle) = self.shuffle {
            return self.shuffled(shuffle, value, bench, out);
        }
        if let Some(condition) = &self.condition
            && !condition.holds(bench.row)
        {
            return match &self.otherwise {
                Some(rule) => rule.apply(value, bench, out),
                None => Ok(Applied::Keep),
            };
        }
        let start = out.len();
        let outcome = match value {
            None => self.run(None, bench, out),
            Some(value) => self.apply_to_value(value, bench, out),
        };
        let applied = match outcome {
            Ok(applied) => applied,
            Err(Fault::Refused { reason, hint }) => {
                return Err(FaultKind::Refused { reason, hint });
            }
            Err(Fault::Invalid { expected }) => {
                out.truncate(start);
                self.invalid(value, expected, bench, out)?
            }
        };
        if let (Applied::Value, Some(most)) = (applied, self.max_chars) {
            let chars = if self.notation == Notation::Text {
                char_count(&out[start..])
            } else {
                out.len() - start
            };
            if chars > most {
                return Err(FaultKind::TooLong { most });
            }
        }
        if applied == Applied::Value && self.notation == Notation::Text {
            encode_text(bench.encoding, out, start)?;
        }
        Ok(applied)
    }

    /// What was dealt to the row; nothing is to rows without a value.
    fn shuffled(
        &self,
        shuffle: Shuffle,
        value: Option<&[u8]>,
        bench: &Bench<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, FaultKind> {
        if value.is_none() {
            return Ok(Applied::Keep);
        }
        let dealt = bench.dealt.value(self, shuffle.extent, bench.ordinal);
        out.extend_from_slice(dealt.ok_or(FaultKind::Refused {
            reason: "the row was not there when the values of the column were gathered",
            hint: "the dump must not change while it is read",
        })?);
        Ok(Applied::Value)
    }

    fn apply_to_value(
        &self,
        value: &[u8],
        bench: &mut Bench<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if self.notation == Notation::Bytea {
            let bytes = read_bytea(value).ok_or(Fault::Invalid { expected: "bytea" })?;
            let mut changed = bench.spare.pop().unwrap_or_default();
            let applied = self.run(Some(&bytes), bench, &mut changed);
            if applied == Ok(Applied::Value) {
                write_bytea(&changed, out);
            }
            changed.clear();
            bench.spare.push(changed);
            return applied;
        }
        if self.notation != Notation::Text || value.is_ascii() {
            return self.run(Some(value), bench, out);
        }
        match bench.encoding {
            None => {
                std::str::from_utf8(value).map_err(|_| Fault::Invalid {
                    expected: "valid UTF-8",
                })?;
                self.run(Some(value), bench, out)
            }
            Some(encoding) => {
                let text = decode_text(encoding, value).ok_or(Fault::Invalid {
                    expected: "valid in the dump's encoding",
                })?;
                self.run(Some(text.as_bytes()), bench, out)
            }
        }
    }

    fn run(
        &self,
        value: Option<&[u8]>,
        bench: &mut Bench<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        run(&*self.transformer, value, bench, out)
    }

    fn invalid(
        &self,
        value: Option<&[u8]>,
        expected: &'static str,
        bench: &mut Bench<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, FaultKind> {
        match self.on_invalid {
            OnInvalid::Fail => Err(FaultKind::Invalid { expected }),
            OnInvalid::Null => Ok(Applied::Null),
            OnInvalid::Redact => run(&*self.neutral, Some(value.unwrap_or_default()), bench, out)
                .map_err(|_| FaultKind::Invalid { expected }),
        }
    }
}

fn run(
    transformer: &dyn Transformer,
    value: Option<&[u8]>,
    bench: &mut Bench<'_>,
    out: &mut Vec<u8>,
) -> Result<Applied, Fault> {
    let mut cx = Context {
        row: bench.row,
        ordinal: bench.ordinal,
        spare: bench.spare,
    };
    match value {
        Some(value) => transformer.apply(value, &mut cx, out),
        None => transformer.apply_null(&mut cx, out),
    }
}

fn char_count(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

fn decode_text<'v>(encoding: &'static Encoding, value: &'v [u8]) -> Option<Cow<'v, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(value)
}

fn encode_text(
    encoding: Option<&'static Encoding>,
    out: &mut Vec<u8>,
    start: usize,
) -> Result<(), FaultKind> {
    let Some(encoding) = encoding.filter(|_| !out[start..].is_ascii()) else {
        return Ok(());
    };
    let Ok(text) = std::str::from_utf8(&out[start..]) else {
        return Ok(());
    };
    let (bytes, _, unmappable) = encoding.encode(text);
    if unmappable {
        return Err(FaultKind::Unmappable);
    }
    let bytes = bytes.into_owned();
    out.truncate(start);
    out.extend_from_slice(&bytes);
    Ok(())
}
