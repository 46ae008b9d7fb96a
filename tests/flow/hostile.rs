//! Values that cost the most to look into: each is cleaned, or the run refused, in time and memory
//! that follow from the size of the value alone.

use std::ffi::OsStr;
use std::process::Command;
use std::time::{Duration, Instant};

use bauta_codec::base64;

use crate::workplace::{Ended, Workplace, run};

const PROFILE: &str = "\
version: 1
tables:
  docs:
    columns:
      id: keep
      body: keep
";

/// A token that is known by itself.
const TOKEN: &str = concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17");

/// The shortest part of it that must not be left.
const PART: &str = "A9spHcVY";

/// What a row of a few megabytes may take: the chunk it stands in, its text without escapes, the
/// row that is written, and the detectors.
const MEMORY_KIB: u64 = 600 << 10;

/// Far more than even a busy machine needs, and far less than squares of these lengths would take.
const TIME: Duration = Duration::from_mins(5);

/// Masks rows with these values; each must be a row of the output, without the token.
fn masked(values: &[Vec<u8>]) -> Vec<u8> {
    let place = Workplace::new();
    let mut dump = b"-- PostgreSQL database dump\nSET client_encoding = 'UTF8';\n\
        CREATE TABLE docs (id integer, body text);\nCOPY docs (id, body) FROM stdin;\n"
        .to_vec();
    for (id, value) in values.iter().enumerate() {
        dump.extend_from_slice(format!("{id}\t").as_bytes());
        dump.extend_from_slice(value);
        dump.push(b'\n');
    }
    dump.extend_from_slice(b"\\.\n-- PostgreSQL database dump complete\n");
    let input = place.write("dump.sql", dump);
    let profile = place.write("p.yaml", PROFILE);
    let mut command = place.mask(input, profile);
    command.args(["-o", "out.sql", "--threads", "1"]);
    within_limits(&command).expect_code(0);
    let out = place.read("out.sql");
    let rows = out.split(|byte| *byte == b'\n');
    let rows = rows.filter(|row| row.first().is_some_and(u8::is_ascii_digit));
    assert_eq!(rows.count(), values.len());
    assert!(
        !holds(&out, TOKEN) && !holds(&out, PART),
        "the token is left"
    );
    out
}

/// Runs a command that may take so much memory and time.
fn within_limits(command: &Command) -> Ended {
    let mut limited = Command::new("sh");
    let script = format!("ulimit -d {MEMORY_KIB} && exec \"$@\"");
    limited
        .args(["-c", &script, "sh"])
        .arg(command.get_program());
    limited.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        limited.current_dir(folder);
    }
    let began = Instant::now();
    let ended = run(limited);
    assert!(began.elapsed() < TIME, "it took {:?}", began.elapsed());
    ended
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

fn base64_of(bytes: &[u8]) -> Vec<u8> {
    let style = base64::decode(b"QUJD", &mut Vec::new()).unwrap();
    let mut out = Vec::new();
    base64::encode(bytes, style, &mut out);
    out
}

