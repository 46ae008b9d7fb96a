//! Rows in the text format of COPY, and how far the counters have come.

use super::script::{QUARTERS, counting, entry};
use crate::sample::moment;
use crate::sample::table::{Counter, Table};
use crate::sample::value::{self, Value};

/// All rows; those of a partitioned table stand in its partitions.
pub(super) fn data(tables: &[&Table], out: &mut String) {
    for table in tables {
        let all: Vec<&Vec<Value>> = table.rows.iter().collect();
        let Some(by) = table.partitioned_by else {
            copy(table, table.name, &all, out);
            continue;
        };
        let place = table
            .columns
            .iter()
            .position(|column| column.name == by)
            .unwrap_or(0);
        for (quarter, from, to) in QUARTERS {
            let within = |row: &&Vec<Value>| match row.get(place) {
                Some(Value::Moment(seconds)) => {
                    (from..to).contains(&moment::date(*seconds).as_str())
                }
                _ => false,
            };
            let rows: Vec<&Vec<Value>> = all.iter().copied().filter(within).collect();
            copy(table, &format!("{}_{quarter}", table.name), &rows, out);
        }
    }
}

fn copy(table: &Table, name: &str, rows: &[&Vec<Value>], out: &mut String) {
    let columns: Vec<&str> = table.stored().map(|column| column.name).collect();
    out.push_str(&format!(
        "--\n-- Data for Name: {name}; Type: TABLE DATA; Schema: public; Owner: postgres\n--\n\n\
         COPY public.{name} ({}) FROM stdin;\n",
        columns.join(", ")
    ));
    for row in rows {
        for (index, value) in row.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { "\t" });
            field(value, out);
        }
        out.push('\n');
    }
    out.push_str("\\.\n\n\n");
}

fn field(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("\\N"),
        Value::Int(number) => out.push_str(&number.to_string()),
        Value::Cents(cents) => out.push_str(&format!("{}.{:02}", cents / 100, cents % 100)),
        Value::Float(number) => out.push_str(&number.to_string()),
        Value::Bool(flag) => out.push(if *flag { 't' } else { 'f' }),
        Value::Text(text) => escape(text, out),
        Value::Date(seconds) => out.push_str(&moment::date(*seconds)),
        Value::Moment(seconds) => out.push_str(&format!("{}+00", moment::date_time(*seconds))),
        Value::Json(json) => escape(&json.render(), out),
        Value::List(items) => escape(&array(items), out),
        Value::Bytes(bytes) => {
            let hex = value::hex(bytes);
            out.push_str(&format!("\\\\x{hex}"));
        }
    }
}

fn array(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| element(item)).collect();
    format!("{{{}}}", items.join(","))
}

fn element(item: &str) -> String {
    let special =
        |character: char| character.is_ascii_whitespace() || "{},\"\\".contains(character);
    if item.is_empty() || item.eq_ignore_ascii_case("null") || item.contains(special) {
        return format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\""));
    }
    item.to_owned()
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            '\\' => out.push_str("\\\\"),
            other => out.push(other),
        }
    }
}

/// How far the counters have come.
pub(super) fn counters(tables: &[&Table], out: &mut String) {
    for table in counting(tables, &[Counter::Identity, Counter::Serial]) {
        let name = format!("{}_id_seq", table.name);
        let body = format!(
            "SELECT pg_catalog.setval('public.{name}', {}, true);",
            table.last_id()
        );
        entry(out, &name, "SEQUENCE SET", &body);
    }
}
