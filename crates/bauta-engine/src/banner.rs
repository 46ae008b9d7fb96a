//! The table `bauta_clone`, by which a database found later says what it is.
//!
//! It goes behind all that a dump makes in a database, since it may stand in the dump already: a
//! clone that is cloned again. Its rows never pass; the id in them is the parent's.

use bauta_model::{Catalog, Dialect, Table, TableName};
use jiff::Timestamp;
use memchr::memchr_iter;

use crate::error::{Code, Diagnostic};

/// What the table says.
#[derive(Debug, Clone)]
pub(crate) struct Banner {
    pub(crate) clone: String,
    pub(crate) environment: String,
    pub(crate) expires: String,
    pub(crate) profile: String,
}

/// Its name.
pub(crate) const TABLE: &str = "bauta_clone";

const COLUMNS: [&str; 4] = ["id", "environment", "expires", "profile"];

impl Banner {
    /// The statements that make it in one database; nothing where no table of that database is
    /// known, so that nobody can say where it belongs.
    pub(crate) fn statements(
        &self,
        dialect: Dialect,
        catalog: &Catalog,
        database: Option<&str>,
    ) -> Option<Vec<u8>> {
        let mut tables = catalog
            .tables
            .keys()
            .filter(|name| name.database.is_none() || name.database.as_deref() == database);
        let first = tables.next()?;
        let table = match dialect {
            Dialect::Postgres => {
                let default = Dialect::Postgres.default_schema().unwrap_or_default();
                let schema = |name: &TableName| name.schema.clone().unwrap_or(default.to_owned());
                let in_default = std::iter::once(first)
                    .chain(tables)
                    .any(|name| schema(name) == default);
                let schema = if in_default {
                    default.to_owned()
                } else {
                    schema(first)
                };
                format!("\"{}\".{TABLE}", schema.replace('"', "\"\""))
            }
            Dialect::Mysql => format!("`{TABLE}`"),
            Dialect::Sqlite => format!("\"{TABLE}\""),
        };
        let [id, environment, expires, profile] = COLUMNS;
        let values = [&self.clone, &self.environment, &self.expires, &self.profile];
        let values = values.map(|value| format!("'{}'", plain(value))).join(", ");
        Some(
            format!(
                "\n-- What this database is: a clone made by bauta\n\
                 DROP TABLE IF EXISTS {table};\n\
                 CREATE TABLE {table} ({id} varchar(32) NOT NULL PRIMARY KEY, {environment} varchar(255) NOT NULL, \
                 {expires} varchar(32) NOT NULL, {profile} varchar(80) NOT NULL);\n\
                 INSERT INTO {table} ({id}, {environment}, {expires}, {profile}) VALUES ({values});\n"
            )
            .into_bytes(),
        )
    }
}

/// Whether a table is one of ours: by its name and its columns.
pub(crate) fn is_banner(name: &TableName, table: &Table) -> bool {
    name.table == TABLE
        && table.columns.len() == COLUMNS.len()
        && table
            .columns
            .iter()
            .zip(COLUMNS)
            .all(|(column, known)| column.name.as_str() == known)
}

/// Whether the dump has a table of that name that is not ours.
pub(crate) fn is_taken(catalog: &Catalog) -> bool {
    let mut tables = catalog.tables.iter();
    tables.any(|(name, table)| name.table == TABLE && !is_banner(name, table))
}

/// The problem of a dump with such a table.
pub(crate) fn taken() -> Diagnostic {
    Diagnostic::new(
        Code::BadClone,
        format!("the dump has a table {TABLE} of its own, in which the clone would say what it is"),
    )
    .hint("rename that table, or leave --register out")
}

/// The id of a clone in rows of its table: the first 32 hexadecimal digits that stand alone.
pub(crate) fn id_in(rows: &[u8]) -> Option<String> {
    let digits = |byte: &u8| byte.is_ascii_hexdigit();
    let ends = memchr_iter(b'\t', rows).chain(memchr_iter(b'\'', rows));
    let mut starts: Vec<usize> = ends.map(|at| at + 1).collect();
    starts.push(0);
    starts.sort_unstable();
    starts.into_iter().find_map(|start| {
        let word = rows.get(start..)?;
        let len = word.iter().take_while(|byte| digits(byte)).count();
        (len == 32).then(|| String::from_utf8_lossy(&word[..len]).into_owned())
    })
}

/// Whether the values of a row are such as we write: id, environment, time and digest. Anything
/// else in that table is judged like all other data.
pub(crate) fn is_row(mut value: impl FnMut(usize) -> Option<Vec<u8>>) -> bool {
    let hex = |text: &[u8], len| text.len() == len && text.iter().all(u8::is_ascii_hexdigit);
    let name = |text: &[u8]| {
        let kept = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        text.len() <= 64 && text.iter().all(kept)
    };
    let time =
        |text: &[u8]| std::str::from_utf8(text).is_ok_and(|text| text.parse::<Timestamp>().is_ok());
    let digest = |text: &[u8]| {
        text.strip_prefix(b"sha256:")
            .is_some_and(|rest| hex(rest, 64))
    };
    let mut is =
        |column, check: &dyn Fn(&[u8]) -> bool| value(column).is_some_and(|text| check(&text));
    is(0, &|text| hex(text, 32)) && is(1, &name) && is(2, &time) && is(3, &digest)
}

/// A value without what would need an escape in some dialect; names of environments, ids, digests
/// and times hold none of it.
fn plain(value: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || "-_.:@+ ".contains(c);
    value
        .chars()
        .map(|c| if kept(c) { c } else { '_' })
        .take(255)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn banner() -> Banner {
        Banner {
            clone: "00112233445566778899aabbccddeeff".to_owned(),
            environment: "q'a".to_owned(),
            expires: "2026-02-01T00:00:00Z".to_owned(),
            profile: format!("sha256:{}", "0".repeat(64)),
        }
    }

    fn catalog(names: &[(&str, &str)]) -> Catalog {
        let mut catalog = Catalog::default();
        for (schema, table) in names {
            let name = TableName {
                schema: Some((*schema).to_owned()),
                ..TableName::bare(*table)
            };
            catalog.tables.insert(name, Table::default());
        }
        catalog
    }

    fn text(names: &[(&str, &str)]) -> Option<String> {
        let made = banner().statements(Dialect::Postgres, &catalog(names), None);
        made.map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn it_stands_in_a_schema_that_is_there() {
        assert!(text(&[]).is_none());
        let both = text(&[("app", "a"), ("public", "b")]).unwrap();
        assert!(
            both.contains("CREATE TABLE \"public\".bauta_clone"),
            "{both}"
        );
        let app = text(&[("app", "a")]).unwrap();
        assert!(app.contains("CREATE TABLE \"app\".bauta_clone"), "{app}");
        assert!(app.contains("'q_a'"), "{app}");
    }

    #[test]
    fn the_parent_is_found_in_rows_of_either_form() {
        let id = banner().clone;
        let copy = format!("{id}\tqa\t2026\tsha256:{}\n", "0".repeat(64));
        let values = format!("('{id}','qa','2026','sha256:{}')", "0".repeat(64));
        assert_eq!(id_in(copy.as_bytes()), Some(id.clone()));
        assert_eq!(id_in(values.as_bytes()), Some(id));
        assert_eq!(id_in(b"('sha256:00')"), None);
    }
}
