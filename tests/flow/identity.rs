//! A profile that keeps all changes no byte, however the bytes come.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, Detect, Input, Job, Output, ProfileSource, Silent};

use crate::corpus;
use crate::workplace::{Workplace, display, first_difference, run, run_with};

#[test]
fn postgres_dumps_stay_byte_for_byte() {
    unchanged_below("pg");
}

#[test]
fn mysql_dumps_stay_byte_for_byte() {
    unchanged_below("mysql");
}

#[test]
fn sqlite_dumps_stay_byte_for_byte() {
    unchanged_below("sqlite");
}

#[test]
fn awkward_dumps_stay_byte_for_byte() {
    unchanged_below("awkward");
}

#[test]
fn original_samples_stay_byte_for_byte() {
    unchanged_below("orig");
}

#[test]
fn the_sample_shop_stays_byte_for_byte() {
    for name in ["postgres", "mysql", "sqlite"] {
        let path = corpus::own(&format!("sample-data/shop.{name}.sql"));
        assert_unchanged(&path);
    }
}

fn unchanged_below(folder: &str) {
    let Some(dumps) = corpus::folder() else {
        return;
    };
    for path in corpus::scripts(&dumps.join(folder)) {
        assert_unchanged(&path);
    }
}

fn assert_unchanged(path: &Path) {
    let script = corpus::script(path);
    for threads in [1, 4] {
        let name = format!("{} with {threads} threads", path.display());
        let ways = [
            ("as a file", through_a_file(path, threads)),
            ("through a pipe", through_a_pipe(&script, threads)),
            ("byte by byte", byte_by_byte(&script, threads)),
        ];
        for (way, masked) in ways {
            let masked = masked.unwrap_or_else(|said| panic!("{name}, {way}:\n{said}"));
            if let Some(difference) = first_difference(&script, &masked) {
                panic!("{name}, {way}: {difference}");
            }
        }
    }
}

fn through_a_file(path: &Path, threads: usize) -> Result<Vec<u8>, String> {
    let place = Workplace::new();
    let mut command = place.mask(path, corpus::own("profiles/identity.yaml"));
    command.args(["-o", "masked.sql", "--threads", &threads.to_string()]);
    let ended = run(command);
    match ended.code {
        0 => Ok(place.read("masked.sql")),
        code => Err(format!("exit code {code}: {}", ended.stderr)),
    }
}

fn through_a_pipe(script: &[u8], threads: usize) -> Result<Vec<u8>, String> {
    let place = Workplace::new();
    let mut command = place.mask("-", corpus::own("profiles/identity.yaml"));
    command.args(["--threads", &threads.to_string()]);
    let ended = run_with(command, script);
    match ended.code {
        0 => Ok(ended.stdout),
        code => Err(format!("exit code {code}: {}", ended.stderr)),
    }
}

fn byte_by_byte(script: &[u8], threads: usize) -> Result<Vec<u8>, String> {
    let profile = corpus::own("profiles/identity.yaml");
    let masked = Shared::default();
    let job = Job {
        profile: ProfileSource {
            name: "identity".into(),
            text: fs::read_to_string(&profile).unwrap(),
            folder: profile.parent().unwrap().to_owned(),
        },
        input: Input::Stream(Box::new(Cursor::new(script.to_vec()))),
        output: Output::Stream(Box::new(masked.clone())),
        key: EnvironmentKey::from_root("test", [7; 32]),
        dialect: None,
        threads,
        memory_bytes: 256 << 20,
        row_bytes: 1 << 30,
        schema: None,
        detect: Detect::All,
        report: false,
        today: "2026-11-21".into(),
        run_salt: [0; 32],
        read_bytes: Some(1),
    };
    let report = job.mask(&mut Silent, &Cancel::default());
    report.map_err(|error| error.to_string())?;
    let bytes = masked.0.lock().unwrap().clone();
    Ok(bytes)
}

/// Bytes that the engine writes and the test reads.
#[derive(Debug, Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