#[test]
fn large_documents_are_read_to_their_end() {
    let mut json = b"[".to_vec();
    while json.len() < 8 << 20 {
        json.extend_from_slice(br#"{"page": "/lamps", "n": [1, 2.5, null], "t": "one of many"}, "#);
    }
    json.extend_from_slice(format!(r#"{{"note": "{TOKEN}"}}]"#).as_bytes());
    let out = masked(&[json]);
    assert!(holds(&out, r#""t": "one of many"}, {"note": ""#));
}

#[test]
fn deep_documents_are_cleaned_whole_or_broken() {
    let levels = 1000;
    let whole = format!(
        "{}\"{TOKEN}\"{}",
        "{\"a\":[".repeat(levels),
        "]}".repeat(levels)
    );
    let broken = format!("{}{{\"a\": \"{TOKEN}\", ", "[{\"a\":".repeat(100_000));
    let tags = format!("{}{TOKEN}{}", "<a>".repeat(levels), "</a>".repeat(levels));
    masked(&[whole, broken, tags].map(String::into_bytes));
}

#[test]
fn what_is_encoded_again_and_again_is_not_passed() {
    let mut nested = TOKEN.as_bytes().to_vec();
    let mut all = Vec::new();
    for _ in 0..16 {
        nested = base64_of(&nested);
        all.push(nested.clone());
    }
    let out = masked(&all);
    for word in &all {
        let word = std::str::from_utf8(word).unwrap();
        assert!(!holds(&out, word), "it left as it came");
    }
}

#[test]
fn texts_that_are_nothing_but_encoded_words_end_soon() {
    let text = format!("{} {TOKEN}", "A".repeat(4 << 20));
    let twice = base64_of(&base64_of(text.as_bytes()));
    let words = b"YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo= ".repeat(50_000);
    let words = [words, TOKEN.as_bytes().to_vec()].concat();
    let signs = format!("{}{TOKEN}", "a=%41&b: ".repeat(300_000));
    masked(&[twice, words, signs.into_bytes()]);
}

#[test]
fn bytes_that_are_no_text_do_not_hide_a_token() {
    let around = |front: &[u8], behind: &[u8]| [front, TOKEN.as_bytes(), behind].concat();
    masked(&[
        around(b"\xff\xfe ", b" \xc3"),
        around(b"{\"a\": \"\xe2\x82\", \"b\": \"", b"\"}"),
        around(b"\xed\xa0\x80=", b""),
        around(b"\x01\x02 ", b" \x7f"),
    ]);
}

#[test]
fn a_token_that_its_column_cut_off_is_replaced() {
    let cut = &TOKEN[..TOKEN.len() - 1];
    let place = Workplace::new();
    let dump = format!(
        "-- PostgreSQL database dump\nCREATE TABLE docs (id integer, body character varying(60));\n\
         COPY docs (id, body) FROM stdin;\n1\tapi_key={cut}\n2\tAuthorization: Bearer {cut}\n\\.\n\
         -- PostgreSQL database dump complete\n"
    );
    let (input, profile) = (
        place.write("dump.sql", dump),
        place.write("p.yaml", PROFILE),
    );
    let mut command = place.mask(input, profile);
    command.args(["-o", "out.sql"]);
    run(command).expect_code(0);
    assert!(!holds(&place.read("out.sql"), PART));
}

#[test]
fn patterns_of_a_users_own_cannot_explode() {
    let place = Workplace::new();
    let rules = |pattern: &str| {
        format!(
            "version: 1\ndetectors:\n  loop-key:\n    summary: A key that loops.\n    \
             category: secret\n    sensitivity: high\n    pattern: '{pattern}'\n    \
             finds: [{{ text: xaaaaaaaay, found: xaaaaaaaay }}]\n"
        )
    };
    place.write("p.yaml", PROFILE);
    let dump = format!(
        "-- PostgreSQL database dump\nCREATE TABLE docs (id integer, body text);\n\
         COPY docs (id, body) FROM stdin;\n1\tx{}\n2\txaaaaaaaay\n\\.\n\
         -- PostgreSQL database dump complete\n",
        "a".repeat(1 << 20)
    );
    place.write("dump.sql", dump);
    let mask = |pattern: &str| {
        place.write("rules.yaml", rules(pattern));
        let mut command = place.mask("dump.sql", "p.yaml");
        command.args(["--rules", "rules.yaml", "-o", "out.sql"]);
        command.args([OsStr::new("--threads"), OsStr::new("1")]);
        within_limits(&command)
    };
    mask("x(a+)+y").expect_code(0);
    assert!(!holds(&place.read("out.sql"), "xaaaaaaaay"));
    mask("x((a{1,100}){1,100}){1,100}y").expect_code(2);
}
