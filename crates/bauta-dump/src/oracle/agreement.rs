//! The fast scanner says what the slow one says, however the input is split.

use bauta_model::Dialect;
use proptest::prelude::*;

use super::{Broken, Row, Told, soup};
use crate::{FrameKind, Limits, Scan, ScanError, Scanner};

/// What the scanner says when the buffer grows by each of `steps` in turn.
pub(super) fn scan(
    dialect: Dialect,
    batch_bytes: usize,
    dump: &[u8],
    steps: &[usize],
) -> (Vec<Told>, Option<ScanError>) {
    let limits = Limits {
        batch_bytes,
        ..Limits::default()
    };
    let mut scanner = Scanner::with_limits(dialect, limits);
    let mut steps = steps.iter().cycle();
    let (mut told, mut start, mut end, mut at_end) = (Vec::new(), 0, 0, false);
    loop {
        match scanner.scan(&dump[start..end], at_end) {
            Ok(Scan::NeedMore) => {
                assert!(!at_end, "asks for more than there is");
                at_end = end == dump.len();
                end = (end + steps.next().expect("a step")).min(dump.len());
            }
            Ok(Scan::Frame(frame)) => {
                let bytes = start..start + frame.len;
                assert!(frame.len > 0 && bytes.end <= end);
                let layout = std::mem::take(scanner.layout());
                let mut field = 0;
                let span = |from: u32, to: u32| start + from as usize..start + to as usize;
                let row = |row: &crate::RowSpan| {
                    let fields = &layout.fields[field..row.fields_end as usize];
                    field = row.fields_end as usize;
                    Row {
                        bytes: span(row.start, row.end),
                        fields: fields.iter().map(|(from, to)| span(*from, *to)).collect(),
                    }
                };
                let rows = layout.rows.iter().map(row).collect();
                told.push(Told {
                    kind: frame.kind,
                    bytes,
                    rows,
                });
                start += frame.len;
            }
            Ok(Scan::End) => return (told, None),
            Err(error) => return (told, Some(error)),
        }
    }
}

fn agree(dialect: Dialect, dump: &[u8]) -> Result<(), TestCaseError> {
    let (slow, broken) = super::frames(dialect, dump);
    let (fast, error) = scan(dialect, usize::MAX, dump, &[usize::MAX >> 1]);
    prop_assert_eq!(
        &fast,
        &slow,
        "{:?} and {:?} in {:?}",
        error,
        broken,
        dump.escape_ascii().to_string()
    );
    let error = error.map(|error| match error {
        ScanError::Unexpected { .. } => Broken::Unexpected,
        _ => Broken::CutOff,
    });
    prop_assert_eq!(error, broken, "in {:?}", dump.escape_ascii().to_string());
    Ok(())
}

/// Runs of rows that follow each other as one.
fn joined(frames: &[Told]) -> Vec<Told> {
    let mut joined: Vec<Told> = Vec::new();
    for frame in frames {
        match joined.last_mut() {
            Some(last)
                if last.kind == frame.kind
                    && matches!(frame.kind, FrameKind::CopyRows | FrameKind::InsertRows) =>
            {
                last.bytes.end = frame.bytes.end;
                last.rows.extend(frame.rows.iter().cloned());
            }
            _ => joined.push(frame.clone()),
        }
    }
    joined
}

fn any_dialect() -> impl Strategy<Value = Dialect> {
    prop_oneof![
        Just(Dialect::Postgres),
        Just(Dialect::Mysql),
        Just(Dialect::Sqlite)
    ]
}

fn any_script() -> impl Strategy<Value = (Dialect, Vec<u8>)> {
    any_dialect().prop_flat_map(|dialect| {
        let script =
            prop_oneof![4 => soup::script(dialect).boxed(), 1 => soup::junk(dialect).boxed()];
        (Just(dialect), script)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_scanner_agrees_with_the_slow_one((dialect, dump) in any_script()) {
        agree(dialect, &dump)?;
    }

    #[test]
    fn any_split_of_the_input_yields_the_same_frames(
        (dialect, dump) in any_script(),
        steps in proptest::collection::vec(1usize..24, 1..8),
        batch_bytes in prop_oneof![Just(1usize << 20), 1usize..64],
    ) {
        let whole = scan(dialect, batch_bytes, &dump, &[usize::MAX >> 1]);
        prop_assert_eq!(&scan(dialect, batch_bytes, &dump, &steps), &whole);
        prop_assert_eq!(&scan(dialect, batch_bytes, &dump, &[1]), &whole);
    }

    #[test]
    fn the_size_of_batches_only_cuts_runs(
        (dialect, dump) in any_script(),
        batch_bytes in 1usize..64,
    ) {
        let (whole, error) = scan(dialect, usize::MAX, &dump, &[usize::MAX >> 1]);
        let (cut, cut_error) = scan(dialect, batch_bytes, &dump, &[usize::MAX >> 1]);
        // What comes before damage may have left already.
        match error {
            None => prop_assert_eq!(joined(&cut), whole),
            Some(_) => prop_assert!(cut_error.is_some()),
        }
    }
}
