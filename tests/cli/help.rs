use crate::run::Place;

#[test]
fn help_of_every_command_is_as_agreed() {
    let place = Place::new();
    let commands = [
        "",
        "inspect",
        "verify",
        "mask",
        "draft",
        "check",
        "preview",
        "profile",
        "profile fmt",
        "profile diff",
        "profile schema",
        "profile sign",
        "review",
        "approve",
        "approval",
        "approval verify",
        "key",
        "key new",
        "key rotate",
        "key show-id",
        "token",
        "token reveal",
        "key list",
        "clone",
        "clone list",
        "clone show",
        "clone confirm",
        "clone extend",
        "clone retire",
        "clone check",
        "clone import",
        "attestation",
        "attestation verify",
        "audit",
        "audit begin",
        "audit show",
        "audit verify",
        "audit export",
        "transformers",
        "detectors",
        "completions",
        "man",
    ];
    for command in commands {
        let ran = place.run(&format!("{command} --help"));
        ran.assert_done();
        assert_eq!(ran.err, "");
        let name = if command.is_empty() {
            "bauta".to_owned()
        } else {
            command.replace(' ', "_")
        };
        insta::assert_snapshot!(format!("help_{name}"), ran.out);
    }
}

#[test]
fn the_version_is_one_line() {
    let ran = Place::new().run("--version");
    ran.assert_done();
    assert_eq!(ran.out, format!("bauta {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_transformers_are_listed() {
    let ran = Place::new().run("transformers");
    ran.assert_done();
    assert_eq!(ran.err, "");
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_transformer_is_explained() {
    let ran = Place::new().run("transformers noise");
    ran.assert_done();
    insta::assert_snapshot!(ran.out);
}

#[test]
fn the_detectors_are_listed() {
    let ran = Place::new().run("detectors");
    ran.assert_done();
    assert_eq!(ran.err, "");
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_detector_is_explained() {
    let ran = Place::new().run("detectors github-pat");
    ran.assert_done();
    insta::assert_snapshot!(ran.out);
}

#[test]
fn every_detector_is_told_to_programs() {
    let place = Place::new();
    let listed = place.run("detectors");
    let told = place.run("detectors --format json");
    let catalogue: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let detectors = catalogue["detectors"].as_array().unwrap();
    assert_eq!(detectors.len(), listed.out.lines().count());
    let iban = place.run("detectors iban --format json");
    let iban: serde_json::Value = serde_json::from_str(&iban.out).unwrap();
    assert!(detectors.contains(&iban));
}

#[test]
fn the_catalogue_is_the_same_for_people_and_programs() {
    let place = Place::new();
    let listed = place.run("transformers");
    let told = place.run("transformers --format json");
    let catalogue: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let names: Vec<&str> = catalogue["transformers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["name"].as_str().unwrap())
        .collect();
    let listed: Vec<&str> = listed
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(names, listed);
    let email = place.run("transformers email --format json");
    let email: serde_json::Value = serde_json::from_str(&email.out).unwrap();
    assert!(
        catalogue["transformers"]
            .as_array()
            .unwrap()
            .contains(&email)
    );
}

#[test]
fn completions_know_the_commands() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = place.run(&format!("completions {shell}"));
        ran.assert_done();
        for command in ["mask", "preview", "transformers"] {
            assert!(
                ran.out.contains(command),
                "{shell} does not complete {command}"
            );
        }
    }
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let place = Place::new();
    let ran = place.run("man");
    ran.assert_done();
    assert!(ran.out.contains(".TH bauta 1"), "{}", ran.out);
    let ran = place.run("man profile fmt");
    assert!(ran.out.contains("\\-\\-check"), "{}", ran.out);
    place.run("man -o pages").assert_done();
    let pages: Vec<String> = std::fs::read_dir(place.path("pages"))
        .unwrap()
        .map(|page| page.unwrap().file_name().into_string().unwrap())
        .collect();
    for page in ["bauta.1", "bauta-mask.1", "bauta-profile-fmt.1"] {
        assert!(
            pages.iter().any(|known| known == page),
            "{page} is not among {pages:?}"
        );
    }
}
