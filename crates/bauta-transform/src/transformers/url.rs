use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::Dice;
use crate::hosts::{Hosts, split_port};
use crate::pseudonym::Pseudonym;
use crate::shape::{self, Letters};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "url",
    summary: "Repoints a URL to its staging host, or to a host under .invalid.",
    notes: "The scheme and the port stay, a user and password are dropped, so is the fragment. \
            The host becomes what `endpoints` says, else a token under .invalid. Paths keep \
            their form with other letters and digits; queries keep their keys, with values \
            replaced likewise. Relative URLs are treated as a path. What does not fit the column \
            loses its query, then its path; if not even the host fits, the value is invalid. \
            `path: keep` leaves paths, with whatever they identify.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[
        Param::optional(
            "path",
            ParamType::OneOf(&["form", "keep", "drop"]),
            "form",
            "What becomes of the path.",
        ),
        Param::optional(
            "query",
            ParamType::OneOf(&["form", "drop"]),
            "form",
            "What becomes of the query.",
        ),
    ],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("https://ada:pw@shop.example:8443/users/1815/edit?tab=mail#top"),
            output: Some("https://es5wf6vbvih4gid1.invalid:8443/sayij/8096/wxgh?tab=dwhs"),
        },
        Example {
            params: r#"{"path": "keep", "query": "drop"}"#,
            input: Some("https://shop.example/api/v1?key=abc"),
            output: Some("https://es5wf6vbvih4gid1.invalid/api/v1"),
        },
        Example {
            params: "{}",
            input: Some("/users/1815.json"),
            output: Some("/syiqn/6716.divm"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        if build.column.max_chars.is_some_and(|most| most < LEAST) {
            return Err(params.unfit(format!("the column is too narrow: it takes {LEAST}")));
        }
        let path = match params.text("path") {
            Some("keep") => Part::Keep,
            Some("drop") => Part::Drop,
            _ => Part::Form,
        };
        let query = match params.text("query") {
            Some("drop") => Part::Drop,
            _ => Part::Form,
        };
        Ok(Box::new(Url {
            hosts: Hosts::of(build),
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            path,
            query,
            room: build.column.max_chars.unwrap_or(usize::MAX),
        }))
    },
};

const TRAITS: Traits = Traits {
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Url {
    hosts: Hosts,
    pseudonym: Pseudonym,
    path: Part,
    query: Part,
    room: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Form,
    Keep,
    Drop,
}

const LEAST: usize = "https://".len() + 16 + ".invalid".len();

impl Url {
    /// Writes scheme and host, if the value has them; returns what follows.
    fn write_origin<'v>(&self, value: &'v [u8], out: &mut Vec<u8>) -> &'v [u8] {
        let Some(at) = memchr::memmem::find(value, b"://") else {
            return value;
        };
        let (scheme, after) = value.split_at(at);
        if !is_scheme(scheme) {
            return value;
        }
        let after = after.get(3..).unwrap_or_default();
        let end = after.iter().position(|byte| b"/?#".contains(byte));
        let (authority, rest) = after.split_at(end.unwrap_or(after.len()));
        let user = authority.iter().rposition(|byte| *byte == b'@');
        let place = authority
            .get(user.map_or(0, |at| at + 1)..)
            .unwrap_or_default();
        out.extend_from_slice(scheme);
        out.extend_from_slice(b"://");
        let (host, port) = split_port(place);
        if !host.is_empty() && self.hosts.write(host, out) {
            out.extend_from_slice(port);
        }
        rest
    }
}

fn is_scheme(text: &[u8]) -> bool {
    text.len() <= 24
        && text.first().is_some_and(u8::is_ascii_alphabetic)
        && text
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
}

impl Transformer for Url {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let start = out.len();
        let rest = self.write_origin(value, out);
        let origin_end = out.len();
        let end = rest.iter().position(|byte| *byte == b'#');
        let rest = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let cut = rest.iter().position(|byte| *byte == b'?');
        let (path, query) = rest.split_at(cut.unwrap_or(rest.len()));
        let mut dice = Dice::of(self.pseudonym.draw(value));
        match self.path {
            Part::Keep => out.extend_from_slice(path),
            Part::Form => write_form(path, &mut dice, out),
            Part::Drop => {}
        }
        let path_end = out.len();
        if self.query == Part::Form {
            write_query(query, &mut dice, out);
        }
        let length = |end: usize| shape::chars(out.get(start..end).unwrap_or_default());
        let fitting = [out.len(), path_end, origin_end]
            .into_iter()
            .find(|end| length(*end) <= self.room);
        out.truncate(fitting.unwrap_or(start));
        if fitting.is_none() {
            return Err(Fault::invalid("a URL whose host fits the column"));
        }
        Ok(Applied::Value)
    }
}

