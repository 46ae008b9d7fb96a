#![expect(
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fs;

use serde_json::Value;

use crate::run::{Place, Ran};

/// A place whose log has three entries.
fn three() -> Place {
    let place = Place::new();
    place.run("audit begin").assert_done();
    for _ in 0..2 {
        place.run("audit export -o copy.jsonl").assert_done();
    }
    place
}

fn verified(place: &Place, flags: &str) -> Ran {
    place.run(&format!("audit verify --format json {flags}"))
}

fn head(place: &Place) -> String {
    let told: Value = serde_json::from_str(&verified(place, "").out).unwrap();
    let head = &told["head"];
    format!("{}:{}", head["seq"], head["hash"].as_str().unwrap())
}

#[track_caller]
fn assert_does_not_hold(ran: &Ran, why: &str) {
    ran.assert_refused(6);
    assert!(ran.err.contains("BAUTA-E001"), "{}", ran.told());
    assert!(ran.err.contains(why), "{}", ran.told());
}

#[test]
fn what_was_done_is_shown() {
    let place = three();
    let ran = place.run("audit show");
    ran.assert_done();
    let lines: Vec<Vec<&str>> = ran
        .out
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2][0], "2");
    assert_eq!(lines[2][2..4], ["qa@example.com", "report.exported"]);
    let ran = place.run("audit show --event report --last 1 --format json");
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["entries"].as_array().unwrap().len(), 1);
    assert_eq!(told["entries"][0]["data"]["report"], "audit");
}

#[test]
fn a_place_without_a_log_says_so() {
    let place = Place::new();
    let ran = place.run("audit show");
    ran.assert_done();
    assert!(ran.err.starts_with("no audit log in "), "{}", ran.told());
    assert_does_not_hold(&place.run("audit verify"), "there is no audit log");
    place.run("audit export").assert_refused(1);
}

#[test]
fn a_whole_log_holds_here_and_where_it_was_copied_to() {
    let place = three();
    let head = head(&place);
    verified(&place, &format!("--expect-head {head}")).assert_done();
    let ran = place.run("audit export");
    ran.assert_done();
    assert!(ran.err.contains(&head), "{}", ran.told());
    place.write("copy.jsonl", &ran.out);
    let ran = place.run(&format!("audit verify copy.jsonl --expect-head {head}"));
    ran.assert_done();
    assert!(ran.err.contains("3 entries, unbroken"), "{}", ran.told());
    place.run("audit verify --expect-head 3").assert_refused(2);
}

#[test]
fn a_changed_line_ends_with_6_wherever_it_is() {
    let place = three();
    let text = fs::read_to_string(place.log()).unwrap();
    fs::write(place.log(), text.replace("\"audit\"", "\"audio\"")).unwrap();
    assert_does_not_hold(&verified(&place, ""), "entry 1 was changed");
    assert_does_not_hold(&place.run("audit show"), "entry 1 was changed");
    assert_does_not_hold(&place.run("audit begin"), "entry 1 was changed");
}

#[test]
fn an_entry_that_is_missing_ends_with_6() {
    let place = three();
    let text = fs::read_to_string(place.log()).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(place.log(), [lines[0], lines[2]].concat()).unwrap();
    assert_does_not_hold(&verified(&place, ""), "entry 2 stands where entry 1 should");
}

#[test]
fn a_cut_end_is_known_by_a_head() {
    let place = three();
    let head = head(&place);
    let text = fs::read_to_string(place.log()).unwrap();
    let cut: String = text.split_inclusive('\n').take(2).collect();
    fs::write(place.log(), cut).unwrap();
    verified(&place, "").assert_done();
    let ran = verified(&place, &format!("--expect-head {head}"));
    assert_does_not_hold(&ran, "the log was cut");
}

#[test]
fn a_log_written_anew_is_known_by_a_head() {
    let head = head(&three());
    let another = three();
    verified(&another, "").assert_done();
    let ran = verified(&another, &format!("--expect-head {head}"));
    assert_does_not_hold(&ran, "the log was rewritten");
}

#[test]
fn an_unfinished_entry_is_cut_off_by_the_next_one() {
    let place = three();
    let text = fs::read(place.log()).unwrap();
    fs::write(place.log(), &text[..text.len() - 20]).unwrap();
    assert_does_not_hold(&verified(&place, ""), "entry 2 is unfinished");
    place.run("audit begin").assert_done();
    verified(&place, "").assert_done();
    let ran = place.run("audit show --event log.mended");
    assert_eq!(ran.out.lines().count(), 1);
}

#[test]
fn two_processes_at_once_keep_one_chain() {
    let place = three();
    let children: Vec<_> = (0..8)
        .map(|index| {
            let name = format!("copy{index}.jsonl");
            let mut command = place.command(&["audit", "export", "-q", "-o", &name]);
            command.spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let told: Value = serde_json::from_str(&verified(&place, "").out).unwrap();
    assert_eq!(told["entries"], 11);
}

#[cfg(unix)]
#[test]
fn a_log_that_is_a_link_is_refused() {
    let place = three();
    let elsewhere = place.path("elsewhere.jsonl");
    fs::rename(place.log(), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, place.log()).unwrap();
    place.run("audit begin").assert_refused(1);
    place.run("audit verify").assert_refused(1);
}

#[test]
fn a_log_from_tomorrow_takes_no_entries_of_today() {
    let place = Place::new();
    // One entry of the year 2100, with the hash it should have.
    let line = concat!(
        r#"{"actor":"a","data":{"log":"00"},"event":"log.open","#,
        r#""hash":"HASH","prev":"0000000000000000000000000000000000000000000000000000000000000000","#,
        r#""seq":0,"ts":"2100-01-01T00:00:00Z"}"#,
        "\n"
    );
    let entry = line.trim_end().replace(r#""hash":"HASH","#, "");
    let hash = bauta_trust::Digest::tagged("bauta/audit/v1", entry.as_bytes()).hex();
    fs::write(place.log(), line.replace("HASH", &hash)).unwrap();
    verified(&place, "").assert_done();
    let ran = place.run("audit export -o copy.jsonl");
    ran.assert_refused(4);
    assert!(ran.err.contains("BAUTA-E002"), "{}", ran.told());
}
