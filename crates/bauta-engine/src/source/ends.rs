use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use memchr::memmem;

use super::compressed::Compression;
use super::input::Source;
use super::leaps::Skipped;
use crate::error::EngineError;

/// The two ends of a `pg_dump` script, in which its definitions stand: what comes before the rows
/// of its first table, and what comes behind those of its last.
pub(crate) struct Ends;

const FRONT_MOST: usize = 4 << 20;
const BACK_LEAST: usize = 1 << 18;
const BACK_MOST: usize = 4 << 20;
/// Shorter files are read as a whole.
const SHORTEST: u64 = 8 << 20;
const COPY_END: &[u8] = b"\n\\.\n";

impl Ends {
    /// Both as one dump, and what it leaves out, where the file looks like the dump of one
    /// database in which rows stand between two blocks of definitions. Whoever reads nothing else
    /// has to check that.
    ///
    /// # Errors
    /// None but those of an empty source.
    pub(crate) fn of(path: &Path) -> Result<Option<(Source, Skipped)>, EngineError> {
        let Ok(Some((mut front, back, middle))) = read(path) else {
            // Who reads the whole file will tell what is wrong with it.
            return Ok(None);
        };
        front.extend_from_slice(&back);
        let source = Source::stream(Box::new(Cursor::new(front)), false)?;
        Ok(Some((source, Skipped::one(middle))))
    }
}

/// Both ends and the stretch between them.
type Parts = (Vec<u8>, Vec<u8>, Range<u64>);

fn read(path: &Path) -> io::Result<Option<Parts>> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() < SHORTEST {
        return Ok(None);
    }
    let mut front = Vec::new();
    while front.len() < FRONT_MOST {
        let searched = front.len();
        if (&mut file).take(1 << 18).read_to_end(&mut front)? == 0 {
            return Ok(None);
        }
        if searched == 0 && Compression::of(&front) != Compression::None {
            return Ok(None);
        }
        let Some(end) = first_head(&front) else {
            continue;
        };
        front.truncate(end);
        if memmem::find(&front, b"\n\\connect ").is_some() {
            return Ok(None);
        }
        let back = read_back(&mut file, metadata.len(), end as u64)?;
        return Ok(back.map(|(back, start)| (front, back, end as u64..start)));
    }
    Ok(None)
}

/// Behind the first line `COPY … FROM stdin;`.
fn first_head(front: &[u8]) -> Option<usize> {
    memmem::find_iter(front, b"\nCOPY ").find_map(|at| {
        let line = &front[at + 1..];
        let len = memchr::memchr(b'\n', line)?;
        line[..len]
            .ends_with(b" FROM stdin;")
            .then_some(at + 1 + len + 1)
    })
}

/// The file from its last end of COPY data on, and where that begins.
fn read_back(file: &mut File, len: u64, least: u64) -> io::Result<Option<(Vec<u8>, u64)>> {
    let mut wanted = BACK_LEAST;
    while wanted <= BACK_MOST {
        let start = len.saturating_sub(wanted as u64).max(least);
        file.seek(SeekFrom::Start(start))?;
        let mut back = Vec::new();
        Read::take(&mut *file, wanted as u64).read_to_end(&mut back)?;
        if let Some(at) = memmem::rfind(&back, COPY_END) {
            let marker = at + 1;
            back.drain(..marker);
            return Ok(Some((back, start + marker as u64)));
        }
        wanted *= 4;
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn written(rows: usize, head: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let rows = format!("{}\n", "x".repeat(99)).repeat(rows);
        let text = format!(
            "{head}CREATE TABLE t (a text);\nCOPY t (a) FROM stdin;\n{rows}\\.\nCREATE TABLE u ();\nCOPY t FROM stdin;\n{rows}\\.\n\nALTER TABLE t ADD UNIQUE (a);\n"
        );
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    fn text(mut source: Source) -> String {
        let mut bytes = Vec::new();
        while !source.fill(&mut bytes, 1 << 16).unwrap() {}
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn both_ends_of_a_long_dump_are_read_and_no_row() {
        let file = written(50_000, "-- d\n");
        let (source, skipped) = Ends::of(file.path()).unwrap().unwrap();
        let middle = &skipped.ranges()[0];
        assert_eq!(middle.end - middle.start, 2 * 50_000 * 100 + 41);
        assert_eq!(
            text(source),
            "-- d\nCREATE TABLE t (a text);\nCOPY t (a) FROM stdin;\n\\.\n\nALTER TABLE t ADD UNIQUE (a);\n"
        );
    }

    #[test]
    fn short_dumps_and_those_of_several_databases_are_read_whole() {
        assert!(Ends::of(written(10, "").path()).unwrap().is_none());
        let several = written(50_000, "-- d\n\\connect shop\n");
        assert!(Ends::of(several.path()).unwrap().is_none());
    }
}
