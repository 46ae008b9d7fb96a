//! `bauta-bench run`: speed and memory against the floor, in one run.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::bauta::{Bauta, Work};
use crate::contestant::{Contestant, ContestantKind};
use crate::corpus::{self, Corpus, Form, Plan};
use crate::floor::{self, Digests};
use crate::measure::{Usage, same_bytes};
use crate::report::{Limit, Report, median, verdict};
use crate::shop::TABLES;
use crate::size::Size;

/// What to measure.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Of each dump.
    pub(crate) size: Size,
    /// How the dumps are written.
    pub(crate) forms: Vec<Form>,
    /// The program.
    pub(crate) bauta: PathBuf,
    /// Where dumps and outputs go.
    pub(crate) folder: PathBuf,
    /// How often each is measured.
    pub(crate) rounds: usize,
    /// Whether each runs once before it is measured.
    pub(crate) warm_up: bool,
}

/// Measures everything; gives the table, the raw numbers, and what failed.
///
/// # Errors
/// When the corpus can't be written, or `cat` or the floor fails. What fails of bauta is a row of
/// the table.
pub(crate) fn run(settings: &Settings) -> Result<Outcome> {
    let bauta = Bauta::prepare(&settings.bauta, &settings.folder);
    let mut outcome = Outcome {
        table: Report::new(&[
            "form",
            "work",
            "MB/s",
            "CPU s/GB",
            "peak MiB",
            "ratio",
            "budget",
            "budget: peak",
        ]),
        raw: Vec::new(),
        failures: Vec::new(),
    };
    if let Err(error) = &bauta {
        outcome.failures.push(format!("{error:#}"));
    }
    for &form in &settings.forms {
        let mut field = Field::new(settings, form)?;
        let files = (&*field.input, &*field.output, &*field.clone);
        let contestants = Contestant::all(form, files, bauta.as_ref().ok())?;
        field.compete(settings, &contestants, &mut outcome)?;
        for file in [&field.input, &field.output, &field.clone] {
            if file.exists() {
                fs::remove_file(file)?;
            }
        }
    }
    Ok(outcome)
}

/// What came out.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Medians and ratios.
    pub(crate) table: Report,
    /// Each measurement.
    pub(crate) raw: Vec<Value>,
    /// What did not work.
    pub(crate) failures: Vec<String>,
}

/// One dump, and where the outputs of it go.
struct Field {
    form: Form,
    input: PathBuf,
    output: PathBuf,
    /// What masking with detection made of the dump.
    clone: PathBuf,
    corpus: Corpus,
    digests: Digests,
}

impl Field {
    fn new(settings: &Settings, form: Form) -> Result<Self> {
        let input = settings.folder.join(format!("{}.sql", form.name()));
        let output = settings.folder.join(format!("{}.out.sql", form.name()));
        let mut file = BufWriter::new(File::create(&input)?);
        let plan = Plan::of_size(form, settings.size.0);
        let corpus = corpus::write(plan, &mut file).context("can't write the corpus")?;
        drop(file);
        let digests = floor::run(form, &mut File::open(&input)?, &mut io::sink())?;
        ensure!(
            digests.values == corpus.masked_values,
            "the floor finds {} of {} values",
            digests.values,
            corpus.masked_values
        );
        Ok(Self {
            form,
            input,
            output,
            clone: settings.folder.join(format!("{}.clone.sql", form.name())),
            corpus,
            digests,
        })
    }

    /// Everybody once after the other, several times over.
    fn compete(
        &mut self,
        settings: &Settings,
        contestants: &[Contestant],
        outcome: &mut Outcome,
    ) -> Result<()> {
        let mut usages: Vec<Vec<Usage>> = vec![Vec::new(); contestants.len()];
        let mut masked = None;
        let rounds = settings.rounds + usize::from(settings.warm_up);
        let mut failed = vec![false; contestants.len()];
        for round in 0..rounds {
            for (index, contestant) in contestants.iter().enumerate() {
                if failed[index] {
                    continue;
                }
                let measured = self.once(contestant).and_then(|usage| {
                    // a run that did something else must not be compared
                    if round == 0 {
                        self.check(contestant.kind, &mut masked)?;
                    }
                    Ok(usage)
                });
                match (measured, contestant.kind) {
                    (Ok(usage), _) if round + settings.rounds >= rounds => {
                        usages[index].push(usage);
                        outcome.raw.push(self.raw(contestant.kind, round, usage));
                    }
                    (Ok(_), _) => {}
                    (Err(error), kind @ ContestantKind::Bauta { .. }) => {
                        failed[index] = true;
                        let name = kind.name();
                        let form = self.form.name();
                        outcome.failures.push(format!("{form}, {name}: {error:#}"));
                    }
                    (Err(error), kind) => return Err(error.context(kind.name())),
                }
            }
        }
        let kinds = contestants.iter().map(|contestant| contestant.kind);
        let medians: Vec<_> = kinds
            .zip(usages.iter().map(|usages| middle(usages)))
            .collect();
        self.report(&medians, &mut outcome.table);
        Ok(())
    }

