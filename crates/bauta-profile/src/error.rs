use std::fmt;

/// Something wrong with a profile: what, where, and what to try.
///
/// Shown to the author of the profile, so it may quote the profile, never the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub place: Place,
}

impl ProfileError {
    /// What to do about it, where there is more to say than the message does.
    pub fn hint(&self) -> Option<String> {
        self.problem.hint()
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)?;
        match self.hint() {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ProfileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.problem)
    }
}

/// Where in a profile something stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The preset it stands in; `None` is the profile itself.
    pub preset: Option<String>,
    /// Line, from 1; 0 where there is none.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The keys that lead there.
    pub path: Vec<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(preset) = &self.preset {
            write!(f, "preset `{preset}`, ")?;
        }
        if self.line == 0 {
            return f.write_str(&self.path.join(" > "));
        }
        write!(f, "line {}, column {}", self.line, self.column)?;
        if self.path.is_empty() {
            return Ok(());
        }
        write!(f, ", {}", self.path.join(" > "))
    }
}

/// What can be wrong with a profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The text is not YAML.
    #[error("not readable as YAML: {message}")]
    Syntax {
        /// What the YAML reader says.
        message: String,
    },
    /// A limit against hostile input.
    #[error("more than {limit} {what}")]
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// How much is allowed.
        limit: usize,
    },
    /// YAML that profiles do not use.
    #[error("{what} have no place in a profile")]
    NotUsed {
        /// The feature.
        what: &'static str,
    },
    /// A key that does not exist.
    #[error("there is no key `{key}` here")]
    UnknownKey {
        /// As written.
        key: String,
        /// The nearest key.
        near: Option<String>,
        /// Keys that exist.
        known: &'static [&'static str],
    },
    /// A key that stands twice in one map.
    #[error("`{key}` stands here twice, first in line {first_line}")]
    DuplicateKey {
        /// The key.
        key: String,
        /// Line of the first one.
        first_line: usize,
    },
    /// A value of another shape.
    #[error("expected {expected}, found {found}")]
    Expected {
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// A word that is not one of those allowed.
    #[error("`{word}` is not one of {}", .allowed.join(", "))]
    UnknownWord {
        /// As written.
        word: String,
        /// The nearest word.
        near: Option<String>,
        /// Words allowed.
        allowed: &'static [&'static str],
    },
    /// A key that must be there.
    #[error("`{key}` is missing")]
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A number that does not fit.
    #[error("`{text}` is not a number that can be held exactly")]
    Number {
        /// As written.
        text: String,
    },
    /// A version of the format that is not known.
    #[error("version `{found}` of the profile format is not known")]
    Version {
        /// As written.
        found: String,
    },
    /// A text that is not a selector.
    #[error("`{text}` does not name {what}")]
    Selector {
        /// As written.
        text: String,
        /// What it should name.
        what: &'static str,
    },
    /// An expression that cannot be used.
    #[error(transparent)]
    Expression(#[from] crate::ExpressionError),
    /// A condition that does not say what happens otherwise.
    #[error("`when` without `else`")]
    WhenWithoutElse,
    /// An alternative to nothing.
    #[error("`else` without `when`")]
    ElseWithoutWhen,
    /// More than one decision about rows.
    #[error("`{first}` and `{second}` both decide which rows stay")]
    RowsTwice {
        /// One key.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// More than one transformer in a rule.
    #[error("`{first}` and `{second}` both name a transformer")]
    TransformerTwice {
        /// One key.
        first: String,
        /// The other.
        second: String,
    },
    /// More than one description of how a kind looks.
    #[error("`{first}` and `{second}` both say how it looks")]
    PatternTwice {
        /// One key.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// A glob that would let future columns pass unseen.
    #[error("`keep` through the column glob `{column}`")]
    KeepThroughGlob {
        /// The glob.
        column: String,
    },
    /// A text that is not a date.
    #[error("`{text}` is not a date")]
    Date {
        /// As written.
        text: String,
    },
    /// A text that is no fingerprint of a schema.
    #[error("`{text}` is not a fingerprint")]
    Fingerprint {
        /// As written.
        text: String,
    },
    /// An exception that has run out before it begins.
    #[error("`expires` lies before `issued`")]
    ExpiresBeforeIssued,
    /// An exception that says nothing about what it excepts.
    #[error("an exception needs `column` or `fingerprint`")]
    ExceptsNothing,
    /// A text that is no source of a credential.
    #[error("`{text}` is not a source")]
    Source {
        /// As written.
        text: String,
    },
    /// A preset nobody knows.
    #[error("there is no preset `{name}`")]
    UnknownPreset {
        /// As written.
        name: String,
        /// The nearest name.
        near: Option<String>,
    },
    /// A preset that includes itself.
    #[error("preset `{name}` includes itself")]
    PresetCycle {
        /// Its name.
        name: String,
    },
    /// A preset that says more than rules.
    #[error("`{key}` cannot stand in a preset")]
    PresetKey {
        /// The key.
        key: &'static str,
    },
}

impl Problem {
    fn hint(&self) -> Option<String> {
        let fixed = match self {
            Self::UnknownKey { near, known, .. } => {
                return Some(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("keys here: {}", known.join(", ")),
                });
            }
            Self::UnknownWord { near, .. } | Self::UnknownPreset { near, .. } => {
                return near.as_ref().map(|near| format!("did you mean `{near}`?"));
            }
            Self::Expression(error) => return error.hint().map(str::to_owned),
            Self::Number { .. } => "put it in quotes if it is a text",
            Self::Version { .. } => "this release reads `version: 1`",
            Self::Selector { .. } => {
                "names with dots, slashes or stars go in double quotes: 'public.\"odd.name\"'"
            }
            Self::WhenWithoutElse => "say what becomes of the other rows: `else: keep`",
            Self::ElseWithoutWhen => "add `when`, or take `else` away",
            Self::KeepThroughGlob { .. } => {
                "name the columns, or say `secrets: report`, so that no future column passes unseen"
            }
            Self::Fingerprint { .. } => "`bauta draft --update` writes it: `sha256:` and 64 digits",
            Self::Date { .. } => "write it as 2026-11-21",
            Self::Source { .. } => {
                "write `env:NAME`, `file:PATH`, `keychain:NAME` or `{ command: [program, argument] }`"
            }
            Self::PresetKey { .. } => "a preset holds rules only: version, name, include, tables",
            Self::NotUsed { what: "tags" } => "take the `!tag` away",
            _ => return None,
        };
        Some(fixed.to_owned())
    }
}
