//! The whole story of a clone, with real programs: drafted, approved, masked, attested, loaded,
//! verified by others, refused where it has to be, overdue, retired. What was planted in values,
//! keys and passphrases is told nowhere, neither by what succeeds nor by what fails.

mod desk;

use std::fs;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use bauta_trust::Digest;

use crate::servers::Postgres;
use crate::workplace::{ROOT, finish, signal, start};
use desk::Desk;

const DUMP: &str = "--
-- PostgreSQL database dump
--

SET client_encoding = 'UTF8';

CREATE TABLE public.customers (
    id integer NOT NULL,
    email text NOT NULL,
    phone text,
    notes text
);

COPY public.customers (id, email, phone, notes) FROM stdin;
1\tada.lovelace@canary.example.org\t+44 20 8123 4567\tcanary of the analytical engine
2\tgrace@canary.example.org\t+44 20 8123 4568\tlikes postgres://app:Canary-9d2f-Pass@db.internal/shop
\\.

ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);

--
-- PostgreSQL database dump complete
--
";

const POLICY: &str = "version: 1
allowed_signers: signers
longest_clone_days: 60
state: required
require: [approval, attestation, registration, verification]
";

/// Planted in values, and the passphrases of the key, of the approver, and of a server.
const CANARIES: [&str; 8] = [
    "ada.lovelace@canary",
    "grace@canary",
    "20 8123 456",
    "canary of the analytical engine",
    "Canary-9d2f-Pass",
    KEY_PHRASE,
    LEAD_PHRASE,
    SERVER_PHRASE,
];
const KEY_PHRASE: &str = "canary-under-the-root-key";
const LEAD_PHRASE: &str = "canary-under-the-lead-key";
const SERVER_PHRASE: &str = "canary-of-the-server";

/// What may hold canaries: what was given, secrets, and what is no dump of bauta's.
const HOLD: [&str; 9] = [
    "dump.sql",
    "cut.sql",
    "long.sql",
    "key",
    "phrase",
    "lead.phrase",
    "author",
    "lead",
    "runner",
];

const APPROVAL: &str = "bauta-profile-approval@v1";
const APPROVE: &str = "approve shop.yaml --env staging --schema-from dump.sql --policy policy.yaml";
const MASK: &str = "mask dump.sql -p shop.yaml --key file:key --passphrase file:phrase \
                    --policy policy.yaml --require-approval --attest clone.json --signing-key runner \
                    --register --owner qa@example.com --purpose release-tests --expires 30d \
                    --verify -o clone.sql --report report.json";

#[test]
fn a_clone_from_its_draft_to_its_end() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let mut desk = Desk::new(path_with(&server.client("postgres")));
    prepare(&mut desk);
    drafted_and_approved(&mut desk);
    desk.bauta(MASK).expect_code(0);
    let id = lives(&mut desk, &server);
    third_party_verifies(&desk);
    refused(&mut desk);
    other_environment(&mut desk);
    made_to_fail(&mut desk);
    ends(&mut desk, &server, &id);
    no_canary(&desk);
}

/// Keys of `ssh-keygen`, who may sign, a wrapped root key, and the dump.
fn prepare(desk: &mut Desk) {
    let mut signers = String::new();
    for (name, passphrase) in [("author", ""), ("lead", LEAD_PHRASE), ("runner", "")] {
        desk.make_key(name, passphrase);
        let public = desk.text(&format!("{name}.pub"));
        if name != "runner" {
            signers.extend([name, "@example.com ", &public]);
        }
    }
    desk.place.write("signers", signers);
    desk.place.write("policy.yaml", POLICY);
    desk.place.write("dump.sql", DUMP);
    desk.write_secret("phrase", KEY_PHRASE);
    desk.write_secret("lead.phrase", LEAD_PHRASE);
    desk.bauta("audit begin -q").expect_code(0);
    desk.bauta("key rotate --file key --rewrap --wrap --new-passphrase file:phrase")
        .expect_code(0);
}

/// The author drafts, edits, checks and signs; alone that is not enough.
fn drafted_and_approved(desk: &mut Desk) {
    desk.bauta("draft dump.sql -o shop.yaml").expect_code(0);
    desk.change(
        "shop.yaml",
        "transformer: redact-text",
        "transformer: redact",
    );
    desk.bauta("profile fmt shop.yaml").expect_code(0);
    desk.bauta("check shop.yaml dump.sql").expect_code(0);
    desk.bauta("profile sign shop.yaml --signing-key author")
        .expect_code(0);
    desk.bauta(MASK).expect_code(5).expect_said("BAUTA-A001");
    desk.bauta(&format!(
        "{APPROVE} --signing-key author --expires 2099-12-31"
    ))
    .expect_code(5)
    .expect_said("BAUTA-A003");
    desk.bauta("review shop.yaml dump.sql -o review.json")
        .expect_code(0);
    desk.bauta(&format!(
        "{APPROVE} --signing-key lead --signing-passphrase file:lead.phrase --expires 2099-12-31"
    ))
    .expect_code(0);
}

