//! What the plan comes down to: per statement with rows, one action per field.

use std::sync::Arc;

use bauta_codec::Charset;
use bauta_codec::sql::Quoting;
use bauta_model::TableName;
use bauta_profile::Expression;
use bauta_transform::Transformer;
use encoding_rs::Encoding;

use super::leaves::JudgedLeaves;
use super::scrub::Scrubber;
use super::shuffle::Shuffle;
use super::watch::Watch;
use crate::settings_pair::Pair;

/// Index of a table in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TableIndex(pub(crate) usize);

/// The actions of one statement's rows, bound to its column order.
#[derive(Debug)]
pub(crate) struct RowProgram {
    pub(crate) table: TableIndex,
    pub(crate) name: TableName,
    pub(crate) form: RowForm,
    pub(crate) cells: Vec<Cell>,
    /// Positions of the cells that may change.
    pub(crate) acting: Vec<usize>,
    /// Index in the report of the column at each position.
    pub(crate) columns: Vec<usize>,
    /// Positions of the columns whose originals transformers or conditions look at.
    pub(crate) originals: Vec<usize>,
    /// Positions of the columns whose masked values templates look at.
    pub(crate) masked: Vec<usize>,
    pub(crate) filter: Filter,
    pub(crate) scrubber: Option<Arc<Scrubber>>,
    pub(crate) encoding: Option<&'static Encoding>,
    /// Whether nothing changes but what a scrubber finds where something is suspect.
    pub(crate) idle: bool,
    /// Where a value stands whose name is another field of the row.
    pub(crate) pair: Option<Pair>,
    /// Kept columns of which some values are looked at on the way.
    pub(crate) watches: Vec<Watch>,
    /// Documents whose leaves are judged.
    pub(crate) documents: Vec<JudgedLeaves>,
    /// Whether rows must be numbered through the table.
    pub(crate) needs_ordinal: bool,
    /// Whether columns are shuffled among all rows of the table.
    pub(crate) shuffles_table: bool,
    /// The most rows of a window in which columns are shuffled, where there are such.
    pub(crate) window: Option<u64>,
    /// How many columns the table has in the report.
    pub(crate) report_columns: usize,
}

/// How rows are written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RowForm {
    Copy {
        delimiter: u8,
        charset: Charset,
        csv: Option<(u8, u8)>,
    },
    Values {
        quoting: Quoting,
    },
}

impl RowForm {
    /// Whether fields end at tabs, whatever stands in them.
    pub(crate) fn is_usual_copy(self) -> bool {
        matches!(
            self,
            Self::Copy {
                delimiter: b'\t',
                charset: Charset::AsciiSafe,
                csv: None,
            }
        )
    }
}

/// What becomes of one field.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    /// Stays, but for embedded secrets.
    Keep(Kept),
    /// Changes.
    Mask(Arc<CellMask>),
    /// A dumped copy of a computed value: the server computes it anew.
    Recompute { column: usize },
}

/// A column that stays.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// Whether embedded secrets are looked for.
    pub(crate) scan: bool,
    /// Whether its name alone may make a secret of a value, so that each is looked at.
    pub(crate) hinted: bool,
    /// Whether values may be compressed, so that the front of each is looked at.
    pub(crate) packed: bool,
    /// Index of the column in the report.
    pub(crate) column: usize,
    pub(crate) name: Arc<str>,
    /// The scrubber where an exception lets some kinds pass.
    pub(crate) own: Option<Arc<Scrubber>>,
}

/// A rule ready to run.
#[derive(Debug)]
pub(crate) struct CellMask {
    /// Index of the column in the report.
    pub(crate) column: usize,
    pub(crate) name: String,
    pub(crate) transformer: Box<dyn Transformer>,
    /// Where values change places and the transformer makes none.
    pub(crate) shuffle: Option<Shuffle>,
    pub(crate) condition: Option<Condition>,
    /// What holds where the condition does not; `None` keeps the field.
    pub(crate) otherwise: Option<Box<CellMask>>,
    pub(crate) on_invalid: OnInvalid,
    /// Replaces secrets before the transformer sees the value, where that may let parts of it pass.
    pub(crate) before: Option<Arc<Scrubber>>,
    /// How values are searched that a condition keeps.
    pub(crate) kept: Kept,
    /// Yields the neutral value of the type.
    pub(crate) neutral: Box<dyn Transformer>,
    /// Longest value in characters, where the transformer does not promise to keep within it.
    pub(crate) max_chars: Option<usize>,
    /// Whether the column takes bare numbers.
    pub(crate) numeric: bool,
    pub(crate) notation: Notation,
}

/// How the values of a column are written, beyond quoting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// As they are.
    Plain,
    /// As text, which must be valid in the dump's encoding.
    Text,
    /// As `PostgreSQL` writes bytea (`\x…`).
    Bytea,
    /// As bits: digits, or bytes that hold them.
    Bits,
}

/// What happens to a value that a transformer cannot work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnInvalid {
    Fail,
    Null,
    Redact,
}

/// An expression over the row, with its columns bound to needs.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) expression: Expression,
    /// Position in `RowProgram::originals` for each of the expression's columns.
    pub(crate) columns: Vec<usize>,
}

/// Which rows go on.
#[derive(Debug, Clone)]
pub(crate) enum Filter {
    All,
    None,
    /// Those for which the condition is true.
    Keep(Condition),
    /// All but those for which the condition is true.
    Drop(Condition),
    /// The first rows of the table.
    First(u64),
}

impl Filter {
    pub(crate) fn passes_all(&self) -> bool {
        matches!(self, Self::All)
    }
}
