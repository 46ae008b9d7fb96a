use std::collections::HashSet;
use std::sync::LazyLock;

/// A name (of a column or table) cut into words.
///
/// Words end at `_`, `-`, `.`, blanks, where digits begin or end, and where camelCase does; runs
/// without any of these (`useremail`) are cut into words that databases use. Case and accents are
/// dropped, so `Prénom`, `PRENOM` and `prenom` are the same word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Naming {
    words: Vec<String>,
}

/// Where in a [`Naming`] a hint stands: words from `start` to `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Place {
    pub(crate) fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether `inner` is a part of it and no more.
    pub(crate) fn encloses(self, inner: Self) -> bool {
        self.start <= inner.start && inner.end <= self.end && self.len() > inner.len()
    }
}

impl Naming {
    pub(crate) fn of(name: &str) -> Self {
        let mut words = Vec::new();
        for word in split(name) {
            match compound(&word) {
                Some(parts) => words.extend(parts.into_iter().map(str::to_owned)),
                None => words.push(word),
            }
        }
        Self { words }
    }

    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// The first stretch of words that spells `hint`, whole words only.
    ///
    /// How the words are divided does not matter: `e_mail` spells `email`, `firstname` spells
    /// `first_name`.
    pub(crate) fn place(&self, hint: &str) -> Option<Place> {
        let mut letters = [0u8; 64];
        let hint = squeezed(hint, &mut letters)?;
        (0..self.words.len()).find_map(|start| {
            let mut rest = hint;
            for (end, word) in self.words.iter().enumerate().skip(start) {
                rest = rest.strip_prefix(word.as_bytes())?;
                if rest.is_empty() {
                    return Some(Place {
                        start,
                        end: end + 1,
                    });
                }
            }
            None
        })
    }

    /// Every stretch of up to six words, and how it is spelled without borders.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = (Place, String)> {
        let count = self.words.len();
        (0..count).flat_map(move |start| {
            (start + 1..=count.min(start + 6))
                .map(move |end| (Place { start, end }, self.words[start..end].concat()))
        })
    }

    pub(crate) fn says(&self, hint: &str) -> bool {
        self.place(hint).is_some()
    }

    /// Whether one of the hints stands in the name, given as one text.
    pub(crate) fn says_any(&self, hints: &str) -> bool {
        hints.split_ascii_whitespace().any(|hint| self.says(hint))
    }

    /// Whether the whole name is `hint`, numbers aside (`address2` is an `address`).
    pub(crate) fn is(&self, hint: &str) -> bool {
        self.place(hint)
            .is_some_and(|place| self.around(place).all(is_number))
    }

    /// The words before and behind a place.
    pub(crate) fn around(&self, place: Place) -> impl Iterator<Item = &str> {
        let behind = self.words.get(place.end..).unwrap_or_default();
        let before = self.words.get(..place.start).unwrap_or_default();
        before.iter().chain(behind).map(String::as_str)
    }

    /// The words behind a place.
    pub(crate) fn behind(&self, place: Place) -> impl Iterator<Item = &str> {
        let behind = self.words.get(place.end..).unwrap_or_default();
        behind.iter().map(String::as_str)
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A list of words, written as one text.
pub(crate) struct Words(pub(crate) &'static str);

impl Words {
    pub(crate) fn has(&self, word: &str) -> bool {
        self.iter().any(|own| own == word)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.0.split_ascii_whitespace()
    }
}

/// The letters and digits of a hint, which is written in ASCII or in another script, lower case.
fn squeezed<'b>(hint: &str, buffer: &'b mut [u8; 64]) -> Option<&'b [u8]> {
    let mut length = 0;
    for byte in hint.bytes().filter(|byte| !b"_- .".contains(byte)) {
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    (length > 0).then_some(&buffer[..length])
}

fn split(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut letters = name.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let next_is_lower = letters.peek().is_some_and(|next| next.is_lowercase());
        let is_hump = letter.is_uppercase()
            && (before.is_lowercase() || (before.is_uppercase() && next_is_lower));
        let is_border = before.is_alphanumeric() && before.is_numeric() != letter.is_numeric();
        if (is_hump || is_border || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphanumeric() {
            fold(letter, |letter| word.push(letter));
        }
        before = letter;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Hands a letter over in lower case and without its accent.
pub(crate) fn fold(letter: char, mut each: impl FnMut(char)) {
    for lower in letter.to_lowercase() {
        match lower {
            'ß' => "ss".chars().for_each(&mut each),
            'æ' => "ae".chars().for_each(&mut each),
            'œ' => "oe".chars().for_each(&mut each),
            _ => each(unaccented(lower)),
        }
    }
}

/// A lower-case Latin letter without its accent; others as they are.
fn unaccented(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => letter,
    }
}

/// A run of letters as words that databases use, where it is made of two to four of them.
fn compound(word: &str) -> Option<Vec<&str>> {
    if word.len() < 6 || word.len() > 40 || !word.is_ascii() || is_atom(word) {
        return None;
    }
    let mut parts = Vec::new();
    take_apart(word, &mut parts).then_some(parts)
}

fn take_apart<'w>(word: &'w str, parts: &mut Vec<&'w str>) -> bool {
    if word.is_empty() {
        return true;
    }
    if parts.len() == 4 {
        return false;
    }
    for end in (2..=word.len()).rev() {
        let (Some(part), Some(rest)) = (word.get(..end), word.get(end..)) else {
            continue;
        };
        if is_atom(part) && (part.len() > 2 || !parts.is_empty()) {
            parts.push(part);
            if take_apart(rest, parts) {
                return true;
            }
            parts.pop();
        }
    }
    false
}

fn is_atom(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| ATOMS.iter().collect());
    KNOWN.contains(word)
}

