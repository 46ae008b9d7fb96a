use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;

/// Who knows passphrases: a flag, the person at the terminal, the person at a window.
pub trait Passphrases {
    /// The passphrase of what lies at `place`.
    ///
    /// # Errors
    /// None to be had.
    fn of(&self, place: &str) -> Result<Secret<String>, Diagnostic>;
}

/// For keys that have none.
#[derive(Debug, Clone, Copy)]
pub struct NoPassphrases;

impl Passphrases for NoPassphrases {
    fn of(&self, place: &str) -> Result<Secret<String>, Diagnostic> {
        Err(Diagnostic::new(Code::BadKey, "a passphrase opens this key").at(place))
    }
}
