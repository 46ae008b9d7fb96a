use std::sync::Arc;

use bauta_crypto::{EnvironmentKey, RevealKey, RunSeal, Sealing};
use bauta_model::{FoundSpan, Secret, Sensitivity, Span, SpanFinder};

use crate::{Files, Reversal, Vaulting};

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

/// The reveal key of examples.
pub(crate) fn reveal_key() -> RevealKey {
    match RevealKey::generate("example", [5; 32], None) {
        Ok((key, _)) => key,
        Err(_) => unreachable!("an environment may be called so"),
    }
}

/// What examples seal with; values of vault tokens are kept nowhere.
pub(crate) fn reversal(keys: &EnvironmentKey) -> Reversal {
    let salt = Secret::new([0; 32]);
    let reveal = reveal_key();
    let seal = |sealing| RunSeal::new(keys, reveal.public(), sealing).map_err(|e| e.to_string());
    Reversal {
        random: seal(Sealing::Random { salt: &salt }),
        deterministic: seal(Sealing::Deterministic),
        vault: Vaulting::Unkept,
    }
}
