use bauta_detect::{OwnPattern, OwnRule, OwnRules};
use bauta_profile::{Preset, Profile};
use bauta_transform::{Files, WORD_LISTS};
use bauta_trust::{CanonicalError, Digest, canonical};
use serde_json::{Map, Value, json};

/// The digest of a profile and of all that decides with it: presets, detectors of the user's own,
/// dictionaries, word lists.
///
/// *Guarantees:* form and comments do not change it, any decision does.
///
/// *Source:* SHA-256 of `bauta/profile/v1`, a zero byte, and the canonical JSON (RFC 8785).
pub(crate) fn profile_digest(
    profile: &Profile,
    presets: &[Preset],
    rules: Option<&OwnRules>,
    files: &dyn Files,
) -> Result<Digest, CanonicalError> {
    let mut document = profile.canonical_json(presets);
    let mut named = Vec::new();
    dictionaries(&document, &mut named);
    named.sort_unstable();
    named.dedup();
    let read = named.into_iter().map(|path| {
        let digest = files.read(&path).ok();
        let digest = digest.map(|bytes| Digest::of(&bytes).to_string());
        (path, Value::from(digest))
    });
    let read: Map<String, Value> = read.collect();
    without_fractions(&mut document);
    if let Value::Object(document) = &mut document {
        let words = Digest::of(WORD_LISTS.as_bytes()).to_string();
        document.insert("word-lists".into(), words.into());
        if !read.is_empty() {
            document.insert("dictionaries".into(), Value::Object(read));
        }
        if let Some(rules) = rules {
            document.insert("rules".into(), rules_digest(rules)?.to_string().into());
        }
    }
    Ok(Digest::tagged("bauta/profile/v1", &canonical(&document)?))
}

/// Paths of files, which only the parameter `file` names.
fn dictionaries(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(path) if key == "file" => found.push(path.clone()),
                    _ => dictionaries(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| dictionaries(item, found)),
        _ => {}
    }
}

/// Canonical documents have no fractions; one becomes an object that no profile can hold there.
fn without_fractions(value: &mut Value) {
    match value {
        Value::Number(number) if !number.is_i64() && !number.is_u64() => {
            *value = json!({ "decimal": number.to_string() });
        }
        Value::Object(entries) => entries.values_mut().for_each(without_fractions),
        Value::Array(items) => items.iter_mut().for_each(without_fractions),
        _ => {}
    }
}

