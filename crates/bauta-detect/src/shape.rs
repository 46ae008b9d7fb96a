use crate::alphabet::Alphabet;
use crate::filler::Filler;
use crate::plausible;
use crate::window;

/// How a token looks, from its first to its last character.
///
/// A run takes as many characters as it can; what follows a run must not begin with a character
/// of it, unless the run's length is fixed.
#[derive(Debug)]
pub(crate) struct Shape(pub(crate) &'static [Part]);

/// A stretch of a [`Shape`].
#[derive(Debug)]
pub(crate) enum Part {
    /// These characters.
    Text(&'static str),
    /// So many characters of an alphabet, secret or tied to what is.
    Run(Alphabet, usize, usize),
    /// 32 hexadecimal digits in five groups.
    Uuid,
    /// So many characters of an alphabet that say nothing (a cost, a version), and the usual ones.
    Param(Alphabet, usize, usize, &'static str),
}

/// Without bound.
pub(crate) const ANY: usize = usize::MAX;

/// Characters a marked run gets if its length is free, so that distinct secrets stay distinct.
const LEAST_MARKED: usize = 16;

impl Shape {
    /// What a token of this shape begins with.
    pub(crate) fn prefix(&self) -> &'static str {
        match self.0.first() {
            Some(Part::Text(text)) => text,
            _ => "",
        }
    }

    /// The end of the token that begins at `start`, token boundaries included.
    pub(crate) fn end(&self, text: &[u8], start: usize) -> Option<usize> {
        let dash =
            matches!(self.0.last(), Some(Part::Run(last, _, _)) if last.covers(Alphabet::B64_URL));
        if !window::begins(text, start, dash) {
            return None;
        }
        let end = self.measure(text, start)?;
        let last = match self.0.last() {
            Some(Part::Run(alphabet, _, _)) => *alphabet,
            _ => Alphabet::WORD,
        };
        window::ends(text, end, last).then_some(end)
    }

    /// Whether all of `value` is of this shape.
    pub(crate) fn fits(&self, value: &[u8]) -> bool {
        self.measure(value, 0) == Some(value.len())
    }

    /// Fewest bytes a token of this shape has.
    #[cfg(test)]
    pub(crate) fn least(&self) -> usize {
        self.0
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.len(),
                Part::Run(_, min, _) => *min,
                Part::Uuid => UUID,
                Part::Param(_, _, _, usual) => usual.len(),
            })
            .sum()
    }

    /// Fewest bytes from its front to the first that could interrupt a long run.
    #[cfg(test)]
    pub(crate) fn least_unbroken(&self) -> usize {
        let mut length = 0;
        for part in self.0 {
            match part {
                Part::Text(text) => match text.find([':', '@', ',', '"', '\'', ' ']) {
                    Some(at) => return length + at,
                    None => length += text.len(),
                },
                Part::Run(_, min, _) | Part::Param(_, min, _, _) => length += min,
                Part::Uuid => length += UUID,
            }
        }
        length
    }

    /// Whether `value` is of this shape and carries our mark where [`Shape::write`] puts it.
    pub(crate) fn is_marked(&self, value: &[u8]) -> bool {
        let mut at = 0;
        for part in self.0 {
            let rest = value.get(at..).unwrap_or_default();
            let Some(taken) = part.measure(rest) else {
                return false;
            };
            if let Some(mark) = part.mark(taken) {
                return rest.starts_with(mark.as_bytes());
            }
            at += taken;
        }
        false
    }

    /// Appends a dead token: the texts of the shape, its runs as long as in `original` where
    /// that fits, filled anew. The first run that can hold the mark begins with it, and is
    /// lengthened where it would be nothing but the mark.
    pub(crate) fn write(&self, original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
        let fits = self.fits(original);
        let mut at = 0;
        let mut marked = false;
        for (index, part) in self.0.iter().enumerate() {
            match part {
                Part::Text(text) => {
                    at += text.len();
                    out.extend_from_slice(text.as_bytes());
                }
                Part::Run(alphabet, min, max) => {
                    let rest = original.get(at..).unwrap_or_default();
                    let taken = part.measure(rest).filter(|_| fits).unwrap_or(*min);
                    at += taken;
                    let mark = part.mark(taken).filter(|_| !marked).unwrap_or_default();
                    let is_alone = !self.0[index + 1..].iter().any(Part::is_random);
                    let length = if mark.is_empty() || !is_alone {
                        taken
                    } else {
                        taken.max(LEAST_MARKED.min(*max))
                    };
                    marked |= !mark.is_empty();
                    out.extend_from_slice(mark.as_bytes());
                    filler.push(*alphabet, length - mark.len(), out);
                }
                Part::Uuid => {
                    at += UUID;
                    out.extend_from_slice(UUID_MARK.as_bytes());
                    marked = true;
                    for (index, count) in [3, 4, 4, 12].into_iter().enumerate() {
                        if index > 0 {
                            out.push(b'-');
                        }
                        filler.push(Alphabet::HEX, count, out);
                    }
                }
                Part::Param(_, _, _, usual) => {
                    let rest = original.get(at..).unwrap_or_default();
                    let kept = part.measure(rest).filter(|_| fits);
                    at += kept.unwrap_or_default();
                    out.extend_from_slice(kept.map_or(usual.as_bytes(), |taken| &rest[..taken]));
                }
            }
        }
    }

    fn measure(&self, text: &[u8], start: usize) -> Option<usize> {
        let mut at = start;
        for part in self.0 {
            at += part.measure(text.get(at..)?)?;
        }
        Some(at)
    }
}

