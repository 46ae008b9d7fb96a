use bauta_model::{Dialect, TableName};
use bauta_profile::{ColumnRule, Exception, Profile, Scope, TableRule, TableSelector, column_key};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::rule::{RowsForm, RuleForm};
use super::{ProfileRef, ProfileState};
use crate::history::Change;
use crate::problem::CommandError;
use crate::session::Session;

/// Changes of a profile, made as one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditRequest {
    /// The profile.
    pub profile: String,
    /// The dump it is held against, which tells what names of tables mean.
    pub dump: Option<String>,
    /// What the step is called in undo and redo.
    pub step: String,
    /// The changes, made in this order, all or none.
    pub edits: Vec<Edit>,
}

/// A change of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Edit {
    /// The rule of one column, by the names of the dump; `null` takes its own rule away.
    Column {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The rule.
        rule: Option<RuleForm>,
        /// Whether what people have noted of the column stays: its class, how a doubt about it was
        /// settled, and the reason where the rule gives none.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        keeps_notes: bool,
    },
    /// The rule that a draft would give a column of the dump; its notes stay. Where a draft would
    /// say nothing, nothing is changed.
    Advised {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// The rule under selectors, as written or with `*`; `null` takes it away.
    Selector {
        /// The table's selector.
        table: String,
        /// The column's selector.
        column: String,
        /// The rule.
        rule: Option<RuleForm>,
    },
    /// Which rows of a table stay; `null` leaves it to other rules.
    Rows {
        /// The table.
        table: String,
        /// Which rows.
        rows: Option<RowsForm>,
        /// Why.
        reason: Option<String>,
    },
    /// Settles a doubt, or opens it again; the question stays.
    Settle {
        /// The table's selector as written.
        table: String,
        /// The column's selector as written; `null` where it is about the table itself.
        column: Option<String>,
        /// How it is settled; `null` opens it again.
        reviewed: Option<String>,
    },
    /// What stands at the top of the profile.
    Settings {
        /// All of it.
        settings: Box<ProfileSettings>,
    },
    /// The exceptions.
    Exceptions {
        /// All of them.
        exceptions: Vec<ExceptionForm>,
    },
}

/// What stands at the top of a profile, keyed as in its file (`environment`, `unlisted`,
/// `secrets`, `databases`, `endpoints`, …); what equals its default may be left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "Record<string, unknown>")]
pub struct ProfileSettings(pub Map<String, Value>);

/// Permission to keep what a detector rates high or critical.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExceptionForm {
    /// The column it holds for, as `table.column`.
    pub column: Option<String>,
    /// The one secret it holds for.
    pub fingerprint: Option<String>,
    /// Ids of the kinds it holds for.
    pub kinds: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where that was decided.
    pub ticket: Option<String>,
    /// Who answers for it.
    pub owner: String,
    /// First day, as `2026-11-29`.
    pub issued: String,
    /// Last day, as `2026-11-29`.
    pub expires: String,
}

/// Changes a profile in one named step, and keeps the draft of it safe.
///
/// # Errors
/// A form is no rule, or a setting none that a profile can have; then nothing is changed.
pub fn edit_profile(session: &Session, input: EditRequest) -> Result<ProfileState, CommandError> {
    let dialect = dialect_of(session, input.dump.as_deref())?;
    let edits = super::draft::advised(session, input.dump.as_deref(), input.edits)?;
    session.with_document(&input.profile, |document| {
        let changes = changes(&document.profile, dialect, edits)?;
        document
            .history
            .make(&mut document.profile, &input.step, changes);
        document.revision += 1;
        Ok(())
    })?;
    settled(session, input.profile)
}

/// Takes the last step back; without one nothing happens.
///
/// # Errors
/// The profile is not open.
pub fn undo_profile(session: &Session, input: ProfileRef) -> Result<ProfileState, CommandError> {
    session.with_document(&input.profile, |document| {
        let moved = document.history.undo(&mut document.profile);
        document.revision += u64::from(moved);
        Ok(())
    })?;
    settled(session, input.profile)
}

/// Makes the step again that was taken back last; without one nothing happens.
///
/// # Errors
/// The profile is not open.
pub fn redo_profile(session: &Session, input: ProfileRef) -> Result<ProfileState, CommandError> {
    session.with_document(&input.profile, |document| {
        let moved = document.history.redo(&mut document.profile);
        document.revision += u64::from(moved);
        Ok(())
    })?;
    settled(session, input.profile)
}

