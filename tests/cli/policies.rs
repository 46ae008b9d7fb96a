//! What a policy asks for and allows besides approvals.

use crate::approvals::{PROFILE, place};

#[test]
fn the_policy_wants_more_than_an_approval() {
    let place = place();
    let mask = "mask dump.sql -p p.yaml -o out.sql --policy policy.yaml";
    for want in ["attestation", "registration"] {
        place.write("policy.yaml", &format!("version: 1\nrequire: [{want}]\n"));
        let ran = place.run(mask);
        ran.assert_refused(4);
        assert!(ran.err.contains("BAUTA-P031"), "{}", ran.told());
        assert!(!place.path("out.sql").exists());
    }
    // What needs no more than to be done is done.
    place.write("policy.yaml", "version: 1\nrequire: [verification]\n");
    place
        .run(&format!("{mask} --report report.json"))
        .assert_done();
    let report: serde_json::Value = serde_json::from_str(&place.read("report.json")).unwrap();
    assert_eq!(report["verification"]["passed"], true);
    assert_eq!(
        report["policies"][0],
        bauta_trust::Digest::of(place.read("policy.yaml").as_bytes()).to_string()
    );
    place
        .run("mask dump.sql -p p.yaml --policy policy.yaml")
        .assert_refused(2);
}

#[test]
fn the_policy_lists_sources_and_staging_hosts() {
    let place = place();
    let endpoints = "endpoints: { api.shop.example: api.staging.example }\n";
    place.write("p.yaml", &format!("{PROFILE}{endpoints}"));
    let mask = "mask dump.sql -p p.yaml -o out.sql --policy policy.yaml";
    for (hosts, code) in [
        ("api.other.example", 4),
        ("'*.staging.example'", 0),
        ("'*.example'", 0),
    ] {
        place.write(
            "policy.yaml",
            &format!("version: 1\nstaging_hosts: [{hosts}]\n"),
        );
        let ran = place.run(mask);
        assert_eq!(ran.code, code, "{hosts}: {}", ran.told());
    }
    place
        .run("check p.yaml dump.sql --policy policy.yaml")
        .assert_done();
    place.write("policy.yaml", "version: 1\nstaging_hosts: []\n");
    place
        .run("check p.yaml dump.sql --policy policy.yaml")
        .assert_refused(4);
    let replacements =
        "replacements: { stripe-secret: { from: \"file:token\", owner: a@example.com } }\n";
    place.write("p.yaml", &format!("{PROFILE}{replacements}"));
    place.write("token", "staging-only");
    for (policy, flag, code) in [
        ("sources: ['file:token']", "", 0),
        ("sources: ['file:token']", " --allow-source file:other", 4),
        ("sources: ['file:other']", " --allow-source file:token", 4),
        ("lowest_serial: 0", " --allow-source file:token", 4),
    ] {
        place.write("policy.yaml", &format!("version: 1\n{policy}\n"));
        let ran = place.run(&format!("{mask}{flag}"));
        assert_eq!(ran.code, code, "{policy}{flag}: {}", ran.told());
    }
}
