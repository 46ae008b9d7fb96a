//! What statements say, told from anything.

use bauta_dump::ddl::{self, SessionState, Tokens};
use bauta_dump::{Scan, Scanner};
use bauta_model::{Catalog, Dialect, Span};

/// Nothing panics, and every place lies within its statement.
pub fn run(data: &[u8]) {
    for dialect in [Dialect::Postgres, Dialect::Mysql, Dialect::Sqlite] {
        // Taken as one statement, whatever it is.
        let mut catalog = Catalog::default();
        read(data, &mut SessionState::from(dialect), &mut catalog);
        // Taken as a script, so that statements build on each other.
        let mut catalog = Catalog::default();
        let mut state = SessionState::from(dialect);
        let mut scanner = Scanner::new(dialect);
        let mut rest = data;
        while let Ok(Scan::Frame(frame)) = scanner.scan(rest, true) {
            let (statement, after) = rest.split_at(frame.len);
            read(statement, &mut state, &mut catalog);
            rest = after;
        }
    }
}

fn read(statement: &[u8], state: &mut SessionState, catalog: &mut Catalog) {
    let mut end = 0;
    for token in Tokens::new(statement, state.syntax) {
        assert!(
            end <= token.span.start && token.span.start < token.span.end,
            "tokens out of order"
        );
        assert!(
            token.span.end <= statement.len(),
            "a token beyond its statement"
        );
        end = token.span.end;
    }
    let within = |span: Span| {
        assert!(
            span.start <= span.end && span.end <= statement.len(),
            "a place beyond its statement"
        );
    };
    ddl::classify(statement, state);
    if let Ok(head) = ddl::insert_head(statement, state) {
        within(head.span);
    }
    ddl::copy_head(statement, state).ok();
    ddl::rights(statement, state);
    let found = ddl::places(statement, state);
    for database in &found.databases {
        within(database.span);
        database.renamed("it's \"another\" `one`\\");
    }
    found
        .credentials
        .iter()
        .for_each(|credential| within(credential.span));
    found
        .definers
        .iter()
        .for_each(|definer| within(definer.span));
    found
        .auto_increment
        .iter()
        .chain(&found.restarts)
        .for_each(|span| within(*span));
    let owners = ddl::comment_owners(statement, state);
    for role in found.roles.iter().chain(&owners) {
        within(role.span);
        role.host.iter().for_each(|host| within(host.span));
        drop((role.account(), role.renamed("it's \"another\" `one`\\")));
    }
    if let Some(span) = ddl::auto_increment_span(statement, state) {
        within(span);
    }
    if let Some(database) = ddl::connect_database(statement) {
        within(database.span);
    }
    ddl::learn(catalog, statement, state);
    state.follow(statement);
}
