//! Profiles as anybody might write them.

use bauta_profile::{Comments, Presets, Profile};

struct NoPresets;

impl Presets for NoPresets {
    fn load(&self, _name: &str) -> Option<String> {
        None
    }
}

/// A profile that is read is written, read and written the same.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let profile = match Profile::parse(text) {
        Ok(profile) => profile,
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            for problem in &problems {
                // Writing them is what reading is for.
                drop((problem.to_string(), problem.hint()));
            }
            return;
        }
    };
    let written = profile.to_string();
    let again = Profile::parse(&written);
    assert!(again.is_ok(), "written, it cannot be read");
    let Ok(again) = again else { return };
    assert_eq!(again.to_string(), written, "written twice, it differs");
    assert_eq!(
        again.canonical_json(&[]),
        profile.canonical_json(&[]),
        "read again, its digest differs"
    );
    assert!(
        profile.diff(&again).is_empty(),
        "read again, it means something else"
    );
    assert_eq!(bare(again), bare(profile.clone()));
    profile.open_reviews();
    profile.load_presets(&NoPresets).ok();
}

fn bare(profile: Profile) -> Profile {
    Profile {
        comments: Comments::default(),
        ..profile
    }
}
