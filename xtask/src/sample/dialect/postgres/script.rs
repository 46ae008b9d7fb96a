//! The order of the parts.

use super::{fixed, keys, rows, tables};
use crate::sample::table::{Counter, Shop, Table};

/// The dump.
pub(crate) fn write(shop: &Shop) -> Vec<u8> {
    let mut out = fixed::HEAD.to_owned();
    tables::types(shop, &mut out);
    out.push_str(fixed::FUNCTIONS);
    out.push_str(fixed::FOREIGN_SERVER);
    out.push_str("SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n");
    let mut all: Vec<&Table> = shop.tables.iter().collect();
    all.sort_by_key(|table| table.name);
    for table in &all {
        tables::define(table, &mut out);
    }
    tables::attachments(&all, &mut out);
    tables::defaults(&all, &mut out);
    rows::data(&all, &mut out);
    rows::counters(&all, &mut out);
    keys::constraints(&all, &mut out);
    keys::indexes(&all, &mut out);
    out.push_str(fixed::TRIGGER);
    keys::foreign_keys(&all, &mut out);
    out.push_str(fixed::TAIL);
    out.into_bytes()
}

/// The quarters into which a partitioned table is cut: suffix, first day, first day after.
pub(super) const QUARTERS: [(&str, &str, &str); 4] = [
    ("2025_q4", "2025-10-01", "2026-01-01"),
    ("2026_q1", "2026-01-01", "2026-04-01"),
    ("2026_q2", "2026-04-01", "2026-07-01"),
    ("2026_q3", "2026-07-01", "2026-10-01"),
];

/// One entry of the table of contents.
pub(super) fn entry(out: &mut String, name: &str, kind: &str, body: &str) {
    out.push_str(&format!(
        "--\n-- Name: {name}; Type: {kind}; Schema: public; Owner: postgres\n--\n\n{body}\n\n\n"
    ));
}

/// The tables whose `id` counts in one of these ways.
pub(super) fn counting<'t>(tables: &[&'t Table], wanted: &[Counter]) -> Vec<&'t Table> {
    let counts = |table: &&Table| {
        let counter = table.columns.first().and_then(|column| column.counter);
        counter.is_some_and(|counter| wanted.contains(&counter))
    };
    tables.iter().copied().filter(counts).collect()
}
