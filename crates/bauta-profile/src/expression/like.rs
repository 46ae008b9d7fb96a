/// A LIKE pattern, compiled.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pieces: Vec<Piece>,
    case: Case,
}

/// Whether case counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// LIKE.
    Counts,
    /// ILIKE.
    Ignored,
}

#[derive(Debug, Clone, Copy)]
enum Piece {
    One,
    Many,
    This(Unit),
}

/// A character, or a byte that is part of none.
type Unit = u32;

impl Pattern {
    /// Compiles `text`; `None` where it ends in `escape`.
    pub(super) fn new(text: &str, escape: Option<char>, case: Case) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            pieces.push(match c {
                c if Some(c) == escape => Piece::This(fold(u32::from(chars.next()?), case)),
                '%' => Piece::Many,
                '_' => Piece::One,
                c => Piece::This(fold(u32::from(c), case)),
            });
        }
        Some(Self { pieces, case })
    }

    /// Whether the whole of `value` fits.
    pub(super) fn matches(&self, value: &[u8]) -> bool {
        let (mut piece, mut at) = (0, 0);
        let mut retry = None;
        while let Some((unit, length)) = next_unit(value, at) {
            let fits = match self.pieces.get(piece) {
                Some(Piece::Many) => {
                    retry = Some((piece + 1, at));
                    piece += 1;
                    continue;
                }
                Some(Piece::One) => true,
                Some(Piece::This(expected)) => *expected == fold(unit, self.case),
                None => false,
            };
            if fits {
                piece += 1;
                at += length;
                continue;
            }
            let Some((after_many, from)) = retry else {
                return false;
            };
            let Some((_, length)) = next_unit(value, from) else {
                return false;
            };
            piece = after_many;
            at = from + length;
            retry = Some((after_many, at));
        }
        let rest = self.pieces.get(piece..).unwrap_or_default();
        rest.iter().all(|piece| matches!(piece, Piece::Many))
    }
}

/// The character at `at`, or one byte where there is none, and its length.
fn next_unit(value: &[u8], at: usize) -> Option<(Unit, usize)> {
    let rest = value.get(at..)?;
    let first = *rest.first()?;
    let length = match first {
        0..=0x7f => return Some((u32::from(first), 1)),
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let decoded = rest.get(..length).and_then(|bytes| {
        let text = std::str::from_utf8(bytes).ok()?;
        text.chars().next()
    });
    Some(match decoded {
        Some(c) => (u32::from(c), c.len_utf8()),
        // Above all characters, so that it equals nothing in a pattern.
        None => (0x0011_0000 + u32::from(first), 1),
    })
}

fn fold(unit: Unit, case: Case) -> Unit {
    match (case, char::from_u32(unit)) {
        (Case::Ignored, Some(c)) => c.to_lowercase().next().map_or(unit, u32::from),
        _ => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(pattern: &str, value: &[u8]) -> bool {
        Pattern::new(pattern, Some('\\'), Case::Counts)
            .unwrap()
            .matches(value)
    }

    #[test]
    fn percent_is_any_run_and_underscore_one_character() {
        assert!(like("a%c", b"abbc"));
        assert!(like("%", b""));
        assert!(like("%b%b%", b"abcb"));
        assert!(!like("a%c", b"abcd"));
        assert!(like("_", "ü".as_bytes()));
        assert!(!like("_", b""));
        assert!(like("_", b"\xff"));
        assert!(!like("_", b"\xff\xff"));
    }

    #[test]
    fn an_escaped_sign_is_itself() {
        assert!(like(r"100\%", b"100%"));
        assert!(!like(r"100\%", b"1000"));
        assert!(Pattern::new("a\\", Some('\\'), Case::Counts).is_none());
        assert!(
            Pattern::new("a!%", Some('!'), Case::Counts)
                .unwrap()
                .matches(b"a%")
        );
    }

    #[test]
    fn ilike_ignores_case_beyond_ascii() {
        let pattern = Pattern::new("ÄB%", None, Case::Ignored).unwrap();
        assert!(pattern.matches("äbc".as_bytes()));
    }
}
