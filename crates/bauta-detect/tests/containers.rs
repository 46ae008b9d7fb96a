//! Secrets planted in random containers: found, replaced, and gone in every encoding.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod wrapping;

use std::sync::LazyLock;

use bauta_codec::nested::MOST_FORMS;
use bauta_codec::{Change, CodecError, Scratch, base64, json, mime};
use bauta_detect::{Search, SearchScratch, UNOPENED, dead_replacement, is_ours};
use proptest::prelude::*;

use wrapping::{WRAPS, Wrap, leaks};

static SEARCH: LazyLock<Search> = LazyLock::new(Search::secrets_and_spans);

fn scrubbed(value: &[u8]) -> (Vec<u8>, Vec<&'static str>) {
    let (search, mut scratch) = (&*SEARCH, SearchScratch::default());
    let mut out = Vec::new();
    let any = search.scrub(
        value,
        "payload",
        &mut scratch,
        &mut |found, out| dead_replacement(found.kind, found.original, [9; 32], out),
        &mut out,
    );
    let kinds = scratch.found().map(|found| found.kind).collect();
    if !any {
        out.extend_from_slice(value);
    }
    (out, kinds)
}

/// A secret with a prefix of its issuer, assembled here.
fn stripe(random: &str) -> String {
    ["sk", "live", random].join("_")
}

fn planted(wraps: &[Wrap], secret: &str, name: &str) -> Vec<u8> {
    let around = format!("say {secret} to ada");
    wraps
        .iter()
        .rev()
        .fold(around.into_bytes(), |text, wrap| wrap.wrap(&text, name))
}

fn unwrapped(wraps: &[Wrap], value: &[u8], name: &str) -> Vec<u8> {
    wraps
        .iter()
        .fold(value.to_vec(), |text, wrap| wrap.unwrap(&text, name))
}

