use std::fs;

use serde_json::{Value, json};

use crate::window::{RULES, SHOP, Window};

fn registered(window: &Window) -> Value {
    let dump = window.inspected(&window.write("shop.sql", SHOP));
    let profile = window.profile(&window.write("shop.yaml", RULES));
    let output = window.pick("saveOutput", &window.path("masked.sql"));
    let asked = json!({
        "dump": dump, "profile": profile, "output": output, "environment": null,
        "key": {"kind": "fresh"}, "fingerprintKey": null, "sources": [], "verify": false, "requireApproval": false, "attest": null,
        "register": {"owner": null, "purpose": "tests", "expires": "2099-12-31"}
    });
    let end = window.end_of(&window.call("start_run", asked));
    assert_eq!(end["type"], "done", "{end}");
    clones(window, json!({}))
}

fn clones(window: &Window, asked: Value) -> Value {
    window.call("clones", asked)["clones"].clone()
}

#[test]
fn a_registered_clone_is_listed_extended_and_retired_once_its_file_is_gone() {
    let window = Window::open();
    let known = registered(&window);
    let clone = &known[0];
    assert_eq!(
        (&clone["status"], &clone["owner"], &clone["purpose"]),
        (&json!("active"), &json!("tester"), &json!("tests"))
    );
    assert_eq!(clone["there"], true);
    let digest = clone["source"]
        .as_str()
        .unwrap()
        .trim_start_matches("sha256:");
    for asked in [json!({"keyId": clone["keyId"]}), json!({"source": digest})] {
        assert_eq!(clones(&window, asked), known);
    }
    assert_eq!(clones(&window, json!({"keyId": "another"})), json!([]));
    let line = window.call("clones", json!({"secret": "9f"}))["cli"].clone();
    assert_eq!(line, "bauta clone list --secret 9f");
    let id = clone["clone"].clone();
    let extend =
        |until: &str, reason: &str| json!({"clone": id, "expires": until, "reason": reason});
    window.fail("extend_clone", extend("2100-01-31", " "));
    window.fail("extend_clone", extend("2001-01-31", "late"));
    let told = window.call("extend_clone", extend("2100-01-31", "audit"));
    let expires = told["clones"][0]["expires"].as_str().unwrap();
    assert!(expires.starts_with("2100-01-31"), "{expires}");
    window.write("policy.yaml", "version: 1\nlongest_clone_days: 30\n");
    let error = window.fail("extend_clone", extend("2100-02-28", "more"));
    assert!(error.to_string().contains("30 days"), "{error}");
    let retire = json!({"clone": id, "servers": [], "evidence": null});
    let error = window.fail("retire_clone", retire.clone());
    assert!(error.to_string().contains("still there"), "{error}");
    fs::remove_file(window.path("masked.sql")).unwrap();
    let told = window.call("retire_clone", retire.clone());
    assert_eq!(told["clones"][0]["status"], "retired");
    assert_eq!(told["clones"][0]["retired"]["method"], "file");
    window.fail("retire_clone", retire);
}

#[test]
fn secrets_are_known_again_by_a_key_of_fingerprints() {
    let window = Window::open();
    window.call("new_key", json!({"environment": "fingerprints"}));
    let secret = ["sk_", "live_51EXAMPLEabcdefghijklmnopqrstuvwxyz0123456789"].concat();
    let dump = SHOP.replace("canary first", &secret);
    let dump = window.inspected(&window.write("shop.sql", &dump));
    let rules = RULES.replace("note: redact", "note: redact-text");
    let profile = window.profile(&window.write("shop.yaml", &rules));
    let key = window.pick("openKey", &window.path("keys/fingerprints.key"));
    let asked = json!({
        "dump": dump, "profile": profile, "output": window.pick("saveOutput", &window.path("masked.sql")),
        "environment": null, "key": {"kind": "fresh"}, "fingerprintKey": key, "sources": [], "verify": false,
        "requireApproval": false, "attest": null,
        "register": {"owner": null, "purpose": "tests", "expires": "2099-12-31"}
    });
    let line = window.call("plan_run", asked.clone())["cli"].to_string();
    assert!(line.contains("--fingerprint-key file:"), "{line}");
    let end = window.end_of(&window.call("start_run", asked));
    assert_eq!(end["type"], "done", "{end}");
    let known = clones(&window, json!({}));
    let fingerprint = known[0]["secrets"][0]["value"].as_str().unwrap();
    assert_eq!(clones(&window, json!({"secret": fingerprint})), known);
    assert_eq!(clones(&window, json!({"secret": "another"})), json!([]));
}

