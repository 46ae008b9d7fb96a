use std::sync::Arc;

use bauta_model::{FoundSpan, Sensitivity, Span, SpanFinder};

use crate::Files;

/// What stands in for the detectors in examples: words with an `@` are e-mail addresses.
#[derive(Debug)]
pub(crate) struct ExampleFinder;

impl SpanFinder for ExampleFinder {
    fn find(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        let mut start = 0;
        for word in text.split(|byte| *byte == b' ') {
            if word.contains(&b'@') {
                found.push(FoundSpan {
                    span: Span::new(start, start + word.len()),
                    kind: "email",
                    sensitivity: Sensitivity::High,
                    secret: false,
                });
            }
            start += word.len() + 1;
        }
    }
}

/// The files that examples read.
#[derive(Debug)]
pub(crate) struct ExampleFiles;

impl Files for ExampleFiles {
    fn read(&self, path: &str) -> Result<Arc<[u8]>, String> {
        match path {
            "colours.txt" => Ok(Arc::from(&b"red\ngreen\nblue\n"[..])),
            "plans.csv" => Ok(Arc::from(&b"Gold,plan-a\n\"Silver, old\",plan-b\n"[..])),
            _ => Err(format!("there is no file `{path}`")),
        }
    }
}
