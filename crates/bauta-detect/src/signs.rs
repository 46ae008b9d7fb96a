//! Signs that may begin, end or divide what is looked for, and what each of them asks for.

use bauta_codec::ByteClass;

use crate::bytes::Bytes;

/// How many signs one pass looks for.
const TOGETHER: usize = 8;

/// Signs to be looked for, as many at once as a pass can hold.
#[derive(Debug, Clone)]
pub(crate) struct SignSet(Vec<ByteClass<0, TOGETHER>>);

impl SignSet {
    pub(crate) fn of(signs: impl IntoIterator<Item = u8>) -> Self {
        let mut signs: Vec<u8> = signs.into_iter().collect();
        signs.sort_unstable();
        signs.dedup();
        let filled = |some: &[u8]| {
            let signs = std::array::from_fn(|at| *some.get(at).unwrap_or(&some[0]));
            ByteClass::new([], signs)
        };
        Self(signs.chunks(TOGETHER).map(filled).collect())
    }

    /// Visits every place of one of them.
    #[inline]
    pub(crate) fn visit(&self, text: &[u8], mut visit: impl FnMut(u8, usize)) {
        for signs in &self.0 {
            signs.each(text, |at| visit(text[at], at));
        }
    }
}

/// What begins with the same sign, and the detectors that it triggers.
#[derive(Debug, Default)]
pub(crate) struct Triggered {
    /// Detectors that the sign triggers, and before which bytes.
    short: Vec<(Bytes, usize)>,
    longer: Vec<(&'static [u8], usize)>,
    /// The bytes that may follow the sign in a longer literal.
    nexts: Bytes,
}

impl Triggered {
    /// Adds a literal that begins with the sign.
    pub(crate) fn add(&mut self, literal: &'static str, owner: usize) {
        let literal = literal.as_bytes();
        match literal.get(1) {
            None => self.short.push((Bytes::ALL, owner)),
            Some(next) => {
                self.nexts.add(*next);
                self.longer.push((literal, owner));
            }
        }
    }

    /// Adds the sign itself, before one of some bytes.
    pub(crate) fn add_before(&mut self, nexts: &str, owner: usize) {
        self.short.push((Bytes::of(nexts.as_bytes()), owner));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.short.is_empty() && self.longer.is_empty()
    }

    /// Visits the detectors triggered by what stands at `at`, each with the length of its literal.
    #[inline]
    pub(crate) fn visit(&self, text: &[u8], at: usize, mut visit: impl FnMut(usize, usize)) {
        let next = text.get(at + 1).copied().unwrap_or_default();
        for (nexts, owner) in &self.short {
            if nexts.has(next) {
                visit(*owner, 1);
            }
        }
        if !self.nexts.has(next) {
            return;
        }
        for (literal, owner) in &self.longer {
            if text[at..].starts_with(literal) {
                visit(*owner, literal.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_a_large_set_is_met() {
        let signs = b"=:;@%&<>()[]{}#!".iter().copied();
        let mut met = Vec::new();
        SignSet::of(signs.clone()).visit(b"a#b=(x)y!", |sign, at| met.push((at, sign)));
        met.sort_unstable();
        let expected = [(1, b'#'), (3, b'='), (4, b'('), (6, b')'), (8, b'!')];
        assert_eq!(met, expected);
        SignSet::of([]).visit(b"=", |_, _| panic!("nothing was asked for"));
    }

    #[test]
    fn literals_trigger_their_detectors() {
        let mut triggered = Triggered::default();
        for (literal, owner) in [(":", 0), ("://", 1), (":A", 2), (":AA", 3)] {
            triggered.add(literal, owner);
        }
        triggered.add_before("09", 4);
        let met = |text: &[u8]| {
            let mut met = Vec::new();
            triggered.visit(text, 0, |owner, length| met.push((owner, length)));
            met
        };
        assert_eq!(met(b":"), [(0, 1)]);
        assert_eq!(met(b":/x"), [(0, 1)]);
        assert_eq!(met(b"://x"), [(0, 1), (1, 3)]);
        assert_eq!(met(b":AA"), [(0, 1), (2, 2), (3, 3)]);
        assert_eq!(met(b":9"), [(0, 1), (4, 1)]);
    }
}
