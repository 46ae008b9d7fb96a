//! One key gives one token for one value, in every dialect; another key gives others.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::corpus;
use crate::servers::{MariaDb, Postgres, Sqlite};
use crate::workplace::{ROOT, Workplace, first_difference, run, run_with};

const DIALECTS: [&str; 3] = ["postgres", "mysql", "sqlite"];

#[test]
fn a_customer_gets_the_same_address_in_every_dialect() {
    let Some(shop) = Shop::masked_under(ROOT) else {
        return;
    };
    let [postgres, mysql, sqlite] = shop.customers();
    assert_eq!(postgres.len(), 120);
    assert_eq!(postgres, mysql);
    assert_eq!(postgres, sqlite);
    let different: BTreeSet<&String> = postgres.values().collect();
    assert_eq!(different.len(), postgres.len());
}

#[test]
fn what_points_to_a_customer_still_does_in_every_dialect() {
    let Some(shop) = Shop::masked_under(ROOT) else {
        return;
    };
    // typed by hand, so not always in the customer's case: the token is the customer's anyway
    let query = "SELECT count(*) FROM tickets t JOIN customers c ON c.id = t.customer_id AND c.email = t.email";
    let counts = shop.all(query);
    let originals = Shop::original().unwrap().all(
        "SELECT count(*) FROM tickets t JOIN customers c ON c.id = t.customer_id \
         AND lower(c.email) = lower(t.email)",
    );
    for (dialect, (masked, original)) in DIALECTS.iter().zip(counts.iter().zip(&originals)) {
        assert_eq!(masked, original, "{dialect}");
        assert_ne!(masked, &[["0"]], "{dialect}");
    }
}

#[test]
fn another_key_gives_no_token_in_common() {
    let (Some(shop), Some(other)) = (Shop::masked_under(ROOT), Shop::masked_under([9; 32])) else {
        return;
    };
    for (dialect, (one, other)) in DIALECTS
        .iter()
        .zip(shop.customers().into_iter().zip(other.customers()))
    {
        let one: BTreeSet<String> = one.into_values().collect();
        let common = other
            .into_values()
            .filter(|email| one.contains(email))
            .count();
        assert_eq!(common, 0, "{dialect}");
    }
}

#[test]
fn threads_change_neither_bytes_nor_report() {
    for dialect in DIALECTS {
        let [(one, report_of_one), (four, report_of_four)] = ["1", "4"].map(|threads| {
            let place = Workplace::new();
            let mut command = place.mask(dump(dialect), corpus::own("profiles/shop.yaml"));
            command.args([
                "-o",
                "masked.sql",
                "--report",
                "report.json",
                "--threads",
                threads,
            ]);
            run(command).expect_code(0);
            let mut report: Value = serde_json::from_slice(&place.read("report.json")).unwrap();
            let run = report.as_object_mut().unwrap().shift_remove("run").unwrap();
            assert_eq!(run["threads"].to_string(), threads);
            (place.read("masked.sql"), report)
        });
        let difference = first_difference(&one, &four);
        assert!(difference.is_none(), "{dialect}: {difference:?}");
        assert_eq!(report_of_one, report_of_four, "{dialect}");
        let counted = report_of_one["tables"].as_array().unwrap();
        assert!(
            counted
                .iter()
                .any(|table| table["rows_in"].as_u64() > Some(100))
        );
    }
}

#[test]
fn a_pipe_gives_what_a_file_gives() {
    for dialect in DIALECTS {
        let place = Workplace::new();
        let from_file = mask(&place, dialect);
        let command = place.mask("-", corpus::own("profiles/shop.yaml"));
        let ended = run_with(command, &std::fs::read(dump(dialect)).unwrap()).expect_code(0);
        let difference = first_difference(&from_file, &ended.stdout);
        assert!(difference.is_none(), "{dialect}: {difference:?}");
    }
}

#[test]
fn nothing_that_was_planted_is_left() {
    let Some(original) = Shop::original() else {
        return;
    };
    let planted = original.planted();
    assert!(
        planted.len() > 600,
        "only {} values are planted",
        planted.len()
    );
    for dialect in DIALECTS {
        let before = std::fs::read(dump(dialect)).unwrap();
        let before = String::from_utf8_lossy(&before).to_lowercase();
        let place = Workplace::new();
        let masked = mask(&place, dialect);
        let after = String::from_utf8_lossy(&masked).to_lowercase();
        let mut seen = 0;
        let mut left = Vec::new();
        for (what, value) in &planted {
            let value = value.to_lowercase();
            seen += usize::from(before.contains(&value));
            if after.contains(&value) {
                left.push(format!("{what}: {value}"));
            }
        }
        assert!(
            seen * 10 > planted.len() * 8,
            "{dialect}: only {seen} values are in the dump at all"
        );
        assert!(
            left.is_empty(),
            "{dialect}: {} are left:\n{}",
            left.len(),
            left.join("\n")
        );
    }
}