fn settled(session: &Session, profile: String) -> Result<ProfileState, CommandError> {
    session.save_draft_of(&profile);
    super::profile_state(session, ProfileRef { profile })
}

pub(super) fn dialect_of(
    session: &Session,
    dump: Option<&str>,
) -> Result<Option<Dialect>, CommandError> {
    let Some(dump) = dump else { return Ok(None) };
    let survey = session.dump(dump)?.survey()?;
    Ok(Some(survey.inspection().dialect))
}

/// The changes that edits mean, each as the one before leaves the profile.
pub(super) fn changes(
    profile: &Profile,
    dialect: Option<Dialect>,
    edits: Vec<Edit>,
) -> Result<Vec<Change>, CommandError> {
    let scope = Scope {
        schema: (dialect.or(profile.dialect)).and_then(Dialect::default_schema),
        database: None,
    };
    let mut keys = Keys::of(profile, scope);
    edits.into_iter().map(|edit| keys.change(edit)).collect()
}

/// Under which keys of the profile tables and columns stand.
struct Keys<'p> {
    profile: &'p Profile,
    scope: Scope<'p>,
}

impl<'p> Keys<'p> {
    fn of(profile: &'p Profile, scope: Scope<'p>) -> Self {
        Self { profile, scope }
    }

    fn change(&mut self, edit: Edit) -> Result<Change, CommandError> {
        let rule_of = |rule: Option<RuleForm>| {
            let rule = rule.map(RuleForm::into_rule).transpose()?;
            Ok::<_, CommandError>(rule.map(Box::new))
        };
        Ok(match edit {
            Edit::Column {
                table,
                column,
                rule,
                keeps_notes,
            } => {
                let table = self.table(&table)?;
                let column = self.column(&table, &column);
                let mut rule = rule_of(rule)?;
                if let Some(rule) = rule.as_mut().filter(|_| keeps_notes) {
                    self.keep_notes(rule, &table, &column);
                }
                Change::Column {
                    table,
                    column,
                    rule,
                    at: None,
                }
            }
            Edit::Advised { .. } => {
                return Err(CommandError::usage(
                    "what a draft would say is known of a dump alone",
                ));
            }
            Edit::Selector {
                table,
                column,
                rule,
            } => {
                if TableSelector::parse(&table).is_none() || column.is_empty() {
                    return Err(CommandError::usage("this selects no table or column"));
                }
                Change::Column {
                    table,
                    column,
                    rule: rule_of(rule)?,
                    at: None,
                }
            }
            Edit::Rows {
                table,
                rows,
                reason,
            } => {
                let table = self.table(&table)?;
                let mut rule = self.rule_of(&table);
                rule.rows = rows.map(RowsForm::into_rows).transpose()?.flatten();
                rule.reason = reason;
                let empty = rule == TableRule::default();
                Change::Table {
                    rule: (!empty).then(|| Box::new(rule)),
                    table,
                    at: None,
                }
            }
            Edit::Settle {
                table,
                column,
                reviewed,
            } => self.settle(table, column.as_deref(), reviewed)?,
            Edit::Settings { settings } => self.settings(|tree| {
                tree.retain(|key, _| matches!(key.as_str(), "version" | "exceptions"));
                let asked = settings.0.into_iter();
                tree.extend(asked.filter(|(key, _)| {
                    !matches!(key.as_str(), "version" | "exceptions" | "tables")
                }));
            })?,
            Edit::Exceptions { exceptions } => self.settings(|tree| {
                let list: Vec<Value> = exceptions
                    .into_iter()
                    .map(ExceptionForm::into_json)
                    .collect();
                tree.insert("exceptions".to_owned(), list.into());
            })?,
        })
    }

    fn keep_notes(&self, rule: &mut ColumnRule, table: &str, column: &str) {
        let of = self.profile.tables.get(table);
        let Some(before) = of.and_then(|of| of.columns.get(column)) else {
            return;
        };
        rule.class.clone_from(&before.class);
        rule.reviewed.clone_from(&before.reviewed);
        if rule.reason.is_none() {
            rule.reason.clone_from(&before.reason);
        }
    }

    fn settle(
        &self,
        table: String,
        column: Option<&str>,
        reviewed: Option<String>,
    ) -> Result<Change, CommandError> {
        let none = || CommandError::usage("the profile has no such rule");
        let rule = self.profile.tables.get(&table).ok_or_else(none)?;
        let Some(column) = column else {
            let rule = Box::new(TableRule {
                reviewed,
                ..rule.clone()
            });
            return Ok(Change::Table {
                table,
                rule: Some(rule),
                at: None,
            });
        };
        let rule = rule.columns.get(column).ok_or_else(none)?.clone();
        Ok(Change::Column {
            table,
            column: column.to_owned(),
            rule: Some(Box::new(ColumnRule { reviewed, ..rule })),
            at: None,
        })
    }

