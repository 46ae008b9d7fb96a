//! Whatever is put back into a clone is found: at a hundred places, in every container and dialect.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;

use bauta_engine::{Cancel, Leftover, Proof, Silent, Verification};

use crate::verified::{Clone, DIALECTS};
use crate::workplace::run;

/// Ways to write a value so that it can be read again.
fn containers(value: &str) -> Vec<(&'static str, String)> {
    let each = |write: fn(u8) -> String| value.bytes().map(write).collect::<Vec<_>>().concat();
    let percent = each(|byte| format!("%{byte:02X}"));
    let escapes = each(|byte| format!("\\u{byte:04x}"));
    let entities = each(|byte| format!("&#{byte};"));
    let hex = each(|byte| format!("{byte:02x}"));
    let json = format!("{{\"note\":\"{value}\"}}");
    vec![
        ("plain", value.to_owned()),
        ("prose", format!("as told by {value} yesterday")),
        ("json", json.clone()),
        ("json escapes", format!("{{\"note\":\"{escapes}\"}}")),
        (
            "query",
            format!("https://shop.test/x?note={percent}&page=2"),
        ),
        ("xml", format!("<note lang=\"en\">{entities}</note>")),
        ("hex", format!("0x{hex}")),
        ("base64", base64(value)),
        ("base64 of json", base64(&json)),
        ("base64 twice", base64(&base64(&json))),
        (
            "php",
            format!("a:1:{{s:4:\"note\";s:{}:\"{value}\";}}", value.len()),
        ),
        ("environment", format!("DEBUG=1\nNOTE={value}\n")),
        (
            "log",
            format!("2026-01-01T00:00:00Z INFO got {value}; done"),
        ),
        (
            "jwt",
            format!(
                "{}.{}.c2lnbmF0dXJl",
                base64("{\"alg\":\"none\"}"),
                base64(&json)
            ),
        ),
    ]
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in text.as_bytes().chunks(3) {
        let bits = group
            .iter()
            .fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            out.push(char::from(DIGITS[(bits >> (18 - 6 * place)) as usize & 63]));
        }
    }
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// Stretches of a dump's rows that hold words: fields of COPY data, literals of INSERTs.
fn fields(dump: &str, dialect: &str) -> Vec<Range<usize>> {
    let fields = if dialect == "postgres" {
        copied_fields(dump)
    } else {
        literals(dump, dialect == "mysql")
    };
    let worded = |field: &Range<usize>| {
        let text = &dump.as_bytes()[field.clone()];
        text.len() > 2 && text.iter().any(u8::is_ascii_alphabetic)
    };
    let fields: Vec<_> = fields.into_iter().filter(worded).collect();
    assert!(fields.len() > 1000, "{dialect}: only {}", fields.len());
    fields
}

fn copied_fields(dump: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let (mut at, mut in_copy) = (0, false);
    for line in dump.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        if content == "\\." {
            in_copy = false;
        } else if in_copy {
            let mut start = at;
            for field in content.split('\t') {
                let end = start + field.len();
                fields.push(start..end);
                start = end + 1;
            }
        } else if content.starts_with("COPY ") && content.ends_with("FROM stdin;") {
            in_copy = true;
        }
        at += line.len();
    }
    fields
}

/// What stands between the quotes in lines that insert rows.
fn literals(dump: &str, backslash: bool) -> Vec<Range<usize>> {
    let bytes = dump.as_bytes();
    let mut literals = Vec::new();
    let mut at = 0;
    while let Some(found) = dump[at..].find("\nINSERT INTO ") {
        at += found + 1;
        while bytes[at] != b';' {
            if bytes[at] != b'\'' {
                at += 1;
                continue;
            }
            let start = at + 1;
            at = start;
            loop {
                match bytes[at] {
                    b'\\' if backslash => at += 2,
                    b'\'' if bytes[at + 1] == b'\'' => at += 2,
                    b'\'' => break,
                    _ => at += 1,
                }
            }
            literals.push(start..at);
            at += 1;
        }
    }
    literals
}

/// A value as it stands in a field of the dialect's dumps.
fn written(value: &str, dialect: &str) -> String {
    match dialect {
        "postgres" => value
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\t', "\\t"),
        "mysql" => value
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\'', "\\'"),
        _ => value.replace('\'', "''"),
    }
}

/// The clone with each value in a field of its own.
fn plant(dump: &str, dialect: &str, plants: &[(Range<usize>, &str)]) -> String {
    let mut plants: Vec<_> = plants.iter().collect();
    plants.sort_by_key(|(field, _)| field.start);
    let (mut text, mut at) = (String::with_capacity(dump.len() + 4096), 0);
    for (field, value) in plants {
        text.push_str(&dump[at..field.start]);
        text.push_str(&written(value, dialect));
        at = field.end;
    }
    text.push_str(&dump[at..]);
    text
}

