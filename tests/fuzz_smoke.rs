//! Every fuzz target over its seeds, without a fuzzer.

use std::path::Path;

#[path = "../fuzz/bodies/mod.rs"]
mod bodies;

/// The seeds of a target with their names, in the order of these.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/seeds")
        .join(target);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("{target} has no seeds"));
    let mut seeds: Vec<_> = entries
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect();
    seeds.sort();
    seeds
}

#[test]
fn every_seed_passes() {
    for (target, run) in bodies::TARGETS {
        let seeds = seeds(target);
        assert!(seeds.len() >= 10, "{target} has few seeds");
        for (name, data) in seeds {
            println!("{target}/{name}");
            run(&data);
        }
    }
}

#[test]
fn every_seed_passes_cut_off_anywhere() {
    for (target, run) in bodies::TARGETS {
        // The whole engine takes longer, and profiles are cut into much the same.
        let step = if matches!(*target, "mask" | "profile") {
            97
        } else {
            7
        };
        for (name, data) in seeds(target) {
            for len in (0..data.len().min(600)).step_by(step) {
                println!("{target}/{name} up to byte {len}");
                run(&data[..len]);
            }
        }
    }
}

#[test]
fn every_folder_of_seeds_has_a_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let mut folders: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let targets: Vec<_> = bodies::TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(folders, targets);
}
