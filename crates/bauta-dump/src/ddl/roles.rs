//! Roles and accounts that statements name: owners, grantees, members.
//!
//! Deliberately absent: the account after `DEFINER =`, which has a place of its own, and names
//! within string constants that only a running function reads.

use bauta_model::{Dialect, Span};

use super::cursor::{Cursor, Part};
use super::names::SessionState;
use super::places::Quoting;
use super::token::TokenKind;

/// Where a role or account is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePlace {
    /// The role, or the user of an account; without quotes.
    pub name: String,
    /// The name with its quotes.
    pub span: Span,
    /// The host of an account (`user@host`), where the statement gives one.
    pub host: Option<HostPlace>,
    /// What the role is named for.
    pub part: RolePart,
    /// How a new name is quoted.
    pub quoting: Quoting,
}

/// The host of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPlace {
    /// Its name, without quotes.
    pub name: String,
    /// The name with its quotes.
    pub span: Span,
}

/// What a role is named for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RolePart {
    /// Owns an object.
    Owner,
    /// Owns a schema that is called like itself (`CREATE SCHEMA AUTHORIZATION x`).
    NamesakeOwner,
    /// Is granted something.
    Grantee,
    /// Anything else: is made, altered, a member, loses a grant.
    Named,
}

impl RolePlace {
    /// The account or role as profiles name it: `user@host`, or the name alone.
    pub fn account(&self) -> String {
        match &self.host {
            Some(host) => format!("{}@{}", self.name, host.name),
            None => self.name.clone(),
        }
    }

    /// `to` in the quotes that this place asks for.
    pub fn renamed(&self, to: &str) -> Vec<u8> {
        let to = self.quoting.quoted(to);
        if self.part != RolePart::NamesakeOwner {
            return to;
        }
        let mut text = self.quoting.quoted(&self.name);
        text.extend_from_slice(b" AUTHORIZATION ");
        text.extend_from_slice(&to);
        text
    }
}

/// Finds the roles that the statement at `cursor` names.
pub(super) fn find(cursor: Cursor<'_>) -> Vec<RolePlace> {
    let mut found = Vec::new();
    match cursor.state.dialect() {
        Dialect::Postgres => postgres(cursor, &mut found),
        Dialect::Mysql => mysql(cursor, &mut found),
        Dialect::Sqlite => {}
    }
    found
}

/// The owners in the comments that `pg_dump` puts in front of statements
/// (`-- Name: t; Type: TABLE; Schema: public; Owner: x`).
pub fn comment_owners(comments: &[u8], state: &SessionState) -> Vec<RolePlace> {
    const OWNER: &[u8] = b"; Owner: ";
    let mut found = Vec::new();
    if state.dialect() != Dialect::Postgres {
        return found;
    }
    let mut at = 0;
    for line in comments.split_inclusive(|byte| *byte == b'\n') {
        let start = at;
        at += line.len();
        if !(line.starts_with(b"-- Name: ") || line.starts_with(b"-- Data for Name: ")) {
            continue;
        }
        let text = line.trim_ascii_end();
        let Some(owner) = memchr::memmem::rfind(text, OWNER).map(|found| found + OWNER.len())
        else {
            continue;
        };
        let rest = text.get(owner..).unwrap_or_default();
        let len = memchr::memmem::find(rest, b"; Tablespace: ").unwrap_or(rest.len());
        let name = rest.get(..len).unwrap_or_default();
        if name.is_empty() || name == b"-" {
            continue;
        }
        found.push(RolePlace {
            name: state.decode(name),
            span: Span::new(start + owner, start + owner + len),
            host: None,
            part: RolePart::Owner,
            quoting: Quoting::Bare,
        });
    }
    found
}