/// Where a check has found something.
fn places(proof: &Proof, check: &str) -> BTreeSet<String> {
    let checks = proof.checks.iter().filter(|it| it.name == check);
    checks
        .flat_map(|check| check.findings.iter().map(Leftover::place))
        .collect()
}

const EMAIL: &str = "hector.kowalski@example.net";
const SECRET: &str = "EXAMPLEXRAccGAYf4EPmlowbt2sP2v6fbtfYaahR";

/// Values that are put back together: each must be found by itself all the same.
const TOGETHER: usize = 10;

#[test]
fn an_original_put_back_is_found_at_a_hundred_places_in_every_container() {
    for dialect in DIALECTS {
        let clone = Clone::of_shop(dialect);
        let fields = fields(&clone.masked, dialect);
        let original = fs::read(&clone.original).unwrap();
        let original = String::from_utf8_lossy(&original);
        let mut random = Random(42);
        for value in [EMAIL, SECRET] {
            assert!(original.contains(value) && !clone.masked.contains(value));
            let containers = containers(value);
            let mut chosen = BTreeSet::new();
            while chosen.len() < 100 {
                chosen.insert(random.below(fields.len()));
            }
            let plants: Vec<_> = chosen.into_iter().zip(containers.iter().cycle()).collect();
            for plants in plants.chunks(TOGETHER) {
                let put: Vec<_> = plants
                    .iter()
                    .map(|(field, (_, text))| (fields[*field].clone(), &**text))
                    .collect();
                let proof = clone.verify(&plant(&clone.masked, dialect, &put), 1, 1 << 28);
                let found = places(&proof, "originals-gone");
                if found.len() < plants.len() {
                    let missed = alone(&clone, dialect, &put);
                    panic!("{dialect}: {value} is missed in {missed:#?}");
                }
                assert!(!proof.passed);
            }
        }
    }
}

/// Those of several plants that are not found by themselves.
fn alone(clone: &Clone, dialect: &str, plants: &[(Range<usize>, &str)]) -> Vec<String> {
    let missed = plants.iter().filter(|plant_| {
        let text = plant(&clone.masked, dialect, std::slice::from_ref(*plant_));
        places(&clone.verify(&text, 1, 1 << 28), "originals-gone").is_empty()
    });
    let told = |(field, value): &(Range<usize>, &str)| {
        format!("{value} for {}", &clone.masked[field.clone()])
    };
    missed.map(told).collect()
}

#[test]
fn one_original_put_back_ends_the_command_with_six() {
    for dialect in DIALECTS {
        let clone = Clone::of_shop(dialect);
        let fields = fields(&clone.masked, dialect);
        let profile = clone.place.write("shop.yaml", &clone.profile.text);
        let mut random = Random(3);
        let verify = |text: &str| {
            let masked = clone.place.write("clone.sql", text);
            let mut command = clone.place.bauta(["verify", "--progress", "none"]);
            command.arg(masked).arg("-p").arg(&profile);
            command.arg("--original").arg(&clone.original);
            run(command)
        };
        verify(&clone.masked).expect_code(0);
        for value in [EMAIL, SECRET] {
            let field = fields[random.below(fields.len())].clone();
            let text = plant(&clone.masked, dialect, &[(field, value)]);
            let ended = verify(&text).expect_code(6);
            let told = String::from_utf8(ended.stdout).unwrap() + &ended.stderr;
            assert!(!told.contains(value), "{told}");
        }
    }
}

