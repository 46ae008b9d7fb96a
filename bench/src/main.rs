//! Measures bauta against what the machine can do at best. See the README beside this crate.

mod bauta;
mod budgets;
mod contestant;
mod corpus;
mod floor;
mod measure;
mod memory;
mod report;
mod shop;
mod size;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use serde_json::{Value, json};

use crate::corpus::{Form, Plan};
use crate::size::Size;

#[derive(Parser)]
#[command(about = "Measures bauta against what the machine can do at best.")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Speed, CPU and memory of the works that have a budget, as ratios within this run
    Run {
        /// Of each dump
        #[arg(long, default_value = "1GB")]
        size: Size,
        /// How often each work is measured, after once that is not
        #[arg(long, default_value_t = 3)]
        rounds: usize,
        /// 100 MB, measured once, no warm-up: to see that everything works
        #[arg(long)]
        quick: bool,
        /// Forms to measure
        #[arg(long = "form", value_enum, default_values = ["copy", "mysqldump"])]
        forms: Vec<Form>,
        #[command(flatten)]
        place: Place,
    },
    /// Whether peak memory grows with the input; dumps are streamed, never stored
    Memory {
        /// The small dump of each form
        #[arg(long, default_value = "100MB")]
        small: Size,
        /// The large dump of COPY and mysqldump
        #[arg(long, default_value = "10GB")]
        large: Size,
        /// The large dump that is one INSERT statement
        #[arg(long, default_value = "5GB")]
        one_insert: Size,
        /// Workers that mask
        #[arg(long, default_value_t = 2)]
        threads: usize,
        /// Forms to measure
        #[arg(long = "form", value_enum, default_values = ["copy", "mysqldump", "one-insert"])]
        forms: Vec<Form>,
        #[command(flatten)]
        place: Place,
    },
    /// Writes a dump of the shop
    Corpus {
        /// About how large
        #[arg(long)]
        size: Size,
        /// How it is written
        #[arg(long, value_enum)]
        form: Form,
        /// A file, or `-` for stdout
        #[arg(long)]
        out: PathBuf,
        /// Don't say what was written
        #[arg(long)]
        quiet: bool,
    },
    /// The floor: reads a dump, digests each value to be masked, writes the dump
    Floor {
        /// How the dump is written
        #[arg(long, value_enum)]
        form: Form,
        /// The dump
        input: PathBuf,
        /// A file
        output: PathBuf,
    },
    /// Runs one command and prints what it took, as JSON
    #[command(hide = true)]
    Measure {
        /// Where its stdout goes
        #[arg(long)]
        stdout: Option<PathBuf>,
        /// The command
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
}

#[derive(Args)]
struct Place {
    /// The program, built with --release
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/bauta"))]
    bauta: PathBuf,
    /// A folder for dumps and outputs; else a temporary one that is removed afterwards
    #[arg(long)]
    work: Option<PathBuf>,
    /// Writes each measurement to this file, as JSON
    #[arg(long)]
    raw: Option<PathBuf>,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Task::Run {
            size,
            rounds,
            quick,
            forms,
            place,
        } => run(size, rounds, quick, forms, &place),
        Task::Memory {
            small,
            large,
            one_insert,
            threads,
            forms,
            place,
        } => {
            let folder = Folder::of(&place)?;
            let settings = memory::Settings {
                small,
                large,
                one_insert,
                forms,
                bauta: place.bauta.clone(),
                folder: folder.path().to_owned(),
                threads,
            };
            let (table, raw) = memory::run(&settings)?;
            print(&format!(
                "{}\n\n{}",
                budgets::describe_machine(),
                table.render()
            ))?;
            place.write_raw(&raw)
        }
        Task::Corpus {
            size,
            form,
            out,
            quiet,
        } => generate(size, form, &out, quiet),
        Task::Floor {
            form,
            input,
            output,
        } => {
            let mut input = File::open(&input).with_context(|| input.display().to_string())?;
            let mut output = File::create(&output).with_context(|| output.display().to_string())?;
            let digests = floor::run(form, &mut input, &mut output)?;
            print(&format!("{digests:?}\n"))
        }
        Task::Measure { stdout, command } => {
            let usage = measure::run(&command, stdout.as_deref())?;
            print(&format!("{usage}\n"))
        }
    }
}

fn run(size: Size, rounds: usize, quick: bool, forms: Vec<Form>, place: &Place) -> Result<()> {
    let folder = Folder::of(place)?;
    let settings = budgets::Settings {
        size: if quick { Size(100_000_000) } else { size },
        forms,
        bauta: place.bauta.clone(),
        folder: folder.path().to_owned(),
        rounds: if quick { 1 } else { rounds.max(1) },
        warm_up: !quick,
    };
    let outcome = budgets::run(&settings)?;
    print(&format!(
        "{}; {} a dump, median of {}\n\n{}\n{FIELD}\n",
        budgets::describe_machine(),
        settings.size,
        settings.rounds,
        outcome.table.render()
    ))?;
    place.write_raw(&outcome.raw)?;
    if !outcome.failures.is_empty() {
        bail!("not everything ran:\n{}", outcome.failures.join("\n"));
    }
    Ok(())
}

fn generate(size: Size, form: Form, out: &Path, quiet: bool) -> Result<()> {
    let plan = Plan::of_size(form, size.0);
    let corpus = if out == Path::new("-") {
        corpus::write(plan, &mut io::stdout().lock())?
    } else {
        let mut file = File::create(out).with_context(|| out.display().to_string())?;
        corpus::write(plan, &mut file)?
    };
    if !quiet {
        let (rows, values) = (corpus.rows, corpus.masked_values);
        let size = Size(corpus.bytes);
        writeln!(
            io::stderr(),
            "{size}, {rows} rows, {values} values to be masked"
        )?;
    }
    Ok(())
}

fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}

impl Place {
    fn write_raw(&self, runs: &[Value]) -> Result<()> {
        if let Some(file) = &self.raw {
            let raw = json!({ "machine": budgets::describe_machine(), "runs": runs });
            std::fs::write(file, format!("{raw:#}\n"))?;
        }
        Ok(())
    }
}

/// The folder named, or one that goes away.
enum Folder {
    Named(PathBuf),
    Temporary(tempfile::TempDir),
}

impl Folder {
    fn of(place: &Place) -> Result<Self> {
        let Some(folder) = &place.work else {
            return Ok(Self::Temporary(tempfile::tempdir()?));
        };
        std::fs::create_dir_all(folder)?;
        Ok(Self::Named(folder.clone()))
    }

    fn path(&self) -> &Path {
        match self {
            Self::Named(folder) => folder,
            Self::Temporary(folder) => folder.path(),
        }
    }
}

/// What others reach with this work, measured once on another occasion: an orientation.
const FIELD: &str = "For comparison, measured once, with the same kind of work on 2 cores: myanon (Rust port) 192 MB/s, \
4.7 CPU s/GB; myanon (C, OpenSSL) 99 MB/s, 9.1 CPU s/GB; a 30-line Python script 37 MB/s, \
27 CPU s/GB.";
