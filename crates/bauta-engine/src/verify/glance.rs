//! Which fields are looked into: most hold nothing, as one look over many rows tells.

use bauta_codec::compressed;
use bauta_detect::SearchScratch;

use super::detection::Detection;
use super::roles::ColumnRole;
use super::views;
use crate::read::{Met, Row, Suspects};

/// What a look over a run of rows says of their fields.
#[derive(Debug, Default)]
pub(super) struct Glance {
    suspects: Suspects,
    scratch: SearchScratch,
}

impl Glance {
    /// Looks over a run of rows that begins at `base` of its chunk.
    pub(super) fn over(&mut self, detection: &Detection, rows: &[u8], base: usize) {
        let search = detection.search();
        self.suspects
            .find(search, (rows, base), &mut self.scratch, views::openings);
    }

    /// What is known of a field; to be asked in the order of the fields.
    ///
    /// Of some rows nothing is taken for granted, lest a place that hides something from this look
    /// should hide it in every row.
    pub(super) fn at(
        &mut self,
        detection: &Detection,
        (row, position): (&Row<'_>, usize),
        column: &ColumnRole,
        value: &[u8],
    ) -> Met {
        let met = self.suspects.meet(row.span(position));
        let is_packed = column.bytes && compressed::may_begin(row.field(position));
        if column.hints || is_packed || met == Met::Suspect || row.ordinal.is_multiple_of(CLOSELY) {
            return Met::Suspect;
        }
        // Without its escapes, a value may say more than it does as it stands.
        let is_plain = row.plain_length(position).is_some();
        if !is_plain && (met == Met::Found || detection.finds(value)) {
            return Met::Suspect;
        }
        met
    }

    /// Shows what was found in such a field, each once.
    pub(super) fn found<'r>(
        &self,
        row: &Row<'r>,
        position: usize,
        mut see: impl FnMut(&'static str, &'r [u8]),
    ) {
        let (field, base) = (row.field(position), row.span(position).0 as usize);
        let found = || {
            let found = self.suspects.found(row.span(position));
            found.filter_map(|(kind, span)| {
                Some((kind, field.get(span.start - base..span.end - base)?))
            })
        };
        for (index, one) in found().enumerate() {
            if !found().take(index).any(|before| before == one) {
                see(one.0, one.1);
            }
        }
    }
}

/// One of so many rows is looked into whatever the look over all says.
const CLOSELY: u64 = 64;

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use bauta_codec::{Charset, base64, copy};
    use bauta_detect::catalogue;
    use proptest::prelude::*;

    use super::super::detection::Buffers;
    use super::*;
    use crate::plan::Marks;

    static DETECTION: LazyLock<Detection> =
        LazyLock::new(|| Detection::new(None, Marks::default()));

    /// What detectors know, as it is and as it may be hidden.
    fn field() -> impl Strategy<Value = Vec<u8>> {
        let known: Vec<&str> = catalogue()
            .filter(|detector| detector.is_found_in_text())
            .flat_map(|detector| detector.finds)
            .map(|example| example.text)
            .collect();
        let value = prop_oneof![
            3 => prop::sample::select(known).prop_map(str::to_owned),
            1 => "[a-zA-Z0-9 @.:=&%+/_-]{0,40}",
        ];
        let around = ["", "", "see ", "note: ", "a=1; b=", "(", "line\n"];
        (value, prop::sample::select(around.to_vec()), 0..9u8)
            .prop_map(|(value, front, form)| hidden(&format!("{front}{value}"), form))
    }

    fn hidden(text: &str, form: u8) -> Vec<u8> {
        let each = |write: &dyn Fn(u8) -> String| -> Vec<u8> {
            text.bytes().map(write).collect::<String>().into_bytes()
        };
        match form {
            0 => format!("{{\"k\": {}}}", serde_json::Value::from(text)).into_bytes(),
            1 => base64_of(text.as_bytes()),
            2 => base64_of(&base64_of(text.as_bytes())),
            3 => each(&|byte| format!("{byte:02x}")),
            4 => [b"\\x".to_vec(), each(&|byte| format!("{byte:02x}"))].concat(),
            5 => text.replace('@', "%40").replace(':', "%3A").into_bytes(),
            6 => text
                .replace('@', "\\u0040")
                .replace('=', "\\u003d")
                .into_bytes(),
            7 => text.replace('@', "&#64;").replace('<', "&lt;").into_bytes(),
            _ => text.as_bytes().to_vec(),
        }
    }

    fn base64_of(bytes: &[u8]) -> Vec<u8> {
        let style = base64::decode(b"QUJD", &mut Vec::new()).unwrap();
        let mut out = Vec::new();
        base64::encode(bytes, style, &mut out);
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn fields_that_are_passed_over_hold_nothing(
            fields in prop::collection::vec(field(), 1..6),
        ) {
            let detection = &*DETECTION;
            let (mut rows, mut spans) = (Vec::new(), Vec::new());
            for field in &fields {
                let start = rows.len();
                rows.extend_from_slice(field);
                copy::encode_tail(&mut rows, start, b'\t', Charset::AsciiSafe, &mut Vec::new());
                spans.push((u32::try_from(start).unwrap(), u32::try_from(rows.len()).unwrap()));
                rows.push(b'\t');
            }
            let mut glance = Glance::default();
            glance.over(detection, &rows, 0);
            for (field, span) in fields.iter().zip(spans) {
                let met = glance.suspects.meet(span);
                let found: Vec<_> = glance.suspects.found(span).map(|(kind, _)| kind).collect();
                let (from, to) = (span.0 as usize, span.1 as usize);
                let is_plain = !rows[from..to].contains(&b'\\');
                let is_looked_at = !is_plain && (met == Met::Found || detection.finds(field));
                if met == Met::Suspect || is_looked_at {
                    continue;
                }
                let mut expected = Vec::new();
                detection.find(field, "", &mut Buffers::default(), &mut |kind, _, _| expected.push(kind));
                let known = |kind: &&&str| found.contains(*kind);
                let missed: Vec<_> = expected.iter().filter(|kind| !known(kind)).collect();
                prop_assert!(missed.is_empty(), "{missed:?} in {}", String::from_utf8_lossy(field));
            }
        }
    }
}
