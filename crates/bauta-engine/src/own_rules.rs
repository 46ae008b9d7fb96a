//! Detectors of a user's own, from the text of their file.

use bauta_detect::{Category, OwnPattern, OwnRule, OwnRuleError, OwnRules};
use bauta_model::Sensitivity;
use bauta_profile::{DetectorPattern, DetectorRule, ProfileError};

use crate::error::{Code, Diagnostic};

/// Reads detectors and runs their examples; `file` is what the file is called in problems.
///
/// # Errors
/// Everything that is wrong with them.
pub fn own_rules(text: &str, file: &str) -> Result<OwnRules, Vec<Diagnostic>> {
    let read = DetectorRule::parse_all(text).map_err(|problems| {
        let problems = problems.iter();
        problems
            .map(|problem| misread(file, problem))
            .collect::<Vec<_>>()
    })?;
    let rules = read.into_iter().map(|(kind, rule)| own(kind, rule));
    OwnRules::new(rules.collect())
        .map_err(|problems| problems.iter().map(|problem| told(file, problem)).collect())
}

fn misread(file: &str, problem: &ProfileError) -> Diagnostic {
    let mut place = file.to_owned();
    if problem.place.line > 0 {
        place = format!("{place}:{}:{}", problem.place.line, problem.place.column);
    }
    if !problem.place.path.is_empty() {
        place = format!("{place}, {}", problem.place.path.join(" > "));
    }
    let mut diagnostic = Diagnostic::new(Code::BadProfile, problem.problem.to_string()).at(place);
    diagnostic.hint = problem.hint();
    diagnostic
}

fn own(kind: String, rule: DetectorRule) -> OwnRule {
    OwnRule {
        kind,
        summary: rule.summary,
        category: match rule.category {
            "pii" => Category::Pii,
            "quasi" => Category::Quasi,
            "special" => Category::Special,
            _ => Category::Secret,
        },
        sensitivity: match rule.sensitivity {
            "low" => Sensitivity::Low,
            "medium" => Sensitivity::Medium,
            "high" => Sensitivity::High,
            _ => Sensitivity::Critical,
        },
        pattern: match rule.pattern {
            DetectorPattern::Regex(pattern) => OwnPattern::Regex(pattern),
            DetectorPattern::Token {
                prefix,
                alphabet,
                least,
                most,
            } => OwnPattern::Token {
                prefix,
                alphabet: alphabet.to_owned(),
                least,
                most,
            },
        },
        keywords: rule.keywords,
        columns: rule.columns,
        finds: rule.finds,
        ignores: rule.ignores,
    }
}

fn told(file: &str, problem: &OwnRuleError) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BadProfile, problem.to_string()).at(file);
    match problem {
        OwnRuleError::Known { .. } => diagnostic.hint("choose an id of your own"),
        OwnRuleError::MatchesNothing { .. } => diagnostic.hint("say what must be there at least"),
        _ => diagnostic,
    }
}
