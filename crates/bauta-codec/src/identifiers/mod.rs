//! National identifiers and check digits: what stands where, and whether it holds.
//!
//! Everything takes identifiers in capitals, without separators. How one becomes another of its
//! kind is the transformers' business, where they stand in a text the detectors'.
//!
//! ```
//! use bauta_codec::identifiers;
//! let de = identifiers::schemes("de").next().unwrap();
//! assert!(de.is_right(b"86095742719"));
//! assert!(de.fits(b"86095742710") && !de.is_right(b"86095742710"));
//! ```

pub mod check_digit;

mod checks;

mod scheme;

mod schemes;

pub use checks::is_date;
pub use scheme::{Check, CheckKind, Field, Scheme, number, write_number};
pub use schemes::{COUNTRIES, schemes};