    fn once(&self, contestant: &Contestant) -> Result<Usage> {
        if self.output.exists() {
            fs::remove_file(&self.output)?;
        }
        // nobody pays for what the one before has left to be written to disk
        nix::unistd::sync();
        contestant.task.measure(Stdio::null())
    }

    /// Whether the output is what the work should make of the input.
    fn check(&self, kind: ContestantKind, masked: &mut Option<Digests>) -> Result<()> {
        if let ContestantKind::Bauta {
            work: Work::Inspect,
            ..
        } = kind
        {
            return self.check_inspection();
        }
        // A proof that fails ends with another exit code, which is an error already.
        if let ContestantKind::Bauta {
            work: Work::Verify, ..
        } = kind
        {
            return Ok(());
        }
        let ContestantKind::Bauta {
            work: Work::W11 | Work::W11Detect,
            ..
        } = kind
        else {
            let same = same_bytes(&self.input, &self.output)?;
            ensure!(same, "the output is not the input");
            return Ok(());
        };
        let digests = floor::run(self.form, &mut File::open(&self.output)?, &mut io::sink())?;
        if digests.values != self.digests.values {
            let (found, expected) = (digests.values, self.digests.values);
            bail!("the output has {found} values in masked columns, the input {expected}");
        }
        ensure!(
            digests.fold != self.digests.fold,
            "masked columns are as they were"
        );
        let first = masked.get_or_insert_with(|| digests.clone());
        ensure!(*first == digests, "runs differ in what they mask values to");
        if let ContestantKind::Bauta {
            work: Work::W11Detect,
            ..
        } = kind
        {
            fs::copy(&self.output, &self.clone)?;
        }
        Ok(())
    }

    /// Whether all rows were read, and the columns with personal data found.
    fn check_inspection(&self) -> Result<()> {
        let told: Value = serde_json::from_reader(BufReader::new(File::open(&self.output)?))?;
        let rows = told["coverage"]["rows"].as_u64();
        ensure!(
            rows == Some(self.corpus.rows),
            "{rows:?} of {} rows were read",
            self.corpus.rows
        );
        let columns = told["tables"].as_array().into_iter().flatten();
        let columns = columns.filter_map(|table| table["columns"].as_array());
        let found = columns
            .flatten()
            .filter(|column| !column["class"].is_null())
            .count();
        let masked: usize = TABLES
            .iter()
            .flat_map(|table| table.columns)
            .filter(|column| column.masked)
            .count();
        ensure!(found >= masked, "only {found} columns hold something");
        Ok(())
    }

    fn raw(&self, kind: ContestantKind, round: usize, usage: Usage) -> Value {
        let mut raw = json!({
            "form": self.form.name(), "work": kind.name(), "round": round,
            "input_bytes": self.corpus.bytes, "masked_values": self.corpus.masked_values,
        });
        if let (Some(raw), Value::Object(usage)) = (raw.as_object_mut(), usage.to_json()) {
            raw.extend(usage);
        }
        raw
    }

    fn report(&self, medians: &[(ContestantKind, Option<Usage>)], table: &mut Report) {
        let of = |wanted| {
            let found = medians.iter().find(|(kind, _)| *kind == wanted);
            found.and_then(|(_, usage)| *usage)
        };
        let size = Size(self.corpus.bytes);
        for &(kind, usage) in medians {
            let form = self.form.name().to_owned();
            let Some(usage) = usage else {
                table.row([form, kind.name(), "failed".to_owned()]);
                continue;
            };
            let speed = format!("{:.0}", size.gigabytes() * 1e3 / usage.wall_s);
            let cpu = format!("{:.2}", usage.cpu_s / size.gigabytes());
            let peak = format!("{:.1}", usage.peak.mebibytes());
            let (ratio, budget) = kind.budget(size, usage, of);
            let memory = match kind {
                // It has a memory of its own for what it must know of the original.
                ContestantKind::Bauta {
                    work: Work::Verify, ..
                } => String::new(),
                ContestantKind::Bauta { .. } => {
                    verdict(usage.peak.mebibytes(), Limit::AtMost(PEAK_MEBIBYTES))
                }
                _ => String::new(),
            };
            table.row([form, kind.name(), speed, cpu, peak, ratio, budget, memory]);
        }
    }
}

/// Medians of each quantity; the worst peak.
fn middle(usages: &[Usage]) -> Option<Usage> {
    let peak = usages.iter().map(|usage| usage.peak).max()?;
    Some(Usage {
        wall_s: median(usages.iter().map(|usage| usage.wall_s)),
        cpu_s: median(usages.iter().map(|usage| usage.cpu_s)),
        peak,
    })
}

/// What the numbers were taken on.
pub(crate) fn describe_machine() -> String {
    let cpus = std::thread::available_parallelism().map_or(1, usize::from);
    let model = fs::read_to_string(Path::new("/proc/cpuinfo")).ok();
    let model = model.as_deref().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    let model = model.unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!("{cpus} CPUs, {model}, {}", std::env::consts::OS)
}

/// The budget, of which decoder windows and rows of these dumps take nothing worth counting.
const PEAK_MEBIBYTES: f64 = 64.0;
