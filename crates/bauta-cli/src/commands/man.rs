use std::path::Path;

use bauta_engine::{Code, Diagnostic};
use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::{Arguments, ManArguments};
use crate::console;
use crate::exit::Failure;
use crate::files;

pub(super) fn run(arguments: &ManArguments) -> Result<(), Failure> {
    match &arguments.output {
        Some(folder) => write_all(folder),
        None => console::result(&page(&arguments.command)?),
    }
}

/// The page of a command, named by its words.
fn page(words: &[String]) -> Result<String, Diagnostic> {
    let mut command = Arguments::command();
    // Gives subcommands the flags that hold everywhere, and their full names.
    command.build();
    let mut found = &command;
    for word in words {
        found = found.find_subcommand(word).ok_or_else(|| {
            Diagnostic::new(
                Code::BadUsage,
                format!("there is no command `{}`", words.join(" ")),
            )
            .hint("`bauta --help` lists them")
        })?;
    }
    let mut text = Vec::new();
    let failed = |_| Diagnostic::new(Code::Io, "the manual page cannot be written");
    Man::new(found.clone()).render(&mut text).map_err(failed)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn write_all(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder))
        .map_err(|error| {
            let problem = Diagnostic::new(
                Code::Io,
                format!("cannot write the manual: {}", error.kind()),
            );
            problem.at(files::shown(folder)).into()
        })
}