/// It is loaded, and confirmed at its server.
fn lives(desk: &mut Desk, server: &Postgres) -> String {
    server.create("shop_staging");
    server
        .load("shop_staging", &desk.place.path("clone.sql"))
        .expect_success();
    let rows = server.rows("shop_staging", "SELECT id, notes FROM customers");
    assert_eq!(rows.len(), 2);
    let told = server.rows("shop_staging", "SELECT id, environment FROM bauta_clone");
    assert_eq!(told[0][1], "staging");
    let id = told[0][0].clone();
    let socket = server.socket().display();
    desk.bauta(&format!(
        "clone confirm {id} --at postgres://postgres@/shop_staging?host={socket}"
    ))
    .expect_code(0);
    id
}

/// Somebody who has nothing but the clone, its attestation and public files.
fn third_party_verifies(desk: &Desk) {
    let mut other = desk.given(&[
        "clone.sql",
        "clone.json",
        "runner.pub",
        "lead.pub",
        "signers",
    ]);
    let policy = Digest::of(POLICY.as_bytes());
    let verify = "attestation verify clone.json --subject clone.sql --trusted runner.pub";
    let demands = format!("approved,verified,registered,logged,env=staging,policy={policy}");
    other
        .bauta(&format!(
            "{verify} --allowed-signers signers --require {demands}"
        ))
        .expect_code(0)
        .expect_said("lead@example.com");
    other
        .bauta(&format!("{verify} --require env=production"))
        .expect_code(6);
    let python = |key| other.verify_with_python(["clone.json", key, "clone.sql"]);
    assert_ne!(python("runner.pub"), Some(false));
    assert_ne!(python("lead.pub"), Some(true));
    other.change("clone.sql", "COPY", "copy");
    other.bauta(verify).expect_code(6);
    let python = other.verify_with_python(["clone.json", "runner.pub", "clone.sql"]);
    assert_ne!(python, Some(true));
    other.expect_no(&canaries(desk), &["key"]);
}

/// What was not approved, not for so long, or by the author himself, does not run.
fn refused(desk: &mut Desk) {
    let (approved, before) = (desk.text("shop.yaml"), desk.place.read("clone.sql"));
    desk.change(
        "shop.yaml",
        "transformer: redact,",
        "transformer: redact-text,",
    );
    let sign = "profile sign shop.yaml --signing-key author";
    desk.bauta(MASK).expect_code(5).expect_said("BAUTA-A004");
    desk.bauta(sign).expect_code(0);
    desk.bauta(MASK).expect_code(5).expect_said("BAUTA-A008");
    desk.place.write("shop.yaml", &approved);
    desk.bauta(sign).expect_code(0);

    forge(desk, 2, "lead", "2020-01-31T23:59:59Z");
    desk.bauta(MASK).expect_code(5).expect_said("BAUTA-A011");
    let approvals = desk.place.path("shop.yaml.approvals/staging");
    fs::remove_dir_all(approvals.join("2")).unwrap();

    forge(desk, 3, "author", "2099-12-31T23:59:59Z");
    fs::rename(approvals.join("1"), desk.place.path("aside")).unwrap();
    desk.bauta(MASK).expect_code(5).expect_said("BAUTA-A003");
    fs::remove_dir_all(approvals.join("3")).unwrap();
    fs::rename(desk.place.path("aside"), approvals.join("1")).unwrap();

    desk.place.write(
        "expired.yaml",
        format!(
            "{approved}exceptions:\n  - {{ column: public.customers.notes, kinds: [person-name], \
             reason: parser tests need real text, ticket: QA-1, owner: qa@example.com, \
             issued: 2026-01-01, expires: 2026-01-31 }}\n"
        ),
    );
    for line in [
        "check expired.yaml dump.sql",
        "mask dump.sql -p expired.yaml --key file:key --passphrase file:phrase -o failed.sql",
    ] {
        desk.bauta(line).expect_code(4).expect_said("2026-01-31");
    }
    assert_eq!(desk.place.read("clone.sql"), before);
}

