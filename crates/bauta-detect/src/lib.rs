//! Detectors for personal data and secrets inside text.
//!
//! A [`Detector`] describes one kind; the [`Finder`] runs many over a text in a few passes that
//! cost next to nothing where there is nothing. [`dead_replacement`] writes what may stand in the
//! place of a secret, and [`is_ours`] knows such values again. The finder takes
//! text as it stands; [`Search`] opens the containers in a value and searches what they hold.
//!
//! ```
//! use bauta_detect::Finder;
//! use bauta_model::SpanFinder;
//!
//! let finder = Finder::secrets_and_spans();
//! let text = b"write to ada@lovelace.example, not to me";
//! let mut found = Vec::new();
//! finder.find(text, &mut found);
//! assert_eq!(found[0].kind, "email");
//! assert_eq!(found[0].span.of(text), b"ada@lovelace.example");
//! ```

mod alphabet;

mod bytes;

mod checksum;

mod detector;

mod detectors;

mod dummy;

mod filler;

mod finder;

mod finding;

mod hint;

mod identity;

mod literals;

mod own;

mod passes;

mod plausible;

mod replace;

mod search;
mod secret_names;

mod shape;

mod signs;

mod suspects;

mod verdict;

mod window;

pub use bauta_codec::nested::Form;
pub use detector::{Category, Detector, Example, Fit, Place, Treatment};
pub use detectors::catalogue;
pub use finder::Finder;
pub use finding::Evidence;
pub use own::{OwnPattern, OwnRule, OwnRuleError, OwnRules};
pub use replace::{dead_replacement, is_ours};
pub use search::{Found, Search, SearchScratch, Suspect, UNOPENED};
pub use verdict::{ColumnFacts, Reach, RunnerUp, Tally, Verdict, follow, judge};
