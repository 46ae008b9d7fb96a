/// A name in at most eight letters a to z, held without an allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Short {
    letters: [u8; Self::MOST],
    len: usize,
}

impl Short {
    /// Most letters.
    pub(crate) const MOST: usize = 8;

    /// The letters.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.letters.get(..self.len).unwrap_or_default()
    }

    /// The first letter.
    pub(crate) fn initial(&self) -> u8 {
        self.letters[0]
    }
}

/// The name in ASCII, lower case, cut to eight letters; `None` if no letter is left or one has
/// no ASCII form.
pub(super) fn transliterated(name: &str) -> Option<Short> {
    let mut letters = [0; Short::MOST];
    let plain = name
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .map(ascii)
        .collect::<Option<Vec<&str>>>()?
        .concat();
    let len = plain.len().min(Short::MOST);
    for (to, from) in letters.iter_mut().zip(plain.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    (len > 0).then_some(Short { letters, len })
}

fn ascii(letter: char) -> Option<&'static str> {
    const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz";
    if letter.is_ascii_alphabetic() {
        let at = usize::from(u8::try_from(letter.to_ascii_lowercase()).ok()? - b'a');
        return ALPHABET.get(at..=at);
    }
    let lower = letter.to_lowercase().next()?;
    FORMS
        .iter()
        .find(|(letters, _)| letters.contains(lower))
        .map(|(_, form)| *form)
}

/// Letters and what stands for them; of two usages the German one, where the other would not
/// be missed.
const FORMS: &[(&str, &str)] = &[
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ø", "oe"),
    ("å", "aa"),
    ("àáâãāăª", "a"),
    ("çćč", "c"),
    ("đď", "d"),
    ("èéêëęě", "e"),
    ("ğ", "g"),
    ("ìíîïı", "i"),
    ("ł", "l"),
    ("ñńň", "n"),
    ("òóôõőº", "o"),
    ("ř", "r"),
    ("śšş", "s"),
    ("ťţ", "t"),
    ("ùúûűů", "u"),
    ("ýÿ", "y"),
    ("źżž", "z"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_and_accents_become_ascii() {
        for (name, short) in [
            ("Jörg", "joerg"),
            ("Weiß", "weiss"),
            ("Abigaëlle", "abigaell"),
            ("D'Angelo", "dangelo"),
            ("van den Berg", "vandenbe"),
            ("Ćosić", "cosic"),
        ] {
            assert_eq!(transliterated(name).unwrap().bytes(), short.as_bytes());
        }
        assert_eq!(transliterated("佐藤"), None);
        assert_eq!(transliterated("--"), None);
    }
}
