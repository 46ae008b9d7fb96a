//! Files of detectors of a user's own.

use indexmap::IndexMap;

use super::fields::Decoder;
use crate::yaml::{Content, Node};
use crate::{DetectorPattern, DetectorRule, Problem};

const FILE_KEYS: &[&str] = &["version", "detectors"];
const KEYS: &[&str] = &[
    "summary",
    "category",
    "sensitivity",
    "pattern",
    "prefix",
    "alphabet",
    "length",
    "keywords",
    "columns",
    "finds",
    "ignores",
];
const EXAMPLE_KEYS: &[&str] = &["text", "found"];
const CATEGORIES: &[&str] = &["secret", "pii", "quasi", "special"];
const SENSITIVITIES: &[&str] = &["low", "medium", "high", "critical"];
const ALPHABETS: &[&str] = &[
    "digits",
    "hex",
    "upper-hex",
    "lower",
    "upper",
    "letters",
    "base32",
    "base62",
    "base64",
    "base64url",
];

/// Reads the whole file.
pub(super) fn file(node: &Node, decoder: &mut Decoder) -> IndexMap<String, DetectorRule> {
    let mut rules = IndexMap::new();
    let Content::Map(entries) = &node.content else {
        let (expected, found) = ("a map", node.kind());
        decoder.problem(Problem::Expected { expected, found }, node.at);
        return rules;
    };
    for key in FILE_KEYS {
        if !entries.iter().any(|entry| entry.key == *key) {
            decoder.problem(Problem::Missing { key }, node.at);
        }
    }
    decoder.keys(node, FILE_KEYS, |decoder, key, node| match key {
        "version" => {
            let found = decoder.text(node).unwrap_or_default();
            if found != "1" {
                decoder.problem(Problem::Version { found }, node.at);
            }
        }
        _ => {
            rules = decoder.map(node, |decoder, kind, at, node| {
                if !is_id(kind) {
                    let text = kind.to_owned();
                    let what = "a kind: small letters, digits and dashes, at most 40";
                    decoder.problem(Problem::Selector { text, what }, at);
                }
                rule(node, decoder)
            });
        }
    });
    rules
}

