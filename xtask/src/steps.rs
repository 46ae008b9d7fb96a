//! Steps of a task: what each is called, how it ended, how long it took.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The steps of one task. All of them run, so that one run tells everything that is wrong.
#[derive(Debug)]
pub(crate) struct Steps {
    task: &'static str,
    started: Instant,
    done: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: String,
    ended: Ended,
    took: Duration,
}

/// How a step ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// Nothing to object to.
    Passed,
    /// Not run, and why.
    Skipped(String),
    /// Something is wrong.
    Failed(String),
}

impl Steps {
    pub(crate) fn of(task: &'static str) -> Self {
        Self {
            task,
            started: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Runs a step and says how it ended.
    pub(crate) fn step(&mut self, name: &str, run: impl FnOnce() -> Result<Ended>) -> Result<()> {
        let mut err = io::stderr();
        writeln!(err, "── {name}")?;
        let started = Instant::now();
        let ended = run().unwrap_or_else(|error| Ended::Failed(format!("{error:#}")));
        let took = started.elapsed();
        match &ended {
            Ended::Passed => {}
            Ended::Skipped(why) => writeln!(err, "skipped: {why}")?,
            Ended::Failed(why) => writeln!(err, "failed: {why}")?,
        }
        self.done.push(Step {
            name: name.to_owned(),
            ended,
            took,
        });
        Ok(())
    }

    /// Tells how all of them ended.
    ///
    /// # Errors
    /// One of them has failed.
    pub(crate) fn finish(self) -> Result<()> {
        let mut err = io::stderr();
        for step in &self.done {
            let took = shown(step.took);
            let ended = step.ended.word();
            writeln!(err, "{took:>12}  {ended:<7}  {}", step.name)?;
        }
        let took = shown(self.started.elapsed());
        let failed = self.names(|ended| matches!(ended, Ended::Failed(_)));
        if !failed.is_empty() {
            bail!("{}: failed after {took}: {failed}", self.task);
        }
        let skipped = self.names(|ended| matches!(ended, Ended::Skipped(_)));
        let but = if skipped.is_empty() {
            String::new()
        } else {
            format!(", without {skipped}")
        };
        writeln!(err, "{}: passed in {took}{but}", self.task)?;
        Ok(())
    }

    fn names(&self, of: impl Fn(&Ended) -> bool) -> String {
        let steps = self.done.iter().filter(|step| of(&step.ended));
        let names: Vec<&str> = steps.map(|step| step.name.as_str()).collect();
        names.join("; ")
    }
}

impl Ended {
    fn word(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Skipped(_) => "skipped",
            Self::Failed(_) => "failed",
        }
    }
}

/// Runs a program to its end; nothing stands on its stdin.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot run {}", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", name(command));
    }
    Ok(())
}

/// Runs a program to its end and takes what it prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {}", name(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}", name(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Cargo, the one that runs this task, in `folder`.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// Minutes and seconds.
pub(crate) fn shown(took: Duration) -> String {
    match took.as_secs() {
        0..60 => format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(program).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_told_in_minutes() {
        assert_eq!(shown(Duration::from_millis(59_980)), "59.9 s");
        assert_eq!(shown(Duration::from_secs(61)), "1 min 01 s");
    }

    #[test]
    fn a_task_fails_with_one_of_its_steps_after_all_have_run() {
        let mut steps = Steps::of("task");
        let mut ran = 0;
        let mut outcomes = [Err(anyhow::anyhow!("no")), Ok(Ended::Passed)].into_iter();
        for name in ["first", "second"] {
            let run = || {
                ran += 1;
                outcomes.next().unwrap()
            };
            steps.step(name, run).unwrap();
        }
        assert_eq!(ran, 2);
        let told = steps.finish().unwrap_err().to_string();
        assert!(
            told.starts_with("task: failed") && told.ends_with(": first"),
            "{told}"
        );
    }

    #[test]
    fn a_task_passes_with_a_step_that_was_skipped() {
        let mut steps = Steps::of("task");
        steps
            .step("only", || Ok(Ended::Skipped("no network".to_owned())))
            .unwrap();
        steps.finish().unwrap();
    }

    #[test]
    fn a_program_that_fails_is_an_error() {
        let outcome = run(cargo(Path::new("."))
            .arg("--no-such-flag")
            .stderr(Stdio::null()));
        assert!(outcome.unwrap_err().to_string().contains("--no-such-flag"));
    }
}
