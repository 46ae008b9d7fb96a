use bauta_crypto::EnvironmentKey;
use bauta_engine::{Code, Diagnostic};
use bauta_keys::KeySource;
use bauta_profile::Profile;

use super::Unlocking;
use crate::args::KeyFlags;

/// The key of a run.
#[derive(Debug)]
pub(crate) enum Choice {
    /// The one that was named.
    Named(EnvironmentKey),
    /// None was named: a random one, which nobody will ever have again.
    Fresh(EnvironmentKey),
}

impl Choice {
    /// The environment it is of.
    pub(crate) fn environment(&self) -> &str {
        match self {
            Self::Named(key) | Self::Fresh(key) => key.environment(),
        }
    }

    pub(crate) fn into_key(self) -> EnvironmentKey {
        match self {
            Self::Named(key) | Self::Fresh(key) => key,
        }
    }
}

/// Chooses the key of a run under this profile.
///
/// # Errors
/// A key that can't be read, is malformed, is of another environment, or is not the one the
/// profile pins.
pub(crate) fn choose(flags: &KeyFlags, profile: &Profile) -> Result<Choice, Diagnostic> {
    let asked = flags.env.as_deref().or(profile.environment.as_deref());
    let choice = match &flags.key {
        Some(spec) => {
            let unlocking = Unlocking::new("--passphrase", flags.passphrase.as_deref())?;
            Choice::Named(KeySource::parse(spec)?.root(&unlocking)?)
        }
        None => Choice::Fresh(fresh(asked.unwrap_or(DEFAULT_ENVIRONMENT))?),
    };
    Ok(match choice {
        Choice::Named(key) => Choice::Named(admit(key, asked, profile)?),
        Choice::Fresh(key) => Choice::Fresh(admit(key, asked, profile).map_err(|problem| {
            problem.hint(
                "no key was named and a fresh one cannot be the one pinned; name it with --key",
            )
        })?),
    })
}

/// The environment where no key says more.
pub(crate) fn environment_of<'a>(asked: Option<&'a str>, profile: &'a Profile) -> &'a str {
    asked
        .or(profile.environment.as_deref())
        .unwrap_or(DEFAULT_ENVIRONMENT)
}

/// A random key that is thrown away after the run.
///
/// # Errors
/// A system that gives no random bytes.
pub(crate) fn fresh(environment: &str) -> Result<EnvironmentKey, Diagnostic> {
    Ok(EnvironmentKey::from_root(environment, random()?))
}

/// 32 random bytes of the system.
///
/// # Errors
/// A system that gives none.
pub(crate) fn random() -> Result<[u8; 32], Diagnostic> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|_| Diagnostic::new(Code::Io, "the system gives no random bytes"))?;
    Ok(bytes)
}

/// Whether the key may be used: its environment is the one asked for, its id the one pinned.
fn admit(
    key: EnvironmentKey,
    asked: Option<&str>,
    profile: &Profile,
) -> Result<EnvironmentKey, Diagnostic> {
    let environment = key.environment();
    if let Some(asked) = asked.filter(|asked| *asked != environment) {
        let message =
            format!("the key is of environment `{environment}`, the run is for `{asked}`");
        let hint =
            format!("name the key of `{asked}`, or say --env {environment} if that is meant");
        return Err(Diagnostic::new(Code::WrongKey, message).hint(hint));
    }
    let id = key.id();
    match profile.key_id.get(environment) {
        Some(pinned) if !pinned.eq_ignore_ascii_case(id.as_str()) => {
            let message = format!(
                "the profile pins key {pinned} for environment `{environment}`, this is key {id}"
            );
            Err(Diagnostic::new(Code::WrongKey, message)
                .at(format!("key_id.{environment}"))
                .hint("name the pinned key with --key"))
        }
        None if !profile.key_id.is_empty() => {
            let message =
                format!("the profile pins keys, but none for environment `{environment}`");
            Err(Diagnostic::new(Code::WrongKey, message)
                .at("key_id")
                .hint(format!("add `{environment}: {id}` if this key is right")))
        }
        _ => Ok(key.with_epoch(profile.epoch.as_deref())),
    }
}

const DEFAULT_ENVIRONMENT: &str = "default";

#[cfg(test)]
mod tests {
    use bauta_crypto::Purpose;

    use super::*;

    fn key() -> EnvironmentKey {
        EnvironmentKey::from_root("qa", [7; 32])
    }

    fn profile(text: &str) -> Profile {
        Profile::parse(text).unwrap()
    }

    #[test]
    fn a_key_of_another_environment_is_refused() {
        let problem = admit(key(), Some("staging"), &profile("version: 1")).unwrap_err();
        assert_eq!(problem.code, Code::WrongKey);
        assert!(problem.message.contains("`qa`") && problem.message.contains("`staging`"));
    }

    #[test]
    fn a_key_tells_its_environment_where_nobody_asked_for_one() {
        assert_eq!(
            admit(key(), None, &profile("version: 1"))
                .unwrap()
                .environment(),
            "qa"
        );
    }

    #[test]
    fn pins_are_held() {
        let id = key().id();
        admit(
            key(),
            Some("qa"),
            &profile(&format!("version: 1\nkey_id: {{qa: \"{id}\"}}")),
        )
        .unwrap();
        for pins in [
            "{qa: \"0000000000000000\"}",
            &format!("{{staging: \"{id}\"}}"),
        ] {
            let profile = profile(&format!("version: 1\nkey_id: {pins}"));
            assert_eq!(
                admit(key(), Some("qa"), &profile).unwrap_err().code,
                Code::WrongKey
            );
        }
    }

    #[test]
    fn a_fresh_key_is_refused_where_one_is_pinned() {
        let profile = profile("version: 1\nkey_id: {default: \"0000000000000000\"}");
        let problem = choose(&KeyFlags::default(), &profile).unwrap_err();
        assert_eq!(problem.code, Code::WrongKey);
        assert!(problem.hint.unwrap().contains("--key"));
    }

    #[test]
    fn the_environment_is_the_flag_else_the_profile_else_default() {
        let named = profile("version: 1\nenvironment: staging");
        let environment = |env: Option<&str>, profile: &Profile| {
            let flags = KeyFlags {
                env: env.map(str::to_owned),
                ..KeyFlags::default()
            };
            choose(&flags, profile)
                .unwrap()
                .into_key()
                .environment()
                .to_owned()
        };
        assert_eq!(environment(Some("qa"), &named), "qa");
        assert_eq!(environment(None, &named), "staging");
        assert_eq!(environment(None, &profile("version: 1")), "default");
        assert_eq!(environment_of(None, &named), "staging");
    }

    #[test]
    fn the_epoch_of_the_profile_changes_tokens() {
        let token = |text: &str| {
            admit(key(), None, &profile(text))
                .unwrap()
                .prf("d", Purpose::Pseudonym)
                .digest(b"v")
        };
        assert_ne!(token("version: 1\nepoch: \"2\""), token("version: 1"));
        assert_ne!(
            token("version: 1\nepoch: \"2\""),
            token("version: 1\nepoch: \"3\"")
        );
    }

    #[test]
    fn fresh_keys_differ() {
        assert_ne!(fresh("qa").unwrap().id(), fresh("qa").unwrap().id());
    }
}
