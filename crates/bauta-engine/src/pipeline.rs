//! The only threads: one reads and frames, workers mask or read, one takes what they made of the
//! chunks in the order of the input.
//!
//! The queue of promises is bounded, and so is memory: a chunk exists only from the moment there
//! is room for it in the queue until its bytes are written.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use crate::error::{Code, Diagnostic, EngineError, Signal};
use crate::mask::{Chunk, MaskFault};
use crate::scan::{Chunker, Director};

/// Set from a signal handler: 0 goes on, else the number of the signal.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicUsize>);

impl Cancel {
    /// Asks the run to stop. Safe to call from a signal handler.
    pub fn cancel(&self, signal: Signal) {
        self.0.store(signal as usize + 1, Ordering::Relaxed);
    }

    /// The cell itself, for libraries that write a signal's mark into one.
    pub fn cell(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.0)
    }

    pub(crate) fn check(&self) -> Result<(), EngineError> {
        match self.0.load(Ordering::Relaxed) {
            0 => Ok(()),
            1 => Err(EngineError::interrupted(Signal::Interrupt)),
            _ => Err(EngineError::interrupted(Signal::Terminate)),
        }
    }
}

/// Makes something of chunks, any chunk in any order.
pub(crate) trait Work: Send {
    /// What the director puts into chunks.
    type Segment: Send;
    /// What becomes of a chunk.
    type Done: Send;

    /// Works on a chunk; `out` is a buffer whose bytes are of no account.
    fn work(&mut self, chunk: Chunk<Self::Segment>, out: Vec<u8>) -> Result<Self::Done, MaskFault>;
}

/// Takes what workers made of the chunks, in the order of the input.
pub(crate) trait Fold<W: Work>: Send {
    /// Takes one; `read` are the stored bytes read and in all. Gives its buffers back for reuse.
    fn fold(
        &mut self,
        outcome: Outcome<W>,
        read: (u64, Option<u64>),
    ) -> Result<Buffers<W>, EngineError>;
}

/// What a worker made of a chunk.
pub(crate) type Outcome<W> = Result<<W as Work>::Done, Broken>;

/// A chunk without segments and a buffer, to be filled again.
pub(crate) type Buffers<W> = (Chunk<<W as Work>::Segment>, Vec<u8>);

/// Why a chunk was not worked on.
#[derive(Debug)]
pub(crate) enum Broken {
    Fault(MaskFault),
    WorkerDied,
}

impl Broken {
    /// The error for a worker that died.
    pub(crate) fn died() -> EngineError {
        Diagnostic::new(Code::WorkerDied, "a worker died; this is a defect of bauta")
            .hint("please report it with the version and, if possible, the table's definition")
            .into()
    }
}

struct Promise<W: Work> {
    chunk: Receiver<Outcome<W>>,
    read: (u64, Option<u64>),
}

/// Runs the dump through the director and the workers into the folder.
pub(crate) fn run<W: Work>(
    chunker: &mut Chunker,
    director: &mut dyn Director<W::Segment>,
    folder: &mut dyn Fold<W>,
    new_worker: &(dyn Fn() -> W + Sync),
    threads: usize,
    cancel: &Cancel,
) -> Result<(), EngineError> {
    if threads <= 1 {
        run_inline(chunker, director, folder, new_worker(), cancel)
    } else {
        run_parallel(chunker, director, folder, new_worker, threads, cancel)
    }
}

fn run_inline<W: Work>(
    chunker: &mut Chunker,
    director: &mut dyn Director<W::Segment>,
    folder: &mut dyn Fold<W>,
    mut worker: W,
    cancel: &Cancel,
) -> Result<(), EngineError> {
    let (mut chunk, mut out) = (Chunk::default(), Vec::new());
    loop {
        cancel.check()?;
        let goes_on = chunker.next(&mut chunk, director)?;
        let done = work(&mut worker, chunk, out);
        (chunk, out) = folder.fold(done, chunker.progress())?;
        if !goes_on {
            return Ok(());
        }
    }
}

