//! The plan of a table, bound to the column order of one statement.

use std::sync::Arc;

use bauta_model::{ColumnName, Table, TableName, TypeClass};
use bauta_profile::Rows;
use encoding_rs::Encoding;

use super::leaves::JudgedLeaves;
use super::program::{Cell, Condition, Filter, Kept, RowForm, RowProgram, TableIndex};
use super::scrub::Scrubber;
use super::table::{Action, TablePlan};
use super::watch::Watch;
use crate::error::{Code, Diagnostic};
use crate::mask::Extent;
use crate::settings_pair::Pair;

/// What a statement with rows says of itself.
#[derive(Debug)]
pub(crate) struct Binding<'a> {
    pub(crate) table: &'a TableName,
    pub(crate) index: TableIndex,
    /// The columns it names, if it does.
    pub(crate) columns: Option<&'a [ColumnName]>,
    pub(crate) form: RowForm,
    pub(crate) encoding: Option<&'static Encoding>,
    /// Whether rows without names leave computed columns out.
    pub(crate) skips_generated: bool,
    pub(crate) scrubber: Option<Arc<Scrubber>>,
    /// The table's definition, where there is one.
    pub(crate) schema: Option<&'a Table>,
}

impl Binding<'_> {
    /// The program for the statement's rows.
    pub(crate) fn bind(&self, plan: &TablePlan) -> Result<RowProgram, Diagnostic> {
        let order = self.order(plan)?;
        let position = |name: &ColumnName| {
            order
                .iter()
                .position(|column| plan.columns[*column].name == *name)
        };
        let positions = |names: &[ColumnName]| -> Result<Vec<usize>, Diagnostic> {
            let found = names.iter().map(|name| position(name).ok_or(name));
            found.collect::<Result<_, _>>().map_err(|name| {
                Diagnostic::new(
                    Code::UnknownColumns,
                    format!("a rule looks at `{name}`, which these rows leave out"),
                )
                .at(self.table)
            })
        };
        let originals = positions(&plan.needs.originals)?;
        let masked = positions(&plan.needs.masked)?;
        let cells: Vec<Cell> = order
            .iter()
            .map(|column| self.cell(plan, *column))
            .collect();
        let filter = if plan.emptied {
            Filter::None
        } else {
            filter(plan)
        };
        let masks = cells.iter().any(|cell| matches!(cell, Cell::Mask(_)));
        let hinted = cells
            .iter()
            .any(|cell| matches!(cell, Cell::Keep(kept) if kept.hinted || kept.packed));
        let names: Vec<&str> = order
            .iter()
            .map(|column| plan.columns[*column].name.as_str())
            .collect();
        let pair = Pair::among(&names)
            .filter(|pair| matches!(cells.get(pair.value), Some(Cell::Keep(kept)) if kept.scan));
        let scans = cells.iter().any(|cell| match cell {
            Cell::Keep(kept) => kept.scan,
            Cell::Mask(mask) => {
                mask.condition.is_some() || mask.shuffle.is_some_and(|shuffle| shuffle.scan)
            }
            Cell::Recompute { .. } => false,
        });
        let acting = cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !matches!(cell, Cell::Keep(kept) if !kept.scan))
            .map(|(position, _)| position)
            .collect();
        let needs_ordinal = matches!(filter, Filter::First(_))
            || plan.columns.iter().any(|column| {
                matches!(
                    column.action,
                    Action::Mask {
                        needs_ordinal: true,
                        ..
                    }
                )
            });
        // A filter on a table with columns that are shuffled drops all rows.
        let moves = filter.passes_all();
        Ok(RowProgram {
            table: self.index,
            name: self.table.clone(),
            form: self.form,
            idle: !masks && !hinted && pair.is_none() && filter.passes_all(),
            watches: self.watches(plan, &cells, &order),
            documents: documents(plan, &order),
            cells,
            pair,
            acting,
            columns: order,
            originals,
            masked,
            filter,
            scrubber: self.scrubber.clone().filter(|_| scans),
            encoding: self.encoding,
            needs_ordinal,
            shuffles_table: moves && plan.shuffles(Extent::Table),
            window: plan.window().filter(|_| moves),
            report_columns: plan.columns.len(),
        })
    }

    /// Index of the planned column for each field.
    fn order(&self, plan: &TablePlan) -> Result<Vec<usize>, Diagnostic> {
        let Some(columns) = self.columns else {
            let acts =
                plan.columns.iter().any(|column| !column.action.keeps()) || plan.rows != Rows::All;
            if !plan.order_known && acts {
                return Err(Diagnostic::new(
                    Code::UnknownColumns,
                    "rows without column names, of a table that inherits: their order is not known",
                )
                .at(self.table)
                .hint("dump with COPY or --column-inserts"));
            }
            let present = plan
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| !(self.skips_generated && column.generated));
            return Ok(present.map(|(index, _)| index).collect());
        };
        let find = |name: &ColumnName| {
            let exact = plan.columns.iter().position(|column| column.name == *name);
            exact.or_else(|| {
                plan.columns
                    .iter()
                    .position(|column| column.name.0.eq_ignore_ascii_case(&name.0))
            })
        };
        columns
            .iter()
            .map(|name| {
                find(name).ok_or_else(|| {
                    Diagnostic::new(
                        Code::UnknownColumns,
                        format!("rows name the column `{name}`, which the table does not have"),
                    )
                    .at(self.table)
                    .hint("the dump's definitions and its data do not belong together")
                })
            })
            .collect()
    }

    /// The kept columns to look at, where what is sensitive may not be kept.
    fn watches(&self, plan: &TablePlan, cells: &[Cell], order: &[usize]) -> Vec<Watch> {
        let (Some(schema), Some(_)) = (self.schema, &self.scrubber) else {
            return Vec::new();
        };
        if plan.emptied || matches!(plan.rows, Rows::Drop) {
            return Vec::new();
        }
        let kept = cells.iter().zip(order).enumerate();
        kept.filter(|(_, (cell, _))| matches!(cell, Cell::Keep(_)))
            .filter_map(|(position, (_, column))| {
                let name = &plan.columns[*column].name;
                Watch::of(self.table, schema, name, (position, *column))
            })
            .collect()
    }

    fn cell(&self, plan: &TablePlan, column: usize) -> Cell {
        match &plan.columns[column].action {
            Action::Keep { scan, own } => {
                let name: &str = &plan.columns[column].name.0;
                let scan = *scan && self.scrubber.is_some();
                Cell::Keep(Kept {
                    scan,
                    hinted: scan && Scrubber::is_hint(name),
                    packed: scan && plan.columns[column].ty.class == TypeClass::Bytes,
                    column,
                    name: name.into(),
                    own: own.clone(),
                })
            }
            Action::Mask { mask, .. } => Cell::Mask(Arc::clone(mask)),
            Action::Recompute => Cell::Recompute { column },
        }
    }
}