/// Of what rules find, not of their examples.
fn rules_digest(rules: &OwnRules) -> Result<Digest, CanonicalError> {
    let mut list: Vec<&OwnRule> = rules.iter().collect();
    list.sort_by(|one, other| one.kind.cmp(&other.kind));
    let list = list.into_iter().map(|rule| {
        let pattern = match &rule.pattern {
            OwnPattern::Regex(pattern) => json!({ "regex": pattern }),
            OwnPattern::Token {
                prefix,
                alphabet,
                least,
                most,
            } => json!({ "prefix": prefix, "alphabet": alphabet, "least": least, "most": most }),
        };
        json!({
            "kind": rule.kind,
            "category": rule.category.name(),
            "sensitivity": rule.sensitivity.name(),
            "pattern": pattern,
            "keywords": rule.keywords,
            "columns": rule.columns,
        })
    });
    let list: Vec<Value> = list.collect();
    Ok(Digest::tagged("bauta/rules/v1", &canonical(&list)?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use bauta_detect::Category;
    use bauta_model::Sensitivity;
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug)]
    struct Shelf(BTreeMap<&'static str, &'static [u8]>);

    impl Files for Shelf {
        fn read(&self, path: &str) -> Result<Arc<[u8]>, String> {
            let found = self.0.get(path).copied();
            found.map(Into::into).ok_or_else(|| "nothing".to_owned())
        }
    }

    fn of(text: &str) -> Digest {
        with(text, None, &Shelf(BTreeMap::new()))
    }

    fn with(text: &str, rules: Option<&OwnRules>, files: &Shelf) -> Digest {
        let profile = Profile::parse(text).unwrap();
        profile_digest(&profile, &[], rules, files).unwrap()
    }

    const BASE: &str = "
version: 1
name: shop
environment: staging
tables:
  public.customers:
    columns:
      email: { transformer: email, domain: customer-email }
      total: { transformer: noise, percent: 2.5 }
      note: { transformer: keep, reviewed: \"no names\" }
  public.events: { keep-rows: \"created_at > '2026-01-01'\", columns: { a: redact } }
exceptions:
  - column: public.customers.note
    kinds: [person-name]
    reason: parser tests need real text
    owner: lead@example.org
    issued: 2026-01-01
    expires: 2026-03-01
";

    #[test]
    fn every_decision_changes_it() {
        let base = of(BASE);
        for (from, to) in [
            ("name: shop", "name: shop2"),
            ("staging", "dev"),
            (
                "email: { transformer: email,",
                "email: { transformer: token,",
            ),
            ("customer-email", "customer"),
            ("2.5", "2.6"),
            ("2.5", "\"2.5\""),
            ("no names", "no names at all"),
            ("reviewed:", "reason:"),
            ("> '2026-01-01'", ">= '2026-01-01'"),
            ("a: redact", "a: keep"),
            ("a: redact", "b: redact"),
            ("public.events", "public.event"),
            ("person-name", "email"),
            ("expires: 2026-03-01", "expires: 2026-03-02"),
            ("version: 1\n", "version: 1\nunlisted: null\n"),
            ("version: 1\n", "version: 1\nsecrets: report\n"),
            ("version: 1\n", "version: 1\nepoch: a\n"),
            ("version: 1\n", "version: 1\nstatistics: keep\n"),
        ] {
            let changed = BASE.replacen(from, to, 1);
            assert_ne!(changed, BASE, "{from}");
            assert_ne!(of(&changed), base, "{to}");
        }
    }

    #[test]
    fn form_does_not_change_it() {
        let profile = Profile::parse(BASE).unwrap();
        let base = of(BASE);
        assert_eq!(of(&profile.to_string()), base);
        assert_eq!(of(&profile.to_json().to_string()), base);
        assert_eq!(of(&BASE.replace("      ", "          ")), base);
        assert_eq!(of(&BASE.replace('\n', "\r\n")), base);
        assert_eq!(
            of(&BASE.replacen("a: redact", "a: { transformer: redact }", 1)),
            base
        );
    }

    #[test]
    fn the_vector_is_pinned() {
        // Another digest voids every approval that there is.
        let text = "version: 1\ntables: { t: { columns: { a: redact } } }";
        let document = Profile::parse(text).unwrap().canonical_json(&[]);
        let words = Digest::of(WORD_LISTS.as_bytes());
        assert_eq!(
            document.to_string(),
            r#"{"identities":{"definer":"current-user","owner":"keep"},"large-objects":"drop","secrets":"scrub","statistics":"drop","tables":{"t":{"columns":{"a":"redact"}}},"unlisted":"refuse","version":1}"#
        );
        let whole = format!(
            r#"{{"identities":{{"definer":"current-user","owner":"keep"}},"large-objects":"drop","secrets":"scrub","statistics":"drop","tables":{{"t":{{"columns":{{"a":"redact"}}}}}},"unlisted":"refuse","version":1,"word-lists":"{words}"}}"#
        );
        assert_eq!(
            of(text),
            Digest::tagged("bauta/profile/v1", whole.as_bytes())
        );
    }

    #[test]
    fn dictionaries_and_rules_belong_to_it() {
        let text = "version: 1\ntables: { t: { columns: { a: { transformer: dictionary, file: colours.txt } } } }";
        let shelf = |bytes: &'static [u8]| Shelf(BTreeMap::from([("colours.txt", bytes)]));
        let red = with(text, None, &shelf(b"red"));
        assert_ne!(red, with(text, None, &shelf(b"blue")));
        assert_ne!(red, of(text));
        let rules = |keyword: &str, summary: &str| {
            let rule = OwnRule {
                kind: "house-badge".to_owned(),
                summary: summary.to_owned(),
                category: Category::Pii,
                sensitivity: Sensitivity::High,
                pattern: OwnPattern::Regex("HB-[0-9]{6}".to_owned()),
                keywords: vec![keyword.to_owned()],
                columns: Vec::new(),
                finds: Vec::new(),
                ignores: Vec::new(),
            };
            OwnRules::new(vec![rule]).unwrap()
        };
        let none = Shelf(BTreeMap::new());
        let with_rules = |keyword, summary| with(BASE, Some(&rules(keyword, summary)), &none);
        assert_ne!(with_rules("badge", ""), of(BASE));
        assert_ne!(with_rules("badge", ""), with_rules("pass", ""));
        assert_eq!(with_rules("badge", ""), with_rules("badge", "A badge."));
    }

    proptest! {
        #[test]
        fn comments_and_gaps_do_not_change_it(
            gaps in prop::collection::vec((0usize..20, "[ -~]{0,12}"), 0..8),
        ) {
            let mut lines: Vec<String> = BASE.lines().map(str::to_owned).collect();
            for (at, comment) in gaps {
                lines.insert(at.min(lines.len()), format!("# {comment}"));
                lines.insert(at.min(lines.len()), String::new());
            }
            prop_assert_eq!(of(&lines.join("\n")), of(BASE));
        }
    }
}
