//! Secrets by their fingerprints: which are there, and which an exception lets stay.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use bauta_crypto::Prf;
use bauta_profile::{ColumnPath, Profile};
use bauta_trust::SecretSeen;

/// The exceptions of a profile that name a fingerprint, the key of fingerprints, and those met.
///
/// *Guarantees:* without the key nothing passes and nothing is remembered.
#[derive(Default)]
pub(crate) struct Marks {
    prf: Option<Prf>,
    list: Vec<Mark>,
    seen: Mutex<BTreeMap<Fingerprint, &'static str>>,
}

/// How many secrets are remembered: the least fingerprints, so that threads change nothing.
const MOST_SEEN: usize = 10_000;

struct Mark {
    /// Which of the profile's exceptions.
    exception: usize,
    fingerprint: Fingerprint,
    kinds: Vec<String>,
    column: Option<ColumnPath>,
}

/// The first half of a keyed digest.
pub(crate) type Fingerprint = [u8; 16];

impl std::fmt::Debug for Marks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Marks")
            .field("list", &self.list.len())
            .finish_non_exhaustive()
    }
}

impl Marks {
    /// Those of a profile; what has expired by `today`, or has not begun, lets nothing pass.
    pub(crate) fn of(profile: &Profile, prf: Option<Prf>, today: Option<&str>) -> Self {
        let holds = |exception: &bauta_profile::Exception| {
            today.is_none_or(|today| {
                *exception.issued.to_string() <= *today && *today <= *exception.expires.to_string()
            })
        };
        let exceptions = profile.exceptions.iter().enumerate();
        let list = exceptions.filter_map(|(index, exception)| {
            let fingerprint = read(exception.fingerprint.as_deref()?)?;
            holds(exception).then(|| Mark {
                exception: index,
                fingerprint,
                kinds: exception.kinds.clone(),
                column: exception.column.clone(),
            })
        });
        Self {
            list: list.collect(),
            prf,
            seen: Mutex::default(),
        }
    }

    /// Remembers that a secret was met, for the register of clones.
    pub(crate) fn note(&self, kind: &'static str, secret: &[u8]) {
        let Some(prf) = &self.prf else {
            return;
        };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(of(prf, secret), kind);
        if seen.len() > MOST_SEEN {
            seen.pop_last();
        }
    }

    /// The secrets that were met, each once, in the order of their fingerprints.
    pub(crate) fn seen(&self) -> Vec<SecretSeen> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let told = seen.iter().map(|(fingerprint, kind)| SecretSeen {
            kind: (*kind).to_owned(),
            fingerprint: crate::hex::lower(fingerprint),
        });
        told.collect()
    }

    /// Which exception lets a secret pass; `is_here` says whether it stands in a column that an
    /// exception is bound to.
    pub(crate) fn passing(
        &self,
        kind: &str,
        secret: &[u8],
        is_here: impl Fn(usize, &ColumnPath) -> bool,
    ) -> Option<usize> {
        let prf = self.prf.as_ref().filter(|_| !self.list.is_empty())?;
        let fingerprint = of(prf, secret);
        let mark = self.list.iter().find(|mark| {
            mark.fingerprint == fingerprint
                && mark.kinds.iter().any(|known| known == kind)
                && mark
                    .column
                    .as_ref()
                    .is_none_or(|column| is_here(mark.exception, column))
        });
        mark.map(|mark| mark.exception)
    }
}

/// The fingerprint of a secret, as `inspect` tells it.
pub(crate) fn of(prf: &Prf, secret: &[u8]) -> Fingerprint {
    let digest = prf.digest(secret);
    std::array::from_fn(|at| digest[at])
}

/// Reads 32 hexadecimal digits.
pub(crate) fn read(text: &str) -> Option<Fingerprint> {
    if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let number = u128::from_str_radix(text, 16).ok()?;
    Some(number.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use bauta_crypto::{EnvironmentKey, Purpose};

    use super::*;

    fn prf() -> Prf {
        EnvironmentKey::from_root("org", [3; 32]).prf("secrets", Purpose::Fingerprint)
    }

    fn marks(secret: &[u8], column: &str, today: &str) -> Marks {
        let fingerprint = crate::hex::lower(&of(&prf(), secret));
        let profile = format!(
            "version: 1\nexceptions:\n  - {{ fingerprint: \"{fingerprint}\", {column} kinds: [stripe-secret], \
             reason: x, owner: x, issued: 2026-01-01, expires: 2026-03-01 }}\n"
        );
        let profile = Profile::parse(&profile).unwrap();
        Marks::of(
            &profile,
            Some(prf()),
            Some(today).filter(|today| !today.is_empty()),
        )
    }

    #[test]
    fn secrets_are_remembered_once_and_only_under_a_key() {
        let marks = Marks::of(&Profile::default(), Some(prf()), None);
        for secret in [&b"one"[..], b"two", b"one"] {
            marks.note("stripe-secret", secret);
        }
        let seen = marks.seen();
        assert_eq!(seen.len(), 2);
        let fingerprint = crate::hex::lower(&of(&prf(), b"one"));
        assert!(seen.iter().any(|secret| secret.fingerprint == fingerprint));
        let keyless = Marks::default();
        keyless.note("stripe-secret", b"one");
        assert!(keyless.seen().is_empty());
    }

    #[test]
    fn only_that_secret_of_that_kind_passes_in_its_time() {
        let passing =
            |marks: &Marks, kind: &str, secret: &[u8]| marks.passing(kind, secret, |_, _| false);
        let holding = marks(b"one", "", "2026-02-01");
        assert_eq!(passing(&holding, "stripe-secret", b"one"), Some(0));
        assert_eq!(passing(&holding, "stripe-secret", b"two"), None);
        assert_eq!(passing(&holding, "jwt", b"one"), None);
        assert_eq!(
            passing(&marks(b"one", "", ""), "stripe-secret", b"one"),
            Some(0)
        );
        for today in ["2025-12-31", "2026-03-02"] {
            assert_eq!(
                passing(&marks(b"one", "", today), "stripe-secret", b"one"),
                None
            );
        }
        let bound = marks(b"one", "column: t.a,", "2026-02-01");
        assert_eq!(passing(&bound, "stripe-secret", b"one"), None);
        assert_eq!(bound.passing("stripe-secret", b"one", |_, _| true), Some(0));
    }

    #[test]
    fn without_the_key_nothing_passes() {
        let mut marks = marks(b"one", "", "");
        marks.prf = None;
        assert_eq!(marks.passing("stripe-secret", b"one", |_, _| true), None);
    }

    #[test]
    fn fingerprints_are_32_digits() {
        assert_eq!(read(&"0f".repeat(16)), Some([15; 16]));
        for text in ["", "0f", &"0g".repeat(16), &"+f".repeat(16)] {
            assert_eq!(read(text), None);
        }
    }
}
