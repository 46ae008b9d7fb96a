use bauta_engine::{InspectedIdentity, InspectedSecret, Offline};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::DumpRef;
use crate::problem::CommandError;
use crate::session::Session;

/// Secrets and identities of a dump, and what a run does with each. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Inventory {
    /// Secrets in columns and statements, by place.
    pub secrets: Vec<FoundSecret>,
    /// Accounts, credentials, connections and jobs, by kind and name.
    pub identities: Vec<FoundIdentity>,
}

/// Equal secrets of one kind in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundSecret {
    /// The kind's id.
    pub kind: String,
    /// The table, where it stands in a row.
    pub table: Option<String>,
    /// The column, where it stands in a row.
    pub column: Option<String>,
    /// The line it stands in first.
    pub line: u64,
    /// The byte it stands at first.
    pub byte: u64,
    /// The row it stands in first, from 1; `null` in a statement.
    pub row: Option<u64>,
    /// How often it stands there.
    pub count: u64,
    /// `low`, `medium`, `high` or `critical`.
    pub sensitivity: String,
    /// A keyed digest, equal for equal secrets of this inspection.
    pub fingerprint: Option<String>,
    /// What it tells of itself: issuer, account, expiry, whether it is live.
    pub details: Vec<NamedValue>,
    /// Other places of the same secret.
    pub also: Vec<String>,
    /// What a run does with it.
    pub treatment: String,
}

/// An account, a credential, or another thing that acts or opens something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundIdentity {
    /// What it is (`role-password`, `definer`).
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// Where it stands first: `line 41`, or `table.column`.
    pub place: String,
    /// How often it stands there.
    pub count: u64,
    /// `low`, `medium`, `high` or `critical`.
    pub sensitivity: String,
    /// A keyed digest of its secret.
    pub fingerprint: Option<String>,
    /// Privileges, hosts and other things that are said of it.
    pub details: Vec<NamedValue>,
    /// Other places of the same secret.
    pub also: Vec<String>,
    /// What a run does with it.
    pub treatment: String,
    /// Whether the original must be changed where it works.
    pub rotate: bool,
}

/// Something said under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NamedValue {
    /// The name.
    pub name: String,
    /// What is said.
    pub value: String,
}

/// The secrets and identities of an inspected dump.
///
/// # Errors
/// The dump has not been inspected.
pub fn dump_inventory(session: &Session, input: DumpRef) -> Result<Inventory, CommandError> {
    let survey = session.dump(&input.dump)?.survey()?;
    let found = survey.inspection();
    Ok(Inventory {
        secrets: found.secrets.iter().map(secret).collect(),
        identities: found.identities.iter().map(identity).collect(),
    })
}

fn secret(secret: &InspectedSecret) -> FoundSecret {
    FoundSecret {
        kind: secret.kind.to_owned(),
        table: secret.table.clone(),
        column: secret.column.clone(),
        line: secret.place.line,
        byte: secret.place.offset,
        row: (secret.place.row > 0).then_some(secret.place.row),
        count: secret.count,
        sensitivity: secret.sensitivity.name().to_owned(),
        fingerprint: secret.fingerprint.clone(),
        details: offline(&secret.offline),
        also: secret.also.clone(),
        treatment: secret.treatment.to_owned(),
    }
}

fn identity(identity: &InspectedIdentity) -> FoundIdentity {
    let mut details = offline(&identity.offline);
    let said = identity.details.iter();
    details.extend(said.map(|(name, value)| NamedValue::new(name, value)));
    FoundIdentity {
        kind: identity.kind.to_owned(),
        name: identity.name.clone(),
        place: identity.place.clone(),
        count: identity.count,
        sensitivity: identity.sensitivity.name().to_owned(),
        fingerprint: identity.fingerprint.clone(),
        details,
        also: identity.also.clone(),
        treatment: identity.treatment.to_owned(),
        rotate: identity.rotate,
    }
}

fn offline(offline: &Offline) -> Vec<NamedValue> {
    let truth = |value: bool| if value { "yes" } else { "no" };
    let told = [
        ("issuer", offline.issuer.as_deref()),
        ("account", offline.account.as_deref()),
        ("expires", offline.expires.as_deref()),
        ("expired", offline.expired.map(truth)),
        ("live", offline.live.map(truth)),
    ];
    let told = told.into_iter();
    told.filter_map(|(name, value)| Some(NamedValue::new(name, value?)))
        .collect()
}

impl NamedValue {
    pub(crate) fn new(name: &str, value: &str) -> Self {
        Self {
            name: name.to_owned(),
            value: value.to_owned(),
        }
    }
}
