use std::fmt;

use crate::Span;

/// How much harm a value does in the wrong hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sensitivity {
    /// Public or nearly so.
    Low,
    /// Identifies together with other values.
    Medium,
    /// Identifies a person, or helps an attacker.
    High,
    /// Live access, or data under special protection.
    Critical,
}

impl Sensitivity {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// One stretch of a text that a detector recognises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundSpan {
    /// Where it is in the text.
    pub span: Span,
    /// The kind's id (`email`, `credit-card`, `aws-access-key-id`).
    pub kind: &'static str,
    /// How sensitive the kind is.
    pub sensitivity: Sensitivity,
    /// Whether the kind is a credential rather than personal data.
    pub secret: bool,
}

/// How transformers meet the detectors without importing them.
pub trait SpanFinder: fmt::Debug + Send + Sync {
    /// Appends what is found in `text` as it stands to `found`, in order and without overlaps.
    fn find(&self, text: &[u8], found: &mut Vec<FoundSpan>);

    /// Appends `text` with what `is_wanted` accepts replaced by what `write` appends; answers
    /// whether there was any. Appends nothing if not.
    ///
    /// One that knows containers also replaces what stands in these, and leaves them readable.
    fn redact(
        &self,
        text: &[u8],
        is_wanted: &dyn Fn(&FoundSpan) -> bool,
        write: &mut dyn FnMut(&FoundSpan, &mut Vec<u8>),
        out: &mut Vec<u8>,
    ) -> bool {
        // An empty list allocates nothing, which is the case for most texts.
        let mut found = Vec::new();
        self.find(text, &mut found);
        found.retain(is_wanted);
        let mut copied = 0;
        for found in &found {
            out.extend_from_slice(text.get(copied..found.span.start).unwrap_or_default());
            write(found, out);
            copied = found.span.end;
        }
        if !found.is_empty() {
            out.extend_from_slice(text.get(copied..).unwrap_or_default());
        }
        !found.is_empty()
    }
}
