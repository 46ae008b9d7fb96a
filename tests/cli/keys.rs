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
    assert_eq!(ran.out, format!("staging  root  {id}  keys/staging.key\n"));
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

/// No desktop here: nothing says where its bus would be.
#[cfg(target_os = "linux")]
#[test]
fn a_machine_without_a_key_chain_says_what_to_use_instead() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    let ran = place.run("mask -p p.yaml --key keychain:staging");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
    let ran = place.run("key new --env staging --keychain staging");
    ran.assert_refused(2);
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

/// A key of `qa`, wrapped under what is in `phrase`, and a profile that pins it.
fn wrapped() -> (Place, String) {
    let place = Place::new();
    place.write("phrase", "correct horse battery\n");
    place.set_mode("phrase", 0o600);
    place
        .run("key new --env qa --wrap --passphrase file:phrase -q")
        .assert_done();
    let shown = place.run("key show-id --key file:keys/qa.key --passphrase file:phrase");
    shown.assert_done();
    let id = shown.out.trim().to_owned();
    place.write(
        "p.yaml",
        &format!("version: 1\nenvironment: qa\nkey_id: {{ qa: \"{id}\" }}\ntables: {{ t: {{ columns: {{ a: keep }} }} }}\n"),
    );
    place.write("in.sql", "CREATE TABLE public.t (a integer);\n");
    (place, id)
}

#[cfg(unix)]
#[test]
fn a_wrapped_key_masks_with_its_passphrase_and_only_with_it() {
    let (place, id) = wrapped();
    let text = place.read("keys/qa.key");
    let head = format!("bauta-key-v1 env=qa kid={id} kdf=argon2id m=65536 t=3 p=4 salt=");
    assert!(text.starts_with(&head), "{text}");
    let run = |more: &str| {
        place.run(&format!(
            "mask in.sql -p p.yaml --key file:keys/qa.key {more}"
        ))
    };
    run("--passphrase file:phrase -q").assert_done();
    run("--passphrase command:cat\u{a0}phrase").assert_refused(2);

    let mut command = place.command(&[
        "mask",
        "in.sql",
        "-p",
        "p.yaml",
        "--key",
        "file:keys/qa.key",
    ]);
    command.args(["--passphrase", "command:cat phrase", "-q"]);
    feed(command, "").assert_done();

    // Nobody is there to be asked.
    let ran = run("");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
    place.write("wrong", "correct horse batterie");
    place.set_mode("wrong", 0o600);
    let ran = run("--passphrase file:wrong");
    ran.assert_refused(2);
    assert!(!ran.err.contains("batter"), "{}", ran.err);
    insta::assert_snapshot!(ran.told());
    place.write("empty", "\n");
    place.set_mode("empty", 0o600);
    run("--passphrase file:empty").assert_refused(2);
    place.set_mode("phrase", 0o644);
    run("--passphrase file:phrase").assert_refused(4);
    let ran = run("--passphrase correct-horse");
    ran.assert_refused(2);
    assert!(!ran.err.contains("horse"), "{}", ran.err);

    let listed = place.run("key list").out;
    assert_eq!(listed, format!("qa  root, wrapped  {id}  keys/qa.key\n"));
}

