//! Identities outside of rows: nothing of production is left of them, what is masked loads, and
//! masking it again changes nothing.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::corpus;
use crate::servers::{MariaDb, Postgres};
use crate::workplace::{Ended, Workplace, first_difference, run};

/// Secrets and hosts of the cluster dump.
const OF_CLUSTER: &[&str] = &[
    "hozWc2aCBA",
    "8mPmdw5aqQwej4LP6gsND4RX6IOLqmXhbRTrraCUxPo",
    "vI1bSGehZk",
    "91f0948683088178f5a0bd27cab231ce",
    "hunter2",
    "fdw-S3cret",
    "r3pl",
    "p4ss",
    "AKIAIOSFODNN7EXAMPLE",
    "db.example.test",
    "p.example.test",
    "ops@example.test",
];

const CLUSTER: &str = "version: 1
databases: { secrets: secrets_staging }
tables:
  secrets/public.apps:
    columns: { id: keep, owner_email: email, api_key: token, cfg: redact }
";

#[test]
fn a_cluster_keeps_no_credential_and_loads() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let input = folder.join("awkward/secrets-cluster.pg17.dumpall.sql");
    let masked = masked(&input, CLUSTER);
    let text = String::from_utf8(masked.clone()).unwrap();
    for secret in OF_CLUSTER {
        assert!(!text.contains(secret), "{secret} is left");
    }
    let Some(server) = Postgres::start() else {
        return;
    };
    // A server of its own has this role, needs a switch for a tablespace without a place, and may
    // be older than the dump.
    let script = text
        .replace("CREATE ROLE postgres;\n", "")
        .replace(" WITH INHERIT TRUE GRANTED BY postgres", "")
        .replace(
            "SET default_transaction_read_only = off;",
            "SET allow_in_place_tablespaces = on;",
        )
        .replace("SET transaction_timeout = 0;\n", "");
    let mut client = server.client("postgres");
    client.args(["-f", "-"]);
    let loaded = crate::workplace::run_with(client, script.as_bytes());
    loaded.expect_code(0);
    let of_roles = server.rows(
        "postgres",
        "SELECT rolname, left(rolpassword, 29) FROM pg_authid WHERE rolpassword IS NOT NULL ORDER BY 1",
    );
    let kept = [
        ["app_owner", "SCRAM-SHA-256$4096:BAUTAdead"],
        ["legacy", "md5deadba07"],
    ];
    for (role, expected) in of_roles.iter().zip(kept) {
        assert_eq!(role[0], expected[0]);
        assert!(role[1].starts_with(expected[1]), "{role:?}");
    }
    let query = "SELECT subenabled, subslotname, subconninfo LIKE 'host=bauta.invalid %' FROM pg_subscription";
    let subscription = server.rows("secrets_staging", query);
    assert_eq!(subscription, [["f", "\\N", "t"]]);
    let options = "SELECT array_to_string(umoptions, ' ') FROM pg_user_mappings";
    let mapping = server.rows("secrets_staging", options);
    assert!(
        mapping[0][0].starts_with("password=BAUTAdead"),
        "{mapping:?}"
    );
    server
        .psql("secrets_staging", "DROP SUBSCRIPTION sub2")
        .expect_success();
}

#[test]
fn accounts_of_mariadb_keep_no_hash_and_load() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let input = folder.join("awkward/system-users.mariadb1011.sql");
    let profile = "version: 1\ndatabases: { wordpress: wordpress, mediawiki: mediawiki }\n";
    let masked = masked(&input, profile);
    let original = String::from_utf8(corpus::script(&input)).unwrap();
    let text = String::from_utf8(masked.clone()).unwrap();
    let hashes: Vec<&str> = original
        .split('\'')
        .filter(|part| part.len() == 41 && part.starts_with('*'))
        .collect();
    assert_eq!(hashes.len(), 12);
    for hash in hashes {
        assert!(!text.contains(hash), "{hash} is left");
    }
    let Some(server) = MariaDb::start() else {
        return;
    };
    // Accounts that every server has.
    let script = text
        .replace(
            "CREATE USER `mariadb.sys`",
            "CREATE USER IF NOT EXISTS `mariadb.sys`",
        )
        .replace("CREATE USER `root`", "CREATE USER IF NOT EXISTS `root`")
        .replace("CREATE USER ``", "CREATE USER IF NOT EXISTS ``");
    server
        .load_bytes("mysql", script.as_bytes())
        .expect_success();
    let query = "SELECT COUNT(*) FROM mysql.user WHERE authentication_string LIKE '*DEADBA07%'";
    assert_eq!(server.rows("mysql", query), [["6"]]);
}

