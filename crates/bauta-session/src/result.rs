//! The result screen: what a run has done.

use bauta_engine::{EvidenceReport, ExceptionReport, Report};
use bauta_trust::AuditEvent;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dump::NamedValue;
use crate::problem::CommandError;
use crate::review::GrantedApproval;
use crate::runs::EndedRun;
use crate::session::{Session, locked};
use crate::whole;

/// A run by its handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunRef {
    /// The handle: that of the job.
    pub run: String,
}

/// A run that has ended, in a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunRow {
    /// Its handle.
    pub run: String,
    /// The dump.
    pub dump_name: String,
    /// The profile.
    pub profile_name: String,
    /// The environment.
    pub environment: String,
    /// The masked dump.
    pub output_name: String,
    /// When it ended.
    pub ended: String,
    /// How long it took; `null` where it failed.
    pub seconds: Option<f64>,
    /// Rows that were written; `null` where it failed.
    pub rows: Option<u64>,
    /// Why it failed or that it was cancelled; then nothing is left of it.
    pub failure: Option<CommandError>,
}

/// A report is to be written to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// The run.
    pub run: String,
    /// The form.
    pub format: ReportFormat,
    /// The file, as a handle.
    pub file: String,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ReportFormat {
    /// One page for people.
    Html,
    /// What `mask --report` writes.
    Json,
    /// Findings for tools that collect them, SARIF 2.1.0.
    Sarif,
}

/// What a run has done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunResult {
    /// Its handle.
    pub run: String,
    /// The dump.
    pub dump_name: String,
    /// The masked dump.
    pub output_name: String,
    /// The folder it lies in, for people.
    pub output_folder: String,
    /// Whether it is still there.
    pub output_there: bool,
    /// When it ended.
    pub ended: String,
    /// The same on the command line.
    pub cli: String,
    /// The engine and its version.
    pub engine: String,
    /// The profile's name.
    pub profile_name: String,
    /// The profile's digest.
    pub profile_digest: String,
    /// The environment.
    pub environment: String,
    /// The id of its key.
    pub key_id: String,
    /// The dialect of the dump.
    pub dialect: String,
    /// Bytes of the dump as stored.
    pub input_bytes: u64,
    /// SHA-256 of the dump as stored.
    pub input_sha256: Option<String>,
    /// Bytes of the output as stored.
    pub output_bytes: u64,
    /// SHA-256 of the output as stored.
    pub output_sha256: Option<String>,
    /// Bytes of the dump, decompressed.
    pub dump_bytes: u64,
    /// Wall time.
    pub seconds: f64,
    /// Threads that masked.
    pub threads: usize,
    /// Tables in the order in which their rows came.
    pub tables: Vec<ResultTable>,
    /// Secrets and sensitive spans that were replaced in columns that stay, and in statements.
    pub findings: Vec<ResultFinding>,
    /// Accounts, credentials and other copies of data outside the rows, with what became of them.
    pub identities: Vec<ResultIdentity>,
    /// What the verification said, where it was asked for.
    pub verification: Option<ResultVerification>,
    /// The approval that the run went ahead on, where one was asked for.
    pub approval: Option<GrantedApproval>,
    /// SHA-256 of each policy that was looked at.
    pub policies: Vec<String>,
    /// Exceptions of the profile, with how often each let something stay.
    pub exceptions: Vec<ResultException>,
    /// What the run left beside its output.
    pub evidence: ResultEvidence,
    /// What the reader should know.
    pub notices: Vec<String>,
}

/// What a run left beside its output.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultEvidence {
    /// The id under which the audit log knows the run.
    pub run: Option<String>,
    /// The name of the attestation's file, if there is one.
    pub attestation_name: Option<String>,
    /// The digest of the attestation.
    pub attestation_digest: Option<String>,
    /// The id of the clone, if it was registered.
    pub clone: Option<String>,
}

/// An exception of the profile, and what it let stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultException {
    /// The column or the fingerprint that it is about.
    pub place: String,
    /// Kinds that may stay.
    pub kinds: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// Its last day.
    pub expires: String,
    /// How much it let stay.
    pub hits: u64,
}

