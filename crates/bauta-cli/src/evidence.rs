//! What a run is asked to leave beside its output.

use std::sync::Arc;

use bauta_engine::{Attest, Code, Diagnostic, Evidence, InputDigest, Registration};
use bauta_profile::{Profile, Secrets};

use crate::args::{EvidenceFlags, InputDigestName};
use crate::dates;
use crate::files;
use crate::keys;
use crate::signing;
use crate::state::{self, Chosen};

/// The evidence that the flags ask for.
///
/// # Errors
/// Flags that contradict each other or the profile, a key that does not sign, a date that has passed.
pub(crate) fn asked(flags: &EvidenceFlags, profile: &Profile) -> Result<Evidence, Diagnostic> {
    refuse_reports(flags, profile)?;
    let now = jiff::Timestamp::now();
    let found = state::find(&flags.state);
    let (state, chosen) = match found {
        Ok((state, chosen)) => (Some(state), chosen),
        // Without a home nothing is remembered, unless that is asked for.
        Err(problem) if flags.register => return Err(problem),
        Err(_) => (None, Chosen::Usual),
    };
    let attest = match (&flags.attest, &flags.signing_key) {
        (Some(path), Some(key)) => Some(Attest {
            path: (!files::is_dash(path)).then(|| path.clone()),
            key: signing::signing_key(key, flags.signing_passphrase.as_deref())?,
        }),
        _ => None,
    };
    let actor = state.as_ref().map(|state| state.actor().to_owned());
    let register = flags
        .register
        .then(|| registration(flags, actor.unwrap_or_default(), now))
        .transpose()?;
    Ok(Evidence {
        run: random_id()?,
        clock: Arc::new(jiff::Timestamp::now),
        must_log: chosen == Chosen::Named || flags.register,
        state,
        attest,
        register,
        input_digest: match flags.input_digest {
            InputDigestName::Sha256 => InputDigest::Sha256,
            InputDigestName::Hmac => InputDigest::Hmac,
        },
        ..Evidence::default()
    })
}

/// A run that leaves secrets where they are makes no clone that anybody should rely on.
fn refuse_reports(flags: &EvidenceFlags, profile: &Profile) -> Result<(), Diagnostic> {
    let asked = [
        (flags.attest.is_some(), "--attest"),
        (flags.register, "--register"),
    ];
    match asked.iter().find(|(asked, _)| *asked) {
        Some((_, flag)) if profile.secrets == Secrets::Report => Err(Diagnostic::new(
            Code::BadUsage,
            format!("{flag} is refused where the profile only reports secrets"),
        )
        .hint("let the profile say `secrets: scrub`, or leave the flag out")),
        _ => Ok(()),
    }
}

fn registration(
    flags: &EvidenceFlags,
    actor: String,
    now: jiff::Timestamp,
) -> Result<Registration, Diagnostic> {
    let expires = flags.expires.as_deref().ok_or_else(|| {
        Diagnostic::new(
            Code::BadUsage,
            "--register needs --expires: every clone has to be gone some day",
        )
        .hint("write --expires 30d, or a date")
    })?;
    Ok(Registration {
        clone: random_id()?,
        owner: flags.owner.clone().unwrap_or(actor),
        purpose: flags.purpose.clone().unwrap_or_default(),
        expires: dates::end("--expires", expires, now)?,
    })
}

/// 32 random hexadecimal digits.
fn random_id() -> Result<String, Diagnostic> {
    let random = keys::random()?;
    let digest = bauta_trust::Digest::of(&random).hex();
    Ok(digest.chars().take(32).collect())
}
