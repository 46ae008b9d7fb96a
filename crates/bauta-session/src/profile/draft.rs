use std::collections::HashMap;
use std::sync::Arc;

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Basis, Input, Job, Output, ProfileSource, Survey};
use bauta_profile::{Decision, Profile, Rules, Scope};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::edit::Edit;
use super::editor::EditorTableRequest;
use super::rule::RuleForm;
use crate::dumps::OpenDump;
use crate::event::{JobResult, Work};
use crate::history::Change;
use crate::jobs::JobRef;
use crate::problem::CommandError;
use crate::session::Session;

/// A draft is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftRequest {
    /// The dump, which has been inspected.
    pub dump: String,
    /// The profile to bring up to date, of which nothing decided is touched; `null` for a new one.
    pub profile: Option<String>,
}

/// What a draft would decide about a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecommendedRule {
    /// The column.
    pub column: String,
    /// The rule.
    pub rule: RuleForm,
}

/// Proposes a profile for an inspected dump, as a job: a new one, or what an open one lacks, as one
/// step that can be undone.
///
/// # Errors
/// The dump has not been inspected, or the profile is not open.
pub fn draft_profile(session: &Session, input: DraftRequest) -> Result<JobRef, CommandError> {
    let dump = session.dump(&input.dump)?;
    dump.survey()?;
    let text = input.profile.as_deref().map(|profile| {
        session.with_document(profile, |document| {
            Ok((document.profile.to_string(), document.folder()))
        })
    });
    let reviewed = text.transpose()?;
    let today = session.desk.today();
    session.begin(Work::Draft, move |session, _| {
        let draft = propose(&dump, reviewed, &today)?;
        let drafted = Profile::parse(&draft.text)?;
        let (decided, reviews) = (draft.decided, draft.reviews.len());
        let profile = match input.profile {
            None => session.open_unsaved(drafted)?,
            Some(profile) => {
                adopt(session, &profile, drafted)?;
                profile
            }
        };
        Ok(JobResult::Drafted {
            profile,
            decided,
            reviews,
        })
    })
}

/// What a draft would decide about each column of a table: one click away.
///
/// # Errors
/// The dump has not been inspected, or no draft can be made of it.
pub fn recommended_rules(
    session: &Session,
    input: EditorTableRequest,
) -> Result<Vec<RecommendedRule>, CommandError> {
    let advice = Advice::of(session, &input.dump)?;
    let rules = advice.rules(&input.table)?;
    Ok(rules.unwrap_or_default())
}

/// Edits with what a draft would say in the place of those that ask for it.
pub(super) fn advised(
    session: &Session,
    dump: Option<&str>,
    edits: Vec<Edit>,
) -> Result<Vec<Edit>, CommandError> {
    if !edits
        .iter()
        .any(|edit| matches!(edit, Edit::Advised { .. }))
    {
        return Ok(edits);
    }
    let dump = dump.ok_or_else(|| CommandError::usage("a draft is made of a dump"))?;
    let advice = Advice::of(session, dump)?;
    let mut known: HashMap<String, HashMap<String, RuleForm>> = HashMap::new();
    let mut told = Vec::with_capacity(edits.len());
    for edit in edits {
        let Edit::Advised { table, column } = edit else {
            told.push(edit);
            continue;
        };
        if !known.contains_key(&table) {
            let rules = advice.rules(&table)?.unwrap_or_default().into_iter();
            let rules = rules.map(|advised| (advised.column, advised.rule));
            known.insert(table.clone(), rules.collect());
        }
        let rule = known.get(&table).and_then(|rules| rules.get(&column));
        if let Some(rule) = rule {
            told.push(Edit::Column {
                rule: Some(rule.clone()),
                table,
                column,
                keeps_notes: true,
            });
        }
    }
    Ok(told)
}

/// What a draft of a dump would decide.
struct Advice {
    survey: Arc<Survey>,
    proposal: Arc<Profile>,
}

impl Advice {
    fn of(session: &Session, dump: &str) -> Result<Self, CommandError> {
        let dump = session.dump(dump)?;
        let survey = dump.survey()?;
        let today = session.desk.today();
        let proposal = dump.proposal(|| {
            let draft = propose(&dump, None, &today)?;
            Ok::<_, CommandError>(Profile::parse(&draft.text)?)
        })?;
        Ok(Self { survey, proposal })
    }

    /// About each column of a table; `None` where a name cannot be read.
    fn rules(&self, table: &str) -> Result<Option<Vec<RecommendedRule>>, CommandError> {
        let inspection = self.survey.inspection();
        let found = inspection.tables.iter().find(|found| found.name == table);
        let found = found.ok_or_else(|| CommandError::usage("the dump has no such table"))?;
        let names: Vec<&str> = found
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let Ok(name) = found.name.parse() else {
            return Ok(None);
        };
        let scope = Scope {
            schema: inspection.dialect.default_schema(),
            database: None,
        };
        let decision = Rules::new(&self.proposal, &[], scope).decide(&[&name], &names);
        let columns = names.iter().zip(decision.columns);
        let rules = columns.filter_map(|(column, decision)| match decision {
            Decision::Rule(rule, _) => Some(RecommendedRule {
                column: (*column).to_owned(),
                rule: RuleForm::of(rule),
            }),
            _ => None,
        });
        Ok(Some(rules.collect()))
    }
}

/// A draft of a dump that has been surveyed; nothing is read again.
fn propose(
    dump: &OpenDump,
    reviewed: Option<(String, std::path::PathBuf)>,
    today: &str,
) -> Result<bauta_engine::Draft, CommandError> {
    let name = dump.name();
    let name = name.split('.').next().filter(|name| !name.is_empty());
    let name = name.unwrap_or("draft").to_owned();
    let (source, basis) = match reviewed {
        None => (ProfileSource::of(""), Basis::New(name)),
        Some((text, folder)) => (
            ProfileSource {
                folder,
                ..ProfileSource::of(&text)
            },
            Basis::Reviewed,
        ),
    };
    // What is drafted depends on no key.
    let key = EnvironmentKey::from_root("", dump.root);
    let input = Input::from_reader(std::io::empty());
    let mut job = Job::new(source, input, Output::Discard, key);
    today.clone_into(&mut job.today);
    Ok(dump.survey()?.draft(job, &basis)?)
}

/// Takes over what a draft says of a profile that is open, as one step.
fn adopt(session: &Session, handle: &str, drafted: Profile) -> Result<(), CommandError> {
    session.with_document(handle, |document| {
        let mut changes = Vec::new();
        for (table, rule) in &drafted.tables {
            if document.profile.tables.get(table) != Some(rule) {
                changes.push(Change::Table {
                    table: table.clone(),
                    rule: Some(Box::new(rule.clone())),
                    at: None,
                });
            }
        }
        changes.push(Change::Settings(Box::new(Profile {
            tables: indexmap::IndexMap::default(),
            ..drafted
        })));
        document
            .history
            .make(&mut document.profile, "draft", changes);
        document.revision += 1;
        Ok(())
    })?;
    session.save_draft_of(handle);
    Ok(())
}
