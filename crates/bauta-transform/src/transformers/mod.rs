//! The transformers, one file each; the order of the table is the order of the documentation.

mod array;
mod binary;
mod bucket;
mod choice;
mod composite;
mod constant;
mod delimited;
mod dictionary;
mod hstore;
mod json;
mod keep;
mod noise;
mod null;
mod number;
mod password_hash;
mod php;
mod redact;
mod redact_text;
mod regex_replace;
mod shift_date;
mod template;
mod truncate;
mod truncate_date;
mod xml;

#[cfg(test)]
mod harness;

use crate::Kind;

/// Every transformer.
pub static TRANSFORMERS: &[&Kind] = &[
    &keep::KIND,
    &null::KIND,
    &redact::KIND,
    &constant::KIND,
    &redact_text::KIND,
    &truncate::KIND,
    &regex_replace::KIND,
    &template::KIND,
    &choice::KIND,
    &dictionary::KIND,
    &number::KIND,
    &noise::KIND,
    &bucket::KIND,
    &shift_date::KIND,
    &truncate_date::KIND,
    &json::KIND,
    &xml::KIND,
    &array::KIND,
    &composite::KIND,
    &hstore::KIND,
    &delimited::KIND,
    &php::KIND,
    &binary::KIND,
    &password_hash::KIND,
];

/// The transformer of that name.
pub fn find_kind(name: &str) -> Option<&'static Kind> {
    TRANSFORMERS.iter().find(|kind| kind.name == name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_holds() {
        let wrong: Vec<String> = TRANSFORMERS
            .iter()
            .flat_map(|kind| crate::check_examples(kind))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_transformer_has_an_example_a_summary_and_its_own_name() {
        for (index, kind) in TRANSFORMERS.iter().enumerate() {
            assert!(!kind.examples.is_empty(), "{} has no example", kind.name);
            assert!(kind.summary.ends_with('.'), "{} has no summary", kind.name);
            assert!(
                TRANSFORMERS[..index]
                    .iter()
                    .all(|other| other.name != kind.name)
            );
        }
    }
}
