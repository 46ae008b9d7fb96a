//! What must hold for any bytes and any token.

use std::sync::LazyLock;

use bauta_detect::{Finder, catalogue, dead_replacement, is_ours};
use bauta_model::{FoundSpan, SpanFinder};
use proptest::prelude::*;

static ALL: LazyLock<Finder> = LazyLock::new(Finder::all);
static STREAM: LazyLock<Finder> = LazyLock::new(Finder::secrets_and_spans);

fn find(finder: &Finder, text: &[u8]) -> Vec<FoundSpan> {
    let mut found = Vec::new();
    finder.find(text, &mut found);
    found
}

/// Pieces that make detectors wake up, and noise between them.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let examples: Vec<Vec<u8>> = catalogue()
        .filter(|detector| detector.is_found_in_text())
        .flat_map(|detector| detector.finds)
        .map(|example| example.found.as_bytes().to_vec())
        .collect();
    let cuts = examples.clone();
    prop_oneof![
        prop::sample::select(examples),
        (prop::sample::select(cuts), any::<prop::sample::Index>()).prop_map(|(text, at)| {
            let at = at.index(text.len() + 1);
            text[at..].to_vec()
        }),
        prop::collection::vec(any::<u8>(), 0..12),
        "[ a-z=:@.+(-]{0,9}".prop_map(String::into_bytes),
        Just(b"-----BEGIN RSA PRIVATE KEY-----".to_vec()),
        Just(b"password=".to_vec()),
        Just(b"https://a:".to_vec()),
        Just(b"\\n".to_vec()),
    ]
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(piece(), 0..8).prop_map(|pieces| pieces.concat())
}