#[test]
fn what_is_masked_is_masked_again_without_a_change() {
    let cases = [
        ("postgres/roles-of-a-cluster", ""),
        ("postgres/connections-of-every-kind", ""),
        ("postgres/subscriptions-come-to-rest", "shop"),
        ("postgres/code-that-calls-out", ""),
        ("postgres/settings-of-servers", "shop"),
        ("postgres/endpoints", ""),
        ("mysql/accounts-of-every-plugin", ""),
        ("mysql/events-are-switched-off", ""),
        ("mysql/tables-that-are-elsewhere", ""),
        ("mysql/replication-and-server-settings", ""),
        ("mysql/system-schema-is-left-out", ""),
        ("sqlite/attached-files-and-keys", ""),
    ];
    for (case, database) in cases {
        let case = corpus::own(&format!("tests/cases/{case}"));
        let profile = std::fs::read_to_string(case.join("profile.yaml")).unwrap();
        let renamed = format!("{database}: {database}_staging");
        let profile = profile.replace(&renamed, &format!("{database}_staging: {database}_staging"));
        let expected = case.join("expected.sql");
        let again = masked(&expected, &profile);
        let difference = first_difference(&std::fs::read(&expected).unwrap(), &again);
        assert_eq!(difference, None, "{}", case.display());
    }
}

#[test]
fn what_is_only_reported_stays_and_is_listed() {
    for case in [
        "postgres/connections-of-every-kind",
        "mysql/replication-and-server-settings",
    ] {
        let input = corpus::own(&format!("tests/cases/{case}/input.sql"));
        let place = Workplace::new();
        let profile =
            "version: 1\nsecrets: report\ntables: { \"*\": { columns: { \"*\": keep } } }\n";
        let profile = place.write("profile.yaml", profile);
        let mut command = place.mask(&input, &profile);
        command.args(["-o", "masked.sql", "--report", "report.json"]);
        run(command).expect_code(0);
        let original = std::fs::read(&input).unwrap();
        assert_eq!(first_difference(&original, &place.read("masked.sql")), None);
        let report: Value = serde_json::from_slice(&place.read("report.json")).unwrap();
        let identities = report["identities"].as_array().unwrap();
        assert!(identities.len() > 5, "{identities:?}");
        for identity in identities {
            assert_eq!(identity["treatment"], "inventory", "{identity}");
            assert!(identity["place"].as_str().unwrap().starts_with("line "));
        }
    }
}

/// A table with a secret in it, and a server with another.
const SHOP: &str = "CREATE TABLE public.config (id integer, name text, value text);
COPY public.config (id, name, value) FROM stdin;
1	stripe	sk_live_4eC39HqLyjWDarjtT1zdp7dcABCDEFGH
\\.
CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (api_key 'sk_live_9zX39HqLyjWDarjtT1zdp7dcABCDEFGH', password 'hunter2hunter2');
";

