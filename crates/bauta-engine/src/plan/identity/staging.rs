//! What takes the place of a credential: the one that the profile brings for staging, else one
//! that opens nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use bauta_crypto::{EnvironmentKey, Prf, Purpose};
use bauta_detect::{catalogue, dead_replacement, is_ours};
use bauta_model::{Secret, SpanFinder};
use bauta_profile::Profile;

use super::hosts::{ENDPOINT, Hosts};
use super::pairs;
use crate::error::{Code, Diagnostic};
use crate::plan::Marks;

/// Credentials of the staging environment, by what they replace: the id of a kind, or
/// `table.column`.
pub(crate) type Credentials = BTreeMap<String, Secret<String>>;

/// Replaces credentials and hosts, wherever they are found.
///
/// *Guarantees*: equal credentials get equal replacements; what is a replacement already stays.
pub(crate) struct Staging {
    prf: Prf,
    finder: Arc<dyn SpanFinder>,
    pub(crate) hosts: Arc<Hosts>,
    credentials: Credentials,
    refusal: AtomicU8,
    /// Secrets that stay.
    pub(crate) marks: Marks,
}

/// Where in a dump something is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Within {
    /// A statement that carries no rows.
    Statements,
    /// Rows.
    Rows,
    /// A column for which other credentials may have been brought.
    Column {
        /// Its name as `replacements:` has it, if that names it.
        name: Option<String>,
        /// Whether no value may stand there twice.
        distinct: bool,
    },
}

/// A staging credential that is one of the dump's own.
const KNOWN: u8 = 1;
/// A staging credential that would stand twice in a column of distinct values.
const REPEATED: u8 = 2;

impl Staging {
    pub(crate) fn new(
        keys: &EnvironmentKey,
        profile: &Profile,
        credentials: Credentials,
        finder: Arc<dyn SpanFinder>,
    ) -> Self {
        Self {
            prf: keys.prf("embedded-secrets", Purpose::Pseudonym),
            finder,
            hosts: Arc::new(Hosts::new(&profile.endpoints)),
            credentials,
            refusal: AtomicU8::new(0),
            marks: Marks::default(),
        }
    }

    /// With secrets that stay by their fingerprints.
    pub(crate) fn with_marks(mut self, marks: Marks) -> Self {
        self.marks = marks;
        self
    }

    /// The kind of secret that `value` is as a whole.
    pub(super) fn kind_of(&self, value: &[u8]) -> Option<&'static str> {
        let mut found = Vec::new();
        self.finder.find(value, &mut found);
        found
            .iter()
            .find(|found| found.secret && found.span.of(value).len() == value.len())
            .map(|found| found.kind)
    }

    /// Whether `value` is what bauta writes for a secret of any kind.
    pub(super) fn is_replacement(value: &[u8]) -> bool {
        catalogue().any(|detector| is_ours(detector.kind, value)) || written::is_ours(value)
    }

    /// Whether `value` is what bauta writes for that kind, so that it stays.
    pub(super) fn is_replaced(kind: &str, value: &[u8]) -> bool {
        is_ours(kind, value) || written::is_ours(value)
    }

    /// Appends what takes the place of `original`, which was found in that part of the dump.
    pub(crate) fn replace(
        &self,
        within: &Within,
        kind: &'static str,
        original: &[u8],
        out: &mut Vec<u8>,
    ) {
        if kind == ENDPOINT {
            out.extend_from_slice(self.hosts.instead_of_all(original));
            return;
        }
        match within {
            // What stands in a statement by now has been put there.
            Within::Statements if self.holds_credential(original) => {
                out.extend_from_slice(original);
            }
            Within::Column { name, distinct } => {
                let name = name.as_deref().unwrap_or_default();
                if *distinct && (self.brings(name) || self.brings(kind)) {
                    self.refuse(REPEATED);
                }
                self.replace_of(&[kind, name], original, out);
            }
            Within::Rows | Within::Statements => self.replace_of(&[kind], original, out),
        }
    }

    /// Appends what takes the place of a credential that may be named in several ways; the first
    /// gives its shape, the last that the profile brings something for is what it says.
    pub(crate) fn replace_of(&self, kinds: &[&str], original: &[u8], out: &mut Vec<u8>) {
        if self.is_credential(original) {
            self.refuse(KNOWN);
        }
        let brought = kinds
            .iter()
            .rev()
            .find_map(|kind| self.credentials.get(*kind));
        if let Some(brought) = brought {
            out.extend_from_slice(brought.expose().as_bytes());
            return;
        }
        let kind = kinds.first().copied().unwrap_or_default();
        let digest = self.prf.digest(original);
        if written::write(kind, digest, out) {
            return;
        }
        let start = out.len();
        dead_replacement(kind, original, digest, out);
        if CONNECTIONS.contains(&kind) {
            self.keep_staging_host(original, start, out);
        }
    }

    /// Whether one of the credentials that the profile brings is used for that kind.
    pub(crate) fn brings(&self, kind: &str) -> bool {
        self.credentials.contains_key(kind)
    }

    /// Refuses the run if a statement holds a credential that was brought for staging.
    pub(super) fn look_for_own(&self, statement: &[u8]) {
        if self.holds_credential(statement) {
            self.refuse(KNOWN);
        }
    }

    /// What was wrong with the staging credentials, once the dump has been read.
    pub(crate) fn problem(&self) -> Option<Diagnostic> {
        let message = match self.refusal.load(Ordering::Relaxed) {
            0 => return None,
            KNOWN => "a staging credential is one of the dump's own secrets",
            _ => "a staging credential would stand in a column whose values are distinct",
        };
        Some(
            Diagnostic::new(Code::RefusedCredential, message)
                .at("replacements")
                .hint("bring a credential that was made for the staging environment alone"),
        )
    }

    /// Whether a credential that the profile brings stands in `text`.
    pub(crate) fn holds_credential(&self, text: &[u8]) -> bool {
        self.credentials
            .values()
            .any(|brought| memchr::memmem::find(text, brought.expose().as_bytes()).is_some())
    }

    fn is_credential(&self, original: &[u8]) -> bool {
        self.credentials
            .values()
            .any(|brought| brought.expose().as_bytes() == original)
    }

    fn refuse(&self, why: u8) {
        self.refusal.fetch_max(why, Ordering::Relaxed);
    }

    /// A connection string goes to the staging host where the profile names one.
    fn keep_staging_host(&self, original: &[u8], start: usize, out: &mut Vec<u8>) {
        const NOWHERE: &[u8] = b"db.invalid";
        let host = if let Some(at) = memchr::memmem::find(original, b"://") {
            let rest = &original[at + 3..];
            memchr::memrchr(b'@', rest).map_or(rest, |at| &rest[at + 1..])
        } else {
            let pairs = pairs::pairs(original).unwrap_or_default();
            let mut named = pairs.iter();
            let named =
                named.find(|pair| ["host", "server", "data_source"].contains(&pair.name.as_str()));
            let Some(pair) = named else { return };
            pair.value.of(original)
        };
        let len = host
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
            .count();
        let Some(to) = self.hosts.in_staging(&host[..len]) else {
            return;
        };
        if let Some(found) = memchr::memmem::find(&out[start..], NOWHERE) {
            let from = start + found;
            let end = start + found + NOWHERE.len();
            out.splice(from..end, to.bytes());
        }
    }
}

