use std::fs;

use serde_json::{Value, json};

use crate::window::{RULES, SHOP, Window};

fn registered(window: &Window) -> Value {
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let output = window.pick("saveOutput", &window.path("masked.sql"));
    let asked = json!({
        "dump": dump, "profile": profile, "output": output, "environment": null,
        "key": {"kind": "fresh"}, "verify": false, "requireApproval": false, "attest": null,
        "register": {"owner": null, "purpose": "tests", "expires": "2099-12-31"}
    });
    let end = window.end_of(&window.call("start_run", asked));
    assert_eq!(end["type"], "done", "{end}");
    window.call("clones", json!({}))
}

#[test]
fn a_registered_clone_is_listed_extended_and_retired_once_its_file_is_gone() {
    let window = Window::open();
    let clones = registered(&window);
    let clone = &clones[0];
    assert_eq!(
        (&clone["status"], &clone["owner"], &clone["purpose"]),
        (&json!("active"), &json!("tester"), &json!("tests"))
    );
    let under = window.call("clones", json!({"keyId": clone["keyId"]}));
    assert_eq!(under, clones);
    assert_eq!(
        window.call("clones", json!({"keyId": "another"})),
        json!([])
    );
    let id = clone["clone"].clone();
    window.fail(
        "extend_clone",
        json!({"clone": id, "expires": "2100-01-31", "reason": " "}),
    );
    window.fail(
        "extend_clone",
        json!({"clone": id, "expires": "2001-01-31", "reason": "late"}),
    );
    let clones = window.call(
        "extend_clone",
        json!({"clone": id, "expires": "2100-01-31", "reason": "audit"}),
    );
    let expires = clones[0]["expires"].as_str().unwrap();
    assert!(expires.starts_with("2100-01-31"), "{expires}");
    window.fail("retire_clone", json!({"clone": id}));
    fs::remove_file(window.path("masked.sql")).unwrap();
    let clones = window.call("retire_clone", json!({"clone": id}));
    assert_eq!(clones[0]["status"], "retired");
}
