//! Which fields are searched: most of a dump is told to hold nothing in one look over many rows.

use bauta_detect::{Search, SearchScratch};
use bauta_model::{Span, TypeClass};

use crate::read::Shape;

/// How closely fields of a column are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Their type holds no text.
    Nothing,
    /// Where a look over the rows says that something may be there.
    Suspects,
    /// All of them: the column's name says what their own look does not.
    Everything,
}

/// How closely each field of a row is searched.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) columns: Vec<Depth>,
}

impl Look {
    pub(super) fn of(shape: &Shape) -> Self {
        let known = &shape.table.schema.columns;
        let columns = shape.columns.iter().map(|place| match known.get(*place) {
            Some(column) if !may_hold_text(column.ty.class) => Depth::Nothing,
            Some(column) if Search::is_hint(column.name.as_str()) => Depth::Everything,
            _ => Depth::Suspects,
        });
        Self {
            columns: columns.collect(),
        }
    }
}

/// Stretches of a run of rows, in bytes of its chunk, outside of which there is nothing to find.
#[derive(Debug, Default)]
pub(super) struct Suspects {
    stretches: Vec<Span>,
    base: usize,
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
        self.stretches.clear();
        search.suspects(rows, scratch, &mut self.stretches);
        self.stretches
            .sort_unstable_by_key(|span| (span.start, span.end));
        (self.base, self.next) = (base, 0);
    }

    /// Whether one of them overlaps a field.
    pub(super) fn meet(&mut self, (from, to): (u32, u32)) -> bool {
        let (from, to) = (from as usize, to as usize);
        let ends = |span: &Span| span.end + self.base;
        while self
            .stretches
            .get(self.next)
            .is_some_and(|span| ends(span) <= from)
        {
            self.next += 1;
        }
        self.stretches
            .get(self.next..)
            .unwrap_or_default()
            .iter()
            .take_while(|span| span.start + self.base < to)
            .any(|span| ends(span) > from)
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
        let mut suspects = Suspects {
            stretches: vec![Span::new(0, 30), Span::new(5, 8), Span::new(20, 22)],
            base: 100,
            next: 0,
        };
        let fields = [(90, 100), (100, 104), (104, 120), (129, 131), (130, 140)];
        let met = fields.map(|field| suspects.meet(field));
        assert_eq!(met, [false, true, true, true, false]);
        suspects.next = 0;
        assert!(suspects.meet((121, 122)));
    }
}
