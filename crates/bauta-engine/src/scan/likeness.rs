//! Whether a dump reads as it did when its definitions were learnt.

use bauta_dump::FrameKind;

use super::chunker::FrameAt;
use super::learner::{Knowledge, Trace};
use crate::error::{EngineError, changed};

/// What a second reading is compared by.
#[derive(Debug)]
pub(crate) enum Likeness {
    /// The whole dump was read: statements must begin where they began.
    Trace(Trace),
    /// Only its ends were read: what lies between must teach nothing else.
    Guess {
        /// What the whole dump teaches.
        whole: Box<Knowledge>,
        /// The head of the INSERT that was read last; the same one again teaches nothing.
        last_head: Vec<u8>,
        misled: bool,
    },
}

impl Likeness {
    pub(super) fn to(knowledge: &Knowledge) -> Self {
        if knowledge.skipped.is_none() {
            return Self::Trace(Trace::default());
        }
        Self::Guess {
            whole: Box::new(Knowledge::new(knowledge.session.dialect())),
            last_head: Vec::new(),
            misled: false,
        }
    }

    /// Notes a frame.
    ///
    /// # Errors
    /// A guess has turned out wrong.
    pub(super) fn note(
        &mut self,
        frame: &FrameAt<'_>,
        learnt: &Knowledge,
    ) -> Result<(), EngineError> {
        match self {
            Self::Trace(trace) => {
                trace.note(frame);
                Ok(())
            }
            Self::Guess {
                whole,
                last_head,
                misled,
            } => {
                match frame.kind {
                    FrameKind::InsertHead if last_head == frame.bytes => return Ok(()),
                    FrameKind::InsertHead => {
                        last_head.clear();
                        last_head.extend_from_slice(frame.bytes);
                    }
                    FrameKind::Statement | FrameKind::MixedStatement | FrameKind::ClientCommand => {
                        last_head.clear();
                    }
                    _ => {}
                }
                let version = whole.version;
                whole.follow(frame);
                let skipped = learnt.skipped.iter().flatten();
                *misled |= whole.version > version
                    && skipped
                        .into_iter()
                        .any(|range| range.contains(&frame.offset));
                if *misled { Err(changed()) } else { Ok(()) }
            }
        }
    }

    /// Whether a guess has turned out wrong already.
    pub(crate) fn misled(&self) -> bool {
        matches!(self, Self::Guess { misled: true, .. })
    }

    /// Whether the whole dump has taught what was known of it before.
    pub(super) fn holds(&self, learnt: &Knowledge) -> bool {
        match self {
            Self::Trace(trace) => *trace == learnt.trace,
            Self::Guess { whole, misled, .. } => !misled && whole.teaches(learnt),
        }
    }
}