/// What was done to a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultTable {
    /// Its name.
    pub name: String,
    /// Rows read.
    pub rows_in: u64,
    /// Rows written.
    pub rows_out: u64,
    /// Its columns.
    pub columns: Vec<ResultColumn>,
}

/// What was done to a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultColumn {
    /// Its name.
    pub name: String,
    /// The transformer, `keep` or `recompute`.
    pub action: String,
    /// Fields that were changed.
    pub changed: u64,
    /// Fields of masked columns that are NULL in the output.
    pub nulls: u64,
}

/// What was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultFinding {
    /// The kind's id.
    pub kind: String,
    /// The table; `null` for statements.
    pub table: Option<String>,
    /// The column; `null` for statements.
    pub column: Option<String>,
    /// How many were replaced.
    pub count: u64,
}

/// What became of an account, a credential or another thing outside the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultIdentity {
    /// What it is.
    pub kind: String,
    /// Its name; never a secret.
    pub name: String,
    /// Where it is named first.
    pub place: String,
    /// How often.
    pub count: u64,
    /// What became of it.
    pub treatment: String,
    /// What can be read of it.
    pub details: Vec<NamedValue>,
}

/// What the verification of an output said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultVerification {
    /// Whether every check has passed.
    pub passed: bool,
    /// The checks.
    pub checks: Vec<ResultCheck>,
    /// Checks that could not be made, and why.
    pub not_checked: Vec<String>,
    /// Fields that were read.
    pub cells: u64,
}

/// One check of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultCheck {
    /// Its name.
    pub name: String,
    /// Whether it has passed.
    pub passed: bool,
    /// What it was made on.
    pub judged: u64,
    /// What it could not be made on.
    pub unjudged: u64,
    /// How much it found.
    pub found: u64,
}

/// What a run has done.
///
/// # Errors
/// There was no such run since the window was opened.
pub fn run_result(session: &Session, input: RunRef) -> Result<RunResult, CommandError> {
    let run = session.run(&input.run)?;
    let mut told = of_report(run.report()?);
    told.run = input.run;
    told.dump_name.clone_from(&run.dump_name);
    told.output_name = crate::files::name_of(&run.output);
    told.output_folder = run
        .output
        .parent()
        .map_or_else(String::new, |folder| folder.display().to_string());
    told.output_there = run.output.is_file();
    told.ended.clone_from(&run.ended);
    told.cli.clone_from(&run.cli);
    told.evidence.attestation_name = (run.attestation.as_deref())
        .filter(|_| told.evidence.attestation_digest.is_some())
        .map(crate::files::name_of);
    Ok(told)
}

/// The runs that have ended since the window was opened, the last one first.
///
/// # Errors
/// None but those of every command.
pub fn runs(session: &Session, _: ()) -> Result<Vec<RunRow>, CommandError> {
    let runs = locked(&session.runs);
    let mut ended: Vec<_> = runs.ended.iter().collect();
    ended.sort_by(|left, right| right.1.ended.cmp(&left.1.ended).then(right.0.cmp(left.0)));
    Ok(ended.into_iter().map(|(id, run)| row(id, run)).collect())
}

fn row(id: &str, run: &EndedRun) -> RunRow {
    let report = run.report();
    let rows = |report: &Report| report.tables.iter().map(|table| table.rows_out).sum();
    RunRow {
        run: id.to_owned(),
        dump_name: run.dump_name.clone(),
        profile_name: run.profile_name.clone(),
        environment: run.environment.clone(),
        output_name: crate::files::name_of(&run.output),
        ended: run.ended.clone(),
        seconds: report.as_ref().map(|report| report.run.seconds).ok(),
        rows: report.as_ref().map(|report| rows(report)).ok(),
        failure: report.err(),
    }
}

/// Writes the report of a run to a file. The audit log is told.
///
/// # Errors
/// There was no such run, or the file or the audit log cannot be written.
pub fn export_result(session: &Session, input: ExportRequest) -> Result<(), CommandError> {
    let run = session.run(&input.run)?;
    let path = session.files.path(&input.file)?;
    let report = run.report()?;
    let text = match input.format {
        ReportFormat::Html => report.html(),
        ReportFormat::Json => json(report),
        ReportFormat::Sarif => json(&report.sarif(&run.output)),
    };
    let event = AuditEvent::ReportExported {
        report: "report".to_owned(),
        digest: crate::profiles::digest(text.as_bytes()),
    };
    session.state()?.audit().append(&event)?;
    Ok(whole::write(&path, text.as_bytes())?)
}

