//! `docs/error-codes.md` lists what the engine can say. `UPDATE_EXPECT=1` rewrites it.
#![allow(
    clippy::expect_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use bauta_engine::{Code, Outcome};

const HEAD: &str = "<!-- Written by `cargo xtask docs`; change the engine's table instead. -->
# Error codes

Every problem is told with a code that stays the same in all versions, the place, and what to do
about it. The exit code says how the run ended; where several problems are told, they are told
together.
";

/// The ends of a run as the page tells of them, with their exit codes.
const ENDS: &[(Outcome, u8, &str)] = &[
    (Outcome::Failed, 1, "I/O or internal failure"),
    (Outcome::Usage, 2, "Usage, profile or key"),
    (Outcome::Damaged, 3, "Damaged or unknown input"),
    (Outcome::Refused, 4, "Refused"),
    (Outcome::Unapproved, 5, "Not approved"),
    (
        Outcome::Findings,
        6,
        "Something is there that should not be",
    ),
    (Outcome::Interrupted, 130, "Interrupted (143 for SIGTERM)"),
    (Outcome::ClosedPipe, 141, "The reader closed the pipe"),
];

#[test]
fn the_page_lists_every_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/error-codes.md");
    let page = page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &page).expect("docs/error-codes.md is written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, page, "run `cargo xtask docs`");
}

#[test]
fn every_code_has_a_text_of_its_own_and_says_what_it_means() {
    let texts: BTreeSet<&str> = Code::all().map(Code::text).collect();
    assert_eq!(texts.len(), Code::all().count());
    for code in Code::all() {
        assert!(code.meaning().ends_with('.'), "{}", code.text());
        assert!(
            ENDS.iter().any(|(end, ..)| *end == code.outcome()),
            "{}",
            code.text()
        );
    }
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (end, exit, title) in ENDS {
        let codes = Code::all().filter(|code| code.outcome() == *end);
        write!(
            page,
            "\n## {title}: exit code {exit}\n\n| code | means |\n|---|---|\n"
        )
        .expect("text grows");
        for code in codes {
            writeln!(page, "| `{}` | {} |", code.text(), code.meaning()).expect("text grows");
        }
    }
    page
}
