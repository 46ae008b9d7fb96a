use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::KeyFileError;
use super::wrapping::Parameters;

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// The root of an environment: it masks.
    Root,
    /// The private half of an environment's reveal key: it opens tokens.
    Reveal,
}

impl KeyKind {
    /// Its name for people and programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Reveal => "reveal",
        }
    }

    fn magic(self) -> &'static str {
        match self {
            Self::Root => "bauta-key-v1",
            Self::Reveal => "bauta-reveal-v1",
        }
    }
}

/// The first line of a key file.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) kind: KeyKind,
    pub(super) environment: String,
    pub(super) kid: String,
    pub(super) wrapping: Option<Parameters>,
}

impl Header {
    pub(super) fn parse(line: &str) -> Result<Self, KeyFileError> {
        let mut words = line.split_ascii_whitespace();
        let kind = kind(words.next().unwrap_or_default())?;
        let mut fields: [Option<&str>; NAMES.len()] = [None; NAMES.len()];
        for word in words {
            let (name, value) = word.split_once('=').ok_or(KeyFileError::Header)?;
            let known = NAMES.iter().position(|known| *known == name);
            let slot = known.and_then(|at| fields.get_mut(at));
            if slot.ok_or(KeyFileError::Header)?.replace(value).is_some() {
                return Err(KeyFileError::Header);
            }
        }
        let [Some(environment), Some(id), Some(kdf), costs @ ..] = fields else {
            return Err(KeyFileError::Header);
        };
        let wrapping = match (kdf, costs) {
            ("none", [None, None, None, None]) => None,
            ("argon2id", [Some(memory), Some(passes), Some(lanes), Some(salt)]) => {
                Some(parameters(memory, passes, lanes, salt)?)
            }
            _ => return Err(KeyFileError::Header),
        };
        check_environment(environment)?;
        if id.len() != 16 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(KeyFileError::KeyId);
        }
        Ok(Self {
            kind,
            environment: environment.to_owned(),
            kid: id.to_owned(),
            wrapping,
        })
    }

    /// The line as it is written, without its end.
    pub(super) fn line(&self) -> String {
        let (magic, environment, kid) = (self.kind.magic(), &self.environment, &self.kid);
        let mut line = format!("{magic} env={environment} kid={kid} kdf=");
        match &self.wrapping {
            None => line.push_str("none"),
            Some(parameters) => {
                let Parameters {
                    memory_kib,
                    passes,
                    lanes,
                    salt,
                } = parameters;
                let salt = STANDARD.encode(salt);
                // Writing to a String cannot fail.
                write!(
                    line,
                    "argon2id m={memory_kib} t={passes} p={lanes} salt={salt}"
                )
                .ok();
            }
        }
        line
    }
}

/// Whether an environment can be called so.
pub(super) fn check_environment(name: &str) -> Result<(), KeyFileError> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if (1..=64).contains(&name.len()) && name.bytes().all(allowed) {
        Ok(())
    } else {
        Err(KeyFileError::Environment)
    }
}

fn kind(word: &str) -> Result<KeyKind, KeyFileError> {
    for kind in [KeyKind::Root, KeyKind::Reveal] {
        if word == kind.magic() {
            return Ok(kind);
        }
        let family = kind.magic().trim_end_matches('1');
        if word.starts_with(family) {
            return Err(KeyFileError::Version);
        }
    }
    Err(KeyFileError::NotAKeyFile)
}

fn parameters(
    memory: &str,
    passes: &str,
    lanes: &str,
    salt: &str,
) -> Result<Parameters, KeyFileError> {
    let number = |text: &str| text.parse().map_err(|_| KeyFileError::Header);
    // Decoding would grow with a salt as long as somebody likes.
    if salt.len() > 88 {
        return Err(KeyFileError::Bounds);
    }
    Parameters {
        memory_kib: number(memory)?,
        passes: number(passes)?,
        lanes: number(lanes)?,
        salt: STANDARD.decode(salt).map_err(|_| KeyFileError::Header)?,
    }
    .bounded()
}

const NAMES: [&str; 7] = ["env", "kid", "kdf", "m", "t", "p", "salt"];
