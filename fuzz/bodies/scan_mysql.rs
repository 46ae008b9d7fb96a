//! The scanner over anything that calls itself a dump of this dialect.

use bauta_model::Dialect;

use super::scanning;

/// Frames are the input, whatever way it is split.
pub fn run(data: &[u8]) {
    scanning::check(Dialect::Mysql, data);
}
