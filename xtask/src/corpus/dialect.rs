//! How a corpus is written down, and how its cells are read again.

use anyhow::{Result, bail};

use super::tables::Column;

/// Whose dump a corpus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// `pg_dump`, rows in COPY form.
    Postgres,
    /// `mysqldump`.
    Mysql,
    /// `sqlite3 .dump`.
    Sqlite,
}

impl Dialect {
    /// The one of a name.
    pub(crate) fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "postgres" => Self::Postgres,
            "mysql" => Self::Mysql,
            "sqlite" => Self::Sqlite,
            _ => bail!("{name} is no dialect: postgres, mysql or sqlite"),
        })
    }

    /// What the table is called there.
    pub(super) fn table(self, name: &str) -> String {
        match self {
            Self::Postgres => name.to_owned(),
            Self::Mysql | Self::Sqlite => name.trim_start_matches("public.").to_owned(),
        }
    }

    pub(super) fn head(self) -> &'static str {
        match self {
            Self::Postgres => {
                "--\n-- PostgreSQL database dump\n--\n\n\
                 -- Dumped from database version 17.2\n-- Dumped by pg_dump version 17.2\n\n\
                 SET statement_timeout = 0;\nSET client_encoding = 'UTF8';\n\
                 SET standard_conforming_strings = on;\n\n"
            }
            Self::Mysql => {
                "-- MySQL dump 10.13  Distrib 8.0.43, for Linux (x86_64)\n--\n\
                 -- Host: localhost    Database: corpus\n\
                 -- ------------------------------------------------------\n\
                 -- Server version\t8.0.43\n\n\
                 /*!40101 SET NAMES utf8mb4 */;\n\
                 /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n\n"
            }
            Self::Sqlite => "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n",
        }
    }

    pub(super) fn tail(self) -> &'static str {
        match self {
            Self::Postgres => "\n--\n-- PostgreSQL database dump complete\n--\n",
            Self::Mysql => "\n-- Dump completed on 2026-01-31 10:00:00\n",
            Self::Sqlite => "COMMIT;\n",
        }
    }

    /// What stands before the rows of a table.
    pub(super) fn open(self, table: &str, columns: &[Column]) -> String {
        let each = |write: &dyn Fn(&Column) -> String| -> String {
            columns.iter().map(write).collect::<Vec<_>>().concat()
        };
        match self {
            Self::Postgres => {
                let defined = each(&|column| format!(",\n    {} {}", column.name, column.ty));
                let names = each(&|column| format!(", {}", column.name));
                format!(
                    "CREATE TABLE {table} (\n    id bigint NOT NULL{defined}\n);\n\n\
                     COPY {table} (id{names}) FROM stdin;\n"
                )
            }
            Self::Mysql => {
                let defined = each(&|column| {
                    let ty = self.ty(column.ty);
                    format!("  `{}` {ty} DEFAULT NULL,\n", column.name)
                });
                format!(
                    "CREATE TABLE `{table}` (\n  `id` bigint NOT NULL,\n{defined}  \
                     PRIMARY KEY (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n\n\
                     LOCK TABLES `{table}` WRITE;\nINSERT INTO `{table}` VALUES "
                )
            }
            Self::Sqlite => {
                let defined = each(&|column| format!(", {} {}", column.name, self.ty(column.ty)));
                format!("CREATE TABLE {table} (id INTEGER PRIMARY KEY{defined});\n")
            }
        }
    }

    /// A row; cells that are `None` are NULL.
    pub(super) fn row(
        self,
        table: &str,
        row: usize,
        columns: &[Column],
        cells: &[Option<String>],
    ) -> String {
        let written: Vec<String> = columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| self.cell(column.ty, cell.as_deref()))
            .collect();
        match self {
            Self::Postgres => format!("{row}\t{}\n", written.join("\t")),
            Self::Mysql => {
                let comma = if row == 1 { "" } else { "," };
                format!("{comma}({row},{})", written.join(","))
            }
            Self::Sqlite => format!("INSERT INTO {table} VALUES({row},{});\n", written.join(",")),
        }
    }

    /// What stands behind the rows of a table.
    pub(super) fn close(self, table: &str) -> String {
        match self {
            Self::Postgres => format!(
                "\\.\n\nALTER TABLE ONLY {table} ADD CONSTRAINT {}_pkey PRIMARY KEY (id);\n\n",
                table.replace('.', "_")
            ),
            Self::Mysql => ";\nUNLOCK TABLES;\n\n".to_owned(),
            Self::Sqlite => String::new(),
        }
    }

    fn ty(self, ty: &'static str) -> &'static str {
        match (self, ty) {
            (Self::Mysql, "jsonb") => "json",
            (Self::Mysql, "bytea") => "longblob",
            (Self::Mysql, "uuid") => "char(36)",
            (Self::Mysql, "text" | "text[]") => "longtext",
            (Self::Sqlite, "bytea") => "BLOB",
            (Self::Sqlite, "text" | "text[]" | "uuid" | "jsonb") => "TEXT",
            _ => ty,
        }
    }

    fn cell(self, ty: &str, value: Option<&str>) -> String {
        let Some(value) = value else {
            return if self == Self::Postgres {
                "\\N"
            } else {
                "NULL"
            }
            .to_owned();
        };
        let is_number = matches!(ty, "integer" | "bigint") || ty.starts_with("numeric");
        if self == Self::Postgres {
            return escaped(value, "\\\\", "\\n", "'").replace('\t', "\\t");
        }
        if is_number {
            return value.to_owned();
        }
        let digits = value.strip_prefix("\\x").filter(|_| ty == "bytea");
        match (self, digits) {
            (Self::Mysql, Some(digits)) if !digits.is_empty() => format!("0x{digits}"),
            (Self::Sqlite, Some(digits)) => format!("X'{digits}'"),
            (Self::Mysql, _) => format!("'{}'", escaped(value, "\\\\", "\\n", "\\'")),
            _ => format!("'{}'", escaped(value, "\\", "\n", "''")),
        }
    }
}

fn escaped(value: &str, backslash: &str, line_end: &str, quote: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' => out += backslash,
            '\n' => out += line_end,
            '\'' => out += quote,
            other => out.push(other),
        }
    }
    out
}
