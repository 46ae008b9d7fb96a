use crate::run::{Place, feed};

#[test]
fn a_key_is_made_once_and_listed_without_its_bytes() {
    let place = Place::new();
    let ran = place.run("key new --env staging");
    ran.assert_done();
    assert_eq!(ran.out, "");
    let text = place.read("keys/staging.key");
    let body = text.lines().nth(1).unwrap();
    let id = text
        .split("kid=")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    assert!(ran.err.contains(id) && !ran.err.contains(body));

    place.run("key new --env staging").assert_refused(2);
    assert_eq!(place.read("keys/staging.key"), text);

    let ran = place.run("key list");
    ran.assert_done();
    assert_eq!(ran.out, format!("staging  {id}  keys/staging.key\n"));
    let ran = place.run("key list --format json");
    let listed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(listed["keys"][0]["key_id"], id);
    assert!(!ran.out.contains(body));
}

#[cfg(unix)]
#[test]
fn a_new_key_is_its_owners_alone_wherever_it_goes() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.run("key new --env qa -o qa.key -q").assert_done();
    let mode = std::fs::metadata(place.path("qa.key"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let ran = place.run("key new --env qa -o -");
    assert!(
        ran.out.starts_with("bauta-key-v1 env=qa "),
        "{}",
        ran.told()
    );
}

#[test]
fn an_empty_folder_has_no_keys() {
    let ran = Place::new().run("key list");
    ran.assert_done();
    assert_eq!(ran.out, "");
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_refused() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    place.run("key new --env default -o d.key -q").assert_done();
    place.set_mode("d.key", 0o644);
    let ran = place.run("mask -p p.yaml --key file:d.key");
    ran.assert_refused(4);
    insta::assert_snapshot!(ran.told());
}

#[cfg(unix)]
#[test]
fn a_malformed_key_is_usage_and_never_shown() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    place.write(
        "d.key",
        "bauta-key-v1 env=default kid=174a3a03764dfe34 kdf=none\nU0VDUkVUU0VDUkVU\n",
    );
    place.set_mode("d.key", 0o600);
    let ran = place.run("mask -p p.yaml --key file:d.key");
    ran.assert_refused(2);
    assert!(!ran.err.contains("U0VDUkVU"));
    insta::assert_snapshot!(ran.told());
    let ran = place.run("mask -p p.yaml --key U0VDUkVUU0VDUkVU");
    ran.assert_refused(2);
    assert!(!ran.err.contains("U0VDUkVU"), "{}", ran.err);
}

#[test]
fn the_key_chain_is_not_there_yet() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    let ran = place.run("mask -p p.yaml --key keychain:staging");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
}

#[cfg(unix)]
#[test]
fn the_wrong_key_is_refused_before_anything_is_read() {
    let place = Place::new();
    place.run("key new --env staging -q").assert_done();
    place.write("p.yaml", "version: 1\nenvironment: production\n");
    let other = place.run("mask missing.sql -p p.yaml --key file:keys/staging.key");
    other.assert_refused(4);
    insta::assert_snapshot!(other.told());
    place
        .run("mask missing.sql -p p.yaml --env qa --key file:keys/staging.key")
        .assert_refused(4);

    place.write(
        "p.yaml",
        "version: 1\nenvironment: staging\nkey_id: { staging: \"0123456789abcdef\" }\n",
    );
    place
        .run("mask missing.sql -p p.yaml --key file:keys/staging.key")
        .assert_refused(4);
    // A fresh key is not the pinned one either.
    place.run("mask missing.sql -p p.yaml").assert_refused(4);
    place.write(
        "p.yaml",
        "version: 1\nenvironment: staging\nkey_id: { qa: \"0123456789abcdef\" }\n",
    );
    place
        .run("mask missing.sql -p p.yaml --key file:keys/staging.key")
        .assert_refused(4);
}

#[cfg(unix)]
#[test]
fn keys_come_from_variables_and_programs_too() {
    let place = Place::new();
    place.run("key new --env default -o d.key -q").assert_done();
    place.write(
        "p.yaml",
        "version: 1\nkey_id: { default: \"0123456789abcdef\" }\n",
    );
    // The pin tells that the key was read: a key that was not would be malformed.
    let mut command = place.command(&["mask", "-p", "p.yaml", "--key", "env:ROOT"]);
    command.env("ROOT", place.read("d.key"));
    feed(command, "").assert_refused(4);
    feed(
        place.command(&["mask", "-p", "p.yaml", "--key", "command:cat d.key"]),
        "",
    )
    .assert_refused(4);
    feed(
        place.command(&["mask", "-p", "p.yaml", "--key", "command:cat e.key"]),
        "",
    )
    .assert_refused(2);
    place
        .run("mask -p p.yaml --key env:UNSET")
        .assert_refused(2);
}
