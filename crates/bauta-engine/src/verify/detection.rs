//! The detectors, over a text and whatever is encoded in it.

use std::collections::BTreeMap;

use bauta_detect::{Category, Evidence, Finder, Search, SearchScratch, catalogue, is_ours};
use bauta_model::{FoundSpan, Sensitivity, SpanFinder};
use bauta_profile::{ColumnPath, Profile};
use serde_json::Value;

use super::roles::{ColumnRole, Duty};
use super::views::{Views, is_text};
use crate::plan::Marks;

/// The detectors that are sure enough for any field, and what is to be known of their kinds.
#[derive(Debug)]
pub(super) struct Detection {
    search: Search,
    finder: Finder,
    kinds: BTreeMap<&'static str, Kind>,
    /// Hosts of the addresses that the profile's rules write; any reserved one where there is none.
    hosts: Option<Vec<String>>,
    /// Kinds for which the profile brings credentials of the staging environment.
    replaced: Vec<String>,
    /// Secrets that exceptions let stay.
    marks: Marks,
}

#[derive(Debug, Clone, Copy)]
struct Kind {
    evidence: Evidence,
    /// A password or one of its hashes.
    hash: bool,
}

/// What a search works with.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    pub(super) views: Views,
    found: Vec<FoundSpan>,
    scratch: SearchScratch,
}

/// What a finding in the clone means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It is one of ours, or what stands there by a mark that all can see.
    Ours,
    /// An exception lets it pass.
    Excepted,
    /// The column's rule may have made it; whether it is an original is told by the original.
    Explained,
    Left,
}

impl Detection {
    pub(super) fn new(profile: Option<&Profile>, marks: Marks) -> Self {
        let mut kinds: BTreeMap<&'static str, Kind> = BTreeMap::new();
        for detector in catalogue() {
            let kind = kinds.entry(detector.kind).or_insert(Kind {
                evidence: detector.evidence,
                hash: detector.category == Category::Secret
                    && detector.sensitivity == Sensitivity::High,
            });
            // A kind is as sure as the least sure of its detectors.
            kind.evidence = kind.evidence.min(detector.evidence);
        }
        Self {
            search: Search::secrets_and_spans(),
            finder: Finder::secrets_and_spans(),
            kinds,
            hosts: profile.map(hosts),
            replaced: profile.map_or_else(Vec::new, |profile| {
                profile.replacements.keys().cloned().collect()
            }),
            marks,
        }
    }

    /// What finds them in the containers that masking opens.
    pub(super) fn search(&self) -> &Search {
        &self.search
    }

    /// Whether there is anything in a text as it stands.
    pub(super) fn finds(&self, text: &[u8]) -> bool {
        // An empty list allocates nothing, which is the case for most texts.
        let mut found = Vec::new();
        self.finder.find(text, &mut found);
        !found.is_empty()
    }

