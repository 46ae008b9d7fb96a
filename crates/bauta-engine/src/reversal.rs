//! What a run makes tokens with that can be opened again.

use bauta_crypto::{EnvironmentKey, RevealKey, RevealPublicKey, RunSeal, Sealing};
use bauta_model::Secret;
use bauta_profile::Profile;
use bauta_transform::{Reversal, Vaulting};
use bauta_trust::SealedTokens;

use crate::error::{Code, Diagnostic, EngineError};

/// The reveal key that the profile pins for an environment, where it pins one.
///
/// # Errors
/// A pin that is no reveal key.
pub(crate) fn pinned(
    profile: &Profile,
    environment: &str,
) -> Result<Option<RevealPublicKey>, EngineError> {
    let Some(text) = profile.reveal_key.get(environment) else {
        return Ok(None);
    };
    let key = RevealPublicKey::parse(text).map_err(|error| {
        Diagnostic::new(Code::BadProfile, error.to_string())
            .at(format!("reveal_key > {environment}"))
            .hint(format!(
                "`bauta key new --reveal --env {environment}` makes one and says what to pin"
            ))
    })?;
    Ok(Some(key))
}

/// The problem of an environment that has to have a reveal key.
pub(crate) fn unpinned(environment: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnfitRule,
        format!("the profile pins no reveal key for environment `{environment}`"),
    )
    .at("reveal_key")
    .hint(format!(
        "make one with `bauta key new --reveal --env {environment}` and pin its public half"
    ))
}

/// What takes the place of it where tokens are only looked at: all kinds are made, and nobody
/// opens them.
pub(crate) fn stand_in(keys: &EnvironmentKey) -> Reversal {
    let nobody = RevealKey::generate("nobody", [1; 32], None);
    let public = nobody.as_ref().ok().map(|(key, _)| key.public());
    of_run(keys, public, SealedTokens::Deterministic, [1; 32])
}

/// What a run under these keys seals with; vault tokens are only looked at, so far.
pub(crate) fn of_run(
    keys: &EnvironmentKey,
    reveal: Option<&RevealPublicKey>,
    allowed: SealedTokens,
    salt: [u8; 32],
) -> Reversal {
    let environment = keys.environment();
    if allowed == SealedTokens::None {
        return Reversal::refused("the policy allows no tokens that can be opened again");
    }
    let Some(reveal) = reveal else {
        return Reversal::refused(&format!(
            "the profile pins no reveal key for environment `{environment}`: make one with `bauta key new --reveal --env {environment}` and pin its public half under `reveal_key:`"
        ));
    };
    let seal = |sealing| RunSeal::new(keys, reveal, sealing).map_err(|error| error.to_string());
    let salt = Secret::new(salt);
    Reversal {
        // Without random bytes of its own a run would repeat the keys of another.
        random: if *salt.expose() == [0; 32] {
            Err("the run has no random bytes to seal with".to_owned())
        } else {
            seal(Sealing::Random { salt: &salt })
        },
        deterministic: if allowed == SealedTokens::Deterministic {
            seal(Sealing::Deterministic)
        } else {
            Err("whoever has the root key opens deterministic tokens, so a policy has to allow them (`sealed_tokens: deterministic`)".to_owned())
        },
        vault: Vaulting::Unkept,
    }
}
