//! Tables as all three dialects see them.

use super::value::Value;

/// The whole database.
#[derive(Debug)]
pub(crate) struct Shop {
    /// In the order in which they were created; keys may point forward.
    pub(crate) tables: Vec<Table>,
}

/// A table and its rows.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its columns, in order.
    pub(crate) columns: Vec<Column>,
    /// The columns of its primary key.
    pub(crate) primary_key: &'static [&'static str],
    /// Columns that are unique.
    pub(crate) unique: Vec<&'static str>,
    /// Keys to other tables.
    pub(crate) references: Vec<Reference>,
    /// Columns with an index of their own.
    pub(crate) indexed: Vec<&'static str>,
    /// The column that `PostgreSQL` partitions by quarter.
    pub(crate) partitioned_by: Option<&'static str>,
    /// Said about the table.
    pub(crate) comment: Option<&'static str>,
    /// Its rows; generated columns have no value here.
    pub(crate) rows: Vec<Vec<Value>>,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(name: &'static str, columns: Vec<Column>) -> Self {
        Self {
            name,
            columns,
            primary_key: &["id"],
            unique: Vec::new(),
            references: Vec::new(),
            indexed: Vec::new(),
            partitioned_by: None,
            comment: None,
            rows: Vec::new(),
        }
    }

    /// Another primary key than `id`.
    pub(crate) fn primary_key(mut self, columns: &'static [&'static str]) -> Self {
        self.primary_key = columns;
        self
    }

    /// A unique column.
    pub(crate) fn unique(mut self, column: &'static str) -> Self {
        self.unique.push(column);
        self
    }

    /// A foreign key to the `id` of another table.
    pub(crate) fn references(mut self, column: &'static str, table: &'static str) -> Self {
        let on_delete = OnDelete::NoAction;
        self.references.push(Reference {
            column,
            table,
            on_delete,
        });
        self
    }

    /// The last foreign key deletes or empties.
    pub(crate) fn on_delete(mut self, on_delete: OnDelete) -> Self {
        if let Some(reference) = self.references.last_mut() {
            reference.on_delete = on_delete;
        }
        self
    }

    /// An index on a column.
    pub(crate) fn index(mut self, column: &'static str) -> Self {
        self.indexed.push(column);
        self
    }

    /// Partitioned by quarter where the dialect's dump shows it.
    pub(crate) fn partitioned_by(mut self, column: &'static str) -> Self {
        self.partitioned_by = Some(column);
        self
    }

    /// A comment.
    pub(crate) fn comment(mut self, comment: &'static str) -> Self {
        self.comment = Some(comment);
        self
    }

    /// Its rows.
    pub(crate) fn rows(mut self, rows: Vec<Vec<Value>>) -> Self {
        self.rows = rows;
        self
    }

    /// The columns whose values a dump holds.
    pub(crate) fn stored(&self) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(|column| column.generated.is_none())
    }

    /// The largest key given out, for a table whose `id` counts.
    pub(crate) fn last_id(&self) -> i64 {
        let ids = self.rows.iter().filter_map(|row| match row.first() {
            Some(Value::Int(id)) => Some(*id),
            _ => None,
        });
        ids.max().unwrap_or(0)
    }
}

/// What happens to a row whose parent goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnDelete {
    /// The parent stays.
    NoAction,
    /// The row goes too.
    Cascade,
    /// The key is emptied.
    SetNull,
}

impl OnDelete {
    /// The clause, with a blank before it.
    pub(crate) fn clause(self) -> &'static str {
        match self {
            Self::NoAction => "",
            Self::Cascade => " ON DELETE CASCADE",
            Self::SetNull => " ON DELETE SET NULL",
        }
    }
}

/// A foreign key to an `id`.
#[derive(Debug)]
pub(crate) struct Reference {
    /// The column.
    pub(crate) column: &'static str,
    /// The table it points to.
    pub(crate) table: &'static str,
    /// What happens to a row whose parent goes.
    pub(crate) on_delete: OnDelete,
}

/// A column.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its type.
    pub(crate) ty: Type,
    /// Whether NULL may stand in it.
    pub(crate) nullable: bool,
    /// What stands in it when nothing is said.
    pub(crate) default: Option<Default>,
    /// Where its numbers come from.
    pub(crate) counter: Option<Counter>,
    /// Computed from other columns.
    pub(crate) generated: Option<Generated>,
}

impl Column {
    /// A column that must have a value.
    pub(crate) fn new(name: &'static str, ty: Type) -> Self {
        Self {
            name,
            ty,
            nullable: false,
            default: None,
            counter: None,
            generated: None,
        }
    }

    /// A key that counts.
    pub(crate) fn id(counter: Counter) -> Self {
        Self {
            counter: Some(counter),
            ..Self::new("id", Type::Int)
        }
    }

    /// NULL may stand in it.
    pub(crate) fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Its default.
    pub(crate) fn default(mut self, default: Default) -> Self {
        self.default = Some(default);
        self
    }

    /// Computed from other columns.
    pub(crate) fn generated(mut self, generated: Generated) -> Self {
        self.generated = Some(generated);
        self.nullable = true;
        self
    }
}

/// Where a counting key gets its numbers in `PostgreSQL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counter {
    /// An identity column.
    Identity,
    /// A sequence of its own, `nextval` as default.
    Serial,
}

/// The default of a column.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Default {
    /// The time of the insert.
    Now,
    /// A number.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// A text, or a label of the column's enumeration.
    Text(&'static str),
}

/// An expression, as each server writes it back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Generated {
    /// As `pg_dump` writes it, without the outer parentheses.
    pub(crate) postgres: &'static str,
    /// As `SHOW CREATE TABLE` writes it, without the outer parentheses.
    pub(crate) mysql: &'static str,
    /// As its author typed it.
    pub(crate) sqlite: &'static str,
}

/// An enumeration; a type of its own in `PostgreSQL`.
#[derive(Debug)]
pub(crate) struct Labels {
    /// The name of the type.
    pub(crate) name: &'static str,
    /// Its labels.
    pub(crate) labels: &'static [&'static str],
}

/// A type.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Type {
    /// 16 bits.
    SmallInt,
    /// 32 bits.
    Int,
    /// 64 bits.
    BigInt,
    /// Floating point.
    Double,
    /// Digits in all, digits after the point.
    Decimal(u8, u8),
    /// A truth value.
    Bool,
    /// Padded text.
    Char(u16),
    /// Text up to a length.
    Varchar(u16),
    /// Text.
    Text,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// A UUID.
    Uuid,
    /// An address of a host.
    Inet,
    /// An address of a network card.
    MacAddress,
    /// JSON, stored parsed.
    Json,
    /// JSON, stored as it was written.
    JsonText,
    /// A list of texts.
    TextList,
    /// Bytes.
    Bytes,
    /// One of a set.
    Labels(&'static Labels),
}