#[test]
fn a_secret_that_the_original_never_had_is_found_without_it() {
    // Assembled here, so that no scanner takes this file for a leak.
    let secret = format!("ghp_{}", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8");
    for dialect in DIALECTS {
        let clone = Clone::of_shop(dialect);
        let fields = fields(&clone.masked, dialect);
        let mut random = Random(7);
        for (name, text) in containers(&secret) {
            let field = fields[random.below(fields.len())].clone();
            let dump = plant(&clone.masked, dialect, &[(field.clone(), &text)]);
            let verification = Verification {
                profile: Some(clone.profile.clone()),
                ..Verification::new(clone.place.write("clone.sql", &dump), [5; 32])
            };
            let proof = verification.run(&mut Silent, &Cancel::default()).unwrap();
            let place = &clone.masked[field];
            assert!(!proof.passed, "{dialect}: {name} in place of {place:?}");
            assert_eq!(proof.checks.len(), 2);
            assert!(proof.not_checked[0].contains("--original"));
        }
    }
}

/// Statements with an account, a password or the name of a database of production.
fn identities(dialect: &str) -> &'static [&'static str] {
    match dialect {
        "postgres" => &[
            "CREATE ROLE app LOGIN PASSWORD 'md5aabbccddeeff00112233445566778899';",
            "ALTER ROLE app PASSWORD 'opensesame-4711';",
            "CREATE USER MAPPING FOR app SERVER far OPTIONS (\"user\" 'app', password 'opensesame-4711');",
            "CREATE SUBSCRIPTION s CONNECTION 'host=db.shop-corp.com user=app password=opensesame-4711' PUBLICATION p;",
            "ALTER DATABASE shop_production SET work_mem = '64MB';",
        ],
        "mysql" => &[
            "CREATE USER 'app'@'%' IDENTIFIED BY 'opensesame-4711';",
            "ALTER USER 'app'@'%' IDENTIFIED BY 'opensesame-4711';",
            "GRANT ALL ON *.* TO 'app'@'%' IDENTIFIED BY 'opensesame-4711';",
            "CREATE DEFINER=`root`@`localhost` VIEW v AS SELECT 1;",
            "USE `shop_production`;",
        ],
        _ => &[
            "CREATE VIEW v AS SELECT 'hector.kowalski@example.net';",
            "CREATE TRIGGER t AFTER INSERT ON orders BEGIN SELECT 'EXAMPLEXRAccGAYf4EPmlowbt2sP2v6fbtfYaahR'; END;",
            "-- ask hector.kowalski@example.net",
        ],
    }
}

/// Where a statement may begin: before others that stand on lines of their own.
fn beginnings(dump: &str) -> Vec<usize> {
    let heads = [
        "CREATE TABLE ",
        "ALTER TABLE ",
        "DROP TABLE ",
        "INSERT INTO ",
        "COPY ",
        "CREATE ",
    ];
    let mut at = 0;
    let mut found = Vec::new();
    for line in dump.split_inclusive('\n') {
        if heads.iter().any(|head| line.starts_with(head)) {
            found.push(at);
        }
        at += line.len();
    }
    found
}

#[test]
fn an_identity_put_back_is_found_between_any_two_statements() {
    for dialect in DIALECTS {
        let clone = Clone::of_shop(dialect);
        let beginnings = beginnings(&clone.masked);
        let identities = identities(dialect);
        let mut random = Random(11);
        for round in 0..100 / TOGETHER {
            let mut chosen = BTreeSet::new();
            while chosen.len() < TOGETHER {
                chosen.insert(beginnings[random.below(beginnings.len())]);
            }
            let mut text = clone.masked.clone();
            for (index, at) in chosen.iter().enumerate().rev() {
                let statement = identities[(index + round) % identities.len()];
                text.insert_str(*at, &format!("{statement}\n"));
            }
            let proof = clone.verify(&text, 1, 1 << 28);
            let mut found = places(&proof, "statements");
            found.extend(places(&proof, "originals-gone"));
            assert!(found.len() >= TOGETHER, "{dialect}: {found:#?}");
        }
    }
}

#[test]
fn somebody_put_back_into_their_own_row_is_found() {
    let clone = Clone::of_shop("postgres");
    let original = fs::read_to_string(&clone.original).unwrap();
    let rows = |dump: &str| -> Vec<String> {
        let (_, block) = dump.split_once("\nCOPY public.customers (").unwrap();
        let rows = block.split('\n').skip(1);
        rows.take_while(|row| *row != "\\.")
            .map(str::to_owned)
            .collect()
    };
    let (before, after) = (rows(&original), rows(&clone.masked));
    assert!(before.len() > 100 && before.len() == after.len());
    // A name of a letter or two is anybody's.
    let named = |row: &usize| {
        let fields: Vec<&str> = before[*row].split('\t').collect();
        fields[3].len() > 2 && fields[4].len() > 2 && fields[3].len() + fields[4].len() >= 6
    };
    let chosen: Vec<usize> = (0..before.len()).filter(named).take(100).collect();
    assert_eq!(chosen.len(), 100);
    for several in chosen.chunks(TOGETHER) {
        let mut text = clone.masked.clone();
        for row in several {
            let before: Vec<&str> = before[*row].split('\t').collect();
            let mut fields: Vec<&str> = after[*row].split('\t').collect();
            (fields[3], fields[4]) = (before[3], before[4]);
            text = text.replacen(&after[*row], &fields.join("\t"), 1);
        }
        let proof = clone.verify(&text, 1, 1 << 28);
        let found = places(&proof, "originals-gone");
        assert_eq!(found.len(), several.len(), "{found:#?}");
    }
}
