use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Code, Diagnostic};
use crate::hex;

/// The SHA-256 of a file as stored, in hexadecimal.
///
/// # Errors
/// A file that cannot be read.
pub fn sha256_of(path: &Path) -> Result<String, Diagnostic> {
    hash(path).map_err(|error| {
        Diagnostic::new(Code::Io, format!("cannot read the file: {}", error.kind()))
            .at(path.display())
    })
}

fn hash(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(hex::lower(&hasher.finalize()));
        }
        hasher.update(&buffer[..count]);
    }
}
