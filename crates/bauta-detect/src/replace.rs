use crate::alphabet::Alphabet;
use crate::detector::{Detector, Replacement};
use crate::detectors;
use crate::filler::Filler;

/// Appends what may stand in the place of `original`: a value of the same kind that opens nothing.
///
/// `digest` is a keyed digest of the original; equal digests give equal replacements, so keys
/// and joins over secrets hold. A kind that isn't in the catalogue gets an opaque marked word.
///
/// *Guarantees:* the kind's own parser accepts the result where it judges by shape; lengths that
/// the kind fixes are kept; [`is_ours`] holds for the result if the kind has a
/// [mark](Detector::mark); nothing of the original's random part is copied.
pub fn dead_replacement(kind: &str, original: &[u8], digest: [u8; 32], out: &mut Vec<u8>) {
    let mut filler = Filler::new(digest);
    match detectors::by_kind(kind).map(|detector| &detector.replacement) {
        Some(Replacement::Shapes(shapes)) => {
            let fitting = shapes.iter().find(|shape| shape.fits(original));
            if let Some(shape) = fitting.or(shapes.first()) {
                shape.write(original, &mut filler, out);
            }
        }
        Some(Replacement::Custom { write, .. } | Replacement::Unmarked(write)) => {
            write(original, &mut filler, out);
        }
        None => write_word(original, &mut filler, out),
    }
}

/// Whether `value` is a replacement that [`dead_replacement`] wrote for `kind`.
pub fn is_ours(kind: &str, value: &[u8]) -> bool {
    let mut known = false;
    for detector in detectors::catalogue().filter(|detector| detector.kind == kind) {
        known = true;
        if is_replacement(detector, value) {
            return true;
        }
    }
    !known && is_word(value)
}

pub(crate) fn is_replacement(detector: &Detector, value: &[u8]) -> bool {
    match &detector.replacement {
        Replacement::Shapes(shapes) => shapes.iter().any(|shape| shape.is_marked(value)),
        Replacement::Custom { is_ours, .. } => is_ours(value),
        Replacement::Unmarked(_) => false,
    }
}

/// Appends a marked word about as long as `original`: the replacement of secrets without shape.
pub(crate) fn write_word(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    let length = original.len().clamp(LEAST_WORD, MOST_WORD);
    out.extend_from_slice(WORD_MARK);
    filler.push(Alphabet::B62, length - WORD_MARK.len(), out);
}

/// Whether `value` is a word that [`write_word`] wrote.
pub(crate) fn is_word(value: &[u8]) -> bool {
    // A pair of ours behind a password's name is no password.
    let value = value.strip_prefix(b"bauta:").unwrap_or(value);
    value.len() >= LEAST_WORD
        && value.starts_with(WORD_MARK)
        && value.iter().all(|byte| Alphabet::B62.has(*byte))
}

const WORD_MARK: &[u8] = b"BAUTAdead";

/// Room for the mark and 40 bits, so that distinct secrets stay distinct.
const LEAST_WORD: usize = 16;

const MOST_WORD: usize = 64;
