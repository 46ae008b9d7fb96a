//! A profile that keeps all changes no byte, however the bytes come.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, Input, Job, Output, ProfileSource, Silent};

use crate::corpus;
use crate::workplace::{ROOT, Shared, Workplace, first_difference, run, run_with};

#[test]
fn files_stay_byte_for_byte() {
    assert_unchanged(|path, _, threads| through_a_file(path, threads));
}

#[test]
fn pipes_stay_byte_for_byte() {
    assert_unchanged(|_, script, threads| through_a_pipe(script, threads));
}

#[test]
fn what_comes_byte_by_byte_stays_byte_for_byte() {
    assert_unchanged(|_, script, threads| byte_by_byte(script, threads));
}

/// Panics with all dumps that a way through `bauta` changes, or that it refuses.
fn assert_unchanged(way: impl Fn(&Path, &[u8], usize) -> Result<Vec<u8>, String> + Sync) {
    let mut wrong = Vec::new();
    for path in every_script() {
        let script = corpus::script(&path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let problem = |threads| {
            let problem = match way(&path, &script, threads) {
                Ok(masked) => first_difference(&script, &masked),
                Err(said) => Some(said),
            };
            problem.map(|problem| format!("{name}, {threads} threads: {problem}"))
        };
        let (one, four) = std::thread::scope(|scope| {
            let four = scope.spawn(|| problem(4));
            (problem(1), four.join().unwrap())
        });
        wrong.extend(one);
        wrong.extend(four);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The sample shop, and the dumps of real servers where there are any.
fn every_script() -> Vec<PathBuf> {
    let mut scripts = corpus::scripts(&corpus::own("sample-data"));
    if let Some(dumps) = corpus::folder() {
        for kind in ["pg", "mysql", "sqlite", "awkward", "orig"] {
            scripts.extend(corpus::scripts(&dumps.join(kind)));
        }
    }
    scripts
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
    let path = corpus::own("profiles/identity.yaml");
    let profile = ProfileSource::of(&fs::read_to_string(path).unwrap());
    let masked = Shared::default();
    let input = Input::from_reader(Cursor::new(script.to_vec()));
    let output = Output::Stream(Box::new(masked.clone()));
    let mut job = Job::new(
        profile,
        input,
        output,
        EnvironmentKey::from_root("test", ROOT),
    );
    (job.threads, job.read_bytes) = (threads, Some(1));
    let report = job.mask(&mut Silent, &Cancel::default());
    report.map_err(|error| error.to_string())?;
    Ok(masked.take())
}
