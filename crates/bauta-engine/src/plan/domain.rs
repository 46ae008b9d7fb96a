//! Which columns share tokens: foreign-key ends, partitions and their parents, and what the
//! profile declares.

use std::collections::BTreeMap;

use bauta_model::{Catalog, ColumnName, ColumnType, TableName, TypeClass};

/// A column of a table.
pub(crate) type ColumnKey = (TableName, String);

/// Groups of columns that hold each other's values.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    parent: BTreeMap<ColumnKey, ColumnKey>,
    /// Columns that point to another one.
    pointing: std::collections::BTreeSet<ColumnKey>,
}

impl Groups {
    /// The groups that the catalogue implies.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let mut groups = Self::default();
        for (name, table) in &catalog.tables {
            for key in &table.foreign_keys {
                let target = resolve_table(catalog, name, &key.table);
                let referenced = referenced_columns(catalog, &target, &key.referenced);
                for (own, other) in key.columns.iter().zip(referenced) {
                    groups
                        .join_pointing(&(name.clone(), own.0.clone()), &(target.clone(), other.0));
                }
            }
            for parent in &table.parents {
                let Some(above) = catalog.tables.get(parent) else {
                    continue;
                };
                for column in table
                    .columns
                    .iter()
                    .filter(|column| above.column(column.name.as_str()).is_some())
                {
                    let own = (name.clone(), column.name.0.clone());
                    groups.join_pointing(&own, &(parent.clone(), column.name.0.clone()));
                }
            }
        }
        groups
    }

    fn join_pointing(&mut self, from: &ColumnKey, to: &ColumnKey) {
        self.pointing.insert(from.clone());
        let (from, to) = (self.root(from), self.root(to));
        if from != to {
            self.parent.insert(from, to);
        }
    }

    /// The representative of a column's group.
    pub(crate) fn root(&self, column: &ColumnKey) -> ColumnKey {
        let mut at = column;
        while let Some(next) = self.parent.get(at) {
            at = next;
        }
        at.clone()
    }

    /// The columns that are joined to another one, in either direction, but for some that only
    /// others point to.
    pub(crate) fn members(&self) -> impl Iterator<Item = &ColumnKey> {
        self.pointing.iter()
    }

    /// The name of the default domain of a group: `table.column` of the column the others point
    /// to, without schema or database.
    pub(super) fn domain_name(&self, members: &[ColumnKey]) -> String {
        let target = members
            .iter()
            .filter(|member| !self.pointing.contains(*member))
            .min();
        let (table, column) = target
            .or_else(|| members.iter().min())
            .map_or(("", ""), |(table, column)| (&*table.table, &**column));
        format!("{table}.{column}")
    }
}

/// The table that a foreign key of `from` means: unqualified names look beside it.
pub(crate) fn resolve_table(catalog: &Catalog, from: &TableName, named: &TableName) -> TableName {
    if catalog.tables.contains_key(named) {
        return named.clone();
    }
    let beside = TableName {
        database: named.database.clone().or_else(|| from.database.clone()),
        schema: named.schema.clone().or_else(|| from.schema.clone()),
        table: named.table.clone(),
    };
    if catalog.tables.contains_key(&beside) {
        return beside;
    }
    // MySQL and SQLite hold names of tables equal that differ in case.
    let alike = catalog.tables.keys().find(|name| {
        name.table.eq_ignore_ascii_case(&beside.table)
            && name.schema == beside.schema
            && name.database == beside.database
    });
    alike.cloned().unwrap_or(beside)
}

/// The columns a foreign key points to: those named, or the primary key.
pub(crate) fn referenced_columns(
    catalog: &Catalog,
    target: &TableName,
    named: &[ColumnName],
) -> Vec<ColumnName> {
    if !named.is_empty() {
        return named.to_vec();
    }
    let table = catalog.tables.get(target);
    table
        .and_then(|table| table.keys.iter().find(|key| key.primary))
        .map(|key| key.columns.clone())
        .unwrap_or_default()
}

/// The narrowest type that every member of a domain can hold, or why there is none.
pub(super) fn narrowest<'t>(types: impl Iterator<Item = &'t ColumnType>) -> Option<ColumnType> {
    let mut narrow: Option<ColumnType> = None;
    for ty in types {
        let Some(so_far) = &mut narrow else {
            narrow = Some(ty.clone());
            continue;
        };
        so_far.max_chars = match (so_far.max_chars, ty.max_chars) {
            (Some(left), Some(right)) => Some(left.min(right)),
            (left, right) => left.or(right),
        };
        so_far.range = match (so_far.range, ty.range) {
            (Some(left), Some(right)) => Some((left.0.max(right.0), left.1.min(right.1))),
            (left, right) => left.or(right),
        };
        if so_far.class == TypeClass::Other {
            so_far.class = ty.class;
        }
    }
    narrow
}

#[cfg(test)]
mod tests {
    use bauta_model::{ForeignKey, Table};

    use super::*;

    #[test]
    fn foreign_keys_put_both_ends_in_the_domain_of_the_target() {
        let mut catalog = Catalog::default();
        let customers = TableName::in_schema("public", "customers");
        let orders = TableName::in_schema("public", "orders");
        let key = ForeignKey {
            columns: vec!["customer_id".into()],
            table: customers.clone(),
            referenced: vec!["id".into()],
        };
        catalog.tables.insert(customers.clone(), Table::default());
        catalog.tables.insert(
            orders.clone(),
            Table {
                foreign_keys: vec![key],
                ..Table::default()
            },
        );
        let groups = Groups::of(&catalog);
        let (parent, child) = (
            (customers, "id".to_owned()),
            (orders, "customer_id".to_owned()),
        );
        assert_eq!(groups.root(&parent), groups.root(&child));
        assert_eq!(groups.domain_name(&[child, parent]), "customers.id");
    }

    #[test]
    fn the_narrowest_type_fits_all_members() {
        let wide = ColumnType {
            range: Some((0, 100)),
            ..ColumnType::of(TypeClass::Integer, "bigint")
        };
        let slim = ColumnType {
            range: Some((-5, 10)),
            max_chars: Some(3),
            ..ColumnType::of(TypeClass::Integer, "int")
        };
        let narrow = narrowest([&wide, &slim].into_iter()).unwrap();
        assert_eq!((narrow.range, narrow.max_chars), (Some((0, 10)), Some(3)));
    }
}