impl Part {
    fn measure(&self, text: &[u8]) -> Option<usize> {
        match self {
            Self::Uuid => text
                .get(..UUID)
                .is_some_and(plausible::is_uuid)
                .then_some(UUID),
            Self::Text(part) => text.starts_with(part.as_bytes()).then_some(part.len()),
            Self::Run(alphabet, min, max) | Self::Param(alphabet, min, max, _) => {
                let taken = alphabet.run(text, *max);
                (taken >= *min).then_some(taken)
            }
        }
    }

    fn is_random(&self) -> bool {
        match self {
            Self::Run(alphabet, _, _) => *alphabet != Alphabet::PADDING,
            Self::Uuid => true,
            Self::Text(_) | Self::Param(..) => false,
        }
    }

    /// The mark that a run of `taken` characters can hold.
    fn mark(&self, taken: usize) -> Option<&'static str> {
        match self {
            Self::Run(alphabet, _, _) => alphabet.mark().filter(|mark| mark.len() <= taken),
            Self::Uuid => Some(UUID_MARK),
            Self::Text(_) | Self::Param(..) => None,
        }
    }
}

/// How long a UUID is as text.
const UUID: usize = 36;
/// What ours begin with.
const UUID_MARK: &str = "deadba07-a";

#[cfg(test)]
mod tests {
    use super::*;

    static SHAPE: Shape = Shape(&[
        Part::Text("xk-"),
        Part::Run(Alphabet::DIGIT, 2, 4),
        Part::Text("-"),
        Part::Run(Alphabet::B62, 12, 12),
    ]);

    #[test]
    fn a_token_ends_where_its_shape_does() {
        assert_eq!(SHAPE.end(b"xk-123-abcdefABCDEF", 0), Some(19));
        assert_eq!(SHAPE.end(b" xk-123-abcdefABCDEF ", 1), Some(20));
        assert_eq!(SHAPE.end(b"\\nxk-123-abcdefABCDEF", 2), Some(21));
    }

    #[test]
    fn a_token_is_not_part_of_a_longer_word() {
        assert_eq!(SHAPE.end(b"xk-123-abcdefABCDEFG", 0), None);
        assert_eq!(SHAPE.end(b"xk-12345-abcdefABCDEF", 0), None);
        assert_eq!(SHAPE.end(b"axk-123-abcdefABCDEF", 1), None);
        assert_eq!(SHAPE.end(b"xk-123-abcdefABCDE", 0), None);
    }

    #[test]
    fn a_replacement_keeps_lengths_and_is_marked() {
        let original = b"xk-123-abcdefABCDEF";
        let mut out = Vec::new();
        SHAPE.write(original, &mut Filler::new([1; 32]), &mut out);
        assert_eq!(out.len(), original.len());
        assert!(SHAPE.is_marked(&out));
        assert!(!SHAPE.is_marked(original));
        assert!(SHAPE.fits(&out));
    }

    #[test]
    fn an_original_of_another_shape_gets_the_shortest_token() {
        let mut out = Vec::new();
        SHAPE.write(b"something else", &mut Filler::new([1; 32]), &mut out);
        assert_eq!(out.len(), SHAPE.least());
        assert!(SHAPE.is_marked(&out));
    }
}
