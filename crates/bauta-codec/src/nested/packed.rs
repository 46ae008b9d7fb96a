//! What is compressed: looked at as far as it may come out, and packed again.

use bauta_model::Span;

use super::Form;
use super::recognise::is_text;
use super::walk::{Level, Visitor, Walker};
use crate::compressed::{Extent, Packing};

/// How many bytes may come out of all that is compressed in a value.
pub(super) fn allowance(value: &[u8]) -> usize {
    value.len().saturating_mul(64).clamp(1 << 20, 64 << 20)
}

impl Walker {
    /// Looks at what compressed bytes hold; answers whether they are such and done with.
    pub(super) fn packed(
        &mut self,
        depth: usize,
        level: &mut Level,
        bytes: &[u8],
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) -> bool {
        let Some(packing) = Packing::of(bytes) else {
            return false;
        };
        let all = Span::new(0, bytes.len());
        if !self.may_open(depth) {
            return self.leave_unopened(level, (bytes, all), name, visitor);
        }
        let mut inside = std::mem::take(&mut level.decoded);
        inside.clear();
        let extent = packing.unpack(bytes, self.inflatable, &mut inside);
        self.inflatable = self.inflatable.saturating_sub(inside.len());
        let is_done = match extent {
            None => false,
            Some(Extent::TooLarge) => self.leave_unopened(level, (bytes, all), name, visitor),
            Some(extent) => self.unpacked(
                depth,
                level,
                (bytes, &inside),
                (packing, extent),
                name,
                visitor,
            ),
        };
        level.decoded = inside;
        is_done
    }

    fn unpacked(
        &mut self,
        depth: usize,
        level: &mut Level,
        (bytes, inside): (&[u8], &[u8]),
        (packing, extent): (Packing, Extent),
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) -> bool {
        let all = Span::new(0, bytes.len());
        let first = self.notes.len();
        // What came out was allowed for, and is itself to be looked at.
        self.budget = self.budget.saturating_add(inside.len().saturating_mul(8));
        self.forms.push(Form::Compressed);
        if is_text(inside) {
            self.text(depth + 1, inside, name, visitor);
        } else {
            self.binary(depth + 1, inside, visitor);
        }
        self.forms.pop();
        let notes = Span::new(first, self.notes.len());
        let any = !self.levels[depth + 1].edits.is_empty();
        if extent == Extent::Broken {
            self.broken += 1;
            if any {
                // Nothing can be packed again as it was.
                self.drop_notes(notes);
                return self.leave_unopened(level, (bytes, all), name, visitor);
            }
            return true;
        }
        if any {
            level.out.clear();
            self.levels[depth + 1].edits.apply(inside, &mut level.out);
            let out = &level.out;
            level
                .edits
                .push(all, notes, |piece| packing.pack(out, piece));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use bauta_model::{FoundSpan, Sensitivity};

    use super::super::walk::Context;
    use super::*;

    struct Word;

    impl Word {
        fn found(span: Span, kind: &'static str) -> FoundSpan {
            FoundSpan {
                span,
                kind,
                sensitivity: Sensitivity::High,
                secret: true,
            }
        }
    }

    impl Visitor for Word {
        fn find(&mut self, text: &[u8], _: &Context<'_>, found: &mut Vec<FoundSpan>) {
            let places = memchr::memmem::find_iter(text, b"hunter2");
            found.extend(places.map(|at| Self::found(Span::new(at, at + 7), "word")));
        }

        fn replace(&mut self, found: &FoundSpan, _: &[u8], _: &Context<'_>, out: &mut Vec<u8>) {
            out.extend_from_slice(found.kind.as_bytes());
        }

        fn unopened(&self, part: Span) -> Option<FoundSpan> {
            Some(Self::found(part, "unopened"))
        }
    }

    fn packed(packing: Packing, text: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        packing.pack(text, &mut out);
        out
    }

    fn rewritten(value: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let any = Walker::default().rewrite(value, b"", &mut Word, &mut out);
        any.then_some(out)
    }

    #[test]
    fn what_is_compressed_is_opened_and_packed_again() {
        for packing in [Packing::Gzip, Packing::Zlib, Packing::Mysql] {
            let inner = br#"{"a": "hunter2"}"#;
            let twice = packed(packing, &packed(Packing::Gzip, inner));
            let out = rewritten(&twice).unwrap();
            assert_eq!(
                out,
                packed(packing, &packed(Packing::Gzip, br#"{"a": "word"}"#))
            );
            assert_eq!(rewritten(&packed(packing, b"nothing")), None);
        }
    }

    #[test]
    fn what_cannot_be_packed_again_is_replaced_as_a_whole() {
        let whole = packed(Packing::Gzip, &b"so hunter2 and more ".repeat(50));
        let cut = &whole[..whole.len() - 4];
        assert_eq!(rewritten(cut).as_deref(), Some(&b"unopened"[..]));
        let bomb = packed(Packing::Zlib, &vec![b' '; 4 << 20]);
        assert_eq!(rewritten(&bomb).as_deref(), Some(&b"unopened"[..]));
        let harmless = packed(Packing::Gzip, &b"so and more ".repeat(50));
        assert_eq!(rewritten(&harmless[..harmless.len() - 4]), None);
    }
}