/// Words that run-together names are made of. No short word that is the end or the beginning of
/// many others stands here: `turkey` has no key in it.
static ATOMS: Words = Words(
    "\
access account actual address addr alternate answer api app auth authentication bank billing birth \
birthday born branch business card cardholder cell cellphone certificate city client code company \
confirm confirmation contact country county credential credit crypt current customer cvv cvc date \
debit default device diagnosis digest display dob doctor domain driver drivers email employee \
encrypted encryption employer expiry express facebook family father fathers fax first firstname \
flag forename full fullname gender given given github google guest guid hash hashed holder home \
hostname iban id identification identity image insurance invoice ip key language last lastname \
legal licence license line linkedin local login logon mac maiden mail mailbox master medical \
member membership merchant middle mobile mother mothers name national nationality new nick nickname \
no note notes nr number num old order owner paid parent participant pass passcode passphrase \
passport passwd password patient payment person personal phone photo pin plate policy postal \
postalcode postcode preferred primary private product provider province public pwd question \
recipient recovery refresh region registration religion remember reset routing salary salt school \
seller sender secondary secret security sender session shared shipping sign signing site slack \
social ssh ssn staff state status street stripe student subscriber supplier surname swift tax tel \
telephone text time title token totp town twilio twitter type url user username users vat vendor \
verification visitor voter wallet web webhook work zip zipcode filename hostname keyword \
nummer numer numero kunde kunden telefon handy strasse geburts datum mitarbeiter konto karten \
adresse vorname nachname email fecha nombre apellido correo telefono direccion codigo",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        Naming::of(name).words
    }

    #[test]
    fn names_are_cut_where_words_end() {
        assert_eq!(
            words("customer_email-address"),
            ["customer", "email", "address"]
        );
        assert_eq!(words("lastIPAddress2"), ["last", "ip", "address", "2"]);
        assert_eq!(words("EMAIL"), ["email"]);
        assert_eq!(words("key_sha256"), ["key", "sha", "256"]);
        assert_eq!(words("Prénom du client"), ["prenom", "du", "client"]);
        assert_eq!(words("Straße"), ["strasse"]);
        assert_eq!(words("電話番号"), ["電話番号"]);
    }

    #[test]
    fn names_without_borders_are_cut_into_known_words() {
        assert_eq!(words("customeremail"), ["customer", "email"]);
        assert_eq!(words("userpassword"), ["user", "password"]);
        assert_eq!(words("apikey"), ["api", "key"]);
        assert_eq!(words("telefonnummer"), ["telefon", "nummer"]);
    }

    #[test]
    fn words_that_merely_contain_a_hint_are_left_whole() {
        for name in [
            "turkey", "compass", "author", "monkey", "bypass", "keyboard", "donkey",
        ] {
            let naming = Naming::of(name);
            assert_eq!(naming.words(), [name]);
            assert!(!naming.says_any("key pass auth"));
        }
    }

    #[test]
    fn hints_match_however_words_are_divided() {
        assert!(Naming::of("e_mail").is("email"));
        assert!(Naming::of("firstname").is("first_name"));
        assert!(Naming::of("FirstName").is("first_name"));
        assert!(Naming::of("address2").is("address"));
        assert!(!Naming::of("email_verified").is("email"));
        assert_eq!(
            Naming::of("user_email_verified").place("email"),
            Some(Place { start: 1, end: 2 })
        );
        assert!(!Naming::of("emails").says("email"));
    }
}
