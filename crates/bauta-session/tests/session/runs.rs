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
        "key": {"kind": "fresh"}, "fingerprintKey": null, "sources": [], "verify": true, "requireApproval": false, "attest": null, "register": null
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
    assert_eq!(plan["key"]["keyId"], keys[0]["keyId"]);
    assert!(plan["cli"].as_str().unwrap().contains("--key file:"));
    fs::remove_file(window.path("keys/staging.key")).unwrap();
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(plan["problems"][0]["problem"]["code"], "BAUTA-U003");
    window.fail("start_run", asked);
    window.fail("new_key", json!({"environment": "../x"}));
}

fn fields(plan: &Value) -> Vec<&str> {
    let problems = plan["problems"].as_array().unwrap();
    problems
        .iter()
        .map(|told| told["field"].as_str().unwrap())
        .collect()
}

#[test]
fn what_is_missing_is_told_beside_its_field() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let mut asked = request(&window, &dump, &profile, &window.write("masked.sql", "old"));
    asked["attest"] = json!({"file": null, "signingKey": null});
    asked["register"] = json!({"owner": null, "purpose": "tests", "expires": ""});
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(fields(&plan), ["attestation", "registration"]);
    assert_eq!(plan["attestation"], "masked.sql.attestation.json");
    assert_eq!(plan["replaced"], json!(["masked.sql"]));
    asked["output"] = Value::Null;
    asked["key"] = json!({"kind": "file", "file": null});
    asked["register"]["expires"] = json!("2001-01-31");
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(
        fields(&plan),
        ["output", "key", "attestation", "registration"]
    );
    window.fail("start_run", asked);
}

#[test]
fn what_the_policy_asks_for_is_told_and_held_to() {
    let window = Window::open();
    window.write(
        "policy.yaml",
        "version: 1\nenvironments:\n  staging: {require: [verification, registration], longest_clone_days: 30}\n  qa: {}\n",
    );
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let mut asked = request(&window, &dump, &profile, &window.path("masked.sql"));
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(plan["required"], json!(["registration", "verification"]));
    assert_eq!(plan["environments"], json!(["staging", "qa"]));
    assert_eq!(fields(&plan), ["registration"]);
    asked["register"] = json!({"owner": null, "purpose": "", "expires": "2099-12-31"});
    assert_eq!(
        fields(&window.call("plan_run", asked.clone())),
        ["registration"]
    );
    asked["register"]["expires"] = plan["latestExpiry"].clone();
    assert_eq!(
        window.call("plan_run", asked.clone())["problems"],
        json!([])
    );
    asked["verify"] = json!(false);
    let end = window.end_of(&window.call("start_run", asked.clone()));
    assert_eq!(end["type"], "done", "{end}");
    let result = window.call("run_result", json!({"run": end["job"]}));
    assert_eq!(result["verification"]["passed"], true);
    assert!(result["evidence"]["clone"].is_string());
    asked["environment"] = json!("prod");
    assert_eq!(fields(&window.call("plan_run", asked)), ["environment"]);
}

#[test]
fn a_run_that_failed_is_listed_with_its_reason() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let good = request(&window, &dump, &profile, &window.path("masked.sql"));
    window.end_of(&window.call("start_run", good));
    let bad = request(
        &window,
        &dump,
        &profile,
        &window.path("no/folder/masked.sql"),
    );
    let failed = window.end_of(&window.call("start_run", bad));
    let runs = window.call("runs", Value::Null);
    let of = |run: &Value| {
        runs.as_array()
            .unwrap()
            .iter()
            .find(|row| row["run"] == *run)
            .unwrap()
            .clone()
    };
    assert_eq!(of(&failed["job"])["failure"], failed["error"]);
    assert_eq!(runs.as_array().unwrap().len(), 2);
    let error = window.fail("run_result", json!({"run": failed["job"]}));
    assert_eq!(error, failed["error"]);
}