/// The documents of rows that remain, where the profile says which leaves it was reviewed with.
fn documents(plan: &TablePlan, order: &[usize]) -> Vec<JudgedLeaves> {
    if plan.emptied || matches!(plan.rows, Rows::Drop) {
        return Vec::new();
    }
    let columns = order.iter().enumerate();
    let judged = columns.filter_map(|(position, column)| {
        let leaves = plan.columns[*column].leaves.as_ref()?;
        leaves.reviewed.as_ref()?;
        Some(JudgedLeaves {
            position,
            column: *column,
            kept: leaves.kept.clone(),
        })
    });
    judged.collect()
}

fn filter(plan: &TablePlan) -> Filter {
    let condition = |expression: &bauta_profile::Expression| Condition {
        expression: expression.clone(),
        columns: expression
            .columns()
            .iter()
            .filter_map(|column| {
                plan.needs
                    .originals
                    .iter()
                    .position(|need| need.as_str() == column.as_str())
            })
            .collect(),
    };
    match &plan.rows {
        Rows::All => Filter::All,
        Rows::Drop => Filter::None,
        Rows::Keep(expression) => Filter::Keep(condition(expression)),
        Rows::DropWhere(expression) => Filter::Drop(condition(expression)),
        Rows::Limit(most) => Filter::First(*most),
    }
}
