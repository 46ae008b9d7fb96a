//! Which fields are searched: most of a dump is told to hold nothing in one look over many rows.

use bauta_detect::{Search, SearchScratch};
use bauta_model::{FoundSpan, Span};

/// What a look over the rows says of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// There is nothing to find.
    Nothing,
    /// There is what was found as it stands, and no secret among it; no closer look tells more.
    Found,
    /// Something may be there.
    Suspect,
}

/// A stretch of a run of rows that is worth a look, in bytes of its chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    span: Span,
    /// What it is, if it is known and no secret.
    kind: Option<&'static str>,
}

/// Stretches of a run of rows outside of which there is nothing to find.
#[derive(Debug, Default)]
pub(crate) struct Suspects {
    stretches: Vec<Stretch>,
    found: Vec<FoundSpan>,
    hidden: Vec<Span>,
    /// The first that may still meet a field; fields come in their order.
    next: usize,
}

impl Suspects {
    /// Looks over a run of rows that begins at `base` of its chunk. `see` may add what else hides
    /// something from the detectors.
    pub(crate) fn find(
        &mut self,
        search: &Search,
        (rows, base): (&[u8], usize),
        scratch: &mut SearchScratch,
        see: impl FnOnce(&[u8], &mut Vec<Span>),
    ) {
        self.found.clear();
        self.hidden.clear();
        search.suspects_apart(rows, scratch, &mut self.found, &mut self.hidden);
        see(rows, &mut self.hidden);
        let moved = |span: Span| Span::new(span.start + base, span.end + base);
        let found = self.found.iter().map(|found| Stretch {
            span: moved(found.span),
            kind: (!found.secret).then_some(found.kind),
        });
        let hidden = self.hidden.iter().map(|span| Stretch {
            span: moved(*span),
            kind: None,
        });
        self.stretches.clear();
        self.stretches.extend(found.chain(hidden));
        self.stretches
            .sort_unstable_by_key(|stretch| (stretch.span.start, stretch.span.end));
        self.next = 0;
    }

    /// What overlaps a field.
    pub(crate) fn meet(&mut self, field: (u32, u32)) -> Met {
        let (from, to) = (field.0 as usize, field.1 as usize);
        while let Some(stretch) = self.stretches.get(self.next)
            && stretch.span.end <= from
        {
            self.next += 1;
        }
        let mut met = Met::Nothing;
        for Stretch { span, kind } in self.overlapping(from, to) {
            if kind.is_none() || span.start < from || span.end > to {
                return Met::Suspect;
            }
            met = Met::Found;
        }
        met
    }

    /// What was found in a field that was met just now: kinds and places in the chunk.
    pub(crate) fn found(&self, field: (u32, u32)) -> impl Iterator<Item = (&'static str, Span)> {
        self.overlapping(field.0 as usize, field.1 as usize)
            .filter_map(|stretch| Some((stretch.kind?, stretch.span)))
    }

    fn overlapping(&self, from: usize, to: usize) -> impl Iterator<Item = &Stretch> {
        self.stretches
            .get(self.next..)
            .unwrap_or_default()
            .iter()
            .take_while(move |stretch| stretch.span.start < to)
            .filter(move |stretch| stretch.span.end > from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_meet_the_stretches_that_overlap_them() {
        let hidden = |from, to| Stretch {
            span: Span::new(from, to),
            kind: None,
        };
        let email = |from, to| Stretch {
            kind: Some("email"),
            ..hidden(from, to)
        };
        let mut suspects = Suspects {
            stretches: vec![
                hidden(100, 130),
                hidden(105, 108),
                hidden(120, 122),
                email(150, 160),
                email(161, 170),
                email(175, 180),
                hidden(176, 177),
            ],
            ..Suspects::default()
        };
        let fields = [(90, 100), (100, 104), (104, 120), (129, 131), (130, 140)];
        let met = fields.map(|field| suspects.meet(field));
        assert_eq!(
            met,
            [
                Met::Nothing,
                Met::Suspect,
                Met::Suspect,
                Met::Suspect,
                Met::Nothing
            ]
        );
        assert_eq!(suspects.meet((150, 172)), Met::Found);
        let found: Vec<_> = suspects
            .found((150, 172))
            .map(|(kind, span)| (kind, span.len()))
            .collect();
        assert_eq!(found, [("email", 10), ("email", 9)]);
        assert_eq!(suspects.meet((165, 172)), Met::Suspect, "it begins before");
        assert_eq!(
            suspects.meet((174, 190)),
            Met::Suspect,
            "not only an address"
        );
        suspects.next = 0;
        assert_eq!(suspects.meet((121, 122)), Met::Suspect);
    }
}
