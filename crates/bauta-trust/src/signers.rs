use jiff::Timestamp;
use jiff::civil::DateTime;

use bauta_crypto::{PublicKeyError, VerifyingKey};

/// Who may sign what and when, as a file that `ssh-keygen -Y verify` reads as well.
///
/// *Shape:* a signer on a line: principals, options, kind of key, key. Deliberately absent:
/// certificate authorities, and keys of kinds that are not accepted; their lines let nobody sign.
///
/// *Source:* `ssh-keygen(1)`, ALLOWED SIGNERS.
#[derive(Debug, Clone, Default)]
pub struct AllowedSigners(Vec<Line>);

#[derive(Debug, Clone)]
struct Line {
    principals: Vec<String>,
    namespaces: Option<Vec<String>>,
    valid_after: Option<Timestamp>,
    valid_before: Option<Timestamp>,
    key: VerifyingKey,
}

impl AllowedSigners {
    /// Reads the file.
    ///
    /// # Errors
    /// A line that says what is not understood: it might be a limit.
    pub fn parse(text: &str) -> Result<Self, SignersError> {
        let mut lines = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let read = Line::parse(line).map_err(|problem| SignersError {
                line: index + 1,
                problem,
            })?;
            lines.extend(read);
        }
        Ok(Self(lines))
    }

    /// The principals whose key this is, and who may sign for that purpose at that time.
    ///
    /// # Errors
    /// Why nobody may.
    pub fn identify(
        &self,
        key: &VerifyingKey,
        namespace: &str,
        at: Timestamp,
    ) -> Result<Vec<String>, NotAllowed> {
        let mut refused = NotAllowed::Unknown;
        let mut principals = Vec::new();
        for line in self.0.iter().filter(|line| line.key == *key) {
            match line.allows(namespace, at) {
                Ok(()) => principals.extend(line.principals.iter().cloned()),
                Err(why) => refused = why,
            }
        }
        principals.sort_unstable();
        principals.dedup();
        if principals.is_empty() {
            Err(refused)
        } else {
            Ok(principals)
        }
    }

    /// How many lines let somebody sign.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nobody may sign.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Why a key may not sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAllowed {
    /// It is in no line.
    #[error("the key is not among the allowed signers")]
    Unknown,
    /// It may sign other things.
    #[error("the key is not allowed to sign this (`namespaces`)")]
    Namespace,
    /// Its time has not come.
    #[error("the key is valid from {0} on (`valid-after`)")]
    NotYet(Timestamp),
    /// Its time is over.
    #[error("the key was valid until {0} (`valid-before`)")]
    Expired(Timestamp),
}

/// What is wrong with a file of allowed signers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct SignersError {
    /// The line, from 1.
    pub line: usize,
    /// What.
    pub problem: SignerProblem,
}

/// What can be wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignerProblem {
    /// Words are missing, or a quote is open.
    #[error("expected principals, options, the kind of key and the key")]
    Shape,
    /// A pattern that excludes.
    #[error("principals that begin with `!` are not supported: name who may sign")]
    Negated,
    /// An option that is not known, without its value, or twice.
    #[error("an option is not known, lacks its value, or stands twice")]
    Option,
    /// A time that is not in UTC.
    #[error("times are written as 20270131Z, 202701311200Z or 20270131120000Z")]
    Time,
    /// The key.
    #[error(transparent)]
    Key(PublicKeyError),
}

impl Line {
    /// A line that lets somebody sign; `None` for one that can't.
    fn parse(text: &str) -> Result<Option<Self>, SignerProblem> {
        let words = words(text).ok_or(SignerProblem::Shape)?;
        let mut words = words.iter().map(String::as_str);
        let principals = words.next().ok_or(SignerProblem::Shape)?;
        let second = words.next().ok_or(SignerProblem::Shape)?;
        let (options, kind) = if is_kind(second) {
            ("", second)
        } else {
            (second, words.next().ok_or(SignerProblem::Shape)?)
        };
        let body = words.next().ok_or(SignerProblem::Shape)?;
        let principals = list(principals);
        if principals.is_empty() {
            return Err(SignerProblem::Shape);
        }
        if principals.iter().any(|name| name.starts_with('!')) {
            return Err(SignerProblem::Negated);
        }
        let Some(options) = Options::parse(options)? else {
            return Ok(None);
        };
        match VerifyingKey::from_ssh_words(kind, body) {
            Ok(key) => Ok(Some(Self {
                principals,
                namespaces: options.namespaces,
                valid_after: options.valid_after,
                valid_before: options.valid_before,
                key,
            })),
            Err(
                PublicKeyError::Rsa | PublicKeyError::Certificate | PublicKeyError::UnknownKind,
            ) => Ok(None),
            Err(problem) => Err(SignerProblem::Key(problem)),
        }
    }