/// The three dumps of the shop, loaded.
struct Shop {
    postgres: Postgres,
    mysql: MariaDb,
    sqlite: Sqlite,
}

impl Shop {
    fn original() -> Option<Self> {
        Self::load(|dialect| std::fs::read(dump(dialect)).unwrap())
    }

    fn masked_under(root: [u8; 32]) -> Option<Self> {
        let place = Workplace::new();
        place.write_key("key", root);
        Self::load(|dialect| mask(&place, dialect))
    }

    fn load(script: impl Fn(&str) -> Vec<u8>) -> Option<Self> {
        let shop = Self {
            postgres: Postgres::start()?,
            mysql: MariaDb::start()?,
            sqlite: Sqlite::start()?,
        };
        shop.postgres.create("shop");
        shop.mysql.create("shop");
        let outputs = [
            shop.postgres.load_bytes("shop", &script("postgres")),
            shop.mysql.load_bytes("shop", &script("mysql")),
            shop.sqlite.load_bytes("shop", &script("sqlite")),
        ];
        for (dialect, output) in DIALECTS.iter().zip(outputs) {
            assert!(output.success, "{dialect}: {}", output.stderr);
            assert_eq!(output.stderr, "", "{dialect}");
        }
        let orphans = shop.sqlite.rows("shop", "PRAGMA foreign_key_check");
        assert!(orphans.is_empty(), "{orphans:?}");
        Some(shop)
    }

    /// The rows of a query in each dialect.
    fn all(&self, query: &str) -> [Vec<Vec<String>>; 3] {
        [
            self.postgres.rows("shop", query),
            self.mysql.rows("shop", query),
            self.sqlite.rows("shop", query),
        ]
    }

    /// The customers' addresses of mail by key.
    fn customers(&self) -> [BTreeMap<String, String>; 3] {
        self.all("SELECT id, email FROM customers").map(|rows| {
            rows.into_iter()
                .map(|row| <[String; 2]>::try_from(row).unwrap().into())
                .collect()
        })
    }

    /// What must not be found in a masked dump: whose it is, and the value.
    fn planted(&self) -> Vec<(&'static str, String)> {
        let columns = [
            ("customers", "email"),
            ("customers", "password_hash"),
            ("customers", "national_id"),
            ("tickets", "email"),
            ("employees", "email"),
            ("employees", "iban"),
            ("employees", "password_hash"),
            ("payments", "card_number"),
            ("payments", "iban"),
            ("payments", "provider_ref"),
            ("oauth_clients", "client_secret"),
            ("webhooks", "secret"),
            ("api_keys", "legacy_plain_key"),
            ("sessions", "token"),
            ("sessions", "id_token"),
        ];
        let mut planted = Vec::new();
        for (table, column) in columns {
            let query =
                format!("SELECT DISTINCT {column} FROM {table} WHERE length({column}) >= 8");
            let rows = self.postgres.rows("shop", &query);
            assert!(!rows.is_empty(), "{table}.{column} holds nothing");
            let values = rows.into_iter().flatten();
            planted.extend(values.map(|value| (column, value)));
        }
        planted.extend(credentials().map(|credential| ("credential", credential)));
        planted
    }
}

/// The credentials that the sample's generator plants, put together as it does, so that no line
/// here looks like one.
fn credentials() -> impl Iterator<Item = String> {
    let parts: [&[&str]; 16] = [
        &["sk_", "live_", "EXAMPLEnotreal"],
        &["rk_", "live_", "EXAMPLEnotreal"],
        &["AKIA", "EXAMPLEINVALID2Q"],
        &["ghp", "_EXAMPLEEXAMPLEEXAMPLEEXAMPLE00", "000000"],
        &["EXAMPLE;", "pass"],
        &["EXAMPLE%40", "pass"],
        &["EXAMPLE", "etl"],
        &["EXAMPLE", "redis"],
        &["0e0e0e0e0e0e0e0e", "0e0e0e0e0e0e0e0e"],
        &["RVhBTVBMRSBFWEFNUExFIEVYQU1QTEUg"],
        &["EXAMPLE", "-php"],
        &["EXAMPLE&amp;", "xml"],
        &["EXAMPLE", "wmsKEY0042"],
        &["EXAMPLE", "-mapping"],
        &["whsec", "_EXAMPLE"],
        &["-----BEGIN ", "PRIVATE KEY-----"],
    ];
    parts.into_iter().map(<[&str]>::concat)
}

fn dump(dialect: &str) -> std::path::PathBuf {
    corpus::own(&format!("sample-data/shop.{dialect}.sql"))
}

fn mask(place: &Workplace, dialect: &str) -> Vec<u8> {
    let mut command = place.mask(dump(dialect), corpus::own("profiles/shop.yaml"));
    command.args(["-o", "masked.sql"]);
    run(command).expect_code(0);
    place.read("masked.sql")
}
