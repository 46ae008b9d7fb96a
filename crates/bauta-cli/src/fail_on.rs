//! What `--fail-on` names.

use bauta_detect::{Category, catalogue};
use bauta_engine::{Code, Diagnostic, Inspection};
use bauta_model::Sensitivity;

/// What must not be in a dump.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FailOn {
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Kind(String),
    Category(Category),
    /// At least so sensitive.
    Sensitivity(Sensitivity),
    /// Whoever acts with a credential of his own.
    Identity,
}

impl FailOn {
    /// Reads the words of the flag.
    ///
    /// # Errors
    /// A word that names nothing, so that a misspelt one lets nothing pass.
    pub(crate) fn parse(words: &[String]) -> Result<Self, Vec<Diagnostic>> {
        let (mut read, mut problems) = (Vec::new(), Vec::new());
        for word in words {
            match Word::parse(word) {
                Some(word) => read.push(word),
                None => problems.push(unknown(word)),
            }
        }
        if problems.is_empty() {
            Ok(Self { words: read })
        } else {
            Err(problems)
        }
    }

    /// What of it is there, and where.
    pub(crate) fn found(&self, told: &Inspection) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for table in &told.tables {
            for column in &table.columns {
                if let Some(class) = &column.class
                    && self.names(class.kind, class.category, class.sensitivity)
                {
                    let place = format!("{}.{}", table.name, column.name);
                    found.push((class.kind.to_owned(), place));
                }
            }
        }
        for secret in &told.secrets {
            if self.names(secret.kind, Category::Secret, secret.sensitivity) {
                let place = match (&secret.table, &secret.column) {
                    (Some(table), Some(column)) => format!("{table}.{column}"),
                    _ => format!("line {}", secret.place.line),
                };
                found.push((secret.kind.to_owned(), place));
            }
        }
        for identity in &told.identities {
            let is_secret = identity.rotate
                && self.names(identity.kind, Category::Secret, identity.sensitivity);
            let is_named = self.words.iter().any(|word| match word {
                Word::Kind(kind) => kind == identity.kind,
                Word::Identity => identity.rotate,
                Word::Sensitivity(least) => identity.sensitivity >= *least,
                Word::Category(_) => false,
            });
            if is_secret || is_named {
                let place = format!("{}, {}", identity.place, identity.name);
                found.push((identity.kind.to_owned(), place));
            }
        }
        found.dedup();
        found
    }

    fn names(&self, kind: &str, category: Category, sensitivity: Sensitivity) -> bool {
        self.words.iter().any(|word| match word {
            Word::Kind(named) => named == kind,
            Word::Category(named) => *named == category,
            Word::Sensitivity(least) => sensitivity >= *least,
            Word::Identity => false,
        })
    }
}

impl Word {
    fn parse(word: &str) -> Option<Self> {
        let category = CATEGORIES.iter().find(|category| category.name() == word);
        let sensitivity = SENSITIVITIES
            .iter()
            .find(|sensitivity| sensitivity.name() == word);
        match (category, sensitivity) {
            (Some(category), _) => Some(Self::Category(*category)),
            (_, Some(sensitivity)) => Some(Self::Sensitivity(*sensitivity)),
            _ if word == "identity" => Some(Self::Identity),
            _ => kinds()
                .any(|kind| kind == word)
                .then(|| Self::Kind(word.to_owned())),
        }
    }
}

fn kinds() -> impl Iterator<Item = &'static str> {
    let identities = bauta_engine::IDENTITY_KINDS.iter().map(|(kind, _)| *kind);
    catalogue().map(|detector| detector.kind).chain(identities)
}

fn unknown(word: &str) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::BadUsage,
        format!("`{word}` is no kind, category or sensitivity"),
    )
    .at("--fail-on");
    let mut similar: Vec<&str> = kinds()
        .filter(|kind| word.len() > 2 && (kind.contains(word) || word.contains(kind)))
        .collect();
    similar.sort_unstable();
    similar.dedup();
    if similar.is_empty() {
        problem.hint("categories are pii, quasi, special and secret, sensitivities low, medium, high and critical")
    } else {
        problem.hint(format!("there is {}", similar.join(", ")))
    }
}

const CATEGORIES: [Category; 4] = [
    Category::Pii,
    Category::Quasi,
    Category::Special,
    Category::Secret,
];

const SENSITIVITIES: [Sensitivity; 4] = [
    Sensitivity::Low,
    Sensitivity::Medium,
    Sensitivity::High,
    Sensitivity::Critical,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<FailOn, Vec<Diagnostic>> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        FailOn::parse(&words)
    }

    #[test]
    fn words_are_kinds_categories_sensitivities_and_identities() {
        let parsed = parse(&["bcrypt", "pii", "high", "identity", "role-password"]).unwrap();
        assert_eq!(
            parsed.words,
            [
                Word::Kind("bcrypt".to_owned()),
                Word::Category(Category::Pii),
                Word::Sensitivity(Sensitivity::High),
                Word::Identity,
                Word::Kind("role-password".to_owned()),
            ]
        );
    }

    #[test]
    fn a_misspelt_word_is_refused_with_what_was_meant() {
        let problems = parse(&["stripe", "pii", "everything"]).unwrap_err();
        assert_eq!(problems.len(), 2);
        assert!(problems[0].hint.as_ref().unwrap().contains("stripe-secret"));
    }

    #[test]
    fn a_sensitivity_names_all_above_it() {
        let high = parse(&["high"]).unwrap();
        assert!(high.names("x", Category::Secret, Sensitivity::Critical));
        assert!(!high.names("x", Category::Secret, Sensitivity::Medium));
    }
}
