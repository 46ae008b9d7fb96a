//! The head of COPY: table, columns and how its rows are written.

use bauta_model::{ColumnName, TableName};

use super::cursor::Cursor;
use super::names::SessionState;
use super::token::TokenKind;

/// What stands in front of the rows of a COPY.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyHead {
    /// The table.
    pub table: TableName,
    /// Its columns, where they are listed.
    pub columns: Option<Vec<ColumnName>>,
    /// How rows are written.
    pub format: CopyFormat,
    /// The byte between fields.
    pub delimiter: u8,
    /// What stands for NULL.
    pub null: Vec<u8>,
    /// What stands for the column's default, if anything does.
    pub default: Option<Vec<u8>>,
    /// The quote of CSV.
    pub quote: u8,
    /// What escapes a quote within quotes.
    pub escape: u8,
    /// Whether the first line holds names.
    pub header: bool,
    /// The encoding of the rows, where it is their own.
    pub encoding: Option<String>,
    /// Columns for which a quoted NULL counts too (CSV).
    pub force_null: ForcedColumns,
    /// Columns for which nothing counts as NULL (CSV).
    pub force_not_null: ForcedColumns,
}

/// How the rows of a COPY are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyFormat {
    /// Fields with backslash escapes.
    Text,
    /// Fields in quotes.
    Csv,
}

/// The columns that an option of COPY names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForcedColumns {
    /// `*`
    All,
    /// These; usually none.
    Named(Vec<ColumnName>),
}

/// Reads the head of `COPY … FROM stdin`, with or without its semicolon.
///
/// # Errors
/// What was not understood or can't be read row by row: COPY to or from a file or program, binary
/// rows, rows with object identifiers.
pub fn copy_head(statement: &[u8], state: &SessionState) -> Result<CopyHead, &'static str> {
    let mut tokens = Cursor::lex(statement, state);
    while tokens
        .last()
        .is_some_and(|last| last.kind == TokenKind::Symbol(b';'))
    {
        tokens.pop();
    }
    read(Cursor::new(statement, state, &tokens))
}

