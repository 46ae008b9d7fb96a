//! What the statements of a dump name beside tables: databases.

use bauta_dump::ddl;
use bauta_dump::{FrameKind, Scanner};
use indexmap::IndexSet;

use crate::error::EngineError;
use crate::mask::{Chunk, Segment};
use crate::observe::{Event, Observer};
use crate::pipeline::Cancel;
use crate::scan::{Chunker, Director, FrameAt, Knowledge};
use crate::source::Source;

/// Databases that every server has; they need no other name.
const EVERYWHERE: &[&str] = &["postgres", "template0", "template1"];

/// What a dump is made of, but for its rows.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) knowledge: Knowledge,
    /// Databases, in the order in which they are first named.
    pub(super) databases: IndexSet<String>,
}

impl Named {
    pub(super) fn new(knowledge: Knowledge) -> Self {
        Self {
            knowledge,
            databases: IndexSet::new(),
        }
    }

    /// Reads a dump to its end.
    ///
    /// # Errors
    /// The dump is damaged, or the run is cancelled.
    pub(super) fn read(
        &mut self,
        source: Source,
        scanner: Scanner,
        front: Vec<u8>,
        at_end: bool,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<(), EngineError> {
        let mut chunker = Chunker::new(source, scanner, front, at_end);
        let mut chunk = Chunk::default();
        loop {
            cancel.check()?;
            chunk.clear();
            let goes_on = chunker.next(&mut chunk, self)?;
            let (read_bytes, total_bytes) = chunker.progress();
            observer.observe(&Event::Learning {
                read_bytes,
                total_bytes,
            });
            if !goes_on {
                return Ok(());
            }
        }
    }

    fn database(&mut self, name: &str) {
        if !EVERYWHERE.contains(&name) {
            self.databases.insert(name.to_owned());
        }
    }
}

impl Director for Named {
    fn direct(&mut self, frame: FrameAt<'_>, chunk: &mut Chunk) -> Result<(), EngineError> {
        chunk.segments.push(Segment::Copy(frame.bytes.len()));
        match frame.kind {
            FrameKind::Statement | FrameKind::MixedStatement => {
                let named = ddl::places(frame.bytes, &self.knowledge.session).databases;
                for place in named {
                    self.database(&place.name);
                }
            }
            FrameKind::ClientCommand => {
                if let Some(place) = ddl::connect_database(frame.bytes) {
                    self.database(&place.name);
                }
            }
            _ => {}
        }
        self.knowledge.follow(&frame);
        Ok(())
    }
}