impl fmt::Debug for Staging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Staging").finish_non_exhaustive()
    }
}

/// What is wrong with staging credentials before the dump is read.
pub(crate) fn check(profile: &Profile, credentials: &Credentials) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut problem = |kind: &str, message: &str, hint: &str| {
        problems.push(
            Diagnostic::new(Code::RefusedCredential, message)
                .at(format!("replacements > {kind}"))
                .hint(hint),
        );
    };
    for kind in profile.replacements.keys() {
        let Some(brought) = credentials.get(kind) else {
            problem(
                kind,
                "the credential has not been brought",
                "only `mask` brings credentials, from sources that --allow-source names",
            );
            continue;
        };
        let value = brought.expose();
        if value.is_empty() {
            problem(
                kind,
                "the credential is empty",
                "what does its source give?",
            );
        } else if value.contains(['\n', '\r', '\0']) {
            problem(kind, "the credential has several lines", "bring one line");
        } else if is_live(value) {
            problem(
                kind,
                "the credential is one of a live environment",
                "bring one that was made for staging or tests",
            );
        }
    }
    problems
}

/// Whether a credential says of itself that it is for production.
fn is_live(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    LIVE.iter().any(|mark| value.contains(mark)) || value.starts_with("live_")
}

/// What live credentials of services that also give test credentials have in them.
const LIVE: &[&str] = &[
    "sk_live_",
    "rk_live_",
    "pk_live_",
    "rzp_live_",
    "pdl_live_",
    "_live_",
    "-live-",
    "access-production-",
    "access_token$production$",
];

/// Kinds that are whole connection strings.
const CONNECTIONS: &[&str] = &["db-url", "libpq", "jdbc", "odbc", "ado"];

/// Hashes and words of which no detector knows the shape.
mod written {
    /// Writes a value of one of the shapes below; answers whether `kind` is one of them.
    pub(super) fn write(kind: &str, digest: [u8; 32], out: &mut Vec<u8>) -> bool {
        let rest = match kind {
            ED25519 => {
                out.extend_from_slice(MARK);
                33
            }
            OLD => {
                out.extend_from_slice(OLD_MARK);
                let digits = digest
                    .iter()
                    .take(4)
                    .flat_map(|byte| [byte >> 4, byte & 15]);
                out.extend(digits.map(|digit| b"0123456789abcdef"[usize::from(digit)]));
                return true;
            }
            _ => return false,
        };
        let letters = digest.iter().cycle().enumerate().take(rest);
        out.extend(letters.map(|(index, byte)| {
            // The digest is shorter than what is to be filled.
            let turn = u8::try_from(index / 32 * 7 % 64).unwrap_or(0);
            LETTERS[usize::from((byte ^ turn) & 63)]
        }));
        if kind == ED25519 {
            // The last letter of 32 bytes carries four bits.
            out.push(b"AEIMQUYcgkosw048"[usize::from(digest[31] & 15)]);
        }
        true
    }