#[cfg(unix)]
#[test]
fn a_hostile_key_file_takes_no_memory() {
    let (place, _) = wrapped();
    let text = place.read("keys/qa.key");
    place.write("keys/qa.key", &text.replace("m=65536", "m=104857600"));
    let ran = place.run("mask in.sql -p p.yaml --key file:keys/qa.key --passphrase file:phrase");
    ran.assert_refused(2);
    assert!(ran.err.contains("out of bounds"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_short_passphrase_makes_no_key() {
    let place = Place::new();
    place.write("phrase", "horse");
    place.set_mode("phrase", 0o600);
    place
        .run("key new --env qa --wrap --passphrase file:phrase")
        .assert_refused(2);
    place
        .run("key new --env qa --passphrase file:phrase")
        .assert_refused(2);
    assert!(!place.path("keys/qa.key").exists());
}

#[cfg(unix)]
#[test]
fn a_rotated_key_keeps_the_old_one_and_its_wrapping() {
    let (place, id) = wrapped();
    place
        .run("key rotate --env qa --new-passphrase file:phrase -q")
        .assert_done();
    let old = format!("keys/qa-{id}.key");
    let shown = |file: &str| {
        place.run(&format!(
            "key show-id --key file:{file} --passphrase file:phrase"
        ))
    };
    assert_eq!(shown(&old).out.trim(), id);
    let new = shown("keys/qa.key").out.trim().to_owned();
    assert_ne!(new, id);
    assert!(place.read("keys/qa.key").contains("kdf=argon2id"));
    // The profile still pins the old one: the new is refused before a row is read, the old is not.
    let run = |file: &str| {
        place.run(&format!(
            "mask in.sql -p p.yaml --key file:{file} --passphrase file:phrase -q"
        ))
    };
    run("keys/qa.key").assert_refused(4);
    run(&old).assert_done();
    assert_eq!(place.run("key list").out.lines().count(), 2);
    let log = place.run("audit show --event key.made").out;
    assert!(log.contains(&new) && log.contains(&id), "{log}");
}

#[cfg(unix)]
#[test]
fn a_key_is_wrapped_under_another_passphrase_and_stays_the_same() {
    let (place, id) = wrapped();
    place.write("next", "another horse battery");
    place.set_mode("next", 0o600);
    place
        .run("key rotate --env qa --rewrap --passphrase file:next --new-passphrase file:next")
        .assert_refused(2);
    place
        .run("key rotate --env qa --rewrap --passphrase file:phrase --new-passphrase file:next")
        .assert_done();
    let shown = |phrase: &str| {
        place.run(&format!(
            "key show-id --key file:keys/qa.key --passphrase file:{phrase}"
        ))
    };
    shown("phrase").assert_refused(2);
    assert_eq!(shown("next").out.trim(), id);
    assert_eq!(place.run("key list").out.lines().count(), 1);
    place.run("key rotate --env dev").assert_refused(2);
    place.run("key new --env dev -o plain.key -q").assert_done();
    place
        .run("key rotate --file plain.key --new-passphrase file:next")
        .assert_refused(2);
    place.run("key rotate --file plain.key -q").assert_done();
    assert!(place.names().iter().any(|name| name.starts_with("plain-")));
}

#[test]
fn a_reveal_key_says_what_to_pin_and_masks_nothing() {
    let place = Place::new();
    let ran = place.run("key new --env qa --reveal --format json");
    ran.assert_done();
    let made: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let pin = made["pin"].as_str().unwrap();
    assert!(pin.starts_with("x25519:"));
    let shown = place.run("key show-id --key file:keys/qa.reveal --format json");
    let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(
        (&shown["pin"], &shown["kind"]),
        (&made["pin"], &"reveal".into())
    );
    place.write("p.yaml", "version: 1\n");
    let ran = place.run("mask -p p.yaml --env qa --key file:keys/qa.reveal");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
}

/// Runs a program as somebody who is not root, to whom the kernel's answers differ.
#[cfg(target_os = "linux")]
fn unprivileged(place: &Place, program: &str, arguments: &[&str]) -> std::process::Child {
    use std::os::unix::fs::MetadataExt;
    use std::process::{Command, Stdio};
    place.set_mode(".", 0o755);
    let root = std::fs::metadata("/proc/self").unwrap().uid() == 0;
    let mut command = if root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
        command
    } else {
        Command::new(program)
    };
    command
        .args(arguments)
        .current_dir(place.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Whether this holds of a process within 20 seconds: it begins as another program.
#[cfg(target_os = "linux")]
fn becomes(mut holds: impl FnMut() -> bool) -> bool {
    use std::time::{Duration, Instant};
    let until = Instant::now() + Duration::from_secs(20);
    while Instant::now() < until {
        if holds() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[cfg(target_os = "linux")]
#[test]
fn a_running_command_leaves_no_core_and_lets_nobody_read_its_memory() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    let owner = |child: &std::process::Child| {
        let environ = format!("/proc/{}/environ", child.id());
        std::fs::metadata(environ).map_or(u32::MAX, |file| file.uid())
    };
    // What may be dumped belongs to its user in /proc, what may not belongs to root.
    let mut other = unprivileged(&place, "cat", &[]);
    assert!(becomes(|| ![0, u32::MAX].contains(&owner(&other))));
    drop(other.stdin.take());
    other.wait().unwrap();

    let arguments = ["mask", "-p", "p.yaml"];
    let mut bauta = unprivileged(&place, env!("CARGO_BIN_EXE_bauta"), &arguments);
    let limits = format!("/proc/{}/limits", bauta.id());
    let no_core = || {
        let text = std::fs::read_to_string(&limits).unwrap_or_default();
        let line = text
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        line.is_some_and(|line| line.split_whitespace().skip(4).take(2).eq(["0", "0"]))
    };
    assert!(becomes(no_core));
    assert!(becomes(|| owner(&bauta) == 0));
    drop(bauta.stdin.take());
    bauta.wait().unwrap();
}
