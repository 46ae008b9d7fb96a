use serde_json::json;

use super::*;
use crate::AuditEvent;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_767_600_000 + seconds).unwrap()
}

fn opened(log: &str) -> AuditEvent {
    AuditEvent::LogOpened {
        log: log.to_owned(),
    }
}

/// A log of three entries.
fn three(log: &str) -> (Vec<Vec<u8>>, Chain) {
    let mut chain = Chain::new(Log::Audit);
    let mut lines = vec![chain.append(&opened(log), "ci@example.com", at(0)).unwrap()];
    for bytes in [7, 8] {
        let event = AuditEvent::LogMended { bytes };
        lines.push(chain.append(&event, "ci@example.com", at(5)).unwrap());
    }
    (lines, chain)
}

fn flaw(lines: &[Vec<u8>]) -> (u64, Flaw) {
    let error = Chain::read(Log::Audit, &lines.concat()).unwrap_err();
    (error.seq, error.flaw)
}

#[test]
fn the_vectors_of_the_format_hold() {
    let first = "af7adaee005ece80e71893af176a06ad48749ee470c7069f57f757a044ac2211";
    let second = "2c286c9b7412f86a2b322ed492dece9e20fd8715709f5fb4168ffa248823504d";
    let mut chain = Chain::new(Log::Audit);
    let line = chain
        .append(&opened("6f1c"), "ci@example.com", at(0))
        .unwrap();
    assert_eq!(chain.head().unwrap().hash, first);
    let entry = Entry {
        seq: 1,
        ts: "2026-01-05T08:00:07Z".to_owned(),
        actor: "ci@example.com".to_owned(),
        event: "run.start".to_owned(),
        data: json!({"env": "qa", "profile": "sha256:ab"})
            .as_object()
            .unwrap()
            .clone(),
        prev: first.to_owned(),
    };
    assert_eq!(entry.hash(Log::Audit).unwrap(), second);
    let mut log = line;
    log.extend(entry.line(second).unwrap());
    log.push(b'\n');
    let (entries, chain) = Chain::read(Log::Audit, &log).unwrap();
    assert_eq!(entries[1], entry);
    assert_eq!(chain.head().unwrap().to_string(), format!("1:{second}"));
}

#[test]
fn what_is_appended_is_accepted() {
    let (lines, chain) = three("a");
    let (entries, read) = Chain::read(Log::Audit, &lines.concat()).unwrap();
    assert_eq!(entries.len(), 3);
    assert_eq!(read.head(), chain.head());
    assert_eq!(Chain::read(Log::Audit, b"").unwrap().1.head(), None);
}

#[test]
fn a_changed_byte_is_noticed_wherever_it_is() {
    let (lines, _) = three("a");
    let log = lines.concat();
    for place in 0..log.len() {
        for change in [1, 0x20] {
            let mut changed = log.clone();
            changed[place] ^= change;
            assert!(Chain::read(Log::Audit, &changed).is_err(), "byte {place}");
        }
    }
}

#[test]
fn gaps_doublets_and_swaps_are_noticed() {
    let (lines, _) = three("a");
    let [a, b, c] = [&lines[0], &lines[1], &lines[2]].map(Clone::clone);
    assert_eq!(flaw(&[a.clone(), c.clone()]), (1, Flaw::Gap { found: 2 }));
    assert_eq!(
        flaw(&[a.clone(), b.clone(), b.clone()]),
        (2, Flaw::Gap { found: 1 })
    );
    assert_eq!(flaw(std::slice::from_ref(&b)), (0, Flaw::Gap { found: 1 }));
    let (other, _) = three("b");
    assert_eq!(flaw(&[a, other[1].clone()]), (1, Flaw::Unlinked));
}

#[test]
fn a_line_without_its_end_is_unfinished() {
    let (mut lines, _) = three("a");
    lines[2].pop();
    assert_eq!(flaw(&lines), (2, Flaw::Unfinished));
}

#[test]
fn a_cut_and_a_rewrite_are_told_apart_by_a_known_head() {
    let (lines, end) = three("a");
    let known = end.head().unwrap();
    let judge = |log: &[Vec<u8>], known: &Head| {
        let (entries, chain) = Chain::read(Log::Audit, &log.concat()).unwrap();
        compare(&entries, &chain, known)
    };
    assert_eq!(judge(&lines, known), Ok(()));
    let (known_1, entries) = (1, 1);
    let first = Chain::read(Log::Audit, &lines[..2].concat()).unwrap().1;
    assert_eq!(judge(&lines, first.head().unwrap()), Ok(()));
    assert_eq!(
        judge(&lines[..1], first.head().unwrap()),
        Err(Mismatch::Cut {
            known: known_1,
            entries
        })
    );
    let (other, _) = three("b");
    assert_eq!(judge(&other, known), Err(Mismatch::Rewritten { known: 2 }));
    assert_eq!(
        judge(&other, first.head().unwrap()),
        Err(Mismatch::Rewritten { known: 1 })
    );
    assert!(judge(&[], known).is_err());
}

#[test]
fn a_clock_a_little_behind_is_bridged_and_one_far_behind_refused() {
    let (mut lines, mut chain) = three("a");
    lines.push(chain.append(&opened("x"), "b", at(-50)).unwrap());
    let (entries, _) = Chain::read(Log::Audit, &lines.concat()).unwrap();
    assert_eq!(entries[3].ts, entries[2].ts);
    let before = chain.clone();
    let refused = chain.append(&opened("x"), "b", at(-60)).unwrap_err();
    assert_eq!(refused, AppendError::ClockBehind { last: at(5) });
    assert_eq!(chain.head(), before.head());
}

#[test]
fn an_entry_older_than_the_one_before_is_noticed() {
    let (lines, chain) = three("a");
    let mut entry = Chain::read(Log::Audit, &lines.concat()).unwrap().0[2].clone();
    entry.seq = 3;
    entry.prev.clone_from(&chain.head().unwrap().hash);
    entry.ts = "2026-01-05T08:00:04Z".to_owned();
    let mut line = entry.line(&entry.hash(Log::Audit).unwrap()).unwrap();
    line.push(b'\n');
    let mut all = lines;
    all.push(line);
    assert_eq!(flaw(&all), (3, Flaw::Earlier));
}

#[test]
fn an_entry_of_one_log_has_no_place_in_another() {
    let (lines, _) = three("a");
    let error = Chain::read(Log::Clones, &lines.concat()).unwrap_err();
    assert_eq!(error.flaw, Flaw::Changed);
}
