//! The laws of the tree: who imports whom, what is registered, what files may look like.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What each crate may import of ours; imports point down only, and siblings never meet.
const ALLOWED: &[(&str, &[&str])] = &[
    ("bauta-model", &[]),
    ("bauta-crypto", &["bauta-model"]),
    ("bauta-codec", &["bauta-model"]),
    ("bauta-dump", &["bauta-model", "bauta-codec"]),
    ("bauta-detect", &["bauta-model", "bauta-codec"]),
    (
        "bauta-transform",
        &["bauta-model", "bauta-crypto", "bauta-codec"],
    ),
    ("bauta-profile", &["bauta-model", "bauta-codec"]),
    ("bauta-trust", &["bauta-model", "bauta-crypto"]),
    (
        "bauta-engine",
        &[
            "bauta-model",
            "bauta-crypto",
            "bauta-codec",
            "bauta-dump",
            "bauta-detect",
            "bauta-transform",
            "bauta-profile",
            "bauta-trust",
        ],
    ),
    (
        "bauta-keys",
        &[
            "bauta-model",
            "bauta-crypto",
            "bauta-profile",
            "bauta-trust",
            "bauta-engine",
        ],
    ),
    (
        "bauta-session",
        &[
            "bauta-model",
            "bauta-crypto",
            "bauta-detect",
            "bauta-transform",
            "bauta-profile",
            "bauta-trust",
            "bauta-engine",
            "bauta-keys",
        ],
    ),
    ("bauta-bridge", &["bauta-session"]),
    ("bauta-desktop", &["bauta-session"]),
    (
        "bauta-cli",
        &[
            "bauta-model",
            "bauta-crypto",
            "bauta-codec",
            "bauta-dump",
            "bauta-detect",
            "bauta-transform",
            "bauta-profile",
            "bauta-trust",
            "bauta-engine",
            "bauta-keys",
        ],
    ),
    ("xtask", &[]),
];

/// Names that say nothing about what is in a module.
const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "types",
];

/// Lines a source file may have, its tests aside.
const LINE_LIMIT: usize = 600;

