use crate::nearest::nearest;
use crate::{Place, Problem, Profile, ProfileError};

/// Where presets come from; the caller knows files and what is built in.
pub trait Presets {
    /// The text of the preset of that name.
    fn load(&self, name: &str) -> Option<String>;

    /// Names that exist, for suggestions.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A preset that a profile includes, itself or through another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Preset {
    /// Its name.
    pub name: String,
    /// Its rules.
    pub profile: Profile,
}

impl Profile {
    /// Reads the presets this profile includes, and those they include: each once, nearer ones
    /// first.
    ///
    /// # Errors
    /// All problems of all presets: names that do not exist, presets that include themselves, that
    /// cannot be read, or that hold more than rules.
    pub fn load_presets(&self, presets: &dyn Presets) -> Result<Vec<Preset>, Vec<ProfileError>> {
        let mut loader = Loader {
            presets,
            loaded: Vec::new(),
            problems: Vec::new(),
        };
        // Breadth first, so that what a profile includes itself outranks what that includes.
        let mut level: Vec<Wanted> = (self.include.iter())
            .map(|name| Wanted {
                name: name.clone(),
                chain: Vec::new(),
            })
            .collect();
        while !level.is_empty() {
            let next = level.into_iter().flat_map(|wanted| loader.load(wanted));
            level = next.collect();
        }
        if loader.problems.is_empty() {
            Ok(loader.loaded)
        } else {
            Err(loader.problems)
        }
    }
}

struct Wanted {
    name: String,
    /// The presets that led here, outermost first.
    chain: Vec<String>,
}

struct Loader<'p> {
    presets: &'p dyn Presets,
    loaded: Vec<Preset>,
    problems: Vec<ProfileError>,
}

impl Loader<'_> {
    /// Loads a preset and yields those it includes.
    fn load(&mut self, wanted: Wanted) -> Vec<Wanted> {
        let Wanted { name, mut chain } = wanted;
        if chain.contains(&name) {
            let from = chain.last().cloned();
            self.problem(Problem::PresetCycle { name }, from);
            return Vec::new();
        }
        if self.loaded.iter().any(|preset| preset.name == name) {
            return Vec::new();
        }
        let Some(text) = self.presets.load(&name) else {
            let names = self.presets.names();
            let near = nearest(&name, names.iter().map(String::as_str));
            let from = chain.last().cloned();
            self.problem(Problem::UnknownPreset { name, near }, from);
            return Vec::new();
        };
        let profile = match Profile::parse(&text) {
            Ok(profile) => profile,
            Err(mut problems) => {
                for problem in &mut problems {
                    problem.place.preset = Some(name.clone());
                }
                self.problems.append(&mut problems);
                return Vec::new();
            }
        };
        for key in more_than_rules(&profile) {
            self.problem(Problem::PresetKey { key }, Some(name.clone()));
        }
        chain.push(name.clone());
        let further = (profile.include.iter())
            .map(|name| Wanted {
                name: name.clone(),
                chain: chain.clone(),
            })
            .collect();
        self.loaded.push(Preset { name, profile });
        further
    }

    fn problem(&mut self, problem: Problem, preset: Option<String>) {
        let place = Place {
            preset,
            path: vec!["include".to_owned()],
            ..Place::default()
        };
        self.problems.push(ProfileError { problem, place });
    }
}

/// Keys of a preset that would decide more than rules do.
fn more_than_rules(profile: &Profile) -> Vec<&'static str> {
    let allowed = Profile {
        name: profile.name.clone(),
        include: profile.include.clone(),
        tables: profile.tables.clone(),
        ..Profile::default()
    };
    let plain = Profile {
        comments: crate::Comments::default(),
        ..profile.clone()
    };
    let (allowed, found) = (allowed.to_json(), plain.to_json());
    crate::decode::KEYS
        .iter()
        .copied()
        .filter(|key| allowed.get(key) != found.get(key))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shelf(&'static [(&'static str, &'static str)]);

    impl Presets for Shelf {
        fn load(&self, name: &str) -> Option<String> {
            let (_, text) = self.0.iter().find(|(known, _)| *known == name)?;
            Some((*text).to_owned())
        }

        fn names(&self) -> Vec<String> {
            self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
        }
    }

    fn load(include: &str, shelf: &Shelf) -> Result<Vec<String>, Vec<String>> {
        let profile = Profile::parse(&format!("include: {include}")).unwrap();
        profile
            .load_presets(shelf)
            .map(|list| list.into_iter().map(|preset| preset.name).collect())
            .map_err(|list| list.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn nearer_presets_come_first_and_each_once() {
        let shelf = Shelf(&[
            ("a", "include: [c]"),
            ("b", "include: [c, a]"),
            ("c", "tables: { t: drop-rows }"),
        ]);
        let names = load("[a, b]", &shelf).unwrap();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn all_that_is_wrong_with_presets_is_said_at_once() {
        let shelf = Shelf(&[
            ("presets/rails", "tabels: {}"),
            ("loop", "include: [loop]"),
            (
                "greedy",
                "secrets: report\nendpoints: { a.example: b.example }",
            ),
        ]);
        let problems = load("[presets/rail, presets/rails, loop, greedy]", &shelf).unwrap_err();
        insta::assert_snapshot!(problems.join("\n"));
    }
}