    /// The kinds that may be found.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.kinds.keys().copied().collect()
    }

    /// Whether a field is too short, or too plainly a number or date, for anything to be found.
    pub(super) fn is_idle(text: &[u8], column: &ColumnRole) -> bool {
        let numeric = |byte: &u8| byte.is_ascii_digit() || b" -:.+/,TZe".contains(byte);
        !column.hints
            && (text.len() < LEAST
                || (text.len() < LEAST_NUMBER || !column.text) && text.iter().all(numeric))
    }

    /// Shows what is found in `text` and in what is encoded in it, each once: as the containers are
    /// opened that masking opens, and once more by looser means of our own. `name` is that of the
    /// column; the last that is shown is whether it stood in a container that was opened.
    pub(super) fn find(
        &self,
        text: &[u8],
        name: &str,
        buffers: &mut Buffers,
        see: &mut dyn FnMut(&'static str, &[u8], bool),
    ) {
        let Buffers {
            views,
            found,
            scratch,
        } = buffers;
        let mut seen: Vec<(&'static str, Vec<u8>)> = Vec::new();
        let mut once = |kind: &'static str, value: &[u8], opened: bool| {
            let known = |(other, seen): &(&'static str, Vec<u8>)| *other == kind && seen == value;
            if !seen.iter().any(known) {
                see(kind, value, opened);
                seen.push((kind, value.to_vec()));
            }
        };
        self.search.search(text, name, scratch, &mut |found| {
            once(found.kind, found.original, !found.within.is_empty());
        });
        views.each(text, &mut |view| {
            found.clear();
            self.finder.find(view, found);
            for found in found.iter() {
                once(found.kind, found.span.of(view), false);
            }
        });
    }

    /// Whether a finding in the original must not be met again, wherever it is.
    pub(super) fn is_sure(&self, kind: &str) -> bool {
        let kind = self.kinds.get(kind);
        kind.is_some_and(|kind| kind.evidence != Evidence::Hint)
    }

    /// Whether an exception lets a secret stay, wherever columns of that name are.
    pub(super) fn passes(&self, kind: &str, secret: &[u8], column: Option<&str>) -> bool {
        let here = |_, path: &ColumnPath| column == Some(path.column.as_str());
        self.marks.passing(kind, secret, here).is_some()
    }

    /// What a finding in a field of the clone means; without a column, in a statement.
    pub(super) fn judge(
        &self,
        kind: &str,
        value: &[u8],
        column: Option<&ColumnRole>,
        field: &[u8],
    ) -> Judgement {
        if is_ours(kind, value) || self.is_marked(kind, value) {
            return Judgement::Ours;
        }
        if self.passes(kind, value, column.map(|column| column.name.as_str())) {
            return Judgement::Excepted;
        }
        // What the profile brings for staging is told from originals by the original alone.
        let of_column = |replaced: &str| {
            let (_, name) = replaced.rsplit_once('.').unwrap_or_default();
            column.is_some_and(|column| column.name == name)
        };
        let mut replaced = self.replaced.iter();
        if replaced.any(|replaced| stands_for(kind, replaced) || of_column(replaced)) {
            return Judgement::Explained;
        }
        let Some(column) = column else {
            return Judgement::Left;
        };
        if column.excepted.iter().any(|excepted| excepted == kind) {
            return Judgement::Excepted;
        }
        let known = self.kinds.get(kind);
        let evidence = known.map_or(Evidence::Shape, |known| known.evidence);
        let by_chance = evidence == Evidence::Checksum;
        let text = column.text || column.bytes && is_text(field);
        // In numbers and other bytes, a few signs come together by chance.
        let certain = matches!(evidence, Evidence::Prefix | Evidence::Structure);
        if !text && (kind == "email" || !certain) {
            return Judgement::Explained;
        }
        let habits = column.habits;
        let explained = match column.duty {
            Duty::Kept | Duty::Computed => false,
            // Without a profile, numbers with check digits may be results of a rule.
            Duty::Unknown => by_chance,
            Duty::Masked if habits.shuffles => false,
            Duty::Masked if kind == "email" => habits.makes_addresses,
            Duty::Masked => {
                by_chance
                    || habits.authored
                    // A name beside it says nothing of a value that a rule has made.
                    || matches!(evidence, Evidence::Hint | Evidence::Shape) && !habits.prose
                    || habits.formed && evidence != Evidence::Prefix
                    || habits.makes_urls && kind.starts_with("url-")
                    || habits.makes_hashes && known.is_some_and(|known| known.hash)
            }
        };
        if explained {
            Judgement::Explained
        } else {
            Judgement::Left
        }
    }

    /// Whether an address of mail is at a host that the profile's rules write.
    fn is_marked(&self, kind: &str, value: &[u8]) -> bool {
        let Some(at) = memchr::memrchr(b'@', value).filter(|_| kind == "email") else {
            return false;
        };
        let host = &value[at + 1..];
        match &self.hosts {
            Some(hosts) => hosts
                .iter()
                .any(|known| known.as_bytes().eq_ignore_ascii_case(host)),
            None => is_reserved(host),
        }
    }
}

/// The hosts of addresses that rules write, wherever in a rule they stand.
fn hosts(profile: &Profile) -> Vec<String> {
    let mut hosts = vec!["example.com".to_owned()];
    let rules = profile
        .tables
        .values()
        .flat_map(|table| table.columns.values());
    for rule in rules {
        let others = rule.otherwise.iter().map(|rule| &rule.params);
        for params in std::iter::once(&rule.params).chain(others) {
            let mut waiting: Vec<(&str, &Value)> = params
                .iter()
                .map(|(key, value)| (key.as_str(), value))
                .collect();
            while let Some((key, value)) = waiting.pop() {
                match value {
                    Value::String(host) if key == "host" => hosts.push(host.clone()),
                    Value::Object(inner) => {
                        waiting.extend(inner.iter().map(|(key, value)| (key.as_str(), value)));
                    }
                    Value::Array(list) => waiting.extend(list.iter().map(|value| ("", value))),
                    _ => {}
                }
            }
        }
    }
    hosts
}

/// Whether a credential of one kind may have been brought for another: one that is live must not
/// be, so that it is often the same issuer's for tests.
fn stands_for(kind: &str, replaced: &str) -> bool {
    let words = |kind| str::split(kind, '-');
    kind == replaced
        || words(kind)
            .filter(|word| *word != "test")
            .eq(words(replaced))
}

/// Whether nobody can have the host: a name set aside for examples and tests.
///
/// *Source*: RFC 2606, RFC 6761.
fn is_reserved(host: &[u8]) -> bool {
    let host = host.to_ascii_lowercase();
    let mut labels = host.rsplit(|byte| *byte == b'.');
    let (top, next) = (labels.next().unwrap_or_default(), labels.next());
    matches!(top, b"example" | b"test" | b"invalid")
        || matches!(top, b"com" | b"net" | b"org") && next == Some(b"example")
}

/// `a@b.io`.
const LEAST: usize = 6;
/// The shortest card number.
const LEAST_NUMBER: usize = 13;

/// Whether a text bears a mark of ours, so that something in it may have been scrubbed.
pub(super) fn bears_mark(text: &[u8]) -> bool {
    let marks: [&[u8]; 8] = [
        b"bauta",
        b"Bauta",
        b"BAUTA",
        b"deadba07a",
        b"DEADBA07A",
        b".invalid",
        b"424242",
        b"00000",
    ];
    marks
        .iter()
        .any(|mark| memchr::memmem::find(text, mark).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_for_tests_may_be_brought_for_live_ones() {
        for (kind, replaced, expected) in [
            ("stripe-secret", "stripe-secret", true),
            ("stripe-test-secret", "stripe-secret", true),
            ("stripe-secret", "stripe-test-secret", false),
            ("stripe-test-restricted", "stripe-secret", false),
        ] {
            assert_eq!(stands_for(kind, replaced), expected, "{kind} {replaced}");
        }
    }

    #[test]
    fn addresses_that_nobody_can_have_are_marked() {
        let open = Detection::new(None, Marks::default());
        let profile = "version: 1\ntables: { t: { columns: { a: { transformer: email, host: mail.test } } } }";
        let profile = Profile::parse(profile).unwrap();
        let bound = Detection::new(Some(&profile), Marks::default());
        for (value, anyhow, by_rule) in [
            ("a@example.com", true, true),
            ("a@MAIL.test", true, true),
            ("a@mail.EXAMPLE.org", true, false),
            ("a@shop.test", true, false),
            ("a@b.invalid", true, false),
            ("a@example.de", false, false),
            ("a@myexample.com", false, false),
            ("a@com", false, false),
            ("a", false, false),
        ] {
            assert_eq!(open.is_marked("email", value.as_bytes()), anyhow, "{value}");
            assert_eq!(
                bound.is_marked("email", value.as_bytes()),
                by_rule,
                "{value}"
            );
        }
        assert!(!open.is_marked("iban", b"a@example.com"));
    }
}
