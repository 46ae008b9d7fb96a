use super::{Credential, CredentialKind, note, sounds_secret};
use crate::ddl::cursor::Cursor;
use crate::ddl::token::TokenKind;

pub(super) fn find(mut cursor: Cursor<'_>, found: &mut Vec<Credential>) {
    if cursor.is("SET") || cursor.is("SELECT") {
        if cursor.is("SELECT") {
            set_config(cursor, found);
        } else {
            setting(&mut cursor, found);
        }
        return;
    }
    if cursor.is("IMPORT") && cursor.seek("OPTIONS") {
        if let Some(group) = cursor.group() {
            option_list(&group, found);
        }
        return;
    }
    if !cursor.is_any(&["CREATE", "ALTER"]) {
        return;
    }
    let mut head = cursor;
    head.advance();
    head.eat("OR REPLACE");
    let settings = head.is_any(&[
        "ROLE",
        "USER",
        "DATABASE",
        "SYSTEM",
        "FUNCTION",
        "PROCEDURE",
    ]);
    let options = head.is_any(&["SERVER", "FOREIGN"]) || head.eat("USER MAPPING");
    let role = !options && head.is_any(&["ROLE", "USER", "GROUP"]);
    let subscription = head.is("SUBSCRIPTION");
    while !cursor.at_end() {
        if role && cursor.eat("PASSWORD") {
            note(&mut cursor, CredentialKind::Password, "", found);
        } else if subscription && cursor.eat("CONNECTION") {
            note(&mut cursor, CredentialKind::Connection, "connection", found);
        } else if options && cursor.eat("OPTIONS") {
            if let Some(group) = cursor.group() {
                option_list(&group, found);
            }
        } else if settings && !options && cursor.is("SET") {
            setting(&mut cursor, found);
        } else {
            cursor.advance();
        }
    }
}

/// `[ADD | SET] name 'value', …` of foreign servers, tables and user mappings.
fn option_list(group: &Cursor<'_>, found: &mut Vec<Credential>) {
    for mut option in group.split_commas() {
        if option.peek_at(2).is_some() {
            let _ = option.eat("ADD") || option.eat("SET");
        }
        let Some(name) = option.name() else {
            continue;
        };
        note(
            &mut option,
            CredentialKind::Option,
            &name.to_lowercase(),
            found,
        );
    }
}

/// `SET [SESSION | LOCAL] name TO value, …`.
fn setting(cursor: &mut Cursor<'_>, found: &mut Vec<Credential>) {
    cursor.advance();
    let _ = cursor.eat("SESSION") || cursor.eat("LOCAL");
    let Some(parts) = cursor.qualified() else {
        return;
    };
    let custom = parts.len() > 1;
    let name = parts
        .into_iter()
        .map(|part| part.name)
        .collect::<Vec<_>>()
        .join(".")
        .to_lowercase();
    let told = custom || sounds_secret(&name) || runs_something(&name);
    if !(cursor.eat("TO") || cursor.eat_symbol(b'=')) || !told || cursor.is("DEFAULT") {
        return;
    }
    loop {
        let bare = cursor.peek().filter(|token| {
            matches!(
                token.kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Quoted
            )
        });
        match bare {
            Some(token) => {
                found.push(Credential {
                    kind: CredentialKind::Setting,
                    name: name.clone(),
                    span: token.span,
                });
                cursor.advance();
            }
            None => note(cursor, CredentialKind::Setting, &name, found),
        }
        if !cursor.eat_symbol(b',') {
            return;
        }
    }
}

/// Whether the setting is a command or library that the server runs.
fn runs_something(name: &str) -> bool {
    name.ends_with("_command")
        || name.ends_with("preload_libraries")
        || matches!(name, "dynamic_library_path" | "archive_library")
}

/// `SELECT set_config('app.secret', 'value', false)`.
fn set_config(mut cursor: Cursor<'_>, found: &mut Vec<Credential>) {
    if !cursor.seek("set_config") {
        return;
    }
    let arguments = cursor
        .group()
        .map(|group| group.split_commas())
        .unwrap_or_default();
    let [name, value, ..] = arguments.as_slice() else {
        return;
    };
    let name = name
        .clone()
        .literal()
        .map(|text| cursor.state.decode(&text).to_lowercase())
        .unwrap_or_default();
    if name.contains('.') || sounds_secret(&name) || runs_something(&name) {
        note(&mut value.clone(), CredentialKind::Setting, &name, found);
    }
}
