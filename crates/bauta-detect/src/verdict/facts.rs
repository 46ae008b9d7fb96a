use bauta_model::{Column, Table, TableName};

/// What the schema says about a column.
#[derive(Debug, Clone, Copy)]
pub struct ColumnFacts<'a> {
    /// Its table's name.
    pub table: &'a TableName,
    /// Its table, with the neighbouring columns and the keys.
    pub schema: &'a Table,
    /// The column itself.
    pub column: &'a Column,
}
