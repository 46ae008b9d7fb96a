use std::fmt;

use bauta_model::{Sensitivity, Span};
use memchr::memmem;

use crate::Evidence;
use crate::filler::Filler;
use crate::shape::Shape;
use crate::window::Window;
use crate::{dummy, replace};

/// One kind of value and how it is recognised and replaced.
///
/// A detector is a constant: its triggers say which places are worth a look, its matcher looks.
/// Its examples are documentation and tests at once.
pub struct Detector {
    /// The kind's id (`aws-access-key-id`); several detectors may share one.
    pub kind: &'static str,
    /// What it is, in one sentence.
    pub summary: &'static str,
    /// Which family of rules applies to it.
    pub category: Category,
    /// How much harm it does in the wrong hands.
    pub sensitivity: Sensitivity,
    /// On what grounds it is recognised.
    pub evidence: Evidence,
    /// What becomes of its values unless a profile says otherwise.
    pub treatment: Treatment,
    /// Names of columns that hold it: whole words in snake case, in several languages.
    pub hints: &'static [&'static str],
    /// Texts in which it is found.
    pub finds: &'static [Example],
    /// Look-alikes in which it is not.
    pub ignores: &'static [&'static str],
    pub(crate) scope: Scope,
    pub(crate) matcher: Matcher,
    pub(crate) replacement: Replacement,
    /// Whether a check sum inside the value holds, for kinds whose shape alone is enough.
    pub(crate) checksum: Option<fn(&[u8]) -> bool>,
    /// What a whole value is worth, where the matcher can't say.
    pub(crate) judge: Option<fn(&[u8]) -> Fit>,
}

/// How well a whole value fits a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// It is something else.
    No,
    /// It looks like one.
    Shape,
    /// Its check digit, structure or prefix holds, or a list of such values has it.
    Valid,
}

/// Where a kind is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In every text, also within columns that stay.
    AllText,
    /// Within text that a rule calls prose, and in whole columns.
    Prose,
    /// In whole columns only: their names and values together tell.
    Columns,
}

impl Place {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::AllText => "all-text",
            Self::Prose => "prose",
            Self::Columns => "columns",
        }
    }
}

/// What becomes of the values of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Treatment {
    /// A credential for staging takes its place, dead unless the profile maps one.
    Stage,
    /// NULL.
    Null,
    /// A known hash of the same scheme.
    Hash,
    /// A keyed token of the same shape.
    Token,
    /// A keyed fake value.
    Fake,
    /// A coarser value: a year, a region, a range.
    Generalise,
    /// Its place within text is overwritten.
    Redact,
    /// The same with a host of staging.
    Repoint,
    /// It stays, and the report names it.
    Keep,
}

impl Treatment {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Null => "null",
            Self::Hash => "hash",
            Self::Token => "token",
            Self::Fake => "fake",
            Self::Generalise => "generalise",
            Self::Redact => "redact",
            Self::Repoint => "repoint",
            Self::Keep => "keep",
        }
    }
}

/// A text and what is found in it.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The text.
    pub text: &'static str,
    /// The part of it that is found.
    pub found: &'static str,
}

impl Example {
    /// A text that is found as a whole.
    pub(crate) const fn whole(text: &'static str) -> Self {
        Self { text, found: text }
    }
}

/// Which family of rules applies to a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// Identifies a person directly.
    Pii,
    /// Identifies a person together with other values.
    Quasi,
    /// Under special protection (health, belief, origin).
    Special,
    /// Gives access to something.
    Secret,
}

impl Category {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pii => "pii",
            Self::Quasi => "quasi",
            Self::Special => "special",
            Self::Secret => "secret",
        }
    }
}

/// Where a detector is sure enough to be let loose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// In every text-like field, also of columns that are kept.
    Everywhere,
    /// Only where a rule says that the text is prose.
    FreeText,
}

