use super::{Subject, SubjectKind, dotted, is_system_schema, name_or_literal, names_until};
use crate::ddl::activation::skip_definer;
use crate::ddl::credential::is_elsewhere;
use crate::ddl::cursor::Cursor;

pub(super) fn subject(cursor: Cursor<'_>) -> Option<Subject> {
    if let Some(name) = system_object(cursor) {
        return Some(Subject::new(SubjectKind::SystemObject, name));
    }
    let mut after = cursor;
    let verb = after.keyword()?;
    after.advance();
    match verb.as_str() {
        "CREATE" => create(after),
        "ALTER" => alter(after),
        "GRANT" => grant(after),
        "SET" => set(after),
        "INSTALL" | "UNINSTALL" => plugin(after),
        "CHANGE" => Some(replication("change")),
        "START" | "STOP" if !after.is("TRANSACTION") => Some(replication(&verb.to_lowercase())),
        "RESET" if after.is_any(&["MASTER", "SLAVE", "REPLICA", "BINARY"]) => {
            Some(replication("reset"))
        }
        _ => None,
    }
}

fn replication(what: &str) -> Subject {
    Subject::new(SubjectKind::Replication, what.to_owned())
}

fn create(mut cursor: Cursor<'_>) -> Option<Subject> {
    cursor.eat("OR REPLACE");
    if cursor.eat("USER") {
        return account(cursor);
    }
    if cursor.eat("ROLE") {
        let _ = cursor.eat("IF NOT EXISTS");
        return Some(Subject::new(SubjectKind::Role, account_name(&mut cursor)?));
    }
    if cursor.eat("SERVER") {
        return server(cursor);
    }
    skip_definer(&mut cursor);
    if cursor.eat("EVENT") {
        cursor.eat("IF NOT EXISTS");
        return Some(Subject::new(SubjectKind::Event, dotted(&mut cursor)));
    }
    if cursor.eat("TRIGGER") {
        cursor.eat("IF NOT EXISTS");
        return Some(Subject::new(SubjectKind::Trigger, dotted(&mut cursor)));
    }
    cursor.eat("AGGREGATE");
    if cursor.eat_any(&["FUNCTION", "PROCEDURE", "PACKAGE"]) {
        cursor.eat("BODY");
        cursor.eat("IF NOT EXISTS");
        let name = dotted(&mut cursor);
        let native = cursor.seek("SONAME");
        let library = cursor.literal().filter(|_| native);
        let library = library.map(|text| cursor.state.decode(&text));
        return Some(match library {
            Some(library) => {
                Subject::new(SubjectKind::NativeFunction, name).with("library", library)
            }
            None => Subject::new(SubjectKind::Routine, name),
        });
    }
    table(cursor)
}

/// A table whose rows are elsewhere.
fn table(mut cursor: Cursor<'_>) -> Option<Subject> {
    cursor.eat("TEMPORARY");
    if !cursor.eat("TABLE") {
        return None;
    }
    cursor.eat("IF NOT EXISTS");
    let name = dotted(&mut cursor);
    while cursor.seek("ENGINE") {
        cursor.eat_symbol(b'=');
        if is_elsewhere(&cursor) {
            let engine = cursor.name().unwrap_or_default();
            return Some(
                Subject::new(SubjectKind::ForeignTable, name).with("engine", engine.to_lowercase()),
            );
        }
    }
    None
}

fn alter(mut cursor: Cursor<'_>) -> Option<Subject> {
    if cursor.eat("USER") {
        return account(cursor);
    }
    if cursor.eat("SERVER") {
        return server(cursor);
    }
    skip_definer(&mut cursor);
    if cursor.eat("EVENT") {
        return Some(Subject::new(SubjectKind::Event, dotted(&mut cursor)));
    }
    // `ALTER INSTANCE ROTATE INNODB MASTER KEY` and its like.
    if cursor.eat("INSTANCE") {
        return Some(Subject::new(
            SubjectKind::ServerSetting,
            "instance".to_owned(),
        ));
    }
    None
}

fn account(mut cursor: Cursor<'_>) -> Option<Subject> {
    let _ = cursor.eat("IF NOT EXISTS") || cursor.eat("IF EXISTS");
    let mut subject = Subject::new(SubjectKind::Role, account_name(&mut cursor)?);
    let mut words = cursor;
    if words.seek("IDENTIFIED") && words.eat_any(&["WITH", "VIA"]) {
        subject = subject.with(
            "plugin",
            name_or_literal(&mut words)
                .unwrap_or_default()
                .to_lowercase(),
        );
    }
    for (keywords, detail, value) in [
        ("ACCOUNT LOCK", "locked", "yes"),
        ("PASSWORD EXPIRE", "expired", "yes"),
        ("REQUIRE SSL", "requires", "ssl"),
        ("REQUIRE X509", "requires", "certificate"),
        ("SUBJECT", "requires", "certificate"),
    ] {
        let mut words = cursor;
        let never = |words: &Cursor<'_>| words.is_any(&["NEVER", "DEFAULT", "INTERVAL"]);
        if words.seek(keywords) && !never(&words) {
            subject = subject.with(detail, value);
        }
    }
    Some(subject)
}

