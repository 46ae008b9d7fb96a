//! Reviewing, approving and sending back, with keys of the real `ssh-keygen`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::window::{RULES, SHOP, Window};

/// A window whose policy lets `lead` and `other` approve.
fn window(policy: &str) -> Window {
    let window = Window::open();
    let allowed = ["lead", "other"].map(|name| {
        let key = make_key(&window, name);
        let public = fs::read_to_string(key.with_extension("pub")).unwrap();
        format!("{name}@shop.example {public}")
    });
    window.write("signers", &allowed.concat());
    let own = "version: 1\nallowed_signers: signers\nseparate_author: false\n";
    window.write("policy.yaml", &format!("{own}{policy}"));
    window
}

fn make_key(window: &Window, name: &str) -> PathBuf {
    let path = window.path(name);
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&path)
        .status();
    assert!(made.expect("ssh-keygen is there").success());
    path
}

fn approve(window: &Window, review: &Value, key: &Path) -> Value {
    let key = window.pick("openSigningKey", key);
    json!({"review": review, "expires": "2099-12-31", "signingKey": key})
}

fn review(profile: &Value, dump: &Value) -> Value {
    json!({"profile": profile, "dump": dump, "environment": null})
}

fn edit(window: &Window, profile: &Value, edit: &Value) -> Value {
    let step = json!({"profile": profile, "dump": null, "step": "step", "edits": [edit]});
    window.call("edit_profile", step)
}

fn save(window: &Window, profile: &Value) {
    let asked = json!({"profile": profile, "file": null, "overwrite": false});
    window.call("save_profile", asked);
}

#[test]
fn two_people_approve_and_a_change_voids_that_in_words_of_rules() {
    let window = window("require: [approval]\napprovals: 2\nlongest_approval_days: 99999\n");
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let asked = review(&profile, &dump);
    let state = window.call("review_state", asked.clone());
    assert_eq!(
        (
            &state["terms"]["required"],
            &state["terms"]["needed"],
            &state["last"]
        ),
        (&json!(true), &json!(2), &Value::Null)
    );

    let state = window.call(
        "approve_profile",
        approve(&window, &asked, &window.path("lead")),
    );
    let row = &state["approvals"][0];
    assert_eq!(row["standing"], "waiting", "{state}");
    assert_eq!(row["counted"], 1);
    assert_eq!(row["signers"], json!(["lead@shop.example"]));
    assert_eq!(state["granted"], Value::Null);
    let state = window.call(
        "approve_profile",
        approve(&window, &asked, &window.path("other")),
    );
    assert_eq!(state["approvals"][0]["standing"], "holds", "{state}");
    assert_eq!(state["granted"]["serial"], 1);

    let rule = json!({"transformer": "null"});
    edit(
        &window,
        &profile,
        &json!({"kind": "column", "table": "public.customers", "column": "note", "rule": rule}),
    );
    let state = window.call("review_state", asked.clone());
    assert_eq!(state["saved"], false);
    assert_eq!(state["last"]["changes"][0]["to"], "null");
    save(&window, &profile);
    let state = window.call("review_state", asked);
    assert_eq!(state["approvals"][0]["standing"], "otherProfile");
    assert_eq!(state["granted"], Value::Null);
    let change = &state["last"]["changes"][0];
    assert_eq!(change["aspect"], "transformer");
    assert_eq!(
        (&change["from"], &change["to"]),
        (&json!("redact"), &json!("null"))
    );
    let place = json!({"table": "public.customers", "column": "note"});
    assert_eq!((&change["place"], &change["columns"]), (&place, &json!(1)));
}

#[test]
fn a_change_of_the_schema_is_told_and_voids_an_approval() {
    let window = window("");
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let asked = review(&profile, &dump);
    window.call(
        "approve_profile",
        approve(&window, &asked, &window.path("lead")),
    );
    let other = SHOP.replace("note varchar(40)", "note varchar(80)");
    let dump = window.inspected(&window.write("later.sql", &other));
    let state = window.call("review_state", review(&profile, &dump));
    assert_eq!(state["approvals"][0]["standing"], "otherSchema");
    let drift = &state["last"]["drift"][0];
    assert_eq!(drift["kind"], "retyped");
    assert_eq!(drift["column"], "note");
}

