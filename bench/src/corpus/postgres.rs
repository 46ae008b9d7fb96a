//! As `pg_dump` writes: keys come after the data.

use crate::shop::{Column, Marks, TABLES, Table};

/// A row of COPY data.
pub(super) static MARKS: Marks = Marks {
    open: b"",
    between: b"\t",
    quote: b"",
    null: b"\\N",
    close: b"\n",
    escape: |byte| match byte {
        b'\\' => Some(b"\\\\"),
        b'\n' => Some(b"\\n"),
        b'\r' => Some(b"\\r"),
        b'\t' => Some(b"\\t"),
        _ => None,
    },
};

/// The table.
pub(super) fn definition(table: &Table) -> String {
    let name = table.name;
    let columns: Vec<String> = table.columns.iter().map(column).collect();
    let body = format!(
        "CREATE TABLE public.{name} (\n{}\n);\n\n\nALTER TABLE public.{name} OWNER TO postgres;",
        columns.join(",\n")
    );
    entry(name, "TABLE", &body)
}

/// What stands before the rows.
pub(super) fn data_head(table: &Table) -> String {
    let name = table.name;
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    format!(
        "--\n-- Data for Name: {name}; Type: TABLE DATA; Schema: public; Owner: postgres\n--\n\n\
         COPY public.{name} ({}) FROM stdin;\n",
        columns.join(", ")
    )
}

/// What stands after them.
pub(super) const DATA_TAIL: &str = "\\.\n\n\n";

/// All keys.
pub(super) fn constraints() -> String {
    let mut out = String::new();
    for table in &TABLES {
        let name = table.name;
        if let Some(column) = table.unique {
            let key = format!("{name}_{column}_key");
            out.push_str(&constraint(
                name,
                &key,
                "CONSTRAINT",
                &format!("UNIQUE ({column})"),
            ));
        }
        let key = format!("{name}_pkey");
        out.push_str(&constraint(name, &key, "CONSTRAINT", "PRIMARY KEY (id)"));
    }
    for table in &TABLES {
        let Some(reference) = &table.reference else {
            continue;
        };
        let (column, target) = (reference.column, reference.table);
        let key = format!("{}_{column}_fkey", table.name);
        let clause = format!("FOREIGN KEY ({column}) REFERENCES public.{target}(id)");
        out.push_str(&constraint(table.name, &key, "FK CONSTRAINT", &clause));
    }
    out
}

fn column(column: &Column) -> String {
    let mut line = format!("    {} {}", column.name, column.postgres);
    if !column.nullable {
        line.push_str(" NOT NULL");
    }
    line
}

fn constraint(table: &str, key: &str, kind: &str, clause: &str) -> String {
    let body = format!("ALTER TABLE ONLY public.{table}\n    ADD CONSTRAINT {key} {clause};");
    entry(&format!("{table} {key}"), kind, &body)
}

/// One entry of the table of contents.
fn entry(name: &str, kind: &str, body: &str) -> String {
    format!(
        "--\n-- Name: {name}; Type: {kind}; Schema: public; Owner: postgres\n--\n\n{body}\n\n\n"
    )
}

/// The first lines. Servers before 17 don't know `transaction_timeout`, which is left out so that
/// the dump loads into them, too.
pub(super) const HEAD: &str = "--
-- PostgreSQL database dump
--

-- Dumped from database version 17.5
-- Dumped by pg_dump version 17.5

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

";

/// The last lines.
pub(super) const TAIL: &str = "--
-- PostgreSQL database dump complete
--

";