    /// The key of the rule that names the table itself, or the one it would get.
    fn table(&self, name: &str) -> Result<String, CommandError> {
        let name: TableName = name
            .parse()
            .map_err(|_| CommandError::usage("this is no name of a table"))?;
        let exact = TableSelector::exactly(&name).to_string();
        if self.profile.tables.contains_key(&exact) {
            return Ok(exact);
        }
        let mut keys = self.profile.tables.keys();
        let known = keys.find(|key| {
            let selector = TableSelector::parse(key);
            selector
                .is_some_and(|selector| !selector.is_glob() && selector.matches(&name, self.scope))
        });
        Ok(known.cloned().unwrap_or(exact))
    }

    fn column(&self, table: &str, name: &str) -> String {
        let key = column_key(name);
        let of = self.profile.tables.get(table);
        let known = of.and_then(|table| {
            let mut keys = table.columns.keys();
            keys.find(|known| **known == key || known.eq_ignore_ascii_case(&key))
        });
        known.cloned().unwrap_or(key)
    }

    fn rule_of(&self, table: &str) -> TableRule {
        self.profile.tables.get(table).cloned().unwrap_or_default()
    }

    /// The profile without its tables, changed as a tree and read again by its own reader.
    fn settings(
        &self,
        change: impl FnOnce(&mut Map<String, Value>),
    ) -> Result<Change, CommandError> {
        let mut tree = settings_tree(self.profile);
        change(&mut tree);
        let profile =
            Profile::parse(&Value::Object(tree).to_string()).map_err(|mut problems| {
                for problem in &mut problems {
                    (problem.place.line, problem.place.column) = (0, 0);
                }
                CommandError::from(problems)
            })?;
        Ok(Change::Settings(Box::new(profile)))
    }
}

/// All but the rules of tables, as the profile's file has it.
fn settings_tree(profile: &Profile) -> Map<String, Value> {
    let bare = Profile {
        name: profile.name.clone(),
        dialect: profile.dialect,
        environment: profile.environment.clone(),
        key_id: profile.key_id.clone(),
        reveal_key: profile.reveal_key.clone(),
        epoch: profile.epoch.clone(),
        include: profile.include.clone(),
        unlisted: profile.unlisted,
        secrets: profile.secrets,
        statistics: profile.statistics,
        large_objects: profile.large_objects,
        databases: profile.databases.clone(),
        identities: profile.identities.clone(),
        replacements: profile.replacements.clone(),
        endpoints: profile.endpoints.clone(),
        tables: indexmap::IndexMap::default(),
        exceptions: profile.exceptions.clone(),
        reviewed: profile.reviewed.clone(),
        comments: bauta_profile::Comments::default(),
    };
    match bare.to_json() {
        Value::Object(mut tree) => {
            tree.shift_remove("tables");
            tree
        }
        _ => Map::new(),
    }
}

impl ProfileSettings {
    pub(crate) fn of(profile: &Profile) -> Self {
        let mut tree = settings_tree(profile);
        tree.shift_remove("version");
        tree.shift_remove("exceptions");
        Self(tree)
    }
}

impl ExceptionForm {
    pub(crate) fn of(exception: &Exception) -> Self {
        Self {
            column: exception.column.as_ref().map(ToString::to_string),
            fingerprint: exception.fingerprint.clone(),
            kinds: exception.kinds.clone(),
            reason: exception.reason.clone(),
            ticket: exception.ticket.clone(),
            owner: exception.owner.clone(),
            issued: exception.issued.to_string(),
            expires: exception.expires.to_string(),
        }
    }

    fn into_json(self) -> Value {
        let mut map = Map::new();
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                map.insert(key.to_owned(), value);
            }
        };
        put("column", self.column.map(Value::from));
        put("fingerprint", self.fingerprint.map(Value::from));
        put("kinds", Some(self.kinds.into()));
        put("reason", Some(self.reason.into()));
        put("ticket", self.ticket.map(Value::from));
        put("owner", Some(self.owner.into()));
        put("issued", Some(self.issued.into()));
        put("expires", Some(self.expires.into()));
        Value::Object(map)
    }
}