/// Reads the head at `cursor`.
pub(super) fn read(mut cursor: Cursor<'_>) -> Result<CopyHead, &'static str> {
    if !cursor.eat("COPY") {
        return Err("a COPY");
    }
    if cursor.is("BINARY") && !cursor.is_symbol_at(1, b'(') && !cursor.is_at(1, "FROM") {
        return Err("COPY of binary rows");
    }
    let table = cursor.table().ok_or("COPY of something that is no table")?;
    let columns = match cursor.group() {
        Some(list) => Some(names(list).ok_or("the columns of a COPY")?),
        None => None,
    };
    if cursor.eat("WITH OIDS") {
        return Err("COPY with object identifiers");
    }
    if !cursor.eat("FROM") {
        return Err("COPY to somewhere");
    }
    if !cursor.eat("STDIN") {
        return Err("COPY from a file or program");
    }
    let mut options = Options::default();
    if cursor.eat("USING DELIMITERS") || cursor.eat("DELIMITERS") {
        options.delimiter = Some(cursor.literal().ok_or(BAD_OPTION)?);
    }
    cursor.eat("WITH");
    match cursor.group() {
        Some(list) => list
            .split_commas()
            .into_iter()
            .try_for_each(|option| options.generic(option))?,
        None => options.legacy(&mut cursor)?,
    }
    if !cursor.at_end() && !cursor.is("WHERE") {
        return Err(BAD_OPTION);
    }
    options.head(table, columns)
}

/// Options as they come; what is left out depends on the format.
#[derive(Default)]
struct Options {
    csv: bool,
    delimiter: Option<Vec<u8>>,
    null: Option<Vec<u8>>,
    default: Option<Vec<u8>>,
    quote: Option<Vec<u8>>,
    escape: Option<Vec<u8>>,
    header: bool,
    encoding: Option<String>,
    force_null: Option<ForcedColumns>,
    force_not_null: Option<ForcedColumns>,
}

impl Options {
    /// One option of the list in parentheses.
    fn generic(&mut self, mut option: Cursor<'_>) -> Result<(), &'static str> {
        let name = option.keyword().ok_or(BAD_OPTION)?;
        option.advance();
        match name.as_str() {
            "FORMAT" => self.format(&word(&mut option).ok_or(BAD_OPTION)?)?,
            "HEADER" => self.header = option.at_end() || truth(&mut option).ok_or(BAD_OPTION)?,
            "DELIMITER" => self.delimiter = Some(option.literal().ok_or(BAD_OPTION)?),
            "NULL" => self.null = Some(option.literal().ok_or(BAD_OPTION)?),
            "DEFAULT" => self.default = Some(option.literal().ok_or(BAD_OPTION)?),
            "QUOTE" => self.quote = Some(option.literal().ok_or(BAD_OPTION)?),
            "ESCAPE" => self.escape = Some(option.literal().ok_or(BAD_OPTION)?),
            "ENCODING" => self.encoding = Some(word(&mut option).ok_or(BAD_OPTION)?),
            "FORCE_NULL" => self.force_null = Some(forced(&mut option)?),
            "FORCE_NOT_NULL" => self.force_not_null = Some(forced(&mut option)?),
            "FREEZE" | "ON_ERROR" | "LOG_VERBOSITY" | "REJECT_LIMIT" => return Ok(()),
            _ => return Err(BAD_OPTION),
        }
        if option.at_end() {
            Ok(())
        } else {
            Err(BAD_OPTION)
        }
    }

    fn format(&mut self, name: &str) -> Result<(), &'static str> {
        match name {
            "csv" => self.csv = true,
            "text" => {}
            _ => return Err("COPY of binary rows"),
        }
        Ok(())
    }

    /// The options as they were written before `PostgreSQL` 9.0.
    fn legacy(&mut self, cursor: &mut Cursor<'_>) -> Result<(), &'static str> {
        while !cursor.at_end() && !cursor.is("WHERE") {
            let name = cursor.keyword().ok_or(BAD_OPTION)?;
            cursor.advance();
            let value = |cursor: &mut Cursor<'_>| {
                cursor.eat("AS");
                cursor.literal().ok_or(BAD_OPTION)
            };
            match name.as_str() {
                "CSV" => self.csv = true,
                "HEADER" => self.header = true,
                "FREEZE" => {}
                "DELIMITER" | "DELIMITERS" => self.delimiter = Some(value(cursor)?),
                "NULL" => self.null = Some(value(cursor)?),
                "QUOTE" => self.quote = Some(value(cursor)?),
                "ESCAPE" => self.escape = Some(value(cursor)?),
                "ENCODING" => self.encoding = Some(word(cursor).ok_or(BAD_OPTION)?),
                "FORCE" if cursor.eat("NOT NULL") => {
                    self.force_not_null = Some(forced_list(cursor)?);
                }
                "FORCE" if cursor.eat("NULL") => self.force_null = Some(forced_list(cursor)?),
                _ => return Err(BAD_OPTION),
            }
        }
        Ok(())
    }

    fn head(
        self,
        table: TableName,
        columns: Option<Vec<ColumnName>>,
    ) -> Result<CopyHead, &'static str> {
        let byte = |value: Option<Vec<u8>>, default: u8| match value.as_deref() {
            None => Ok(default),
            Some([byte]) => Ok(*byte),
            Some(_) => Err(BAD_OPTION),
        };
        let quote = byte(self.quote, b'"')?;
        let (delimiter, null): (u8, &[u8]) = if self.csv {
            (b',', b"")
        } else {
            (b'\t', b"\\N")
        };
        let none = || ForcedColumns::Named(Vec::new());
        Ok(CopyHead {
            table,
            columns,
            format: if self.csv {
                CopyFormat::Csv
            } else {
                CopyFormat::Text
            },
            delimiter: byte(self.delimiter, delimiter)?,
            null: self.null.unwrap_or_else(|| null.to_vec()),
            default: self.default,
            quote,
            escape: byte(self.escape, quote)?,
            header: self.header,
            encoding: self.encoding,
            force_null: self.force_null.unwrap_or_else(none),
            force_not_null: self.force_not_null.unwrap_or_else(none),
        })
    }
}

fn names(list: Cursor<'_>) -> Option<Vec<ColumnName>> {
    list.split_commas()
        .into_iter()
        .map(|mut part| part.column().filter(|_| part.at_end()))
        .collect()
}

