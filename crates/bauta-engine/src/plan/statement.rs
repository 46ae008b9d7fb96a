//! Which statements pass, which are rewritten, dropped or refused.

use bauta_dump::ddl::{self, DatabasePlace, LargeObject, SessionState, Statement};
use bauta_model::{Catalog, Dialect, Span, TableName};
use bauta_profile::{Profile, Retention};

use super::compile::{Plan, Settings};
use super::identity::{self, Noted, Treatment};
use super::table::Action;
use crate::error::{Code, Diagnostic};

/// What becomes of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Pass,
    Replace(Vec<u8>),
    Drop,
}

/// Judges statements by the profile.
pub(crate) struct StatementPolicy<'a> {
    pub(crate) settings: &'a Settings,
}

/// A stretch of a statement and what is written instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) with: Vec<u8>,
}

impl StatementPolicy<'_> {
    fn profile(&self) -> &Profile {
        &self.settings.profile
    }

    /// Judges a statement that carries no rows.
    pub(crate) fn judge(
        &self,
        statement: &[u8],
        state: &SessionState,
        catalog: &Catalog,
        plan: Option<&Plan>,
        noted: &mut Vec<Noted>,
    ) -> Result<Verdict, Diagnostic> {
        if !self.settings.scrubs() {
            self.list(statement, state, noted);
            return Ok(Verdict::Pass);
        }
        match ddl::classify(statement, state) {
            Statement::Empty | Statement::Transaction | Statement::SchemaRow => Ok(Verdict::Pass),
            Statement::Statistics if self.profile().statistics == Retention::Keep => {
                Ok(Verdict::Pass)
            }
            Statement::Statistics => {
                noted.push(Noted::new(
                    "statistics",
                    "planner statistics",
                    Treatment::Drop,
                ));
                Ok(Verdict::Drop)
            }
            Statement::LargeObject(LargeObject::Describe)
                if self.profile().large_objects == Retention::Keep =>
            {
                self.rewrite(statement, state, catalog, plan, noted)
            }
            Statement::LargeObject(_) if self.profile().large_objects == Retention::Keep => {
                Ok(Verdict::Pass)
            }
            Statement::LargeObject(what) => {
                if what == LargeObject::Create {
                    noted.push(Noted::new("large-object", "large object", Treatment::Drop));
                }
                Ok(Verdict::Drop)
            }
            Statement::Setval(setval) => Ok(move_setval(statement, &setval, catalog, plan)),
            Statement::Ddl { .. } | Statement::Settings => {
                self.rewrite(statement, state, catalog, plan, noted)
            }
            Statement::SelectFunction { name } => {
                Err(refused(&format!("a SELECT of the function {name}()")))
            }
            Statement::Update { table } => Err(refused(&format!("an UPDATE of {table}"))),
            Statement::CarriesData { keyword } => {
                Err(refused(&format!("a {keyword} that carries data")))
            }
            Statement::NotUnderstood { reason } => Err(refused(&format!(
                "a statement that is not understood ({reason})"
            ))),
            // A row of defaults holds nothing of the original.
            Statement::Insert(head) if head.source == ddl::InsertSource::DefaultValues => {
                Ok(Verdict::Pass)
            }
            Statement::Insert(head) => Err(refused(&format!(
                "an INSERT into {} without a list of rows",
                head.table
            ))),
            Statement::CopyFrom(head) => Err(refused(&format!(
                "a COPY into {} without its data",
                head.table
            ))),
            Statement::Unlisted { keyword } if keyword.is_empty() => {
                Err(refused("a statement that begins with no word"))
            }
            Statement::Unlisted { keyword } => {
                Err(refused(&format!("a statement that begins with {keyword}")))
            }
        }
    }

    /// Notes whom a statement names that passes as it is.
    fn list(&self, statement: &[u8], state: &SessionState, noted: &mut Vec<Noted>) {
        let named = matches!(
            ddl::classify(statement, state),
            Statement::Ddl { .. }
                | Statement::Settings
                | Statement::LargeObject(LargeObject::Describe)
        );
        if named {
            let places = ddl::places(statement, state);
            let judged = self.identities(statement, state, &places).noted.into_iter();
            noted.extend(judged.map(|noted| Noted {
                treatment: Treatment::Inventory,
                ..noted
            }));
        }
    }

    fn identities(
        &self,
        statement: &[u8],
        state: &SessionState,
        places: &ddl::Places,
    ) -> identity::Judged {
        let identities = &self.profile().identities;
        identity::judge(statement, state, places, identities, &self.settings.staging)
    }

    /// Judges comments between statements.
    pub(crate) fn comments(&self, comments: &[u8], state: &SessionState) -> Verdict {
        if !self.settings.scrubs() {
            return Verdict::Pass;
        }
        let edits = identity::comment_edits(comments, &self.profile().identities, state);
        apply(comments, edits).map_or(Verdict::Pass, Verdict::Replace)
    }

    /// A line for the client program.
    pub(crate) fn client_command(
        &self,
        line: &[u8],
        dialect: Dialect,
    ) -> Result<Verdict, Diagnostic> {
        if !self.settings.scrubs() {
            return Ok(Verdict::Pass);
        }
        let text = String::from_utf8_lossy(line);
        let command = text.split_whitespace().next().unwrap_or_default();
        match (dialect, command) {
            (Dialect::Postgres, "\\connect" | "\\c") => match ddl::connect_database(line) {
                Some(place) => Ok(self
                    .rename(line, &[place])?
                    .map_or(Verdict::Pass, Verdict::Replace)),
                None => Err(Diagnostic::new(
                    Code::RefusedStatement,
                    "a \\connect whose database is not understood",
                )),
            },
            (
                Dialect::Postgres,
                "\\restrict" | "\\unrestrict" | "\\echo" | "\\pset" | "\\encoding" | "\\set"
                | "\\unset" | "\\timing",
            ) => {
                if text.contains('`') {
                    return Err(Diagnostic::new(
                        Code::RefusedStatement,
                        "a client command that runs a program",
                    ));
                }
                Ok(Verdict::Pass)
            }
            (Dialect::Mysql, word) if word.eq_ignore_ascii_case("delimiter") => Ok(Verdict::Pass),
            _ => {
                let name: String = command.chars().take(16).collect();
                Err(Diagnostic::new(
                    Code::RefusedStatement,
                    format!("the client command `{name}` is not one a dump needs"),
                )
                .hint("remove it from the dump, or check it with `secrets: report`"))
            }
        }
    }

    fn rewrite(
        &self,
        statement: &[u8],
        state: &SessionState,
        catalog: &Catalog,
        plan: Option<&Plan>,
        noted: &mut Vec<Noted>,
    ) -> Result<Verdict, Diagnostic> {
        let places = ddl::places(statement, state);
        let judged = self.identities(statement, state, &places);
        noted.extend(judged.noted);
        if judged.drop {
            return Ok(Verdict::Drop);
        }
        let mut edits = judged.edits;
        for place in &places.databases {
            if let Some(with) = self.renamed(place)? {
                edits.push(Edit {
                    span: place.span,
                    with,
                });
            }
        }
        if let Some(top) = places
            .auto_increment
            .first()
            .and(key_range(statement, state, catalog, plan))
        {
            edits.extend(places.auto_increment.iter().map(|span| Edit {
                span: *span,
                with: top.to_string().into_bytes(),
            }));
        }
        Ok(apply(statement, edits).map_or(Verdict::Pass, Verdict::Replace))
    }

    fn rename(
        &self,
        statement: &[u8],
        places: &[DatabasePlace],
    ) -> Result<Option<Vec<u8>>, Diagnostic> {
        let mut edits = Vec::new();
        for place in places {
            if let Some(with) = self.renamed(place)? {
                edits.push(Edit {
                    span: place.span,
                    with,
                });
            }
        }
        Ok(apply(statement, edits))
    }

    /// The new name of a database; those the profile does not name are refused, so that a clone
    /// never lands in production by name.
    fn renamed(&self, place: &DatabasePlace) -> Result<Option<Vec<u8>>, Diagnostic> {
        if let Some(to) = self.profile().databases.get(&place.name) {
            return Ok(Some(place.renamed(to)));
        }
        if is_every_servers(&place.name, self.settings.dialect) {
            return Ok(None);
        }
        Err(Diagnostic::new(
            Code::UnnamedDatabase,
            format!(
                "the dump names the database `{}`, the profile does not",
                place.name
            ),
        )
        .hint(format!("add `databases: {{{0}: {0}_staging}}`", place.name)))
    }
}

