//! Places within statements that the policy rewrites: database names, definers, numbers of sequences.

use bauta_model::{Dialect, Span, TableName};

use super::activation::{self, Activation};
use super::credential::{self, Credential};
use super::cursor::{Cursor, Part};
use super::names::SessionState;
use super::roles::{self, RolePlace};
use super::statement::Setval;
use super::token::{TokenKind, Tokens};

/// Everything in a statement that policy may want written differently.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Names of databases.
    pub databases: Vec<DatabasePlace>,
    /// Literals that are credentials or lead to them.
    pub credentials: Vec<Credential>,
    /// Where something says that it acts by itself.
    pub activations: Vec<Activation>,
    /// Accounts after `DEFINER =`.
    pub definers: Vec<Definer>,
    /// Roles and accounts, but for those after `DEFINER =`.
    pub roles: Vec<RolePlace>,
    /// The numbers after `AUTO_INCREMENT =`.
    pub auto_increment: Vec<Span>,
    /// The numbers after START WITH and RESTART WITH of sequences.
    pub restarts: Vec<Span>,
}

/// Where a database is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabasePlace {
    /// Its name.
    pub name: String,
    /// The name with its quotes.
    pub span: Span,
    /// How it is quoted.
    pub quoting: Quoting,
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// `"name"`, also for bare names of `PostgreSQL`.
    Double,
    /// `` `name` ``, also for bare names of `MySQL`.
    Backtick,
    /// `'name'` within the connection string of `\connect`.
    Connection,
    /// As it is, within a comment.
    Bare,
}

impl DatabasePlace {
    /// `to` in the quotes that this place asks for.
    pub fn renamed(&self, to: &str) -> Vec<u8> {
        self.quoting.quoted(to)
    }
}

impl Quoting {
    /// `name` in these quotes.
    pub fn quoted(self, name: &str) -> Vec<u8> {
        match self {
            Self::Double => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::Backtick => format!("`{}`", name.replace('`', "``")),
            Self::Connection => format!(
                "'{}'",
                name.replace('\\', "\\\\")
                    .replace('\'', "\\'")
                    .replace('"', "\"\"")
            ),
            // A line end would let the rest of the name be read as a statement.
            Self::Bare => name.replace(['\n', '\r'], " "),
        }
        .into_bytes()
    }
}

/// The account after `DEFINER =`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definer {
    /// User and host, unquoted, with `@` between.
    pub account: String,
    /// From the first byte of the user to the last of the host.
    pub span: Span,
}

/// Finds what policy may want written differently in a statement that is no INSERT or COPY.
pub fn places(statement: &[u8], state: &SessionState) -> Places {
    let mut tokens = Cursor::lex(statement, state);
    while tokens
        .last()
        .is_some_and(|last| last.kind == TokenKind::Symbol(b';'))
    {
        tokens.pop();
    }
    let cursor = Cursor::new(statement, state, &tokens);
    let mut found = Places {
        databases: databases(cursor),
        credentials: credential::find(cursor),
        activations: activation::find(cursor),
        roles: roles::find(cursor),
        restarts: restarts(cursor),
        ..Places::default()
    };
    if state.dialect() == Dialect::Mysql {
        found.definers = definers(cursor);
        if cursor.is_any(&["CREATE", "ALTER"]) {
            found.auto_increment = auto_increment(cursor);
        }
    }
    found
}

/// The database in the line `\connect …` of psql.
pub fn connect_database(line: &[u8]) -> Option<DatabasePlace> {
    let text = std::str::from_utf8(line).ok()?.trim_end();
    let rest = text
        .strip_prefix("\\connect")
        .or_else(|| text.strip_prefix("\\c"))?;
    let mut argument = rest.strip_prefix([' ', '\t'])?.trim_start();
    if argument.starts_with("-reuse-previous") {
        argument = argument.split_once([' ', '\t'])?.1.trim_start();
    }
    let start = text.len() - argument.len();
    if argument.starts_with("\"dbname='") {
        return connection_string(argument, start);
    }
    let quote = argument
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''));
    let len = match quote {
        Some(quote) => closing_quote(argument, quote)?,
        None => argument.find([' ', '\t']).unwrap_or(argument.len()),
    };
    let raw = argument.get(..len)?;
    let name = match quote {
        Some(quote) => raw
            .get(1..len - 1)?
            .replace(&format!("{quote}{quote}"), &quote.to_string()),
        None => raw.to_owned(),
    };
    let span = Span::new(start, start + len);
    (!name.is_empty() && name != "-").then_some(DatabasePlace {
        name,
        span,
        quoting: Quoting::Double,
    })
}

