//! What a statement held that reports tell of.

use std::collections::BTreeMap;
use std::fmt;

/// An account, a credential, or another thing outside the rows that acts or opens something.
///
/// *Guarantees*: holds no secret; names and details are such that a reviewer may read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noted {
    /// What it is (`role-password`, `subscription`, `definer`).
    pub(crate) kind: &'static str,
    /// What it is called.
    pub(crate) name: String,
    /// Where the statement begins.
    pub(crate) place: Place,
    /// What becomes of it.
    pub(crate) treatment: Treatment,
    /// What can be read of it without asking anybody: privileges, host, expiry.
    pub(crate) details: Vec<(&'static str, String)>,
}

impl Noted {
    /// A note whose place is not known yet.
    pub(crate) fn new(kind: &'static str, name: impl Into<String>, treatment: Treatment) -> Self {
        Self {
            kind,
            name: name.into(),
            place: Place::default(),
            treatment,
            details: Vec::new(),
        }
    }

    /// The same with one more detail, unless it is empty.
    #[must_use]
    pub(crate) fn with(mut self, detail: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.details.push((detail, value));
        }
        self
    }
}

/// Where in the dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Place {
    /// Number of the line, from 1; 0 where lines are not counted.
    pub(crate) line: u64,
    /// Distance in bytes from the start.
    pub(crate) byte: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "byte {}", self.byte),
            line => write!(f, "line {line}"),
        }
    }
}

/// What becomes of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Treatment {
    /// It stays and is listed.
    Inventory,
    /// It is left out.
    Drop,
    /// A staging credential, or one that opens nothing, takes its place.
    Stage,
    /// A hash of the same scheme that nobody has the password of takes its place.
    Rehash,
    /// Its host becomes a staging host, or one that is nowhere.
    Repoint,
    /// It stays, switched off.
    Disable,
    /// It gets the name that the profile gives.
    Rename,
}

impl Treatment {
    /// The word in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Inventory => "inventory",
            Self::Drop => "drop",
            Self::Stage => "stage",
            Self::Rehash => "rehash",
            Self::Repoint => "repoint",
            Self::Disable => "disable",
            Self::Rename => "rename",
        }
    }
}

/// What was noted over the whole dump: equal notes count together, the first gives the place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Inventory {
    entries: BTreeMap<(&'static str, String, Treatment), Entry>,
}

/// Notes of one kind, name and treatment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// How many.
    pub(crate) count: u64,
    /// Where the first is.
    pub(crate) place: Place,
    /// What they tell together; of several values the first.
    pub(crate) details: BTreeMap<&'static str, String>,
}

impl Inventory {
    pub(crate) fn add(&mut self, noted: Noted) {
        let key = (noted.kind, noted.name, noted.treatment);
        let entry = self.entries.entry(key).or_insert_with(|| Entry {
            place: noted.place,
            ..Entry::default()
        });
        entry.count += 1;
        for (detail, value) in noted.details {
            entry.details.entry(detail).or_insert(value);
        }
    }

    /// Kind, name, treatment and the rest, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str, Treatment, &Entry)> {
        self.entries
            .iter()
            .map(|((kind, name, treatment), entry)| (*kind, name.as_str(), *treatment, entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_notes_count_together_and_complete_each_other() {
        let mut inventory = Inventory::default();
        let at = |line| Noted {
            place: Place { line, byte: 0 },
            ..Noted::new("role", "app", Treatment::Inventory)
        };
        inventory.add(at(3).with("login", "").with("superuser", "yes"));
        inventory.add(at(9).with("superuser", "no").with("login", "yes"));
        inventory.add(Noted::new("role", "app", Treatment::Rename));
        let all: Vec<_> = inventory.iter().collect();
        let (kind, name, _, entry) = all[0];
        assert_eq!((kind, name, entry.count), ("role", "app", 2));
        assert_eq!(entry.place.to_string(), "line 3");
        assert_eq!(entry.details["superuser"], "yes");
        assert_eq!(entry.details["login"], "yes");
        assert_eq!(all.len(), 2);
    }
}