#[test]
fn doubts_are_settled_one_by_one_and_nothing_is_approved_before() {
    let window = window("");
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let rules = RULES
        .replace(
            "note: redact # free text",
            "note: { transformer: redact, review: \"who reads it?\" }",
        )
        .replace(
            "  public.orders:\n",
            "  public.orders:\n    review: \"all of them?\"\n",
        );
    let profile = window.profile(&window.write("shop.yaml", &rules));
    let asked = review(&profile, &dump);
    let doubts = window.call("doubts", json!({"profile": profile}));
    assert_eq!(doubts[0]["question"], "who reads it?");
    assert_eq!(doubts[1]["column"], Value::Null);
    let refused = window.fail(
        "approve_profile",
        approve(&window, &asked, &window.path("lead")),
    );
    assert_eq!(refused["problems"][0]["code"], "BAUTA-P032", "{refused}");

    let settle = |table: &str, column: Option<&str>| json!({"kind": "settle", "table": table, "column": column, "reviewed": "nobody"});
    edit(&window, &profile, &settle("public.customers", Some("note")));
    let state = edit(&window, &profile, &settle("public.orders", None));
    assert_eq!(state["reviews"], json!([]));
    let doubts = window.call("doubts", json!({"profile": profile}));
    assert_eq!(doubts[0]["question"], "who reads it?");
    assert_eq!(doubts[0]["answer"], "nobody");
    let state = window.call("undo_profile", json!({"profile": profile}));
    assert_eq!(
        state["reviews"],
        json!([{"table": "public.orders", "column": null}])
    );
    window.call("redo_profile", json!({"profile": profile}));
    save(&window, &profile);
    let state = window.call(
        "approve_profile",
        approve(&window, &asked, &window.path("lead")),
    );
    assert_eq!(state["granted"]["serial"], 1);

    let unknown = json!({"kind": "settle", "table": "t", "column": null, "reviewed": "x"});
    window.fail(
        "edit_profile",
        json!({"profile": profile, "dump": null, "step": "s", "edits": [unknown]}),
    );
}

#[test]
fn a_profile_is_sent_back_with_notes_until_it_is_approved() {
    let window = window("");
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let asked = review(&profile, &dump);
    let place = json!({"profile": profile, "table": "public.customers", "column": "note", "text": " why? "});
    window.call("keep_note", place);
    window.fail("send_back", json!({"review": asked, "reason": " "}));
    let remarks = window.call("send_back", json!({"review": asked, "reason": "see note"}));
    assert_eq!(remarks["sentBack"]["by"], "tester");
    assert_eq!(remarks["sentBack"]["changedSince"], false);
    assert_eq!(remarks["notes"][0]["text"], "why?");

    // It is there for whoever opens the profile next, in another window.
    let rule = json!({"transformer": "null"});
    edit(
        &window,
        &profile,
        &json!({"kind": "column", "table": "public.customers", "column": "note", "rule": rule}),
    );
    save(&window, &profile);
    let window = window.crash();
    let dump = window.inspected(&window.path("shop.sql"));
    let profile = window.profile(&window.path("shop.yaml"));
    let remarks = window.call("remarks", json!({"profile": profile}));
    assert_eq!(remarks["sentBack"]["reason"], "see note");
    assert_eq!(remarks["sentBack"]["changedSince"], true);

    let asked = review(&profile, &dump);
    window.call(
        "approve_profile",
        approve(&window, &asked, &window.path("lead")),
    );
    let remarks = window.call("remarks", json!({"profile": profile}));
    assert_eq!(remarks["sentBack"], Value::Null);
    let gone =
        json!({"profile": profile, "table": "public.customers", "column": "note", "text": ""});
    assert_eq!(window.call("keep_note", gone)["notes"], json!([]));

    window.write("shop.yaml.remarks.json", "{");
    let damaged = window.fail("remarks", json!({"profile": profile}));
    assert_eq!(damaged["kind"], "usage");
}

#[test]
fn a_review_file_tells_all_without_an_original_and_is_approved_from() {
    let window = window("");
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let path = window.path("shop.review.json");
    let file = window.pick("saveReview", &path);
    let job = window.call(
        "write_review",
        json!({"review": review(&profile, &dump), "file": file}),
    );
    assert_eq!(window.end_of(&job)["result"]["kind"], "reviewed");
    let told = window.call("open_review", json!({"file": file}));
    assert!(!told.to_string().contains("canary"));
    assert_eq!(told["profileName"], "shop");
    let columns = told["tables"][0]["columns"].as_array().unwrap();
    let email = columns.iter().find(|column| column["name"] == "email");
    let email = email.unwrap();
    assert_eq!(email["rule"]["transformer"], "email");
    assert_eq!(email["class"]["kind"], "email");
    assert_eq!(email["samples"].as_array().unwrap().len(), 2);

    let asked = json!({"profile": profile, "dump": null, "file": file, "environment": null});
    let line = json!({"review": asked, "expires": null, "signingKey": null});
    let line = window.call("approve_line", line)["line"].to_string();
    assert!(
        line.contains("--review") && line.contains("--expires DATE"),
        "{line}"
    );
    let state = window.call(
        "approve_profile",
        approve(&window, &asked, &window.path("lead")),
    );
    assert_eq!(state["granted"]["serial"], 1);
    // What was approved from the file holds for the dump.
    let state = window.call("review_state", review(&profile, &dump));
    assert_eq!(state["granted"]["serial"], 1);

    let rule = json!({"transformer": "null"});
    edit(
        &window,
        &profile,
        &json!({"kind": "column", "table": "public.customers", "column": "note", "rule": rule}),
    );
    save(&window, &profile);
    let refused = window.fail("review_state", asked);
    assert_eq!(refused["kind"], "unapproved", "{refused}");
}
