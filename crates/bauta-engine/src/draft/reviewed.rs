//! What the dump is like, noted in the profile that was drafted for it.

use bauta_model::{Catalog, Dialect, TypeClass};
use bauta_profile::{ColumnPath, Decision, Preset, Profile, Reviewed, Rules, Scope, TableSelector};
use bauta_trust::Digest;

use crate::inspect::{InspectedColumn, Inspection};
use crate::plan::{KeptLeaves, is_reviewed};

/// Notes schema, accounts and leaves of kept documents. What was noted before stays: whoever
/// updates a profile takes in what is new.
pub(super) fn note(
    profile: &mut Profile,
    presets: &[Preset],
    schema: Option<Digest>,
    inspection: &Inspection,
    (catalog, database): (&Catalog, Option<&str>),
) {
    let leaves = leaves(profile, presets, inspection, (catalog, database));
    let Reviewed {
        schema: fingerprint,
        accounts,
        leaves: known,
    } = &mut profile.reviewed;
    *fingerprint = schema.map(|schema| schema.to_string());
    if inspection.dialect != Dialect::Sqlite {
        let accounts = accounts.get_or_insert_default();
        let new = inspection.rights.iter();
        let new: Vec<String> = new.filter(|one| !accounts.contains(one)).cloned().collect();
        accounts.extend(new);
    }
    for (column, found) in leaves {
        let listed = known.entry(column).or_default();
        for leaf in found {
            if !is_reviewed(listed, &leaf) {
                listed.push(leaf);
            }
        }
    }
}

/// The leaves that rules keep, by column.
fn leaves(
    profile: &Profile,
    presets: &[Preset],
    inspection: &Inspection,
    (catalog, database): (&Catalog, Option<&str>),
) -> Vec<(String, Vec<String>)> {
    let scope = Scope {
        schema: inspection.dialect.default_schema(),
        database,
    };
    let mut rules = Rules::new(profile, presets, scope);
    let mut found = Vec::new();
    for (name, table) in &catalog.tables {
        let columns: Vec<&str> = table.columns.iter().map(|one| one.name.as_str()).collect();
        let mut lineage = vec![name];
        lineage.extend(&table.parents);
        let decided = rules.decide(&lineage, &columns);
        for (column, decision) in table.columns.iter().zip(&decided.columns) {
            let Decision::Rule(rule, _) = decision else {
                continue;
            };
            let kept = KeptLeaves::of(rule).filter(|_| column.ty.class == TypeClass::Json);
            let Some(kept) = kept else { continue };
            let seen = inspected(inspection, &name.to_string(), column.name.as_str());
            let seen = seen.map(|seen| seen.leaves.as_slice()).unwrap_or_default();
            let only = database.is_some() && name.database.as_deref() == database;
            let shown = if only {
                name.clone().in_database(None)
            } else {
                name.clone()
            };
            let path = ColumnPath {
                table: TableSelector::exactly(&shown),
                column: column.name.0.clone(),
            };
            let kept = seen.iter().filter(|leaf| kept.keeps_leaf(leaf));
            found.push((path.to_string(), kept.cloned().collect()));
        }
    }
    found
}

fn inspected<'i>(
    inspection: &'i Inspection,
    table: &str,
    column: &str,
) -> Option<&'i InspectedColumn> {
    let mut tables = inspection.tables.iter();
    let table = tables.find(|known| known.name == table)?;
    table.columns.iter().find(|known| known.name == column)
}
