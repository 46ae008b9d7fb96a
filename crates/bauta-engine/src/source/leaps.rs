use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use memchr::memmem;

use super::compressed::Compression;
use super::input::Source;
use crate::error::EngineError;

/// Reads a dump of `MySQL` from table to table: where one INSERT after the other begins with the
/// same words, all but the last of them are leapt over.
pub(crate) struct Leaps {
    file: File,
    len: u64,
    /// Where the next bytes are read.
    at: u64,
    ready: Vec<u8>,
    given: usize,
    /// The first words of the INSERTs at hand, with the line end before them.
    group: Vec<u8>,
    skipped: Skipped,
}

/// Stretches that were leapt over, known once the reader is at its end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Skipped(Arc<Mutex<Vec<Range<u64>>>>);

impl Skipped {
    /// One stretch.
    pub(super) fn one(range: Range<u64>) -> Self {
        Self(Arc::new(Mutex::new(vec![range])))
    }

    /// The stretches so far.
    pub(crate) fn ranges(&self) -> Vec<Range<u64>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

const BLOCK: u64 = 1 << 18;
/// The least that is worth a leap.
const LEAP: u64 = 4 << 20;
/// How far the next INSERT is looked for.
const LONGEST_INSERT: u64 = 2 << 20;
const LONGEST_HEAD: usize = 1 << 16;
/// Shorter files are read as a whole.
const SHORTEST: u64 = 8 << 20;
const OPENING: &[u8] = b"\nINSERT INTO `";

impl Leaps {
    /// The dump with leaps; `None` where the file is short, compressed or none.
    ///
    /// # Errors
    /// What is wrong with the source.
    pub(crate) fn over(path: &Path) -> Result<Option<(Source, Skipped)>, EngineError> {
        let Ok(Some(leaps)) = Self::open(path) else {
            // Who reads the whole file will tell what is wrong with it.
            return Ok(None);
        };
        let skipped = leaps.skipped.clone();
        Ok(Some((Source::stream(Box::new(leaps), false)?, skipped)))
    }

    fn open(path: &Path) -> io::Result<Option<Self>> {
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() || metadata.len() < SHORTEST {
            return Ok(None);
        }
        let mut front = [0; Compression::MARK_BYTES];
        file.read_exact(&mut front)?;
        let plain = Compression::of(&front) == Compression::None;
        Ok(plain.then_some(Self {
            file,
            len: metadata.len(),
            at: 0,
            ready: Vec::new(),
            given: 0,
            group: Vec::new(),
            skipped: Skipped::default(),
        }))
    }

    /// Reads the next block, which ends before the first INSERT into another table.
    fn refill(&mut self) -> io::Result<()> {
        self.given = 0;
        self.read_block()?;
        if self.ready.starts_with(&OPENING[1..]) && self.begins_group() {
            let last = self.last_of_group()?;
            if last > self.at {
                self.skipped
                    .0
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(self.at..last);
                self.at = last;
            }
            self.read_block()?;
        }
        let mut inserts = memmem::find_iter(&self.ready, OPENING);
        let known = |at: usize| !self.group.is_empty() && self.ready[at..].starts_with(&self.group);
        let other = inserts.find(|at| !known(*at));
        if let Some(at) = other {
            self.ready.truncate(at + 1);
        }
        self.at += self.ready.len() as u64;
        Ok(())
    }

    fn read_block(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.file.seek(SeekFrom::Start(self.at))?;
        (&self.file).take(BLOCK).read_to_end(&mut self.ready)?;
        Ok(())
    }

    /// Whether the INSERT at the front of the block is the first of its group.
    fn begins_group(&mut self) -> bool {
        let head = self.ready.get(..LONGEST_HEAD).unwrap_or(&self.ready);
        let Some(len) = memmem::find(head, b" VALUES") else {
            return false;
        };
        let words = &head[..len];
        if self.group.get(1..) == Some(words) {
            return false;
        }
        self.group.clear();
        self.group.push(b'\n');
        self.group.extend_from_slice(words);
        true
    }

    /// Where an INSERT of the group begins that is one of its last, as far as leaps tell.
    fn last_of_group(&mut self) -> io::Result<u64> {
        let (mut known, mut step) = (self.at, LEAP);
        let mut end = loop {
            let probe = known + step;
            match self.insert_behind(probe)? {
                Some(start) => (known, step) = (start, step * 2),
                None => break probe.min(self.len),
            }
        };
        while end - known > LEAP {
            let middle = known + (end - known) / 2;
            match self.insert_behind(middle)?.filter(|start| *start < end) {
                Some(start) => known = start,
                None => end = middle,
            }
        }
        Ok(known)
    }

    /// The first INSERT of the group that begins behind `from`, if it is not far.
    fn insert_behind(&mut self, from: u64) -> io::Result<Option<u64>> {
        if from >= self.len {
            return Ok(None);
        }
        self.file.seek(SeekFrom::Start(from))?;
        self.ready.clear();
        while (self.ready.len() as u64) < LONGEST_INSERT {
            let searched = self.ready.len().saturating_sub(self.group.len());
            let read = (&self.file).take(BLOCK).read_to_end(&mut self.ready)?;
            if let Some(at) = memmem::find(&self.ready[searched..], &self.group) {
                return Ok(Some(from + (searched + at + 1) as u64));
            }
            if read == 0 {
                break;
            }
        }
        Ok(None)
    }
}

impl Read for Leaps {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.refill()?;
        }
        let count = buffer.len().min(self.ready.len() - self.given);
        buffer[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::io::Write as _;

    use super::*;

    fn dump(inserts: usize, last: &str) -> String {
        let mut dump = "-- MySQL dump 10\n".to_owned();
        for table in ["one", "two", "three"] {
            writeln!(dump, "CREATE TABLE `{table}` (`a` int);").unwrap();
            for number in 0..inserts {
                let rows = format!("({number},'{}'),", "x".repeat(90)).repeat(99);
                writeln!(dump, "INSERT INTO `{table}` VALUES {rows}(1,'');").unwrap();
            }
            dump += "UNLOCK TABLES;\n";
        }
        dump + last
    }

    fn leapt(dump: &str) -> Option<(String, Vec<Range<u64>>)> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(dump.as_bytes()).unwrap();
        let (mut source, skipped) = Leaps::over(file.path()).unwrap()?;
        let mut bytes = Vec::new();
        while !source.fill(&mut bytes, 7777).unwrap() {}
        Some((String::from_utf8(bytes).unwrap(), skipped.ranges()))
    }

    #[test]
    fn whole_inserts_are_left_out_and_nothing_else() {
        let dump = dump(1500, "-- Dump completed\n");
        let (read, skipped) = leapt(&dump).unwrap();
        assert_eq!(skipped.len(), 3);
        let (mut rest, mut at) = (String::new(), 0);
        for range in &skipped {
            let [from, to] = [range.start, range.end].map(|at| usize::try_from(at).unwrap());
            let left_out = dump.get(from..to).unwrap();
            assert!(
                left_out
                    .lines()
                    .all(|line| line.starts_with("INSERT INTO `"))
            );
            assert!(left_out.len() > 4_000_000 && left_out.ends_with(";\n"));
            rest += dump.get(at..from).unwrap();
            at = to;
        }
        rest += dump.get(at..).unwrap();
        assert!(read == rest, "the rest is read as it stands");
    }

    #[test]
    fn small_tables_and_short_files_are_read_whole() {
        let small = dump(350, "");
        assert!(
            leapt(&small) == Some((small, Vec::new())),
            "nothing is left out"
        );
        assert!(leapt("-- MySQL dump 10\n").is_none());
    }
}
