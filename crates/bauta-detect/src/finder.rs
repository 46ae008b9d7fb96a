use std::fmt;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use bauta_model::{FoundSpan, Span, SpanFinder};

use crate::detector::{Detector, Scope, Trigger};
use crate::literals::Literals;
use crate::own::OwnRules;
use crate::passes::{Ending, Endings};
use crate::signs::{SignSet, Triggered};
use crate::window::Window;
use crate::{detectors, dummy, finding, passes, replace, suspects};

/// Runs detectors over a text.
///
/// Prefixes share one automaton, which sees only stretches long enough to be tokens; rare bytes,
/// literals and long digit groups have a pass each. Texts with nothing in them cost these
/// vectorised passes, so it pays to hand over whole rows or batches where fields needn't be told
/// apart.
///
/// *Guarantees:* findings lie within the text, in order, without overlaps. Replacements that
/// [`dead_replacement`](crate::dead_replacement) wrote are passed over. Nothing is allocated but
/// what `found` needs to grow.
pub struct Finder {
    detectors: Vec<&'static Detector>,
    /// Which of them find secrets.
    secret: Vec<bool>,
    prefixes: AhoCorasick,
    /// Index of the detector for each pattern of `prefixes`.
    owners: Vec<usize>,
    /// The signs that trigger something, and those that hide something besides.
    signs: SignSet,
    all_signs: SignSet,
    /// Detectors by the first byte of a sign.
    by_sign: Box<[Triggered; 256]>,
    /// Detectors that look at assignments, and how the names end that they look for.
    by_assignment: Vec<(Endings, usize)>,
    /// The endings of all of them.
    endings: Endings,
    literals: Literals,
    by_digits: Vec<usize>,
    /// Kinds of a user's own.
    own: Option<Arc<OwnRules>>,
    /// Kinds that are let pass.
    passed: Vec<String>,
}

/// A place that triggers detectors, before they have looked at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Triggering {
    pub(crate) span: Span,
    pub(crate) by: By,
}

/// Which detectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// One of them, by its index.
    Owner(u16),
    /// All that look at digits: there may be several numbers.
    Digits,
}

impl Finder {
    /// What is scrubbed in every text-like field: secrets, checksummed numbers, e-mail addresses.
    pub fn secrets_and_spans() -> Self {
        Self::secrets_and_spans_but(&[])
    }

    /// The same without some kinds, so that others found within their values are still found.
    pub fn secrets_and_spans_but(kinds: &[&str]) -> Self {
        let finder = Self::of(detectors::catalogue().filter(|detector| {
            detector.scope == Scope::Everywhere && !kinds.contains(&detector.kind)
        }));
        let passed = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        Self { passed, ..finder }
    }

    /// The same with kinds of a user's own.
    #[must_use]
    pub fn with_rules(self, rules: Arc<OwnRules>) -> Self {
        let own = Some(rules);
        Self { own, ..self }
    }

    /// All detectors, also those that are sure only of prose: phone numbers, IP addresses,
    /// social security numbers.
    pub fn all() -> Self {
        Self::of(detectors::catalogue())
    }

    fn of(detectors: impl Iterator<Item = &'static Detector>) -> Self {
        let detectors: Vec<_> = detectors.collect();
        let mut patterns: Vec<&'static str> = Vec::new();
        let mut owners = Vec::new();
        let mut literals = Vec::new();
        let mut by_sign: Box<[Triggered; 256]> =
            Box::new(std::array::from_fn(|_| Triggered::default()));
        let mut by_assignment = Vec::new();
        let mut by_digits = Vec::new();
        for (index, detector) in detectors.iter().enumerate() {
            for trigger in detector.triggers() {
                match trigger {
                    Trigger::Prefix(text) => {
                        patterns.push(text);
                        owners.push(index);
                    }
                    Trigger::Sign(sign) => {
                        let first = sign.bytes().next().unwrap_or_default();
                        by_sign[usize::from(first)].add(sign, index);
                    }
                    Trigger::Before(sign, nexts) => {
                        by_sign[usize::from(sign)].add_before(nexts, index);
                    }
                    Trigger::Assignment(words) => by_assignment.push((Endings::of(words), index)),
                    Trigger::Literal(text) => literals.push((text, index)),
                    Trigger::Digits => by_digits.push(index),
                }
            }
        }
        let mut endings = Endings::of(&[]);
        for (own, _) in &by_assignment {
            endings.add(own);
        }
        let assigns = |byte: u8| !by_assignment.is_empty() && ASSIGNING.contains(&byte);
        let signs: Vec<u8> = (0..=u8::MAX)
            .filter(|byte| !by_sign[usize::from(*byte)].is_empty() || assigns(*byte))
            .collect();
        Self {
            secret: detectors
                .iter()
                .map(|detector| detector.is_secret())
                .collect(),
            detectors,
            prefixes: automaton(&patterns),
            owners,
            all_signs: SignSet::of(signs.iter().copied().chain(suspects::SIGNS)),
            signs: SignSet::of(signs),
            by_sign,
            by_assignment,
            endings,
            literals: Literals::new(&literals),
            by_digits,
            own: None,
            passed: Vec::new(),
        }
    }

