//! Who takes part, and what is expected of each.

use std::path::Path;

use anyhow::Result;

use crate::bauta::{Bauta, Work};
use crate::corpus::Form;
use crate::measure::{Task, Usage};
use crate::report::{Limit, verdict};
use crate::size::Size;

/// Who is measured.
#[derive(Debug)]
pub(crate) struct Contestant {
    /// Which one.
    pub(crate) kind: ContestantKind,
    /// What it runs.
    pub(crate) task: Task,
}

/// Which command it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContestantKind {
    /// `cat`.
    Cat,
    /// The floor.
    Floor,
    /// A command of bauta.
    Bauta {
        /// What it does.
        work: Work,
        /// How many workers do it.
        threads: usize,
    },
}

impl Contestant {
    /// All that can be measured with a dump; `clone` is what masking with detection made of it.
    pub(crate) fn all(
        form: Form,
        (input, output, clone): (&Path, &Path, &Path),
        bauta: Option<&Bauta>,
    ) -> Result<Vec<Self>> {
        let cat = Task::new(["cat".as_ref(), input.as_os_str()]).writing_to(output);
        let bench = std::env::current_exe()?;
        let floor = Task::new([
            bench.as_os_str(),
            "floor".as_ref(),
            "--form".as_ref(),
            form.name().as_ref(),
            input.as_os_str(),
            output.as_os_str(),
        ]);
        let mut all = vec![
            Self {
                kind: ContestantKind::Cat,
                task: cat,
            },
            Self {
                kind: ContestantKind::Floor,
                task: floor,
            },
        ];
        let Some(bauta) = bauta else { return Ok(all) };
        for (work, threads) in WORKS {
            let task = match work {
                Work::Verify => bauta.verify(clone, input, threads),
                _ => bauta.task(work, input, output, threads),
            };
            let kind = ContestantKind::Bauta { work, threads };
            all.push(Self { kind, task });
        }
        Ok(all)
    }
}

impl ContestantKind {
    /// As the table has it.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Cat => "cat to a file".to_owned(),
            Self::Floor => "floor".to_owned(),
            Self::Bauta { work, threads } => {
                let work = match work {
                    Work::Identity => "identity",
                    Work::W11 => "W11",
                    Work::W11Detect => "W11 with detection",
                    Work::Inspect => "inspect",
                    Work::Verify => "verify",
                };
                let threads = if threads == 1 {
                    "1 thread".to_owned()
                } else {
                    format!("{threads} threads")
                };
                format!("{work}, {threads}")
            }
        }
    }

    /// The ratios that this one has a budget for, with a dump of that size.
    pub(crate) fn budget(
        self,
        size: Size,
        usage: Usage,
        of: impl Fn(Self) -> Option<Usage>,
    ) -> (String, String) {
        let Self::Bauta { work, threads } = self else {
            return (String::new(), String::new());
        };
        let w11 = |threads| {
            of(Self::Bauta {
                work: Work::W11,
                threads,
            })
        };
        let mut ratios = Vec::new();
        let mut budgets = Vec::new();
        let mut add = |what: &str, ratio: Option<f64>, limit| {
            let Some(ratio) = ratio else { return };
            ratios.push(format!("{ratio:.2} × {what}"));
            budgets.push(verdict(ratio, limit));
        };
        match work {
            Work::Identity => {
                let ratio = of(Self::Cat).map(|cat| usage.wall_s / cat.wall_s);
                add("cat's time", ratio, Limit::AtMost(2.0));
            }
            Work::W11 => {
                let ratio = of(Self::Floor).map(|floor| usage.cpu_s / floor.cpu_s);
                add("the floor's CPU", ratio, Limit::AtMost(1.5));
                if threads > 1 {
                    let ratio = w11(1).map(|one| one.wall_s / usage.wall_s);
                    add("as fast as 1 thread", ratio, Limit::AtLeast(1.7));
                }
            }
            Work::W11Detect => {
                let ratio = w11(threads).map(|w11| usage.cpu_s / w11.cpu_s);
                add("W11's CPU", ratio, Limit::AtMost(2.0));
            }
            Work::Inspect => {
                let speed = size.gigabytes() * 1e3 / usage.cpu_s;
                ratios.push(format!("{speed:.0} MB per CPU second"));
                budgets.push(verdict(speed, Limit::AtLeast(150.0)));
            }
            Work::Verify => {
                let speed = size.gigabytes() * 1e3 / usage.cpu_s;
                ratios.push(format!("{speed:.0} MB per CPU second"));
                budgets.push(verdict(speed, Limit::AtLeast(60.0)));
            }
        }
        (ratios.join(", "), budgets.join(", "))
    }
}

const WORKS: [(Work, usize); 9] = [
    (Work::Identity, 2),
    (Work::W11, 1),
    (Work::W11, 2),
    (Work::W11Detect, 1),
    (Work::W11Detect, 2),
    (Work::Inspect, 1),
    (Work::Inspect, 2),
    // After the works with detection, whose output it proves.
    (Work::Verify, 1),
    (Work::Verify, 2),
];