fn postgres(mut cursor: Cursor<'_>, found: &mut Vec<RolePlace>) {
    let Some(verb) = cursor.keyword() else {
        return;
    };
    let whole = cursor;
    cursor.advance();
    match verb.as_str() {
        "GRANT" => grant(cursor, "TO", RolePart::Grantee, found),
        "REVOKE" => grant(cursor, "FROM", RolePart::Named, found),
        "SET" => set_role(cursor, found),
        "COMMENT" | "SECURITY" if cursor.seek("ON ROLE") => {
            list(&mut cursor, RolePart::Named, found);
        }
        "REASSIGN" if cursor.eat("OWNED BY") => {
            list(&mut cursor, RolePart::Named, found);
            if cursor.eat("TO") {
                list(&mut cursor, RolePart::Owner, found);
            }
        }
        "CREATE" | "ALTER" | "DROP" => definition(&verb, cursor, found),
        _ => {}
    }
    if matches!(verb.as_str(), "CREATE" | "ALTER") {
        settings(whole, found);
    }
    if verb == "ALTER" {
        new_owner(whole, found);
    }
}

fn definition(verb: &str, mut cursor: Cursor<'_>, found: &mut Vec<RolePlace>) {
    if cursor.eat("USER MAPPING") {
        let _ = cursor.eat("IF NOT EXISTS") || cursor.eat("IF EXISTS");
        if cursor.eat("FOR") {
            list(&mut cursor, RolePart::Named, found);
        }
    } else if cursor.eat("DEFAULT PRIVILEGES") {
        if cursor.eat("FOR") && cursor.eat_any(&["ROLE", "USER"]) {
            list(&mut cursor, RolePart::Named, found);
        }
        while !cursor.at_end() {
            if cursor.eat("GRANT") {
                return grant(cursor, "TO", RolePart::Grantee, found);
            }
            if cursor.eat("REVOKE") {
                return grant(cursor, "FROM", RolePart::Named, found);
            }
            cursor.advance();
        }
    } else if cursor.eat_any(&["ROLE", "USER", "GROUP"]) {
        role(verb, cursor, found);
    } else if cursor.eat("OWNED BY") {
        list(&mut cursor, RolePart::Named, found);
    } else if cursor.eat("POLICY") {
        while cursor.seek("TO") {
            if !follows(cursor, "RENAME") {
                list(&mut cursor, RolePart::Named, found);
            }
        }
    } else if verb == "CREATE" && cursor.eat("SCHEMA") {
        cursor.eat("IF NOT EXISTS");
        let namesake = cursor.is("AUTHORIZATION").then(|| cursor.peek()).flatten();
        if !cursor.seek("AUTHORIZATION") {
            return;
        }
        let before = found.len();
        one(&mut cursor, RolePart::Owner, found);
        if let (Some(word), Some(place)) = (namesake, found.get_mut(before)) {
            place.part = RolePart::NamesakeOwner;
            place.span = Span::new(word.span.start, place.span.end);
        }
    } else if verb == "CREATE"
        && cursor.eat_any(&["DATABASE", "TABLESPACE"])
        && cursor.seek("OWNER")
    {
        cursor.eat_symbol(b'=');
        one(&mut cursor, RolePart::Owner, found);
    }
}

/// What follows `CREATE ROLE` and its like.
fn role(verb: &str, mut cursor: Cursor<'_>, found: &mut Vec<RolePlace>) {
    cursor.eat("IF EXISTS");
    if verb == "ALTER" && cursor.eat("ALL") {
        return;
    }
    list(&mut cursor, RolePart::Named, found);
    if verb == "DROP" {
        return;
    }
    while !cursor.at_end() {
        if cursor.eat("SET") || cursor.eat("IN DATABASE") {
            // The name of a setting or database may read like an option.
            cursor.advance();
        } else if cursor.eat_any(&["IN ROLE", "IN GROUP", "ROLE", "ADMIN", "USER", "RENAME TO"]) {
            list(&mut cursor, RolePart::Named, found);
        } else {
            cursor.advance();
        }
    }
}

