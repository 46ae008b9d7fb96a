use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bauta_session::COMMANDS;
use serde_json::Value;

/// What a window's page may call, by the app's capability of that name.
fn permitted(name: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/capabilities");
    let text = fs::read_to_string(root.join(format!("{name}.json"))).unwrap();
    let capability: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(capability["windows"], serde_json::json!([name]));
    let list = capability["permissions"].as_array().unwrap();
    list.iter()
        .map(|permission| permission.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_main_window_may_call_every_command_and_nothing_else() {
    let allowed = |name: &str| format!("allow-{}", name.replace('_', "-"));
    let mut wanted = vec!["core:default".to_owned()];
    wanted.extend(COMMANDS.iter().map(|name| allowed(name)));
    wanted.push(allowed("subscribe"));
    assert_eq!(permitted("main"), wanted);
}

#[test]
fn the_window_that_asks_for_a_passphrase_may_only_answer() {
    assert_eq!(permitted("askpass"), ["allow-answer-passphrase"]);
}

#[test]
fn no_command_is_listed_twice() {
    let distinct: BTreeSet<&&str> = COMMANDS.iter().collect();
    assert_eq!(distinct.len(), COMMANDS.len());
}

#[test]
fn the_window_holds_the_policy_that_pages_are_tested_under() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/tauri.conf.json");
    let configuration: Value = serde_json::from_str(&fs::read_to_string(root).unwrap()).unwrap();
    let security = &configuration["app"]["security"];
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(configuration["app"]["withGlobalTauri"], false);
    let policy = security["csp"].as_str().unwrap();
    assert!(
        !policy.contains("unsafe") && policy.contains("default-src 'self'"),
        "{policy}"
    );
}
