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
use bauta_engine::{
    Cancel, Event, Input, Job, Observer, Output, ProfileSource, Proof, Silent, Verification,
};

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

/// Takes the preset away as soon as rows are masked.
struct Thief(PathBuf);

impl Observer for Thief {
    fn observe(&mut self, event: &Event<'_>) {
        if matches!(event, Event::Masking { .. }) {
            std::fs::write(&self.0, "tables: { t: { columns: { a: keep } } }").unwrap();
        }
    }
}

#[test]
fn the_proof_is_over_the_presets_that_were_masked_with() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("presets")).unwrap();
    let preset = path("presets/own.yaml");
    std::fs::write(&preset, "tables: { t: { columns: { a: token } } }").unwrap();
    let dump =
        "CREATE TABLE public.t (a text);\nCOPY public.t (a) FROM stdin;\nAda Lovelace\n\\.\n";
    std::fs::write(path("dump.sql"), dump).unwrap();
    let profile = ProfileSource {
        name: "own".to_owned(),
        text: "include: [presets/own]".to_owned(),
        folder: folder.path().to_owned(),
    };
    let key = EnvironmentKey::from_root("staging", [7; 32]);
    let (input, output) = (Input::File(path("dump.sql")), Output::File(path("out.sql")));
    let mut job = Job::new(profile, input, output, key);
    job.verify = Some([3; 32]);
    let report = job.mask(&mut Thief(preset.clone()), &Cancel::default());
    let proof = report
        .unwrap_or_else(|error| panic!("{error}"))
        .verification;
    assert!(proof.unwrap().passed);
    assert!(std::fs::read_to_string(preset).unwrap().contains("keep"));
}
