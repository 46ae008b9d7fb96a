use std::path::PathBuf;
use std::sync::Arc;

use bauta_crypto::EnvironmentKey;
use bauta_detect::OwnRules;
use bauta_engine::{
    ApprovalStore, Code, Diagnostic, Examined, Input, Job, Output, ProfileSource, Subject as Made,
};
use bauta_model::Dialect;
use bauta_profile::Profile;
use bauta_trust::{Digest, Terms};
use jiff::Timestamp;

use super::ReviewRequest;
use super::changes::Columns;
use super::file;
use crate::cli;
use crate::dumps::OpenDump;
use crate::problem::CommandError;
use crate::session::Session;
use crate::trust;

/// What is reviewed, with handles resolved.
pub(super) struct Subject {
    pub(super) profile: String,
    /// Where the profile is saved.
    pub(super) path: PathBuf,
    /// As it is saved.
    pub(super) rules: Profile,
    /// As it is edited, which is what the reviewer looks at.
    pub(super) edited: Profile,
    pub(super) store: ApprovalStore,
    pub(super) environment: String,
    pub(super) terms: Terms,
    pub(super) now: Timestamp,
    /// Whether the profile as it is edited is the one that is saved.
    pub(super) saved: bool,
    against: Against,
    source: ProfileSource,
    detectors: Option<Arc<OwnRules>>,
    today: String,
}

/// What the profile is held against.
enum Against {
    Dump(Arc<OpenDump>),
    /// What a review file tells of a dump.
    File {
        path: PathBuf,
        made: Box<Made>,
        columns: Columns,
    },
}

impl Subject {
    pub(super) fn of(session: &Session, input: &ReviewRequest) -> Result<Self, CommandError> {
        let against = Against::of(session, input)?;
        let (source, path, rules, edited) = session.with_document(&input.profile, |document| {
            let path = document.path.clone();
            let path = path.ok_or_else(|| {
                CommandError::usage("approvals lie beside the profile: save it first")
            })?;
            let source = ProfileSource {
                name: document.name(),
                text: document.saved.to_string(),
                folder: document.folder(),
            };
            let (rules, edited) = (document.saved.clone(), document.profile.clone());
            Ok((source, path, rules, edited))
        })?;
        let environment = input.environment.clone().or(rules.environment.clone());
        let environment = environment.unwrap_or_else(|| "default".to_owned());
        let now = (session.desk.clock)();
        Ok(Self {
            profile: input.profile.clone(),
            store: ApprovalStore::beside(&path),
            path,
            saved: edited == rules,
            rules,
            edited,
            terms: trust::terms(session, &environment)?,
            environment,
            now: Timestamp::from_second(now.as_second()).unwrap_or(now),
            against,
            source,
            detectors: session.own_rules()?,
            today: session.desk.today(),
        })
    }

    /// The dump, for what cannot be done without one.
    pub(super) fn dump(&self) -> Result<Arc<OpenDump>, CommandError> {
        match &self.against {
            Against::Dump(dump) => Ok(Arc::clone(dump)),
            Against::File { .. } => Err(CommandError::usage("this is made from a dump")),
        }
    }

    pub(super) fn job(&self, input: Input) -> Result<Job, CommandError> {
        let key = EnvironmentKey::from_root(&self.environment, crate::session::random()?);
        let mut job = Job::new(self.source.clone(), input, Output::Discard, key);
        job.today.clone_from(&self.today);
        job.run_salt = crate::session::random()?;
        job.policy = self.terms.clone();
        job.rules.clone_from(&self.detectors);
        job.threads = crate::dump::threads();
        Ok(job)
    }

    /// The digest of the profile and of all that belongs to it; nothing of a dump is in it.
    pub(super) fn digest(&self) -> Result<Digest, CommandError> {
        let job = self.job(Input::from_reader(std::io::empty()))?;
        Ok(job.profile_digest()?)
    }

