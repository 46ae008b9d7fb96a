//! What comes after the rows: keys and indexes, in the order of their names.

use super::script::{QUARTERS, entry};
use crate::sample::table::Table;

/// The table itself, or itself and its partitions, each with the name it is sorted by: a parent
/// stands just before its first partition, whose keys depend on it.
fn relations(table: &Table) -> Vec<(String, String)> {
    let name = table.name;
    if table.partitioned_by.is_none() {
        return vec![(name.to_owned(), name.to_owned())];
    }
    let partitions: Vec<String> = QUARTERS
        .iter()
        .map(|(quarter, _, _)| format!("{name}_{quarter}"))
        .collect();
    let first = partitions.first().cloned().unwrap_or_default();
    // a blank sorts before the underscore that follows
    let parent = (name.to_owned(), format!("{first} "));
    let partitions = partitions.into_iter().map(|it| (it.clone(), it));
    std::iter::once(parent).chain(partitions).collect()
}

/// Primary and unique keys.
pub(super) fn constraints(tables: &[&Table], out: &mut String) {
    let mut all = Vec::new();
    for table in tables {
        for (relation, place) in relations(table) {
            let key = format!("{relation}_pkey");
            let what = format!("PRIMARY KEY ({})", table.primary_key.join(", "));
            all.push((format!("{place}_pkey"), key, relation, what));
        }
        for column in &table.unique {
            let key = format!("{}_{column}_key", table.name);
            let what = format!("UNIQUE ({column})");
            all.push((key.clone(), key, table.name.to_owned(), what));
        }
    }
    all.sort();
    for (_, constraint, relation, what) in all {
        let body =
            format!("ALTER TABLE ONLY public.{relation}\n    ADD CONSTRAINT {constraint} {what};");
        entry(
            out,
            &format!("{relation} {constraint}"),
            "CONSTRAINT",
            &body,
        );
    }
}

/// Indexes, and which belong to partitions.
pub(super) fn indexes(tables: &[&Table], out: &mut String) {
    let search = "tickets_body_search_idx".to_owned();
    let mut all = vec![(
        search.clone(),
        search,
        "CREATE INDEX tickets_body_search_idx ON public.tickets USING gin (to_tsvector('simple'::regconfig, body));"
            .to_owned(),
    )];
    let mut attached = Vec::new();
    for table in tables {
        for column in &table.indexed {
            for (relation, place) in relations(table) {
                let only = if relation == table.name && table.partitioned_by.is_some() {
                    "ONLY "
                } else {
                    ""
                };
                let index = format!("{relation}_{column}_idx");
                let body = format!(
                    "CREATE INDEX {index} ON {only}public.{relation} USING btree ({column});"
                );
                if relation != table.name {
                    attached.push((index.clone(), format!("{}_{column}_idx", table.name)));
                }
                all.push((format!("{place}_{column}_idx"), index, body));
            }
        }
        if table.partitioned_by.is_some() {
            let partitions = relations(table).split_off(1);
            attached.extend(
                partitions.into_iter().map(|(relation, _)| {
                    (format!("{relation}_pkey"), format!("{}_pkey", table.name))
                }),
            );
        }
    }
    all.sort();
    attached.sort();
    for (_, name, body) in all {
        entry(out, &name, "INDEX", &body);
    }
    for (name, parent) in attached {
        let body = format!("ALTER INDEX public.{parent} ATTACH PARTITION public.{name};");
        entry(out, &name, "INDEX ATTACH", &body);
    }
}

/// Foreign keys.
pub(super) fn foreign_keys(tables: &[&Table], out: &mut String) {
    let mut all = Vec::new();
    for table in tables {
        for reference in &table.references {
            let (column, target) = (reference.column, reference.table);
            let clause = reference.on_delete.clause();
            let what = format!("FOREIGN KEY ({column}) REFERENCES public.{target}(id){clause}");
            all.push((format!("{}_{column}_fkey", table.name), table.name, what));
        }
    }
    all.sort();
    for (constraint, relation, what) in all {
        let body =
            format!("ALTER TABLE ONLY public.{relation}\n    ADD CONSTRAINT {constraint} {what};");
        entry(
            out,
            &format!("{relation} {constraint}"),
            "FK CONSTRAINT",
            &body,
        );
    }
}
