use serde::Serialize;
use serde_json::{Map, Value};

use super::Told;

/// What an audit log tells of. Its fields are names, ids, digests and counts; none holds a value.
///
/// `reason` and `purpose` are what a person wrote to be read by others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum AuditEvent {
    /// A log begins.
    #[serde(rename_all = "camelCase")]
    LogOpened {
        /// Its random name, so that another log does not pass for it.
        log: String,
    },
    /// An entry that was never finished was cut off, after a crash.
    #[serde(rename_all = "camelCase")]
    LogMended {
        /// Its bytes.
        bytes: u64,
    },
    /// A key was made.
    #[serde(rename_all = "camelCase")]
    KeyMade {
        /// Of which environment.
        environment: String,
        /// Its id.
        key_id: String,
        /// What for.
        purpose: KeyPurpose,
    },
    /// A profile was approved.
    #[serde(rename_all = "camelCase")]
    ProfileApproved {
        /// For which environment.
        environment: String,
        /// The profile's digest.
        profile: String,
        /// The approval's digest.
        approval: String,
        /// The approval's serial.
        serial: u64,
        /// The fingerprint of the key that signed.
        signer: String,
    },
    /// A run begins.
    #[serde(rename_all = "camelCase")]
    RunStarted {
        /// Its random id.
        run: String,
        /// For which environment.
        environment: String,
        /// The profile's digest.
        profile: String,
        /// The id of the environment's key.
        key_id: String,
    },
    /// A run ends, however it does.
    #[serde(rename_all = "camelCase")]
    RunEnded {
        /// Its id.
        run: String,
        /// How.
        outcome: RunEnd,
        /// The exit code.
        exit: u8,
        /// The code of the first problem.
        #[serde(skip_serializing_if = "Option::is_none")]
        problem: Option<String>,
        /// The output's digest, where it was hashed.
        #[serde(skip_serializing_if = "Option::is_none")]
        output: Option<String>,
    },
    /// An exception let something stay.
    #[serde(rename_all = "camelCase")]
    ExceptionApplied {
        /// In which run.
        run: String,
        /// `table.column`.
        column: String,
        /// Kinds that stayed.
        kinds: Vec<String>,
        /// The ticket that asks for it.
        ticket: String,
        /// Who answers for it.
        owner: String,
        /// How often it was applied.
        hits: u64,
    },
    /// Tokens were asked for the values they stand for. Written before the values are shown.
    #[serde(rename_all = "camelCase")]
    TokenRevealed {
        /// Of which environment.
        environment: String,
        /// The id of the key that opens them.
        key_id: String,
        /// How many.
        tokens: u64,
        /// Why.
        reason: String,
    },
    /// A report, attestation or log was written for others.
    #[serde(rename_all = "camelCase")]
    ReportExported {
        /// What it is (`report`, `attestation`, `review`, `audit`).
        report: String,
        /// Its digest.
        digest: String,
    },
    /// Rows of originals were shown.
    #[serde(rename_all = "camelCase")]
    SampleRevealed {
        /// The profile's digest.
        profile: String,
        /// Tables.
        tables: u64,
        /// Rows.
        rows: u64,
    },
    /// A clone was registered.
    #[serde(rename_all = "camelCase")]
    CloneRegistered {
        /// Its id.
        clone: String,
        /// For which environment.
        environment: String,
        /// When it has to be gone.
        expires: String,
        /// The digest of its entry in the register.
        entry: String,
    },
    /// A clone was given more time.
    #[serde(rename_all = "camelCase")]
    CloneExtended {
        /// Its id.
        clone: String,
        /// When it has to be gone now.
        expires: String,
        /// Why.
        reason: String,
        /// The digest of its entry in the register.
        entry: String,
    },
    /// A clone was found on a server.
    #[serde(rename_all = "camelCase")]
    CloneConfirmed {
        /// Its id.
        clone: String,
        /// Where, without a password.
        place: String,
        /// The digest of its entry in the register.
        entry: String,
    },
    /// A clone is gone.
    #[serde(rename_all = "camelCase")]
    CloneRetired {
        /// Its id.
        clone: String,
        /// How that is known.
        method: String,
        /// The digest of the evidence.
        evidence: String,
        /// The digest of its entry in the register.
        entry: String,
    },
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum KeyPurpose {
    /// The root of an environment's tokens.
    Root,
    /// Opening sealed tokens.
    Reveal,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RunEnd {
    /// It is done.
    Done,
    /// It failed.
    Failed,
    /// It was refused.
    Refused,
    /// Something was found that may not be there.
    Findings,
    /// It was told to stop.
    Interrupted,
}

impl Told for AuditEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::LogOpened { .. } => "log.open",
            Self::LogMended { .. } => "log.mended",
            Self::KeyMade { .. } => "key.made",
            Self::ProfileApproved { .. } => "profile.approved",
            Self::RunStarted { .. } => "run.start",
            Self::RunEnded { .. } => "run.end",
            Self::ExceptionApplied { .. } => "exception.applied",
            Self::TokenRevealed { .. } => "token.revealed",
            Self::ReportExported { .. } => "report.exported",
            Self::SampleRevealed { .. } => "sample.revealed",
            Self::CloneRegistered { .. } => "clone.registered",
            Self::CloneExtended { .. } => "clone.extended",
            Self::CloneConfirmed { .. } => "clone.confirmed",
            Self::CloneRetired { .. } => "clone.retired",
        }
    }

    fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_written_without_the_name_of_the_event() {
        let event = AuditEvent::KeyMade {
            environment: "qa".to_owned(),
            key_id: "3f0c".to_owned(),
            purpose: KeyPurpose::Reveal,
        };
        let expected =
            serde_json::json!({"environment": "qa", "keyId": "3f0c", "purpose": "reveal"});
        assert_eq!(Value::Object(event.fields()), expected);
        assert_eq!(event.name(), "key.made");
    }
}