fn is_id(kind: &str) -> bool {
    (1..=40).contains(&kind.len())
        && kind.starts_with(|c: char| c.is_ascii_lowercase())
        && kind
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// What stands in a rule, before it is known whether it is whole.
#[derive(Debug, Default)]
struct Draft {
    summary: Option<String>,
    category: Option<&'static str>,
    sensitivity: Option<&'static str>,
    regex: Option<String>,
    prefix: Option<String>,
    alphabet: Option<&'static str>,
    length: Option<(usize, usize)>,
    keywords: Vec<String>,
    columns: Vec<String>,
    finds: Vec<(String, String)>,
    ignores: Vec<String>,
}

fn rule(node: &Node, decoder: &mut Decoder) -> Option<DetectorRule> {
    let mut draft = Draft::default();
    let before = decoder.count();
    decoder.keys(node, KEYS, |decoder, key, node| match key {
        "summary" => draft.summary = decoder.words(node),
        "category" => draft.category = decoder.word(node, CATEGORIES, CATEGORIES),
        "sensitivity" => draft.sensitivity = decoder.word(node, SENSITIVITIES, SENSITIVITIES),
        "pattern" => draft.regex = decoder.words(node),
        "prefix" => draft.prefix = decoder.words(node),
        "alphabet" => draft.alphabet = decoder.word(node, ALPHABETS, ALPHABETS),
        "length" => draft.length = decoder.read(node, length),
        "keywords" => draft.keywords = decoder.texts(node),
        "columns" => draft.columns = decoder.texts(node),
        "finds" => draft.finds = examples(node, decoder),
        _ => draft.ignores = decoder.texts(node),
    });
    if decoder.count() > before {
        return None;
    }
    let missing = [
        ("summary", draft.summary.is_none()),
        ("category", draft.category.is_none()),
        ("sensitivity", draft.sensitivity.is_none()),
        ("finds", draft.finds.is_empty()),
    ];
    for (key, is_missing) in missing {
        if is_missing {
            decoder.problem(Problem::Missing { key }, node.at);
        }
    }
    let pattern = pattern(&draft, node, decoder);
    Some(DetectorRule {
        summary: draft.summary?,
        category: draft.category?,
        sensitivity: draft.sensitivity?,
        pattern: pattern?,
        keywords: draft.keywords,
        columns: draft.columns,
        finds: draft.finds,
        ignores: draft.ignores,
    })
}

/// Either a regular expression, or a prefix with its alphabet and length.
fn pattern(draft: &Draft, node: &Node, decoder: &mut Decoder) -> Option<DetectorPattern> {
    let is_token = draft.prefix.is_some() || draft.alphabet.is_some() || draft.length.is_some();
    if let Some(regex) = &draft.regex {
        if is_token {
            let (first, second) = ("pattern", "prefix");
            decoder.problem(Problem::PatternTwice { first, second }, node.at);
            return None;
        }
        return Some(DetectorPattern::Regex(regex.clone()));
    }
    if !is_token {
        decoder.problem(Problem::Missing { key: "pattern" }, node.at);
        return None;
    }
    let parts = [
        ("prefix", draft.prefix.is_none()),
        ("alphabet", draft.alphabet.is_none()),
        ("length", draft.length.is_none()),
    ];
    for (key, is_missing) in parts {
        if is_missing {
            decoder.problem(Problem::Missing { key }, node.at);
        }
    }
    let (least, most) = draft.length?;
    Some(DetectorPattern::Token {
        prefix: draft.prefix.clone()?,
        alphabet: draft.alphabet?,
        least,
        most,
    })
}

/// `32` or `20-40`, up to a thousand.
fn length(text: &str) -> Result<(usize, usize), Problem> {
    let wrong = || Problem::Selector {
        text: text.to_owned(),
        what: "a length, as `32` or `20-40`, at most 1000",
    };
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<usize>().map_err(|_| wrong());
    let (least, most) = (number(least)?, number(most)?);
    let holds = (1..=1000).contains(&most) && (1..=most).contains(&least);
    if holds {
        Ok((least, most))
    } else {
        Err(wrong())
    }
}

/// A text that is found as a whole, or `{ text: …, found: … }`.
fn examples(node: &Node, decoder: &mut Decoder) -> Vec<(String, String)> {
    let Content::List(items) = &node.content else {
        let (expected, found) = ("a list of examples", node.kind());
        decoder.problem(Problem::Expected { expected, found }, node.at);
        return Vec::new();
    };
    let mut examples = Vec::with_capacity(items.len());
    for item in items {
        if !matches!(item.content, Content::Map(_)) {
            examples.extend(decoder.words(item).map(|text| (text.clone(), text)));
            continue;
        }
        let (mut text, mut found) = (None, None);
        decoder.keys(item, EXAMPLE_KEYS, |decoder, key, node| match key {
            "text" => text = decoder.words(node),
            _ => found = decoder.words(node),
        });
        match (text, found) {
            (Some(text), Some(found)) => examples.push((text, found)),
            (None, _) => decoder.problem(Problem::Missing { key: "text" }, item.at),
            (_, None) => decoder.problem(Problem::Missing { key: "found" }, item.at),
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let Err(problems) = DetectorRule::parse_all(text) else {
            return Vec::new();
        };
        problems.iter().map(ToString::to_string).collect()
    }

    const WHOLE: &str = "version: 1
detectors:
  acme-key:
    summary: Key of the warehouse.
    category: secret
    sensitivity: high
    prefix: acme_
    alphabet: base62
    length: 20-24
    finds: [{ text: 'k=acme_0123456789abcdefghij', found: acme_0123456789abcdefghij }]
    ignores: [acme_short]
";

    #[test]
    fn a_rule_is_read() {
        let rules = DetectorRule::parse_all(WHOLE).unwrap();
        let rule = &rules["acme-key"];
        assert_eq!(rule.category, "secret");
        assert_eq!(rule.finds[0].1, "acme_0123456789abcdefghij");
        let DetectorPattern::Token { least, most, .. } = &rule.pattern else {
            panic!("{rule:?}");
        };
        assert_eq!((*least, *most), (20, 24));
    }

    #[test]
    fn unknown_and_missing_keys_are_told_together() {
        let told = problems(
            &WHOLE
                .replace("summary", "sumary")
                .replace("base62", "base63"),
        );
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("did you mean `summary`?"), "{told:?}");
        assert!(told[1].contains("did you mean `base62`?"), "{told:?}");
    }

    #[test]
    fn duplicates_and_halves_are_refused() {
        let twice = WHOLE.replace("    length: 20-24\n", "    length: 20\n    length: 24\n");
        assert!(problems(&twice)[0].contains("twice"));
        assert!(problems(&WHOLE.replace("    length: 20-24\n", ""))[0].contains("`length`"));
        assert!(problems(&WHOLE.replace("20-24", "0"))[0].contains("a length"));
        assert!(problems(&WHOLE.replace("20-24", "24-20"))[0].contains("a length"));
        let both = WHOLE.replace("    prefix", "    pattern: a+\n    prefix");
        assert!(problems(&both)[0].contains("`pattern` and `prefix`"));
        assert!(!problems(&WHOLE.replace("acme-key", "Acme key")).is_empty());
        assert!(!problems("version: 2\ndetectors: {}").is_empty());
        assert!(!problems("[]").is_empty());
    }
}