    fn allows(&self, namespace: &str, at: Timestamp) -> Result<(), NotAllowed> {
        if let Some(namespaces) = &self.namespaces {
            let mut fits = false;
            for pattern in namespaces {
                match pattern.strip_prefix('!') {
                    Some(pattern) if matches(pattern, namespace) => {
                        return Err(NotAllowed::Namespace);
                    }
                    Some(_) => {}
                    None => fits |= matches(pattern, namespace),
                }
            }
            if !fits {
                return Err(NotAllowed::Namespace);
            }
        }
        match (self.valid_after, self.valid_before) {
            (Some(from), _) if at < from => Err(NotAllowed::NotYet(from)),
            (_, Some(until)) if at > until => Err(NotAllowed::Expired(until)),
            _ => Ok(()),
        }
    }
}

#[derive(Default)]
struct Options {
    namespaces: Option<Vec<String>>,
    valid_after: Option<Timestamp>,
    valid_before: Option<Timestamp>,
}

impl Options {
    /// `None` for a certificate authority, which lets nobody sign here.
    fn parse(text: &str) -> Result<Option<Self>, SignerProblem> {
        let mut options = Self::default();
        let mut authority = false;
        for option in split_outside_quotes(text, ',') {
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name, Some(unquoted(value).ok_or(SignerProblem::Option)?)),
                None => (option, None),
            };
            let twice = match (name.to_ascii_lowercase().as_str(), value) {
                ("cert-authority", None) => std::mem::replace(&mut authority, true),
                ("namespaces", Some(value)) => options.namespaces.replace(list(value)).is_some(),
                ("valid-after", Some(value)) => options.valid_after.replace(time(value)?).is_some(),
                ("valid-before", Some(value)) => {
                    options.valid_before.replace(time(value)?).is_some()
                }
                _ => return Err(SignerProblem::Option),
            };
            if twice {
                return Err(SignerProblem::Option);
            }
        }
        Ok((!authority).then_some(options))
    }
}

/// Whether a name fits a pattern in which `*` stands for any text and `?` for one character.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut of) = (0, 0);
    let mut star = None;
    while of < name.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, of));
                at += 1;
            }
            Some(byte) if *byte == b'?' || *byte == name[of] => {
                at += 1;
                of += 1;
            }
            _ => {
                let Some((back, from)) = star else {
                    return false;
                };
                star = Some((back, from + 1));
                at = back + 1;
                of = from + 1;
            }
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

fn is_kind(word: &str) -> bool {
    ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"]
        .iter()
        .any(|front| word.starts_with(front))
}

fn list(text: &str) -> Vec<String> {
    let names = text.split(',').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words of a line; white space within double quotes does not part them. Principals lose their
/// quotes, options keep them.
fn words(text: &str) -> Option<Vec<String>> {
    let spaced: String = text
        .chars()
        .map(|char| if char == '\t' { ' ' } else { char })
        .collect();
    let mut words: Vec<String> = split_outside_quotes(&spaced, ' ')
        .map(str::to_owned)
        .collect();
    if !spaced.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let first = words.first_mut()?;
    *first = unquoted(first)?.to_owned();
    Some(words)
}

fn split_outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |char| {
        quoted ^= char == '"';
        char == separator && !quoted
    })
    .filter(|part| !part.is_empty())
}

fn unquoted(text: &str) -> Option<&str> {
    let inner = match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"')?,
        None => text,
    };
    (!inner.contains('"')).then_some(inner)
}

fn time(text: &str) -> Result<Timestamp, SignerProblem> {
    let digits = text.strip_suffix('Z').ok_or(SignerProblem::Time)?;
    if !matches!(digits.len(), 8 | 12 | 14) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(SignerProblem::Time);
    }
    let whole = format!("{digits:0<14}");
    let time = DateTime::strptime("%Y%m%d%H%M%S", whole).map_err(|_| SignerProblem::Time)?;
    let zoned = time.to_zoned(jiff::tz::TimeZone::UTC);
    zoned
        .map(|zoned| zoned.timestamp())
        .map_err(|_| SignerProblem::Time)
}

#[cfg(test)]
mod tests {
    use bauta_crypto::SigningKey;
    use proptest::prelude::*;

    use super::*;

