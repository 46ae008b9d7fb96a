use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use crate::Digest;

/// A policy as it was read.
///
/// What stands at the top holds for every environment; what stands under `environments:` goes
/// before it there, but for revocations, which add up. Once an environment is named, those that
/// are not named are refused.
#[derive(Debug, Clone)]
pub struct Policy {
    pub(super) top: Section,
    digest: Digest,
}

impl Policy {
    /// Reads a policy from the bytes of its file.
    ///
    /// *Guarantees:* unknown and doubled keys, anchors and aliases are errors; bounded in memory
    /// and depth.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, PolicyError> {
        if bytes.len() > LONGEST_BYTES {
            return Err(PolicyError::TooLong);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| PolicyError::NotText)?;
        let top: Section = serde_saphyr::from_str_with_options(text, options())
            .map_err(|error| PolicyError::Malformed(one_line(&error.to_string())))?;
        if top.version != Some(1) {
            return Err(PolicyError::Version);
        }
        check(&top, "")?;
        for (environment, section) in &top.environments {
            if section.version.is_some() || !section.environments.is_empty() {
                return Err(PolicyError::Nested(one_line(environment)));
            }
            check(section, environment)?;
        }
        Ok(Self {
            top,
            digest: Digest::of(bytes),
        })
    }

    /// SHA-256 of the file as stored.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The same with another path for each file of allowed signers, which are written relative to
    /// the policy.
    #[must_use]
    pub fn with_signer_files(mut self, path: impl Fn(&str) -> String) -> Self {
        let place = |section: &mut Section| {
            section.allowed_signers = section.allowed_signers.as_deref().map(&path);
        };
        place(&mut self.top);
        self.top.environments.values_mut().for_each(place);
        self
    }
}

impl Policy {
    /// The same with the keys revoked that the files of revoked keys list; `read` gives their
    /// fingerprints.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn with_revoked_keys<E>(
        mut self,
        read: impl Fn(&str) -> Result<BTreeSet<String>, E>,
    ) -> Result<Self, E> {
        let add = |section: &mut Section| {
            if let Some(file) = &section.revoked_keys {
                section.revoked.extend(read(file)?);
            }
            Ok(())
        };
        add(&mut self.top)?;
        self.top.environments.values_mut().try_for_each(add)?;
        Ok(self)
    }
}

/// What is said at the top, or for one environment.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Section {
    pub(super) version: Option<u32>,
    pub(super) allowed_signers: Option<String>,
    pub(super) revoked: Vec<String>,
    pub(super) revoked_keys: Option<String>,
    pub(super) lowest_serial: Option<u64>,
    pub(super) approvals: Option<u32>,
    pub(super) separate_author: Option<bool>,
    pub(super) longest_approval_days: Option<u32>,
    pub(super) longest_exception_days: Option<u32>,
    pub(super) shortest_reason: Option<u32>,
    pub(super) never_kept: Option<BTreeSet<String>>,
    pub(super) longest_clone_days: Option<u32>,
    pub(super) sources: Option<Vec<String>>,
    pub(super) staging_hosts: Option<Vec<String>>,
    pub(super) sealed_tokens: Option<SealedTokens>,
    pub(super) state: Option<State>,
    pub(super) require: Option<BTreeSet<Requirement>>,
    pub(super) environments: BTreeMap<String, Section>,
}

/// Which tokens that can be opened again are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SealedTokens {
    /// None.
    None,
    /// Those that differ from run to run.
    Random,
    /// Those of equal values may be equal, too.
    Deterministic,
}

/// Whether the state of earlier runs must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Required,
    Optional,
}

/// What every run of an environment has to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Requirement {
    /// A profile that was approved.
    Approval,
    /// A signed account of the run.
    Attestation,
    /// An entry in the register of clones.
    Registration,
    /// A proof over the output.
    Verification,
}

/// Why a policy cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// Longer than any policy.
    #[error("the policy is longer than 1 MiB")]
    TooLong,
    /// Not UTF-8.
    #[error("the policy is not text in UTF-8")]
    NotText,
    /// What the reader says.
    #[error("the policy cannot be read: {0}")]
    Malformed(String),
    /// Another version, or none.
    #[error("the policy must begin with `version: 1`")]
    Version,
    /// An environment says what only stands at the top.
    #[error("`version` and `environments` stand at the top only, not within `{0}`")]
    Nested(String),
    /// A number that asks for nothing.
    #[error("{place}`approvals` must be 1 or more")]
    NoApprovals {
        /// The environment with a colon, or nothing.
        place: String,
    },
    /// A revocation that names neither an approval nor a key.
    #[error(
        "{place}`revoked` names approvals by `sha256:` and keys by `SHA256:` digests, not `{text}`"
    )]
    Revoked {
        /// The environment with a colon, or nothing.
        place: String,
        /// As written.
        text: String,
    },
    /// A source that would allow everything.
    #[error("{place}`{text}` in `sources` would allow everything of its kind")]
    Source {
        /// The environment with a colon, or nothing.
        place: String,
        /// As written.
        text: String,
    },
}

const LONGEST_BYTES: usize = 1 << 20;

fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 50_000,
            max_aliases: 0,
            max_anchors: 0,
            max_depth: 8,
            max_documents: 1,
            max_inclusion_depth: 0,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        emit_comments: false,
        with_snippet: false,
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

fn check(section: &Section, environment: &str) -> Result<(), PolicyError> {
    let place = || match environment {
        "" => String::new(),
        name => format!("{}: ", one_line(name)),
    };
    if section.approvals == Some(0) {
        return Err(PolicyError::NoApprovals { place: place() });
    }
    let named = |text: &str| text.parse::<Digest>().is_ok() || is_fingerprint(text);
    if let Some(text) = section.revoked.iter().find(|text| !named(text)) {
        return Err(PolicyError::Revoked {
            place: place(),
            text: one_line(text),
        });
    }
    let sources = section.sources.iter().flatten();
    if let Some(text) = sources.into_iter().find(|text| allows_all(text)) {
        return Err(PolicyError::Source {
            place: place(),
            text: one_line(text),
        });
    }
    Ok(())
}

/// `SHA256:` and 43 characters of base64, as `ssh-keygen -l` shows a key.
fn is_fingerprint(text: &str) -> bool {
    text.strip_prefix("SHA256:").is_some_and(|body| {
        body.len() == 43
            && body
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
    })
}

/// A front of nothing but a scheme.
fn allows_all(source: &str) -> bool {
    source.strip_suffix('*').is_some_and(|front| {
        front
            .split_once(':')
            .is_none_or(|(_, rest)| rest.is_empty())
    })
}