    /// The profile held against the definitions that are known, or what was made of it elsewhere;
    /// nothing is read again.
    pub(super) fn examine(&self) -> Result<Examined, CommandError> {
        match &self.against {
            Against::Dump(dump) => {
                let job = self.job(Input::from_reader(std::io::empty()))?;
                Ok(dump.survey()?.examine(job)?)
            }
            Against::File { path, made, .. } => {
                let other = |message: &str| {
                    Diagnostic::new(Code::UnfitApproval, message)
                        .at(crate::files::name_of(path))
                        .hint("make a review of this profile for this environment")
                };
                if made.profile_digest != self.digest()? {
                    let message = "the review is of another profile, or this one has changed since";
                    return Err(other(message).into());
                }
                if made.environment != self.environment {
                    return Err(other("the review is for another environment").into());
                }
                Ok(made.as_ref().clone().into_examined())
            }
        }
    }

    /// The tables of the dump with their columns, by the names that the window knows.
    pub(super) fn columns(&self) -> Result<Columns, CommandError> {
        match &self.against {
            Against::File { columns, .. } => Ok(columns.clone()),
            Against::Dump(dump) => {
                let survey = dump.survey()?;
                let tables = survey.inspection().tables.iter().map(|table| {
                    let columns = table.columns.iter().map(|column| column.name.clone());
                    (table.name.clone(), columns.collect())
                });
                let dialect = Some(survey.inspection().dialect);
                Ok(Columns::new(tables, dialect))
            }
        }
    }

    /// What a command line takes as the dump, or in its place.
    pub(super) fn source_flags(&self) -> [String; 2] {
        match &self.against {
            Against::Dump(dump) => ["--schema-from".to_owned(), cli::path(&dump.path)],
            Against::File { path, .. } => ["--review".to_owned(), cli::path(path)],
        }
    }

    /// What a command line takes from the settings.
    #[expect(clippy::unused_self, reason = "reads as the other flags do")]
    pub(super) fn setting_flags(&self, session: &Session) -> Vec<String> {
        let kept = session.kept_settings();
        let files = [
            ("--policy", kept.policy),
            ("--allowed-signers", kept.signers),
            ("--rules", kept.rules),
        ];
        let named = files
            .into_iter()
            .filter_map(|(flag, path)| Some([flag.to_owned(), cli::path(&path?)]));
        named.flatten().collect()
    }

    /// What makes the review file on the command line; none where there is one already.
    pub(super) fn review_line(&self) -> Option<String> {
        let Against::Dump(dump) = &self.against else {
            return None;
        };
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let arguments = [
            cli::path(&self.path),
            cli::path(&dump.path),
            "--env".to_owned(),
            self.environment.clone(),
            "-o".to_owned(),
            format!("{stem}.review.json"),
        ];
        Some(cli::line(&["review"], &arguments))
    }
}

impl Against {
    fn of(session: &Session, input: &ReviewRequest) -> Result<Self, CommandError> {
        match (&input.dump, &input.file) {
            (Some(dump), None) => {
                let dump = session.dump(dump)?;
                dump.survey()?;
                if dump.has_changed() {
                    return Err(CommandError::usage(
                        "the dump is another one than was inspected: inspect it again",
                    ));
                }
                Ok(Self::Dump(dump))
            }
            (None, Some(handle)) => {
                let path = session.files.path(handle)?;
                let text = file::read(&path)?;
                Ok(Self::File {
                    made: Box::new(Made::parse(&text)?),
                    columns: file::columns(&text)?,
                    path,
                })
            }
            _ => Err(CommandError::usage(
                "a profile is reviewed against a dump or a review file",
            )),
        }
    }
}

/// The dialect whose names these are, where nothing says so.
pub(super) fn dialect_of(profile: &Profile, tables: &[String]) -> Option<Dialect> {
    let qualified = tables.iter().any(|name| name.contains('.'));
    profile
        .dialect
        .or_else(|| qualified.then_some(Dialect::Postgres))
}