    fn key(seed: u8) -> VerifyingKey {
        SigningKey::from_seed(&[seed; 32]).verifying_key()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn problem(line: &str) -> SignerProblem {
        AllowedSigners::parse(line).unwrap_err().problem
    }

    const NOW: &str = "2026-06-01T00:00:00Z";

    #[test]
    fn the_line_of_the_manual_is_read() {
        let line = format!(
            "# people\n\nlead@example.com namespaces=\"bauta-profile-approval@v1\",valid-after=\"20260101Z\",valid-before=\"20270101Z\" {} comment here\n",
            key(1)
        );
        let signers = AllowedSigners::parse(&line).unwrap();
        let ask = |key: &VerifyingKey, namespace: &str, time: &str| {
            signers.identify(key, namespace, at(time))
        };
        let purpose = "bauta-profile-approval@v1";
        assert_eq!(ask(&key(1), purpose, NOW).unwrap(), ["lead@example.com"]);
        assert_eq!(ask(&key(2), purpose, NOW), Err(NotAllowed::Unknown));
        assert_eq!(ask(&key(1), "git", NOW), Err(NotAllowed::Namespace));
        assert_eq!(
            ask(&key(1), purpose, "2025-12-31T23:59:59Z"),
            Err(NotAllowed::NotYet(at("2026-01-01T00:00:00Z")))
        );
        assert_eq!(
            ask(&key(1), purpose, "2027-01-01T00:00:01Z"),
            Err(NotAllowed::Expired(at("2027-01-01T00:00:00Z")))
        );
    }

    #[test]
    fn a_key_in_two_lines_has_both_names() {
        let text = format!(
            "a@x {}\nb@x,\"c@x\" {}\n\"d@x,e@x\" {}",
            key(1),
            key(2),
            key(1)
        );
        // A quote within a name is no name.
        assert_eq!(problem(&text), SignerProblem::Shape);
        let text = format!("a@x {}\nb@x,c@x {}\n\"d@x,e@x\" {}", key(1), key(2), key(1));
        let signers = AllowedSigners::parse(&text).unwrap();
        let names = signers.identify(&key(1), "n", at(NOW)).unwrap();
        assert_eq!(names, ["a@x", "d@x", "e@x"]);
    }

    #[test]
    fn namespaces_are_patterns() {
        let text = format!("a@x namespaces=\"bauta-*,!bauta-b\" {}", key(1));
        let signers = AllowedSigners::parse(&text).unwrap();
        let allows = |namespace| signers.identify(&key(1), namespace, at(NOW)).is_ok();
        assert!(allows("bauta-a"));
        assert!(!allows("bauta-b") && !allows("git"));
    }

    #[test]
    fn what_cannot_sign_is_passed_over() {
        let text = format!(
            "ca@x cert-authority {}\nrsa@x ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAA==\n",
            key(1)
        );
        let signers = AllowedSigners::parse(&text).unwrap();
        assert!(signers.is_empty());
        assert_eq!(
            signers.identify(&key(1), "n", at(NOW)),
            Err(NotAllowed::Unknown)
        );
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        let key = key(1);
        assert_eq!(problem("a@x"), SignerProblem::Shape);
        assert_eq!(problem("a@x ssh-ed25519"), SignerProblem::Shape);
        assert_eq!(problem(&format!("!a@x,* {key}")), SignerProblem::Negated);
        assert_eq!(problem(&format!("a@x touch {key}")), SignerProblem::Option);
        let twice = format!("a@x namespaces=\"a\",namespaces=\"b\" {key}");
        assert_eq!(problem(&twice), SignerProblem::Option);
        for time in ["20270101", "2027", "20271301Z", "20270101246000Z", "x"] {
            let line = format!("a@x valid-before=\"{time}\" {key}");
            assert_eq!(problem(&line), SignerProblem::Time, "{time}");
        }
        let open = format!("a@x namespaces=\"a {key}");
        assert_eq!(problem(&open), SignerProblem::Shape);
        assert_eq!(
            problem("a@x ssh-ed25519 AAAA"),
            SignerProblem::Key(PublicKeyError::Malformed)
        );
        let second = format!("a@x {key}\nb@x");
        assert_eq!(AllowedSigners::parse(&second).unwrap_err().line, 2);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*") {
            let _read = AllowedSigners::parse(&text);
        }

        #[test]
        fn a_star_takes_anything(front in "[a-c]{0,3}", middle in "[a-c]{0,3}", back in "[a-c]{0,3}") {
            let name = format!("{front}{middle}{back}");
            let pattern = format!("{front}*{back}");
            prop_assert!(matches(&pattern, &name));
            prop_assert!(matches(&name, &name));
            let longer = format!("{name}d");
            prop_assert!(!matches(&name, &longer));
        }
    }
}
