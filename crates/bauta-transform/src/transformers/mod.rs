//! The transformers, one file each; the order of the table is the order of the documentation.

mod array;
mod bic;
mod binary;
mod bucket;
mod card_number;
mod choice;
mod city;
mod company;
mod composite;
mod constant;
mod country;
mod date_of_birth;
mod delimited;
mod dictionary;
mod email;
mod first_name;
mod fpe;
mod geo_point;
mod hash;
mod hostname;
mod hstore;
mod iban;
mod imei;
mod integer_key;
mod ipv4;
mod ipv6;
mod json;
mod keep;
mod last_name;
mod license_plate;
mod lorem;
mod mac_address;
mod national_id;
mod noise;
mod null;
mod number;
mod password_hash;
mod person_name;
mod phone;
mod php;
mod postcode;
mod redact;
mod redact_text;
mod regex_replace;
mod sealed_token;
mod shift_date;
mod shuffle;
mod ssn;
mod street_address;
mod template;
mod token;
mod truncate;
mod truncate_date;
mod url;
mod user_agent;
mod username;
mod uuid;
mod vault_token;
mod xml;

#[cfg(test)]
mod harness;
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
    &vault_token::KIND,
    &integer_key::KIND,
    &uuid::KIND,
    &email::KIND,
    &username::KIND,
    &person_name::KIND,
    &first_name::KIND,
    &last_name::KIND,
    &company::KIND,
    &street_address::KIND,
    &city::KIND,
    &postcode::KIND,
    &country::KIND,
    &phone::KIND,
    &bic::KIND,
    &user_agent::KIND,
    &url::KIND,
    &hostname::KIND,
    &license_plate::KIND,
    &lorem::KIND,
    &geo_point::KIND,
    &date_of_birth::KIND,
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
    &shuffle::KIND,
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
