use bauta_model::Dialect;
use indexmap::IndexMap;

use super::fields::Decoder;
use super::{exception, table};
use crate::yaml::{Content, Node};
use crate::{
    ColumnPath, Date, Definer, Identities, Owner, Problem, Profile, Replacement, Retention,
    Reviewed, Secrets, Source, Unlisted,
};

pub(crate) const KEYS: &[&str] = &[
    "version",
    "name",
    "dialect",
    "environment",
    "key_id",
    "reveal_key",
    "epoch",
    "include",
    "unlisted",
    "secrets",
    "statistics",
    "large-objects",
    "databases",
    "identities",
    "replacements",
    "endpoints",
    "tables",
    "exceptions",
    "reviewed",
];

/// Reads the whole profile; what cannot be read is left out and noted.
pub(super) fn profile(root: &Node, decoder: &mut Decoder) -> Profile {
    let mut profile = Profile::default();
    let mut tables = None;
    decoder.keys(root, KEYS, |decoder, key, node| match key {
        "version" => version(node, decoder),
        "name" => profile.name = decoder.words(node),
        "dialect" => {
            const DIALECTS: &[Dialect] = &[Dialect::Postgres, Dialect::Mysql, Dialect::Sqlite];
            profile.dialect = decoder.word(node, &["postgres", "mysql", "sqlite"], DIALECTS);
        }
        "environment" => profile.environment = decoder.words(node),
        "key_id" => profile.key_id = decoder.text_map(node),
        "reveal_key" => profile.reveal_key = decoder.text_map(node),
        "epoch" => profile.epoch = decoder.words(node),
        "include" => profile.include = decoder.texts(node),
        "unlisted" => {
            let values = [Unlisted::Refuse, Unlisted::Null, Unlisted::Redact];
            let word = decoder.word(node, &["refuse", "null", "redact"], &values);
            profile.unlisted = word.unwrap_or_default();
        }
        "secrets" => {
            let word = decoder.word(
                node,
                &["scrub", "report"],
                &[Secrets::Scrub, Secrets::Report],
            );
            profile.secrets = word.unwrap_or_default();
        }
        "statistics" => profile.statistics = retention(node, decoder),
        "large-objects" => profile.large_objects = retention(node, decoder),
        "databases" => profile.databases = decoder.text_map(node),
        "identities" => profile.identities = identities(node, decoder),
        "replacements" => profile.replacements = replacements(node, decoder),
        "endpoints" => profile.endpoints = decoder.text_map(node),
        "tables" => tables = Some(node),
        "exceptions" => profile.exceptions = exception::list(node, decoder),
        _ => profile.reviewed = reviewed(node, decoder),
    });
    if let Some(node) = tables {
        let secrets = profile.secrets;
        profile.tables = decoder.within("tables", |decoder| table::map(node, secrets, decoder));
    }
    profile
}

fn version(node: &Node, decoder: &mut Decoder) {
    if let Some(found) = decoder.text(node)
        && found != "1"
    {
        decoder.problem(Problem::Version { found }, node.at);
    }
}

fn retention(node: &Node, decoder: &mut Decoder) -> Retention {
    let values = [Retention::Drop, Retention::Keep];
    decoder
        .word(node, &["drop", "keep"], &values)
        .unwrap_or_default()
}

fn identities(node: &Node, decoder: &mut Decoder) -> Identities {
    let mut identities = Identities::default();
    let known = &["owner", "definer", "roles"];
    decoder.keys(node, known, |decoder, key, node| match key {
        "owner" => {
            identities.owner = match decoder.words(node) {
                Some(role) if role != "keep" => Owner::Role(role),
                _ => Owner::Keep,
            };
        }
        "definer" => {
            identities.definer = match decoder.words(node).as_deref() {
                None | Some("current-user") => Definer::CurrentUser,
                Some("keep") => Definer::Keep,
                Some(account) => Definer::Account(account.to_owned()),
            };
        }
        _ => identities.roles = decoder.text_map(node),
    });
    identities
}

fn reviewed(node: &Node, decoder: &mut Decoder) -> Reviewed {
    let mut reviewed = Reviewed::default();
    let known = &["schema", "accounts", "leaves"];
    decoder.keys(node, known, |decoder, key, node| match key {
        "schema" => reviewed.schema = decoder.read(node, fingerprint),
        "accounts" => reviewed.accounts = Some(decoder.texts(node)),
        _ => {
            reviewed.leaves = decoder.map(node, |decoder, column, at, node| {
                if ColumnPath::parse(column).is_none() {
                    let (text, what) = (column.to_owned(), "a column");
                    decoder.problem(Problem::Selector { text, what }, at);
                }
                Some(decoder.texts(node))
            });
        }
    });
    reviewed
}

fn fingerprint(text: &str) -> Result<String, Problem> {
    let digits = text.strip_prefix("sha256:").unwrap_or_default();
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if digits.len() == 64 && digits.bytes().all(digit) {
        return Ok(text.to_owned());
    }
    Err(Problem::Fingerprint {
        text: text.to_owned(),
    })
}

fn replacements(node: &Node, decoder: &mut Decoder) -> IndexMap<String, Replacement> {
    decoder.map(node, |decoder, _, at, node| {
        let (mut from, mut owner, mut rotate_by) = (None, None, None);
        let mut named = false;
        let known = &["from", "owner", "rotate_by"];
        decoder.keys(node, known, |decoder, key, node| match key {
            "from" => {
                named = true;
                from = source(node, decoder);
            }
            "owner" => owner = decoder.words(node),
            _ => rotate_by = decoder.read(node, date),
        });
        if !named {
            decoder.problem(Problem::Missing { key: "from" }, at);
        }
        Some(Replacement {
            from: from?,
            owner,
            rotate_by,
        })
    })
}

fn source(node: &Node, decoder: &mut Decoder) -> Option<Source> {
    if let Content::Map(_) = node.content {
        let mut command = None;
        decoder.keys(node, &["command"], |decoder, _, node| {
            let words = decoder.texts(node);
            command = (!words.is_empty()).then_some(Source::Command(words));
        });
        if command.is_none() {
            decoder.problem(Problem::Missing { key: "command" }, node.at);
        }
        return command;
    }
    decoder.read(node, |text| {
        Source::parse(text).ok_or_else(|| Problem::Source {
            text: text.to_owned(),
        })
    })
}

pub(super) fn date(text: &str) -> Result<Date, Problem> {
    text.parse().map_err(|_| Problem::Date {
        text: text.to_owned(),
    })
}
