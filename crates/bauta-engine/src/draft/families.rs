//! Columns that hold each other's values and are decided together.

use std::collections::BTreeMap;

use bauta_detect::Verdict;
use bauta_model::{Catalog, ColumnName, TableName};

use crate::plan::{ColumnKey, Groups};

/// Verdicts by column.
pub(crate) type Verdicts = BTreeMap<(TableName, ColumnName), Verdict>;

/// Columns that foreign keys, partitions or an index of full texts join.
#[derive(Debug, Default)]
pub(super) struct Family<'a> {
    pub(super) members: Vec<ColumnKey>,
    /// The gravest verdict of a member.
    pub(super) verdict: Option<&'a Verdict>,
    /// Whether foreign keys join several of them.
    pub(super) joined: bool,
}

/// The families of a catalogue, in the order of their first members.
pub(super) fn of<'a>(catalog: &Catalog, verdicts: &'a Verdicts) -> Vec<Family<'a>> {
    let groups = Groups::of(catalog);
    let mut order: Vec<ColumnKey> = Vec::new();
    let mut families: BTreeMap<ColumnKey, Family<'a>> = BTreeMap::new();
    for (name, table) in &catalog.tables {
        for (index, column) in table.columns.iter().enumerate() {
            let key = (name.clone(), column.name.0.clone());
            let root = groups.root(&indexed(catalog, name, index).unwrap_or_else(|| key.clone()));
            if !families.contains_key(&root) {
                order.push(root.clone());
            }
            let family = families.entry(root).or_default();
            let verdict = verdicts.get(&(name.clone(), column.name.clone()));
            if grave(verdict) > grave(family.verdict) {
                family.verdict = verdict;
            }
            family.members.push(key);
        }
    }
    let mut list = Vec::with_capacity(order.len());
    for root in order {
        if let Some(mut family) = families.remove(&root) {
            family.joined = family.members.len() > 1;
            list.push(family);
        }
    }
    list
}

/// How much a verdict weighs: a graver one decides for the whole family.
fn grave(verdict: Option<&Verdict>) -> Option<(bauta_model::Sensitivity, u64, u64)> {
    verdict.map(|verdict| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of one, in thousandths"
        )]
        let sure = (verdict.confidence.clamp(0.0, 1.0) * 1000.0) as u64;
        (verdict.sensitivity, sure, verdict.matched)
    })
}

/// The column of the virtual table whose texts the column of its content table holds: `c0` is the
/// first, and so on.
fn indexed(catalog: &Catalog, name: &TableName, index: usize) -> Option<ColumnKey> {
    let table = catalog.tables.get(name)?;
    let source = table.shadow_of.as_ref().filter(|source| *source != name)?;
    let own = table.columns.get(index)?.name.as_str();
    // Full-text indices 3 and 4 add the column's name: `c0body`.
    let digits: String = own
        .strip_prefix('c')?
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if !name.table.ends_with("_content") {
        return None;
    }
    let column = catalog
        .tables
        .get(source)?
        .columns
        .get(digits.parse::<usize>().ok()?)?;
    Some((source.clone(), column.name.0.clone()))
}