/// `user@host`, or the user alone.
fn account_name(cursor: &mut Cursor<'_>) -> Option<String> {
    let user = name_or_literal(cursor)?;
    if !cursor.eat_symbol(b'@') {
        return Some(user);
    }
    let host = name_or_literal(cursor).unwrap_or_default();
    Some(format!("{user}@{host}"))
}

/// A role given to accounts, or privileges on everything.
fn grant(mut cursor: Cursor<'_>) -> Option<Subject> {
    if cursor.is("PROXY") {
        return None;
    }
    let mut privileges = cursor;
    if !privileges.seek("ON") {
        let roles = names_until(&mut cursor, "TO");
        cursor.eat("TO");
        let member = account_name(&mut cursor).filter(|member| member != "CURRENT_USER")?;
        return Some(Subject::new(
            SubjectKind::Membership,
            format!("{member} in {}", roles.join(", ")),
        ));
    }
    let everything = privileges.eat_symbol(b'*') && privileges.eat_symbol(b'.');
    if !(everything && privileges.seek("TO")) {
        return None;
    }
    let granted = names_until(&mut cursor, "ON").join(" ").to_lowercase();
    let account = account_name(&mut privileges)?;
    let mut options = privileges;
    let passes_on = options.seek("GRANT OPTION");
    (granted != "usage").then(|| {
        Subject::new(SubjectKind::Privilege, account)
            .with("privileges", granted)
            .with("grants_on", if passes_on { "yes" } else { "" })
    })
}

fn server(mut cursor: Cursor<'_>) -> Option<Subject> {
    cursor.eat("IF NOT EXISTS");
    let subject = Subject::new(SubjectKind::Server, name_or_literal(&mut cursor)?);
    let wrapper = if cursor.seek("FOREIGN DATA WRAPPER") {
        name_or_literal(&mut cursor)
    } else {
        None
    };
    Some(subject.with("wrapper", wrapper.unwrap_or_default()))
}

fn plugin(mut cursor: Cursor<'_>) -> Option<Subject> {
    if !cursor.eat_any(&["PLUGIN", "SONAME", "COMPONENT"]) {
        return None;
    }
    cursor.eat("IF NOT EXISTS");
    Some(Subject::new(
        SubjectKind::Plugin,
        name_or_literal(&mut cursor)?,
    ))
}

/// Settings of the server, and how far replication has come.
fn set(cursor: Cursor<'_>) -> Option<Subject> {
    for mut assignment in cursor.split_commas() {
        let mut signs = 0;
        while assignment.eat_symbol(b'@') {
            signs += 1;
        }
        if signs == 1 {
            continue;
        }
        let of_server = assignment.eat_any(&["GLOBAL", "PERSIST", "PERSIST_ONLY"]);
        assignment.eat_symbol(b'.');
        let name = assignment.name().unwrap_or_default().to_lowercase();
        let position =
            name.starts_with("gtid_") && (name.ends_with("purged") || name.ends_with("_pos"));
        if position {
            return Some(Subject::new(SubjectKind::Replication, name));
        }
        if of_server {
            return Some(Subject::new(SubjectKind::ServerSetting, name));
        }
    }
    None
}

/// The name of the object of a system schema that the statement is about.
fn system_object(mut cursor: Cursor<'_>) -> Option<String> {
    let verb = cursor.keyword()?;
    cursor.advance();
    if !VERBS.contains(&verb.as_str()) {
        return None;
    }
    if verb == "CREATE" {
        cursor.eat("OR REPLACE");
        while !cursor.at_end() && !cursor.is_any(OBJECTS) {
            if cursor.is_any(&["USER", "ROLE", "SERVER", "LOGFILE", "TABLESPACE"]) {
                return None;
            }
            cursor.advance();
        }
    }
    if cursor.is_any(&["DATABASE", "SCHEMA"]) && verb != "LOCK" {
        cursor.advance();
        let _ = cursor.eat("IF NOT EXISTS") || cursor.eat("IF EXISTS");
        return cursor.name().filter(|name| is_system_schema(name));
    }
    if !cursor.eat_any(OBJECTS) {
        return None;
    }
    let _ = cursor.eat("IF NOT EXISTS") || cursor.eat("IF EXISTS");
    let mut at = cursor;
    // A trigger or index belongs to whatever it stands on.
    let name = at.table()?;
    let database = name.database.as_deref().unwrap_or_default();
    is_system_schema(database).then(|| format!("{database}.{}", name.table))
}

const VERBS: &[&str] = &[
    "CREATE", "ALTER", "DROP", "LOCK", "TRUNCATE", "RENAME", "OPTIMIZE", "REPAIR", "CHECK",
    "ANALYZE",
];

const OBJECTS: &[&str] = &[
    "TABLE",
    "TABLES",
    "VIEW",
    "TRIGGER",
    "PROCEDURE",
    "FUNCTION",
    "EVENT",
    "SEQUENCE",
    "DATABASE",
    "SCHEMA",
];
