use std::path::PathBuf;

use bauta_trust::{ApprovalDocument, Digest, SchemaSnapshot, Terms, is_environment_name};
use jiff::{SignedDuration, Timestamp};

use super::gate::engine;
use super::{ApprovalStore, Examined};
use crate::error::{Code, Diagnostic};

/// An approval that waits for a signature.
#[derive(Debug, Clone)]
pub struct PendingApproval {
    /// What is approved.
    pub document: ApprovalDocument,
    /// The bytes to sign.
    pub bytes: Vec<u8>,
    /// Whether others have signed these bytes already.
    pub joins: bool,
    profile: String,
    schema: SchemaSnapshot,
}

impl PendingApproval {
    /// The approval that a signature of this profile would belong to: one that is there for just
    /// this, and that `signed_already` says the key has not signed; else a new one.
    ///
    /// # Errors
    /// Open doubts, a date that has passed or that the policy does not allow, an approval for the
    /// same that was signed with this key.
    pub fn of(
        examined: Examined,
        store: &ApprovalStore,
        terms: &Terms,
        (now, expires): (Timestamp, Timestamp),
        signed_already: impl Fn(&[String]) -> bool,
    ) -> Result<Self, Diagnostic> {
        let environment = &terms.environment;
        if !is_environment_name(environment) {
            return Err(Diagnostic::new(
                Code::BadUsage,
                "an environment's name is 1 to 64 letters, digits, `-`, `_` and `.`",
            )
            .at("--env"));
        }
        refuse_doubts(&examined.reviews)?;
        refuse_dates(terms, now, expires)?;
        let mut highest = 0;
        for stored in store.load(environment)? {
            let Ok(document) = ApprovalDocument::parse(&stored.document) else {
                continue;
            };
            highest = highest.max(document.serial);
            let same = document.serial == stored.serial
                && document.environment == *environment
                && document.profile_digest == examined.digest
                && document.schema_fingerprint == examined.fingerprint
                && document.engine.contains(engine()?)
                && document.serial >= terms.lowest_serial
                && document.expires == expires
                && !terms.is_revoked(&Digest::of(&stored.document).to_string());
            if !same {
                continue;
            }
            if signed_already(&stored.signatures) {
                let message = format!("approval {} is signed with this key", stored.serial);
                return Err(Diagnostic::new(Code::UnfitApproval, message)
                    .hint("nothing is left to do for this key"));
            }
            return Ok(Self {
                document,
                bytes: stored.document,
                joins: true,
                profile: examined.profile,
                schema: examined.schema,
            });
        }
        let serial = highest
            .checked_add(1)
            .map(|next| next.max(terms.lowest_serial));
        let serial = serial.ok_or_else(|| {
            Diagnostic::new(
                Code::UnfitApproval,
                "there is no number left for an approval",
            )
            .hint("remove approvals with absurd numbers beside the profile")
        })?;
        let document = ApprovalDocument::new(
            serial,
            environment,
            &examined.name,
            examined.digest,
            examined.fingerprint,
            engine()?,
            now,
            expires,
        );
        Ok(Self {
            bytes: document.to_bytes().map_err(|error| {
                Diagnostic::new(
                    Code::WorkerDied,
                    format!("the approval has no form: {error}"),
                )
            })?,
            document,
            joins: false,
            profile: examined.profile,
            schema: examined.schema,
        })
    }

    /// Stores it with a signature, or adds the signature to it; `name` is the signer's, for people.
    ///
    /// # Errors
    /// A folder that cannot be written, or an approval of that number made meanwhile.
    pub fn store(
        &self,
        store: &ApprovalStore,
        name: &str,
        signature: &str,
    ) -> Result<PathBuf, Diagnostic> {
        let document = &self.document;
        if self.joins {
            return store.sign(&document.environment, document.serial, name, signature);
        }
        let schema = self.schema.to_bytes().map_err(|error| {
            Diagnostic::new(Code::WorkerDied, format!("the schema has no form: {error}"))
        })?;
        store.add(
            document,
            &self.bytes,
            &self.profile,
            &schema,
            (name, signature),
        )
    }
}

fn refuse_doubts(reviews: &[String]) -> Result<(), Diagnostic> {
    let Some(first) = reviews.first() else {
        return Ok(());
    };
    let doubts = match reviews.len() {
        1 => "a doubt is".to_owned(),
        more => format!("{more} doubts are"),
    };
    let message = format!("{doubts} still marked `review:`");
    Err(Diagnostic::new(Code::OpenReview, message)
        .at(first)
        .hint("settle each with `reviewed: REASON`; `bauta check` lists them"))
}

fn refuse_dates(terms: &Terms, now: Timestamp, expires: Timestamp) -> Result<(), Diagnostic> {
    if expires <= now {
        return Err(Diagnostic::new(Code::BadUsage, "this date has passed").at("--expires"));
    }
    let Some(days) = terms.longest_approval_days else {
        return Ok(());
    };
    // The date names a whole day, and the approval may be of any time of its first one.
    let longest = now.checked_add(SignedDuration::from_hours(24 * (i64::from(days) + 1)));
    if longest.is_ok_and(|longest| expires > longest) {
        let message = format!("the policy lets approvals be valid for {days} days");
        return Err(Diagnostic::new(Code::AgainstPolicy, message).at("--expires"));
    }
    Ok(())
}
