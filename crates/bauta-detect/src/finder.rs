use std::fmt;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use bauta_model::{FoundSpan, Span, SpanFinder};
use memchr::memmem;

use crate::detector::{Detector, Scope, Trigger};
use crate::own::OwnRules;
use crate::passes::Endings;
use crate::window::Window;
use crate::{detectors, dummy, finding, passes, replace};

/// Runs detectors over a text.
///
/// Prefixes share one automaton, which sees only stretches long enough to be tokens; rare bytes
/// and long digit groups have passes of their own. Texts with nothing in them cost a few
/// vectorised passes, so it pays to hand over whole rows or batches where fields needn't be told
/// apart.
///
/// *Guarantees:* findings lie within the text, in order, without overlaps. Replacements that
/// [`dead_replacement`](crate::dead_replacement) wrote are passed over. Nothing is allocated but
/// what `found` needs to grow.
pub struct Finder {
    detectors: Vec<&'static Detector>,
    prefixes: AhoCorasick,
    /// Index of the detector for each pattern of `prefixes`.
    owners: Vec<usize>,
    /// First bytes of signs, as many as one pass can look for.
    signs: Vec<Vec<u8>>,
    /// Signs by their first byte, and the detectors that they trigger.
    by_sign: Box<[Vec<Sign>; 256]>,
    /// Detectors that look at assignments, and how the names end that they look for.
    by_assignment: Vec<(Endings, usize)>,
    /// The endings of all of them.
    endings: Endings,
    literals: Vec<(memmem::Finder<'static>, Vec<usize>)>,
    by_digits: Vec<usize>,
    /// Kinds of a user's own.
    own: Option<Arc<OwnRules>>,
    /// Kinds that are let pass.
    passed: Vec<String>,
}

/// A few characters, and the detector that they trigger.
struct Sign {
    literal: &'static [u8],
    /// The second of them.
    next: Option<u8>,
    owner: usize,
}

impl Sign {
    fn new(literal: &'static str, owner: usize) -> Self {
        let literal = literal.as_bytes();
        let next = literal.get(1).copied();
        Self {
            literal,
            next,
            owner,
        }
    }
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
        let mut literals: Vec<(&'static str, Vec<usize>)> = Vec::new();
        let mut by_sign: Box<[Vec<_>; 256]> = Box::new(std::array::from_fn(|_| Vec::new()));
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
                        by_sign[usize::from(first)].push(Sign::new(sign, index));
                    }
                    Trigger::Assignment(words) => by_assignment.push((Endings::of(words), index)),
                    Trigger::Literal(text) => {
                        match literals.iter_mut().find(|(known, _)| *known == text) {
                            Some((_, owners)) => owners.push(index),
                            None => literals.push((text, vec![index])),
                        }
                    }
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
            detectors,
            prefixes: automaton(&patterns),
            owners,
            signs: signs.chunks(3).map(<[u8]>::to_vec).collect(),
            by_sign,
            by_assignment,
            endings,
            literals: literals
                .into_iter()
                .map(|(text, owners)| (memmem::Finder::new(text), owners))
                .collect(),
            by_digits,
            own: None,
            passed: Vec::new(),
        }
    }

    fn find_prefixes(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        passes::long_runs(text, |run| {
            for hit in self.prefixes.find_overlapping_iter(run.of(text)) {
                let window = Window {
                    text,
                    start: run.start + hit.start(),
                    end: run.start + hit.end(),
                };
                let owner = self.owners[hit.pattern().as_usize()];
                self.examine(owner, &window, found);
            }
        });
    }

    fn find_signs(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        for signs in &self.signs {
            passes::bytes(signs, text, |sign, at| {
                let window = |length| Window {
                    text,
                    start: at,
                    end: at + length,
                };
                let next = text.get(at + 1).copied();
                for sign in &self.by_sign[usize::from(sign)] {
                    let is_there = sign.next.is_none()
                        || (sign.next == next && text[at..].starts_with(sign.literal));
                    if is_there {
                        self.examine(sign.owner, &window(sign.literal.len()), found);
                    }
                }
                if !ASSIGNING.contains(&sign) {
                    return;
                }
                let ending = passes::name_ending(text, at);
                let Some(ending) = ending.filter(|ending| self.endings.may_hold(*ending)) else {
                    return;
                };
                for (endings, owner) in &self.by_assignment {
                    if endings.may_hold(ending) {
                        self.examine(*owner, &window(1), found);
                    }
                }
            });
        }
    }

    fn find_literals(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        for (literal, owners) in &self.literals {
            for start in literal.find_iter(text) {
                let end = start + literal.needle().len();
                for owner in owners {
                    self.examine(*owner, &Window { text, start, end }, found);
                }
            }
        }
    }

    fn find_digits(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        if self.by_digits.is_empty() {
            return;
        }
        passes::digit_runs(text, |run| {
            for owner in &self.by_digits {
                let Span { mut start, end } = run;
                // A run may hold several numbers; a detector yields the first.
                while let Some(span) = self.examine(*owner, &Window { text, start, end }, found) {
                    if span.end <= start {
                        break;
                    }
                    start = span.end;
                }
            }
        });
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
        self.find_prefixes(text, found);
        self.find_signs(text, found);
        self.find_digits(text, found);
        self.find_literals(text, found);
        if let Some(own) = &self.own {
            let is_wanted = |kind: &str| self.passed.iter().all(|passed| passed != kind);
            own.find(text, is_wanted, found);
        }
        finding::settle(found, base);
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
