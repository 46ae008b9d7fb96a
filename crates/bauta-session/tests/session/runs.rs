use std::fmt::Write;
use std::fs;
use std::path::Path;

use bauta_session::SessionEvent;
use serde_json::{Value, json};

use crate::window::{RULES, SHOP, Window};

fn request(window: &Window, dump: &Value, profile: &Value, output: &Path) -> Value {
    let output = window.pick("saveOutput", output);
    json!({
        "dump": dump, "profile": profile, "output": output, "environment": null,
        "key": {"kind": "fresh"}, "verify": true, "requireApproval": false, "attest": null, "register": null
    })
}

#[test]
fn a_run_writes_a_verified_clone_and_tells_what_it_did() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let output = window.path("masked.sql");
    let asked = request(&window, &dump, &profile, &output);
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(plan["problems"], json!([]));
    assert_eq!(plan["suggestedOutput"], "shop.masked.sql");
    let job = window.call("start_run", asked);
    let end = window.end_of(&job);
    assert_eq!(end["result"]["kind"], "ran", "{end}");
    let masked = fs::read_to_string(&output).unwrap();
    assert!(masked.contains("COPY public.customers") && !masked.contains("canary"));
    let result = window.call("run_result", json!({"run": end["result"]["run"]}));
    assert_eq!(result["verification"]["passed"], true);
    assert_eq!(result["tables"][0]["columns"][1]["changed"], 2);
    assert!(!result.to_string().contains("canary"));
    let log = fs::read_to_string(window.path("state/audit.jsonl")).unwrap();
    assert!(
        log.contains("run.start") && log.contains("run.end"),
        "{log}"
    );
    let file = window.pick("saveReport", &window.path("report.json"));
    window.call(
        "export_result",
        json!({"run": end["result"]["run"], "format": "json", "file": file}),
    );
    let report: Value =
        serde_json::from_str(&fs::read_to_string(window.path("report.json")).unwrap()).unwrap();
    assert_eq!(report["output"]["sha256"], result["outputSha256"]);
}

#[test]
fn a_profile_with_edits_is_saved_before_it_runs() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let edit = json!({"kind": "column", "table": "public.customers", "column": "note", "rule": {"transformer": "null"}});
    window.call(
        "edit_profile",
        json!({"profile": profile, "dump": dump, "step": "null", "edits": [edit]}),
    );
    let asked = request(&window, &dump, &profile, &window.path("masked.sql"));
    assert_eq!(
        window.call("plan_run", asked.clone())["problems"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    window.fail("start_run", asked);
    assert!(!window.path("masked.sql").exists());
}

#[test]
fn neither_dump_nor_profile_is_written_over() {
    let window = Window::open();
    let path = window.write("shop.sql", SHOP);
    let dump = window.inspected(&path);
    let profile = window.profile(&window.write("shop.yaml", RULES));
    for name in ["shop.sql", "shop.yaml"] {
        let asked = request(&window, &dump, &profile, &window.path(name));
        window.fail("start_run", asked);
    }
    assert_eq!(fs::read_to_string(path).unwrap(), SHOP);
}

#[test]
fn a_run_that_fails_leaves_nothing_and_says_where() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let asked = request(
        &window,
        &dump,
        &profile,
        &window.path("no/such/folder/masked.sql"),
    );
    let end = window.end_of(&window.call("start_run", asked));
    assert_eq!(end["type"], "failed");
    assert_eq!(end["error"]["problems"][0]["code"], "BAUTA-I001");
}

#[test]
fn a_cancelled_run_leaves_nothing_behind() {
    let window = Window::open();
    let mut large = SHOP
        .split("COPY public.orders")
        .next()
        .unwrap()
        .replace("41\t", "0\t");
    large = large.trim_end_matches("\\.\n").to_owned();
    for row in 43..400_000 {
        writeln!(large, "{row}\tcanary.{row}@canary.example\tsome note").unwrap();
    }
    large += "\\.\n";
    let dump = window.inspected(&window.write("large.sql", &large));
    let rules =
        RULES.split("  public.orders").next().unwrap().to_owned() + "  public.orders: drop-rows\n";
    let profile = window.profile(&window.write("large.yaml", &rules));
    let asked = request(&window, &dump, &profile, &window.path("masked.sql"));
    let job = window.call("start_run", asked);
    window.wait(|event| match event {
        SessionEvent::Progress(progress) if progress.job == job["job"] => Some(()),
        _ => None,
    });
    window.call("cancel_job", job.clone());
    let end = window.end_of(&job);
    assert_eq!(end["type"], "failed", "{end}");
    assert_eq!(end["error"]["kind"], "cancelled");
    let left: Vec<String> = fs::read_dir(window.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("masked") || name.contains("tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(window.call("jobs", json!(null)), json!([]));
}

#[test]
fn a_key_of_the_folder_is_used_and_a_vanished_one_is_said() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let keys = window.call("new_key", json!({"environment": "staging"}));
    assert_eq!(keys[0]["environment"], "staging");
    let mut asked = request(&window, &dump, &profile, &window.path("masked.sql"));
    asked["key"] = json!({"kind": "folder"});
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(plan["keyId"], keys[0]["keyId"]);
    assert!(plan["cli"].as_str().unwrap().contains("--key file:"));
    fs::remove_file(window.path("keys/staging.key")).unwrap();
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(plan["problems"][0]["code"], "BAUTA-U003");
    window.fail("start_run", asked);
    window.fail("new_key", json!({"environment": "../x"}));
}
