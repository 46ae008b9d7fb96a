//! Somebody's folder in the story, and all that was ever said and left in it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use regex::bytes::Regex;

use crate::corpus;
use crate::workplace::{Ended, Workplace, run};

/// A folder to work in, where temporary files have a folder of their own.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) place: Workplace,
    temporary: Workplace,
    path: PathBuf,
    said: Vec<(String, String)>,
}

impl Desk {
    /// An empty one whose programs are found in `path`.
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            place: Workplace::new(),
            temporary: Workplace::new(),
            path,
            said: Vec::new(),
        }
    }

    /// Another person's, with copies of some files of this one and nothing else.
    pub(super) fn given(&self, names: &[&str]) -> Self {
        let other = Self::new(self.path.clone());
        for name in names {
            other.place.write(name, self.place.read(name));
        }
        other
    }

    /// Runs a command line without quotes.
    pub(super) fn bauta(&mut self, line: &str) -> Ended {
        let ended = run(self.command(line));
        self.heard(line, &ended);
        ended
    }

    /// That command, not yet run.
    pub(super) fn command(&self, line: &str) -> Command {
        let mut command = self.place.bauta(line.split_whitespace());
        command.env("PATH", &self.path);
        command.env("TMPDIR", self.temporary.path(""));
        command
    }

    /// Remembers what a command said to both streams.
    pub(super) fn heard(&mut self, line: &str, ended: &Ended) {
        let stdout = String::from_utf8_lossy(&ended.stdout);
        let said = format!("{stdout}{}", ended.stderr);
        self.said.push((format!("`bauta {line}`"), said));
    }

    /// What a file holds.
    pub(super) fn text(&self, name: &str) -> String {
        String::from_utf8(self.place.read(name)).unwrap()
    }

    /// Replaces words in a file that has them.
    #[track_caller]
    pub(super) fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} has no {from}:\n{text}");
        self.place.write(name, text.replace(from, to));
    }

    /// Writes a file that its owner alone can read.
    pub(super) fn write_secret(&self, name: &str, content: &str) {
        let path = self.place.write(name, content);
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// Makes a key with `ssh-keygen`.
    pub(super) fn make_key(&self, name: &str, passphrase: &str) {
        let mut command = Command::new("ssh-keygen");
        command.args(["-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f"]);
        let made = command.arg(self.place.path(name)).status().unwrap();
        assert!(made.success());
    }

    /// The secret of such a key without a passphrase: the file has the public key right behind it.
    pub(super) fn seed(&self, name: &str) -> Vec<u8> {
        let decode = |text: &str| STANDARD_NO_PAD.decode(text.trim_end_matches('=')).unwrap();
        let public = self.text(&format!("{name}.pub"));
        let public = decode(public.split(' ').nth(1).unwrap());
        let public = public.last_chunk::<32>().unwrap();
        let private = self.text(name);
        let lines = private.lines().filter(|line| !line.starts_with("-----"));
        let private = decode(&lines.collect::<String>());
        let mut windows = private.windows(32);
        let at = windows.rposition(|window| window == public).unwrap();
        private[at - 32..at].into()
    }

    /// Signs a file with `ssh-keygen`; the signature lies beside it as `NAME.sig`.
    pub(super) fn sign_by_hand(&self, key: &str, purpose: &str, name: &str) {
        let mut command = Command::new("ssh-keygen");
        command.args(["-q", "-Y", "sign", "-n", purpose, "-f"]);
        command.arg(self.place.path(key)).arg(self.place.path(name));
        command.stdin(Stdio::null()).stderr(Stdio::null());
        assert!(command.status().unwrap().success());
    }

    /// Verifies an attestation with `securesystemslib`; `None` where it is not installed.
    pub(super) fn verify_with_python(&self, arguments: [&str; 3]) -> Option<bool> {
        let python = corpus::own(".").join("target/python/bin/python");
        if !python.exists() {
            let told = format!(
                "{} is missing: run scripts/install-test-servers",
                python.display()
            );
            assert!(std::env::var_os("BAUTA_DUMPS").is_none(), "{told}");
            eprintln!("skipped: {told}");
            return None;
        }
        let mut command = Command::new(python);
        command.arg(corpus::own("tests/cli/verify_dsse.py"));
        command
            .args(arguments)
            .current_dir(self.place.path(""))
            .stderr(Stdio::null());
        Some(command.output().unwrap().status.success())
    }

    /// Panics where a canary was said, or stands in any file but those that `hold` them.
    pub(super) fn expect_no(&self, canaries: &[Vec<u8>], hold: &[&str]) {
        let mut places: Vec<(String, Vec<u8>)> = Vec::new();
        for (what, said) in &self.said {
            places.push((what.clone(), said.clone().into_bytes()));
        }
        for folder in [
            self.place.path(""),
            self.place.state().to_owned(),
            self.temporary.path(""),
            self.temporary.state().to_owned(),
        ] {
            collect(&folder, &folder, hold, &mut places);
        }
        let canaries = any_of(canaries);
        for (place, bytes) in places {
            if let Some(found) = canaries.find(&bytes) {
                let found = String::from_utf8_lossy(found.as_bytes());
                panic!("{place} holds a canary: {found}");
            }
        }
    }
}

/// Any form of any value.
fn any_of(values: &[Vec<u8>]) -> Regex {
    let forms = values.iter().flat_map(|value| forms(value));
    let literal = |form: Vec<u8>| -> String {
        let bytes: Vec<String> = form.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        bytes.concat()
    };
    let forms: Vec<String> = forms.map(literal).collect();
    Regex::new(&format!("(?-u){}", forms.join("|"))).unwrap()
}

/// All files below a folder, except those of these names in the folder itself.
fn collect(top: &Path, folder: &Path, hold: &[&str], places: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(top).unwrap().display().to_string();
        if path.is_dir() {
            collect(top, &path, hold, places);
        } else if !hold.contains(&name.as_str()) {
            let content = fs::read(&path).unwrap();
            places.push((name, content));
        }
    }
}

/// How a value would look plain, in hexadecimal form, and inside of anything in base64.
fn forms(value: &[u8]) -> Vec<Vec<u8>> {
    let hex: Vec<String> = value.iter().map(|byte| format!("{byte:02x}")).collect();
    let hex = hex.concat();
    let mut forms = vec![value.to_vec(), hex.to_uppercase().into(), hex.into()];
    // the digits at both ends depend on what stands around
    for (before, digits) in [(0, 0), (1, 2), (2, 3)] {
        let mut shifted = vec![0; before];
        shifted.extend(value);
        let text = STANDARD_NO_PAD.encode(&shifted);
        let inner = &text[digits..text.len() - 1];
        forms.push(inner.into());
        forms.push(inner.replace('+', "-").replace('/', "_").into());
    }
    forms
}

#[test]
fn a_canary_is_found_in_each_form() {
    let canaries = any_of(&[
        b"canary of the engine".into(),
        vec![0, 1, 255, 254, 7, 8, 9],
    ]);
    for text in [
        "canary of the engine",
        "x canary of the engine!",
        "12canary of the engine..",
    ] {
        let encoded = STANDARD_NO_PAD.encode(text);
        assert!(canaries.is_match(encoded.as_bytes()), "{text}");
        assert!(canaries.is_match(text.as_bytes()), "{text}");
    }
    assert!(canaries.is_match(b"6361 0001FFFE070809"));
    assert!(canaries.is_match(&[4, 0, 1, 255, 254, 7, 8, 9]));
    assert!(!canaries.is_match(b"canary of another engine"));
}