/// Length of the quoted text at the front, quotes included; doubled quotes don't end it.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text.get(at..)?.find(quote)? + 1;
        if !text.get(at..)?.starts_with(quote) {
            return Some(at);
        }
        at += 1;
    }
}

/// `"dbname='we''ird'"`, as `pg_dump` writes odd names.
fn connection_string(argument: &str, start: usize) -> Option<DatabasePlace> {
    let open = "\"dbname=".len();
    let body = argument.get(open + 1..)?;
    let (mut name, mut characters) = (String::new(), body.char_indices());
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' => {
                let span = Span::new(start + open, start + open + 1 + at + 1);
                return Some(DatabasePlace {
                    name,
                    span,
                    quoting: Quoting::Connection,
                });
            }
            '\\' => name.push(characters.next()?.1),
            '"' => {
                characters.next().filter(|(_, second)| *second == '"')?;
                name.push('"');
            }
            other => name.push(other),
        }
    }
    None
}

/// The number after `AUTO_INCREMENT =` in CREATE TABLE or ALTER TABLE.
pub fn auto_increment_span(statement: &[u8], state: &SessionState) -> Option<Span> {
    let tokens = Cursor::lex(statement, state);
    auto_increment(Cursor::new(statement, state, &tokens))
        .first()
        .copied()
}

fn auto_increment(mut cursor: Cursor<'_>) -> Vec<Span> {
    let mut spans = Vec::new();
    while cursor.seek("AUTO_INCREMENT") {
        cursor.eat_symbol(b'=');
        if let Some(token) = cursor
            .peek()
            .filter(|token| token.kind == TokenKind::Number)
        {
            spans.push(token.span);
        }
    }
    spans
}

fn restarts(cursor: Cursor<'_>) -> Vec<Span> {
    let mut spans = Vec::new();
    if !cursor.is_any(&["CREATE", "ALTER"]) || !names_sequence(cursor) {
        return spans;
    }
    let mut cursor = cursor;
    while !cursor.at_end() {
        if cursor.eat_any(&["START", "RESTART"]) {
            let _ = cursor.eat("WITH") || cursor.eat_symbol(b'=');
            if let Some(token) = cursor
                .peek()
                .filter(|token| token.kind == TokenKind::Number)
            {
                spans.push(token.span);
            }
        } else {
            cursor.advance();
        }
    }
    spans
}

/// Whether the statement makes or alters a sequence, or the sequence of an identity column.
fn names_sequence(cursor: Cursor<'_>) -> bool {
    let mut head = cursor;
    head.advance();
    while head.eat_any(&["OR REPLACE", "TEMPORARY", "TEMP", "UNLOGGED"]) {}
    if head.is("SEQUENCE") {
        return true;
    }
    // A column may well be called `start`; only the words around an identity make it an option.
    head.eat("TABLE") && {
        let mut words = head;
        let identity = words.seek("AS IDENTITY");
        identity || head.seek("RESTART")
    }
}

fn definers(cursor: Cursor<'_>) -> Vec<Definer> {
    let mut found = Vec::new();
    let mut cursor = cursor;
    while !cursor.at_end() {
        if !(cursor.eat("DEFINER") && cursor.eat_symbol(b'=')) {
            cursor.advance();
            continue;
        }
        let Some(first) = cursor.peek() else {
            break;
        };
        if cursor.is("CURRENT_USER") {
            continue;
        }
        let mut account = account_part(&mut cursor);
        let mut end = first.span.end;
        if cursor.eat_symbol(b'@')
            && let Some(host) = cursor.peek()
        {
            end = host.span.end;
            account = format!("{account}@{}", account_part(&mut cursor));
        }
        found.push(Definer {
            account,
            span: Span::new(first.span.start, end),
        });
    }
    found
}

fn account_part(cursor: &mut Cursor<'_>) -> String {
    if let Some(text) = cursor.literal() {
        return cursor.state.decode(&text);
    }
    cursor.name().unwrap_or_default()
}

fn databases(cursor: Cursor<'_>) -> Vec<DatabasePlace> {
    match cursor.state.dialect() {
        Dialect::Postgres => postgres_databases(cursor),
        Dialect::Mysql => mysql_databases(cursor),
        Dialect::Sqlite => Vec::new(),
    }
}

