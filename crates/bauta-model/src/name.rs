use std::fmt;
use std::str::FromStr;

/// The name of a table as the dump says it: `table`, `schema.table` or `database/schema.table`.
///
/// Identifiers are unquoted. Bytes that are not UTF-8 are decoded with the dump's encoding before
/// they get here, so equal names are equal strings.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableName {
    /// The database, where the dump holds several.
    pub database: Option<String>,
    /// The schema, where the dialect has schemas.
    pub schema: Option<String>,
    /// The table's own name.
    pub table: String,
}

impl TableName {
    /// A bare name.
    pub fn bare(table: impl Into<String>) -> Self {
        Self {
            database: None,
            schema: None,
            table: table.into(),
        }
    }

    /// A name within a schema.
    pub fn in_schema(schema: impl Into<String>, table: impl Into<String>) -> Self {
        Self {
            database: None,
            schema: Some(schema.into()),
            table: table.into(),
        }
    }

    /// This name within a database.
    #[must_use]
    pub fn in_database(mut self, database: Option<&str>) -> Self {
        self.database = database.map(str::to_owned);
        self
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(database) = &self.database {
            write!(f, "{database}/")?;
        }
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        f.write_str(&self.table)
    }
}

/// A text that is not a table name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameError;

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected table, schema.table or database/schema.table")
    }
}

impl std::error::Error for NameError {}

impl FromStr for TableName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let (database, rest) = match text.split_once('/') {
            Some((database, rest)) => (Some(database.to_owned()), rest),
            None => (None, text),
        };
        let (schema, table) = match rest.split_once('.') {
            Some((schema, table)) => (Some(schema.to_owned()), table),
            None => (None, rest),
        };
        let empty = |part: &Option<String>| part.as_deref().is_some_and(str::is_empty);
        if table.is_empty() || empty(&database) || empty(&schema) {
            return Err(NameError);
        }
        Ok(Self {
            database,
            schema,
            table: table.to_owned(),
        })
    }
}

/// The name of a column, unquoted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColumnName(pub String);

impl ColumnName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ColumnName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<T: Into<String>> From<T> for ColumnName {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_print_as_they_parse() {
        for text in ["t", "public.t", "shop/public.t", "shop/t"] {
            assert_eq!(text.parse::<TableName>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn empty_parts_are_refused() {
        for text in ["", ".t", "s.", "/t", "d/"] {
            assert_eq!(text.parse::<TableName>(), Err(NameError));
        }
    }
}
