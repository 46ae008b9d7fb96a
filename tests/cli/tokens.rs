//! Tokens that are opened again: who can, who cannot, and what is told of it.

use std::fmt::Write;

use crate::run::{Place, Ran};

const PLAIN: &str = "CREATE TABLE public.people (id integer, name text, mail text);\n\
    COPY public.people (id, name, mail) FROM stdin;\n\
    1\tAda Lovelace\tada@example.com\n\
    2\tGrace Hopper\tgrace@example.com\n\
    3\tAda Lovelace\tada@example.com\n\\.\n";

/// A place with root and reveal keys of these environments, and a profile that pins them.
fn prepared(environments: &[&str]) -> Place {
    let place = Place::new();
    place.write("dump.sql", PLAIN);
    let (mut roots, mut reveals) = (String::new(), String::new());
    for environment in environments {
        for (flag, kind, pins) in [
            ("", "key", &mut roots),
            (" --reveal", "reveal", &mut reveals),
        ] {
            let made = place.run(&format!("key new --env {environment}{flag} -q"));
            made.assert_done();
            let shown = place.run(&format!("key show-id --key file:keys/{environment}.{kind}"));
            writeln!(pins, "  {environment}: \"{}\"", shown.out.trim()).unwrap();
        }
    }
    place.write(
        "pins.yaml",
        &format!("key_id:\n{roots}reveal_key:\n{reveals}"),
    );
    place
}

/// Writes a profile under which `mail` is masked so, and `name` is sealed.
fn profile(place: &Place, mail: &str) {
    let pins = place.read("pins.yaml");
    let tables = format!(
        "tables:\n  people:\n    columns:\n      id: keep\n      name: sealed-token\n      mail: {mail}\n"
    );
    place.write("p.yaml", &format!("version: 1\n{pins}{tables}"));
}

fn mask(place: &Place, environment: &str, more: &str) -> Ran {
    let key = format!("--env {environment} --key file:keys/{environment}.key");
    place.run(&format!("mask dump.sql -p p.yaml {key} -q {more}"))
}

/// A column of the rows of a masked dump.
fn column(dump: &str, index: usize) -> Vec<String> {
    let rows = dump.lines().filter(|line| line.contains('\t'));
    rows.map(|row| row.split('\t').nth(index).unwrap().to_owned())
        .collect()
}

fn reveal(place: &Place, environment: &str, tokens: &[String], more: &str) -> Ran {
    place.run_with(
        &format!("token reveal --key file:keys/{environment}.reveal --reason INC-7 {more}"),
        &tokens.join("\n"),
    )
}

fn audited(place: &Place) -> usize {
    place
        .run("audit show --event token.revealed --format json")
        .out
        .matches("token.revealed")
        .count()
}

#[test]
fn a_sealed_token_is_opened_by_the_reveal_key_and_told_in_the_log() {
    let place = prepared(&["qa"]);
    profile(&place, "redact");
    mask(&place, "qa", "-o out.sql --verify").assert_done();
    let tokens = column(&place.read("out.sql"), 1);
    assert!(tokens.iter().all(|token| token.starts_with("bt1.qa.")));
    assert_ne!(tokens[0], tokens[2], "equal values have different tokens");

    let ran = reveal(&place, "qa", &tokens, "");
    ran.assert_done();
    assert_eq!(ran.out, "Ada Lovelace\nGrace Hopper\nAda Lovelace\n");
    let log = place.run("audit show --format json").out;
    assert!(log.contains("token.revealed") && log.contains("INC-7"));
    assert!(!log.contains("Ada") && !log.contains(&tokens[0]));

    let ran = reveal(&place, "qa", &tokens[1..2], "--format json");
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["revealed"][0]["value"], "Grace Hopper");
    assert_eq!(audited(&place), 2);
}

