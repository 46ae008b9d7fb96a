use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Arguments;
use crate::console;
use crate::exit::Failure;

pub(super) fn run(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "bauta", &mut script);
    console::result(&String::from_utf8_lossy(&script))
}