fn wraps() -> impl Strategy<Value = Vec<Wrap>> {
    prop::collection::vec(prop::sample::select(&WRAPS[..]), 0..=4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_planted_secret_is_gone_in_every_encoding(wraps in wraps(), random in "[A-Za-z0-9]{24}") {
        let secret = stripe(&random);
        let value = planted(&wraps, &secret, "note");
        let (out, kinds) = scrubbed(&value);
        prop_assert_eq!(kinds, ["stripe-secret"]);
        prop_assert!(!leaks(&out, random.as_bytes()));
        let inner = unwrapped(&wraps, &out, "note");
        prop_assert!(!leaks(&inner, random.as_bytes()));
        let inner = String::from_utf8(inner).unwrap();
        let new = inner.strip_prefix("say ").and_then(|text| text.strip_suffix(" to ada"));
        prop_assert!(is_ours("stripe-secret", new.unwrap().as_bytes()));
    }

    #[test]
    fn what_was_scrubbed_is_not_found_again(wraps in wraps(), random in "[A-Za-z0-9]{24}") {
        let (once, _) = scrubbed(&planted(&wraps, &stripe(&random), "note"));
        let (twice, kinds) = scrubbed(&once);
        prop_assert_eq!(kinds, [""; 0]);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn a_value_without_secrets_stays(wraps in wraps(), text in "[a-vA-V ,.\"<&%é\\\\]{0,60}") {
        // Without `w`, since `pw=5C` is an encoded backslash here and an assignment elsewhere.
        let value = planted(&wraps, &text, "note");
        let (out, kinds) = scrubbed(&value);
        prop_assert_eq!(kinds, [""; 0]);
        prop_assert_eq!(out, value);
    }

    #[test]
    fn junk_never_panics(junk in any::<Vec<u8>>(), text in "[{}\\[\\]\":,a-c=>&%\\\\u0041;s1<>/ \n-]{0,80}") {
        for input in [junk.as_slice(), text.as_bytes()] {
            scrubbed(input);
        }
    }
}

#[test]
fn a_secret_is_gone_from_every_nesting() {
    let secret = stripe("Zq9xPf3LmT7vKc2RbN8sWd4H");
    let mut nestings = vec![Vec::new()];
    for depth in 0..=4 {
        for wraps in &nestings {
            let (out, kinds) = scrubbed(&planted(wraps, &secret, "note"));
            assert_eq!(kinds, ["stripe-secret"], "{wraps:?}");
            let inner = unwrapped(wraps, &out, "note");
            let new = inner.strip_prefix(b"say ");
            let new = new.and_then(|text| text.strip_suffix(b" to ada"));
            assert!(is_ours("stripe-secret", new.unwrap()), "{wraps:?}");
        }
        if depth < 4 {
            let inner = nestings.iter().flat_map(|wraps| {
                WRAPS
                    .iter()
                    .map(|wrap| [wraps.as_slice(), &[*wrap]].concat())
            });
            nestings = inner.collect();
        }
    }
}

/// Containers whose keys, not the values, tell.
#[test]
fn a_key_tells_a_secret_in_every_form() {
    for wrap in WRAPS {
        if matches!(
            wrap,
            Wrap::Array
                | Wrap::Base64
                | Wrap::Base64Wrapped
                | Wrap::Base64Url
                | Wrap::Hex
                | Wrap::Percent
                | Wrap::EncodedWord
                | Wrap::Gzip
        ) {
            continue;
        }
        for inner in WRAPS {
            let inside = wrap.wrap(b"hunter2.9z!", "smtp_password");
            let value = inner.wrap(&inside, "config");
            let (out, kinds) = scrubbed(&value);
            assert_eq!(
                kinds,
                ["password-plaintext"],
                "{wrap:?} in {inner:?}: {}",
                String::from_utf8_lossy(&value)
            );
            let new = wrap.unwrap(&inner.unwrap(&out, "config"), "smtp_password");
            assert!(new.starts_with(b"BAUTAdead"), "{wrap:?} in {inner:?}");
        }
    }
}

fn base64_of(text: &[u8]) -> Vec<u8> {
    Wrap::Base64.wrap(text, "")
}

/// A key block, of the lines that it has.
fn pem() -> String {
    let line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    let label = ["PRIVATE", "KEY"].join(" ");
    format!("-----BEGIN {label}-----\n{line}\n{line}\nMzEfYyjiWA4R4/M2bS1\n-----END {label}-----\n")
}

#[test]
fn a_key_block_is_found_however_its_lines_are_joined() {
    let block = pem();
    let escaped = block.replace('\n', "\\n");
    let joined = block.replace('\n', "");
    let once = base64_of(block.as_bytes());
    let twice = base64_of(&once);
    let in_yaml = format!(
        "tls:\n  key: |\n    {}\n  port: 1\n",
        block.trim_end().replace('\n', "\n    ")
    );
    let in_json = Wrap::Json.wrap(block.as_bytes(), "k");
    let hexed = Wrap::Hex.wrap(block.as_bytes(), "");
    let wrapped = Wrap::Base64Wrapped.wrap(block.as_bytes(), "");
    for value in [
        block.as_bytes(),
        escaped.as_bytes(),
        joined.as_bytes(),
        in_yaml.as_bytes(),
        &once,
        &twice,
        &in_json,
        &hexed,
        &wrapped,
    ] {
        let (out, kinds) = scrubbed(value);
        let shown = String::from_utf8_lossy(value);
        assert_eq!(kinds, ["pem-private-key"], "{shown}");
        assert!(!leaks(&out, b"AgEAAoIBAQC7VJTUt9Us8cKj"), "{shown}");
        assert!(!leaks(&out, b"MzEfYyjiWA4R4/M2bS1"), "{shown}");
        assert_eq!(scrubbed(&out).1, [""; 0], "{shown}");
    }
}

#[test]
fn credentials_of_known_files_are_found_with_their_keys() {
    let block = pem();
    let mut key = Vec::new();
    json::encode(block.as_bytes(), &mut key);
    let key = String::from_utf8(key).unwrap();
    let service_account = format!(
        "{{\"type\": \"service_account\", \"project_id\": \"shop\", \"private_key_id\": \
         \"2c1f5a0b9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a\", \"private_key\": {key}}}"
    );
    assert_eq!(
        scrubbed(service_account.as_bytes()).1,
        ["generic-secret", "pem-private-key"]
    );
    let data = String::from_utf8(base64_of(block.as_bytes())).unwrap();
    let kubeconfig = format!(
        "apiVersion: v1\nkind: Config\nusers:\n- name: ci\n  user:\n    client-key-data: {data}\n"
    );
    let (out, kinds) = scrubbed(kubeconfig.as_bytes());
    assert_eq!(kinds, ["pem-private-key"]);
    assert!(out.starts_with(b"apiVersion: v1\nkind: Config\nusers:\n- name: ci\n"));
    let docker = r#"{"auths":{"registry.example":{"auth":"ZGVwbG95Omh1bnRlcjIuOXohCg=="}}}"#;
    let (out, kinds) = scrubbed(docker.as_bytes());
    assert_eq!(kinds, ["basic-auth-header"]);
    let auth = Wrap::Json.unwrap(&out, "");
    let mut pair = Vec::new();
    base64::decode(&auth, &mut pair).unwrap();
    assert!(pair.starts_with(b"deploy:BAUTAdead"));
    let config = r#"{"mail":{"config":"{\"smtp_password\":\"hunter2.9z!\",\"port\":25}"}}"#;
    let (out, kinds) = scrubbed(config.as_bytes());
    assert_eq!(kinds, ["password-plaintext"]);
    assert!(out.ends_with(br#"\",\"port\":25}"}}"#));
}

#[test]
fn what_is_broken_off_is_searched_as_far_as_it_goes() {
    let secret = stripe(&"aB3".repeat(8));
    let escaped = secret.replace('_', "\\u005f");
    for value in [
        format!("{{\"a\": 1, \"b\": \"x {escaped}\", \"c\": \"cut of"),
        format!("a:2:{{s:1:\"k\";s:32:\"{secret}\";s:1:\"l\";s:9:\"cut"),
        format!("<a><b>{}</b><c>cut", secret.replace('_', "&#95;")),
        format!("next=%2Fpay%3Fkey%3D{secret}%26x%"),
    ] {
        let (out, kinds) = scrubbed(value.as_bytes());
        assert_eq!(kinds, ["stripe-secret"], "{value}");
        assert!(!leaks(&out, &secret.as_bytes()[8..]), "{value}");
    }
}

#[test]
fn hostile_values_take_bounded_time() {
    let (search, mut scratch) = (&*SEARCH, SearchScratch::default());
    let secret = stripe(&"aB3".repeat(8));
    let deep = format!("{}\"{secret}\"{}", "{\"a\":".repeat(1000), "}".repeat(1000));
    let mixed = "%5Cu0041&amp;=3D\\\\\"{\"a\":[".repeat(20_000);
    let mut gaps = |value: &[u8]| {
        search.search(value, "", &mut scratch, &mut |_| {});
        (scratch.unopened() > 0, scratch.broken() > 0)
    };
    assert_eq!(
        gaps(&Wrap::Json.wrap(&vec![b'x'; 4_000_000], "a")),
        (false, false)
    );
    assert_eq!(gaps(deep.as_bytes()), (false, true));
    assert!(gaps(mixed.as_bytes()).0);
    assert_eq!(
        scrubbed(deep.as_bytes()).1.len(),
        1,
        "it is searched as text"
    );
}

#[test]
fn secrets_in_mail_are_found_behind_folds_and_encodings() {
    let secret = "Zx81-hunter2-q";
    let body = format!("Hello Ada,\nthe database password is password={secret} as ever.\n");
    let based = String::from_utf8(Wrap::Base64.wrap(body.as_bytes(), "")).unwrap();
    let (one, other) = based.split_at(30);
    let quoted = body.replace('=', "=3D").replace("hunter2", "hunt=\r\ner2");
    let subject = Wrap::EncodedWord.wrap(format!("password: {secret}").as_bytes(), "");
    let subject = String::from_utf8(subject).unwrap();
    let head = "From: Ada <ada@shop.invalid>\r\nMIME-Version: 1.0\r\n";
    for message in [
        format!("{head}Content-Transfer-Encoding: base64\r\n\r\n{one}\r\n{other}\r\n"),
        format!("{head}Content-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n"),
        format!("{head}X-Db-Password:\r\n {secret}\r\n\r\nno more\r\n"),
        format!("{head}Subject: {subject}\r\n\r\nno more\r\n"),
        format!(
            "{head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Transfer-Encoding: base64\r\n\r\n{one}\r\n{other}\r\n--x--\r\n"
        ),
        format!("{head}\r\n{body}"),
    ] {
        for wrap in [None, Some(Wrap::Json), Some(Wrap::Gzip), Some(Wrap::Php)] {
            let value = wrap.map_or_else(
                || message.clone().into_bytes(),
                |wrap| wrap.wrap(message.as_bytes(), "mail"),
            );
            let (out, kinds) = scrubbed(&value);
            assert!(kinds.contains(&"password-plaintext"), "{wrap:?} {message}");
            let inner = wrap.map_or_else(|| out.clone(), |wrap| wrap.unwrap(&out, "mail"));
            let mut seen = Vec::new();
            let done = mime::rewrite(
                &inner,
                &mut Scratch::default(),
                &mut Vec::new(),
                |_, leaf, _| {
                    seen.extend_from_slice(leaf.text);
                    Ok::<_, CodecError>(Change::Keep)
                },
            );
            assert!(done.is_ok(), "{message}");
            for text in [&seen, &inner, &out] {
                assert!(!leaks(text, secret.as_bytes()), "{wrap:?} {message}");
            }
        }
    }
}

#[test]
fn what_is_nested_too_deeply_is_replaced_as_a_whole() {
    let random = "aB3".repeat(8);
    for depth in 1..=16 {
        let mut onion = stripe(&random).into_bytes();
        for _ in 0..depth {
            onion = base64_of(&onion);
        }
        let (out, kinds) = scrubbed(&onion);
        let expected = if depth <= MOST_FORMS {
            "stripe-secret"
        } else {
            UNOPENED
        };
        assert_eq!(kinds, [expected], "{depth} deep");
        let mut inner = out.clone();
        let mut scratch = SearchScratch::default();
        SEARCH.search(&out, "payload", &mut scratch, &mut |_| {});
        assert_eq!(
            scratch.found().count(),
            0,
            "{depth} deep: it is found again"
        );
        for _ in 0..depth {
            assert!(!leaks(&inner, random.as_bytes()), "{depth} deep");
            let mut read = Vec::new();
            if base64::decode(&inner, &mut read).is_err() {
                break;
            }
            inner = read;
        }
        assert!(!leaks(&inner, random.as_bytes()), "{depth} deep");
    }
}

#[test]
fn a_container_that_breaks_off_behind_a_secret_still_gives_it_up() {
    let secret = "Zx81-hunter2-q";
    let rest = "plain text without end ".repeat(4);
    let documents = [
        format!("{{\"db_password\":\"{secret}\",\"rest\":\"{rest}\"}}"),
        format!("[{{\"name\":\"DB_PASSWORD\",\"value\":\"{secret}\"}},{{\"rest\":\"{rest}\"}}]"),
        format!("<c><db_password>{secret}</db_password><rest>{rest}</rest></c>"),
        format!("db_password={secret}\nrest=\"{rest}\"\n"),
        format!("db_password: {secret}\nrest: \"{rest}\"\n"),
    ];
    for document in &documents {
        for wrap in WRAPS {
            let whole = wrap.wrap(document.as_bytes(), "payload");
            for cut in 1..=40 {
                let (out, _) = scrubbed(&whole[..whole.len() - cut]);
                assert!(
                    !leaks(&out, secret.as_bytes()),
                    "{wrap:?} less {cut} of {document}"
                );
            }
        }
    }
}

#[test]
fn a_secret_is_gone_wherever_else_it_stands_in_the_value() {
    let value = br#"{"log": "used Zx81-hunter2-q to log in", "password": "Zx81-hunter2-q"}"#;
    let (out, kinds) = scrubbed(value);
    assert_eq!(kinds, ["password-plaintext", "password-plaintext"]);
    assert!(!leaks(&out, b"Zx81-hunter2-q"));
}
