use std::io::{self, IsTerminal};

use bauta_engine::{Code, Diagnostic};
use bauta_transform::{TRANSFORMERS, find_kind};

use crate::args::{Format, TransformersArguments};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::render::{catalogue, json, width};

pub(super) fn run(arguments: &TransformersArguments, console: Console) -> Result<(), Failure> {
    let Some(name) = &arguments.name else {
        return match console.format {
            // Whoever pipes it wants all of it.
            Format::Text => console::result(&catalogue::list(
                io::stdout().is_terminal().then(width::of_terminal),
            )),
            Format::Json => console::result(&json::document(&catalogue::list_json())),
        };
    };
    let Some(kind) = find_kind(name) else {
        let problem = Diagnostic::new(Code::BadUsage, format!("there is no transformer `{name}`"));
        return Err(problem.hint(suggestion(name)).into());
    };
    match console.format {
        Format::Text => console::result(&catalogue::explain(kind, width::of_terminal().min(100))),
        Format::Json => console::result(&json::document(&catalogue::explain_json(kind))),
    }
}

fn suggestion(name: &str) -> String {
    let similar: Vec<&str> = TRANSFORMERS
        .iter()
        .map(|kind| kind.name)
        .filter(|known| known.contains(name) || name.contains(known))
        .collect();
    if similar.is_empty() {
        "`bauta transformers` lists them".to_owned()
    } else {
        format!("there is {}", similar.join(", "))
    }
}
