use super::{Subject, SubjectKind, dotted, name_or_literal, names_until};
use crate::ddl::cursor::Cursor;

pub(super) fn subject(mut cursor: Cursor<'_>) -> Option<Subject> {
    let verb = cursor.keyword()?;
    cursor.advance();
    match verb.as_str() {
        "CREATE" => create(cursor),
        "ALTER" => alter(cursor),
        "GRANT" => membership(cursor),
        _ => None,
    }
}

fn create(mut cursor: Cursor<'_>) -> Option<Subject> {
    cursor.eat("OR REPLACE");
    if cursor.eat("USER MAPPING") {
        return user_mapping(cursor);
    }
    if cursor.eat_any(&["ROLE", "USER", "GROUP"]) {
        return role(cursor);
    }
    if cursor.eat("SUBSCRIPTION") {
        return subscription(cursor);
    }
    if cursor.eat("PUBLICATION") {
        let subject = Subject::new(SubjectKind::Publication, cursor.name()?);
        let all = cursor.seek("FOR") && cursor.eat("ALL TABLES");
        return Some(subject.with("tables", if all { "all" } else { "" }));
    }
    if cursor.eat("SERVER") {
        return server(cursor);
    }
    if cursor.eat("FOREIGN TABLE") {
        cursor.eat("IF NOT EXISTS");
        let subject = Subject::new(SubjectKind::ForeignTable, dotted(&mut cursor));
        let server = if cursor.seek("SERVER") {
            cursor.name()
        } else {
            None
        };
        return Some(subject.with("server", server.unwrap_or_default()));
    }
    if cursor.eat("EVENT TRIGGER") {
        let subject = Subject::new(SubjectKind::EventTrigger, cursor.name()?);
        let on = if cursor.eat("ON") {
            cursor.name()
        } else {
            None
        };
        let subject = subject.with("event", on.unwrap_or_default());
        return Some(calls(subject, cursor));
    }
    cursor.eat("CONSTRAINT");
    if cursor.eat("TRIGGER") {
        return trigger(cursor);
    }
    if cursor.eat_any(&["FUNCTION", "PROCEDURE"]) {
        let subject = Subject::new(SubjectKind::Routine, dotted(&mut cursor));
        return Some(subject.with("language", language(cursor)));
    }
    if cursor.eat("RULE") {
        return Some(Subject::new(SubjectKind::Rule, cursor.name()?));
    }
    while cursor.eat_any(&["TEMPORARY", "TEMP", "RECURSIVE", "MATERIALIZED"]) {}
    if cursor.eat("VIEW") {
        cursor.eat("IF NOT EXISTS");
        return Some(Subject::new(SubjectKind::View, dotted(&mut cursor)));
    }
    None
}

fn alter(mut cursor: Cursor<'_>) -> Option<Subject> {
    if cursor.eat("SYSTEM") {
        let reset = cursor.eat("RESET") || !cursor.eat("SET");
        let name = dotted(&mut cursor);
        let name = if reset && name.is_empty() {
            "all".to_owned()
        } else {
            name
        };
        return Some(Subject::new(SubjectKind::ServerSetting, name));
    }
    if cursor.eat("USER MAPPING") {
        return user_mapping(cursor);
    }
    if cursor.eat_any(&["ROLE", "USER", "GROUP"]) {
        let mut options = cursor;
        options.name();
        // Settings of a role have places of their own.
        let settings = options.is_any(&["SET", "RESET", "IN", "RENAME"]);
        return if settings { None } else { role(cursor) };
    }
    if cursor.eat("SUBSCRIPTION") {
        let name = cursor.name()?;
        let starts = cursor.is_any(&["ENABLE", "REFRESH", "SET", "ADD", "DROP", "SKIP"]);
        return Some(if starts {
            Subject::new(SubjectKind::SubscriptionStart, name)
        } else {
            Subject::new(SubjectKind::Subscription, name)
        });
    }
    if cursor.eat("SERVER") {
        return server(cursor);
    }
    None
}

