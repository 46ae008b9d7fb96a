//! Secrets by place, kind and fingerprint.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bauta_model::Sensitivity;

use super::inspection::{Offline, Spot};

/// What stands for a secret.
pub(super) type Fingerprint = [u8; 16];

/// Different secrets of one kind and place that are told apart.
const TOLD_APART: usize = 100;

/// Where secrets stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Index of the table and position of its column.
    Column(usize, usize),
    /// In a statement that begins in this line.
    Statement(u64),
}

/// Equal secrets of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) count: u64,
    pub(super) first: Spot,
    pub(super) offline: Offline,
}

/// Secrets of one kind and place.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) sensitivity: Option<Sensitivity>,
    pub(super) hits: BTreeMap<Fingerprint, Hit>,
    /// Those beyond the number that is told apart, and where the first of them stands.
    pub(super) others: Option<(u64, Spot)>,
}

/// Secrets of a chunk, or of all chunks so far.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    pub(super) groups: BTreeMap<(Place, &'static str), Group>,
}

impl Secrets {
    /// Notes one; `offline` is asked only for one that was not seen before.
    pub(super) fn note(
        &mut self,
        place: Place,
        kind: (&'static str, Sensitivity),
        fingerprint: Fingerprint,
        spot: Spot,
        offline: impl FnOnce() -> Offline,
    ) {
        let group = self.groups.entry((place, kind.0)).or_default();
        group.sensitivity = Some(kind.1);
        let hit = group.hits.entry(fingerprint).or_insert_with(|| Hit {
            count: 0,
            first: spot,
            offline: offline(),
        });
        hit.count += 1;
    }

    /// Takes in those of the next chunk.
    pub(super) fn add(&mut self, more: Self) {
        for (key, group) in more.groups {
            let known = self.groups.entry(key).or_default();
            known.sensitivity = known.sensitivity.max(group.sensitivity);
            // In the order of the input, so that the same ones are told apart however many threads.
            let mut hits: Vec<_> = group.hits.into_iter().collect();
            hits.sort_by_key(|(fingerprint, hit)| (hit.first, *fingerprint));
            for (fingerprint, hit) in hits {
                known.add(fingerprint, hit);
            }
        }
    }
}

impl Group {
    fn add(&mut self, fingerprint: Fingerprint, hit: Hit) {
        let full = self.hits.len() >= TOLD_APART;
        match self.hits.entry(fingerprint) {
            Entry::Occupied(mut known) => known.get_mut().count += hit.count,
            Entry::Vacant(place) if !full => {
                place.insert(hit);
            }
            Entry::Vacant(_) => {
                let others = self.others.get_or_insert((0, hit.first));
                others.0 += hit.count;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: impl Iterator<Item = u8>) -> Secrets {
        let mut secrets = Secrets::default();
        for number in numbers {
            let spot = Spot {
                offset: number.into(),
                ..Spot::default()
            };
            let kind = ("stripe-secret", Sensitivity::Critical);
            secrets.note(
                Place::Column(0, 1),
                kind,
                [number; 16],
                spot,
                Offline::default,
            );
        }
        secrets
    }

    #[test]
    fn what_is_not_told_apart_is_counted() {
        let mut all = Secrets::default();
        all.add(of((0..120).chain(0..120)));
        all.add(of(90..130));
        let group = &all.groups[&(Place::Column(0, 1), "stripe-secret")];
        assert_eq!(group.hits.len(), TOLD_APART);
        assert_eq!(group.hits[&[95; 16]].count, 3);
        let (others, first) = group.others.unwrap();
        assert_eq!((others, first.offset), (20 * 2 + 30, 100));
    }
}