fn forced(option: &mut Cursor<'_>) -> Result<ForcedColumns, &'static str> {
    if option.eat_symbol(b'*') {
        return Ok(ForcedColumns::All);
    }
    option
        .group()
        .and_then(names)
        .map(ForcedColumns::Named)
        .ok_or(BAD_OPTION)
}

fn forced_list(cursor: &mut Cursor<'_>) -> Result<ForcedColumns, &'static str> {
    if cursor.eat_symbol(b'*') {
        return Ok(ForcedColumns::All);
    }
    let mut columns = vec![cursor.column().ok_or(BAD_OPTION)?];
    while cursor.eat_symbol(b',') {
        columns.push(cursor.column().ok_or(BAD_OPTION)?);
    }
    Ok(ForcedColumns::Named(columns))
}

/// A bare word or a literal, in lower case.
fn word(cursor: &mut Cursor<'_>) -> Option<String> {
    let text = match cursor.literal() {
        Some(bytes) => cursor.state.decode(&bytes),
        None => cursor.name()?,
    };
    Some(text.to_ascii_lowercase())
}

fn truth(cursor: &mut Cursor<'_>) -> Option<bool> {
    if let Some(number) = cursor.number::<u8>() {
        return Some(number != 0);
    }
    match word(cursor)?.as_str() {
        "true" | "on" | "match" => Some(true),
        "false" | "off" => Some(false),
        _ => None,
    }
}

const BAD_OPTION: &str = "an option of COPY";

#[cfg(test)]
mod tests {
    use bauta_model::Dialect;

    use super::*;

    fn head(sql: &str) -> Result<CopyHead, &'static str> {
        copy_head(sql.as_bytes(), &Dialect::Postgres.into())
    }

    #[test]
    fn a_plain_copy_has_the_defaults_of_text() {
        let head = head("COPY s.\"t;\" (id, \"new\nline\", \"A\"\"b\") FROM stdin;").unwrap();
        assert_eq!(head.table, TableName::in_schema("s", "t;"));
        let names: Vec<_> = head
            .columns
            .as_deref()
            .unwrap()
            .iter()
            .map(ColumnName::as_str)
            .collect();
        assert_eq!(names, ["id", "new\nline", "A\"b"]);
        assert_eq!(
            (head.format, head.delimiter, head.null.as_slice()),
            (CopyFormat::Text, b'\t', &b"\\N"[..])
        );
    }

    #[test]
    fn a_table_without_columns_has_no_list() {
        assert_eq!(
            head("COPY public.t_zero  FROM stdin;").unwrap().columns,
            None
        );
    }

    #[test]
    fn options_in_parentheses_are_read() {
        let head = head(
            "COPY t FROM STDIN WITH (FORMAT csv, HEADER match, DELIMITER E'\\t', NULL 'nil', QUOTE '''', \
             ESCAPE '\\', FORCE_NULL (a, b), FORCE_NOT_NULL *, ENCODING 'LATIN1', FREEZE true) WHERE a > 1",
        )
        .unwrap();
        assert_eq!(
            (head.format, head.header, head.delimiter),
            (CopyFormat::Csv, true, b'\t')
        );
        assert_eq!(
            (head.null.as_slice(), head.quote, head.escape),
            (&b"nil"[..], b'\'', b'\\')
        );
        assert_eq!(
            head.force_null,
            ForcedColumns::Named(vec!["a".into(), "b".into()])
        );
        assert_eq!(head.force_not_null, ForcedColumns::All);
        assert_eq!(head.encoding.as_deref(), Some("latin1"));
    }

    #[test]
    fn options_of_old_are_read() {
        let old = head(
            "COPY t FROM stdin WITH DELIMITER AS '|' NULL AS '' CSV HEADER QUOTE AS '\"' FORCE NOT NULL a, b",
        );
        let old = old.unwrap();
        assert_eq!(
            (old.format, old.header, old.delimiter, old.quote),
            (CopyFormat::Csv, true, b'|', b'"')
        );
        assert_eq!(
            old.force_not_null,
            ForcedColumns::Named(vec!["a".into(), "b".into()])
        );
        let older = head("COPY t FROM stdin USING DELIMITERS ';' WITH NULL AS 'x'").unwrap();
        assert_eq!((older.delimiter, older.null.as_slice()), (b';', &b"x"[..]));
    }

    #[test]
    fn what_is_no_rows_in_the_dump_is_refused() {
        for sql in [
            "COPY t TO stdout",
            "COPY (SELECT 1) TO stdout",
            "COPY t FROM '/etc/passwd'",
            "COPY t FROM PROGRAM 'id'",
            "COPY BINARY t FROM stdin",
            "COPY t FROM stdin (FORMAT binary)",
            "COPY t (a) WITH OIDS FROM stdin",
            "COPY t FROM stdin (SOMETHING 'new')",
        ] {
            assert!(head(sql).is_err(), "{sql}");
        }
    }
}
