use std::fs;

use serde_json::json;

use crate::window::{SHOP, Window};

#[test]
fn what_a_dump_holds_is_told_without_a_value() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let overview = window.call("dump_overview", json!({"dump": dump}));
    assert_eq!(overview["state"], "inspected");
    assert_eq!(overview["dialect"], "postgres");
    let email = &overview["tables"][0]["columns"][1];
    assert_eq!(email["class"]["kind"], "email");
    assert_eq!(email["unique"], true);
    assert_eq!(
        overview["tables"][1]["columns"][1]["references"],
        "public.customers.id"
    );
    let detail = window.call(
        "dump_column",
        json!({"dump": dump, "table": "public.customers", "column": "note"}),
    );
    assert_eq!(
        (&detail["nulls"], &detail["longest"]),
        (&json!(1), &json!(12))
    );
    let samples = window.call(
        "dump_samples",
        json!({"dump": dump, "table": "public.customers", "rows": 20}),
    );
    assert_eq!(samples["columns"][2]["cells"][0]["text"], "••••••••••••");
    assert_eq!(samples["columns"][2]["cells"][1]["text"], json!(null));
    let inventory = window.call("dump_inventory", json!({"dump": dump}));
    for told in [overview, detail, samples, inventory] {
        assert!(!told.to_string().contains("canary"), "{told}");
    }
}

#[test]
fn a_revealed_cell_is_logged_first_and_others_stay_covered() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let reveal = json!({"dump": dump, "table": "public.customers", "column": "email", "row": 1, "profile": null});
    let shown = window.call("reveal_samples", reveal);
    let cells = &shown["columns"][1]["cells"];
    assert_eq!(cells[1]["text"], "canary.grace@canary.example");
    assert_eq!(cells[0]["covered"], true);
    let log = fs::read_to_string(window.path("state/audit.jsonl")).unwrap();
    assert!(
        log.contains("sample.revealed") && !log.contains("canary"),
        "{log}"
    );
    window.call("cover_dump", json!({"dump": dump}));
    let samples = window.call(
        "dump_samples",
        json!({"dump": dump, "table": "public.customers", "rows": 20}),
    );
    assert!(!samples.to_string().contains("canary"));
}

#[test]
fn nothing_is_revealed_that_cannot_be_logged() {
    let window = Window::open();
    // A file where the folder of the log should be.
    window.write("state", "");
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let reveal = json!({"dump": dump, "table": "public.customers", "column": "email", "row": null, "profile": null});
    let error = window.fail("reveal_samples", reveal);
    assert!(!error.to_string().contains("canary"), "{error}");
    let samples = window.call(
        "dump_samples",
        json!({"dump": dump, "table": "public.customers", "rows": 20}),
    );
    assert!(!samples.to_string().contains("canary"));
}

#[test]
fn a_file_that_is_no_dump_is_said_and_the_session_goes_on() {
    let window = Window::open();
    let file = window.pick(
        "openDump",
        &window.write("letter.txt", "Dear Ada, canary.\n"),
    );
    let dump = window.call("open_dump", json!({"file": file}));
    let job = window.call("inspect_dump", dump.clone());
    let end = window.end_of(&job);
    assert_eq!(end["type"], "failed");
    assert_eq!(end["error"]["kind"], "damaged");
    assert_eq!(end["error"]["problems"][0]["code"], "BAUTA-D004");
    assert!(!end.to_string().contains("canary"));
    assert_eq!(window.call("dump_overview", dump)["state"], "unread");
    window.inspected(&window.write("shop.sql", SHOP));
}

#[test]
fn a_dump_that_changes_or_vanishes_is_noticed() {
    let window = Window::open();
    let path = window.write("shop.sql", SHOP);
    let dump = window.inspected(&path);
    fs::write(&path, format!("{SHOP}-- more\n")).unwrap();
    let overview = window.call("dump_overview", json!({"dump": dump}));
    assert_eq!(overview["state"], "changed");
    fs::remove_file(&path).unwrap();
    let overview = window.call("dump_overview", json!({"dump": dump}));
    assert_eq!(overview["state"], "missing");
    let recent = window.call("start", json!(null));
    assert_eq!(recent["recent"][0]["missing"], true);
    // What is known of it still is.
    assert_eq!(overview["tables"][0]["name"], "public.customers");
}

#[test]
fn a_closed_dump_is_gone_with_its_samples() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    window.call("close_dump", json!({"dump": dump}));
    let error = window.fail(
        "dump_samples",
        json!({"dump": dump, "table": "public.customers", "rows": 1}),
    );
    assert_eq!(error["kind"], "gone");
}

#[test]
fn the_sample_shop_opens_and_its_profile_fits() {
    let window = Window::open();
    let shop = window.call("open_sample_shop", json!(null));
    let dump = window.call("open_dump", json!({"file": shop["dump"]["file"]}));
    let end = window.end_of(&window.call("inspect_dump", dump.clone()));
    assert_eq!(end["type"], "done", "{end}");
    let opened = window.call("open_profile", json!({"file": shop["profile"]["file"]}));
    let held = json!({"profile": opened["state"]["profile"], "dump": dump["dump"]});
    let judged = window.call("editor_tables", held);
    assert_eq!(judged["problems"], json!([]));
    assert_eq!(judged["meter"]["undecided"], 0);
}

#[test]
fn input_of_another_shape_is_refused_without_being_repeated() {
    let window = Window::open();
    let error = window.fail("open_dump", json!({"canary": "canary"}));
    assert_eq!(error["kind"], "usage");
    assert!(!error.to_string().contains("canary"));
    assert!(bauta_session::call(&window.session, "nothing", json!(null)).is_none());
}
