//! Detectors of a user's own, as files.

use std::path::Path;
use std::sync::Arc;

use bauta_detect::OwnRules;
use bauta_engine::{Code, Diagnostic, own_rules};

use crate::files;

/// Reads a file of rules and runs their examples; nothing without a path.
///
/// # Errors
/// A file that can't be read, or everything that is wrong with it.
pub(crate) fn read(path: Option<&Path>) -> Result<Option<Arc<OwnRules>>, Vec<Diagnostic>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let text =
        files::read_text(path, "rules", Code::BadProfile).map_err(|problem| vec![problem])?;
    own_rules(&text, &files::shown(path)).map(|rules| Some(Arc::new(rules)))
}