/// An approval that somebody made with `ssh-keygen` from the one that holds.
fn forge(desk: &Desk, serial: u32, key: &str, expires: &str) {
    let folder = |serial: u32| format!("shop.yaml.approvals/staging/{serial}");
    let document = desk.text(&format!("{}/approval.json", folder(1)));
    let forged = document
        .replace("\"serial\":1,", &format!("\"serial\":{serial},"))
        .replace("2099-12-31T23:59:59Z", expires);
    fs::create_dir(desk.place.path(&folder(serial))).unwrap();
    let name = format!("{}/approval.json", folder(serial));
    desk.place.write(&name, forged);
    let own = format!("{key}.plain");
    desk.write_secret(&own, &desk.text(key));
    let mut unlock = Command::new("ssh-keygen");
    unlock.args(["-q", "-p", "-N", "", "-P"]);
    unlock.arg(if key == "lead" { LEAD_PHRASE } else { "" });
    unlock.arg("-f").arg(desk.place.path(&own));
    assert!(unlock.stdout(Stdio::null()).status().unwrap().success());
    desk.sign_by_hand(&own, APPROVAL, &name);
    fs::remove_file(desk.place.path(&own)).unwrap();
}

/// Under the key of another environment, every token is another.
fn other_environment(desk: &mut Desk) {
    desk.bauta("key new --env dev -o dev.key").expect_code(0);
    desk.bauta("mask dump.sql -p shop.yaml --env dev --key file:dev.key -o dev.sql")
        .expect_code(0);
    let (staging, dev) = (desk.text("clone.sql"), desk.text("dev.sql"));
    let (staging, dev) = (emails(&staging), emails(&dev));
    assert_eq!((staging.len(), dev.len()), (2, 2));
    let shared = staging.iter().find(|email| dev.contains(email));
    assert_eq!(shared, None);
}

fn emails(dump: &str) -> Vec<&str> {
    let rows = dump
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.len() == 4)
        .map(|row| row[1])
        .collect()
}

/// Commands that end badly, or tell much, and their exit codes.
const FAILING: [(&str, i32); 19] = [
    ("mask cut.sql -p shop.yaml KEYED -o failed.sql", 3),
    ("mask long.sql -p shop.yaml KEYED -o failed.sql", 3),
    ("mask dump.sql -p dump.sql KEYED -o failed.sql", 2),
    ("MASK KEYED --attest nowhere/x.json --signing-key runner", 1),
    ("MASK KEYED --policy dump.sql", 2),
    ("MASK KEYED --rules dump.sql", 2),
    ("MASK KEYED --attest x.json --signing-key dump.sql", 4),
    ("MASK KEYED --attest x.json --signing-key dump.key", 2),
    ("MASK --key file:key", 2),
    ("MASK --key file:key --passphrase file:runner", 2),
    (
        "MASK --key file:key --passphrase canary-under-the-root-key",
        2,
    ),
    ("MASK --key file:dump.key", 2),
    ("MASK --key file:open.key", 4),
    ("APPROVE --expires 2099-12-30 --signing-key lead", 2),
    (
        "APPROVE --expires 2099-12-30 --signing-key lead --signing-passphrase canary-under-the-lead-key",
        2,
    ),
    ("verify dump.sql --original dump.sql -p shop.yaml", 6),
    (
        "verify dump.sql --original dump.sql -p shop.yaml --format json",
        6,
    ),
    ("inspect dump.sql --format json --fail-on secret", 6),
    ("inspect dump.sql --format sarif", 0),
];

/// Runs that meet what they cannot use, and runs that are ended.
fn made_to_fail(desk: &mut Desk) {
    desk.place.write("cut.sql", DUMP.replace("\\.\n", ""));
    desk.place
        .write("long.sql", DUMP.replace("engine\n", "engine\tmore\n"));
    desk.place.write("open.key", DUMP);
    desk.write_secret("dump.key", DUMP);
    for (line, code) in FAILING {
        let line = line
            .replace("MASK", "mask dump.sql -p shop.yaml -o failed.sql")
            .replace("KEYED", "--key file:key --passphrase file:phrase")
            .replace("APPROVE", APPROVE);
        desk.bauta(&line).expect_code(code);
        assert!(!desk.place.path("failed.sql").exists(), "{line}");
    }
    for name in ["open.key", "dump.key"] {
        fs::remove_file(desk.place.path(name)).unwrap();
    }
    // The last two would leave a core file of any other program.
    for (name, code) in [
        ("TERM", 143),
        ("KILL", 128 + 9),
        ("ABRT", 128 + 6),
        ("QUIT", 128 + 3),
    ] {
        interrupted(desk, name, code);
    }
}

