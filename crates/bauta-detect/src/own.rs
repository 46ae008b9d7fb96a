//! Kinds of a user's own, and what is asked of them before they are let loose.

use std::sync::OnceLock;

use bauta_model::{FoundSpan, Sensitivity, Span};
use regex::bytes::{Regex, RegexBuilder};

use crate::alphabet::Alphabet;
use crate::{Category, detectors, finding, replace, window};

/// A kind of a user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRule {
    /// The kind's id.
    pub kind: String,
    /// What it is, in one sentence.
    pub summary: String,
    /// Which family of rules applies to it.
    pub category: Category,
    /// How much harm it does in the wrong hands.
    pub sensitivity: Sensitivity,
    /// How it looks.
    pub pattern: OwnPattern,
    /// Words one of which stands near it, in any case; none means that it needs none.
    pub keywords: Vec<String>,
    /// Names of columns that hold it.
    pub columns: Vec<String>,
    /// Texts in which it is found, and what of them is.
    pub finds: Vec<(String, String)>,
    /// Texts in which it is not.
    pub ignores: Vec<String>,
}

/// How a kind of a user's own looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnPattern {
    /// A regular expression over bytes.
    Regex(String),
    /// A prefix and so many characters of an alphabet.
    Token {
        /// What it begins with.
        prefix: String,
        /// `digits`, `hex`, `upper-hex`, `lower`, `upper`, `letters`, `base32`, `base62`,
        /// `base64` or `base64url`.
        alphabet: String,
        /// Fewest characters behind the prefix.
        least: usize,
        /// Most characters behind the prefix.
        most: usize,
    },
}

/// Why a rule of a user's own can't be used. It may quote the rule, which is no data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OwnRuleError {
    /// There is such a kind already.
    #[error("there is a kind `{kind}` already")]
    Known {
        /// The kind.
        kind: String,
    },
    /// The pattern is none, or too large.
    #[error("`{kind}`: the pattern can't be used: {message}")]
    Pattern {
        /// The kind.
        kind: String,
        /// What the engine for patterns says.
        message: String,
    },
    /// The pattern matches where there is nothing.
    #[error("`{kind}`: the pattern matches an empty text")]
    MatchesNothing {
        /// The kind.
        kind: String,
    },
    /// An alphabet that doesn't exist.
    #[error("`{kind}`: there is no alphabet `{alphabet}`")]
    Alphabet {
        /// The kind.
        kind: String,
        /// As written.
        alphabet: String,
    },
    /// An example that is not found as it says.
    #[error("`{kind}`: `{found}` is not found in example {example} of `finds`")]
    NotFound {
        /// The kind.
        kind: String,
        /// The number of the example, from 1.
        example: usize,
        /// What should be found.
        found: String,
    },
    /// A look-alike that is found.
    #[error("`{kind}` is found in example {example} of `ignores`")]
    Found {
        /// The kind.
        kind: String,
        /// The number of the example, from 1.
        example: usize,
    },
    /// More rules than one program can hold.
    #[error("more than {limit} kinds of one's own")]
    TooMany {
        /// How many there may be.
        limit: usize,
    },
}

/// Kinds of a user's own whose patterns are sound and whose examples hold.
#[derive(Debug)]
pub struct OwnRules(Vec<Compiled>);

#[derive(Debug)]
struct Compiled {
    rule: OwnRule,
    kind: &'static str,
    regex: Regex,
}

impl OwnRules {
    /// Compiles the patterns and runs the examples.
    ///
    /// # Errors
    /// Everything that is wrong with any of them.
    pub fn new(rules: Vec<OwnRule>) -> Result<Self, Vec<OwnRuleError>> {
        let mut compiled: Vec<Compiled> = Vec::with_capacity(rules.len());
        let mut problems = Vec::new();
        for rule in rules {
            let is_twice = compiled.iter().any(|other| other.rule.kind == rule.kind);
            if is_twice || detectors::by_kind(&rule.kind).is_some() {
                problems.push(OwnRuleError::Known { kind: rule.kind });
                continue;
            }
            match Compiled::new(rule) {
                Ok(rule) => {
                    problems.extend(rule.check());
                    compiled.push(rule);
                }
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(Self(compiled))
        } else {
            Err(problems)
        }
    }

    /// The rules, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &OwnRule> {
        self.0.iter().map(|compiled| &compiled.rule)
    }