/// `name [WITH] option …`
fn role(mut cursor: Cursor<'_>) -> Option<Subject> {
    let mut subject = Subject::new(SubjectKind::Role, name_or_literal(&mut cursor)?);
    let mut rights: Vec<&str> = Vec::new();
    while !cursor.at_end() {
        if let Some(right) = RIGHTS.iter().find(|right| cursor.is(right)) {
            rights.push(right);
        }
        if cursor.eat("VALID UNTIL") {
            let until = cursor.literal().map(|text| cursor.state.decode(&text));
            subject = subject.with("valid_until", until.unwrap_or_default());
        } else {
            cursor.advance();
        }
    }
    Some(subject.with("rights", rights.join(", ").to_lowercase()))
}

/// Options of roles that give rights, or the right to log in.
const RIGHTS: &[&str] = &[
    "SUPERUSER",
    "REPLICATION",
    "BYPASSRLS",
    "CREATEROLE",
    "CREATEDB",
    "LOGIN",
];

/// `GRANT a, b TO c, d`; privileges on objects are no membership.
fn membership(mut cursor: Cursor<'_>) -> Option<Subject> {
    let mut words = cursor;
    if words.seek("ON") {
        return None;
    }
    let roles = names_until(&mut cursor, "TO");
    cursor.eat("TO");
    let mut members = Vec::new();
    loop {
        cursor.eat("GROUP");
        members.extend(name_or_literal(&mut cursor));
        if !cursor.eat_symbol(b',') {
            break;
        }
    }
    let subject = Subject::new(
        SubjectKind::Membership,
        format!("{} in {}", members.join(", "), roles.join(", ")),
    );
    let admin = cursor.seek("ADMIN") && cursor.is_any(&["OPTION", "TRUE"]);
    Some(subject.with("admin", if admin { "yes" } else { "" }))
}

fn subscription(mut cursor: Cursor<'_>) -> Option<Subject> {
    let subject = Subject::new(SubjectKind::Subscription, cursor.name()?);
    let publications = if cursor.seek("PUBLICATION") {
        names_until(&mut cursor, "WITH").join(", ")
    } else {
        String::new()
    };
    Some(subject.with("publications", publications))
}

fn user_mapping(mut cursor: Cursor<'_>) -> Option<Subject> {
    let _ = cursor.eat("IF NOT EXISTS");
    if !cursor.eat("FOR") {
        return None;
    }
    let user = cursor.name()?;
    let server = if cursor.eat("SERVER") {
        cursor.name()
    } else {
        None
    };
    let server = server.unwrap_or_default();
    Some(Subject::new(
        SubjectKind::UserMapping,
        format!("{user} on {server}"),
    ))
}

fn server(mut cursor: Cursor<'_>) -> Option<Subject> {
    cursor.eat("IF NOT EXISTS");
    let subject = Subject::new(SubjectKind::Server, cursor.name()?);
    let wrapper = if cursor.seek("FOREIGN DATA WRAPPER") {
        cursor.name()
    } else {
        None
    };
    Some(subject.with("wrapper", wrapper.unwrap_or_default()))
}

fn trigger(mut cursor: Cursor<'_>) -> Option<Subject> {
    let name = cursor.name()?;
    let mut on = cursor;
    let table = if on.seek("ON") {
        dotted(&mut on)
    } else {
        String::new()
    };
    let subject = Subject::new(SubjectKind::Trigger, format!("{name} on {table}"));
    Some(calls(subject, on))
}

/// With the function that is called.
fn calls(subject: Subject, mut cursor: Cursor<'_>) -> Subject {
    while !cursor.at_end() {
        if cursor.eat("EXECUTE") && cursor.eat_any(&["FUNCTION", "PROCEDURE"]) {
            return subject.with("function", dotted(&mut cursor));
        }
        cursor.advance();
    }
    subject
}

fn language(mut cursor: Cursor<'_>) -> String {
    if cursor.seek("LANGUAGE") {
        let name = name_or_literal(&mut cursor);
        return name.unwrap_or_default().to_lowercase();
    }
    String::new()
}
