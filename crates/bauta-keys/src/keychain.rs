//! The system's key chain: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.

use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;
use keyring::{Entry, Error};
use zeroize::Zeroize;

/// What an entry holds.
///
/// # Errors
/// A system without a key chain, or a key chain without that entry.
pub(crate) fn read(name: &str) -> Result<Secret<String>, Diagnostic> {
    let entry = entry(name)?;
    match entry.get_password() {
        Ok(text) => Ok(Secret::new(text)),
        Err(error) => Err(problem(error)),
    }
}

/// Puts a text into an entry that is not there yet.
///
/// # Errors
/// A system without a key chain, or an entry that is there already.
pub fn write_new(name: &str, text: &Secret<String>) -> Result<(), Diagnostic> {
    let entry = entry(name)?;
    match entry.get_password() {
        Err(Error::NoEntry) => {}
        Err(error) => return Err(problem(error)),
        Ok(mut there) => {
            there.zeroize();
            let there = Diagnostic::new(
                Code::BadUsage,
                "there is an entry already, and keys are never overwritten",
            );
            return Err(there.hint("name another entry"));
        }
    }
    entry.set_password(text.expose()).map_err(problem)
}

fn entry(name: &str) -> Result<Entry, Diagnostic> {
    Entry::new(SERVICE, name).map_err(problem)
}

/// What is wrong, without what the entry holds.
fn problem(error: Error) -> Diagnostic {
    let bad = |message: &str| Diagnostic::new(Code::BadKey, message);
    match error {
        Error::NoEntry => bad("the key chain has no entry of that name").hint(
            "`bauta key new --keychain NAME` makes one: service `bauta`, user NAME",
        ),
        Error::NoStorageAccess(_) => {
            bad("the key chain is locked, or does not let bauta in").hint("unlock it first")
        }
        Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
            bytes.zeroize();
            bad("the entry of the key chain holds no key file")
        }
        Error::Ambiguous(_) => bad("the key chain has several entries of that name"),
        _ => bad("this system has no key chain that can be reached").hint(
            "a machine without a desktop has no Secret Service; use file:PATH, env:VARIABLE or command:PROGRAM ARGUMENTS there",
        ),
    }
}

const SERVICE: &str = "bauta";