/// What makes a place worth a look.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Trigger {
    /// A literal at the front of a token of at least [`crate::passes::LONG`] bytes.
    Prefix(&'static str),
    /// A few characters, the first of them rare in text.
    Sign(&'static str),
    /// A sign before one of these bytes.
    Before(u8, &'static str),
    /// `=` or `:` right behind a name that may end in one of these words (lower case).
    Assignment(&'static [&'static str]),
    /// A literal anywhere. Each costs a pass over the text.
    Literal(&'static str),
    /// A stretch of digits, capitals, blanks and dashes as account numbers are written.
    Digits,
}

/// How a place is looked at.
pub(crate) enum Matcher {
    /// Tokens that begin with a literal; their prefixes are the triggers.
    Shapes(&'static [Shape]),
    /// By hand.
    Custom {
        triggers: &'static [Trigger],
        verify: fn(&Window<'_>) -> Option<Span>,
    },
    /// Not within text: only a column's name and all of its values together tell.
    Column,
}

/// What stands in the place of a value that was found.
pub(crate) enum Replacement {
    /// A token of the first of these shapes that the original has, else of the first.
    Shapes(&'static [Shape]),
    /// By hand.
    Custom {
        write: fn(&[u8], &mut Filler, &mut Vec<u8>),
        is_ours: fn(&[u8]) -> bool,
        mark: &'static str,
    },
    /// By hand, and no different from an original.
    Unmarked(fn(&[u8], &mut Filler, &mut Vec<u8>)),
}

impl Detector {
    /// A secret token with a prefix of its issuer: all there is to say is how it looks.
    pub(crate) const fn token(
        kind: &'static str,
        summary: &'static str,
        sensitivity: Sensitivity,
        shapes: &'static [Shape],
        finds: &'static [Example],
    ) -> Self {
        Self {
            kind,
            summary,
            category: Category::Secret,
            sensitivity,
            evidence: Evidence::Prefix,
            treatment: Treatment::Stage,
            hints: &[],
            finds,
            ignores: &[],
            scope: Scope::Everywhere,
            matcher: Matcher::Shapes(shapes),
            replacement: Replacement::Shapes(shapes),
            checksum: None,
            judge: None,
        }
    }

    /// A kind that only a column's name and all of its values together tell.
    pub(crate) const fn column(
        kind: &'static str,
        summary: &'static str,
        (category, sensitivity, treatment): (Category, Sensitivity, Treatment),
        hints: &'static [&'static str],
        judge: fn(&[u8]) -> Fit,
        finds: &'static [Example],
    ) -> Self {
        Self {
            category,
            treatment,
            hints,
            judge: Some(judge),
            ..Self::word(kind, summary, sensitivity, Matcher::Column, finds, &[])
        }
    }

    /// A secret without a shape of its own; a marked word takes its place.
    pub(crate) const fn word(
        kind: &'static str,
        summary: &'static str,
        sensitivity: Sensitivity,
        matcher: Matcher,
        finds: &'static [Example],
        ignores: &'static [&'static str],
    ) -> Self {
        Self {
            evidence: Evidence::Hint,
            ignores,
            matcher,
            replacement: Replacement::Custom {
                write: replace::write_word,
                is_ours: replace::is_word,
                mark: "a word that begins with BAUTAdead (deadba07a in hexadecimal), in the secret's case",
            },
            ..Self::token(kind, summary, sensitivity, &[], finds)
        }
    }

    /// The same with look-alikes that it must not find.
    pub(crate) const fn ignoring(self, ignores: &'static [&'static str]) -> Self {
        Self { ignores, ..self }
    }

    /// The same with names of columns that hold it.
    pub(crate) const fn hinted(self, hints: &'static [&'static str]) -> Self {
        Self { hints, ..self }
    }

    /// The same with another default treatment.
    pub(crate) const fn treated(self, treatment: Treatment) -> Self {
        Self { treatment, ..self }
    }

    /// The same with a judge of whole values.
    pub(crate) const fn judged(self, judge: fn(&[u8]) -> Fit) -> Self {
        Self {
            judge: Some(judge),
            ..self
        }
    }

    /// The same with replacements that can carry no mark.
    pub(crate) const fn unmarked(self, write: fn(&[u8], &mut Filler, &mut Vec<u8>)) -> Self {
        Self {
            replacement: Replacement::Unmarked(write),
            ..self
        }
    }

    /// The same with a check sum that makes it surer.
    pub(crate) const fn checked(self, holds: fn(&[u8]) -> bool) -> Self {
        Self {
            checksum: Some(holds),
            ..self
        }
    }

    /// How sure a hit is by itself, before the column around it is looked at: 0 to 1.
    pub fn confidence(&self, value: &[u8]) -> f64 {
        match (self.checksum, self.evidence) {
            (Some(holds), _) if holds(value) => 0.99,
            (Some(_), _) | (None, Evidence::Shape) => 0.6,
            (None, Evidence::Hint) => 0.7,
            (None, Evidence::Prefix) => 0.95,
            (None, Evidence::Checksum | Evidence::Structure) => 0.98,
        }
    }

    /// How replacements of ours are told from originals, in words; `None` if they can't be.
    pub fn mark(&self) -> Option<&'static str> {
        match &self.replacement {
            Replacement::Shapes(_) => Some(
                "the random part begins with BAUTAdead (deadba07a in hexadecimal), in the token's case",
            ),
            Replacement::Custom { mark, .. } => Some(mark),
            Replacement::Unmarked(_) => None,
        }
    }

    /// Whether it can be told within text, and not only from a column's name and values.
    pub fn is_found_in_text(&self) -> bool {
        !matches!(self.matcher, Matcher::Column)
    }

    /// Where it is looked for.
    pub fn place(&self) -> Place {
        match (&self.matcher, self.scope) {
            (Matcher::Column, _) => Place::Columns,
            (_, Scope::FreeText) => Place::Prose,
            (_, Scope::Everywhere) => Place::AllText,
        }
    }

    /// What a whole value of a column is worth; blanks around it don't count.
    pub fn fits(&self, value: &[u8]) -> Fit {
        let value = value.trim_ascii();
        if value.is_empty() || dummy::is_dummy(self, value) {
            return Fit::No;
        }
        if let Some(judge) = self.judge {
            return judge(value);
        }
        if !self.is_found_whole(value) {
            return Fit::No;
        }
        match (self.checksum, self.evidence) {
            (Some(holds), _) if !holds(value) => Fit::Shape,
            (None, Evidence::Shape | Evidence::Hint) => Fit::Shape,
            _ => Fit::Valid,
        }
    }

    fn is_found_whole(&self, value: &[u8]) -> bool {
        let window = |start, end| Window {
            text: value,
            start,
            end,
        };
        let is_whole = |window: Window<'_>| {
            self.verify(&window)
                .is_some_and(|span| span.start == 0 && span.end == value.len())
        };
        match &self.matcher {
            Matcher::Shapes(shapes) => shapes.iter().any(|shape| shape.fits(value)),
            Matcher::Custom { triggers, .. } => triggers.iter().any(|trigger| match trigger {
                Trigger::Prefix(text) | Trigger::Sign(text) | Trigger::Literal(text) => {
                    memmem::find_iter(value, text)
                        .take(MOST_PLACES)
                        .any(|at| is_whole(window(at, at + text.len())))
                }
                Trigger::Before(sign, _) => memchr::memchr_iter(*sign, value)
                    .take(MOST_PLACES)
                    .any(|at| is_whole(window(at, at + 1))),
                Trigger::Digits => is_whole(window(0, value.len())),
                Trigger::Assignment(_) => false,
            }),
            Matcher::Column => false,
        }
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.category == Category::Secret
    }

    /// What this detector finds where one of its triggers fired.
    pub(crate) fn verify(&self, window: &Window<'_>) -> Option<Span> {
        match &self.matcher {
            Matcher::Shapes(shapes) => shapes
                .iter()
                .filter_map(|shape| shape.end(window.text, window.start))
                .max()
                .map(|end| Span::new(window.start, end)),
            Matcher::Custom { verify, .. } => verify(window),
            Matcher::Column => None,
        }
    }

    pub(crate) fn triggers(&self) -> Vec<Trigger> {
        match &self.matcher {
            Matcher::Shapes(shapes) => {
                let mut prefixes: Vec<_> = shapes.iter().map(Shape::prefix).collect();
                prefixes.sort_unstable();
                prefixes.dedup();
                prefixes.into_iter().map(Trigger::Prefix).collect()
            }
            Matcher::Custom { triggers, .. } => triggers.to_vec(),
            Matcher::Column => Vec::new(),
        }
    }
}

/// How many triggers within a whole value are looked at.
const MOST_PLACES: usize = 16;

impl fmt::Debug for Detector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Detector")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
