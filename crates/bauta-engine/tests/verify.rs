//! A clone that was made correctly passes, and whatever is put back is found.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, Input, Job, Output, ProfileSource, Proof, Silent, Verification};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../sample-data")
        .join(name)
}

fn profile(name: &str) -> ProfileSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles");
    ProfileSource {
        name: name.to_owned(),
        text: std::fs::read_to_string(folder.join(name)).unwrap(),
        folder,
    }
}

fn mask(input: &Path, profile: &ProfileSource, output: &Path) {
    let key = EnvironmentKey::from_root("staging", [7; 32]);
    let job = Job::new(
        profile.clone(),
        Input::File(input.to_owned()),
        Output::File(output.to_owned()),
        key,
    );
    job.mask(&mut Silent, &Cancel::default())
        .unwrap_or_else(|error| panic!("{error}"));
}

fn verify(masked: &Path, original: Option<&Path>, profile: &ProfileSource) -> Proof {
    let mut verification = Verification::new(masked.to_owned(), [3; 32]);
    verification.original = original.map(Path::to_owned);
    verification.profile = Some(profile.clone());
    "2026-11-22".clone_into(&mut verification.today);
    verification
        .run(&mut Silent, &Cancel::default())
        .unwrap_or_else(|error| panic!("{error}"))
}

fn told(proof: &Proof) -> String {
    let mut text = String::new();
    for check in &proof.checks {
        writeln!(
            text,
            "{} passed={} judged={} unjudged={} excluded={} found={}",
            check.name,
            check.passed,
            check.judged,
            check.unjudged,
            check.excluded,
            check.findings.len()
        )
        .unwrap();
        for found in check.findings.iter().take(30) {
            writeln!(text, "    {found:?}").unwrap();
        }
    }
    text
}

#[test]
fn the_sample_shop_passes_in_every_dialect() {
    let folder = tempfile::tempdir().unwrap();
    for dialect in ["postgres", "mysql", "sqlite"] {
        let input = sample(&format!("shop.{dialect}.sql"));
        let output = folder.path().join("masked.sql");
        let profile = profile("shop.yaml");
        mask(&input, &profile, &output);
        let proof = verify(&output, Some(&input), &profile);
        eprintln!("{dialect}\n{}", told(&proof));
        assert!(proof.passed, "{dialect}:\n{}", told(&proof));
        let proof = verify(&output, None, &profile);
        assert!(proof.passed, "{dialect} alone:\n{}", told(&proof));
        let proof = verify(&input, Some(&input), &profile);
        assert!(!proof.passed);
    }
}