/// `OWNER TO x` of an ALTER.
fn new_owner(mut cursor: Cursor<'_>, found: &mut Vec<RolePlace>) {
    while !cursor.at_end() {
        if cursor.eat("RENAME") {
            // A column may be called `owner`.
            let _ = cursor.eat_any(&["COLUMN", "CONSTRAINT", "ATTRIBUTE", "VALUE"]);
            if !cursor.is("TO") {
                cursor.advance();
            }
        } else if cursor.eat("OWNER TO") {
            one(&mut cursor, RolePart::Owner, found);
        } else {
            cursor.skip_balanced();
        }
    }
}

/// `SET role TO x` within the definition of a role, database or routine.
fn settings(mut cursor: Cursor<'_>, found: &mut Vec<RolePlace>) {
    let mut head = cursor;
    head.advance();
    head.eat("OR REPLACE");
    if !head.is_any(&["ROLE", "USER", "DATABASE", "FUNCTION", "PROCEDURE"]) {
        return;
    }
    while cursor.seek("SET") {
        let mut setting = cursor;
        if setting.eat_any(&["role", "session_authorization"])
            && (setting.eat("TO") || setting.eat_symbol(b'='))
        {
            one(&mut setting, RolePart::Named, found);
        }
    }
}

/// `SET ROLE x`, `SET SESSION AUTHORIZATION x`, `SET role = x`.
fn set_role(mut cursor: Cursor<'_>, found: &mut Vec<RolePlace>) {
    if !cursor.is_at(1, "AUTHORIZATION") || cursor.is_at(1, "SESSION") {
        let _ = cursor.eat_any(&["SESSION", "LOCAL"]);
    }
    if cursor.eat("SESSION AUTHORIZATION") || cursor.eat_any(&["ROLE", "session_authorization"]) {
        let _ = cursor.eat("TO") || cursor.eat_symbol(b'=');
        one(&mut cursor, RolePart::Named, found);
    }
}

/// What follows GRANT and REVOKE of privileges or of roles.
fn grant(mut cursor: Cursor<'_>, to: &str, part: RolePart, found: &mut Vec<RolePlace>) {
    let mut privileges = cursor;
    if privileges.seek("ON") {
        cursor = privileges;
    } else {
        let _ = cursor.eat_any(&["ADMIN", "INHERIT", "SET"]) && cursor.eat("OPTION FOR");
        list(&mut cursor, RolePart::Named, found);
    }
    if !cursor.seek(to) {
        return;
    }
    list(&mut cursor, part, found);
    if cursor.seek("GRANTED BY") {
        list(&mut cursor, RolePart::Named, found);
    }
}

/// `[GROUP] x, …`.
fn list(cursor: &mut Cursor<'_>, part: RolePart, found: &mut Vec<RolePlace>) {
    loop {
        one(cursor, part, found);
        if !cursor.eat_symbol(b',') {
            return;
        }
    }
}

/// A role at `cursor`, unless one of the words that stand for whoever it is.
fn one(cursor: &mut Cursor<'_>, part: RolePart, found: &mut Vec<RolePlace>) {
    if cursor.is("GROUP")
        && cursor
            .peek_at(1)
            .is_some_and(|next| matches!(next.kind, TokenKind::Word | TokenKind::Quoted))
    {
        cursor.advance();
    }
    if cursor.eat_any(NOBODY) {
        return;
    }
    if let Some(Part { name, span }) = name(cursor) {
        found.push(RolePlace {
            name,
            span,
            host: None,
            part,
            quoting: Quoting::Double,
        });
    }
}

/// An identifier, or a literal where the server takes one for a name.
fn name(cursor: &mut Cursor<'_>) -> Option<Part> {
    let token = cursor.peek()?;
    if let Some(part) = cursor.part() {
        return Some(part);
    }
    let text = cursor.literal()?;
    Some(Part {
        name: cursor.state.decode(&text),
        span: token.span,
    })
}

