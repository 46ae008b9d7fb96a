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

/// Puts the findings from `base` on in order and joins those that overlap.
///
/// *Guarantees:* every byte that was found stays found. A joined finding has the kind of the
/// strongest evidence; of equal evidence the longer, then the earlier.
pub(crate) fn settle(found: &mut Vec<FoundSpan>, base: usize) {
    let fresh = found.get_mut(base..).unwrap_or_default();
    if fresh.len() < 2 {
        return;
    }
    fresh.sort_unstable_by_key(|finding| (finding.span, finding.kind));
    let mut kept = 0;
    let mut best = strength(fresh[0]);
    for index in 1..fresh.len() {
        let next = fresh[index];
        if next.span.start >= fresh[kept].span.end {
            kept += 1;
            fresh[kept] = next;
            best = strength(next);
            continue;
        }
        let span = Span::new(
            fresh[kept].span.start,
            fresh[kept].span.end.max(next.span.end),
        );
        if strength(next) > best {
            best = strength(next);
            fresh[kept] = next;
        }
        fresh[kept].span = span;
    }
    found.truncate(base + kept + 1);
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
    fn what_stood_before_is_left_alone() {
        let mut found = vec![finding(0, 10, "email"), finding(3, 5, "jwt")];
        settle(&mut found, 1);
        assert_eq!(found.len(), 2);
    }
}
