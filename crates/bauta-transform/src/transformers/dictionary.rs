use std::collections::HashMap;

use bauta_crypto::Purpose;

use crate::pseudonym::{Pseudonym, lowered};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "dictionary",
    summary: "Replaces the value by an entry of a file: one that follows from it, or the one it maps to.",
    notes: "`pick` reads one entry a line. `map` reads CSV lines `original,replacement`; an original without a line is invalid. A map that holds originals is sensitive itself.",
    accepts: &[],
    params: &[
        Param::required("file", ParamType::File, "The file, in UTF-8."),
        Param::optional(
            "mode",
            ParamType::OneOf(&["pick", "map"]),
            "pick",
            "Whether to choose an entry by key, or to look the value up.",
        ),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"file": "colours.txt"}"#,
            input: Some("magenta"),
            output: Some("blue"),
        },
        Example {
            params: r#"{"file": "plans.csv", "mode": "map"}"#,
            input: Some("Silver, old"),
            output: Some("plan-b"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let bytes = build
            .files
            .read(params.text("file").unwrap_or_default())
            .map_err(|reason| params.unfit(reason))?;
        let text =
            std::str::from_utf8(&bytes).map_err(|_| params.unfit("the file is not UTF-8"))?;
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        if params.text("mode") == Some("map") {
            return Ok(Box::new(Mapping::read(lines, params, build)?));
        }
        let entries: Vec<Box<str>> = lines.map(Into::into).collect();
        if entries.is_empty() {
            return Err(params.unfit("the file has no entries"));
        }
        Ok(Box::new(Pick {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            entries,
        }))
    },
};

fn longest<'e>(entries: impl Iterator<Item = &'e Box<str>>) -> Traits {
    let longest = entries.map(|entry| entry.chars().count()).max();
    Traits {
        lengths: Lengths::AtMost(longest.unwrap_or(0)),
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct Pick {
    pseudonym: Pseudonym,
    entries: Vec<Box<str>>,
}

impl Transformer for Pick {
    fn traits(&self) -> Traits {
        longest(self.entries.iter())
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if let Some(entry) = self.pseudonym.draw(value).choose(&self.entries) {
            out.extend_from_slice(entry.as_bytes());
        }
        Ok(Applied::Value)
    }
}

struct Mapping {
    entries: HashMap<Box<[u8]>, Box<str>>,
    fold: crate::Fold,
}

/// Silent about its entries, which are originals.
impl std::fmt::Debug for Mapping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mapping").finish_non_exhaustive()
    }
}

impl Mapping {
    fn read<'l>(
        lines: impl Iterator<Item = &'l str>,
        params: &Params<'_>,
        build: &Build<'_>,
    ) -> Result<Self, ParamError> {
        let mut entries = HashMap::new();
        for (number, line) in lines.enumerate() {
            let bad = |reason| params.unfit(format!("entry {} {reason}", number + 1));
            let (original, rest) = cell(line).ok_or_else(|| bad("has an open quote"))?;
            let rest = rest.strip_prefix(',').ok_or_else(|| bad("has no comma"))?;
            let (replacement, rest) = cell(rest).ok_or_else(|| bad("has an open quote"))?;
            if !rest.is_empty() {
                return Err(bad("has more than two cells"));
            }
            let key: Box<[u8]> = match build.fold {
                crate::Fold::None => original.into_bytes().into(),
                crate::Fold::Lower => lowered(original.as_bytes(), |folded| folded.into()),
            };
            if entries.insert(key, replacement.into()).is_some() {
                return Err(bad("repeats an original"));
            }
        }
        Ok(Self {
            entries,
            fold: build.fold,
        })
    }
}

/// One CSV cell and what follows it.
fn cell(line: &str) -> Option<(String, &str)> {
    let Some(quoted) = line.strip_prefix('"') else {
        let end = line.find(',').unwrap_or(line.len());
        let (cell, rest) = line.split_at_checked(end)?;
        return Some((cell.to_owned(), rest));
    };
    let mut cell = String::new();
    let mut rest = quoted;
    loop {
        let (part, tail) = rest.split_once('"')?;
        cell.push_str(part);
        match tail.strip_prefix('"') {
            Some(tail) => {
                cell.push('"');
                rest = tail;
            }
            None => return Some((cell, tail)),
        }
    }
}

impl Transformer for Mapping {
    fn traits(&self) -> Traits {
        longest(self.entries.values())
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let entry = match self.fold {
            crate::Fold::None => self.entries.get(value),
            crate::Fold::Lower => lowered(value, |folded| self.entries.get(folded)),
        };
        let entry = entry.ok_or(Fault::invalid("in the dictionary"))?;
        out.extend_from_slice(entry.as_bytes());
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::harness::{build_error, built, try_apply};
    use super::*;

    #[test]
    fn what_is_not_mapped_is_invalid() {
        let map = built(&KIND, r#"{"file": "plans.csv", "mode": "map"}"#);
        assert!(try_apply(&*map, b"Bronze").is_err());
        assert_eq!(try_apply(&*map, b"Gold"), Ok(Some(b"plan-a".to_vec())));
    }

    #[test]
    fn a_missing_file_is_refused() {
        assert!(build_error(&KIND, r#"{"file": "none.txt"}"#));
        assert!(build_error(
            &KIND,
            r#"{"file": "colours.txt", "mode": "map"}"#
        ));
    }

    #[test]
    fn cells_may_be_quoted() {
        assert_eq!(
            cell("\"a \"\"b\"\"\",c"),
            Some(("a \"b\"".to_owned(), ",c"))
        );
        assert_eq!(cell("\"a"), None);
        assert_eq!(cell(""), Some((String::new(), "")));
    }
}