    /// Appends what is found; linear in the text for each rule.
    pub(crate) fn find(
        &self,
        text: &[u8],
        is_wanted: impl Fn(&str) -> bool,
        found: &mut Vec<FoundSpan>,
    ) {
        for rule in self.0.iter().filter(|rule| is_wanted(rule.kind)) {
            rule.find(text, found);
        }
    }
}

impl Compiled {
    fn new(rule: OwnRule) -> Result<Self, OwnRuleError> {
        let pattern = match &rule.pattern {
            OwnPattern::Regex(pattern) => pattern.clone(),
            OwnPattern::Token {
                prefix,
                alphabet,
                least,
                most,
            } => {
                let Some((_, class)) = ALPHABETS.iter().find(|(name, _)| name == alphabet) else {
                    return Err(OwnRuleError::Alphabet {
                        kind: rule.kind.clone(),
                        alphabet: alphabet.clone(),
                    });
                };
                let prefix = regex::escape(prefix);
                format!("{prefix}{class}{{{least},{most}}}")
            }
        };
        let regex = RegexBuilder::new(&pattern)
            .size_limit(MOST_PROGRAM_BYTES)
            .dfa_size_limit(MOST_PROGRAM_BYTES)
            .nest_limit(MOST_NESTING)
            .build()
            .map_err(|error| OwnRuleError::Pattern {
                kind: rule.kind.clone(),
                message: error.to_string(),
            })?;
        if regex.is_match(b"") {
            return Err(OwnRuleError::MatchesNothing { kind: rule.kind });
        }
        let kind = interned(&rule.kind).ok_or(OwnRuleError::TooMany { limit: SLOTS })?;
        Ok(Self { rule, kind, regex })
    }

    fn check(&self) -> Vec<OwnRuleError> {
        let found_in = |text: &str| {
            let mut found = Vec::new();
            self.find(text.as_bytes(), &mut found);
            found
        };
        let kind = || self.rule.kind.clone();
        let mut problems = Vec::new();
        for (index, (text, wanted)) in self.rule.finds.iter().enumerate() {
            let hit = found_in(text)
                .iter()
                .any(|finding| finding.span.of(text.as_bytes()) == wanted.as_bytes());
            if !hit {
                problems.push(OwnRuleError::NotFound {
                    kind: kind(),
                    example: index + 1,
                    found: wanted.clone(),
                });
            }
        }
        for (index, text) in self.rule.ignores.iter().enumerate() {
            if !found_in(text).is_empty() {
                problems.push(OwnRuleError::Found {
                    kind: kind(),
                    example: index + 1,
                });
            }
        }
        problems
    }

    fn find(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        let is_token = matches!(self.rule.pattern, OwnPattern::Token { .. });
        for hit in self.regex.find_iter(text) {
            let span = Span::new(hit.start(), hit.end());
            let stands_alone = !is_token
                || (window::begins(text, span.start, true)
                    && window::ends(text, span.end, Alphabet::WORD));
            if span.is_empty() || !stands_alone || !self.has_keyword(text, span) {
                continue;
            }
            let kind = if replace::is_word(span.of(text)) {
                finding::OURS
            } else {
                self.kind
            };
            found.push(FoundSpan {
                span,
                kind,
                sensitivity: self.rule.sensitivity,
                secret: self.rule.category == Category::Secret,
            });
        }
    }

    /// Whether one of the words stands near, if there are any.
    fn has_keyword(&self, text: &[u8], span: Span) -> bool {
        let near = window::ahead(text, span.start.saturating_sub(NEAR), span.len() + 2 * NEAR);
        let keywords = &self.rule.keywords;
        keywords.is_empty()
            || keywords
                .iter()
                .any(|word| !word.is_empty() && window::contains_ignoring_case(near, word))
    }
}

/// Where a keyword may stand, before and behind.
const NEAR: usize = 64;
/// What a pattern may grow to; beyond it is refused rather than slow.
const MOST_PROGRAM_BYTES: usize = 1 << 20;
const MOST_NESTING: u32 = 50;

static ALPHABETS: [(&str, &str); 10] = [
    ("digits", "[0-9]"),
    ("hex", "[0-9a-f]"),
    ("upper-hex", "[0-9A-F]"),
    ("lower", "[a-z]"),
    ("upper", "[A-Z]"),
    ("letters", "[A-Za-z]"),
    ("base32", "[A-Z2-7]"),
    ("base62", "[0-9A-Za-z]"),
    ("base64", "[A-Za-z0-9+/]"),
    ("base64url", "[A-Za-z0-9_-]"),
];

