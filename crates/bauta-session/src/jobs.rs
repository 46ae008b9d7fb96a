//! Long work in threads of its own: progress, cancel, one end.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bauta_engine::{Cancel, Code, Diagnostic, Event, Observer, Signal};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::event::{FoundKind, JobProgress, JobResult, Phase, SessionEvent, Work};
use crate::problem::CommandError;
use crate::session::{Session, locked};

/// A job that has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobRef {
    /// Its handle.
    pub job: String,
}

/// A job that goes on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobStatus {
    /// Its handle.
    pub job: String,
    /// What it does.
    pub work: Work,
    /// How far it has come.
    pub progress: JobProgress,
}

/// The jobs that go on.
///
/// # Errors
/// None but those of every command.
pub fn jobs(session: &Session, _: ()) -> Result<Vec<JobStatus>, CommandError> {
    let running = locked(&session.jobs.running);
    let status = running.iter().map(|(job, running)| JobStatus {
        job: job.clone(),
        work: running.work,
        progress: running.progress.clone(),
    });
    Ok(status.collect())
}

/// Asks a job to stop; its end is told as an event.
///
/// # Errors
/// None but those of every command; a job that has ended is none.
pub fn cancel_job(session: &Session, input: JobRef) -> Result<(), CommandError> {
    if let Some(running) = locked(&session.jobs.running).get(&input.job) {
        running.cancel.cancel(Signal::Interrupt);
    }
    Ok(())
}

/// The jobs of a session.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    running: Mutex<BTreeMap<String, Running>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    next: AtomicU64,
}

#[derive(Debug)]
struct Running {
    work: Work,
    cancel: Cancel,
    progress: JobProgress,
}

/// What a job has at hand.
#[derive(Debug)]
pub(crate) struct Hand {
    pub(crate) job: String,
    pub(crate) cancel: Cancel,
    pub(crate) reporter: Reporter,
}

impl Jobs {
    /// Asks all jobs to stop and waits for their ends.
    pub(crate) fn cancel_all(&self) {
        for running in locked(&self.running).values() {
            running.cancel.cancel(Signal::Interrupt);
        }
        let threads = std::mem::take(&mut *locked(&self.threads));
        for thread in threads {
            // What a thread that died has to say, its event has said.
            thread.join().ok();
        }
    }

    /// Whether a job of this kind goes on.
    pub(crate) fn is_running(&self, work: Work) -> bool {
        locked(&self.running)
            .values()
            .any(|running| running.work == work)
    }
}

impl Session {
    /// Begins a job in a thread of its own.
    pub(crate) fn begin(
        &self,
        work: Work,
        run: impl FnOnce(&Self, &mut Hand) -> Result<JobResult, CommandError> + Send + 'static,
    ) -> Result<JobRef, CommandError> {
        let job = format!("job-{}", self.jobs.next.fetch_add(1, Ordering::Relaxed) + 1);
        let cancel = Cancel::default();
        let running = Running {
            work,
            cancel: cancel.clone(),
            progress: JobProgress::beginning(&job, work),
        };
        locked(&self.jobs.running).insert(job.clone(), running);
        let (session, name) = (self.clone(), job.clone());
        let mut hand = Hand {
            job: job.clone(),
            cancel,
            reporter: Reporter::new(self.clone(), &job, work),
        };
        let thread = std::thread::Builder::new()
            .name(job.clone())
            .spawn(move || {
                let started = Instant::now();
                let attempt = std::panic::AssertUnwindSafe(|| run(&session, &mut hand));
                let outcome = std::panic::catch_unwind(attempt)
                    .unwrap_or_else(|_| Err(CommandError::defect()));
                locked(&session.jobs.running).remove(&name);
                let (job, seconds) = (name, started.elapsed().as_secs_f64());
                session.desk.shell.tell(match outcome {
                    Ok(result) => SessionEvent::Done {
                        job,
                        work,
                        seconds,
                        result,
                    },
                    Err(error) => SessionEvent::Failed { job, work, error },
                });
            });
        let Ok(thread) = thread else {
            locked(&self.jobs.running).remove(&job);
            return Err(Diagnostic::new(Code::Io, "the system gives no thread").into());
        };
        let mut threads = locked(&self.jobs.threads);
        threads.retain(|thread| !thread.is_finished());
        threads.push(thread);
        Ok(JobRef { job })
    }
}

