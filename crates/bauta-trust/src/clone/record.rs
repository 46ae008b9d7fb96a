use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Told;

/// What is known of a clone when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CloneRecord {
    /// Its random id: 32 hexadecimal digits. It stands in the clone's table `bauta_clone`.
    pub clone: String,
    /// For which environment.
    pub environment: String,
    /// Who answers for it.
    pub owner: String,
    /// What it is for.
    pub purpose: String,
    /// The profile's digest.
    pub profile: String,
    /// The digest of the dump it was made from, as stored.
    pub source: String,
    /// The digest of the masked dump, as stored.
    pub output: String,
    /// The id of the environment's key.
    pub key_id: String,
    /// Secrets that were found and replaced.
    pub secrets: Vec<SecretSeen>,
    /// Credentials that work in the clone's environment, and have to be revoked with it.
    pub staged: Vec<StagedIdentity>,
    /// When it was made.
    pub created: String,
    /// When it has to be gone.
    pub expires: String,
    /// Where the masked dump was written.
    pub place: String,
    /// The clone that the dump was made from, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// A secret, by a fingerprint that only holders of the organisation's fingerprint key can make.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretSeen {
    /// Its kind (`stripe-secret`).
    pub kind: String,
    /// Its fingerprint.
    pub fingerprint: String,
}

/// An account or credential of the clone's environment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StagedIdentity {
    /// What it is (`role-password`, `stripe-secret`), or the column it stands in.
    pub kind: String,
    /// Its name, where it has one; never the credential.
    #[serde(default)]
    pub name: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The day by which it is to be exchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotate_by: Option<String>,
}

impl StagedIdentity {
    /// Its name, who answers for it, until when it may be used: `app`, or
    /// `owner payments@example.org, rotate by 2027-01-01`.
    pub fn about(&self) -> String {
        let name = Some(&self.name).filter(|name| !name.is_empty()).cloned();
        let owner = self.owner.as_ref().map(|owner| format!("owner {owner}"));
        let day = self.rotate_by.as_ref();
        let parts = [name, owner, day.map(|day| format!("rotate by {day}"))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// What happens to a clone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CloneEvent {
    /// It was made.
    #[serde(rename_all = "camelCase")]
    Registered {
        /// What is known of it.
        record: CloneRecord,
        /// The digest of its attestation's envelope.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        attestation: Option<String>,
    },
    /// It was taken over from an attestation, its register being lost.
    #[serde(rename_all = "camelCase")]
    Imported {
        /// What is known of it.
        record: CloneRecord,
        /// The digest of its attestation's envelope.
        attestation: String,
    },
    /// A server was seen to hold it.
    #[serde(rename_all = "camelCase")]
    Confirmed {
        /// Its id.
        clone: String,
        /// The server and database, without a password.
        place: String,
        /// What tells that server from others.
        server: String,
    },
    /// It may live longer.
    #[serde(rename_all = "camelCase")]
    Extended {
        /// Its id.
        clone: String,
        /// When it has to be gone now.
        expires: String,
        /// Why.
        reason: String,
    },
    /// It is gone.
    #[serde(rename_all = "camelCase")]
    Retired {
        /// Its id.
        clone: String,
        /// How that is known.
        method: String,
        /// The digest of what was seen.
        evidence: String,
    },
}

impl CloneEvent {
    /// An event as it stands in an entry.
    pub(super) fn of(name: &str, data: &Map<String, Value>) -> Option<Self> {
        let event: Self = serde_json::from_value(Value::Object(data.clone())).ok()?;
        // Registered and imported have the same fields where there is an attestation.
        let event = match (name, event) {
            (
                IMPORTED,
                Self::Registered {
                    record,
                    attestation: Some(attestation),
                },
            ) => Self::Imported {
                record,
                attestation,
            },
            (_, event) => event,
        };
        (event.name() == name).then_some(event)
    }
}

impl Told for CloneEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "clone.registered",
            Self::Imported { .. } => IMPORTED,
            Self::Confirmed { .. } => "clone.confirmed",
            Self::Extended { .. } => "clone.extended",
            Self::Retired { .. } => "clone.retired",
        }
    }

    fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }
}

const IMPORTED: &str = "clone.imported";
