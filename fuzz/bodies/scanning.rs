//! What holds for the scanner on any bytes.

use bauta_dump::{Frame, FrameKind, Limits, RowLayout, Scan, ScanError, Scanner, row_fields};
use bauta_model::Dialect;

/// A frame, and the layout of its rows where it has any.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    frame: Frame,
    layout: Option<RowLayout>,
}

/// How the input comes.
#[derive(Debug, Clone, Copy)]
enum Split {
    /// In one buffer that is known to be all.
    Whole,
    /// In steps of a few bytes; that there is no more is known only after the last.
    Steps(u64),
    /// Byte by byte.
    Bytes,
}

/// Scanning byte by byte takes quadratic time within a statement.
const MOST_BYTES_SINGLY: usize = 200;

/// Checks frames and layouts, and that neither depends on how the input is split.
pub(crate) fn check(dialect: Dialect, data: &[u8]) {
    for batch_bytes in [1 << 20, 24] {
        let limits = Limits {
            batch_bytes,
            ..Limits::default()
        };
        let whole = scan(dialect, limits, data, Split::Whole);
        let seed = data.iter().fold(0xCBF2_9CE4_8422_2325, |seed: u64, byte| {
            (seed ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
        });
        for split in [Split::Steps(seed), Split::Bytes] {
            if data.len() > MOST_BYTES_SINGLY && matches!(split, Split::Bytes) {
                continue;
            }
            assert_eq!(
                scan(dialect, limits, data, split),
                whole,
                "{split:?}, batches of {batch_bytes}"
            );
        }
    }
    check_skimming(dialect, data);
    let tight = Limits {
        batch_bytes: 16,
        row_bytes: 64,
    };
    // Where the limit strikes may depend on what was read; that nothing panics may not.
    drop(scan(dialect, tight, data, Split::Steps(7)));
}

/// What is skimmed is a guess, yet all of it and none of it twice.
fn check_skimming(dialect: Dialect, data: &[u8]) {
    let mut scanner = Scanner::new(dialect).skimming();
    let mut start = 0;
    while let Ok(Scan::Frame(frame)) = scanner.scan(&data[start..], true) {
        assert!(
            0 < frame.len && frame.len <= data.len() - start,
            "a {:?} of no length or beyond the buffer",
            frame.kind
        );
        start += frame.len;
        assert_eq!(scanner.offset().0, start as u64);
    }
}

fn scan(
    dialect: Dialect,
    limits: Limits,
    data: &[u8],
    split: Split,
) -> (Vec<Piece>, Result<(), ScanError>) {
    let mut scanner = Scanner::with_limits(dialect, limits);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut start, mut end, mut at_end) = (0, 0, false);
    let mut state = split;
    if matches!(split, Split::Whole) {
        (end, at_end) = (data.len(), true);
    }
    loop {
        let input = &data[start..end];
        match scanner.scan(input, at_end) {
            Ok(Scan::NeedMore) => {
                assert!(!at_end, "asks for more than there is");
                at_end = end == data.len();
                end = (end + state.step()).min(data.len());
            }
            Ok(Scan::Frame(frame)) => {
                assert!(frame.len > 0, "an empty {:?}", frame.kind);
                assert!(
                    frame.len <= input.len(),
                    "a {:?} beyond the buffer",
                    frame.kind
                );
                let layout =
                    (frame.kind == FrameKind::InsertRows).then(|| std::mem::take(scanner.layout()));
                if let Some(layout) = &layout {
                    check_layout(layout, &input[..frame.len], &scanner, dialect);
                }
                assert!(scanner.layout().rows.is_empty(), "rows outside of a run");
                assert!(
                    scanner.layout().fields.is_empty(),
                    "fields outside of a run"
                );
                pieces.push(Piece { frame, layout });
                start += frame.len;
                assert_eq!(scanner.offset().0, start as u64);
            }
            Ok(Scan::End) => {
                assert!(at_end && start == data.len(), "ends before the input does");
                return (pieces, Ok(()));
            }
            Err(error) => return (pieces, Err(error)),
        }
    }
}

impl Split {
    fn step(&mut self) -> usize {
        match self {
            Self::Whole | Self::Bytes => 1,
            Self::Steps(state) => {
                *state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                1 + usize::try_from((*state >> 33) % 48).unwrap_or(0)
            }
        }
    }
}

fn check_layout(layout: &RowLayout, frame: &[u8], scanner: &Scanner, dialect: Dialect) {
    let (mut row_end, mut field) = (0, 0);
    assert!(!layout.rows.is_empty(), "a run without rows");
    for row in &layout.rows {
        let (start, end) = (row.start as usize, row.end as usize);
        assert!(
            row_end <= start && start + 2 <= end && end <= frame.len(),
            "a row out of place"
        );
        assert!(
            frame[start] == b'(' && frame[end - 1] == b')',
            "a row without parentheses"
        );
        let fields_end = row.fields_end as usize;
        assert!(
            field <= fields_end && fields_end <= layout.fields.len(),
            "fields out of order"
        );
        let fields = &layout.fields[field..fields_end];
        let mut value_end = row.start + 1;
        for &(from, to) in fields {
            assert!(
                value_end <= from && from <= to && to < row.end,
                "a field out of its row"
            );
            value_end = to;
        }
        // A row taken alone reads the same, unless quotes mean something else here.
        if !frame.contains(&b'"') {
            let alone = row_fields(
                &frame[start..end],
                dialect,
                scanner.backslash(),
                scanner.charset(),
            );
            let shifted: Vec<_> = fields
                .iter()
                .map(|(from, to)| (from - row.start, to - row.start))
                .collect();
            assert_eq!(alone, shifted, "a row taken alone reads differently");
        }
        (row_end, field) = (end, fields_end);
    }
    assert_eq!(field, layout.fields.len(), "fields without a row");
}
