use crate::alphabet::Alphabet;
use crate::detector::{Detector, Replacement};
use crate::detectors;
use crate::filler::Filler;
use crate::plausible;
use crate::shape::{Part, Shape};

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
    let known = detectors::of_kind(kind);
    let mut detectors = known.iter();
    detectors.any(|detector| is_replacement(detector, value)) || known.is_empty() && is_word(value)
}

pub(crate) fn is_replacement(detector: &Detector, value: &[u8]) -> bool {
    match &detector.replacement {
        Replacement::Shapes(shapes) => shapes.iter().any(|shape| shape.is_marked(value)),
        Replacement::Custom { is_ours, .. } => is_ours(value),
        Replacement::Unmarked(_) => false,
    }
}

/// Appends a marked word like `original`: as long within bounds, of the same alphabet where that
/// can hold the mark, groups of hexadecimal digits kept. The replacement of secrets without shape.
pub(crate) fn write_word(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    if plausible::is_uuid(original) {
        return UUID.write(original, filler, out);
    }
    let alphabet = ALPHABETS
        .into_iter()
        .find(|alphabet| {
            original.len() >= LEAST_WORD && original.iter().all(|byte| alphabet.has(*byte))
        })
        .unwrap_or(Alphabet::B62);
    let mark = alphabet.mark().unwrap_or(WORD_MARK);
    let length = original.len().clamp(LEAST_WORD, MOST_WORD);
    out.extend_from_slice(mark.as_bytes());
    filler.push(alphabet, length - mark.len(), out);
}

/// Whether `value` is a word that [`write_word`] wrote.
pub(crate) fn is_word(value: &[u8]) -> bool {
    // A pair of ours behind a password's name is no password.
    let value = value.strip_prefix(b"bauta:").unwrap_or(value);
    // Verifiers are passwords to whoever assigns them.
    let value = value.strip_prefix(b"md5").unwrap_or(value);
    if UUID.is_marked(value) {
        return UUID.fits(value);
    }
    // Keys of fixed length whose alphabet has more than letters and digits.
    let wide = Alphabet::B64
        .and(Alphabet::B64_URL)
        .and(Alphabet::PADDING)
        .and(Alphabet::DOT);
    let is_wide = value.starts_with(WORD_MARK.as_bytes())
        && value
            .iter()
            .all(|byte| wide.and(Alphabet::TILDE).has(*byte));
    value.len() >= LEAST_WORD
        && (is_wide
            || ALPHABETS.into_iter().any(|alphabet| {
                let mark = alphabet.mark().unwrap_or(WORD_MARK);
                value.starts_with(mark.as_bytes()) && value.iter().all(|byte| alphabet.has(*byte))
            }))
}

const WORD_MARK: &str = "BAUTAdead";
static UUID: Shape = Shape(&[Part::Uuid]);

/// From narrow to wide; each can hold its mark.
const ALPHABETS: [Alphabet; 5] = [
    Alphabet::HEX,
    Alphabet::UPPER_HEX,
    Alphabet::LOWER_DIGIT,
    Alphabet::UPPER_DIGIT,
    Alphabet::B62,
];

/// Room for the mark and 28 bits in the narrowest alphabet, so that secrets stay distinct.
const LEAST_WORD: usize = 16;

const MOST_WORD: usize = 256;