const BRINGS: &str = "version: 1
tables: { config: { columns: { id: keep, name: keep, value: keep } } }
replacements:
  stripe-secret: { from: \"env:STAGING_STRIPE_KEY\", owner: payments@shop.example }
";

fn replaced(dump: &str, profile: &str, credential: &str, flags: &[&str]) -> (Workplace, Ended) {
    let place = Workplace::new();
    let input = place.write("dump.sql", dump);
    let profile = place.write("profile.yaml", profile);
    let mut command = place.mask(&input, &profile);
    command.args(["-o", "masked.sql"]).args(flags);
    command.env("STAGING_STRIPE_KEY", credential);
    let ended = run(command);
    (place, ended)
}

const ALLOWED: &[&str] = &["--allow-source", "env:STAGING_STRIPE_KEY"];

/// Assembled, so that nothing in the repository looks like a key.
fn live(dump: &str) -> String {
    dump.replace("sk_live_", concat!("sk_", "live_"))
}

#[test]
fn secrets_become_the_credential_that_was_brought() {
    let credential = concat!("sk_", "test_4eC39HqLyjWDarjtT1zdp7dc");
    let (place, ended) = replaced(&live(SHOP), BRINGS, credential, ALLOWED);
    ended.expect_code(0);
    let text = String::from_utf8(place.read("masked.sql")).unwrap();
    assert!(
        text.contains(&format!("1\tstripe\t{credential}\n")),
        "{text}"
    );
    assert!(text.contains(&format!("api_key '{credential}'")), "{text}");
    assert!(text.contains("password 'BAUTAdead"), "{text}");
}

#[test]
fn a_column_may_have_a_credential_of_its_own() {
    let profile = BRINGS.replace("stripe-secret:", "config.value:");
    let (place, ended) = replaced(&live(SHOP), &profile, "staging-credential", ALLOWED);
    ended.expect_code(0);
    let text = String::from_utf8(place.read("masked.sql")).unwrap();
    assert!(text.contains("1\tstripe\tstaging-credential\n"), "{text}");
    assert!(!text.contains("api_key 'staging-credential'"), "{text}");
}

#[test]
fn credentials_that_may_not_be_brought_are_refused() {
    let test = concat!("sk_", "test_4eC39HqLyjWDarjtT1zdp7dc");
    let own = concat!("sk_", "live_4eC39HqLyjWDarjtT1zdp7dcABCDEFGH");
    let shop = live(SHOP);
    let unique = format!("{shop}ALTER TABLE ONLY public.config ADD CONSTRAINT u UNIQUE (value);\n");
    let of_column = BRINGS.replace("stripe-secret:", "config.value:");
    let unknown = BRINGS.replace("stripe-secret:", "config.nothing:");
    let of_dump = concat!("sk_", "test_4eC39HqLyjWDarjtT1zdpOWN");
    let secret = shop.replace(own, of_dump);
    for (dump, profile, credential, flags, said) in [
        (&shop, BRINGS, test, &[][..], "this source is not allowed"),
        (&shop, BRINGS, own, ALLOWED, "live environment"),
        (&shop, BRINGS, "", ALLOWED, "empty"),
        (&unique, BRINGS, test, ALLOWED, "whose values are distinct"),
        (
            &unique,
            of_column.as_str(),
            test,
            ALLOWED,
            "whose values are distinct",
        ),
        (&shop, unknown.as_str(), test, ALLOWED, "no such column"),
        (
            &shop,
            BRINGS,
            "hunter2hunter2",
            ALLOWED,
            "one of the dump's own secrets",
        ),
        (
            &secret,
            BRINGS,
            of_dump,
            ALLOWED,
            "one of the dump's own secrets",
        ),
    ] {
        let (place, ended) = replaced(dump, profile, credential, flags);
        let ended = ended.expect_code(4).expect_said(said);
        assert!(credential.is_empty() || !ended.stderr.contains(credential));
        assert!(!place.names().contains("masked.sql"), "{said}");
    }
}

/// The masked dump.
fn masked(input: &Path, profile: &str) -> Vec<u8> {
    let place = Workplace::new();
    let profile: PathBuf = place.write("profile.yaml", profile);
    let mut command = place.mask(input, profile);
    command.args(["-o", "masked.sql"]);
    run(command).expect_code(0);
    place.read("masked.sql")
}
