//! What statements are about that reaches beyond their own database: roles, other servers, code
//! that runs by itself.

mod mysql;
mod postgres;

use bauta_model::{Dialect, TableName};

use super::credential::is_file_key;
use super::cursor::Cursor;
use super::names::SessionState;
use super::token::TokenKind;

/// What a statement is about, what that is called, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Its name, without quotes.
    pub name: String,
    /// Privileges, hosts, languages: never literals but for dates and names.
    pub details: Vec<(&'static str, String)>,
}

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectKind {
    /// A role or account: CREATE and ALTER ROLE, USER, GROUP.
    Role,
    /// GRANT of a role to a role.
    Membership,
    /// GRANT of privileges that reach everything.
    Privilege,
    /// CREATE SUBSCRIPTION, or an ALTER that leaves it at rest.
    Subscription,
    /// ALTER SUBSCRIPTION that makes it act: ENABLE, REFRESH, SET.
    SubscriptionStart,
    /// CREATE PUBLICATION.
    Publication,
    /// CREATE and ALTER USER MAPPING.
    UserMapping,
    /// CREATE and ALTER SERVER.
    Server,
    /// A table whose rows are elsewhere.
    ForeignTable,
    /// CREATE EVENT TRIGGER.
    EventTrigger,
    /// CREATE TRIGGER.
    Trigger,
    /// CREATE FUNCTION and PROCEDURE.
    Routine,
    /// CREATE RULE.
    Rule,
    /// CREATE VIEW.
    View,
    /// CREATE and ALTER EVENT of `MySQL`.
    Event,
    /// ALTER SYSTEM, SET GLOBAL, SET PERSIST: settings of the whole server.
    ServerSetting,
    /// Replication of `MySQL`: where from, how far, start and stop.
    Replication,
    /// INSTALL and UNINSTALL PLUGIN, SONAME, COMPONENT.
    Plugin,
    /// CREATE FUNCTION … SONAME.
    NativeFunction,
    /// A table, view or routine of a system schema.
    SystemObject,
    /// ATTACH and DETACH of another database file.
    AttachedFile,
    /// PRAGMA key and its like.
    FileKey,
}

impl Subject {
    fn new(kind: SubjectKind, name: String) -> Self {
        Self {
            kind,
            name,
            details: Vec::new(),
        }
    }

    fn with(mut self, detail: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.details.push((detail, value));
        }
        self
    }
}

/// Tells what a statement without rows is about, where that reaches beyond its own database.
pub fn subject(statement: &[u8], state: &SessionState) -> Option<Subject> {
    let mut tokens = Cursor::lex(statement, state);
    while tokens
        .last()
        .is_some_and(|last| last.kind == TokenKind::Symbol(b';'))
    {
        tokens.pop();
    }
    of_tokens(Cursor::new(statement, state, &tokens))
}

/// The same of a statement that has been read already, without what ends it.
pub(super) fn of_tokens(cursor: Cursor<'_>) -> Option<Subject> {
    match cursor.state.dialect() {
        Dialect::Postgres => postgres::subject(cursor),
        Dialect::Mysql => mysql::subject(cursor),
        Dialect::Sqlite => sqlite(cursor),
    }
}

/// Whether the table belongs to the server itself: accounts, logs, replication.
pub fn is_system_table(table: &TableName, dialect: Dialect) -> bool {
    let database = table.database.as_deref().unwrap_or_default();
    dialect == Dialect::Mysql && is_system_schema(database)
}

/// Whether a database of `MySQL` belongs to the server itself.
fn is_system_schema(name: &str) -> bool {
    ["mysql", "sys", "performance_schema", "information_schema"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

fn sqlite(mut cursor: Cursor<'_>) -> Option<Subject> {
    if cursor.eat("ATTACH") {
        let named = cursor.seek("AS");
        let name = if named { cursor.name() } else { None };
        return Some(Subject::new(
            SubjectKind::AttachedFile,
            name.unwrap_or_default(),
        ));
    }
    if cursor.eat("DETACH") {
        cursor.eat("DATABASE");
        let name = cursor.name().unwrap_or_default();
        return Some(Subject::new(SubjectKind::AttachedFile, name));
    }
    if cursor.eat("PRAGMA") {
        let name = cursor.qualified()?.pop()?.name.to_lowercase();
        return is_file_key(&name).then(|| Subject::new(SubjectKind::FileKey, name));
    }
    None
}

/// The name at `cursor` as a person writes it, with dots between.
fn dotted(cursor: &mut Cursor<'_>) -> String {
    let parts = cursor.qualified().unwrap_or_default();
    let names: Vec<String> = parts.into_iter().map(|part| part.name).collect();
    names.join(".")
}

/// A name, or a literal where the server takes one for a name.
fn name_or_literal(cursor: &mut Cursor<'_>) -> Option<String> {
    let literal = cursor.literal().map(|text| cursor.state.decode(&text));
    literal.or_else(|| cursor.name())
}

/// Names up to `end`, with commas between.
fn names_until(cursor: &mut Cursor<'_>, end: &str) -> Vec<String> {
    let mut names = Vec::new();
    while !cursor.at_end() && !cursor.is(end) {
        match name_or_literal(cursor) {
            Some(name) => names.push(name),
            None => {
                cursor.advance();
            }
        }
    }
    names
}

#[cfg(test)]
mod tests;
