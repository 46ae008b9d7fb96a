use std::collections::BTreeMap;

use crate::{ColumnName, TableName};

/// What a dump says about its tables; built up while its statements pass.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalog {
    /// The tables by name.
    pub tables: BTreeMap<TableName, Table>,
    /// Enum types by lower-cased type name (`public.mood` and `mood`), with their labels.
    pub enums: BTreeMap<String, Vec<String>>,
    /// Domain types by lower-cased type name, with the type below.
    pub domains: BTreeMap<String, ColumnType>,
    /// Sequences and the columns that own them.
    pub sequences: BTreeMap<TableName, Sequence>,
}

/// One table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Columns in the order of CREATE TABLE. Inherited columns come first.
    pub columns: Vec<Column>,
    /// PRIMARY KEY and UNIQUE, also those made by CREATE UNIQUE INDEX over plain columns.
    pub keys: Vec<UniqueKey>,
    /// FOREIGN KEYs that start here.
    pub foreign_keys: Vec<ForeignKey>,
    /// CHECK constraints as far as they are understood.
    pub checks: Vec<Check>,
    /// The parent of a partition, or the parents of an inheriting table.
    pub parents: Vec<TableName>,
    /// Columns of the partition key; masking one is refused.
    pub partition_key: Vec<ColumnName>,
    /// Whether it is a virtual table or one of the shadow tables behind it (`SQLite` full-text search).
    pub shadow_of: Option<TableName>,
}

impl Table {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find(|column| column.name.as_str() == name)
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: ColumnName,
    /// Its type.
    pub ty: ColumnType,
    /// Whether NULL is allowed.
    pub nullable: bool,
    /// Whether it is computed from others.
    pub generated: Generated,
    /// Whether it numbers itself (identity, serial, `AUTO_INCREMENT`).
    pub identity: bool,
    /// The text of its DEFAULT.
    pub default: Option<String>,
}

/// Whether a column is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generated {
    /// An ordinary column.
    No,
    /// Computed on write.
    Stored,
    /// Computed on read.
    Virtual,
}

/// A column's type as far as transformers care.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnType {
    /// The family it belongs to.
    pub class: TypeClass,
    /// As the dump writes it.
    pub written: String,
    /// Longest value in characters (`varchar(n)`, `char(n)`), or bytes for [`TypeClass::Bytes`].
    pub max_chars: Option<usize>,
    /// Whether shorter values are padded (`char(n)`).
    pub fixed: bool,
    /// Smallest and largest integer it holds.
    pub range: Option<(i128, i128)>,
    /// Digits before and after the point together, and after it, of `numeric(p,s)`.
    pub precision: Option<(u32, u32)>,
    /// Labels of an enum or set.
    pub labels: Vec<String>,
    /// Type of the elements, where the class is [`TypeClass::Array`].
    pub element: Option<Box<ColumnType>>,
    /// Whether comparison ignores case (`citext`, a `_ci` collation, NOCASE).
    pub ignores_case: bool,
}

impl ColumnType {
    /// A type of that class, written as `written`.
    pub fn of(class: TypeClass, written: &str) -> Self {
        Self {
            class,
            written: written.to_owned(),
            ..Self::default()
        }
    }
}

/// Families of column types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum TypeClass {
    /// `text`, `varchar`, `char`, `citext`, `name`.
    Text,
    /// Whole numbers of any width.
    Integer,
    /// Exact decimals.
    Decimal,
    /// Binary floating point.
    Float,
    /// Truth values.
    Bool,
    /// Calendar dates.
    Date,
    /// Time of day.
    Time,
    /// Date and time, with or without zone.
    Timestamp,
    /// Spans of time.
    Interval,
    /// UUIDs.
    Uuid,
    /// `bytea`, `blob`, `binary`.
    Bytes,
    /// `bit`, `varbit`.
    Bit,
    /// `json`, `jsonb`.
    Json,
    /// `xml`.
    Xml,
    /// `inet`, `cidr`.
    Inet,
    /// `macaddr`.
    Mac,
    /// Enumerations and sets.
    Enum,
    /// Arrays.
    Array,
    /// `hstore`.
    Hstore,
    /// Geometric and geographic values.
    Geometry,
    /// Full-text search vectors.
    TsVector,
    /// A type that nothing is known about.
    #[default]
    Other,
}

/// A PRIMARY KEY or UNIQUE constraint or index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UniqueKey {
    /// Its columns.
    pub columns: Vec<ColumnName>,
    /// Whether it is the primary key.
    pub primary: bool,
}

/// A FOREIGN KEY.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// Columns here.
    pub columns: Vec<ColumnName>,
    /// The table pointed to.
    pub table: TableName,
    /// Columns there; empty means its primary key.
    pub referenced: Vec<ColumnName>,
}

/// A CHECK constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// The column must have one of these values.
    OneOf {
        /// The column.
        column: ColumnName,
        /// Its values, as text.
        values: Vec<String>,
    },
    /// Something else over these columns.
    Other {
        /// The columns it names.
        columns: Vec<ColumnName>,
        /// Its text.
        text: String,
    },
}

/// A sequence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sequence {
    /// The column it numbers.
    pub owner: Option<(TableName, ColumnName)>,
}