#[test]
fn a_locked_key_is_opened_by_its_passphrase_alone() {
    use bauta_crypto::{EnvironmentKey, Passphrase, Wrapping};
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let typed = bauta_model::Secret::new("correct horse".to_owned());
    let passphrase = Passphrase::new(&typed).unwrap();
    let wrapping = Wrapping::new(passphrase, [7; 16]);
    let (key, text) = EnvironmentKey::generate("staging", [9; 32], Some(&wrapping)).unwrap();
    let path = window.path("keys/staging.key");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text.expose()).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    let listed = window.call("list_keys", Value::Null);
    assert_eq!(listed[0]["wrapped"], true);
    let mut asked = request(&window, &dump, &profile, &window.path("masked.sql"));
    asked["key"] = json!({"kind": "folder"});
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(
        plan["key"],
        json!({"environment": "staging", "keyId": key.id().to_string(), "wrapped": true})
    );
    assert_eq!(plan["problems"], json!([]));
    for given in [None, Some("wrong")] {
        window.will_type(given);
        let error = window.fail("start_run", asked.clone());
        assert_eq!(error["problems"][0]["code"], "BAUTA-U003", "{error}");
        assert!(!error.to_string().contains("wrong passphrase: wrong"));
    }
    window.will_type(Some("correct horse"));
    let end = window.end_of(&window.call("start_run", asked));
    assert_eq!(end["type"], "done", "{end}");
}

/// A token that is live in form and in nothing else, put together here so that it stands in no file.
fn stripe() -> String {
    ["sk", "live", "4eC39HqLyjWDarjtT1zdp7dcA1"].join("_")
}

#[test]
fn credentials_are_brought_from_sources_that_somebody_allows() {
    let window = Window::open();
    let dump = SHOP.replace("canary first", &stripe());
    let dump = window.inspected(&window.write("shop.sql", &dump));
    let token = window.write("token", "staging-only-token\n");
    let source = format!("file:{}", token.display());
    let rules = RULES.replace("note: redact", "note: redact-text");
    let profile = format!(
        "{rules}replacements: {{ stripe-secret: {{ from: \"{source}\", owner: payments@shop.example, \
         rotate_by: 2099-01-01 }} }}\n"
    );
    let profile = window.profile(&window.write("shop.yaml", &profile));
    let output = window.path("masked.sql");
    let mut asked = request(&window, &dump, &profile, &output);
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(
        plan["credentials"],
        json!([{"kind": "stripe-secret", "source": source, "owner": "payments@shop.example",
            "rotateBy": "2099-01-01", "listed": null}])
    );
    assert_eq!(plan["problems"][0]["field"], "credentials");
    window.fail("start_run", asked.clone());
    asked["sources"] = json!([source]);
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(plan["problems"], json!([]));
    let cli = plan["cli"].as_str().unwrap();
    assert!(cli.contains("--allow-source"), "{cli}");
    let job = window.call("start_run", asked);
    let end = window.end_of(&job);
    assert_eq!(end["result"]["kind"], "ran", "{end}");
    let masked = fs::read_to_string(&output).unwrap();
    assert!(masked.contains("staging-only-token") && !masked.contains(&stripe()));
}

#[test]
fn a_key_chain_that_is_not_there_is_told_and_nothing_begins() {
    let window = Window::open();
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let output = window.path("masked.sql");
    let mut asked = request(&window, &dump, &profile, &output);
    asked["key"] = json!({"kind": "keychain", "name": " "});
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(plan["problems"][0]["field"], "key");
    asked["key"] = json!({"kind": "keychain", "name": "bauta test: no such entry"});
    let plan = window.call("plan_run", asked.clone());
    assert_eq!(plan["problems"], json!([]));
    assert!(plan["cli"].as_str().unwrap().contains("keychain:"));
    let failed = window.fail("start_run", asked);
    assert!(failed.to_string().contains("key chain"), "{failed}");
    assert!(!output.exists());
}
