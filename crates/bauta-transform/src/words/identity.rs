use super::Locale;
use super::text::Short;

/// The person that a digest stands for: places in a list of given and one of family names.
///
/// The same digest means the same person in `email`, `username` and the name transformers,
/// under the same locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identity {
    first: u64,
    last: u64,
}

impl Identity {
    /// The person of that digest; takes its first half, tokens take the second.
    pub(crate) fn of(digest: &[u8; 32]) -> Self {
        Self {
            first: word(digest, 0),
            last: word(digest, 1),
        }
    }

    /// Index of the given name in a list of `len` entries.
    pub(crate) fn first(self, len: usize) -> usize {
        scaled(self.first, len)
    }

    /// Index of the family name in a list of `len` entries.
    pub(crate) fn last(self, len: usize) -> usize {
        scaled(self.last, len)
    }
}

/// The name part of addresses and user names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Handle {
    first: &'static [Short],
    last: &'static [Short],
}

impl Handle {
    /// Most characters of `first.last`.
    pub(crate) const LONGEST: usize = 2 * Short::MOST + 1;
    /// Most characters of the initial and the family name.
    pub(crate) const LONGEST_BRIEF: usize = Short::MOST + 1;

    /// Names of that locale.
    pub(crate) fn of(locale: Locale) -> Self {
        let lists = locale.lists();
        Self {
            first: &lists.first_short,
            last: &lists.last_short,
        }
    }

    /// Appends `first.last`.
    pub(crate) fn write(self, who: Identity, out: &mut Vec<u8>) {
        if let Some(first) = self.first.get(who.first(self.first.len())) {
            out.extend_from_slice(first.bytes());
        }
        out.push(b'.');
        self.write_last(who, out);
    }

    /// Appends the initial and the family name.
    pub(crate) fn write_brief(self, who: Identity, out: &mut Vec<u8>) {
        if let Some(first) = self.first.get(who.first(self.first.len())) {
            out.push(first.initial());
        }
        self.write_last(who, out);
    }

    fn write_last(self, who: Identity, out: &mut Vec<u8>) {
        if let Some(last) = self.last.get(who.last(self.last.len())) {
            out.extend_from_slice(last.bytes());
        }
    }
}

fn word(digest: &[u8; 32], at: usize) -> u64 {
    let words = digest.as_chunks::<8>().0;
    words.get(at).map_or(0, |word| u64::from_be_bytes(*word))
}

/// Multiply and shift, never modulo, so that every entry is as likely.
fn scaled(word: u64, len: usize) -> usize {
    let wide = u128::from(word) * (len as u128);
    usize::try_from(wide >> 64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_reach_both_ends_and_stay_inside() {
        let none = Identity::of(&[0; 32]);
        let all = Identity::of(&[0xFF; 32]);
        assert_eq!((none.first(10), none.last(10)), (0, 0));
        assert_eq!((all.first(10), all.last(7)), (9, 6));
        assert_eq!(all.first(0), 0);
    }

    #[test]
    fn the_second_half_of_a_digest_does_not_matter() {
        let mut other = [7; 32];
        other[16..].fill(9);
        assert_eq!(Identity::of(&[7; 32]), Identity::of(&other));
    }
}