/// Appends other letters and digits in the same places; a percent escape stays one.
fn write_form(mut text: &[u8], dice: &mut Dice<'_>, out: &mut Vec<u8>) {
    loop {
        let at = text.iter().position(|byte| *byte == b'%');
        let (plain, escaped) = text.split_at(at.unwrap_or(text.len()));
        shape::write(plain, Letters::All, dice, out);
        if escaped.is_empty() {
            return;
        }
        let taken = match escaped {
            [_, high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.extend_from_slice(b"%6");
                out.push(dice.pick(b"123456789"));
                3
            }
            _ => {
                out.push(b'%');
                1
            }
        };
        text = escaped.get(taken..).unwrap_or_default();
    }
}

/// Appends the query with its keys and other values.
fn write_query(query: &[u8], dice: &mut Dice<'_>, out: &mut Vec<u8>) {
    let Some((mark, pairs)) = query.split_first() else {
        return;
    };
    out.push(*mark);
    for (index, pair) in pairs.split(|byte| *byte == b'&').enumerate() {
        if index > 0 {
            out.push(b'&');
        }
        match pair.iter().position(|byte| *byte == b'=') {
            Some(at) if is_key(pair.get(..at).unwrap_or_default()) => {
                let (key, value) = pair.split_at(at);
                out.extend_from_slice(key);
                write_form(value, dice, out);
            }
            _ => write_form(pair, dice, out),
        }
    }
}

/// Whether it can be taken for the name of a parameter rather than for data.
fn is_key(text: &[u8]) -> bool {
    text.len() <= 32
        && text
            .iter()
            .all(|byte| byte.is_ascii_alphabetic() || b"_-.[]".contains(byte))
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn nothing_of_an_unnamed_url_stays_but_its_form() {
        let made =
            Trial::of("url").text("ftp://ada:pw@shop.example:2121/files/Ada%20L.pdf?user=ada&x#f");
        assert!(
            made.starts_with("ftp://") && made.contains(".invalid:2121/"),
            "{made}"
        );
        for word in ["ada", "Ada", "pw", "shop", "files", "#"] {
            assert!(!made.contains(word), "{word} in {made}");
        }
        assert!(made.contains("?user="), "{made}");
        assert_eq!(made.matches('/').count(), 4);
    }

    #[test]
    fn equal_hosts_stay_equal_and_are_those_of_hostname() {
        let one = Trial::of("url").text("https://Shop.example/a");
        let two = Trial::of("url").text("http://shop.example");
        let host = Trial::of("hostname").text("shop.example");
        assert!(one.starts_with(&format!("https://{host}/")) && two == format!("http://{host}"));
    }

    #[test]
    fn named_hosts_are_repointed() {
        let trial = Trial::of("url")
            .endpoint("api.shop.example", "api.staging.example")
            .params(json!({"path": "keep", "query": "drop"}));
        assert_eq!(
            trial.text("https://api.shop.example/v1/hook?key=abc"),
            "https://api.staging.example/v1/hook"
        );
    }

    #[test]
    fn narrow_columns_lose_the_query_then_the_path() {
        let value = "https://shop.example/orders/1?q=abc";
        let length = Trial::of("url").text(value).len();
        for (most, cut) in [
            (length, 0),
            (length - 1, 6),
            (length - 6, 6),
            (length - 7, 15),
        ] {
            assert_eq!(
                Trial::of("url").max_chars(most).text(value).len(),
                length - cut
            );
        }
        assert!(Trial::of("url").max_chars(31).refusal().contains("32"));
        let long = Trial::of("url")
            .max_chars(32)
            .run(Some(b"postgresql+psycopg://h/x"));
        assert!(long.is_err());
    }

    #[test]
    fn scripts_and_data_do_not_pass_as_schemes() {
        for value in [
            "mailto:ada@shop.example",
            "data:text/plain,Ada",
            "Ada Lovelace",
            "?ada",
        ] {
            let made = Trial::of("url").text(value);
            assert!(!made.to_lowercase().contains("ada"), "{made}");
        }
    }
}
