//! A schema of many tables: what is asked of one of them must not take what all of them would.

use std::fmt::Write;
use std::time::Instant;

use serde_json::json;

use crate::window::Window;

/// Not asserted: machines differ, and this one may be busy. `--nocapture` shows the times.
#[test]
fn the_last_table_of_a_large_schema_is_previewed_like_the_first() {
    let tables = 1_000;
    let mut dump = String::new();
    let mut rules = "version: 1\nenvironment: staging\ntables:\n".to_owned();
    for table in 0..tables {
        write!(dump, "CREATE TABLE public.t{table:04} (id integer NOT NULL").unwrap();
        write!(
            rules,
            "  public.t{table:04}:\n    columns:\n      id: integer-key\n"
        )
        .unwrap();
        for column in 0..19 {
            write!(dump, ", c{column} text").unwrap();
            writeln!(rules, "      c{column}: redact").unwrap();
        }
        writeln!(dump, ");\nCOPY public.t{table:04} FROM stdin;").unwrap();
        for row in 0..30 {
            writeln!(dump, "{row}{}", "\tsome value".repeat(19)).unwrap();
        }
        dump += "\\.\n";
    }
    let window = Window::open();
    let dump = window.inspected(&window.write("large.sql", &dump));
    let profile = window.profile(&window.write("large.yaml", &rules));
    let last = format!("public.t{:04}", tables - 1);
    let timed = |name: &str, input| {
        let started = Instant::now();
        let answer = window.call(name, input);
        println!("{name}: {:.0?}", started.elapsed());
        answer
    };
    let of_table =
        json!({"profile": profile, "dump": dump, "table": last, "rows": 20, "edits": []});
    let preview = timed("preview_table", of_table.clone());
    assert_eq!(preview["rows"].as_array().unwrap().len(), 20);
    assert_eq!(preview["problems"], json!([]));
    let edit =
        json!({"kind": "column", "table": last, "column": "c3", "rule": {"transformer": "hash"}});
    timed(
        "edit_profile",
        json!({"profile": profile, "dump": dump, "step": "hash", "edits": [edit]}),
    );
    let preview = timed("preview_table", of_table);
    assert_eq!(preview["columns"][4]["action"], "hash");
    timed(
        "editor_table",
        json!({"profile": profile, "dump": dump, "table": last}),
    );
    let all = timed("editor_tables", json!({"profile": profile, "dump": dump}));
    assert_eq!(all["meter"]["decided"], tables * 20);
    timed("dump_overview", json!({"dump": dump}));
}
