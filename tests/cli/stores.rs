//! Keys in secret stores, with the real programs: what `docs/keys.md` says is tested.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::run::{Place, Ran, feed};

/// Whether all are installed; a line on stderr where one is not, a panic where tests must not be
/// skipped.
fn installed(programs: &[&str]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there = |program: &&str| {
        std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
    };
    let Some(missing) = programs.iter().find(|program| !there(program)) else {
        return true;
    };
    let advice = "scripts/install-test-servers installs it";
    assert!(
        std::env::var_os("BAUTA_DUMPS").is_none(),
        "{missing} is not installed; {advice}"
    );
    eprintln!("skipped: {missing} is not installed; {advice}");
    false
}

/// A program with the home of the place, and nothing else that is ours.
fn program(place: &Place, name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command
        .args(arguments)
        .current_dir(place.path("."))
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", place.path("."))
        .stderr(Stdio::null());
    command
}

fn run(place: &Place, name: &str, arguments: &[&str], input: &str) -> Ran {
    let ran = feed(program(place, name, arguments), input);
    ran.assert_done();
    ran
}

/// A new key as text, and its id.
fn key(place: &Place) -> (String, String) {
    let made = place.run("key new --env qa -o -");
    made.assert_done();
    place.write("plain.key", &made.out);
    place.set_mode("plain.key", 0o600);
    let id = place.run("key show-id --key file:plain.key").out;
    std::fs::remove_file(place.path("plain.key")).unwrap();
    (made.out, id)
}

/// The key comes from there, and only its id is ever shown.
#[track_caller]
fn assert_gives(place: &Place, source: &str, id: &str) {
    let ran = feed(place.command(&["key", "show-id", "--key", source]), "");
    ran.assert_done();
    assert_eq!(ran.out, id);
}

#[test]
fn age_gives_a_key() {
    if !installed(&["age", "age-keygen"]) {
        return;
    }
    let place = Place::new();
    let (text, id) = key(&place);
    run(&place, "age-keygen", &["-o", "id.txt"], "");
    let identity = place.read("id.txt");
    let recipient = identity.split("public key: ").nth(1).unwrap();
    let recipient = recipient.lines().next().unwrap();
    let arguments = [
        "--encrypt",
        "--recipient",
        recipient,
        "--output",
        "qa.key.age",
    ];
    run(&place, "age", &arguments, &text);
    let source = "command:age --decrypt --identity id.txt qa.key.age";
    assert_gives(&place, source, &id);
    let other = source.replace("id.txt", "none.txt");
    feed(place.command(&["key", "show-id", "--key", &other]), "").assert_refused(2);
}

#[test]
fn gpg_and_pass_give_a_key() {
    if !installed(&["gpg", "gpgconf", "pass"]) {
        return;
    }
    let place = Place::new();
    let (text, id) = key(&place);
    std::fs::create_dir(place.path(".gnupg")).unwrap();
    place.set_mode(".gnupg", 0o700);
    let owner = "qa@example.com";
    let batch = ["--batch", "--passphrase", "", "--quick-generate-key", owner];
    run(&place, "gpg", &batch, "");
    let encrypt = [
        "--batch",
        "--encrypt",
        "--recipient",
        owner,
        "--output",
        "qa.key.gpg",
    ];
    run(&place, "gpg", &encrypt, &text);
    assert_gives(&place, "command:gpg --quiet --decrypt qa.key.gpg", &id);

    run(&place, "pass", &["init", owner], "");
    run(
        &place,
        "pass",
        &["insert", "--multiline", "bauta/qa"],
        &text,
    );
    assert_gives(&place, "command:pass show bauta/qa", &id);
    run(&place, "gpgconf", &["--kill", "all"], "");
}

#[test]
fn a_key_chain_gives_a_key_and_a_passphrase() {
    let programs = [
        "dbus-run-session",
        "dbus-send",
        "gnome-keyring-daemon",
        "sh",
    ];
    if !installed(&programs) {
        return;
    }
    let place = Place::new();
    place.write(
        "session.sh",
        "set -e\n\
         printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null\n\
         names='--dest=org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.NameHasOwner'\n\
         for turn in $(seq 100); do\n\
         dbus-send --session --print-reply $names string:org.freedesktop.secrets | grep -q true && break\n\
         sleep 0.1\n\
         done\n\
         bauta=$1\n\
         $bauta key new --env qa --keychain 'qa key' -q\n\
         $bauta key new --env qa --keychain 'qa key' -q 2>second || echo \"second: $?\"\n\
         $bauta key show-id --key 'keychain:qa key' --format json\n\
         $bauta key show-id --key keychain:none 2>missing || echo \"missing: $?\"\n",
    );
    let bauta = env!("CARGO_BIN_EXE_bauta");
    let ran = run(
        &place,
        "dbus-run-session",
        &["--", "sh", "session.sh", bauta],
        "",
    );
    assert!(ran.out.contains("second: 2"), "{}", ran.told());
    assert!(
        ran.out.contains("\"environment\": \"qa\""),
        "{}",
        ran.told()
    );
    assert!(ran.out.contains("missing: 2"), "{}", ran.told());
    assert!(place.read("missing").contains("no entry of that name"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_person_at_a_terminal_is_asked_for_the_passphrase() {
    if !installed(&["script"]) {
        return;
    }
    let place = Place::new();
    let at_terminal = |line: &str, typed: &str| {
        let bauta = env!("CARGO_BIN_EXE_bauta");
        let command = program(
            &place,
            "script",
            &[
                "--quiet",
                "--return",
                "--command",
                &format!("{bauta} {line}"),
                "/dev/null",
            ],
        );
        feed(command, typed)
    };
    let phrase = "correct horse battery";
    let twice = format!("{phrase}\n{phrase}\n");
    let made = at_terminal("key new --env qa --wrap -o qa.key", &twice);
    made.assert_done();
    let shown = at_terminal("key show-id --key file:qa.key", &format!("{phrase}\n"));
    shown.assert_done();
    let text = place.read("qa.key");
    let id = text
        .split("kid=")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    assert!(shown.out.contains(id), "{}", shown.told());
    let wrong = at_terminal("key show-id --key file:qa.key", "incorrect horse\n");
    assert_eq!(wrong.code, 2, "{}", wrong.told());
    let differ = at_terminal(
        "key new --env qa --wrap -o b.key",
        &format!("{phrase}\nother\n"),
    );
    assert_eq!(differ.code, 2, "{}", differ.told());
    assert!(!place.names().contains(&"b.key".to_owned()));
}
