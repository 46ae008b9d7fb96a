use bauta_crypto::{Draw, Prf, Purpose};

use crate::{Build, Fold};

/// Keyed digests of values, made comparable first as the domain asks for.
///
/// *Guarantees:* values that the domain holds equal get equal digests. ASCII of up to
/// [`STACK_BYTES`] bytes costs no allocation.
#[derive(Debug, Clone)]
pub(crate) struct Pseudonym {
    prf: Prf,
    fold: Fold,
}

impl Pseudonym {
    /// The digests of the domain that `build` is for.
    pub(crate) fn of(build: &Build<'_>, purpose: Purpose) -> Self {
        Self::new(build.prf(purpose), build.fold)
    }

    /// Digests under a given function; for domains other than the column's own.
    pub(crate) fn new(prf: Prf, fold: Fold) -> Self {
        Self { prf, fold }
    }

    /// The digest of `value`, folded.
    pub(crate) fn digest(&self, value: &[u8]) -> [u8; 32] {
        match self.fold {
            Fold::None => self.prf.digest(value),
            Fold::Lower => lowered(value, |folded| self.prf.digest(folded)),
        }
    }

    /// Deterministic choices that follow from `value`, folded.
    pub(crate) fn draw(&self, value: &[u8]) -> Draw<'_> {
        match self.fold {
            Fold::None => self.prf.draw(value),
            Fold::Lower => lowered(value, |folded| self.prf.draw(folded)),
        }
    }
}

/// Calls `f` with the lower-case form of `value`.
///
/// Characters are mapped one by one, as databases do: no final sigma, no locale. What is not
/// UTF-8 has its ASCII letters mapped.
pub(crate) fn lowered<T>(value: &[u8], f: impl FnOnce(&[u8]) -> T) -> T {
    let mut stack = [0u8; STACK_BYTES];
    if value.is_ascii()
        && let Some(folded) = stack.get_mut(..value.len())
    {
        folded.copy_from_slice(value);
        folded.make_ascii_lowercase();
        return f(folded);
    }
    match std::str::from_utf8(value) {
        Ok(text) => {
            let folded: String = text.chars().flat_map(char::to_lowercase).collect();
            f(folded.as_bytes())
        }
        Err(_) => f(&value.to_ascii_lowercase()),
    }
}

const STACK_BYTES: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;
    use bauta_crypto::EnvironmentKey;

    fn pseudonym(fold: Fold) -> Pseudonym {
        let key = EnvironmentKey::from_root("qa", [3; 32]);
        Pseudonym::new(key.prf("customer.email", Purpose::Pseudonym), fold)
    }

    #[test]
    fn folding_makes_cases_equal_and_nothing_else() {
        let folding = pseudonym(Fold::Lower);
        let lower = folding.digest(b"ada@example.com");
        assert_eq!(folding.digest(b"Ada@Example.COM"), lower);
        assert_ne!(folding.digest(b"ada@example.co"), lower);
        let exact = pseudonym(Fold::None);
        assert_eq!(exact.digest(b"ada@example.com"), lower);
        assert_ne!(exact.digest(b"Ada@example.com"), lower);
    }

    #[test]
    fn folding_reaches_beyond_ascii_and_the_stack() {
        let folding = pseudonym(Fold::Lower);
        assert_eq!(
            folding.digest("ΟΔΟΣ Ärzte".as_bytes()),
            folding.digest("οδοσ ärzte".as_bytes())
        );
        let long = "A".repeat(STACK_BYTES + 1);
        assert_eq!(
            folding.digest(long.as_bytes()),
            folding.digest(long.to_lowercase().as_bytes())
        );
        assert_eq!(folding.digest(b"A\xff"), folding.digest(b"a\xff"));
    }

    #[test]
    fn draws_start_with_the_digest() {
        let folding = pseudonym(Fold::Lower);
        let digest = folding.digest(b"ada");
        let word = u64::from_be_bytes(digest[..8].try_into().unwrap());
        assert_eq!(folding.draw(b"ADA").word(), word);
    }
}
