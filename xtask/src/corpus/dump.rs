//! A corpus as a dump of `PostgreSQL`.

use super::definitions;
use super::tables::{Column, tables};
use super::truth::{ColumnTruth, Plant};
use crate::random::Random;

/// A dump and the truth about it.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    pub(super) dump: String,
    pub(super) columns: Vec<ColumnTruth>,
    pub(super) plants: Vec<Plant>,
}

/// A corpus of `rows` rows a table, the same for the same seed.
pub(super) fn write(seed: u64, rows: usize) -> Corpus {
    let mut random = Random::for_topic(&format!("corpus {seed}"));
    let mut corpus = Corpus {
        dump: HEAD.to_owned(),
        ..Corpus::default()
    };
    let mut first = None;
    for (table, columns) in tables(&mut random) {
        first.get_or_insert_with(|| table.clone());
        corpus.table(&table, &columns, rows, &mut random);
    }
    let table = first.unwrap_or_default();
    corpus.dump += &definitions::write(&mut random, &table, &mut corpus.plants);
    corpus.dump += "\n--\n-- PostgreSQL database dump complete\n--\n";
    corpus
}

impl Corpus {
    fn table(&mut self, table: &str, columns: &[Column], rows: usize, random: &mut Random) {
        let defined: Vec<String> = columns
            .iter()
            .map(|column| format!(",\n    {} {}", column.name, column.ty))
            .collect();
        self.dump += &format!(
            "CREATE TABLE {table} (\n    id bigint NOT NULL{}\n);\n\n",
            defined.concat()
        );
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        self.dump += &format!("COPY {table} (id, {}) FROM stdin;\n", names.join(", "));
        for row in 1..=rows {
            self.dump += &row.to_string();
            for column in columns {
                self.dump.push('\t');
                if random.chance(4) {
                    self.dump += "\\N";
                    continue;
                }
                let value = (column.cell)(random, row, &mut self.plants);
                for character in value.chars() {
                    match character {
                        '\\' => self.dump += "\\\\",
                        '\n' => self.dump += "\\n",
                        '\t' => self.dump += "\\t",
                        other => self.dump.push(other),
                    }
                }
            }
            self.dump.push('\n');
        }
        self.dump += "\\.\n\n";
        self.dump += &format!(
            "ALTER TABLE ONLY {table} ADD CONSTRAINT {}_pkey PRIMARY KEY (id);\n\n",
            table.replace('.', "_")
        );
        self.columns
            .extend(columns.iter().map(|column| ColumnTruth {
                table: table.to_owned(),
                column: column.name.clone(),
                kinds: column.kinds.clone(),
                role: column.role,
            }));
    }
}

const HEAD: &str = "--
-- PostgreSQL database dump
--

-- Dumped from database version 17.2
-- Dumped by pg_dump version 17.2

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

";
