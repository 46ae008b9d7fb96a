use std::cmp::Reverse;

use bauta_model::Span;

/// Places of one text that change, and what they become.
#[derive(Debug, Default)]
pub(super) struct Edits {
    all: Vec<Edit>,
    /// What the places become, one behind the other.
    pieces: Vec<u8>,
}

/// One place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edit {
    pub(super) span: Span,
    /// Within the pieces.
    piece: Span,
    /// The notes on what was found there.
    pub(super) notes: Span,
}

impl Edits {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.pieces.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Edit, &[u8])> {
        self.all
            .iter()
            .map(|edit| (*edit, edit.piece.of(&self.pieces)))
    }

    /// Adds a place; `write` appends what it becomes.
    pub(super) fn push(&mut self, span: Span, notes: Span, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.pieces.len();
        write(&mut self.pieces);
        self.all.push(Edit {
            span,
            piece: Span::new(start, self.pieces.len()),
            notes,
        });
    }

    /// Puts the places in order and joins those that overlap: the longer says what becomes of
    /// both, of equals the one that was added later. Answers the notes of the others to `drop`.
    pub(super) fn settle(&mut self, mut drop: impl FnMut(Span)) {
        if self.all.len() < 2 {
            return;
        }
        // Later ones first among equals, so that they win.
        self.all.reverse();
        self.all
            .sort_by_key(|edit| (edit.span.start, Reverse(edit.span.end)));
        let mut kept = 0usize;
        for index in 0..self.all.len() {
            let next = self.all[index];
            let last = kept.checked_sub(1).map(|last| &mut self.all[last]);
            match last {
                Some(last) if next.span.start < last.span.end => {
                    let end = last.span.end.max(next.span.end);
                    let union = Span::new(last.span.start, end);
                    let loser = if next.span.len() > last.span.len() {
                        std::mem::replace(last, next)
                    } else {
                        next
                    };
                    last.span = union;
                    drop(loser.notes);
                }
                _ => {
                    self.all[kept] = next;
                    kept += 1;
                }
            }
        }
        self.all.truncate(kept);
    }

    /// Appends `text` with all places changed.
    pub(super) fn apply(&self, text: &[u8], out: &mut Vec<u8>) {
        let mut copied = 0;
        for (edit, piece) in self.iter() {
            out.extend_from_slice(Span::new(copied, edit.span.start).of(text));
            out.extend_from_slice(piece);
            copied = edit.span.end;
        }
        out.extend_from_slice(text.get(copied..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(places: &[(usize, usize, &str)]) -> (String, Vec<usize>) {
        let mut edits = Edits::default();
        for (number, (start, end, text)) in places.iter().enumerate() {
            edits.push(
                Span::new(*start, *end),
                Span::new(number, number + 1),
                |out| {
                    out.extend_from_slice(text.as_bytes());
                },
            );
        }
        let mut dropped = Vec::new();
        edits.settle(|notes| dropped.push(notes.start));
        let mut out = Vec::new();
        edits.apply(b"0123456789", &mut out);
        (String::from_utf8(out).unwrap(), dropped)
    }

    #[test]
    fn places_are_changed_in_order() {
        assert_eq!(
            settled(&[(6, 8, "B"), (1, 3, "A")]),
            ("0A345B89".to_owned(), vec![])
        );
    }

    #[test]
    fn the_longer_speaks_for_both() {
        assert_eq!(
            settled(&[(1, 4, "A"), (2, 8, "B")]),
            ("0B89".to_owned(), vec![0])
        );
        assert_eq!(
            settled(&[(1, 8, "A"), (2, 4, "B"), (5, 9, "C")]),
            ("0A9".to_owned(), vec![1, 2])
        );
    }

    #[test]
    fn of_equals_the_later_wins() {
        assert_eq!(
            settled(&[(1, 4, "A"), (1, 4, "B")]),
            ("0B456789".to_owned(), vec![0])
        );
    }
}