fn run_parallel<W: Work>(
    chunker: &mut Chunker,
    director: &mut dyn Director<W::Segment>,
    folder: &mut dyn Fold<W>,
    new_worker: &(dyn Fn() -> W + Sync),
    threads: usize,
    cancel: &Cancel,
) -> Result<(), EngineError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("work-{index}"))
        .build()
        .map_err(|_| {
            Diagnostic::new(Code::Io, format!("cannot start {threads} threads"))
                .hint("try fewer with --threads")
        })?;
    let (promises, pending) = bounded::<Promise<W>>(threads + 1);
    let (spares, reusable) = unbounded::<Buffers<W>>();
    let workers: Mutex<Vec<W>> = Mutex::default();
    std::thread::scope(|scope| {
        let writer = std::thread::Builder::new()
            .name("write".into())
            .spawn_scoped(scope, move || write(folder, pending, &spares));
        let Ok(writer) = writer else {
            return Err(Diagnostic::new(Code::Io, "cannot start a thread").into());
        };
        let read = pool.in_place_scope_fifo(|pool| {
            feed(
                chunker,
                director,
                cancel,
                &promises,
                &reusable,
                |chunk, out, done| {
                    let workers = &workers;
                    pool.spawn_fifo(move |_| {
                        let idle = workers.lock().unwrap_or_else(PoisonError::into_inner).pop();
                        let mut worker = idle.unwrap_or_else(new_worker);
                        let outcome = work(&mut worker, chunk, out);
                        workers
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .push(worker);
                        // The writer may have failed and gone; then nobody waits for this chunk.
                        done.send(outcome).ok();
                    });
                },
            )
        });
        drop(promises);
        let written = writer.join().unwrap_or_else(|_| {
            Err(Diagnostic::new(Code::WorkerDied, "the writing thread died").into())
        });
        // What the writer met lies before what the reader met.
        written.and(read)
    })
}

/// Frames chunks and gives each to a worker and its promise to the writer.
fn feed<W: Work>(
    chunker: &mut Chunker,
    director: &mut dyn Director<W::Segment>,
    cancel: &Cancel,
    promises: &Sender<Promise<W>>,
    spared: &Receiver<Buffers<W>>,
    spawn: impl Fn(Chunk<W::Segment>, Vec<u8>, Sender<Outcome<W>>),
) -> Result<(), EngineError> {
    loop {
        cancel.check()?;
        let (mut chunk, out) = spared.try_recv().unwrap_or_default();
        let goes_on = chunker.next(&mut chunk, director)?;
        let (done, promise) = bounded(1);
        let promise = Promise {
            chunk: promise,
            read: chunker.progress(),
        };
        if promises.send(promise).is_err() {
            // The writer has failed; its error tells more.
            return Ok(());
        }
        spawn(chunk, out, done);
        if !goes_on {
            return Ok(());
        }
    }
}

/// Owns its end of the queue: when it fails, whoever waits for room in the queue is told.
fn write<W: Work>(
    folder: &mut dyn Fold<W>,
    promised: Receiver<Promise<W>>,
    spares: &Sender<Buffers<W>>,
) -> Result<(), EngineError> {
    for promise in promised {
        let outcome = promise.chunk.recv().unwrap_or(Err(Broken::WorkerDied));
        let spare = folder.fold(outcome, promise.read)?;
        spares.send(spare).ok();
    }
    Ok(())
}

fn work<W: Work>(worker: &mut W, chunk: Chunk<W::Segment>, out: Vec<u8>) -> Outcome<W> {
    match catch_unwind(AssertUnwindSafe(|| worker.work(chunk, out))) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(fault)) => Err(Broken::Fault(fault)),
        Err(_) => Err(Broken::WorkerDied),
    }
}