impl JobProgress {
    fn beginning(job: &str, work: Work) -> Self {
        Self {
            job: job.to_owned(),
            work,
            phase: Phase::Starting,
            read_bytes: 0,
            total_bytes: None,
            rows: 0,
            table: None,
            found: Vec::new(),
            seconds: 0.0,
            bytes_per_second: 0.0,
            seconds_left: None,
        }
    }
}

impl FoundKind {
    fn of((kind, count): (&&'static str, &u64)) -> Self {
        Self {
            kind: (*kind).to_owned(),
            count: *count,
        }
    }
}

/// Tells the window how far a job has come, at most ten times a second.
#[derive(Debug)]
pub(crate) struct Reporter {
    session: Session,
    progress: JobProgress,
    started: Instant,
    phase_started: Instant,
    told: Option<Instant>,
    notices: Vec<String>,
    masked: bool,
}

/// Between two events of progress.
const PAUSE: Duration = Duration::from_millis(100);

impl Reporter {
    fn new(session: Session, job: &str, work: Work) -> Self {
        let now = Instant::now();
        Self {
            session,
            progress: JobProgress::beginning(job, work),
            started: now,
            phase_started: now,
            told: None,
            notices: Vec::new(),
            masked: false,
        }
    }

    fn moved(
        &mut self,
        phase: Phase,
        read: (u64, Option<u64>),
        rows: u64,
        table: Option<&str>,
        found: Option<&BTreeMap<&'static str, u64>>,
    ) {
        let now = Instant::now();
        if phase != self.progress.phase {
            self.phase_started = now;
            self.told = None;
        }
        if self.told.is_some_and(|told| now - told < PAUSE) {
            return;
        }
        self.told = Some(now);
        let in_phase = (now - self.phase_started).as_secs_f64();
        let progress = &mut self.progress;
        progress.phase = phase;
        (progress.read_bytes, progress.total_bytes) = read;
        progress.rows = rows;
        progress.table = table.map(str::to_owned);
        if let Some(found) = found {
            progress.found = found.iter().map(FoundKind::of).collect();
        }
        progress.seconds = (now - self.started).as_secs_f64();
        progress.bytes_per_second = if in_phase > 0.0 {
            lossy(read.0) / in_phase
        } else {
            0.0
        };
        let left = read.1.map(|total| lossy(total.saturating_sub(read.0)));
        let speed = progress.bytes_per_second;
        progress.seconds_left = left.filter(|_| speed > 0.0).map(|left| left / speed);
        let progress = progress.clone();
        if let Some(running) = locked(&self.session.jobs.running).get_mut(&progress.job) {
            running.progress.clone_from(&progress);
        }
        self.session
            .desk
            .shell
            .tell(SessionEvent::Progress(progress));
    }

    /// Tells what the reader of the output should know, once.
    pub(crate) fn notice(&mut self, text: &str) {
        if self.notices.iter().any(|told| told == text) {
            return;
        }
        self.notices.push(text.to_owned());
        self.session.desk.shell.tell(SessionEvent::Notice {
            job: self.progress.job.clone(),
            text: text.to_owned(),
        });
    }
}

impl Observer for Reporter {
    fn observe(&mut self, event: &Event<'_>) {
        match *event {
            Event::Learning {
                read_bytes,
                total_bytes,
            } => {
                // What is learnt after rows were masked is learnt of the output.
                let phase = if self.masked {
                    Phase::Verifying
                } else {
                    Phase::Learning
                };
                self.moved(phase, (read_bytes, total_bytes), 0, None, None);
            }
            Event::Masking {
                read_bytes,
                total_bytes,
                rows,
                table,
                found,
                ..
            } => {
                self.masked = true;
                let read = (read_bytes, total_bytes);
                self.moved(Phase::Masking, read, rows, table, Some(found));
            }
            Event::Reading {
                read_bytes,
                total_bytes,
                rows,
                table,
            } => {
                let phase = if self.masked {
                    Phase::Verifying
                } else {
                    Phase::Reading
                };
                self.moved(phase, (read_bytes, total_bytes), rows, table, None);
            }
            Event::Notice(text) => self.notice(text),
            _ => {}
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "for speeds and shares alone")]
fn lossy(count: u64) -> f64 {
    count as f64
}
