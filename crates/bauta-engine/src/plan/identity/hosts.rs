//! Hosts of production in text, and where they go.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use bauta_model::{FoundSpan, Sensitivity, Span, SpanFinder};
use indexmap::IndexMap;
use memchr::memmem;

/// Which hosts of a text are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those that the profile names, and those beside a credential.
    Credentials,
    /// All that something may connect to.
    Everything,
}

/// Production hosts and what takes their place.
///
/// *Guarantees*: what has been repointed stays as it is.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    /// By host in lower case.
    staging: BTreeMap<Vec<u8>, String>,
    named: Option<AhoCorasick>,
}

/// A host that is nowhere.
///
/// *Source*: RFC 2606.
pub(crate) const NOWHERE: &str = "bauta.invalid";

/// An address that is nowhere.
///
/// *Source*: RFC 5737.
const NOWHERE_ADDRESS: &str = "192.0.2.1";

impl Hosts {
    /// The hosts that a profile maps.
    pub(crate) fn new(endpoints: &IndexMap<String, String>) -> Self {
        let named = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(endpoints.keys())
            .ok()
            .filter(|_| !endpoints.is_empty());
        let staging = endpoints.iter();
        Self {
            staging: staging
                .map(|(from, to)| (from.to_ascii_lowercase().into_bytes(), to.clone()))
                .collect(),
            named,
        }
    }

    /// The staging host of one that the profile names.
    pub(crate) fn staging(&self, host: &[u8]) -> Option<&str> {
        self.staging
            .get(&host.to_ascii_lowercase())
            .map(String::as_str)
    }

    /// The staging host of one that the profile names, or that host itself.
    pub(crate) fn in_staging(&self, host: &[u8]) -> Option<&str> {
        let own = self.staging.values().map(String::as_str);
        self.staging(host).or_else(|| {
            own.into_iter()
                .find(|to| to.as_bytes().eq_ignore_ascii_case(host))
        })
    }

    /// What takes the place of a host that something connects to; nothing where it may stay.
    pub(crate) fn instead(&self, host: &[u8]) -> Option<&str> {
        if let Some(staging) = self.staging(host) {
            return Some(staging);
        }
        if self.may_stay(host) {
            return None;
        }
        let address = host
            .iter()
            .all(|byte| byte.is_ascii_digit() || *byte == b'.');
        Some(if address { NOWHERE_ADDRESS } else { NOWHERE })
    }

    /// The same for what was found as [`ENDPOINT`].
    pub(super) fn instead_of_all<'h>(&'h self, found: &'h [u8]) -> &'h [u8] {
        let port = memchr::memchr(b':', found).unwrap_or(found.len());
        let host = if found.starts_with(b"[") {
            found
        } else {
            &found[..port]
        };
        self.instead(host).map_or(found, str::as_bytes)
    }

    /// Whether a host is of the clone already, nowhere, or this machine.
    fn may_stay(&self, host: &[u8]) -> bool {
        let host = host.to_ascii_lowercase();
        let bare = host.trim_ascii_end();
        let of_clone = self.staging.values().any(|to| {
            let to = to.as_bytes();
            let name = to.split(|byte| *byte == b':').next().unwrap_or(to);
            name.eq_ignore_ascii_case(bare)
        });
        of_clone
            || bare.is_empty()
            || bare.starts_with(b"/")
            || bare.starts_with(b"127.")
            || bare == b"localhost"
            || bare == b"::1"
            || bare == NOWHERE_ADDRESS.as_bytes()
            || bare.ends_with(b".invalid")
            || !bare.iter().any(u8::is_ascii_alphanumeric)
    }

