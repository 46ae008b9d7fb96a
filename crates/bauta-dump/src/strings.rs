//! Where plain strings end, sixty-four bytes at a time.

use bauta_codec::{AHEAD, BLOCK, ByteClass};

use crate::lexis::Lexis;

const QUOTE: ByteClass<0, 1> = ByteClass::new([], *b"'");
const BACKSLASH: ByteClass<0, 1> = ByteClass::new([], *b"\\");

/// Looks for the ends of `'…'` in one buffer, from strings to later ones.
///
/// Quotes toggle, so that a doubled one leaves a string and enters it again; the end is the first
/// byte that stands outside and is no quote itself. Nothing but plain strings may hold quotes
/// between two that are asked for: whoever steps over anything else says so with
/// [`forget`](Self::forget).
///
/// *Source:* Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019, section 3.1.
#[derive(Debug)]
pub(crate) struct Strings {
    backslash: bool,
    /// Where the blocks begin whose quotes and backslashes are known; `None` before there are any.
    ahead: Option<usize>,
    quotes: [u64; AHEAD],
    backslashes: [u64; AHEAD],
    /// Where the block at hand begins.
    start: usize,
    /// Which bytes of it stand outside of strings; `None` before it has been looked at.
    outside: Option<u64>,
    /// All ones where the next block begins within a string.
    inside: u64,
    /// One where a backslash at the end of the block escapes the first byte of the next.
    escaped: u64,
}

impl Strings {
    /// For strings under the rules of `lexis`; `None` where bytes of characters look like quotes.
    pub(crate) fn under(lexis: &Lexis) -> Option<Self> {
        (!lexis.charset.embeds_ascii()).then_some(Self {
            backslash: lexis.backslash,
            ahead: None,
            quotes: [0; AHEAD],
            backslashes: [0; AHEAD],
            start: 0,
            outside: None,
            inside: 0,
            escaped: 0,
        })
    }

    /// The first byte behind the string that begins with the quote at `at`; `None` where it does
    /// not end in the buffer, or only with it.
    #[inline]
    pub(crate) fn end(&mut self, input: &[u8], at: usize) -> Option<usize> {
        let mut outside = match self.outside {
            Some(outside) if at - self.start < BLOCK => outside & (u64::MAX << (at - self.start)),
            // Strings are asked for from the outside.
            _ => {
                (self.inside, self.escaped) = (0, 0);
                let passed = self.seek(at);
                self.look(input, passed) & (u64::MAX << passed)
            }
        };
        while outside == 0 {
            self.start += BLOCK;
            if self.start >= input.len() {
                self.outside = None;
                return None;
            }
            outside = self.look(input, 0);
        }
        let end = self.start + outside.trailing_zeros() as usize;
        (end < input.len()).then_some(end)
    }

    /// Forgets what it has seen: something that may hold quotes has been stepped over.
    pub(crate) fn forget(&mut self) {
        self.outside = None;
    }

    /// Takes up the block that `at` stands in, and answers how many bytes of it are before.
    fn seek(&mut self, at: usize) -> usize {
        let known = self.ahead.and_then(|ahead| at.checked_sub(ahead));
        let passed = known.map_or(0, |known| known % BLOCK);
        self.start = at - passed;
        passed
    }

    /// Looks at the block at hand, behind some bytes of it that are passed over.
    #[inline]
    fn look(&mut self, input: &[u8], passed: usize) -> u64 {
        let known = self.ahead.map(|ahead| (self.start - ahead) / BLOCK);
        let index = known.filter(|known| *known < AHEAD).unwrap_or_else(|| {
            self.look_ahead(input);
            0
        });
        let mut quotes = self.quotes[index] & (u64::MAX << passed);
        if self.backslash {
            quotes &= !self.escaped(self.backslashes[index] & (u64::MAX << passed));
        }
        let within = toggled(quotes) ^ self.inside;
        self.inside = if within >> (BLOCK - 1) == 1 {
            u64::MAX
        } else {
            0
        };
        let outside = !(within | quotes);
        self.outside = Some(outside);
        outside
    }

    #[inline(never)]
    fn look_ahead(&mut self, input: &[u8]) {
        let rest = &input[self.start..];
        self.quotes = QUOTE.look_ahead(rest);
        if self.backslash {
            self.backslashes = BACKSLASH.look_ahead(rest);
        }
        self.ahead = Some(self.start);
    }

    /// Which bytes a backslash before them escapes, a backslash that is escaped itself apart.
    fn escaped(&mut self, backslashes: u64) -> u64 {
        const ODD: u64 = 0xAAAA_AAAA_AAAA_AAAA;
        if backslashes == 0 {
            return std::mem::take(&mut self.escaped);
        }
        let may_escape = backslashes & !self.escaped;
        // Carries run through each series of backslashes and end behind it.
        let series = ((may_escape << 1) | ODD).wrapping_sub(may_escape) ^ ODD;
        let escaped = series ^ (backslashes | self.escaped);
        self.escaped = (series & backslashes) >> (BLOCK - 1);
        escaped
    }
}

/// Each bit tells whether the bits up to it are odd in number.
fn toggled(mut bits: u64) -> u64 {
    for step in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << step;
    }
    bits
}

#[cfg(test)]
mod tests {
    use bauta_model::Dialect;
    use proptest::prelude::*;

    use super::*;
    use crate::lexis::Reach;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn strings_end_where_a_plain_search_says(
            parts in proptest::collection::vec((
                prop_oneof![Just("1"), Just("12.5,"), Just("(")],
                "([a ,)]{0,40}|''|\\\\\\\\|\\\\'|\\\\a|é){0,12}",
            ), 1..60),
            backslash: bool,
            cut in 0usize..4,
        ) {
            let lexis = Lexis { backslash, ..Lexis::new(Dialect::Mysql) };
            let mut text = String::new();
            for (before, body) in &parts {
                text.extend([before, "'", body.as_str(), "',"]);
            }
            let bytes = &text.as_bytes()[..text.len() - cut.min(text.len())];
            let mut strings = Strings::under(&lexis).unwrap();
            let mut at = 0;
            while let Some(open) = bytes[at..].iter().position(|byte| *byte == b'\'') {
                let plain = match lexis.string(bytes, at + open + 1, b'\'', backslash) {
                    Reach::To(end) if end < bytes.len() => Some(end),
                    _ => None,
                };
                prop_assert_eq!(strings.end(bytes, at + open), plain, "{}", text);
                let Some(end) = plain else { break };
                if bytes[end..].starts_with(b"\\") {
                    strings.forget();
                }
                at = end;
            }
        }
    }
}
