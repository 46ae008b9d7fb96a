//! `docs/policy.schema.json` describes policies for editors. `UPDATE_EXPECT=1` rewrites it.
#![allow(
    clippy::expect_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::path::Path;

#[test]
fn the_schema_of_policies_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy.schema.json");
    let schema = serde_json::to_string_pretty(&bauta_trust::policy_schema());
    let schema = format!("{}\n", schema.expect("a schema is JSON"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &schema).expect("docs/policy.schema.json is written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, schema, "run `cargo xtask docs`");
}