    /// Visits every place that triggers a detector.
    fn triggers(&self, text: &[u8], mut visit: impl FnMut(Triggering)) {
        passes::long_runs(text, |run| {
            for hit in self.prefixes.find_overlapping_iter(run.of(text)) {
                let span = Span::new(run.start + hit.start(), run.start + hit.end());
                visit(Triggering::of(self.owners[hit.pattern().as_usize()], span));
            }
        });
        if !self.by_digits.is_empty() {
            passes::digit_runs(text, |span| {
                visit(Triggering {
                    span,
                    by: By::Digits,
                });
            });
        }
        self.literals
            .visit(text, |owner, span| visit(Triggering::of(owner, span)));
    }

    /// Visits what a sign triggers; `ending` is how the name before it ends.
    #[inline]
    fn by_sign(
        &self,
        text: &[u8],
        (sign, at): (u8, usize),
        ending: Option<Ending>,
        mut visit: impl FnMut(Triggering),
    ) {
        self.by_sign[usize::from(sign)].visit(text, at, |owner, length| {
            visit(Triggering::of(owner, Span::new(at, at + length)));
        });
        let Some(ending) = ending.filter(|ending| self.endings.may_hold(*ending)) else {
            return;
        };
        for (endings, owner) in &self.by_assignment {
            if ASSIGNING.contains(&sign) && endings.may_hold(ending) {
                visit(Triggering::of(*owner, Span::new(at, at + 1)));
            }
        }
    }

    /// Visits every place that triggers a detector, and shows every sign of [`suspects::SIGNS`]
    /// with how the name before it ends.
    pub(crate) fn triggers_and_signs(
        &self,
        text: &[u8],
        mut visit: impl FnMut(Triggering),
        mut see: impl FnMut(u8, usize, Option<Ending>),
    ) {
        self.triggers(text, &mut visit);
        self.all_signs.visit(text, |sign, at| {
            let ending = suspects::ending_before(text, sign, at);
            self.by_sign(text, (sign, at), ending, &mut visit);
            see(sign, at, ending);
        });
    }

    /// Whether what may be found at a place is a secret.
    pub(crate) fn is_secret(&self, at: Triggering) -> bool {
        match at.by {
            By::Owner(owner) => self.secret[usize::from(owner)],
            By::Digits => false,
        }
    }

    /// Appends what the detectors find at a place that triggers them.
    pub(crate) fn look(&self, text: &[u8], at: Triggering, found: &mut Vec<FoundSpan>) {
        let Span { mut start, end } = at.span;
        match at.by {
            By::Owner(owner) => {
                self.examine(usize::from(owner), &Window { text, start, end }, found);
            }
            By::Digits => {
                for owner in &self.by_digits {
                    start = at.span.start;
                    // A run may hold several numbers; a detector yields the first.
                    while let Some(span) = self.examine(*owner, &Window { text, start, end }, found)
                    {
                        if span.end <= start {
                            break;
                        }
                        start = span.end;
                    }
                }
            }
        }
    }

    /// Appends what the kinds of a user's own find.
    pub(crate) fn find_own(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        if let Some(own) = &self.own {
            let is_wanted = |kind: &str| self.passed.iter().all(|passed| passed != kind);
            own.find(text, is_wanted, found);
        }
    }

    fn examine(
        &self,
        owner: usize,
        window: &Window<'_>,
        found: &mut Vec<FoundSpan>,
    ) -> Option<Span> {
        let detector = self.detectors[owner];
        let span = detector.verify(window)?;
        let value = span.of(window.text);
        if !value.is_empty() && !dummy::is_dummy(detector, value) {
            let kind = if replace::is_replacement(detector, value) {
                finding::OURS
            } else {
                detector.kind
            };
            found.push(FoundSpan {
                span,
                kind,
                sensitivity: detector.sensitivity,
                secret: detector.is_secret(),
            });
        }
        Some(span)
    }
}

/// The signs between a name and its value.
const ASSIGNING: [u8; 2] = *b"=:";

impl SpanFinder for Finder {
    fn find(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        let base = found.len();
        self.triggers(text, |at| self.look(text, at, found));
        self.signs.visit(text, |sign, at| {
            let ending = suspects::ending_before(text, sign, at);
            self.by_sign(text, (sign, at), ending, |at| self.look(text, at, found));
        });
        self.find_own(text, found);
        finding::settle(found, base);
    }
}

impl Triggering {
    fn of(owner: usize, span: Span) -> Self {
        // The catalogue is far smaller, as a test makes sure.
        let by = By::Owner(u16::try_from(owner).unwrap_or(u16::MAX));
        Self { span, by }
    }
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder")
            .field("detectors", &self.detectors.len())
            .field("prefixes", &self.owners.len())
            .finish_non_exhaustive()
    }
}

#[expect(
    clippy::expect_used,
    reason = "fails only for more patterns than fit in memory; running without would leak"
)]
fn automaton(patterns: &[&'static str]) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::Standard)
        .build(patterns)
        .expect("the prefixes of the catalogue fit into an automaton")
}