/// A name that lives as long as the program: findings carry kinds by reference, and all others
/// are constants. Equal names share a slot, so reading the same rules again takes no room.
fn interned(name: &str) -> Option<&'static str> {
    static NAMES: [OnceLock<Box<str>>; SLOTS] = [const { OnceLock::new() }; SLOTS];
    NAMES.iter().find_map(|slot| {
        let known: &'static str = slot.get_or_init(|| name.into());
        (known == name).then_some(known)
    })
}

const SLOTS: usize = 256;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bauta_model::SpanFinder;

    use super::*;
    use crate::{Finder, dead_replacement, is_ours};

    fn rule(kind: &str, pattern: &str) -> OwnRule {
        OwnRule {
            kind: kind.to_owned(),
            summary: "Key of the warehouse.".to_owned(),
            category: Category::Secret,
            sensitivity: Sensitivity::High,
            pattern: OwnPattern::Regex(pattern.to_owned()),
            keywords: Vec::new(),
            columns: Vec::new(),
            finds: Vec::new(),
            ignores: Vec::new(),
        }
    }

    fn problem(rule: OwnRule) -> OwnRuleError {
        OwnRules::new(vec![rule]).unwrap_err().remove(0)
    }

    #[test]
    fn a_kind_of_ones_own_is_found_and_its_replacement_is_not() {
        let rules = Arc::new(OwnRules::new(vec![rule("ware-key", "wk-[0-9a-f]{12}")]).unwrap());
        let finder = Finder::secrets_and_spans().with_rules(rules);
        let text = b"a wk-0123456789ab b";
        let mut found = Vec::new();
        finder.find(text, &mut found);
        assert_eq!(found[0].kind, "ware-key");
        assert_eq!(found[0].span.of(text), b"wk-0123456789ab");
        let mut dead = Vec::new();
        dead_replacement("ware-key", b"wk-0123456789ab", [3; 32], &mut dead);
        assert!(is_ours("ware-key", &dead));
        found.clear();
        finder.find(&dead, &mut found);
        assert_eq!(found, []);
    }

    #[test]
    fn a_token_stands_alone() {
        let token = OwnPattern::Token {
            prefix: "acme_".to_owned(),
            alphabet: "base62".to_owned(),
            least: 8,
            most: 10,
        };
        let mut rule = rule("acme-token", "");
        rule.pattern = token;
        rule.finds = vec![("k=acme_12345678;".to_owned(), "acme_12345678".to_owned())];
        rule.ignores = vec!["xacme_12345678".to_owned(), "acme_12345678901".to_owned()];
        OwnRules::new(vec![rule]).unwrap();
    }

    #[test]
    fn a_keyword_must_be_near() {
        let mut rule = rule("lot-number", "[0-9]{8}");
        rule.keywords = vec!["lot".to_owned()];
        rule.finds = vec![("Lot 12345678".to_owned(), "12345678".to_owned())];
        rule.ignores = vec!["order 12345678".to_owned()];
        OwnRules::new(vec![rule]).unwrap();
    }

    #[test]
    fn patterns_that_explode_or_match_nothing_are_refused() {
        assert!(matches!(
            problem(rule("a-one", "(?:[a-z]{1000}){1000}")),
            OwnRuleError::Pattern { .. }
        ));
        assert!(matches!(
            problem(rule("a-two", "(")),
            OwnRuleError::Pattern { .. }
        ));
        assert!(matches!(
            problem(rule("a-three", "[0-9]*")),
            OwnRuleError::MatchesNothing { .. }
        ));
    }

    #[test]
    fn examples_are_run_and_known_kinds_kept() {
        let mut wrong = rule("a-four", "x{3}");
        wrong.finds = vec![("yyy".to_owned(), "yyy".to_owned())];
        assert!(matches!(
            problem(wrong),
            OwnRuleError::NotFound { example: 1, .. }
        ));
        let mut wrong = rule("a-five", "x{3}");
        wrong.ignores = vec!["xxx".to_owned()];
        assert!(matches!(problem(wrong), OwnRuleError::Found { .. }));
        assert!(matches!(
            problem(rule("iban", "x{3}")),
            OwnRuleError::Known { .. }
        ));
    }

    #[test]
    fn equal_names_share_a_slot() {
        let (one, two) = (interned("a-name").unwrap(), interned("a-name").unwrap());
        assert!(std::ptr::eq(one, two));
    }
}
