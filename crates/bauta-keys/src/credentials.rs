//! Staging credentials that a profile's `replacements:` name, brought from where they are.
//!
//! Only sources that the policy or `--allow-source` names are asked, and never the source of the key: a profile
//! that somebody else has written must not carry off what this account can read.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

use bauta_crypto::KeyFile;
use bauta_engine::{Code, Diagnostic, EngineError};
use bauta_model::Secret;
use bauta_profile::{Profile, Source};
use bauta_trust::Terms;

use crate::keychain;
use crate::program;
use crate::source::KeySource;

/// Where credentials may come from.
#[derive(Debug, Clone, Copy)]
pub struct Allowed<'a> {
    terms: &'a Terms,
    flags: &'a [String],
}

impl<'a> Allowed<'a> {
    /// By the policy, where there is one, else by `--allow-source`; flags beside a policy only
    /// tighten it.
    pub fn new(terms: &'a Terms, flags: &'a [String]) -> Self {
        Self { terms, flags }
    }

    /// Whether a policy lists a source; `None` where none says anything of sources.
    pub fn listed(terms: &Terms, spec: &str) -> Option<bool> {
        terms.allows_source(|allowed| allows(allowed, spec))
    }

    /// Whether a source may be asked.
    ///
    /// # Errors
    /// One that neither policy nor flags name.
    pub fn admit(self, spec: &str) -> Result<(), Diagnostic> {
        let refused = |message: &str| Diagnostic::new(Code::RefusedCredential, message);
        let named = self.flags.iter().any(|allowed| allows(allowed, spec));
        match Self::listed(self.terms, spec) {
            Some(false) => Err(refused("the policy does not list this source")
                .hint("let the policy list it under `sources`")),
            Some(true) if self.flags.is_empty() => Ok(()),
            _ if named => Ok(()),
            _ => Err(refused("this source is not allowed")
                .hint(format!("allow it with --allow-source {}", quoted(spec)))),
        }
    }
}

/// Brings the credentials of `profile`, by what they replace.
///
/// # Errors
/// Every source that is not allowed, gives the key, or cannot be read.
pub fn bring(
    profile: &Profile,
    allowed: &Allowed<'_>,
    key: Option<&KeySource>,
) -> Result<BTreeMap<String, Secret<String>>, EngineError> {
    let mut brought = BTreeMap::new();
    let mut problems = Vec::new();
    for (kind, replacement) in &profile.replacements {
        let at = |problem: Diagnostic| problem.at(format!("replacements > {kind}"));
        match bring_one(&replacement.from, allowed, key) {
            Ok(credential) => {
                brought.insert(kind.clone(), credential);
            }
            Err(problem) => problems.push(at(problem)),
        }
    }
    if problems.is_empty() {
        Ok(brought)
    } else {
        Err(problems.into())
    }
}

fn bring_one(
    source: &Source,
    allowed: &Allowed<'_>,
    key: Option<&KeySource>,
) -> Result<Secret<String>, Diagnostic> {
    let refused = |message: &str| Diagnostic::new(Code::RefusedCredential, message);
    let spec = spec_of(source);
    allowed.admit(&spec)?;
    if key.is_some_and(|key| is_of_key(source, key)) {
        return Err(refused("the source is the one of the key").hint("name another source"));
    }
    let text = read(source)?;
    if KeyFile::parse(text.expose()).is_ok() {
        return Err(refused("the source gives a key of bauta").hint("name another source"));
    }
    // A line end at the end is the editor's or the program's.
    let line = text.expose().strip_suffix('\n').unwrap_or(text.expose());
    let line = line.strip_suffix('\r').unwrap_or(line);
    Ok(Secret::new(line.to_owned()))
}

/// A source as `--allow-source` writes it.
pub fn spec_of(source: &Source) -> String {
    match source {
        Source::Env(name) => format!("env:{name}"),
        Source::File(path) => format!("file:{path}"),
        Source::Keychain(name) => format!("keychain:{name}"),
        Source::Command(words) => format!("command:{}", words.join(" ")),
    }
}

fn quoted(spec: &str) -> String {
    if spec.contains(' ') {
        format!("'{spec}'")
    } else {
        spec.to_owned()
    }
}

/// Whether `allowed` is that source, or a front of it that ends with `*`.
fn allows(allowed: &str, spec: &str) -> bool {
    match allowed.strip_suffix('*') {
        // A scheme alone would allow everything that it can give.
        Some(front) => front
            .split_once(':')
            .is_some_and(|(_, rest)| !rest.is_empty() && spec.starts_with(front) && !climbs(spec)),
        None => allowed == spec,
    }
}

/// Whether a path leaves the folder that it begins with.
fn climbs(spec: &str) -> bool {
    spec.starts_with("file:") && spec.split('/').any(|part| part == "..")
}