#[test]
fn two_environments_share_no_token_and_open_none_of_each_other() {
    let place = prepared(&["dev", "qa"]);
    profile(&place, "vault-token");
    for environment in ["dev", "qa"] {
        let more = format!("-o {environment}.sql --vault {environment}.vault");
        mask(&place, environment, &more).assert_done();
    }
    let (dev, qa) = (place.read("dev.sql"), place.read("qa.sql"));
    for index in [1, 2] {
        let (dev, qa) = (column(&dev, index), column(&qa, index));
        let tail = |token: &String| token.rsplit_once('.').unwrap().1.to_owned();
        let tails: Vec<String> = qa.iter().map(tail).collect();
        assert!(!dev.iter().any(|token| tails.contains(&tail(token))));
        // The token of qa, with the key and the vault of dev.
        let ran = reveal(&place, "dev", &qa[..1], "--vault dev.vault");
        ran.assert_refused(4);
        assert!(ran.err.contains("another environment"), "{}", ran.err);
        // And in the guise of one of dev.
        let disguised = [qa[0].replacen(".qa.", ".dev.", 1)];
        let ran = reveal(&place, "dev", &disguised, "--vault dev.vault");
        assert!(ran.code == 4 && ran.out.is_empty(), "{}", ran.told());
    }
    // The vault of qa, with the key of dev.
    let ran = reveal(&place, "dev", &column(&dev, 2)[..1], "--vault qa.vault");
    ran.assert_refused(4);
    assert!(ran.err.contains("another environment"), "{}", ran.err);
    assert_eq!(audited(&place), 0, "nothing was shown");
}

#[test]
fn whoever_masks_cannot_reveal() {
    let place = prepared(&["qa"]);
    profile(&place, "redact");
    mask(&place, "qa", "-o out.sql").assert_done();
    let token = &column(&place.read("out.sql"), 1)[..1];
    // Root key, profile and clone are all that a runner has.
    let ran = place.run_with(
        "token reveal --key file:keys/qa.key --reason INC-7",
        &token.join("\n"),
    );
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
    // A reveal key that somebody makes for the same environment is another one.
    place
        .run("key new --env qa --reveal -o mine.reveal -q")
        .assert_done();
    let ran = place.run_with(
        "token reveal --key file:mine.reveal --reason INC-7",
        &token.join("\n"),
    );
    ran.assert_refused(4);
    assert!(ran.err.contains("another reveal key"), "{}", ran.err);
}

