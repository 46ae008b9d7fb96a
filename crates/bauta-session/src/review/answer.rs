use bauta_crypto::SshSignature;
use bauta_engine::{Approved, Examined, LastApproval};
use bauta_profile::{Change, ChangeKind, Profile, Subject};
use bauta_trust::{APPROVAL_NAMESPACE, AllowedSigners, ApprovalDocument, Granted, StoredApproval};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// How a profile stands with those who approve it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewState {
    /// For which environment.
    pub environment: String,
    /// The digest of the profile and of all that belongs to it.
    pub profile_digest: String,
    /// The fingerprint of the dump's schema.
    pub schema_fingerprint: String,
    /// Whether the profile as it is edited is the one that is judged here; else it has to be saved.
    pub saved: bool,
    /// Whether the policy asks for an approval.
    pub required: bool,
    /// Doubts that are open, as `table` or `table.column`; nothing with one can be approved.
    pub open_reviews: Vec<String>,
    /// What was approved last, and what is different now.
    pub last: Option<LastReview>,
    /// All approvals of the environment, the last one first.
    pub approvals: Vec<ApprovalRow>,
    /// Whether the author has signed.
    pub signed_by_author: bool,
    /// The approval that a run would go ahead on.
    pub granted: Option<GrantedApproval>,
    /// Why a run that needs an approval would not.
    pub refusal: Option<Problem>,
}

/// What was approved last, and what is different now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastReview {
    /// Its number.
    pub serial: u64,
    /// What the rules say otherwise now.
    pub changes: Vec<ChangeEntry>,
    /// What the schema has otherwise now, in words.
    pub drift: Vec<String>,
}

/// A difference of two profiles, in words of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeEntry {
    /// `added`, `removed` or `changed`.
    pub change: String,
    /// The table's selector, where it is about a table or column.
    pub table: Option<String>,
    /// The column's selector, where it is about a column.
    pub column: Option<String>,
    /// The setting or exception, where it is about one.
    pub setting: Option<String>,
    /// The key of the rule that is changed.
    pub aspect: Option<String>,
    /// What was said.
    pub from: Option<String>,
    /// What is said now.
    pub to: Option<String>,
    /// All of it in one sentence.
    pub text: String,
}

/// An approval that lies beside the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalRow {
    /// Its number.
    pub serial: u64,
    /// The digest of the profile that it is for.
    pub profile_digest: String,
    /// When it was given.
    pub issued: String,
    /// Until when it holds.
    pub expires: String,
    /// Who has signed it: names where the allowed signers know the key, else its fingerprint.
    pub signers: Vec<String>,
}

/// An approval that holds for just this profile, dump, environment and time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GrantedApproval {
    /// Its number.
    pub serial: u64,
    /// Who approved.
    pub approvers: Vec<String>,
    /// Who has written the profile, where he has signed it.
    pub author: Option<String>,
    /// Until when it holds.
    pub expires: String,
}

impl From<Approved> for GrantedApproval {
    fn from(approved: Approved) -> Self {
        Self {
            serial: approved.serial,
            approvers: approved.approvers,
            author: approved.author,
            expires: approved.expires.to_string(),
        }
    }
}

pub(super) fn granted(granted: Granted) -> GrantedApproval {
    Approved::from(granted).into()
}

pub(super) fn approvals(
    stored: &[StoredApproval],
    allowed: &[AllowedSigners],
    now: Timestamp,
) -> Vec<ApprovalRow> {
    let named = |signature: &SshSignature| {
        let key = signature.key();
        let known = allowed.iter().find_map(|allowed| {
            let principals = allowed.identify(key, APPROVAL_NAMESPACE, now).ok()?;
            principals.into_iter().next()
        });
        known.unwrap_or_else(|| key.fingerprint())
    };
    let row = |stored: &StoredApproval| {
        let document = ApprovalDocument::parse(&stored.document).ok()?;
        let signatures = stored
            .signatures
            .iter()
            .filter_map(|text| SshSignature::parse(text).ok());
        Some(ApprovalRow {
            serial: stored.serial,
            profile_digest: document.profile_digest.to_string(),
            issued: document.issued.to_string(),
            expires: document.expires.to_string(),
            signers: signatures.map(|signature| named(&signature)).collect(),
        })
    };
    let mut rows: Vec<ApprovalRow> = stored.iter().filter_map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.serial));
    rows
}

pub(super) fn last(last: &LastApproval, examined: &Examined) -> LastReview {
    let before = Profile::parse(&last.profile);
    let changes = match (before, Profile::parse(&examined.profile)) {
        (Ok(before), Ok(now)) => before.diff(&now).iter().map(entry).collect(),
        _ => Vec::new(),
    };
    let drift = last.schema.drift(&examined.schema);
    LastReview {
        serial: last.serial,
        changes,
        drift: drift.iter().map(ToString::to_string).collect(),
    }
}

fn entry(change: &Change) -> ChangeEntry {
    let (table, column, setting) = match &change.subject {
        Subject::Setting(key) => (None, None, Some(key.clone())),
        Subject::Entry(key, name) => (None, None, Some(format!("{key}.{name}"))),
        Subject::Table(table) => (Some(table.clone()), None, None),
        Subject::Column(table, column) => (Some(table.clone()), Some(column.clone()), None),
        Subject::Exception(label) => (None, None, Some(label.clone())),
    };
    let (kind, aspect, from, to) = match &change.kind {
        ChangeKind::Added(says) => ("added", None, None, Some(says.clone())),
        ChangeKind::Removed(says) => ("removed", None, Some(says.clone()), None),
        ChangeKind::Changed { aspect, from, to } => {
            ("changed", Some(aspect.clone()), from.clone(), to.clone())
        }
    };
    ChangeEntry {
        change: kind.to_owned(),
        table,
        column,
        setting,
        aspect,
        from,
        to,
        text: change.to_string(),
    }
}
