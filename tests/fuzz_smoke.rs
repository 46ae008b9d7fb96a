//! Every fuzz target over its seeds, without a fuzzer.

#[path = "../fuzz/bodies/mod.rs"]
#[expect(unreachable_pub, reason = "it is the library of the fuzz targets, too")]
mod bodies;

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::bodies;

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds")
    }

    /// The names in a folder, sorted.
    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder for each target");
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
        let folder = folder().join(target);
        let seed = |name: String| (name.clone(), std::fs::read(folder.join(name)).unwrap());
        names(&folder).into_iter().map(seed).collect()
    }

    /// Says which seed it was, beside what its body says.
    fn passes(run: bodies::Body, data: &[u8], place: &str) {
        assert!(std::panic::catch_unwind(|| run(data)).is_ok(), "{place}");
    }

    #[test]
    fn every_seed_passes() {
        for (target, run) in bodies::TARGETS {
            let seeds = seeds(target);
            assert!(seeds.len() >= 10, "{target} has few seeds");
            for (name, data) in seeds {
                passes(*run, &data, &format!("{target}/{name}"));
            }
        }
    }

    #[test]
    fn every_seed_passes_cut_off_anywhere() {
        for (target, run) in bodies::TARGETS {
            // The whole engine takes longer, and profiles are cut into much the same.
            let step = match *target {
                "mask" | "profile" => 97,
                _ => 7,
            };
            for (name, data) in seeds(target) {
                for len in (0..data.len().min(600)).step_by(step) {
                    let place = format!("{target}/{name} up to byte {len}");
                    passes(*run, &data[..len], &place);
                }
            }
        }
    }

    #[test]
    fn every_folder_of_seeds_has_a_target() {
        let targets: Vec<_> = bodies::TARGETS.iter().map(|(name, _)| *name).collect();
        assert_eq!(names(&folder()), targets);
    }
}