#[test]
fn no_page_hands_a_password_to_a_server() {
    let window = Window::open();
    let id = registered(&window)[0]["clone"].clone();
    let confirm = |address: &str, asks: bool| json!({"clone": id, "server": {"address": address, "askPassword": asks}});
    let error = window.fail(
        "confirm_clone",
        confirm("postgres://ada:s3cret@db.test/shop", false),
    );
    assert!(error.to_string().contains("password"), "{error}");
    assert!(!error.to_string().contains("s3cret"));
    window.will_type(None);
    let error = window.fail(
        "confirm_clone",
        confirm("postgres://ada@db.test/shop", true),
    );
    assert!(
        error.to_string().contains("no password was given"),
        "{error}"
    );
    // A file that says nothing of clones is not one.
    let database = window.write("other.db", "");
    let address = format!("sqlite:{}", database.display());
    window.fail("confirm_clone", confirm(&address, false));
}

#[test]
fn a_clone_made_elsewhere_comes_in_by_its_attestation() {
    let (there, here) = (Window::open(), Window::open());
    let key = ["-----BEGIN PRIVATE ", "KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE ", "KEY-----\n"].concat();
    let key = there.write("pipeline.pem", &key);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    }
    let dump = there.inspected(&there.write("shop.sql", SHOP));
    let profile = there.profile(&there.write("shop.yaml", RULES));
    let output = there.pick("saveOutput", &there.path("masked.sql"));
    let asked = json!({
        "dump": dump, "profile": profile, "output": output, "environment": null,
        "key": {"kind": "fresh"}, "fingerprintKey": null, "sources": [], "verify": false, "requireApproval": false,
        "attest": {"file": null, "signingKey": there.pick("openSigningKey", &key)},
        "register": {"owner": null, "purpose": "tests", "expires": "2099-12-31"}
    });
    let end = there.end_of(&there.call("start_run", asked));
    assert_eq!(end["type"], "done", "{end}");
    let result = there.call("run_result", json!({"run": end["job"]}));
    assert_eq!(
        result["evidence"]["attestationName"],
        "masked.sql.attestation.json"
    );

    let attestation = there.path("masked.sql.attestation.json");
    let attestation = here.pick("openAttestation", &attestation);
    let trusted = here.pick("openTrustedKeys", &here.write("pipeline.pub", &public(OWN)));
    let import = json!({"attestation": attestation, "trusted": trusted});
    let told = here.call("import_clone", import.clone());
    let clone = &told["clones"][0];
    assert_eq!(clone["clone"], result["evidence"]["clone"]);
    assert_eq!(
        (&clone["imported"], &clone["there"]),
        (&json!(true), &Value::Null)
    );
    here.fail("import_clone", import);
    let other = here.pick("openTrustedKeys", &here.write("other.pub", &public(OTHER)));
    let import = json!({"attestation": attestation, "trusted": other});
    let error = here.fail("import_clone", import);
    assert_eq!(error["problems"][0]["code"], "BAUTA-E004", "{error}");
}

/// The halves of keys of RFC 8032, section 7.1, which everybody knows.
const OWN: &str = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const OTHER: &str = "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";

fn public(key: &str) -> String {
    format!("-----BEGIN PUBLIC KEY-----\n{key}\n-----END PUBLIC KEY-----\n")
}
