//! Who may do what: roles, memberships, grants and owners, each as one line that can be compared.
//!
//! Deliberately absent: what is taken away again (REVOKE, DROP), and passwords.

use bauta_model::Dialect;

use super::cursor::Cursor;
use super::names::SessionState;
use super::places::places;
use super::roles::{self, RolePart};
use super::subject::{Subject, SubjectKind, of_tokens};
use super::token::TokenKind;

/// What a statement without rows gives to whom.
///
/// *Guarantees*: one spelling for what differs in blanks alone; no literal but names of accounts.
pub fn rights(statement: &[u8], state: &SessionState) -> Vec<String> {
    let mut tokens = Cursor::lex(statement, state);
    while (tokens.last()).is_some_and(|last| last.kind == TokenKind::Symbol(b';')) {
        tokens.pop();
    }
    let cursor = Cursor::new(statement, state, &tokens);
    let mut lines = Vec::new();
    lines.extend(of_tokens(cursor).and_then(|subject| of_subject(&subject)));
    granted(cursor, &mut lines);
    let owners = roles::find(cursor).into_iter();
    let owners = owners.filter(|role| {
        let owns = [RolePart::Owner, RolePart::NamesakeOwner];
        owns.contains(&role.part)
    });
    lines.extend(owners.map(|role| format!("owner {}", role.account())));
    if state.dialect() == Dialect::Mysql {
        let definers = places(statement, state).definers.into_iter();
        lines.extend(definers.map(|definer| format!("definer {}", definer.account)));
    }
    lines
}

fn of_subject(subject: &Subject) -> Option<String> {
    let detail = |wanted: &str| {
        let mut details = subject.details.iter();
        details.find_map(|(name, value)| (*name == wanted).then_some(value.as_str()))
    };
    let name = &subject.name;
    match subject.kind {
        SubjectKind::Role => Some(match detail("rights") {
            Some(rights) => format!("role {name}: {rights}"),
            None => format!("role {name}"),
        }),
        SubjectKind::Membership => Some(match detail("admin") {
            Some(_) => format!("membership {name}: admin"),
            None => format!("membership {name}"),
        }),
        _ => None,
    }
}

/// `GRANT … ON … TO …`, and the same as a default for what comes.
fn granted(mut cursor: Cursor<'_>, lines: &mut Vec<String>) {
    let whole = cursor;
    let default = cursor.eat("ALTER DEFAULT PRIVILEGES");
    if default && !cursor.seek("GRANT") || !default && !cursor.eat("GRANT") {
        return;
    }
    let start = if default { whole } else { cursor };
    if !cursor.seek("ON") || !cursor.seek("TO") {
        return;
    }
    let Some(end) = cursor.back(1) else {
        return;
    };
    let what = spelt(&start.until(&end));
    let mut options = cursor;
    let passes_on = options.seek("GRANT OPTION");
    let passes_on = if passes_on {
        ", and may pass it on"
    } else {
        ""
    };
    for mut grantee in cursor.split_commas() {
        grantee.eat("GROUP");
        let Some(name) = account(&mut grantee) else {
            continue;
        };
        lines.push(format!("grant {what} to {name}{passes_on}"));
    }
}

/// `user@host`, or a name alone; PUBLIC is one, too.
fn account(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut name = || {
        let literal = cursor.literal().map(|text| cursor.state.decode(&text));
        literal.or_else(|| cursor.name())
    };
    let user = name()?;
    if !cursor.eat_symbol(b'@') {
        return Some(user);
    }
    let host = cursor.literal().map(|text| cursor.state.decode(&text));
    let host = host.or_else(|| cursor.name()).unwrap_or_default();
    Some(format!("{user}@{host}"))
}

/// The tokens with one blank between, and none around the signs of lists and names.
fn spelt(cursor: &Cursor<'_>) -> String {
    let mut text = String::new();
    let mut joined = true;
    for token in cursor.rest() {
        let word = cursor.state.decode(cursor.raw(*token));
        let sign = matches!(token.kind, TokenKind::Symbol(b'.' | b',' | b'(' | b')'));
        if !joined && !sign {
            text.push(' ');
        }
        text.push_str(&word);
        joined = matches!(token.kind, TokenKind::Symbol(b'.' | b'('));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(dialect: Dialect, statement: &str) -> Vec<String> {
        rights(statement.as_bytes(), &SessionState::from(dialect))
    }

    #[test]
    fn grants_have_one_spelling_and_a_line_for_each_grantee() {
        let postgres = |text| told(Dialect::Postgres, text);
        assert_eq!(
            postgres(
                "GRANT SELECT , INSERT( a,b )\n ON TABLE public . t TO app, GROUP ops, PUBLIC;"
            ),
            [
                "grant SELECT, INSERT(a, b) ON TABLE public.t to app",
                "grant SELECT, INSERT(a, b) ON TABLE public.t to ops",
                "grant SELECT, INSERT(a, b) ON TABLE public.t to public",
            ]
        );
        assert_eq!(
            postgres("GRANT ALL ON SCHEMA s TO \"odd one\" WITH GRANT OPTION;"),
            ["grant ALL ON SCHEMA s to odd one, and may pass it on"]
        );
        assert_eq!(
            postgres(
                "ALTER DEFAULT PRIVILEGES FOR ROLE own IN SCHEMA s GRANT SELECT ON TABLES TO r;"
            ),
            ["grant ALTER DEFAULT PRIVILEGES FOR ROLE own IN SCHEMA s GRANT SELECT ON TABLES to r"]
        );
        assert!(postgres("REVOKE ALL ON SCHEMA s FROM PUBLIC;").is_empty());
        assert!(postgres("CREATE TABLE grant_to (a text);").is_empty());
    }

    #[test]
    fn roles_tell_their_rights_and_never_their_password() {
        let postgres = |text| told(Dialect::Postgres, text);
        assert_eq!(
            postgres("ALTER ROLE app WITH NOSUPERUSER LOGIN REPLICATION PASSWORD 'hunter2';"),
            ["role app: login, replication"]
        );
        assert_eq!(
            postgres("GRANT admin TO app WITH ADMIN OPTION;"),
            ["membership app in admin: admin"]
        );
        assert_eq!(
            postgres("ALTER TABLE public.t OWNER TO boss;"),
            ["owner boss"]
        );
    }

    #[test]
    fn accounts_of_mysql_have_hosts() {
        let mysql = |text| told(Dialect::Mysql, text);
        assert_eq!(
            mysql(
                "GRANT SELECT ON `shop`.* TO `app`@`%` IDENTIFIED BY 'hunter2' WITH GRANT OPTION;"
            ),
            ["grant SELECT ON `shop`.* to app@%, and may pass it on"]
        );
        assert_eq!(
            mysql("CREATE USER 'app'@'%' IDENTIFIED BY 'hunter2';"),
            ["role app@%"]
        );
        assert_eq!(
            mysql(
                "CREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x = 1;"
            ),
            ["definer root@localhost"]
        );
    }
}