#[test]
fn imports_point_down_only() {
    let wrong = forbidden(&edges());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_upward_import_is_noticed() {
    let mut edges = edges();
    edges.insert(edge("bauta-model", "bauta-engine"));
    assert_eq!(
        forbidden(&edges),
        ["bauta-model must not import bauta-engine"]
    );
}

#[test]
fn siblings_that_import_each_other_are_noticed() {
    let siblings = [
        "bauta-dump",
        "bauta-detect",
        "bauta-transform",
        "bauta-profile",
        "bauta-trust",
    ];
    for from in siblings {
        for to in siblings.into_iter().filter(|to| *to != from) {
            let wrong = forbidden(&BTreeSet::from([edge(from, to)]));
            assert_eq!(wrong, [format!("{from} must not import {to}")]);
        }
    }
}

#[test]
fn a_crate_that_nobody_placed_is_noticed() {
    let wrong = forbidden(&BTreeSet::from([edge("bauta-new", "bauta-model")]));
    let said = "bauta-new has no place in tests/architecture.rs";
    assert_eq!(wrong, [said]);
}

#[test]
fn every_transformer_and_detector_is_in_its_table() {
    let mut wrong = unregistered("crates/bauta-transform/src/transformers", Some("KIND"));
    let detectors = "crates/bauta-detect/src/detectors";
    wrong.extend(unregistered(detectors, Some("DETECTORS")));
    wrong.extend(unregistered("crates/bauta-dump/src/formats", None));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_without_an_entry_is_noticed() {
    let table = "mod kept;\n#[cfg(test)]\nmod harness;\nmod lost;\n&[&kept::KIND]";
    let said = |name| entry_problem(name, table, Some("KIND"));
    assert_eq!(said("kept"), None);
    assert_eq!(said("harness"), None);
    let lost = "lost is declared, but its KIND is not in the table";
    assert_eq!(said("lost").as_deref(), Some(lost));
    assert_eq!(
        said("stray").as_deref(),
        Some("stray has no line `mod stray;`")
    );
}

#[test]
fn every_format_has_cases() {
    let formats = modules("crates/bauta-dump/src/formats");
    // what every format sets, and not one of them
    for format in formats.iter().filter(|format| *format != "settings") {
        let cases = root().join("tests/cases").join(format);
        let any = fs::read_dir(&cases).is_ok_and(|mut entries| entries.next().is_some());
        assert!(any, "{} is missing or empty", cases.display());
    }
}

#[test]
fn modules_are_named_after_what_they_hold() {
    let wrong: Vec<String> = sources()
        .iter()
        .filter(|path| {
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            let folders = path.iter().filter_map(|part| part.to_str());
            stem.into_iter()
                .chain(folders)
                .any(|name| EMPTY_NAMES.contains(&name))
        })
        .map(|path| path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_source_file_is_too_long_to_read() {
    let wrong: Vec<String> = sources()
        .iter()
        .filter(|path| !is_data_or_test(path))
        .filter_map(|path| {
            let lines = lines_of_code(&read(&root().join(path)));
            (lines > LINE_LIMIT).then(|| format!("{}: {lines} lines", path.display()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tables_of_data_and_tests_do_not_count() {
    let text = "one\nstatic T: &[u8] = &[\n    1,\n    2,\n];\nsix\n#[cfg(test)]\nmod tests {\n}\n";
    assert_eq!(lines_of_code(text), 4);
}

#[test]
fn what_architecture_md_names_exists() {
    let path = root().join("ARCHITECTURE.md");
    let Ok(text) = fs::read_to_string(path) else {
        eprintln!("skipped: there is no ARCHITECTURE.md yet");
        return;
    };
    let missing: Vec<String> = named_paths(&text)
        .into_iter()
        .filter(|name| !exists(name))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn names_of_paths_are_told_from_other_code() {
    let text = "`crates/bauta-dump/src/lexis.rs`, `plan/{mod,bind}.rs`, `Job::run`, `a / b`, \
                `bauta mask`, `mask/<stage>.rs`, `main.rs`";
    let expected = [
        "crates/bauta-dump/src/lexis.rs",
        "plan/mod.rs",
        "plan/bind.rs",
        "main.rs",
    ];
    assert_eq!(named_paths(text), expected);
    assert!(exists("crates/bauta-dump/src/lexis.rs"));
    assert!(exists("plan/mod.rs"));
    assert!(!exists("plan/nowhere.rs"));
}

type Edges = BTreeSet<(String, String)>;

fn edge(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

/// Who imports whom, tests and build scripts aside.
fn edges() -> Edges {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo metadata failed");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = list(&metadata["packages"]);
    let ours: BTreeSet<&str> = packages
        .iter()
        .map(|package| text(&package["name"]))
        .collect();
    let mut edges = Edges::new();
    for package in packages {
        for dependency in list(&package["dependencies"]) {
            let to = text(&dependency["name"]);
            if dependency["kind"].is_null() && ours.contains(to) {
                edges.insert(edge(text(&package["name"]), to));
            }
        }
    }
    assert!(edges.contains(&edge("bauta-cli", "bauta-engine")));
    edges
}

/// What is wrong with the edges.
fn forbidden(edges: &Edges) -> Vec<String> {
    edges
        .iter()
        .filter_map(|(from, to)| {
            let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| name == from) else {
                return Some(format!("{from} has no place in tests/architecture.rs"));
            };
            (!allowed.contains(&to.as_str())).then(|| format!("{from} must not import {to}"))
        })
        .collect()
}

/// Files of a folder that its `mod.rs` does not know, or whose constant is not in its table.
fn unregistered(folder: &str, constant: Option<&str>) -> Vec<String> {
    let table = read(&root().join(folder).join("mod.rs"));
    modules(folder)
        .iter()
        .filter_map(|module| entry_problem(module, &table, constant))
        .map(|problem| format!("{folder}: {problem}"))
        .collect()
}

fn entry_problem(module: &str, table: &str, constant: Option<&str>) -> Option<String> {
    let mut lines = table.lines().map(str::trim);
    let mut before = "";
    let declared = lines.find_map(|line| {
        let name = line
            .strip_suffix(';')
            .and_then(|line| line.split_whitespace().last());
        let found = name == Some(module) && line.contains("mod ");
        let place = before;
        before = line;
        found.then_some(place)
    });
    match (declared, constant) {
        (None, _) => Some(format!("{module} has no line `mod {module};`")),
        (Some("#[cfg(test)]"), _) | (Some(_), None) => None,
        (Some(_), Some(constant)) => {
            let entry = format!("{module}::{constant}");
            let known = table.contains(&entry);
            (!known)
                .then(|| format!("{module} is declared, but its {constant} is not in the table"))
        }
    }
}

/// The modules that lie in a folder.
fn modules(folder: &str) -> Vec<String> {
    let path = root().join(folder);
    let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut modules: Vec<String> = entries
        .filter_map(|entry| {
            let path = entry.expect("a folder can be read").path();
            let stem = path.file_stem()?.to_str()?.to_owned();
            (path.extension()? == "rs" && stem != "mod").then_some(stem)
        })
        .collect();
    modules.sort();
    assert!(!modules.is_empty(), "{folder} is empty");
    modules
}

/// Every source file of ours, from the root on.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["crates", "xtask", "bench", "fuzz", "src-tauri", "tests"] {
        collect(Path::new(folder), &mut found);
    }
    assert!(found.len() > 100, "sources are looked for in a wrong place");
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(root().join(folder)) else {
        return;
    };
    for entry in entries {
        let name = entry.expect("a folder can be read").file_name();
        let path = folder.join(&name);
        if root().join(&path).is_dir() {
            if name != "target" && name != "cases" {
                collect(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn is_data_or_test(path: &Path) -> bool {
    let test = path
        .iter()
        .any(|part| part == "tests" || part == "tests.rs");
    let data = path.iter().any(|part| part == "words");
    test || data
}

/// Lines before the tests, tables of data aside.
fn lines_of_code(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines
        .windows(2)
        .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod "));
    let (mut count, mut in_table) = (0, false);
    for line in &lines[..tests.unwrap_or(lines.len())] {
        in_table &= *line != "];";
        count += usize::from(!in_table);
        in_table |= line.contains("static ") && line.ends_with("&[") && !line.starts_with(' ');
    }
    count
}

/// Paths among the code of a text.
fn named_paths(text: &str) -> Vec<String> {
    let code = text.split('`').skip(1).step_by(2);
    code.filter(|name| is_path(name))
        .flat_map(alternatives)
        .collect()
}

fn is_path(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-{},".contains(letter);
    let ends = [".rs", ".md", ".toml", ".yaml", ".sql", "/"];
    name.chars().all(plain)
        && !name.starts_with('.')
        && (ends.iter().any(|end| name.ends_with(end)) || name.starts_with("crates/"))
}

/// `a/{b,c}.rs` stands for two paths.
fn alternatives(name: &str) -> Vec<String> {
    let Some((before, rest)) = name.split_once('{') else {
        return vec![name.to_owned()];
    };
    let Some((inner, after)) = rest.split_once('}') else {
        return vec![name.to_owned()];
    };
    let choices = inner.split(',');
    choices
        .flat_map(|choice| alternatives(&format!("{before}{choice}{after}")))
        .collect()
}

/// Whether a path lies at the root, or ends the path of some file or folder of ours.
fn exists(name: &str) -> bool {
    let name = name.trim_end_matches('/');
    let below = |path: &PathBuf| path.ancestors().any(|path| path.ends_with(name));
    root().join(name).exists() || sources().iter().any(below)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
