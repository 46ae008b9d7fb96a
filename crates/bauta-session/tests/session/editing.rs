use std::fs;

use serde_json::{Value, json};

use crate::window::{RULES, SHOP, Window};

struct Editor {
    window: Window,
    dump: Value,
    profile: Value,
}

fn editor() -> Editor {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    Editor {
        window,
        dump,
        profile,
    }
}

impl Editor {
    fn edit(&self, step: &str, edits: Value) -> Value {
        self.window.call("edit_profile", self.request(step, edits))
    }

    fn request(&self, step: &str, edits: Value) -> Value {
        json!({"profile": self.profile, "dump": self.dump, "step": step, "edits": edits})
    }

    fn preview(&self, edits: Value) -> Value {
        let asked = json!({
            "profile": self.profile, "dump": self.dump, "table": "public.customers", "rows": 20, "edits": edits
        });
        self.window.call("preview_table", asked)
    }

    fn text(&self) -> String {
        let told = self
            .window
            .call("profile_text", json!({"profile": self.profile}));
        told["text"].as_str().unwrap().to_owned()
    }
}

fn rule(column: &str, transformer: &str) -> Value {
    json!({"kind": "column", "table": "public.customers", "column": column, "rule": {"transformer": transformer}})
}

#[test]
fn edits_are_undone_in_named_steps_and_comments_stay() {
    let editor = editor();
    let before = editor.text();
    let state = editor.edit("null the note", json!([rule("note", "null")]));
    assert_eq!(state["undo"], "null the note");
    assert_eq!(state["dirty"], true);
    let after = editor.text();
    assert!(
        after.contains("# who buys") && after.contains("note: \"null\"")
            || after.contains("note: null"),
        "{after}"
    );
    let state = editor
        .window
        .call("undo_profile", json!({"profile": editor.profile}));
    assert_eq!(
        (&state["redo"], &state["dirty"]),
        (&json!("null the note"), &json!(false))
    );
    assert_eq!(editor.text(), before);
    editor
        .window
        .call("redo_profile", json!({"profile": editor.profile}));
    assert_eq!(editor.text(), after);
}

#[test]
fn an_edit_that_is_no_rule_changes_nothing() {
    let editor = editor();
    let before = editor.text();
    let bad = json!({"kind": "column", "table": "public.customers", "column": "note",
        "rule": {"transformer": "redact", "when": "a ="}});
    let request = editor.request("half", json!([rule("email", "redact"), bad]));
    let error = editor.window.fail("edit_profile", request);
    assert_eq!(error["problems"][0]["code"], "BAUTA-U002");
    assert_eq!(editor.text(), before);
}

#[test]
fn settings_and_exceptions_are_judged_by_the_profiles_own_reader() {
    let editor = editor();
    let state = editor.edit(
        "environment",
        json!([{"kind": "settings", "settings": {"name": "shop", "environment": "qa", "endpoints": {"a.example": "b.example"}}}]),
    );
    assert_eq!(state["settings"]["environment"], "qa");
    let request = editor.request(
        "nonsense",
        json!([{"kind": "settings", "settings": {"unlisted": "keep"}}]),
    );
    editor.window.fail("edit_profile", request);
    let exception = json!({"column": "public.customers.note", "fingerprint": null, "kinds": ["person-name"],
        "reason": "parser tests", "ticket": null, "owner": "qa@example.org", "issued": "2026-11-01", "expires": "2026-12-31"});
    let state = editor.edit(
        "exception",
        json!([{"kind": "exceptions", "exceptions": [exception]}]),
    );
    assert_eq!(state["exceptions"][0], exception);
    assert!(editor.text().contains("parser tests"));
}

#[test]
fn a_constraint_problem_leads_to_its_column_and_shows_nothing_of_it() {
    let editor = editor();
    let told = editor.preview(json!([rule("email", "redact")]));
    let email = &told["columns"][1];
    assert_eq!(email["problems"][0]["code"], "BAUTA-P005");
    assert_eq!(email["problems"][0]["column"], "email");
    assert_eq!(email["action"], json!(null));
    assert_eq!(told["rows"][0]["after"][1]["text"], json!(null));
    assert!(!told.to_string().contains("canary"));
    // It was tried, not made.
    assert_eq!(editor.preview(json!([]))["columns"][1]["action"], "email");
}

