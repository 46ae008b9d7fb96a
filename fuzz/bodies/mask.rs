//! The engine from end to end.

use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex, PoisonError};

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, EngineError, Input, Job, Output, ProfileSource, Silent};
use bauta_model::Dialect;

/// Changes nothing.
const IDENTITY: &str = r#"
version: 1
secrets: report
statistics: keep
large-objects: keep
tables: { "*": { columns: { "*": keep } } }
"#;

/// Changes whatever it can.
const MASKING: &str = r#"
version: 1
unlisted: redact
tables:
  "*":
    optional: true
    columns:
      id: { transformer: integer-key, domain: id }
      mail: { transformer: email, domain: mail }
      notes: { transformer: redact-text }
      payload: { json: { "$.a": redact, "*": redact } }
      tags: { array: redact }
"#;

/// What is kept comes out as it went in; what is masked does not depend on how it is read.
pub fn run(data: &[u8]) {
    let Some((&choice, dump)) = data.split_first() else {
        return;
    };
    let dialect = [
        None,
        Some(Dialect::Postgres),
        Some(Dialect::Mysql),
        Some(Dialect::Sqlite),
    ][usize::from(choice % 4)];
    if let Ok(kept) = mask(IDENTITY, dump, dialect, None) {
        assert_eq!(kept, dump, "the identity changed something");
    }
    let read_bytes = usize::from(choice >> 2);
    match (
        mask(MASKING, dump, dialect, None),
        mask(MASKING, dump, dialect, Some(read_bytes + 1)),
    ) {
        (Ok(whole), Ok(pieces)) => {
            assert_eq!(whole, pieces, "the size of reads shows in the output");
        }
        (Err(_), Err(_)) => {}
        _ => unreachable!("the size of reads decides whether it is masked"),
    }
}

fn mask(
    profile: &str,
    dump: &[u8],
    dialect: Option<Dialect>,
    read_bytes: Option<usize>,
) -> Result<Vec<u8>, EngineError> {
    let written = Written::default();
    let input = Input::from_reader(Cursor::new(dump.to_vec()));
    let output = Output::Stream(Box::new(written.clone()));
    let mut job = Job::new(
        ProfileSource::of(profile),
        input,
        output,
        EnvironmentKey::from_root("fuzz", [7; 32]),
    );
    job.dialect = dialect;
    job.read_bytes = read_bytes;
    let report = job.mask(&mut Silent, &Cancel::default())?;
    let rows =
        |rows: fn(&bauta_engine::TableReport) -> u64| report.tables.iter().map(rows).sum::<u64>();
    assert_eq!(
        rows(|table| table.rows_in),
        rows(|table| table.rows_out),
        "rows went missing"
    );
    let bytes = written
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    Ok(bytes)
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