/// Whether the word before the one just passed is that.
fn follows(cursor: Cursor<'_>, word: &str) -> bool {
    cursor.back(2).is_some_and(|cursor| cursor.is(word))
}

fn mysql(mut cursor: Cursor<'_>, found: &mut Vec<RolePlace>) {
    let Some(verb) = cursor.keyword() else {
        return;
    };
    cursor.advance();
    match verb.as_str() {
        "GRANT" => mysql_grant(cursor, "TO", RolePart::Grantee, found),
        "REVOKE" => mysql_grant(cursor, "FROM", RolePart::Named, found),
        "CREATE" | "ALTER" | "DROP" => {
            cursor.eat("OR REPLACE");
            if cursor.eat_any(&["USER", "ROLE"]) {
                let _ = cursor.eat("IF NOT EXISTS") || cursor.eat("IF EXISTS");
                accounts(&cursor, RolePart::Named, found);
            }
        }
        "RENAME" if cursor.eat("USER") => {
            for mut pair in cursor.split_commas() {
                account(&mut pair, RolePart::Named, found);
                if pair.eat("TO") {
                    account(&mut pair, RolePart::Named, found);
                }
            }
        }
        "SET" => {
            if cursor.eat("DEFAULT ROLE") {
                roles(&mut cursor, found);
                if cursor.eat_any(&["TO", "FOR"]) {
                    accounts(&cursor, RolePart::Named, found);
                }
            } else if cursor.eat("ROLE") {
                cursor.eat("ALL EXCEPT");
                roles(&mut cursor, found);
            } else if cursor.eat("PASSWORD FOR") {
                account(&mut cursor, RolePart::Named, found);
            }
        }
        _ => {}
    }
}

fn mysql_grant(mut cursor: Cursor<'_>, to: &str, part: RolePart, found: &mut Vec<RolePlace>) {
    let mut privileges = cursor;
    if cursor.eat("PROXY ON") {
        account(&mut cursor, RolePart::Named, found);
    } else if privileges.seek("ON") {
        cursor = privileges;
    } else if !cursor.is("ALL") {
        cursor.eat("ADMIN OPTION FOR");
        roles(&mut cursor, found);
    }
    if cursor.seek(to) {
        accounts(&cursor, part, found);
    }
}

/// Accounts with commas between, each with what is said about it.
fn accounts(cursor: &Cursor<'_>, part: RolePart, found: &mut Vec<RolePlace>) {
    for mut said in cursor.split_commas() {
        account(&mut said, part, found);
        while !said.at_end() {
            if said.eat("DEFAULT ROLE") || said.eat("WITH ADMIN") {
                let option = said.is("OPTION");
                if !option {
                    account(&mut said, RolePart::Named, found);
                }
            } else {
                said.advance();
            }
        }
    }
}

/// Roles with commas between.
fn roles(cursor: &mut Cursor<'_>, found: &mut Vec<RolePlace>) {
    loop {
        account(cursor, RolePart::Named, found);
        if !cursor.eat_symbol(b',') {
            return;
        }
    }
}

/// `user`, `user@host`.
fn account(cursor: &mut Cursor<'_>, part: RolePart, found: &mut Vec<RolePlace>) {
    if cursor.eat_any(NOBODY) {
        return;
    }
    let Some(user) = name(cursor) else {
        return;
    };
    let host = if cursor.eat_symbol(b'@') {
        name(cursor).map(|Part { name, span }| HostPlace { name, span })
    } else {
        None
    };
    found.push(RolePlace {
        name: user.name,
        span: user.span,
        host,
        part,
        quoting: Quoting::Backtick,
    });
}

/// Bare words that stand where a role may, and name none.
const NOBODY: &[&str] = &[
    "PUBLIC",
    "CURRENT_USER",
    "CURRENT_ROLE",
    "SESSION_USER",
    "DEFAULT",
    "NONE",
    "ALL",
];

#[cfg(test)]
mod tests;