#[test]
fn a_preview_covers_originals_and_what_is_kept() {
    let editor = editor();
    let told = editor.preview(json!([rule("note", "keep")]));
    assert!(!told.to_string().contains("canary"), "{told}");
    let row = &told["rows"][0];
    assert_eq!(row["after"][2]["covered"], true);
    assert_eq!(row["after"][1]["covered"], false);
    assert_ne!(row["after"][0]["text"], json!("41"));
    assert_eq!(told["columns"][2]["nullsBefore"], 1);
    let again = editor.preview(json!([rule("note", "keep")]));
    assert_eq!(again["rows"], told["rows"], "a preview does not flicker");
}

#[test]
fn partners_of_a_foreign_key_are_offered_and_share_a_domain() {
    let editor = editor();
    let asked =
        json!({"profile": editor.profile, "dump": editor.dump, "table": "public.customers"});
    let table = editor.window.call("editor_table", asked);
    let id = &table["columns"][0];
    assert_eq!(
        id["partners"],
        json!([{"table": "public.orders", "column": "customer_id"}])
    );
    assert_eq!(id["origin"], "own");
    let domains = editor.window.call(
        "domains",
        json!({"profile": editor.profile, "dump": editor.dump}),
    );
    let shared = domains
        .as_array()
        .unwrap()
        .iter()
        .find(|domain| domain["name"] == id["domain"]);
    assert_eq!(shared.unwrap()["columns"].as_array().unwrap().len(), 2);
}

#[test]
fn a_draft_is_proposed_and_one_click_recommends() {
    let editor = editor();
    let window = &editor.window;
    let job = window.call(
        "draft_profile",
        json!({"dump": editor.dump, "profile": null}),
    );
    let end = window.end_of(&job);
    let held = json!({"profile": end["result"]["profile"], "dump": editor.dump});
    let judged = window.call("editor_tables", held);
    assert_eq!(judged["meter"]["undecided"], 0, "{judged}");
    let asked =
        json!({"profile": editor.profile, "dump": editor.dump, "table": "public.customers"});
    let recommended = window.call("recommended_rules", asked);
    let email = recommended
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["column"] == "email");
    assert_eq!(email.unwrap()["rule"]["transformer"], "email");
}

#[test]
fn an_open_profile_is_brought_up_to_date_in_one_step() {
    let editor = editor();
    editor.edit(
        "forget",
        json!([{"kind": "column", "table": "public.orders", "column": "id", "rule": null}]),
    );
    let before = editor.text();
    let job = editor.window.call(
        "draft_profile",
        json!({"dump": editor.dump, "profile": editor.profile}),
    );
    assert_eq!(editor.window.end_of(&job)["type"], "done");
    assert!(editor.text().contains("# who buys"));
    let held = json!({"profile": editor.profile, "dump": editor.dump});
    assert_eq!(
        editor.window.call("editor_tables", held)["meter"]["undecided"],
        0
    );
    editor
        .window
        .call("undo_profile", json!({"profile": editor.profile}));
    assert_eq!(editor.text(), before);
}

#[test]
fn edits_survive_a_crash() {
    let editor = editor();
    let before = fs::read_to_string(editor.window.path("shop.yaml")).unwrap();
    editor.edit("null the note", json!([rule("note", "null")]));
    let edited = editor.text();
    let window = editor.window.crash();
    assert_eq!(
        fs::read_to_string(window.path("shop.yaml")).unwrap(),
        before
    );
    let start = window.call("start", json!(null));
    assert_eq!(start["drafts"][0]["of"]["name"], "shop.yaml");
    let opened = window.call(
        "open_profile",
        json!({"file": start["drafts"][0]["file"]["file"]}),
    );
    assert_eq!(opened["recovered"], true);
    let text = window.call(
        "profile_text",
        json!({"profile": opened["state"]["profile"]}),
    );
    assert_eq!(text["text"], edited.as_str());
    let asked = json!({"profile": opened["state"]["profile"], "file": null, "overwrite": false});
    window.call("save_profile", asked);
    assert_eq!(
        fs::read_to_string(window.path("shop.yaml")).unwrap(),
        edited
    );
    assert_eq!(window.call("start", json!(null))["drafts"], json!([]));
}

#[test]
fn a_profile_that_was_never_saved_survives_a_crash_too() {
    let window = Window::open();
    let opened = window.call("new_profile", json!({"name": "fresh"}));
    let profile = &opened["state"]["profile"];
    let edit =
        json!({"kind": "selector", "table": "*", "column": "*", "rule": {"transformer": "redact"}});
    window.call(
        "edit_profile",
        json!({"profile": profile, "dump": null, "step": "all", "edits": [edit]}),
    );
    let window = window.crash();
    let start = window.call("start", json!(null));
    let opened = window.call(
        "open_profile",
        json!({"file": start["drafts"][0]["file"]["file"]}),
    );
    let text = window.call(
        "profile_text",
        json!({"profile": opened["state"]["profile"]}),
    );
    assert!(text["text"].as_str().unwrap().contains("redact"), "{text}");
    let error = window.fail(
        "save_profile",
        json!({"profile": opened["state"]["profile"], "file": null, "overwrite": false}),
    );
    assert_eq!(error["kind"], "usage");
}