    pub(super) fn is_ours(value: &[u8]) -> bool {
        let ed25519 = value.len() == 43 && value.starts_with(MARK);
        ed25519 || (value.len() == 16 && value.starts_with(OLD_MARK))
    }

    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";
    const MARK: &[u8] = b"BAUTAdead";
    const OLD_MARK: &[u8] = b"ba07adea";
    pub(in super::super) const ED25519: &str = "mysql-ed25519";
    pub(in super::super) const OLD: &str = "mysql-old";
}

pub(super) use written::{ED25519, OLD};

#[cfg(test)]
mod tests {
    use super::*;

    fn staging(profile: &str, brought: &[(&str, &str)]) -> Staging {
        let keys = EnvironmentKey::from_root("qa", [7; 32]);
        let profile = Profile::parse(&format!("version: 1\n{profile}")).unwrap();
        let finder = Arc::new(bauta_detect::Finder::all());
        Staging::new(&keys, &profile, credentials(brought), finder)
    }

    fn credentials(brought: &[(&str, &str)]) -> Credentials {
        let brought = brought.iter();
        brought
            .map(|(kind, value)| ((*kind).to_owned(), Secret::new((*value).to_owned())))
            .collect()
    }

    fn replaced(staging: &Staging, kind: &'static str, value: &str) -> String {
        let mut out = Vec::new();
        staging.replace_of(&[kind], value.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn hashes_keep_their_scheme_and_are_known_again() {
        let staging = staging("name: x", &[]);
        for (kind, len) in [(ED25519, 43), (OLD, 16)] {
            let dead = replaced(&staging, kind, "x");
            assert_eq!(dead.len(), len, "{dead}");
            assert!(Staging::is_replaced(kind, dead.as_bytes()), "{dead}");
            assert_ne!(dead, replaced(&staging, kind, "y"));
        }
    }

    #[test]
    fn a_credential_that_was_brought_takes_the_place_of_its_kind() {
        let staging = staging("name: x", &[("stripe-secret", "sk_test_1")]);
        assert_eq!(replaced(&staging, "stripe-secret", "sk_1"), "sk_test_1");
        assert_ne!(replaced(&staging, "jwt", "a.b.c"), "sk_test_1");
        assert!(staging.problem().is_none());
        replaced(&staging, "generic-secret", "sk_test_1");
        assert_eq!(staging.problem().unwrap().code, Code::RefusedCredential);
    }

    #[test]
    fn a_column_may_have_a_credential_of_its_own_but_not_twice() {
        let brought = [("jwt", "of-kind"), ("t.token", "of-column")];
        let staging = staging("name: x", &brought);
        let within = |name: &str, distinct| Within::Column {
            name: Some(name.to_owned()),
            distinct,
        };
        let replaced = |within: &Within| {
            let mut out = Vec::new();
            staging.replace(within, "jwt", b"a.b.c", &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(replaced(&within("t.token", false)), "of-column");
        assert_eq!(replaced(&within("t.other", false)), "of-kind");
        assert_eq!(replaced(&Within::Rows), "of-kind");
        assert!(staging.problem().is_none());
        replaced(&within("t.other", true));
        assert!(staging.problem().unwrap().message.contains("distinct"));
    }

    #[test]
    fn connection_strings_go_to_the_host_that_the_profile_names() {
        let staging = staging("endpoints: { db1.example: db.test }", &[]);
        let dead = replaced(&staging, "db-url", "postgres://u:p@db1.example:5432/x");
        assert!(dead.contains("@db.test/"), "{dead}");
        let pairs = replaced(&staging, "libpq", "host=db1.example user=u password=p");
        assert!(pairs.starts_with("host=db.test "), "{pairs}");
        let other = replaced(&staging, "db-url", "postgres://u:p@db2.example/x");
        assert!(other.contains("@db.invalid/"), "{other}");
    }

    #[test]
    fn credentials_that_are_live_or_missing_are_refused() {
        let profile = "version: 1\nreplacements: { stripe-secret: { from: \"env:X\" } }";
        let profile = Profile::parse(profile).unwrap();
        let problems = |brought: &[(&str, &str)]| check(&profile, &credentials(brought)).len();
        assert_eq!(problems(&[]), 1);
        for value in ["", "a\nb", concat!("sk_", "live_x")] {
            assert_eq!(problems(&[("stripe-secret", value)]), 1, "{value}");
        }
        assert_eq!(problems(&[("stripe-secret", "sk_test_x")]), 0);
    }
}