fn is_of_key(source: &Source, key: &KeySource) -> bool {
    match (source, key) {
        (Source::Env(name), KeySource::Variable(key))
        | (Source::Keychain(name), KeySource::Keychain(key)) => name == key,
        (Source::Command(words), KeySource::Command(key)) => words == key,
        (Source::File(path), KeySource::File(key)) => {
            let real = |path: &std::path::Path| path.canonicalize().ok();
            let path = std::path::Path::new(path);
            path == key || real(path).is_some_and(|path| real(key) == Some(path))
        }
        _ => false,
    }
}

fn read(source: &Source) -> Result<Secret<String>, Diagnostic> {
    match source {
        Source::Env(name) => std::env::var(name)
            .map(Secret::new)
            .map_err(|_| unreadable("the variable is not set, or is no text")),
        Source::File(path) => {
            let file = File::open(path)
                .map_err(|error| unreadable(&format!("cannot read the file: {}", error.kind())))?;
            read_text(file)
        }
        Source::Keychain(name) => keychain::read(name),
        Source::Command(words) => program::output(words, (Code::BadUsage, "nothing"), read_text),
    }
}

/// Longest credential; key material of several kilobytes is no line of a row.
const LONGEST_BYTES: usize = 16 << 10;

fn read_text(source: impl Read) -> Result<Secret<String>, Diagnostic> {
    // Room for all of it, so that no copy is left behind by a buffer that had to grow.
    let mut text = String::with_capacity(2 * LONGEST_BYTES);
    let read = source.take(LONGEST_BYTES as u64).read_to_string(&mut text);
    let text = Secret::new(text);
    match read {
        Ok(_) => Ok(text),
        Err(_) => Err(unreadable("what the source gives is no text")),
    }
}

fn unreadable(message: &str) -> Diagnostic {
    Diagnostic::new(Code::BadUsage, message)
}

#[cfg(test)]
mod tests {
    use bauta_crypto::EnvironmentKey;

    use super::*;

    fn brought(
        source: &str,
        allowed: &[&str],
        key: Option<&KeySource>,
    ) -> Result<String, Vec<Diagnostic>> {
        let profile = format!("version: 1\nreplacements: {{ jwt: {{ from: {source} }} }}");
        let profile = Profile::parse(&profile).unwrap();
        let allowed: Vec<String> = allowed.iter().map(|spec| (*spec).to_owned()).collect();
        let terms = Terms::without_policy("qa");
        bring(&profile, &Allowed::new(&terms, &allowed), key)
            .map(|brought| brought["jwt"].expose().clone())
            .map_err(|error| error.diagnostics)
    }

    fn code(result: Result<String, Vec<Diagnostic>>) -> Code {
        result.unwrap_err()[0].code
    }

    #[test]
    fn only_sources_that_are_allowed_are_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jwt");
        std::fs::write(&path, "staging\r\n").unwrap();
        let spec = format!("file:{}", path.display());
        let source = format!("\"{spec}\"");
        assert_eq!(brought(&source, &[&spec], None).unwrap(), "staging");
        let front = format!("file:{}/*", folder.path().display());
        assert_eq!(
            brought(&source, &["env:X", &front], None).unwrap(),
            "staging"
        );
        for allowed in [&[][..], &["env:jwt"], &["file:*"], &["*"]] {
            assert_eq!(
                code(brought(&source, allowed, None)),
                Code::RefusedCredential
            );
        }
        let climbing = format!("\"file:{}/a/../jwt\"", folder.path().display());
        assert_eq!(
            code(brought(&climbing, &[&front], None)),
            Code::RefusedCredential
        );
    }

    #[test]
    fn the_source_of_the_key_gives_no_credential() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qa.key");
        let (_, text) = EnvironmentKey::generate("qa", [9; 32], None).unwrap();
        std::fs::write(&path, text.expose()).unwrap();
        let spec = format!("file:{}", path.display());
        let source = format!("\"{spec}\"");
        let key = KeySource::File(path);
        assert_eq!(
            code(brought(&source, &[&spec], Some(&key))),
            Code::RefusedCredential
        );
        // Nor does any other that holds one.
        assert_eq!(
            code(brought(&source, &[&spec], None)),
            Code::RefusedCredential
        );
        let key = KeySource::Variable("PATH".into());
        assert_eq!(
            code(brought("\"env:PATH\"", &["env:PATH"], Some(&key))),
            Code::RefusedCredential
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_program_is_run_without_our_environment() {
        let run =
            |words: &str, spec: &str| brought(&format!("{{ command: {words} }}"), &[spec], None);
        assert_eq!(run("[echo, a b]", "command:echo a b").unwrap(), "a b");
        let environment = run(
            "[printenv, CARGO_MANIFEST_DIR]",
            "command:printenv CARGO_MANIFEST_DIR",
        );
        assert_eq!(code(environment), Code::BadUsage);
        assert_eq!(
            code(run(
                "[bauta-no-such-program]",
                "command:bauta-no-such-program"
            )),
            Code::BadUsage
        );
    }
}