/// `setval` moves to the end of the range into which keys are permuted.
fn move_setval(
    statement: &[u8],
    setval: &ddl::Setval,
    catalog: &Catalog,
    plan: Option<&Plan>,
) -> Verdict {
    let owner = setval
        .sequence
        .as_ref()
        .and_then(|sequence| catalog.sequences.get(sequence))
        .and_then(|sequence| sequence.owner.clone());
    let top = owner.and_then(|(table, column)| range_top(plan?, &table, column.as_str()));
    match (setval.number, top) {
        (Some(span), Some(top)) => {
            let edit = Edit {
                span,
                with: top.to_string().into_bytes(),
            };
            apply(statement, vec![edit]).map_or(Verdict::Pass, Verdict::Replace)
        }
        _ => Verdict::Pass,
    }
}

/// The end of the key range of the table that an `AUTO_INCREMENT=` belongs to.
fn key_range(
    statement: &[u8],
    state: &SessionState,
    catalog: &Catalog,
    plan: Option<&Plan>,
) -> Option<i64> {
    let mut alone = Catalog::default();
    let ddl::Learned::Table(name) = ddl::learn(&mut alone, statement, state) else {
        return None;
    };
    let table = catalog.tables.get(&name)?;
    let column = table.columns.iter().find(|column| column.identity)?;
    range_top(plan?, &name, column.name.as_str())
}

/// The end of the range that a column's keys are permuted into, plus one.
fn range_top(plan: &Plan, table: &TableName, column: &str) -> Option<i64> {
    let planned = plan
        .tables
        .get(table)?
        .columns
        .iter()
        .find(|planned| planned.name.as_str() == column)?;
    let Action::Mask { mask, .. } = &planned.action else {
        return None;
    };
    let (_, top) = mask.transformer.key_range()?;
    i64::try_from(top).ok()?.checked_add(1)
}

/// Whether every server has a database of that name.
fn is_every_servers(name: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Mysql => ddl::is_system_table(
            &TableName {
                database: Some(name.to_owned()),
                ..TableName::bare("")
            },
            dialect,
        ),
        _ => matches!(name, "postgres" | "template1" | "template0"),
    }
}

fn refused(what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::RefusedStatement,
        format!("{what} could bring data past the rules"),
    )
    .hint("dump without it, or look at the whole with `secrets: report`")
}

/// The statement with the edits made; `None` where there are none.
fn apply(statement: &[u8], mut edits: Vec<Edit>) -> Option<Vec<u8>> {
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| edit.span);
    let mut out = Vec::with_capacity(statement.len());
    let mut at = 0;
    for edit in edits {
        if edit.span.start < at {
            continue;
        }
        out.extend_from_slice(&statement[at..edit.span.start]);
        out.extend_from_slice(&edit.with);
        at = edit.span.end;
    }
    out.extend_from_slice(&statement[at..]);
    Some(out)
}