fn postgres_databases(mut cursor: Cursor<'_>) -> Vec<DatabasePlace> {
    let role = cursor.is("ALTER") && (cursor.is_at(1, "ROLE") || cursor.is_at(1, "USER"));
    let named = match cursor.keyword().as_deref() {
        Some("CREATE" | "DROP" | "ALTER") if cursor.is_at(1, "DATABASE") => cursor.seek("DATABASE"),
        Some("COMMENT" | "GRANT" | "REVOKE" | "SECURITY") => cursor.seek("ON DATABASE"),
        _ if role => cursor.seek("IN DATABASE"),
        _ => false,
    };
    let mut found = Vec::new();
    if !named {
        return found;
    }
    cursor.eat("IF EXISTS");
    loop {
        let Some(part) = cursor.part() else {
            return found;
        };
        found.push(place(part, Quoting::Double));
        if !cursor.eat_symbol(b',') && !cursor.eat("RENAME TO") {
            return found;
        }
    }
}

fn mysql_databases(cursor: Cursor<'_>) -> Vec<DatabasePlace> {
    let mut found = Vec::new();
    let mut head = cursor;
    if head.eat("USE") {
        found.extend(head.part().map(|part| place(part, Quoting::Backtick)));
        return found;
    }
    let grant = head.is_any(&["GRANT", "REVOKE"]);
    head.advance();
    if !grant && head.eat_any(&["DATABASE", "SCHEMA"]) {
        let _ = head.eat("IF NOT EXISTS") || head.eat("IF EXISTS");
        // ALTER DATABASE may leave the name out.
        let named = !head.is_any(&["CHARACTER", "CHARSET", "COLLATE", "DEFAULT", "READ"]);
        found.extend(
            head.part()
                .filter(|_| named)
                .map(|part| place(part, Quoting::Backtick)),
        );
        return found;
    }
    if grant {
        if head.seek("ON") {
            let _ = head.eat_any(&["TABLE", "FUNCTION", "PROCEDURE"]);
            found.extend(qualifying_database(head));
        }
        return found;
    }
    qualified_objects(cursor, &mut found);
    found
}

/// `db.name` after the words that announce an object.
fn qualified_objects(mut cursor: Cursor<'_>, found: &mut Vec<DatabasePlace>) {
    let locks =
        cursor.is("LOCK") || cursor.is("RENAME") || cursor.is("DROP") || cursor.is("TRUNCATE");
    let mut announced = false;
    while !cursor.at_end() {
        let first = !announced && cursor.eat_any(OBJECTS);
        if first
            || cursor.eat("REFERENCES")
            || (locks && announced && (cursor.eat_symbol(b',') || cursor.eat("TO")))
        {
            announced = true;
            let _ = cursor.eat("IF NOT EXISTS") || cursor.eat("IF EXISTS");
            found.extend(qualifying_database(cursor));
        } else {
            cursor.advance();
        }
    }
}

/// The database in front of the dot of the name at `cursor`; `MySQL` only.
pub(super) fn qualifying_database(mut cursor: Cursor<'_>) -> Option<DatabasePlace> {
    if cursor.state.dialect() != Dialect::Mysql || !cursor.is_symbol_at(1, b'.') {
        return None;
    }
    cursor.part().map(|part| place(part, Quoting::Backtick))
}

fn place(part: Part, quoting: Quoting) -> DatabasePlace {
    DatabasePlace {
        name: part.name,
        span: part.span,
        quoting,
    }
}

/// What a call of `setval` sets.
pub(super) fn setval(arguments: &Cursor<'_>) -> Setval {
    let parts = arguments.split_commas();
    let sequence = parts.first().and_then(sequence_argument);
    let number = parts.get(1).filter(|part| {
        let digits = part
            .rest()
            .iter()
            .all(|token| matches!(token.kind, TokenKind::Number | TokenKind::Symbol(b'-')));
        digits && part.peek().is_some()
    });
    Setval {
        sequence,
        number: number.and_then(Cursor::span),
    }
}

/// The sequence that the first argument of `nextval` or `setval` names.
pub(super) fn sequence_argument(arguments: &Cursor<'_>) -> Option<TableName> {
    let mut arguments = *arguments;
    let state = arguments.state;
    let Some(text) = arguments.literal() else {
        // MariaDB names the sequence without quotes; a call computes its name.
        return arguments.table().filter(|_| !arguments.is_symbol(b'('));
    };
    let tokens: Vec<_> = Tokens::new(&text, state.syntax).collect();
    Cursor::new(&text, state, &tokens).table()
}

/// Words of `MySQL` after which an object is named.
const OBJECTS: &[&str] = &[
    "TABLE",
    "TABLES",
    "VIEW",
    "TRIGGER",
    "PROCEDURE",
    "FUNCTION",
    "EVENT",
    "SEQUENCE",
];

#[cfg(test)]
mod tests;
