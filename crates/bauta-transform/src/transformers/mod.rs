//! The transformers, one file each; the order of the table is the order of the documentation.

mod card_number;
mod fpe;
mod hash;
mod iban;
mod imei;
mod integer_key;
mod bic;
mod city;
mod company;
mod country;
mod date_of_birth;
mod email;
mod first_name;
mod geo_point;
mod hostname;
mod keep;
mod last_name;
mod license_plate;
mod lorem;
mod ipv4;
mod ipv6;
mod mac_address;
mod national_id;
mod null;
mod person_name;
mod phone;
mod postcode;
mod redact;
mod sealed_token;
mod ssn;
mod token;
mod uuid;
mod street_address;
mod url;
mod user_agent;
mod username;
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
mod noise;
mod number;
mod password_hash;
mod php;
mod redact_text;
mod regex_replace;
mod shift_date;
mod template;
mod truncate;
mod truncate_date;
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