/// Opens the folder of the masked dump in the system's file manager.
///
/// # Errors
/// There was no such run, or there is no file manager.
pub fn open_output_folder(session: &Session, input: RunRef) -> Result<(), CommandError> {
    let run = session.run(&input.run)?;
    let shown = session.desk.shell.show_in_folder(&run.output);
    shown.map_err(|_| CommandError::usage("the system has no file manager to show the folder in"))
}

fn json(document: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

fn of_report(report: &Report) -> RunResult {
    let tables = report.tables.iter().map(|table| ResultTable {
        name: table.name.clone(),
        rows_in: table.rows_in,
        rows_out: table.rows_out,
        columns: (table.columns.iter())
            .map(|column| ResultColumn {
                name: column.name.clone(),
                action: column.action.clone(),
                changed: column.changed,
                nulls: column.nulls,
            })
            .collect(),
    });
    let findings = report.secrets.iter().map(|found| ResultFinding {
        kind: found.kind.clone(),
        table: found.table.clone(),
        column: found.column.clone(),
        count: found.count,
    });
    let identities = report.identities.iter().map(|found| ResultIdentity {
        kind: found.kind.clone(),
        name: found.name.clone(),
        place: found.place.clone(),
        count: found.count,
        treatment: found.treatment.clone(),
        details: (found.details.iter())
            .map(|(name, value)| NamedValue::new(name, value))
            .collect(),
    });
    let verification = report
        .verification
        .as_ref()
        .map(|proof| ResultVerification {
            passed: proof.passed,
            checks: (proof.checks.iter())
                .map(|check| ResultCheck {
                    name: check.name.to_owned(),
                    passed: check.passed,
                    judged: check.judged,
                    unjudged: check.unjudged,
                    found: check.findings.len() as u64 + check.unlisted,
                })
                .collect(),
            not_checked: proof.not_checked.clone(),
            cells: proof.coverage.cells,
        });
    RunResult {
        run: String::new(),
        dump_name: String::new(),
        output_name: String::new(),
        output_folder: String::new(),
        output_there: false,
        ended: String::new(),
        cli: String::new(),
        engine: report.engine.clone(),
        profile_name: report.profile.name.clone(),
        profile_digest: report.profile.digest.clone(),
        environment: report.environment.clone(),
        key_id: report.key_id.clone(),
        dialect: report.dialect.clone(),
        input_bytes: report.input.bytes,
        input_sha256: report.input.sha256.clone(),
        output_bytes: report.output.bytes,
        output_sha256: report.output.sha256.clone(),
        dump_bytes: report.run.dump_bytes,
        seconds: report.run.seconds,
        threads: report.run.threads,
        tables: tables.collect(),
        findings: findings.collect(),
        identities: identities.collect(),
        verification,
        approval: report.approval.clone().map(GrantedApproval::from),
        policies: report.policies.iter().map(ToString::to_string).collect(),
        exceptions: report
            .exceptions
            .iter()
            .map(ResultException::from)
            .collect(),
        evidence: report
            .run
            .evidence
            .as_ref()
            .map(ResultEvidence::from)
            .unwrap_or_default(),
        notices: report.notices.clone(),
    }
}

impl From<&ExceptionReport> for ResultException {
    fn from(exception: &ExceptionReport) -> Self {
        let place = exception.column.as_ref().or(exception.fingerprint.as_ref());
        Self {
            place: place.cloned().unwrap_or_default(),
            kinds: exception.kinds.clone(),
            reason: exception.reason.clone(),
            owner: exception.owner.clone(),
            expires: exception.expires.clone(),
            hits: exception.hits,
        }
    }
}

impl From<&EvidenceReport> for ResultEvidence {
    fn from(evidence: &EvidenceReport) -> Self {
        Self {
            run: Some(evidence.run.clone()),
            attestation_name: None,
            attestation_digest: evidence.attestation.clone(),
            clone: evidence.clone.clone(),
        }
    }
}
