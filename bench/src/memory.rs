//! `bauta-bench memory`: whether peak memory grows with the input.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::bauta::{Bauta, Work};
use crate::corpus::Form;
use crate::measure::{self, Usage};
use crate::report::{Limit, Report, verdict};
use crate::size::Size;

/// What to measure.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The small dump of each form.
    pub(crate) small: Size,
    /// The large one of COPY and mysqldump.
    pub(crate) large: Size,
    /// The large one that is one statement.
    pub(crate) one_insert: Size,
    /// Which forms.
    pub(crate) forms: Vec<Form>,
    /// The program.
    pub(crate) bauta: PathBuf,
    /// Where profiles and the key go.
    pub(crate) folder: PathBuf,
    /// How many workers mask.
    pub(crate) threads: usize,
}

/// Streams dumps of two sizes through W11; gives the table and the raw numbers. No dump is ever
/// whole anywhere: the generator writes into a pipe that bauta reads.
///
/// # Errors
/// When a run fails.
pub(crate) fn run(settings: &Settings) -> Result<(Report, Vec<Value>)> {
    let bauta = Bauta::prepare(&settings.bauta, &settings.folder)?;
    let mut table = Report::new(&[
        "form",
        "small",
        "peak MiB",
        "large",
        "peak MiB",
        "MB/s",
        "ratio",
        "budget",
        "budget: peak",
    ]);
    let mut raw = Vec::new();
    for &form in &settings.forms {
        let large = match form {
            Form::Copy | Form::Mysqldump => settings.large,
            Form::OneInsert => settings.one_insert,
        };
        let mut peaks = Vec::new();
        for size in [settings.small, large] {
            let usage = stream(&bauta, form, size, settings.threads)
                .with_context(|| format!("{}, {size}", form.name()))?;
            let mut entry = usage.to_json();
            if let Some(entry) = entry.as_object_mut() {
                entry.insert("form".into(), json!(form.name()));
                entry.insert("input_bytes".into(), json!(size.0));
            }
            raw.push(entry);
            peaks.push(usage);
        }
        let [small_run, large_run] = [peaks[0], peaks[1]];
        let (low, high) = (small_run.peak.mebibytes(), large_run.peak.mebibytes());
        table.row([
            form.name().to_owned(),
            settings.small.to_string(),
            format!("{low:.1}"),
            large.to_string(),
            format!("{high:.1}"),
            format!("{:.0}", large.gigabytes() * 1e3 / large_run.wall_s),
            format!("{:.3}", high / low),
            verdict(high / low, Limit::AtMost(1.1)),
            verdict(high.max(low), Limit::AtMost(64.0)),
        ]);
    }
    Ok((table, raw))
}

fn stream(bauta: &Bauta, form: Form, size: Size, threads: usize) -> Result<Usage> {
    let mut generator = Command::new(std::env::current_exe()?)
        .args(["corpus", "--quiet", "--form", form.name(), "--out", "-"])
        .args(["--size", &size.0.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let dump = generator
        .stdout
        .take()
        .context("the generator has no stdout")?;
    let task = bauta.mask(Work::W11, Path::new("-"), None, threads);
    let masked = task.start(Stdio::from(dump)).and_then(measure::finish);
    // the generator ends with bauta: it has nobody else to write to
    let generated = generator.wait()?;
    let usage = masked?;
    ensure!(generated.success(), "the generator failed: {generated}");
    Ok(usage)
}
