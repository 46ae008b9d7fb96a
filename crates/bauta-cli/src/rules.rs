//! Detectors of a user's own, as files.

use std::path::Path;
use std::sync::Arc;

use bauta_detect::{Category, OwnPattern, OwnRule, OwnRuleError, OwnRules};
use bauta_engine::{Code, Diagnostic};
use bauta_model::Sensitivity;
use bauta_profile::{DetectorPattern, DetectorRule};

use crate::files;
use crate::profiles;

/// Reads a file of rules and runs their examples; nothing without a path.
///
/// # Errors
/// A file that can't be read, or everything that is wrong with it.
pub(crate) fn read(path: Option<&Path>) -> Result<Option<Arc<OwnRules>>, Vec<Diagnostic>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let text =
        files::read_text(path, "rules", Code::BadProfile).map_err(|problem| vec![problem])?;
    let read = DetectorRule::parse_all(&text).map_err(|problems| {
        problems
            .iter()
            .map(|problem| profiles::diagnostic(path, problem))
            .collect::<Vec<_>>()
    })?;
    let rules = read.into_iter().map(|(kind, rule)| own(kind, rule));
    match OwnRules::new(rules.collect()) {
        Ok(rules) => Ok(Some(Arc::new(rules))),
        Err(problems) => Err(problems.iter().map(|problem| told(path, problem)).collect()),
    }
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

fn told(path: &Path, problem: &OwnRuleError) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BadProfile, problem.to_string()).at(files::shown(path));
    match problem {
        OwnRuleError::Known { .. } => diagnostic.hint("choose an id of your own"),
        OwnRuleError::MatchesNothing { .. } => diagnostic.hint("say what must be there at least"),
        _ => diagnostic,
    }
}
