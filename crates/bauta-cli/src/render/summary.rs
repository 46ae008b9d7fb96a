//! What a run did, in a few lines.

use std::collections::BTreeMap;
use std::time::Duration;

use bauta_engine::{CheckReport, ColumnReport, Draft, IdentityReport, Report, TableReport};
use bauta_profile::Secrets;

use super::{Lines, human, table};
use crate::console::Volume;

/// What `mask` did; with a line for each table where much is to be said.
pub(crate) fn mask(report: &Report, secrets: Secrets, elapsed: Duration, volume: Volume) -> String {
    let rows_in: u64 = report.tables.iter().map(|table| table.rows_in).sum();
    let rows_out: u64 = report.tables.iter().map(|table| table.rows_out).sum();
    let columns = || report.tables.iter().flat_map(|table| &table.columns);
    let masked = columns().filter(|column| is_masked(column)).count();
    let changed: u64 = columns().map(|column| column.changed).sum();
    let mut lines = Lines::default();
    lines.add(format!(
        "{}: {} in, {} out",
        tables(report.tables.len()),
        rows(rows_in),
        human::count(rows_out)
    ));
    lines.add(format!(
        "{} masked, {} kept: {} changed",
        human::counted(masked as u64, "column", "columns"),
        human::count((columns().count() - masked) as u64),
        human::counted(changed, "value", "values"),
    ));
    let found: u64 = report.secrets.iter().map(|found| found.count).sum();
    if found > 0 {
        let fate = match secrets {
            Secrets::Scrub => "replaced in what is kept",
            Secrets::Report => "found in what is kept, and left there",
        };
        lines.add(format!(
            "{} {fate}",
            human::counted(found, "secret", "secrets")
        ));
    }
    if !report.identities.is_empty() {
        lines.add(format!("in statements: {}", by_kind(&report.identities)));
    }
    let environment = human::printable(&report.environment);
    lines.add(format!("environment {environment}, key {}", report.key_id));
    lines.add(speed(report.run.dump_bytes, elapsed));
    if volume == Volume::Verbose {
        lines.append(&by_table(&report.tables));
    }
    lines.into_text()
}

/// What `check` found where nothing is in the way of a run.
pub(crate) fn check(report: &CheckReport) -> String {
    let mut lines = Lines::default();
    lines.add(format!(
        "{}, {}: {} masked, nothing undecided",
        tables(report.tables),
        human::counted(report.columns as u64, "column", "columns"),
        human::count(report.masked as u64),
    ));
    for review in &report.reviews {
        lines.add(format!("open review: {}", human::printable(review)));
    }
    for drift in &report.drift {
        let drift = human::printable(drift);
        lines.add(format!("since the last approval: {drift}"));
    }
    lines.into_text()
}

/// What `draft` decided, and what is left to people.
pub(crate) fn draft(draft: &Draft, volume: Volume) -> String {
    let mut lines = Lines::default();
    lines.add(format!(
        "{}, {}: {} decided here",
        tables(draft.tables),
        human::counted(draft.columns as u64, "column", "columns"),
        human::count(draft.decided as u64),
    ));
    if !draft.presets.is_empty() {
        lines.add(format!("included: {}", draft.presets.join(", ")));
    }
    for idle in &draft.idle {
        let rule = human::printable(idle);
        lines.add(format!("matches nothing any more, now optional: {rule}"));
    }
    if !draft.reviews.is_empty() {
        let doubts = human::counted(draft.reviews.len() as u64, "doubt is", "doubts are");
        lines.add(format!("{doubts} marked `review:`"));
    }
    if volume == Volume::Verbose {
        for review in &draft.reviews {
            lines.add(format!("  {}", human::printable(review)));
        }
    }
    lines.into_text()
}

fn is_masked(column: &ColumnReport) -> bool {
    column.action != "keep"
}

fn tables(number: usize) -> String {
    human::counted(number as u64, "table", "tables")
}

fn rows(number: u64) -> String {
    human::counted(number, "row", "rows")
}

/// `2 definer, 1 statistics`
fn by_kind(identities: &[IdentityReport]) -> String {
    let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
    for identity in identities {
        *kinds.entry(&identity.kind).or_default() += identity.count;
    }
    let told: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| format!("{} {kind}", human::count(*count)))
        .collect();
    told.join(", ")
}

fn speed(dump_bytes: u64, elapsed: Duration) -> String {
    let size = human::bytes(dump_bytes);
    let seconds = format!("{}.{} s", elapsed.as_secs(), elapsed.subsec_millis() / 100);
    let rate = (u128::from(dump_bytes) * 1000).checked_div(elapsed.as_millis());
    match rate.and_then(|rate| u64::try_from(rate).ok()) {
        Some(rate) => format!("{size} in {seconds}, {}/s", human::bytes(rate)),
        None => format!("{size} in {seconds}"),
    }
}

fn by_table(tables: &[TableReport]) -> String {
    let line = |table: &TableReport| {
        let masked = table.columns.iter().filter(|column| is_masked(column));
        let changed: u64 = table.columns.iter().map(|column| column.changed).sum();
        [
            format!("  {}", human::printable(&table.name)),
            format!(
                "{} in, {} out",
                rows(table.rows_in),
                human::count(table.rows_out)
            ),
            format!(
                "{} of {} columns masked",
                masked.count(),
                table.columns.len()
            ),
            human::counted(changed, "value changed", "values changed"),
        ]
    };
    table::align(&tables.iter().map(line).collect::<Vec<_>>(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_speed_of_nothing_is_not_told() {
        assert_eq!(speed(0, Duration::ZERO), "0 B in 0.0 s");
        assert_eq!(
            speed(100_000_000, Duration::from_millis(2500)),
            "100.0 MB in 2.5 s, 40.0 MB/s"
        );
    }

    #[test]
    fn identities_are_told_by_kind() {
        let identity = |kind: &str, name: &str, count| IdentityReport {
            kind: kind.into(),
            name: name.into(),
            place: "line 1".into(),
            count,
            treatment: "inventory".into(),
            details: BTreeMap::new(),
        };
        let identities = [
            identity("role-password", "app", 1),
            identity("definer", "root", 1200),
            identity("definer", "ada", 34),
        ];
        assert_eq!(by_kind(&identities), "1,234 definer, 1 role-password");
    }
}
