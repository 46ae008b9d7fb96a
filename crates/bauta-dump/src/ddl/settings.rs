//! Settings that change how later statements are read.

use bauta_model::Dialect;

use super::cursor::Cursor;
use super::names::SessionState;
use super::token::Tokens;

impl SessionState {
    /// Follows `statement` if it sets the encoding, the quoting, the schema or the database.
    pub fn follow(&mut self, statement: &[u8]) {
        let before = self.clone();
        let Some(first) = Tokens::new(statement, before.syntax).next() else {
            return;
        };
        let verb = first.span.of(statement).to_ascii_uppercase();
        if !matches!(
            verb.as_slice(),
            b"SET" | b"SELECT" | b"USE" | b"PRAGMA" | b"RESET"
        ) {
            return;
        }
        let mut tokens = Cursor::lex(statement, &before);
        while tokens
            .last()
            .is_some_and(|last| last.span.of(statement) == b";")
        {
            tokens.pop();
        }
        let cursor = Cursor::new(statement, &before, &tokens);
        match self.dialect() {
            Dialect::Postgres => self.follow_postgres(cursor),
            Dialect::Mysql => self.follow_mysql(cursor),
            Dialect::Sqlite => self.follow_sqlite(cursor),
        }
    }

    fn follow_postgres(&mut self, mut cursor: Cursor<'_>) {
        if cursor.eat("SELECT") {
            let name = cursor.qualified().and_then(|mut parts| parts.pop());
            if name.is_none_or(|part| part.name != "set_config") {
                return;
            }
            let arguments = cursor
                .group()
                .map(|group| group.split_commas())
                .unwrap_or_default();
            let mut texts = arguments
                .into_iter()
                .map(|mut argument| text(&mut argument));
            if let (Some(Some(name)), Some(Some(value))) = (texts.next(), texts.next()) {
                self.set(&name.to_lowercase(), &value);
            }
            return;
        }
        if !cursor.eat("SET") {
            return;
        }
        let _ = cursor.eat("SESSION") || cursor.eat("LOCAL");
        if cursor.eat("NAMES") {
            if let Some(value) = text(&mut cursor) {
                self.set_encoding(&value);
            }
            return;
        }
        let Some(name) = cursor.name() else {
            return;
        };
        if cursor.eat("TO") || cursor.eat_symbol(b'=') {
            let value = text(&mut cursor).unwrap_or_default();
            self.set(&name, &value);
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        match name {
            "client_encoding" => self.set_encoding(value),
            "standard_conforming_strings" => {
                self.syntax.backslash_escapes = matches!(
                    value.to_ascii_lowercase().as_str(),
                    "off" | "false" | "0" | "no"
                );
            }
            "search_path" => {
                let first = value
                    .split(',')
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .trim_matches('"');
                // An empty path means that every name is qualified from here on.
                let named = !first.is_empty() && first != "$user";
                let default = self.dialect().default_schema().map(str::to_owned);
                self.schema = if named {
                    Some(first.to_owned())
                } else {
                    default
                };
            }
            _ => {}
        }
    }

    fn follow_mysql(&mut self, mut cursor: Cursor<'_>) {
        if cursor.eat("USE") {
            self.database = cursor.name().or_else(|| self.database.take());
            return;
        }
        if !cursor.eat("SET") {
            return;
        }
        for mut assignment in cursor.split_commas() {
            if assignment.eat("NAMES") || assignment.eat("CHARACTER SET") {
                if let Some(value) = text(&mut assignment) {
                    self.set_encoding(&value);
                }
                continue;
            }
            self.assign(assignment);
        }
    }

    fn assign(&mut self, mut assignment: Cursor<'_>) {
        let signs = signs(&mut assignment);
        let _ = assignment.eat("GLOBAL") || assignment.eat("SESSION") || assignment.eat("LOCAL");
        assignment.eat_symbol(b'.');
        let Some(name) = assignment.name().map(|name| name.to_lowercase()) else {
            return;
        };
        assignment.eat_symbol(b':');
        if !assignment.eat_symbol(b'=') {
            return;
        }
        let to_variable = signs == 1;
        let source = source(assignment);
        match (to_variable, name.as_str(), source) {
            (true, _, Source::Variable(from)) if from == "sql_mode" => {
                let modes = (self.syntax.backslash_escapes, self.syntax.ansi_quotes);
                self.saved_modes.insert(name, modes);
            }
            (false, "sql_mode", Source::Variable(from)) => {
                if let Some((backslash, ansi)) = self.saved_modes.get(&from) {
                    (self.syntax.backslash_escapes, self.syntax.ansi_quotes) = (*backslash, *ansi);
                }
            }
            (false, "sql_mode", Source::Text(modes)) => {
                let modes = modes.to_ascii_uppercase();
                let has = |mode: &str| modes.split(',').any(|listed| listed.trim() == mode);
                self.syntax.backslash_escapes = !has("NO_BACKSLASH_ESCAPES");
                self.syntax.ansi_quotes = ANSI.iter().any(|mode| has(mode));
            }
            (false, "character_set_client", Source::Text(encoding)) => self.set_encoding(&encoding),
            _ => {}
        }
    }

    fn follow_sqlite(&mut self, mut cursor: Cursor<'_>) {
        if cursor.eat("PRAGMA encoding") && cursor.eat_symbol(b'=') {
            // Whatever the file holds, `.dump` writes UTF-8.
            self.syntax.encoding = Some(encoding_rs::UTF_8);
        }
    }
}

/// What is assigned.
enum Source {
    Variable(String),
    Text(String),
    Other,
}

fn source(mut value: Cursor<'_>) -> Source {
    if signs(&mut value) > 0 {
        let _ =
            (value.is_symbol_at(1, b'.')) && (value.advance().is_some() && value.eat_symbol(b'.'));
        return value
            .name()
            .map_or(Source::Other, |name| Source::Variable(name.to_lowercase()));
    }
    text(&mut value).map_or(Source::Other, Source::Text)
}

/// How many `@` stand in front.
fn signs(cursor: &mut Cursor<'_>) -> usize {
    let mut count = 0;
    while cursor.eat_symbol(b'@') {
        count += 1;
    }
    count
}

/// A literal or a bare word.
fn text(cursor: &mut Cursor<'_>) -> Option<String> {
    match cursor.literal() {
        Some(bytes) => Some(cursor.state.decode(&bytes)),
        None => cursor.name(),
    }
}

/// Modes of `MySQL` that make `"…"` an identifier.
const ANSI: &[&str] = &[
    "ANSI_QUOTES",
    "ANSI",
    "DB2",
    "MAXDB",
    "MSSQL",
    "ORACLE",
    "POSTGRESQL",
];

#[cfg(test)]
mod tests {
    use encoding_rs::{SHIFT_JIS, UTF_8};