/// A run from a pipe that gets a signal in the midst of the rows.
fn interrupted(desk: &mut Desk, name: &str, code: i32) {
    let line = "mask - -p shop.yaml --key file:key --passphrase file:phrase -o failed.sql";
    let before = desk.place.names();
    let mut command = with_core_files(&desk.command(line));
    command.stdin(Stdio::piped());
    let mut child = start(command);
    let mut pipe = BufWriter::new(child.stdin.take().unwrap());
    let (head, _) = DUMP.split_once("\\.").unwrap();
    let row = head.lines().find(|line| line.starts_with("1\t")).unwrap();
    pipe.write_all(head.as_bytes()).unwrap();
    for id in 3..60_000 {
        writeln!(pipe, "{id}{}", row.strip_prefix('1').unwrap()).unwrap();
    }
    pipe.flush().unwrap();
    wait_for(|| desk.place.names() != before);
    signal(&child, name);
    let ended = finish(child);
    desk.heard(line, &ended);
    ended.expect_code(code);
    assert!(!desk.place.path("failed.sql").exists());
}

/// The same command where the system would let it leave core files, and where signals end it that
/// whoever has started the tests may have had ignored.
fn with_core_files(command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        "ulimit -S -c \"$(ulimit -H -c)\"; exec env --default-signal \"$0\" \"$@\"",
    ]);
    shell.arg(command.get_program()).args(command.get_args());
    shell.current_dir(command.get_current_dir().unwrap());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

#[track_caller]
fn wait_for(done: impl Fn() -> bool) {
    let begin = Instant::now();
    while !done() {
        assert!(
            begin.elapsed() < Duration::from_secs(50),
            "it takes too long"
        );
        thread::sleep(Duration::from_millis(20));
    }
}

/// It is overdue, and then it is gone.
fn ends(desk: &mut Desk, server: &Postgres, id: &str) {
    let socket = server.socket().display();
    desk.bauta(&format!(
        "clone confirm {id} --at postgres://postgres:{SERVER_PHRASE}@/nothing?host={socket}"
    ))
    .expect_code(1);
    desk.bauta("clone check").expect_code(0);
    desk.bauta("clone check --at 31d")
        .expect_code(6)
        .expect_said(id);
    desk.bauta(&format!(
        "clone extend {id} --expires 90d --reason slipped --policy policy.yaml"
    ))
    .expect_code(4);
    desk.bauta(&format!("clone retire {id}"))
        .expect_code(4)
        .expect_said("still there");
    server.drop("shop_staging");
    desk.bauta(&format!("clone retire {id}")).expect_code(4);
    desk.place.write("kept.sql", desk.place.read("clone.sql"));
    fs::remove_file(desk.place.path("clone.sql")).unwrap();
    desk.bauta(&format!("clone retire {id}"))
        .expect_code(0)
        .expect_said("the database is gone");
    desk.bauta("clone check --at 31d").expect_code(0);
    logged(desk);
}

/// The log holds, up to the head that was attested and on, and tells what was done.
fn logged(desk: &mut Desk) {
    let told = desk
        .bauta(
            "attestation verify clone.json --subject kept.sql --trusted runner.pub --format json",
        )
        .expect_code(0);
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let head = &told["statement"]["predicate"]["audit"]["head"];
    let (number, hash) = (&head["seq"], head["hash"].as_str().unwrap());
    desk.bauta(&format!("audit verify --expect-head {number}:{hash}"))
        .expect_code(0);
    let shown = desk.bauta("audit show").expect_code(0);
    let shown = String::from_utf8(shown.stdout).unwrap();
    for event in [
        "log.open",
        "key.made",
        "profile.approved",
        "run.start",
        "run.end",
        "clone.registered",
        "clone.retired",
    ] {
        assert!(shown.contains(event), "{event} is missing:\n{shown}");
    }
}

/// The clones, too, hold nothing of the originals.
fn no_canary(desk: &Desk) {
    let mut hold = HOLD.to_vec();
    hold.push("dev.key");
    desk.expect_no(&canaries(desk), &hold);
    let names = desk.place.names();
    assert!(!names.iter().any(|name| name.starts_with("core")));
}

/// What was planted, the root key, and private keys of people.
fn canaries(desk: &Desk) -> Vec<Vec<u8>> {
    let mut canaries: Vec<Vec<u8>> = CANARIES.iter().map(|text| text.as_bytes().into()).collect();
    canaries.push(ROOT.into());
    canaries.extend(["author", "runner"].map(|name| desk.seed(name)));
    canaries
}

/// Where a client lies, before what is in PATH.
fn path_with(client: &Command) -> PathBuf {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&inherited).collect();
    let own = PathBuf::from(client.get_program());
    folders.splice(0..0, own.parent().map(PathBuf::from));
    std::env::join_paths(folders).unwrap().into()
}
