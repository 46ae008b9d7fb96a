//! The transformers, one file each; the order of the table is the order of the documentation.

mod card_number;
mod fpe;
mod hash;
mod iban;
mod imei;
mod integer_key;
mod ipv4;
mod ipv6;
mod keep;
mod mac_address;
mod national_id;
mod null;
mod redact;
mod sealed_token;
mod ssn;
mod token;
mod uuid;
mod vin;

use crate::Kind;

/// Every transformer.
pub static TRANSFORMERS: &[&Kind] = &[
    &keep::KIND,
    &null::KIND,
    &redact::KIND,
    &hash::KIND,
    &token::KIND,
    &sealed_token::KIND,
    &integer_key::KIND,
    &uuid::KIND,
    &fpe::KIND,
    &card_number::KIND,
    &iban::KIND,
    &ssn::KIND,
    &national_id::KIND,
    &imei::KIND,
    &vin::KIND,
    &ipv4::KIND,
    &ipv6::KIND,
    &mac_address::KIND,
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