    use super::*;

    fn after(dialect: Dialect, statements: &[&str]) -> SessionState {
        let mut state = SessionState::from(dialect);
        for statement in statements {
            state.follow(statement.as_bytes());
        }
        state
    }

    #[test]
    fn postgres_settings_are_followed() {
        let state = after(
            Dialect::Postgres,
            &[
                "SET client_encoding = 'SJIS';",
                "SET standard_conforming_strings = off;",
                "SET search_path = shop, pg_catalog;",
            ],
        );
        assert_eq!(state.syntax.encoding, Some(SHIFT_JIS));
        assert!(state.syntax.backslash_escapes);
        assert_eq!(state.schema.as_deref(), Some("shop"));
        let cleared = after(
            Dialect::Postgres,
            &["SELECT pg_catalog.set_config('search_path', '', false);"],
        );
        assert_eq!(cleared.schema.as_deref(), Some("public"));
    }

    #[test]
    fn the_sql_mode_is_set_and_restored() {
        let mode = "/*!50003 SET sql_mode              = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES' */ ;";
        let save = "/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;";
        let inside = after(Dialect::Mysql, &[save, mode]);
        assert!(inside.syntax.ansi_quotes && !inside.syntax.backslash_escapes);
        let restored = after(
            Dialect::Mysql,
            &[save, mode, "/*!50003 SET sql_mode = @saved_sql_mode */ ;"],
        );
        assert!(!restored.syntax.ansi_quotes && restored.syntax.backslash_escapes);
    }

    #[test]
    fn several_assignments_in_one_set_are_followed() {
        let state = after(
            Dialect::Mysql,
            &[
                "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO,ANSI' */;",
                "/*!40101 SET NAMES utf8mb4 */;",
                "USE `shop`;",
            ],
        );
        assert!(state.syntax.ansi_quotes);
        assert_eq!(state.syntax.encoding, Some(UTF_8));
        assert_eq!(state.database.as_deref(), Some("shop"));
    }
}
