//! The part of a schema and of a profile that decides about one table.

use std::collections::{BTreeMap, BTreeSet};

use bauta_model::{Catalog, Table, TableName};
use bauta_profile::{Profile, Scope, TableSelector};

use crate::plan::ColumnKey;

/// The table, and of other tables the columns that share tokens with one of its own; `joined`
/// tells which are joined with a column of the table.
pub(super) fn catalog<'j>(
    whole: &Catalog,
    profile: &Profile,
    name: &TableName,
    joined: &dyn Fn(&str) -> &'j [ColumnKey],
) -> Catalog {
    let mut wanted: BTreeMap<&TableName, BTreeSet<&str>> = BTreeMap::new();
    let columns = whole
        .tables
        .get(name)
        .into_iter()
        .flat_map(|table| &table.columns);
    for (table, column) in columns.flat_map(|column| joined(column.name.as_str())) {
        wanted.entry(table).or_default().insert(column);
    }
    for (table, column) in sharing_a_domain(whole, profile, name) {
        wanted.entry(table).or_default().insert(column);
    }
    let mut catalog = Catalog {
        enums: whole.enums.clone(),
        domains: whole.domains.clone(),
        ..Catalog::default()
    };
    for (other, columns) in &wanted {
        if let Some(table) = whole.tables.get(*other).filter(|_| *other != name) {
            catalog
                .tables
                .insert((*other).clone(), part(table, columns));
        }
    }
    let mut lineage = vec![name];
    while let Some(next) = lineage.pop() {
        if let Some(table) = whole.tables.get(next) {
            let fresh = table.parents.iter();
            lineage.extend(fresh.filter(|parent| !catalog.tables.contains_key(parent)));
            let whole_of_it = next == name || is_partitioned(table);
            if whole_of_it {
                catalog.tables.insert(next.clone(), table.clone());
            }
        }
    }
    catalog
}

/// Whether the order of columns of its children depends on the table.
fn is_partitioned(table: &Table) -> bool {
    !table.partition_key.is_empty()
}

/// A table with some of its columns, and what the schema says of them.
fn part(table: &Table, columns: &BTreeSet<&str>) -> Table {
    let kept = |name: &bauta_model::ColumnName| columns.contains(name.as_str());
    Table {
        columns: (table.columns.iter())
            .filter(|column| kept(&column.name))
            .cloned()
            .collect(),
        keys: table.keys.clone(),
        foreign_keys: (table.foreign_keys.iter())
            .filter(|key| key.columns.iter().all(kept))
            .cloned()
            .collect(),
        ..Table::default()
    }
}

/// Columns of other tables whose rules name a domain that a rule of this table names too.
fn sharing_a_domain<'c>(
    whole: &'c Catalog,
    profile: &'c Profile,
    name: &TableName,
) -> Vec<(&'c TableName, &'c str)> {
    let named = |rule: &'c bauta_profile::TableRule| {
        let columns = rule.columns.iter();
        columns.filter_map(|(column, rule)| Some((column.as_str(), rule.domain.as_deref()?)))
    };
    let tables: BTreeMap<String, &TableName> = (whole.tables.keys())
        .map(|name| (TableSelector::exactly(name).to_string(), name))
        .collect();
    let of_name = (profile.tables.iter()).filter(|(text, _)| tables.get(*text) == Some(&name));
    let domains: BTreeSet<&str> = of_name
        .flat_map(|(_, rule)| named(rule))
        .map(|(_, domain)| domain)
        .collect();
    if domains.is_empty() {
        return Vec::new();
    }
    let others = profile.tables.iter().filter_map(|(text, rule)| {
        let table = tables.get(text).copied()?;
        Some((table, rule))
    });
    others
        .flat_map(|(table, rule)| named(rule).map(move |(column, domain)| (table, column, domain)))
        .filter(|(.., domain)| domains.contains(domain))
        .map(|(table, column, _)| (table, column))
        .collect()
}

/// The profile without rules that mean none of these tables.
pub(super) fn profile(whole: &Profile, catalog: &Catalog, scope: Scope<'_>) -> Profile {
    let means_any = |text: &str| {
        let selector = TableSelector::parse(text);
        let names = || catalog.tables.keys();
        selector.is_none_or(|selector| names().any(|name| selector.matches(name, scope)))
    };
    let tables = whole.tables.iter().filter(|(text, _)| means_any(text));
    Profile {
        name: whole.name.clone(),
        dialect: whole.dialect,
        environment: whole.environment.clone(),
        key_id: whole.key_id.clone(),
        epoch: whole.epoch.clone(),
        include: whole.include.clone(),
        unlisted: whole.unlisted,
        secrets: whole.secrets,
        endpoints: whole.endpoints.clone(),
        replacements: whole.replacements.clone(),
        exceptions: whole.exceptions.clone(),
        tables: tables
            .map(|(text, rule)| (text.clone(), rule.clone()))
            .collect(),
        ..Profile::default()
    }
}