    /// Appends the hosts of `text` that do not stay, each with what takes its place.
    pub(crate) fn find(&self, text: &[u8], reach: Reach, found: &mut Vec<(Span, String)>) {
        let base = found.len();
        for at in memmem::find_iter(text, b"://") {
            self.find_in_url(text, at, reach, found);
        }
        for at in memchr::memchr_iter(b'=', text) {
            self.find_in_pairs(text, at, reach, found);
        }
        let sure = found.len();
        self.find_named(text, found);
        // What a URL or pair says of a host is surer than the name alone.
        let mut at = sure;
        while at < found.len() {
            let span = found[at].0;
            let known =
                |(other, _): &(Span, String)| other.start < span.end && span.start < other.end;
            if found[base..sure].iter().any(known) {
                found.swap_remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// Hosts that the profile names, wherever they stand as a whole.
    fn find_named(&self, text: &[u8], found: &mut Vec<(Span, String)>) {
        let Some(named) = &self.named else { return };
        for hit in named.find_iter(text) {
            let before = hit.start().checked_sub(1).map(|at| text[at]);
            let after = &text[hit.end()..];
            let ends = match after {
                [b'.', next, ..] => !next.is_ascii_alphanumeric(),
                [b'.'] | [] => true,
                [next, ..] => !is_host(*next),
            };
            // What follows an `@` is the domain of an address; that of a URL is found with it.
            let begins = !before.is_some_and(|byte| is_host(byte) || byte == b'@');
            if let Some(to) = self.staging(&text[hit.range()])
                && begins
                && ends
            {
                found.push((Span::new(hit.start(), hit.end()), to.to_owned()));
            }
        }
    }

    /// The hosts of the URL whose `://` is at `colon`.
    fn find_in_url(
        &self,
        text: &[u8],
        colon: usize,
        reach: Reach,
        found: &mut Vec<(Span, String)>,
    ) {
        let scheme = text[..colon]
            .iter()
            .rev()
            .take(24)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
            .count();
        if scheme == 0 || text[colon - scheme..colon].eq_ignore_ascii_case(b"file") {
            return;
        }
        let start = colon + 3;
        let rest = &text[start..];
        let len = rest
            .iter()
            .position(|byte| matches!(byte, b'/' | b'?' | b'#') || ends_url(*byte))
            .unwrap_or(rest.len());
        let tail = &rest[len..];
        let whole = tail.iter().position(|byte| ends_url(*byte));
        let tail = &tail[..whole.unwrap_or(tail.len())];
        let authority = &rest[..len];
        let user_end = memchr::memrchr(b'@', authority).map_or(0, |at| at + 1);
        let secret = authority[..user_end].contains(&b':') || holds_secret(tail);
        let all = reach == Reach::Everything || secret;
        let mut from = user_end;
        for host in authority[user_end..].split(|byte| *byte == b',') {
            let name_len = match host {
                [b'[', ..] => host.iter().position(|byte| *byte == b']').unwrap_or(0) + 1,
                _ => host
                    .iter()
                    .position(|byte| !is_host(*byte))
                    .unwrap_or(host.len()),
            };
            let name = &host[..name_len];
            let instead = if all && !is_reference(name) {
                self.instead(name)
            } else {
                self.staging(name)
            };
            if let Some(to) = instead.filter(|_| !name.is_empty()) {
                // A port of the staging host takes the place of the port that stands there.
                let port = host[name_len..].strip_prefix(b":");
                let digits = port.map_or(0, |port| {
                    port.iter().take_while(|byte| byte.is_ascii_digit()).count()
                });
                let end = if to.contains(':') && digits > 0 {
                    name_len + 1 + digits
                } else {
                    name_len
                };
                found.push((Span::new(start + from, start + from + end), to.to_owned()));
            }
            from += host.len() + 1;
        }
    }

    /// The host of `host=db1 … password=x`, whose sign is at `sign`.
    fn find_in_pairs(
        &self,
        text: &[u8],
        sign: usize,
        reach: Reach,
        found: &mut Vec<(Span, String)>,
    ) {
        let names = [
            &b"hostaddr"[..],
            b"hostname",
            b"host",
            b"server",
            b"data source",
        ];
        let front = &text[..sign];
        let is_host_name = names.iter().any(|name| {
            front.len() >= name.len()
                && front[front.len() - name.len()..].eq_ignore_ascii_case(name)
                && !front[..front.len() - name.len()]
                    .last()
                    .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        });
        if !is_host_name {
            return;
        }
        let near = &text[sign.saturating_sub(AROUND)..text.len().min(sign + AROUND)];
        let beside = |words: &[&str]| words.iter().any(|word| contains(near, word.as_bytes()));
        let secret = beside(&["password=", "passwd=", "pwd="]);
        let connects = secret || beside(&["dbname=", "user=", "port=", "uid=", "database="]);
        let all = if reach == Reach::Everything {
            connects
        } else {
            secret
        };
        let quotes = text[sign + 1..]
            .iter()
            .take_while(|byte| matches!(byte, b'\'' | b'"' | b'\\'))
            .count();
        let mut at = sign + 1 + quotes;
        let value = text[at..]
            .iter()
            .take_while(|byte| is_host(**byte) || matches!(byte, b',' | b'/'))
            .count();
        for host in text[at..at + value].split(|byte| *byte == b',') {
            if text.get(at + host.len()) == Some(&b'=') {
                // The name of the next pair.
                break;
            }
            let instead = if all {
                self.instead(host)
            } else {
                self.staging(host)
            };
            // Ports have a pair of their own.
            if let Some(to) = instead.and_then(|to| to.split(':').next()) {
                found.push((Span::new(at, at + host.len()), to.to_owned()));
            }
            at += host.len() + 1;
        }
    }
}

impl SpanFinder for Hosts {
    /// Hosts that the profile names; where a secret has been found already, also those beside it.
    fn find(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        let secrets = found.iter().any(|found| found.secret);
        if !secrets && self.named.is_none() {
            return;
        }
        let mut hosts = Vec::new();
        if secrets {
            self.find(text, Reach::Credentials, &mut hosts);
        } else {
            self.find_named(text, &mut hosts);
        }
        found.extend(hosts.into_iter().map(|(span, _)| FoundSpan {
            span,
            kind: ENDPOINT,
            sensitivity: Sensitivity::Medium,
            secret: false,
        }));
    }
}

/// The kind of a host that is repointed.
pub(crate) const ENDPOINT: &str = "endpoint";

/// How far a password may stand from the host that it is for.
const AROUND: usize = 240;

fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}

fn ends_url(byte: u8) -> bool {
    byte <= b' '
        || matches!(
            byte,
            b'"' | b'\'' | b'<' | b'>' | b'\\' | b'`' | b'{' | b'}' | b'|'
        )
}

/// Whether the path and query of a URL give a secret by name.
fn holds_secret(tail: &[u8]) -> bool {
    let Some(query) = memchr::memchr2(b'?', b'#', tail).map(|at| &tail[at + 1..]) else {
        return false;
    };
    query.split(|byte| *byte == b'&').any(|pair| {
        let (name, value) = match memchr::memchr(b'=', pair) {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &b""[..]),
        };
        let name = name.strip_prefix(b"amp;").unwrap_or(name);
        value.len() >= 8 && bauta_dump::ddl::sounds_secret(&String::from_utf8_lossy(name))
            || [&b"sig"[..], b"signature"].contains(&name)
    })
}

/// Hosts that stand in names of schemas and are never spoken to.
fn is_reference(host: &[u8]) -> bool {
    [
        &b"www.w3.org"[..],
        b"schemas.xmlsoap.org",
        b"schemas.microsoft.com",
        b"json-schema.org",
        b"schema.org",
        b"purl.org",
        b"xmlns.com",
    ]
    .iter()
    .any(|known| host.eq_ignore_ascii_case(known))
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len())
        .any(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repointed(text: &str, reach: Reach) -> String {
        let map = [
            ("api.shop.example", "api.staging.example"),
            ("db1.shop.example", "db.test:6432"),
        ];
        let map = map.map(|(from, to)| (from.to_owned(), to.to_owned()));
        let hosts = Hosts::new(&map.into_iter().collect());
        let mut found = Vec::new();
        hosts.find(text.as_bytes(), reach, &mut found);
        found.sort();
        found.dedup();
        let mut text = text.to_owned();
        for (span, to) in found.into_iter().rev() {
            text.replace_range(span.start..span.end, &to);
        }
        text
    }

    #[test]
    fn hosts_beside_a_credential_go_nowhere() {
        for (text, expected) in [
            (
                "see https://ada:pw@git.shop.example:8443/x.git?a=1",
                "see https://ada:pw@bauta.invalid:8443/x.git?a=1",
            ),
            (
                "https://hooks.shop.example/in?token=abcdef123456",
                "https://bauta.invalid/in?token=abcdef123456",
            ),
            (
                "host=db.shop.example user=app password=hunter2",
                "host=bauta.invalid user=app password=hunter2",
            ),
            (
                "Server=10.1.2.3,10.1.2.4;Uid=sa;Pwd=x",
                "Server=192.0.2.1,192.0.2.1;Uid=sa;Pwd=x",
            ),
            (
                "mongodb://u:p@a.example:1,b.example:2/db",
                "mongodb://u:p@bauta.invalid:1,bauta.invalid:2/db",
            ),
        ] {
            let once = repointed(text, Reach::Credentials);
            assert_eq!(once, expected);
            assert_eq!(repointed(&once, Reach::Credentials), once);
        }
        for text in [
            "https://docs.shop.example/x?page=2",
            "host=db.shop.example dbname=x",
            "mail ada@git.shop.example",
            "https://ada:pw@localhost/",
            "a://b",
            "://",
            "host=",
        ] {
            assert_eq!(repointed(text, Reach::Credentials), text);
        }
    }

    #[test]
    fn code_connects_to_nothing_of_production() {
        for (text, expected) in [
            (
                "http_post('https://docs.shop.example/x', 'http://www.w3.org/2001/XMLSchema')",
                "http_post('https://bauta.invalid/x', 'http://www.w3.org/2001/XMLSchema')",
            ),
            (
                "dblink('host=''db.shop.example'' dbname=x')",
                "dblink('host=''bauta.invalid'' dbname=x')",
            ),
        ] {
            assert_eq!(repointed(text, Reach::Everything), expected);
        }
    }

    #[test]
    fn hosts_that_the_profile_names_go_where_it_says() {
        for (text, expected) in [
            ("API.shop.example.", "api.staging.example."),
            (
                "wss://api.shop.example/x, x.api.shop.example, api.shop.example.org",
                "wss://api.staging.example/x, x.api.shop.example, api.shop.example.org",
            ),
            (
                "postgres://u:p@db1.shop.example:5432/x",
                "postgres://u:p@db.test:6432/x",
            ),
            ("host=db1.shop.example port=5432", "host=db.test port=5432"),
            ("ada@api.shop.example", "ada@api.shop.example"),
        ] {
            assert_eq!(repointed(text, Reach::Credentials), expected);
        }
    }
}
