use bauta_model::{FoundSpan, Span};

use crate::detectors;

/// On what grounds a detector recognises its kind; the stronger wins where findings overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The arrangement of characters.
    Shape,
    /// A word beside the value.
    Hint,
    /// A prefix that its issuer made to be recognised.
    Prefix,
    /// Check digits that hold.
    Checksum,
    /// A structure that encloses everything in it (a key block, a connection string).
    Structure,
}

impl Evidence {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::Hint => "hint",
            Self::Prefix => "prefix",
            Self::Checksum => "checksum",
            Self::Structure => "structure",
        }
    }
}

/// The kind of a replacement of ours, until [`settle`] drops it and what lies within it.
pub(crate) const OURS: &str = "";

/// Puts the findings from `base` on in order and joins those that overlap.
///
/// *Guarantees:* every byte that was found stays found, but for replacements of ours. A joined
/// finding has the kind of a secret that encloses the other, else of the stronger evidence; of
/// equal evidence the longer, then the earlier.
pub(crate) fn settle(found: &mut Vec<FoundSpan>, base: usize) {
    let fresh = found.get_mut(base..).unwrap_or_default();
    fresh.sort_unstable_by_key(|finding| (finding.span.start, finding.kind, finding.span.end));
    let mut kept = 0usize;
    let mut ours_end = 0;
    for index in 0..fresh.len() {
        let next = fresh[index];
        if next.kind == OURS {
            ours_end = ours_end.max(next.span.end);
            continue;
        }
        if next.span.end <= ours_end {
            continue;
        }
        match kept.checked_sub(1).map(|last| &mut fresh[last]) {
            Some(last) if next.span.start < last.span.end => *last = joined(*last, next),
            _ => {
                fresh[kept] = next;
                kept += 1;
            }
        }
    }
    found.truncate(base + kept);
}

fn joined(one: FoundSpan, other: FoundSpan) -> FoundSpan {
    let kind = if encloses(one, other) {
        one
    } else if encloses(other, one) || strength(other) > strength(one) {
        other
    } else {
        one
    };
    let span = Span::new(
        one.span.start.min(other.span.start),
        one.span.end.max(other.span.end),
    );
    FoundSpan { span, ..kind }
}

/// Whether `outer` is a secret with more in it than `inner`, so that its own replacement fits.
fn encloses(outer: FoundSpan, inner: FoundSpan) -> bool {
    outer.secret
        && outer.span.len() > inner.span.len()
        && outer.span.start <= inner.span.start
        && outer.span.end >= inner.span.end
}

fn strength(finding: FoundSpan) -> (Evidence, usize) {
    let evidence =
        detectors::by_kind(finding.kind).map_or(Evidence::Shape, |detector| detector.evidence);
    (evidence, finding.span.len())
}

#[cfg(test)]
mod tests {
    use bauta_model::Sensitivity;

    use super::*;

    fn finding(start: usize, end: usize, kind: &'static str) -> FoundSpan {
        FoundSpan {
            span: Span::new(start, end),
            kind,
            sensitivity: Sensitivity::High,
            secret: true,
        }
    }

    fn settled(mut found: Vec<FoundSpan>) -> Vec<(usize, usize, &'static str)> {
        settle(&mut found, 0);
        found
            .iter()
            .map(|finding| (finding.span.start, finding.span.end, finding.kind))
            .collect()
    }

    #[test]
    fn findings_come_in_order() {
        assert_eq!(
            settled(vec![
                finding(9, 12, "email"),
                finding(0, 3, "jwt"),
                finding(3, 5, "iban")
            ]),
            [(0, 3, "jwt"), (3, 5, "iban"), (9, 12, "email")]
        );
    }

    #[test]
    fn the_stronger_kind_takes_the_bytes_of_both() {
        assert_eq!(
            settled(vec![
                finding(0, 10, "generic-secret"),
                finding(4, 14, "credit-card")
            ]),
            [(0, 14, "credit-card")]
        );
    }

    #[test]
    fn a_secret_with_another_in_it_stays_whole() {
        assert_eq!(
            settled(vec![
                finding(0, 60, "generic-secret"),
                finding(5, 45, "github-pat")
            ]),
            [(0, 60, "generic-secret")]
        );
        assert_eq!(
            settled(vec![
                finding(5, 45, "generic-secret"),
                finding(5, 45, "github-pat")
            ]),
            [(5, 45, "github-pat")]
        );
    }

    #[test]
    fn a_structure_encloses_what_is_in_it() {
        assert_eq!(
            settled(vec![
                finding(5, 10, "credit-card"),
                finding(0, 20, "db-url"),
                finding(12, 20, "email")
            ]),
            [(0, 20, "db-url")]
        );
    }

    #[test]
    fn what_lies_within_ours_is_dropped() {
        assert_eq!(
            settled(vec![
                finding(2, 8, "email"),
                finding(2, 8, OURS),
                finding(4, 8, "jwt"),
                finding(6, 9, "iban"),
                finding(20, 21, OURS),
            ]),
            [(6, 9, "iban")]
        );
    }

    #[test]
    fn what_stood_before_is_left_alone() {
        let mut found = vec![finding(0, 10, "email"), finding(3, 5, "jwt")];
        settle(&mut found, 1);
        assert_eq!(found.len(), 2);
    }
}
