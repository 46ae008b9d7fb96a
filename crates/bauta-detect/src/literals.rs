//! Literals that detectors look for anywhere, all in one pass.

use aho_corasick::packed::{Config, MatchKind, Searcher};
use bauta_model::Span;
use memchr::memmem;

/// Literals and the detectors that they trigger.
///
/// No two of them overlap, wherever they stand; a test of the catalogue makes sure.
#[derive(Debug)]
pub(crate) struct Literals {
    list: Vec<(&'static str, Vec<usize>)>,
    /// `None` where there are none, or the machine has no vectors for it.
    together: Option<Searcher>,
}

impl Literals {
    pub(crate) fn new(triggers: &[(&'static str, usize)]) -> Self {
        let mut list: Vec<(&'static str, Vec<usize>)> = Vec::new();
        for (text, owner) in triggers {
            match list.iter_mut().find(|(known, _)| known == text) {
                Some((_, owners)) => owners.push(*owner),
                None => list.push((text, vec![*owner])),
            }
        }
        let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
        let together = builder.extend(list.iter().map(|(text, _)| text)).build();
        Self { list, together }
    }

    /// Visits every place of a literal, with the detector that it triggers.
    pub(crate) fn visit(&self, text: &[u8], mut visit: impl FnMut(usize, Span)) {
        if let Some(together) = &self.together {
            for hit in together.find_iter(text) {
                let span = Span::new(hit.start(), hit.end());
                let (_, owners) = &self.list[hit.pattern().as_usize()];
                for owner in owners {
                    visit(*owner, span);
                }
            }
            return;
        }
        for (literal, owners) in &self.list {
            for start in memmem::find_iter(text, literal) {
                let span = Span::new(start, start + literal.len());
                for owner in owners {
                    visit(*owner, span);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pass_finds_what_single_searches_find() {
        let list = [("oken ", 3), ("key ", 5), ("-----BEGIN ", 8), ("key ", 9)];
        let text =
            b"a token is no key , -----BEGIN a key -----BEGIN token- turkey tokens ".repeat(9);
        let found = |literals: Literals| {
            let mut found = Vec::new();
            literals.visit(&text, |owner, span| {
                found.push((span.start, span.end, owner));
            });
            found.sort_unstable();
            found
        };
        let one_by_one = Literals {
            together: None,
            ..Literals::new(&list)
        };
        let single = found(one_by_one);
        assert_eq!(single.len(), 9 * 9);
        assert_eq!(found(Literals::new(&list)), single);
    }
}
