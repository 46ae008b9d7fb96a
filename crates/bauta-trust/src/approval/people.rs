use crate::signers::matches;

use super::Signer;

/// Whether two signers may be one person: they share a key, or a name of one fits a name of the
/// other.
pub(super) fn may_be_one(one: &Signer, other: &Signer) -> bool {
    one.fingerprint == other.fingerprint
        || one
            .principals
            .iter()
            .any(|name| other.principals.iter().any(|of| overlap(name, of)))
}

/// How many of the signers are different people for certain.
pub(super) fn people(signers: &[Signer]) -> usize {
    let mut groups: Vec<Vec<&Signer>> = Vec::new();
    for signer in signers {
        let (same, mut others): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| group.iter().any(|of| may_be_one(signer, of)));
        let mut joined: Vec<&Signer> = same.into_iter().flatten().collect();
        joined.push(signer);
        others.push(joined);
        groups = others;
    }
    groups.len()
}

fn overlap(one: &str, other: &str) -> bool {
    let is_pattern = |name: &str| name.contains(['*', '?']);
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    (is_pattern(&one) && is_pattern(&other)) || matches(&one, &other) || matches(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(key: &str, principals: &[&str]) -> Signer {
        Signer {
            fingerprint: key.to_owned(),
            principals: principals.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn one_person_counts_once() {
        let ada = signer("1", &["ada@x"]);
        let ada_again = signer("2", &["Ada@x", "ops@x"]);
        let ops = signer("3", &["ops@x"]);
        let bob = signer("4", &["bob@x"]);
        let shared = signer("1", &["bob@x"]);
        let anybody = signer("5", &["*@x"]);
        assert_eq!(people(&[]), 0);
        assert_eq!(people(&[ada.clone(), bob.clone()]), 2);
        assert_eq!(people(&[ada.clone(), ada_again.clone()]), 1);
        // Two that seemed different are joined by a third.
        assert_eq!(people(&[ada.clone(), ops.clone()]), 2);
        assert_eq!(people(&[ada.clone(), ops, ada_again]), 1);
        assert_eq!(people(&[ada.clone(), bob.clone(), shared]), 1);
        assert_eq!(people(&[ada, bob, anybody]), 1);
    }
}
