//! What the plan says about one table.

use std::sync::Arc;

use bauta_model::{ColumnName, ColumnType};
use bauta_profile::Rows;
use bauta_transform::Needs;

use super::leaves::DocumentLeaves;
use super::program::CellMask;
use super::scrub::Scrubber;

/// The plan of one table.
#[derive(Debug, Clone)]
pub(crate) struct TablePlan {
    pub(crate) columns: Vec<PlannedColumn>,
    pub(crate) rows: Rows,
    /// Columns that transformers and conditions look at beside their own.
    pub(crate) needs: Needs,
    /// Whether the order of columns in the dump's definition is the order of rows without names.
    pub(crate) order_known: bool,
    /// A shadow table of full-text search whose source is masked: its rows go.
    pub(crate) emptied: bool,
}

/// The plan of one column.
#[derive(Debug, Clone)]
pub(crate) struct PlannedColumn {
    pub(crate) name: ColumnName,
    pub(crate) ty: ColumnType,
    pub(crate) generated: bool,
    /// The scope in which its tokens are equal.
    pub(crate) domain: Option<String>,
    /// Whether a rule decides it and fits the column.
    pub(crate) holds: bool,
    pub(crate) action: Action,
    /// Leaves of its documents that are kept.
    pub(crate) leaves: Option<DocumentLeaves>,
}

/// What becomes of a column.
#[derive(Debug, Clone)]
pub(crate) enum Action {
    Keep {
        /// Whether embedded secrets are looked for.
        scan: bool,
        /// How, where an exception lets some pass.
        own: Option<Arc<Scrubber>>,
    },
    Mask {
        mask: Arc<CellMask>,
        /// Transformer, domain and parameters as text: what must not change once rows have passed.
        decision: String,
        needs_ordinal: bool,
    },
    /// A dumped copy of a computed column: the server computes it anew.
    Recompute,
}

impl Action {
    /// Stays unseen.
    pub(crate) const UNSEEN: Self = Self::Keep {
        scan: false,
        own: None,
    };

    /// The word in reports.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Keep { .. } => "keep",
            Self::Recompute => "recompute",
            Self::Mask { decision, .. } => decision.split_whitespace().next().unwrap_or_default(),
        }
    }

    /// What was decided, in full.
    pub(crate) fn decision(&self) -> &str {
        match self {
            Self::Mask { decision, .. } => decision,
            _ => self.name(),
        }
    }

    pub(crate) fn keeps(&self) -> bool {
        matches!(self, Self::Keep { .. })
    }
}
