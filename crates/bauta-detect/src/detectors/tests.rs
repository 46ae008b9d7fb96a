use std::collections::BTreeSet;
use std::path::Path;

use bauta_model::{FoundSpan, SpanFinder};

use super::*;
use crate::detector::{Matcher, Replacement, Trigger};
use crate::{Finder, Fit, dead_replacement, is_ours, passes};

fn found(finder: &Finder, text: &[u8]) -> Vec<FoundSpan> {
    let mut found = Vec::new();
    finder.find(text, &mut found);
    found
}

#[test]
fn every_detector_finds_its_examples() {
    let finder = Finder::all();
    for detector in catalogue() {
        assert!(!detector.finds.is_empty(), "{}", detector.kind);
        for example in detector.finds {
            if !detector.is_found_in_text() {
                assert_eq!(example.text, example.found);
                assert_ne!(
                    detector.fits(example.text.as_bytes()),
                    Fit::No,
                    "{}",
                    detector.kind
                );
                continue;
            }
            let found = found(&finder, example.text.as_bytes());
            let hit = found.iter().any(|finding| {
                finding.kind == detector.kind
                    && finding.span.of(example.text.as_bytes()) == example.found.as_bytes()
            });
            assert!(hit, "{}: {} gave {found:?}", detector.kind, example.text);
        }
    }
}

#[test]
fn no_detector_finds_its_look_alikes() {
    let finder = Finder::all();
    for detector in catalogue() {
        for text in detector.ignores {
            if !detector.is_found_in_text() {
                assert_eq!(
                    detector.fits(text.as_bytes()),
                    Fit::No,
                    "{}: {text}",
                    detector.kind
                );
            }
            let found = found(&finder, text.as_bytes());
            assert!(
                found.iter().all(|finding| finding.kind != detector.kind),
                "{}: {text}",
                detector.kind
            );
        }
    }
}

/// `detectors.md` §4 and its kin: nothing of the kind is a secret.
#[test]
fn look_alikes_are_no_secrets() {
    let finder = Finder::secrets_and_spans();
    for text in [
        "550e8400-e29b-41d4-a716-446655440000",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "0ujtsYcgvSTl8PAuAdqWYSMnLOv",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ",
        "pk_live_51H8x2CdEfGhIjKlMnOpQrStUvWxYz",
        "978-3-16-148410-0",
        "1.2.3.4",
        "#a0b1c2",
        "2026-11-21 12:34:56.789+00",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl a@b",
        "author: Ada Lovelace; compass: north; turkey: roasted",
    ] {
        assert_eq!(found(&finder, text.as_bytes()), [], "{text}");
    }
}

#[test]
fn whole_examples_fit_their_kind() {
    for detector in catalogue() {
        for example in detector.finds {
            let is_assigned = matches!(
                detector.matcher,
                Matcher::Custom {
                    triggers: [Trigger::Assignment(_), ..],
                    ..
                }
            );
            if example.text == example.found && !is_assigned {
                let padded = format!(" {}\n", example.text);
                assert_ne!(
                    detector.fits(padded.as_bytes()),
                    Fit::No,
                    "{}",
                    detector.kind
                );
            }
        }
        assert_eq!(detector.fits(b" "), Fit::No, "{}", detector.kind);
    }
}

#[test]
fn every_file_is_registered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detectors");
    let entries = folder.read_dir().unwrap();
    let files = entries.filter(|entry| entry.as_ref().unwrap().path().is_file());
    // This file and the table itself hold no detectors.
    assert_eq!(files.count() - 2, CATALOGUE.len());
}

#[test]
fn kinds_are_kebab_case_and_unique() {
    let mut seen = BTreeSet::new();
    for detector in catalogue() {
        let kind = detector.kind;
        assert!(seen.insert(kind), "{kind} twice");
        assert!(
            kind.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{kind}"
        );
        assert!(detector.summary.ends_with('.'), "{kind}");
        assert!((0.0..=1.0).contains(&detector.confidence(b"")), "{kind}");
        assert_ne!(detector.mark(), Some(""), "{kind}");
        for hint in detector.hints {
            assert!(
                hint.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
                "{kind}: {hint}"
            );
        }
    }
}

#[test]
fn prefixed_tokens_are_long_enough_for_the_pass_that_looks_for_them() {
    for detector in catalogue() {
        if let Matcher::Shapes(shapes) = &detector.matcher {
            for shape in *shapes {
                assert!(!shape.prefix().is_empty(), "{}", detector.kind);
                assert!(shape.least_unbroken() >= passes::LONG, "{}", detector.kind);
            }
        }
        for trigger in detector.triggers() {
            if let Trigger::Literal(text) | Trigger::Prefix(text) = trigger {
                assert!(!text.is_empty());
            }
        }
    }
}

#[test]
fn literals_do_not_overlap_so_that_one_pass_meets_all() {
    let mut literals = Vec::new();
    for trigger in catalogue().flat_map(Detector::triggers) {
        if let Trigger::Literal(text) = trigger {
            literals.push(text);
        }
    }
    for one in &literals {
        for other in literals.iter().filter(|other| one != *other) {
            assert!(!one.contains(other), "{one}: {other}");
            for at in 1..one.len().min(other.len()) {
                let front = &one.as_bytes()[..at];
                assert!(!other.as_bytes().ends_with(front), "{other}: {one}");
            }
        }
    }
}

#[test]
fn every_example_gets_a_replacement_that_is_known_as_ours() {
    let finder = Finder::all();
    for detector in catalogue() {
        for example in detector.finds {
            let original = example.found.as_bytes();
            assert!(!is_ours(detector.kind, original), "{}", detector.kind);
            let mut out = b"x=".to_vec();
            dead_replacement(detector.kind, original, [9; 32], &mut out);
            let replaced = &out[2..];
            if detector.mark().is_none() {
                continue;
            }
            assert_ne!(replaced, original);
            assert!(is_ours(detector.kind, replaced), "{}", detector.kind);
            let replaced = std::str::from_utf8(replaced).unwrap();
            let masked = example.text.replace(example.found, replaced);
            let start = masked.find(replaced).unwrap();
            let end = start + replaced.len();
            let again = found(&finder, masked.as_bytes());
            assert!(
                again
                    .iter()
                    .all(|finding| finding.span.end <= start || finding.span.start >= end),
                "{}: {masked} gave {again:?}",
                detector.kind
            );
        }
    }
}

#[test]
fn shaped_replacements_keep_the_length() {
    for detector in catalogue() {
        if let Replacement::Shapes(_) = detector.replacement {
            for example in detector.finds {
                let mut out = Vec::new();
                dead_replacement(detector.kind, example.found.as_bytes(), [5; 32], &mut out);
                assert_eq!(out.len(), example.found.len(), "{}", detector.kind);
            }
        }
    }
}

#[test]
fn an_original_that_does_not_fit_its_kind_is_replaced_all_the_same() {
    for detector in catalogue() {
        for original in [
            &b""[..],
            b"\xff\x00",
            b"something else altogether, longer than most",
        ] {
            let mut out = Vec::new();
            dead_replacement(detector.kind, original, [5; 32], &mut out);
            let holds = detector.mark().is_none() || is_ours(detector.kind, &out);
            assert!(holds, "{} {out:?}", detector.kind);
        }
    }
}