#[test]
fn a_vault_gives_values_back_and_grows_with_each_run() {
    let place = prepared(&["qa"]);
    profile(&place, "vault-token");
    mask(
        &place,
        "qa",
        "-o 1.sql --vault qa.vault --report r.json --verify",
    )
    .assert_done();
    let report: serde_json::Value = serde_json::from_str(&place.read("r.json")).unwrap();
    assert_eq!(report["reversal"]["vault"]["added"], 2);
    let first = column(&place.read("1.sql"), 2);
    assert_eq!(first[0], first[2], "equal values have equal tokens");
    assert!(!place.names().iter().any(|name| name.contains("tmp")));

    place.write("dump.sql", &PLAIN.replace("grace", "amazing.grace"));
    mask(&place, "qa", "-o 2.sql --vault qa.vault").assert_done();
    let second = column(&place.read("2.sql"), 2);
    assert_eq!(first[0], second[0]);
    let all = [&first[..], &second[..]].concat();
    let ran = reveal(&place, "qa", &all, "--vault qa.vault");
    ran.assert_done();
    let values: Vec<&str> = ran.out.lines().collect();
    let (ada, grace, amazing) = (
        "ada@example.com",
        "grace@example.com",
        "amazing.grace@example.com",
    );
    assert_eq!(values, [ada, grace, ada, ada, amazing, ada]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(place.path("qa.vault"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_is_wrong_with_tokens_is_told_together_and_nothing_is_shown() {
    let place = prepared(&["qa"]);
    profile(&place, "vault-token");
    mask(&place, "qa", "-o out.sql --vault qa.vault").assert_done();
    let out = place.read("out.sql");
    let (sealed, vaulted) = (column(&out, 1), column(&out, 2));
    let one = |token: String, more: &str| {
        let ran = reveal(&place, "qa", &[sealed[1].clone(), token], more);
        assert!(ran.out.is_empty(), "{}", ran.told());
        (ran.code, ran.err)
    };
    assert_eq!(one("Ada Lovelace".to_owned(), "").0, 2);
    let mut altered = sealed[0].clone().into_bytes();
    let at = altered.len() - 4;
    altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
    assert_eq!(one(String::from_utf8(altered).unwrap(), "").0, 3);
    let (code, told) = one(vaulted[0].clone(), "");
    assert!(code == 2 && told.contains("--vault"), "{told}");
    let unknown = format!("bv1.qa.{}", "0".repeat(32));
    assert_eq!(one(unknown, "--vault qa.vault").0, 4);
    assert_eq!(one(vaulted[0].clone(), "--vault none.vault").0, 1);
    assert_eq!(audited(&place), 0, "nothing was shown");

    let nothing = reveal(&place, "qa", &[], "");
    nothing.assert_refused(2);
    let mut command = place.command(&[
        "token",
        "reveal",
        &sealed[0],
        "--key",
        "file:keys/qa.reveal",
    ]);
    command.args(["--reason", " "]);
    crate::run::feed(command, "").assert_refused(2);
    place
        .run("token reveal bt1.x --key file:keys/qa.reveal")
        .assert_refused(2);
}

#[test]
fn a_damaged_vault_is_refused_by_both_who_read_it() {
    let place = prepared(&["qa"]);
    profile(&place, "vault-token");
    mask(&place, "qa", "-o out.sql --vault qa.vault").assert_done();
    let token = &column(&place.read("out.sql"), 2)[..1];
    let whole = std::fs::read(place.path("qa.vault")).unwrap();
    let mut altered = whole.clone();
    altered[40] ^= 1;
    let damaged = [
        (&whole[..whole.len() - 1], "cut off"),
        (&whole[..whole.len() - 60], "cut off"),
        (&altered[..], "damaged"),
        (b"CREATE TABLE t;", "not a vault"),
    ];
    for (bytes, words) in damaged {
        std::fs::write(place.path("qa.vault"), bytes).unwrap();
        let ran = reveal(&place, "qa", token, "--vault qa.vault");
        ran.assert_refused(3);
        assert!(ran.err.contains(words), "{}", ran.err);
        let ran = mask(&place, "qa", "-o again.sql --vault qa.vault");
        ran.assert_refused(3);
        assert_eq!(std::fs::read(place.path("qa.vault")).unwrap(), bytes);
        assert!(!place.names().contains(&"again.sql".to_owned()));
    }
}

#[test]
fn a_run_that_cannot_make_tokens_says_what_is_missing() {
    let place = prepared(&["qa"]);
    profile(&place, "vault-token");
    let ran = mask(&place, "qa", "-o out.sql");
    ran.assert_refused(4);
    assert!(ran.err.contains("--vault"), "{}", ran.err);
    mask(&place, "qa", "-o out.sql --vault -").assert_refused(2);
    mask(&place, "qa", "-o out.sql --vault out.sql").assert_refused(2);

    profile(&place, "{ transformer: sealed-token, deterministic: true }");
    let ran = mask(&place, "qa", "-o out.sql");
    ran.assert_refused(4);
    assert!(ran.err.contains("policy"), "{}", ran.err);

    let unpinned = place.read("p.yaml").replace("reveal_key:", "databases:");
    place.write("p.yaml", &unpinned);
    let ran = mask(&place, "qa", "-o out.sql");
    ran.assert_refused(4);
    assert!(ran.err.contains("bauta key new --reveal"), "{}", ran.err);
    place
        .run("check p.yaml dump.sql --env qa --key file:keys/qa.key")
        .assert_refused(4);

    place.write(
        "p.yaml",
        "version: 1\nreveal_key: { qa: \"x25519:AAAA\" }\n",
    );
    mask(&place, "qa", "-o out.sql").assert_refused(2);
    assert!(!place.names().contains(&"out.sql".to_owned()));
}

#[test]
fn a_policy_lets_equal_values_have_equal_tokens_which_two_keys_open() {
    let place = prepared(&["qa"]);
    profile(&place, "{ transformer: sealed-token, deterministic: true }");
    place.write("policy.yaml", "version: 1\nsealed_tokens: deterministic\n");
    #[cfg(unix)]
    place.set_mode("policy.yaml", 0o644);
    mask(&place, "qa", "-o 1.sql --policy policy.yaml").assert_done();
    mask(&place, "qa", "-o 2.sql --policy policy.yaml").assert_done();
    let (one, two) = (
        column(&place.read("1.sql"), 2),
        column(&place.read("2.sql"), 2),
    );
    assert_eq!(one, two);
    assert_eq!(one[0], one[2]);
    assert_ne!(one[0], one[1]);
    assert!(one[0].starts_with("bs1.qa."), "{}", one[0]);
    let ran = reveal(&place, "qa", &one[..2], "");
    ran.assert_done();
    assert_eq!(ran.out, "ada@example.com\ngrace@example.com\n");
    // A policy that is silent does not allow it, nor does one that forbids.
    for sealed in ["", "sealed_tokens: random\n", "sealed_tokens: none\n"] {
        place.write("policy.yaml", &format!("version: 1\n{sealed}"));
        mask(&place, "qa", "-o 3.sql --policy policy.yaml").assert_refused(4);
    }
}

#[test]
fn clones_of_two_epochs_share_no_token() {
    let place = prepared(&["qa"]);
    let tables = "tables:\n  people:\n    columns:\n      id: { transformer: integer-key }\n      \
                  name: { transformer: token }\n      mail: { transformer: email }\n";
    let mut seen = std::collections::BTreeSet::new();
    for epoch in ["", "epoch: 2026-11\n", "epoch: 2026-12\n"] {
        let text = format!("version: 1\n{epoch}{}{tables}", place.read("pins.yaml"));
        place.write("p.yaml", &text);
        for output in ["1.sql", "2.sql"] {
            mask(&place, "qa", &format!("-o {output}")).assert_done();
        }
        let masked = place.read("1.sql");
        assert_eq!(masked, place.read("2.sql"), "within an epoch tokens repeat");
        for index in [1, 2] {
            let tokens = column(&masked, index);
            assert_eq!(tokens[0], tokens[2]);
            for token in &tokens[..2] {
                assert!(seen.insert(token.clone()), "{token} of {epoch} is known");
            }
        }
    }
}

#[test]
fn tokens_do_not_depend_on_the_number_of_threads() {
    let place = prepared(&["qa"]);
    profile(&place, "vault-token");
    let mut dump = String::from(PLAIN).replace("\\.\n", "");
    for row in 4..20_000 {
        writeln!(dump, "{row}\tName {row}\tmail{}@example.com", row % 500).unwrap();
    }
    dump.push_str("\\.\n");
    place.write("dump.sql", &dump);
    mask(&place, "qa", "-o 1.sql --vault 1.vault --threads 1").assert_done();
    mask(&place, "qa", "-o 4.sql --vault 4.vault --threads 4").assert_done();
    let (one, four) = (place.read("1.sql"), place.read("4.sql"));
    assert_eq!(column(&one, 2), column(&four, 2));
    // Sealed tokens have keys of their run; what they hold is the same.
    let some = |dump: &str| {
        column(dump, 1)
            .into_iter()
            .step_by(1999)
            .collect::<Vec<_>>()
    };
    let values = |tokens: &[String]| reveal(&place, "qa", tokens, "").out;
    assert_eq!(values(&some(&one)), values(&some(&four)));
}

/// Killed at random, a run leaves the vault as it was or as it should be, and the next goes on.
#[cfg(unix)]
#[test]
fn a_vault_is_whole_whenever_a_run_is_killed() {
    use std::time::{Duration, Instant};
    let place = prepared(&["qa"]);
    profile(&place, "vault-token");
    let mut dump = String::from(PLAIN).replace("\\.\n", "");
    for row in 4..6_000 {
        writeln!(dump, "{row}\tName {row}\tmail{row}@example.com").unwrap();
    }
    dump.push_str("\\.\n");
    place.write("dump.sql", &dump);
    let begun = Instant::now();
    mask(&place, "qa", "-o out.sql --vault qa.vault").assert_done();
    let took = begun.elapsed();
    let all = column(&place.read("out.sql"), 2);
    let tokens = [all[0].clone(), all[all.len() - 1].clone()];
    let whole = |after: &str| {
        let ran = reveal(&place, "qa", &tokens, "--vault qa.vault");
        assert!(
            ran.out == "ada@example.com\nmail5999@example.com\n",
            "{after}: {}",
            ran.told()
        );
    };
    let arguments =
        "mask dump.sql -p p.yaml --env qa --key file:keys/qa.key -q -o out.sql --vault qa.vault";
    for kill in 0..50u32 {
        let mut run = place
            .command(&arguments.split(' ').collect::<Vec<_>>())
            .spawn()
            .unwrap();
        // Spread over all of the run, and most of them near its end, where the vault is written.
        let part = f64::from(kill % 10).mul_add(0.025, 0.25 * f64::from(kill / 10 + 1));
        std::thread::sleep(Duration::from_secs_f64(took.as_secs_f64() * part.min(1.05)));
        run.kill().unwrap();
        run.wait().unwrap();
        whole(&format!("kill {kill}"));
    }
    mask(&place, "qa", "-o out.sql --vault qa.vault").assert_done();
    whole("the last run");
    assert!(
        !place.names().iter().any(|name| name.contains("tmp")),
        "{:?}",
        place.names()
    );
}
