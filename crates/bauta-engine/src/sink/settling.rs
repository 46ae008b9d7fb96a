use std::fs::File;
use std::io::{self, Write};

/// A file whose bytes the system begins to store while more of them are made, so that making it
/// durable in the end does not have to wait for all of them.
#[derive(Debug)]
pub(crate) struct Settling {
    file: File,
    written: u64,
    /// Up to where the system has been told to begin.
    begun: u64,
}

const STEP: u64 = 4 << 20;

impl Settling {
    /// An empty file.
    pub(super) fn new(file: File) -> Self {
        Self {
            file,
            written: 0,
            begun: 0,
        }
    }
}

impl Write for Settling {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.written += count as u64;
        if self.written - self.begun >= STEP {
            begin(&self.file, self.begun, self.written - self.begun);
            self.begun = self.written;
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Linux writes dirty pages that nobody will need. Those that are on their way stay readable.
#[cfg(target_os = "linux")]
fn begin(file: &File, from: u64, len: u64) {
    use rustix::fs::{Advice, fadvise};
    // It is advice: where it is not taken, the file is stored in the end.
    fadvise(file, from, std::num::NonZeroU64::new(len), Advice::DontNeed).ok();
}

#[cfg(not(target_os = "linux"))]
fn begin(_file: &File, _from: u64, _len: u64) {}
