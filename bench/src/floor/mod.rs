//! The least that masking can cost: read, find every field once, one keyed digest for each value to
//! be masked, write.
//!
//! It masks nothing: all bytes leave as they came. It knows the dumps that this crate writes and no
//! others.

mod copy;
mod digest;
mod quotes;

use std::io::{self, Read, Write};

pub(crate) use digest::Digests;

use crate::corpus::Form;

/// Runs over a dump.
///
/// # Errors
/// When the input can't be read or the output not be written.
pub(crate) fn run(form: Form, input: &mut dyn Read, output: &mut dyn Write) -> io::Result<Digests> {
    match form {
        Form::Copy => stream(copy::Scanner::default(), input, output),
        Form::Mysqldump | Form::OneInsert => stream(quotes::Scanner::default(), input, output),
    }
}

/// Finds the values to be masked, a block at a time.
trait Scan {
    /// Looks at what has come, hands each value to `digests`, and says how many bytes are done
    /// with. The rest stands at the front of the next call.
    fn scan(&mut self, bytes: &[u8], digests: &mut Digests) -> usize;
}

fn stream(
    mut scanner: impl Scan,
    input: &mut dyn Read,
    output: &mut dyn Write,
) -> io::Result<Digests> {
    let mut digests = Digests::new();
    let mut buffer = vec![0; 2 * BLOCK];
    let mut filled = 0;
    loop {
        if buffer.len() < filled + BLOCK {
            buffer.resize(filled + BLOCK, 0);
        }
        let read = match input.read(&mut buffer[filled..filled + BLOCK]) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        output.write_all(&buffer[filled..filled + read])?;
        filled += read;
        let done = scanner.scan(&buffer[..filled], &mut digests);
        buffer.copy_within(done..filled, 0);
        filled -= done;
    }
    output.flush()?;
    Ok(digests)
}

const BLOCK: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{self, Corpus, Plan};

    /// Hands out a few bytes at a time.
    struct Drops<'b>(&'b [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn dump(form: Form) -> (Vec<u8>, Corpus) {
        let mut bytes = Vec::new();
        let plan = Plan {
            form,
            customers: 3_000,
        };
        let corpus = corpus::write(plan, &mut bytes).unwrap();
        (bytes, corpus)
    }

    #[test]
    fn every_value_to_be_masked_is_digested_once() {
        for form in [Form::Copy, Form::Mysqldump, Form::OneInsert] {
            let (bytes, corpus) = dump(form);
            let digests = run(form, &mut bytes.as_slice(), &mut io::sink()).unwrap();
            assert_eq!(digests.values, corpus.masked_values, "{form:?}");
        }
    }

    #[test]
    fn output_is_input_and_block_ends_do_not_matter() {
        for form in [Form::Copy, Form::Mysqldump] {
            let (bytes, _) = dump(form);
            let whole = run(form, &mut bytes.as_slice(), &mut io::sink()).unwrap();
            for step in [1, 7, 4_096] {
                let part = &bytes[..if step == 1 { 20_000 } else { bytes.len() }];
                let mut out = Vec::new();
                let drops = run(form, &mut Drops(part, step), &mut out).unwrap();
                assert!(out == part, "{form:?} {step}");
                if step > 1 {
                    assert_eq!(drops, whole, "{form:?} {step}");
                }
            }
        }
    }
}
