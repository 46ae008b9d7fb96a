//! What can be asked of a dump once a server has loaded it.

use std::collections::{BTreeMap, BTreeSet};

use bauta_profile::{ColumnRule, Profile};

use crate::servers::{MariaDb, Postgres};

/// A server that holds databases.
pub(crate) trait Server {
    /// The rows of a query.
    fn ask(&self, database: &str, query: &str) -> Vec<Vec<String>>;

    /// How a name is written.
    fn quoted(&self, name: &str) -> String;

    /// A column as text.
    fn as_text(&self, column: &str) -> String;

    /// Lists the base tables by name.
    fn tables(&self, database: &str) -> Vec<String>;

    /// Answers child, parent, and the columns of both, joined by commas.
    fn foreign_keys(&self, database: &str) -> Vec<Vec<String>>;

    /// Answers table and columns, joined by commas, of keys over plain columns.
    fn unique_keys(&self, database: &str) -> Vec<Vec<String>>;
}

impl Server for Postgres {
    fn ask(&self, database: &str, query: &str) -> Vec<Vec<String>> {
        self.rows(database, query)
    }

    fn quoted(&self, name: &str) -> String {
        format!("\"{name}\"")
    }

    fn as_text(&self, column: &str) -> String {
        format!("{column}::text")
    }

    fn tables(&self, database: &str) -> Vec<String> {
        let query = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')
            AND relnamespace = 'public'::regnamespace ORDER BY 1";
        first_of(self.ask(database, query))
    }

    fn foreign_keys(&self, database: &str) -> Vec<Vec<String>> {
        let names = |key: &str, table: &str| {
            format!(
                "(SELECT string_agg(a.attname, ',' ORDER BY k.n)
                  FROM unnest(c.{key}) WITH ORDINALITY k(number, n)
                  JOIN pg_attribute a ON a.attrelid = c.{table} AND a.attnum = k.number)"
            )
        };
        let query = format!(
            "SELECT child.relname, parent.relname, {}, {} FROM pg_constraint c
             JOIN pg_class child ON child.oid = c.conrelid
             JOIN pg_class parent ON parent.oid = c.confrelid
             WHERE c.contype = 'f' ORDER BY 1, 2, 3",
            names("conkey", "conrelid"),
            names("confkey", "confrelid")
        );
        self.ask(database, &query)
    }

    fn unique_keys(&self, database: &str) -> Vec<Vec<String>> {
        let query = "SELECT t.relname, string_agg(a.attname, ',' ORDER BY a.attnum)
             FROM pg_index i
             JOIN pg_class t ON t.oid = i.indrelid
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
             WHERE t.relkind IN ('r', 'p') AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
               AND t.relnamespace = 'public'::regnamespace
             GROUP BY i.indexrelid, t.relname ORDER BY 1, 2";
        self.ask(database, query)
    }
}

impl Server for MariaDb {
    fn ask(&self, database: &str, query: &str) -> Vec<Vec<String>> {
        self.rows(database, query)
    }

    fn quoted(&self, name: &str) -> String {
        format!("`{name}`")
    }

    fn as_text(&self, column: &str) -> String {
        format!("CAST({column} AS CHAR)")
    }

    fn tables(&self, database: &str) -> Vec<String> {
        let query = "SELECT table_name FROM information_schema.tables
            WHERE table_schema = database() AND table_type = 'BASE TABLE' ORDER BY 1";
        first_of(self.ask(database, query))
    }

    fn foreign_keys(&self, database: &str) -> Vec<Vec<String>> {
        let query = "SELECT table_name, referenced_table_name,
               group_concat(column_name ORDER BY ordinal_position),
               group_concat(referenced_column_name ORDER BY ordinal_position)
             FROM information_schema.key_column_usage
             WHERE table_schema = database() AND referenced_table_name IS NOT NULL
             GROUP BY constraint_name, table_name, referenced_table_name ORDER BY 1, 2, 3";
        self.ask(database, query)
    }

    fn unique_keys(&self, database: &str) -> Vec<Vec<String>> {
        let query = "SELECT table_name, group_concat(column_name ORDER BY seq_in_index)
             FROM information_schema.statistics
             WHERE table_schema = database() AND non_unique = 0
             GROUP BY table_name, index_name ORDER BY 1, 2";
        self.ask(database, query)
    }
}

