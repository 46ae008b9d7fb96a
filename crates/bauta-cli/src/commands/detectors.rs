use std::io::{self, IsTerminal};

use bauta_detect::{Detector, catalogue};
use bauta_engine::{Code, Diagnostic};
use bauta_profile::nearest;

use crate::args::{DetectorsArguments, Format};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::render::{detectors, json, width};
use crate::rules;

pub(super) fn run(arguments: &DetectorsArguments, console: Console) -> Result<(), Failure> {
    let rules = rules::read(arguments.rules.as_deref())?;
    let own = || rules.iter().flat_map(|rules| rules.iter());
    let Some(name) = &arguments.name else {
        return match console.format {
            // Whoever pipes it wants all of it.
            Format::Text => console::result(&detectors::list(
                own(),
                io::stdout().is_terminal().then(width::of_terminal),
            )),
            Format::Json => console::result(&json::document(&detectors::list_json(own()))),
        };
    };
    if let Some(rule) = own().find(|rule| rule.kind == *name) {
        return match console.format {
            Format::Text => console::result(&detectors::explain_own(rule)),
            Format::Json => console::result(&json::document(&detectors::own_json(rule))),
        };
    }
    let Some(detector) = catalogue().find(|detector| detector.kind == name) else {
        let problem = Diagnostic::new(Code::BadUsage, format!("there is no kind `{name}`"));
        return Err(problem.hint(suggestion(name)).into());
    };
    match console.format {
        Format::Text => {
            console::result(&detectors::explain(detector, width::of_terminal().min(100)))
        }
        Format::Json => console::result(&json::document(&detectors::explain_json(detector))),
    }
}

/// Kinds whose id or hints have the word, else the nearest id.
fn suggestion(name: &str) -> String {
    let is_similar = |detector: &&Detector| {
        let kind = detector.kind;
        kind.contains(name)
            || detector
                .hints
                .iter()
                .any(|hint| *hint == name.replace('-', "_"))
    };
    let similar: Vec<&str> = catalogue()
        .filter(is_similar)
        .map(|detector| detector.kind)
        .take(8)
        .collect();
    if !similar.is_empty() {
        return format!("there is {}", similar.join(", "));
    }
    match nearest(name, catalogue().map(|detector| detector.kind)) {
        Some(kind) => format!("did you mean `{kind}`?"),
        None => "`bauta detectors` lists them".to_owned(),
    }
}