/// Values as they stand in rows: apart, alone or behind a name.
fn row() -> impl Strategy<Value = Vec<u8>> {
    let values: Vec<&'static str> = catalogue()
        .filter(|detector| detector.is_found_in_text())
        .flat_map(|detector| detector.finds)
        .flat_map(|example| [example.found, example.text])
        .collect();
    let names = [
        "",
        "",
        "password=",
        "\"api_key\": \"",
        "https://x.example/?token=",
    ];
    let value = (
        prop::sample::select(names.to_vec()),
        prop::sample::select(values),
    )
        .prop_map(|(name, value)| [name, value].concat());
    prop::collection::vec(value, 1..5).prop_map(|values| values.join("\t").into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn findings_lie_within_the_text_in_order_and_apart(text in text()) {
        for finder in [&*ALL, &*STREAM] {
            let mut end = 0;
            for finding in find(finder, &text) {
                prop_assert!(finding.span.start >= end);
                prop_assert!(finding.span.end > finding.span.start);
                end = finding.span.end;
            }
            prop_assert!(end <= text.len());
        }
    }

    #[test]
    fn any_bytes_pass_without_panic(text in prop::collection::vec(any::<u8>(), 0..300)) {
        find(&ALL, &text);
        for detector in catalogue() {
            is_ours(detector.kind, &text);
            detector.confidence(&text);
            detector.fits(&text);
            dead_replacement(detector.kind, &text, [1; 32], &mut Vec::new());
        }
    }

    #[test]
    fn surroundings_do_not_hide_a_secret(
        before in "[a-zA-Z ,.;\t\n]{0,40}",
        after in "[a-zA-Z ,;\t\n]{0,40}",
        index in any::<prop::sample::Index>(),
    ) {
        let secrets: Vec<_> = catalogue()
            .filter(|detector| detector.is_found_in_text())
            .filter(|detector| detector.finds[0].text == detector.finds[0].found)
            .collect();
        let detector = secrets[index.index(secrets.len())];
        // A verifier is told from a digest only where it stands alone.
        prop_assume!(detector.kind != "pg-md5");
        let secret = detector.finds[0].found;
        let text = format!("{before}\t{secret}\t{after}");
        let start = before.len() + 1;
        let covered = find(&ALL, text.as_bytes()).iter().any(|finding| {
            finding.kind == detector.kind
                && finding.span.start <= start
                && finding.span.end >= start + secret.len()
        });
        prop_assert!(covered, "{}", detector.kind);
    }

    #[test]
    fn replacements_are_pure_marked_and_silent(
        digest in any::<[u8; 32]>(),
        other in any::<[u8; 32]>(),
        index in any::<prop::sample::Index>(),
    ) {
        prop_assume!(digest != other);
        let examples: Vec<_> = catalogue()
            .flat_map(|detector| detector.finds.iter().map(move |example| (detector, example)))
            .collect();
        let (detector, example) = examples[index.index(examples.len())];
        let original = example.found.as_bytes();
        let replaced = |digest| {
            let mut out = Vec::new();
            dead_replacement(detector.kind, original, digest, &mut out);
            out
        };
        let ours = replaced(digest);
        prop_assume!(detector.mark().is_some());
        prop_assert!(is_ours(detector.kind, &ours));
        prop_assert_eq!(&ours, &replaced(digest));
        if detector.category.name() == "secret" {
            prop_assert_ne!(&ours, &replaced(other));
        }
        // What was copied is there under any digest; what a replacement of nothing has too
        // belongs to the kind.
        let mut bare = Vec::new();
        dead_replacement(detector.kind, b"", digest, &mut bare);
        let front = front_before_mark(original, &ours);
        let others: Vec<_> = (0..4).map(|seed| replaced([seed; 32])).chain([ours]).collect();
        let holds = |text: &[u8], run: &[u8]| text.windows(8).any(|window| window == run);
        for run in original.windows(8) {
            let copied = others.iter().all(|ours| holds(ours, run));
            let of_the_kind = holds(&bare, run) || holds(front, run) || is_framing(run, example.found);
            prop_assert!(!copied || of_the_kind, "{} keeps {:?}", detector.kind, run.escape_ascii().to_string());
        }
    }

    #[test]
    fn a_masked_row_has_nothing_left_to_mask(text in row(), digest in any::<[u8; 32]>()) {
        let mut masked = Vec::new();
        let mut end = 0;
        let mut replaced = Vec::new();
        for finding in find(&STREAM, &text) {
            masked.extend_from_slice(&text[end..finding.span.start]);
            let start = masked.len();
            dead_replacement(finding.kind, finding.span.of(&text), digest, &mut masked);
            replaced.push((start, masked.len()));
            end = finding.span.end;
        }
        masked.extend_from_slice(&text[end..]);
        for finding in find(&STREAM, &masked) {
            prop_assert!(
                replaced.iter().all(|(start, end)| finding.span.start < *start || finding.span.end > *end),
                "{} inside of {:?}", finding.kind, masked.escape_ascii().to_string()
            );
        }
    }
}

/// What an original and its replacement begin with, if the mark follows at once.
fn front_before_mark<'o>(original: &'o [u8], ours: &[u8]) -> &'o [u8] {
    let same = original
        .iter()
        .zip(ours)
        .take_while(|(a, b)| a == b)
        .count();
    let marks = [
        &b"BAUTAdead"[..],
        b"BAUTADEAD",
        b"bautadead",
        b"deadba07",
        b"DEADBA07A",
    ];
    // The first characters of a mark may happen to be those of the original.
    let is_marked = (same.saturating_sub(2)..=same)
        .any(|at| marks.iter().any(|mark| ours[at..].starts_with(mark)));
    if is_marked { &original[..same] } else { b"" }
}

/// Labels, schemes, families and costs, which a replacement keeps.
fn is_framing(run: &[u8], found: &str) -> bool {
    let run = run.escape_ascii().to_string();
    let is_label = found.contains("PRIVATE")
        && (run.contains("---")
            || run
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b == b' ' || b == b'-'));
    is_label
        || [
            "mongodb+srv://",
            "postgres://",
            "redis://",
            "sk-proj-",
            "$v=19$m=65536,t=3,p=1$",
            "hooks.slack.com/services/",
            "vault:v1:",
            "$ANSIBLE_VAULT;1.1;AES256",
            "jdbc:postgresql://",
            "jdbc:mysql://",
            "jdbc:mariadb://",
            "jdbc:sqlserver://",
            "jdbc:oracle:thin:@//",
        ]
        .iter()
        .any(|frame| frame.contains(&run))
}