/// Rows of every table.
pub(crate) fn row_counts(server: &dyn Server, database: &str) -> BTreeMap<String, String> {
    let tables = server.tables(database);
    assert!(!tables.is_empty(), "{database} holds no table");
    let count = |table: String| {
        let query = format!("SELECT count(*) FROM {}", server.quoted(&table));
        let count = single(server.ask(database, &query));
        (table, count)
    };
    tables.into_iter().map(count).collect()
}

/// Panics unless every foreign key finds its parent, asked row by row: a server that was told not
/// to check while it loads does not check afterwards.
pub(crate) fn assert_keys_join(server: &dyn Server, database: &str) {
    let keys = server.foreign_keys(database);
    assert!(!keys.is_empty(), "{database} has no foreign key");
    for key in keys {
        let [child, parent, from, to] = key.as_slice() else {
            panic!("four columns were asked for");
        };
        let quoted = |name| server.quoted(name);
        let pairs: Vec<(String, String)> = from
            .split(',')
            .map(quoted)
            .zip(to.split(',').map(quoted))
            .collect();
        let present: Vec<String> = pairs
            .iter()
            .map(|(from, _)| format!("c.{from} IS NOT NULL"))
            .collect();
        let joined: Vec<String> = pairs
            .iter()
            .map(|(from, to)| format!("p.{to} = c.{from}"))
            .collect();
        let query = format!(
            "SELECT count(*) FROM {} c WHERE {} AND NOT EXISTS (SELECT 1 FROM {} p WHERE {})",
            quoted(child),
            present.join(" AND "),
            quoted(parent),
            joined.join(" AND ")
        );
        let orphans = single(server.ask(database, &query));
        assert_eq!(
            orphans, "0",
            "{database}: {child} ({from}) points to nothing in {parent}"
        );
    }
}

/// Panics unless every unique key is unique.
pub(crate) fn assert_unique_keys_hold(server: &dyn Server, database: &str) {
    let keys = server.unique_keys(database);
    assert!(!keys.is_empty(), "{database} has no unique key");
    for key in keys {
        let [table, columns] = key.as_slice() else {
            panic!("two columns were asked for");
        };
        let columns: Vec<String> = columns.split(',').map(|name| server.quoted(name)).collect();
        let present: Vec<String> = columns
            .iter()
            .map(|column| format!("{column} IS NOT NULL"))
            .collect();
        let query = format!(
            "SELECT count(*) FROM (SELECT 1 AS twice FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1) d",
            server.quoted(table),
            present.join(" AND "),
            columns.join(", ")
        );
        let twice = single(server.ask(database, &query));
        assert_eq!(twice, "0", "{database}: {table} {columns:?} is not unique");
    }
}

/// The different values of a column, NULL and empty ones aside.
pub(crate) fn values(
    server: &dyn Server,
    database: &str,
    table: &str,
    column: &str,
) -> BTreeSet<String> {
    let column = server.as_text(&server.quoted(column));
    let query = format!(
        "SELECT DISTINCT {column} FROM {} WHERE {column} <> ''",
        server.quoted(table)
    );
    first_of(server.ask(database, &query)).into_iter().collect()
}

/// A masked column: its table, its name, its rule.
pub(crate) type MaskedColumn = (String, String, ColumnRule);

/// The columns that a profile masks.
pub(crate) fn masked_columns(profile: &str) -> Vec<MaskedColumn> {
    let profile = Profile::parse(profile).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut masked = Vec::new();
    for (table, rule) in profile.tables {
        for (column, rule) in rule.columns {
            if rule.transformer != "keep" {
                masked.push((table.clone(), column, rule));
            }
        }
    }
    assert!(!masked.is_empty(), "the profile masks nothing");
    masked
}

/// Whether a rule promises never to yield an original value, given its parameters.
pub(crate) fn is_disjoint(rule: &ColumnRule) -> bool {
    let kind = bauta_transform::find_kind(&rule.transformer);
    let kind = kind.unwrap_or_else(|| panic!("there is no {}", rule.transformer));
    kind.traits.disjoint && rule.params.is_empty() && rule.when.is_none()
}

fn first_of(rows: Vec<Vec<String>>) -> Vec<String> {
    rows.into_iter()
        .filter_map(|row| row.into_iter().next())
        .collect()
}

fn single(rows: Vec<Vec<String>>) -> String {
    first_of(rows).into_iter().next().unwrap_or_default()
}