#[test]
fn a_broken_draft_is_put_aside_and_the_profile_opens() {
    let window = Window::open();
    let path = window.write("shop.yaml", RULES);
    window.write(".shop.yaml.draft", "version: [1");
    let file = window.pick("openProfile", &path);
    let opened = window.call("open_profile", json!({"file": file}));
    assert_eq!(opened["recovered"], false);
    assert!(window.path(".shop.yaml.broken").is_file());
}

#[test]
fn a_profile_of_a_newer_version_is_said_and_stays_as_it_is() {
    let window = Window::open();
    let path = window.write("next.yaml", "version: 7\ntables: {}\n");
    let file = window.pick("openProfile", &path);
    let error = window.fail("open_profile", json!({"file": file}));
    assert_eq!(error["problems"][0]["code"], "BAUTA-U002");
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        "version: 7\ntables: {}\n"
    );
}

#[test]
fn a_file_that_somebody_else_changed_is_not_written_over_unasked() {
    let editor = editor();
    editor.edit("null the note", json!([rule("note", "null")]));
    let theirs = RULES.replace("name: shop", "name: theirs");
    editor.window.write("shop.yaml", &theirs);
    let save =
        |overwrite: bool| json!({"profile": editor.profile, "file": null, "overwrite": overwrite});
    editor.window.fail("save_profile", save(false));
    assert_eq!(
        fs::read_to_string(editor.window.path("shop.yaml")).unwrap(),
        theirs
    );
    editor.window.call("save_profile", save(true));
    assert_eq!(
        fs::read_to_string(editor.window.path("shop.yaml")).unwrap(),
        editor.text()
    );
}

#[test]
fn a_profile_that_cannot_be_written_keeps_its_edits() {
    let editor = editor();
    editor.edit("null the note", json!([rule("note", "null")]));
    let nowhere = editor.window.path("no/such/folder/shop.yaml");
    let file = editor.window.pick("saveProfile", &nowhere);
    let error = editor.window.fail(
        "save_profile",
        json!({"profile": editor.profile, "file": file, "overwrite": false}),
    );
    assert_eq!(error["problems"][0]["code"], "BAUTA-I001");
    let state = editor
        .window
        .call("profile_state", json!({"profile": editor.profile}));
    assert_eq!(
        (&state["dirty"], &state["fileName"]),
        (&json!(true), &json!("shop.yaml"))
    );
}

#[test]
fn a_rule_for_many_columns_keeps_what_people_noted_of_each() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let rules = RULES.replace(
        "note: redact # free text",
        "note: { transformer: redact, class: free-text, review: why, reviewed: because, reason: old }",
    );
    let profile = window.profile(&window.write("shop.yaml", &rules));
    let column = |name: &str| json!({"table": "public.customers", "column": name});
    let edit = |name: &str, rule: Value| {
        let mut edit = column(name);
        edit["kind"] = "column".into();
        edit["rule"] = rule;
        edit["keepsNotes"] = true.into();
        edit
    };
    let step =
        |edits: Value| json!({"profile": profile, "dump": dump, "step": "many", "edits": edits});
    let rule = json!({"transformer": "null"});
    let edits = json!([edit("note", rule.clone()), edit("email", rule)]);
    window.call("edit_profile", step(edits));
    let text = window.call("profile_text", json!({"profile": profile}));
    let text = text["text"].as_str().unwrap().to_owned();
    for kept in ["class: free-text", "reviewed: because", "reason: old"] {
        assert!(text.contains(kept), "{text}");
    }
    assert!(!text.contains("review: why"), "{text}");

    let mut advised = column("email");
    advised["kind"] = "advised".into();
    let mut of_note = column("note");
    of_note["kind"] = "advised".into();
    window.call("edit_profile", step(json!([advised, of_note])));
    let text = window.call("profile_text", json!({"profile": profile}));
    let text = text["text"].as_str().unwrap();
    assert!(
        text.contains("transformer: email") || text.contains("email: email"),
        "{text}"
    );
    assert!(text.contains("reviewed: because"), "{text}");

    let without = json!({"profile": profile, "dump": null, "step": "many", "edits": [{
        "kind": "advised", "table": "public.customers", "column": "email"
    }]});
    window.fail("edit_profile", without);
}
