use std::borrow::Cow;

use super::Word;

/// A list of which every entry fits a limit.
///
/// *Guarantees:* as long as the list it was made of, and equal to it at every index whose entry
/// fits; so an index drawn once means the same word in narrow and wide columns wherever it can.
#[derive(Debug, Clone)]
pub(crate) struct Fitted {
    words: Cow<'static, [Word]>,
}

impl Fitted {
    /// The list under a limit in characters.
    ///
    /// # Errors
    /// The length of the shortest entry, if not even that fits.
    pub(crate) fn new(list: &'static [Word], limit: Option<usize>) -> Result<Self, usize> {
        let limit = limit.unwrap_or(usize::MAX);
        if list.iter().all(|word| word.chars <= limit) {
            return Ok(Self {
                words: Cow::Borrowed(list),
            });
        }
        let shortest = list.iter().map(|word| word.chars).min().unwrap_or(0);
        if shortest > limit {
            return Err(shortest);
        }
        let next_that_fits = |at: usize| {
            let (before, from) = list.split_at(at);
            from.iter().chain(before).find(|word| word.chars <= limit)
        };
        let words = (0..list.len())
            .filter_map(next_that_fits)
            .copied()
            .collect();
        Ok(Self { words })
    }

    /// The entry at an index; an empty one past the end.
    pub(crate) fn at(&self, index: usize) -> Word {
        self.words
            .get(index)
            .copied()
            .unwrap_or(Word { text: "", chars: 0 })
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Length of the longest entry, in characters.
    pub(crate) fn longest(&self) -> usize {
        self.words.iter().map(|word| word.chars).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Locale;

    #[test]
    fn what_fits_stays_at_its_index_and_nothing_is_too_long() {
        let list = &Locale::Fr.lists().first;
        let fitted = Fitted::new(list, Some(5)).unwrap();
        assert_eq!(fitted.len(), list.len());
        assert_eq!(fitted.longest(), 5);
        for (index, word) in list.iter().enumerate() {
            assert!(word.chars > 5 || fitted.at(index) == *word);
        }
    }

    #[test]
    fn a_limit_below_the_shortest_entry_is_told_its_length() {
        let streets = &Locale::De.lists().streets;
        assert_eq!(Fitted::new(streets, Some(2)).unwrap_err(), 8);
        assert_eq!(Fitted::new(streets, Some(8)).unwrap().longest(), 8);
    }
}
