//! What happens to a command whose streams are closed or silent, and to one that is asked to stop.

#![cfg(unix)]

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::Place;

#[test]
fn a_reader_that_goes_away_is_141_without_a_word() {
    let place = Place::new();
    // More than a pipe holds, so that the writer meets the closed end.
    let mut child = place
        .command(&["transformers", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!((status.code(), err.as_str()), (Some(141), ""));
}

#[test]
fn a_run_that_waits_for_its_input_can_be_stopped() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let place = Place::new();
        place.write("p.yaml", "version: 1\nsecrets: report\n");
        let mut child = place
            .command(&["mask", "-p", "p.yaml", "-o", "out.sql"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The note about the fresh key comes before the signals are watched, by a moment.
        let mut first = [0; 5];
        child
            .stderr
            .as_mut()
            .unwrap()
            .read_exact(&mut first)
            .unwrap();
        assert_eq!(&first, b"note:");
        std::thread::sleep(Duration::from_millis(300));
        let sent = Command::new("kill")
            .args(["-s", signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
        let asked = Instant::now();
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(code), "{signal}");
        assert!(asked.elapsed() < Duration::from_secs(10));
        assert_eq!(place.names(), ["p.yaml"]);
    }
}

#[test]
fn core_dumps_are_off() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\nsecrets: report\n");
    let mut child = place
        .command(&["mask", "-p", "p.yaml", "-o", "out.sql"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 5];
    child
        .stderr
        .as_mut()
        .unwrap()
        .read_exact(&mut first)
        .unwrap();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id()));
    child.kill().unwrap();
    child.wait().unwrap();
    // Only Linux tells.
    let Ok(limits) = limits else { return };
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    assert_eq!(
        core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(),
        ["0", "0"],
        "{core}"
    );
}
