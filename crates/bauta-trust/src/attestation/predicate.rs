use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ApprovalEvidence, CloneRecord, Granted, Head, Signer, seconds};

/// What the runner says of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunPredicate {
    /// When and by whom.
    pub run: RunClaim,
    /// By what.
    pub engine: EngineClaim,
    /// Under which rules.
    pub profile: ProfileClaim,
    /// Digests of the policies that held.
    pub policies: Vec<String>,
    /// For which environment.
    pub environment: String,
    /// Under which keys.
    pub keys: Vec<KeyClaim>,
    /// The approval that the run rests on, to be judged again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<ApprovalClaim>,
    /// Exceptions that let something stay.
    pub exceptions: Vec<ExceptionClaim>,
    /// What was read.
    pub inputs: Vec<InputClaim>,
    /// What became of rows and columns.
    pub tables: Vec<TableClaim>,
    /// Secrets that were found and replaced, by kind.
    pub findings: BTreeMap<String, u64>,
    /// Identities in statements, by what became of them.
    pub identities: Vec<IdentityClaim>,
    /// What a verification of the output said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<VerificationClaim>,
    /// The clone, if it was registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clone: Option<CloneRecord>,
    /// How the audit log ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditClaim>,
}

/// When and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunClaim {
    /// Its random id.
    pub id: String,
    /// When it began.
    pub started: String,
    /// When the output was whole.
    pub finished: String,
    /// By whom.
    pub actor: String,
}

/// By what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EngineClaim {
    /// `bauta`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Under which rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileClaim {
    /// The profile's name.
    pub name: String,
    /// Its digest.
    pub digest: String,
}

/// A key that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyClaim {
    /// Its id.
    pub kid: String,
    /// What for (`root`).
    pub purpose: String,
}

/// The approval that a run rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalClaim {
    /// SHA-256 of the document.
    pub digest: String,
    /// Its number.
    pub serial: u64,
    /// When it ends.
    pub expires: String,
    /// Fingerprints of the keys that approved.
    pub approvers: Vec<String>,
    /// The fingerprint of the author's key, where he has signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Documents and signatures themselves.
    pub evidence: ApprovalEvidence,
}

impl From<&Granted> for ApprovalClaim {
    fn from(granted: &Granted) -> Self {
        let fingerprint = |signer: &Signer| signer.fingerprint.clone();
        Self {
            digest: granted.digest.to_string(),
            serial: granted.approval.serial,
            expires: seconds(granted.approval.expires),
            approvers: granted.approvers.iter().map(fingerprint).collect(),
            author: granted.author.as_ref().map(fingerprint),
            evidence: granted.evidence.clone(),
        }
    }
}

/// An exception that let something stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExceptionClaim {
    /// `table.column`, or what it is for.
    pub column: String,
    /// Kinds.
    pub kinds: Vec<String>,
    /// Who answers for it.
    pub owner: String,
    /// Who asked for it.
    pub ticket: String,
    /// Until when.
    pub expires: String,
    /// How often it was applied.
    pub hits: u64,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InputClaim {
    /// Its name, without its folder.
    pub name: String,
    /// `sha256`, or `hmac-sha256` under a key of the environment.
    pub digest: BTreeMap<String, String>,
    /// Its size.
    pub bytes: u64,
    /// The fingerprint of its schema, where an approval was judged by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema_fingerprint: Option<String>,
}

/// What became of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableClaim {
    /// Its name.
    pub name: String,
    /// Rows read.
    pub rows_in: u64,
    /// Rows written.
    pub rows_out: u64,
    /// Its columns.
    pub columns: Vec<ColumnClaim>,
}

/// What became of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnClaim {
    /// Its name.
    pub name: String,
    /// The transformer, or `keep`.
    pub action: String,
    /// Fields changed.
    pub changed: u64,
    /// Fields that are NULL in the output.
    pub nulls: u64,
}

/// Identities of a kind, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentityClaim {
    /// The kind (`role-password`).
    pub kind: String,
    /// What became of them (`drop`, `stage`, `inventory`).
    pub treatment: String,
    /// How many.
    pub count: u64,
}

/// What a verification said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerificationClaim {
    /// Whether every check has passed.
    pub passed: bool,
    /// The checks.
    pub checks: Vec<CheckClaim>,
    /// What was not checked, and why.
    pub not_checked: Vec<String>,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckClaim {
    /// Its name.
    pub name: String,
    /// Whether it found nothing.
    pub passed: bool,
    /// What it judged.
    pub judged: u64,
    /// What it could not judge.
    pub unjudged: u64,
}

/// How the audit log ended when the statement was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditClaim {
    /// The last entry.
    pub head: Head,
    /// Whether the log began with this run: nothing that was done before is in it.
    pub fresh: bool,
}
