//! Which fields are searched: most of a dump is told to hold nothing in one look over many rows.

use bauta_detect::{Search, SearchScratch};
use bauta_model::{FoundSpan, Span, TypeClass};

use crate::read::Shape;
use crate::settings_pair::Pair;

/// How closely fields of a column are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Their type holds no text.
    Nothing,
    /// Where a look over the rows says that something may be there.
    Suspects,
    /// The same, and where the field begins like something compressed.
    Bytes,
    /// All of them: the column's name says what their own look does not.
    Everything,
}

/// How closely each field of a row is searched.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) columns: Vec<Depth>,
    /// Fields of a name and its value, in a table of settings.
    pub(super) pair: Option<Pair>,
}

impl Look {
    pub(super) fn of(shape: &Shape) -> Self {
        let known = &shape.table.schema.columns;
        let columns = shape.columns.iter().map(|place| match known.get(*place) {
            Some(column) if !may_hold_text(column.ty.class) => Depth::Nothing,
            Some(column) if Search::is_hint(column.name.as_str()) => Depth::Everything,
            Some(column) if column.ty.class == TypeClass::Bytes => Depth::Bytes,
            _ => Depth::Suspects,
        });
        let names: Option<Vec<&str>> = (shape.columns.iter())
            .map(|place| Some(known.get(*place)?.name.as_str()))
            .collect();
        Self {
            columns: columns.collect(),
            pair: names.and_then(|names| Pair::among(&names)),
        }
    }
}

/// What a look over the rows says of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
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
pub(super) struct Suspects {
    stretches: Vec<Stretch>,
    found: Vec<FoundSpan>,
    hidden: Vec<Span>,
    /// The first that may still meet a field; fields come in their order.
    next: usize,
}

impl Suspects {
    pub(super) fn find(
        &mut self,
        search: &Search,
        rows: &[u8],
        base: usize,
        scratch: &mut SearchScratch,
    ) {
        self.found.clear();
        self.hidden.clear();
        search.suspects_apart(rows, scratch, &mut self.found, &mut self.hidden);
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
    pub(super) fn meet(&mut self, field: (u32, u32)) -> Met {
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

    /// What was found in a field that was met just now: kinds and how many bytes each takes.
    pub(super) fn found(&self, field: (u32, u32)) -> impl Iterator<Item = (&'static str, usize)> {
        self.overlapping(field.0 as usize, field.1 as usize)
            .filter_map(|stretch| Some((stretch.kind?, stretch.span.len())))
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

/// Whether values of the type may have secrets in them.
fn may_hold_text(class: TypeClass) -> bool {
    !matches!(
        class,
        TypeClass::Integer
            | TypeClass::Decimal
            | TypeClass::Float
            | TypeClass::Bool
            | TypeClass::Date
            | TypeClass::Time
            | TypeClass::Timestamp
            | TypeClass::Interval
            | TypeClass::Inet
            | TypeClass::Mac
    )
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
        let found: Vec<_> = suspects.found((150, 172)).collect();
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
