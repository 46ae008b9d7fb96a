//! Runs `bauta` over corpora and says how well it did.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::cells::{Cells, Place};
use super::truth::{ColumnTruth, Plant, Role};
use super::{Dialect, ROWS, cells, dump, leaks, write};

/// Hits among all that there were.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    hits: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }

    fn percent(self) -> String {
        if self.of == 0 {
            return "–".to_owned();
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of cells are small")]
        let share = self.hits as f64 * 100.0 / self.of as f64;
        format!("{share:.1} %")
    }
}

/// All that is counted, over all seeds.
#[derive(Debug, Default)]
struct Score {
    recall: Share,
    right_kind: Share,
    precision: Share,
    left: Share,
    left_in_text: Share,
    spans: Share,
    hard: Share,
    harmless: Share,
    /// By kind: columns found, and found as what they are.
    by_kind: BTreeMap<String, (Share, Share)>,
    /// By place: secrets left.
    by_place: BTreeMap<String, Share>,
    remarks: BTreeSet<String>,
}

/// Judges the release build, or the program that `BAUTA` names, over some seeds, in a folder that
/// is written anew.
pub(crate) fn score(root: &Path, dialect: Dialect, seeds: &[u64], verbose: bool) -> Result<()> {
    let named = std::env::var_os("BAUTA").map(PathBuf::from);
    let bauta = named.unwrap_or_else(|| root.join("target/release/bauta"));
    let mut score = Score::default();
    for seed in seeds {
        let folder = root.join("target/corpus").join(seed.to_string());
        write(*seed, dialect, &folder)?;
        let corpus = dump::write(*seed, ROWS, dialect);
        let inspected = inspect(&bauta, &folder)?;
        score.verdicts(&corpus.columns, &inspected);
        let masked = mask(&bauta, &folder)?;
        score.plants(&corpus.plants, &masked);
        let masked = String::from_utf8_lossy(&masked);
        let before = cells::read(dialect, &corpus.dump);
        score.cells(&corpus.columns, &before, &cells::read(dialect, &masked));
    }
    let mut out = io::stdout().lock();
    write!(out, "{}", score.table(seeds))?;
    if verbose {
        write!(out, "{}", score.details())?;
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .output()
        .with_context(|| format!("cannot run {command:?}"))?;
    if !output.status.success() {
        bail!(
            "{command:?} failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(output.stdout)
}

fn inspect(bauta: &Path, folder: &Path) -> Result<Value> {
    let printed = run(Command::new(bauta)
        .args(["inspect", "--format", "json"])
        .arg(folder.join("corpus.sql")))?;
    Ok(serde_json::from_slice(&printed)?)
}

/// Drafts a profile and masks with it.
fn mask(bauta: &Path, folder: &Path) -> Result<Vec<u8>> {
    let file = |name: &str| -> PathBuf { folder.join(name) };
    let profile = file("profile.yaml");
    fs::remove_file(&profile).ok();
    run(Command::new(bauta)
        .arg("draft")
        .arg(file("corpus.sql"))
        .arg("-o")
        .arg(&profile))?;
    run(Command::new(bauta)
        .arg("mask")
        .arg(file("corpus.sql"))
        .arg("-p")
        .arg(&profile)
        .arg("-o")
        .arg(file("masked.sql")))?;
    Ok(fs::read(file("masked.sql"))?)
}

impl Score {
    fn verdicts(&mut self, truth: &[ColumnTruth], inspected: &Value) {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut classes: BTreeMap<Place, String> = BTreeMap::new();
        for table in list(&inspected["tables"]) {
            for column in list(&table["columns"]) {
                let kind = text(&column["class"]["kind"]);
                classes.insert((text(&table["name"]), text(&column["name"])), kind);
            }
        }
        let mut secrets: BTreeMap<Place, BTreeSet<String>> = BTreeMap::new();
        for secret in list(&inspected["secrets"]) {
            let place = (text(&secret["table"]), text(&secret["column"]));
            secrets
                .entry(place)
                .or_default()
                .insert(text(&secret["kind"]));
        }
        for column in truth {
            let place = (column.table.clone(), column.column.clone());
            let class = classes.get(&place).map(String::as_str).unwrap_or_default();
            let inside = secrets.contains_key(&place);
            self.verdict(column, class, inside);
        }
    }

    fn verdict(&mut self, column: &ColumnTruth, class: &str, inside: bool) {
        let found = !class.is_empty() || inside;
        let place = format!("{}.{}", column.table, column.column);
        match column.role {
            Role::Sensitive => {
                let right = column.kinds.iter().any(|kind| kind == class);
                self.recall.count(found);
                if found {
                    self.precision.count(true);
                    self.right_kind.count(right);
                }
                let best = column.kinds.first().cloned().unwrap_or_default();
                let (recall, kinds) = self.by_kind.entry(best.clone()).or_default();
                recall.count(found);
                kinds.count(right);
                if !right {
                    let said = if found { class } else { "nothing" };
                    self.remarks
                        .insert(format!("{place} is {best}, judged {said}"));
                }
            }
            Role::Container | Role::Prose => {
                self.recall.count(found);
                if found {
                    self.precision.count(true);
                } else {
                    self.remarks
                        .insert(format!("{place} holds {:?}, judged nothing", column.kinds));
                }
            }
            Role::LookAlike | Role::Harmless => {
                if found {
                    self.precision.count(false);
                    self.remarks
                        .insert(format!("{place} is harmless, judged {class}"));
                }
            }
        }
    }

    fn plants(&mut self, plants: &[Plant], masked: &[u8]) {
        for (plant, left) in plants.iter().zip(leaks::left(plants, masked)) {
            let place = plant.place.as_str();
            match place {
                "text" => self.spans.count(!left),
                "log" | "log-json" | "log-colon" | "log-url" | "sentence" | "free-text" => {
                    self.left_in_text.count(!left);
                }
                _ => self.left.count(left),
            }
            self.by_place
                .entry(place.to_owned())
                .or_default()
                .count(left);
            if left && !matches!(place, "text") {
                self.remarks
                    .insert(format!("{} left in {place}", plant.kind));
            }
        }
    }

    fn cells(&mut self, truth: &[ColumnTruth], before: &Cells<'_>, after: &Cells<'_>) {
        for column in truth {
            let place = (column.table.clone(), column.column.clone());
            let (old, new) = (before.get(&place), after.get(&place));
            let pairs = old.into_iter().flatten().zip(new.into_iter().flatten());
            let changed = pairs.filter(|(old, new)| old != new).count();
            let of = old.map_or(0, Vec::len);
            let share = match column.role {
                Role::LookAlike => &mut self.hard,
                Role::Harmless => &mut self.harmless,
                _ => continue,
            };
            share.of += of;
            share.hits += changed;
            if changed > 0 {
                self.remarks.insert(format!(
                    "{}.{} changed in {changed} of {of} cells",
                    place.0, place.1
                ));
            }
        }
    }

    fn table(&self, seeds: &[u64]) -> String {
        let rows = [
            ("secrets left after draft and mask", self.left, "0"),
            (
                "secrets found in log lines and free text",
                self.left_in_text,
                "≥ 98 %",
            ),
            (
                "columns with personal data or secrets found",
                self.recall,
                "≥ 97 %",
            ),
            ("of them as the right kind", self.right_kind, "≥ 95 %"),
            (
                "columns found that are rightly so",
                self.precision,
                "≥ 95 %",
            ),
            (
                "e-mail, phone, card, SSN, IBAN inside text masked",
                self.spans,
                "≥ 99 %",
            ),
            ("cells of hard look-alikes changed", self.hard, "≤ 3 %"),
            ("harmless cells changed", self.harmless, "≤ 0.5 %"),
        ];
        let mut out = format!(
            "| over {} corpora | share | of | goal |\n|---|---|---|---|\n",
            seeds.len()
        );
        for (what, share, goal) in rows {
            let count = if goal == "0" {
                share.hits.to_string()
            } else {
                share.percent()
            };
            out += &format!("| {what} | {count} | {} | {goal} |\n", share.of);
        }
        out
    }

    fn details(&self) -> String {
        let mut out = "\n| kind | columns | found | right kind |\n|---|---|---|---|\n".to_owned();
        for (kind, (recall, right)) in &self.by_kind {
            out += &format!(
                "| {kind} | {} | {} | {} |\n",
                recall.of,
                recall.percent(),
                right.percent()
            );
        }
        out += "\n| place | planted | left |\n|---|---|---|\n";
        for (place, left) in &self.by_place {
            out += &format!("| {place} | {} | {} |\n", left.of, left.hits);
        }
        out.push('\n');
        for remark in &self.remarks {
            out += &format!("{remark}\n");
        }
        out
    }
}
