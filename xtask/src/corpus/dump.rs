//! A corpus as a dump.

use super::definitions;
use super::dialect::Dialect;
use super::tables::{Column, tables};
use super::truth::{ColumnTruth, Plant};
use crate::random::Random;

/// A dump and the truth about it.
#[derive(Debug)]
pub(super) struct Corpus {
    dialect: Dialect,
    pub(super) dump: String,
    pub(super) columns: Vec<ColumnTruth>,
    pub(super) plants: Vec<Plant>,
}

/// A corpus of `rows` rows a table, the same for the same seed; what is in the rows does not
/// depend on the dialect.
pub(super) fn write(seed: u64, rows: usize, dialect: Dialect) -> Corpus {
    let mut random = Random::for_topic(&format!("corpus {seed}"));
    let mut corpus = Corpus {
        dialect,
        dump: dialect.head().to_owned(),
        columns: Vec::new(),
        plants: Vec::new(),
    };
    let mut first = None;
    for (table, columns) in tables(&mut random) {
        let table = dialect.table(&table);
        first.get_or_insert_with(|| table.clone());
        corpus.table(&table, &columns, rows, &mut random);
    }
    let table = first.unwrap_or_default();
    corpus.dump += &definitions::write(dialect, &mut random, &table, &mut corpus.plants);
    corpus.dump += dialect.tail();
    corpus
}

impl Corpus {
    fn table(&mut self, table: &str, columns: &[Column], rows: usize, random: &mut Random) {
        let dialect = self.dialect;
        self.dump += &dialect.open(table, columns);
        for row in 1..=rows {
            let mut cells = Vec::with_capacity(columns.len());
            for column in columns {
                let is_null = random.chance(4);
                cells.push((!is_null).then(|| (column.cell)(random, row, &mut self.plants)));
            }
            self.dump += &dialect.row(table, row, columns, &cells);
        }
        self.dump += &dialect.close(table);
        self.columns
            .extend(columns.iter().map(|column| ColumnTruth {
                table: table.to_owned(),
                column: column.name.clone(),
                kinds: column.kinds.clone(),
                role: column.role,
            }));
    }
}
