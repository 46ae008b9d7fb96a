//! The only threads: one reads and frames, workers mask, one writes in the order of the input.
//!
//! The queue of promises is bounded, and so is memory: a chunk exists only from the moment there
//! is room for it in the queue until its bytes are written.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use crate::error::{Code, Diagnostic, EngineError, Signal};
use crate::mask::{Chunk, MaskFault, MaskedChunk, Worker};
use crate::scan::{Chunker, Director};
use crate::sink::Folder;

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

type Outcome = Result<MaskedChunk, Broken>;

/// Why a chunk was not masked.
#[derive(Debug)]
pub(crate) enum Broken {
    Fault(MaskFault),
    WorkerDied,
}

struct Promise {
    chunk: Receiver<Outcome>,
    read: (u64, Option<u64>),
}

/// Runs the dump through the director's program into the folder.
pub(crate) fn run(
    chunker: &mut Chunker,
    director: &mut dyn Director,
    folder: &mut Folder<'_>,
    threads: usize,
    cancel: &Cancel,
) -> Result<(), EngineError> {
    if threads <= 1 {
        run_inline(chunker, director, folder, cancel)
    } else {
        run_parallel(chunker, director, folder, threads, cancel)
    }
}

fn run_inline(
    chunker: &mut Chunker,
    director: &mut dyn Director,
    folder: &mut Folder<'_>,
    cancel: &Cancel,
) -> Result<(), EngineError> {
    let mut worker = Worker::default();
    let (mut chunk, mut out) = (Chunk::default(), Vec::new());
    loop {
        cancel.check()?;
        let goes_on = chunker.next(&mut chunk, director)?;
        let masked = mask(&mut worker, chunk, out);
        (chunk, out) = folder.fold(masked, chunker.progress())?;
        if !goes_on {
            return Ok(());
        }
    }
}

fn run_parallel(
    chunker: &mut Chunker,
    director: &mut dyn Director,
    folder: &mut Folder<'_>,
    threads: usize,
    cancel: &Cancel,
) -> Result<(), EngineError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("mask-{index}"))
        .build()
        .map_err(|_| {
            Diagnostic::new(Code::Io, format!("cannot start {threads} threads"))
                .hint("try fewer with --threads")
        })?;
    let (promises, pending) = bounded::<Promise>(threads + 1);
    let (spares, reusable) = unbounded::<(Chunk, Vec<u8>)>();
    let workers: Mutex<Vec<Worker>> = Mutex::default();
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
                        let mut worker = workers
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .pop()
                            .unwrap_or_default();
                        let outcome = mask(&mut worker, chunk, out);
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
fn feed(
    chunker: &mut Chunker,
    director: &mut dyn Director,
    cancel: &Cancel,
    promises: &Sender<Promise>,
    spared: &Receiver<(Chunk, Vec<u8>)>,
    spawn: impl Fn(Chunk, Vec<u8>, Sender<Outcome>),
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
fn write(
    folder: &mut Folder<'_>,
    promised: Receiver<Promise>,
    spares: &Sender<(Chunk, Vec<u8>)>,
) -> Result<(), EngineError> {
    for promise in promised {
        let outcome = promise.chunk.recv().unwrap_or(Err(Broken::WorkerDied));
        let spare = folder.fold(outcome, promise.read)?;
        spares.send(spare).ok();
    }
    Ok(())
}

fn mask(worker: &mut Worker, chunk: Chunk, out: Vec<u8>) -> Outcome {
    match catch_unwind(AssertUnwindSafe(|| worker.mask(chunk, out))) {
        Ok(Ok(masked)) => Ok(masked),
        Ok(Err(fault)) => Err(Broken::Fault(fault)),
        Err(_) => Err(Broken::WorkerDied),
    }
}
