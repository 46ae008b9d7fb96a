//! How closely each field of a row is searched.

use bauta_detect::Search;
use bauta_model::TypeClass;

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
