use bauta_model::TypeClass;

use crate::address::{Addresses, Family, MODE};
use crate::{Build, Example, Kind, ParamError, Params, Transformer};

pub(super) static KIND: Kind = Kind {
    name: "ipv4",
    summary: "Permutes IPv4 addresses; those of one network stay in one network.",
    notes: "`mode: prefix` (ipcrypt-pfx) keeps which addresses share how much of a prefix, so the shape of the network shows, and results may be addresses that somebody uses. `mode: documentation` draws one of the 762 addresses of RFC 5737. For columns that hold both families take `ipv6`.",
    accepts: &[TypeClass::Inet, TypeClass::Text, TypeClass::Other],
    params: &[MODE],
    traits: Addresses::traits_of(Family::V4),
    examples: &[
        Example {
            params: "{}",
            input: Some("17.5.7.3"),
            output: Some("161.241.224.50"),
        },
        Example {
            params: "{}",
            input: Some("17.5.7.0/24"),
            output: Some("161.241.224.0/24"),
        },
        Example {
            params: r#"{"mode": "documentation"}"#,
            input: Some("17.5.7.3"),
            output: Some("192.0.2.65"),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Addresses::new(Family::V4, params, build)))
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::parse_v4;
    use crate::testing;
    use crate::{Fault, Lengths};
    use proptest::prelude::*;

    fn invalid() -> Fault {
        Fault::Invalid {
            expected: Family::V4.expected(),
        }
    }

    fn image(params: &str, value: &str) -> Result<String, Fault> {
        testing::run(&KIND, params, value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    #[test]
    fn networks_stay_networks_and_hosts_stay_in_them() {
        let network = image("{}", "10.20.0.0/16").unwrap();
        assert!(network.ends_with(".0.0/16"), "{network}");
        let host = image("{}", "10.20.1.1/16").unwrap();
        assert_eq!(
            host.split('.').take(2).collect::<Vec<_>>(),
            network.split('.').take(2).collect::<Vec<_>>()
        );
        assert!(image("{}", "0.0.0.0/0").unwrap() == "0.0.0.0/0");
    }

    #[test]
    fn hosts_of_a_network_stay_apart() {
        let transformer = testing::built(&KIND, "{}");
        let images: std::collections::BTreeSet<_> = (0..=255)
            .map(|host| {
                let mut out = Vec::new();
                testing::apply(
                    &*transformer,
                    format!("10.0.0.{host}/24").as_bytes(),
                    &mut out,
                )
                .unwrap();
                out
            })
            .collect();
        assert_eq!(images.len(), 256);
    }

    #[test]
    fn documentation_addresses_are_reserved_ones() {
        for host in 0..50 {
            let out = image(r#"{"mode": "documentation"}"#, &format!("10.0.0.{host}")).unwrap();
            assert!(
                ["192.0.2.", "198.51.100.", "203.0.113."]
                    .iter()
                    .any(|net| out.starts_with(net))
            );
        }
    }

    #[test]
    fn short_columns_take_no_networks() {
        let key = testing::key();
        let mut build = Build::for_examples(&key);
        let mut column = bauta_model::ColumnType::of(TypeClass::Text, "varchar(15)");
        column.max_chars = Some(15);
        build.column = &column;
        let transformer = build.kind(&KIND, &serde_json::Map::new()).unwrap();
        assert_eq!(transformer.traits().lengths, Lengths::AtMost(15));
        let outcome = testing::apply(&*transformer, b"10.0.0.0/8", &mut Vec::new());
        assert_eq!(outcome, Err(invalid()));
    }

    #[test]
    fn junk_is_invalid() {
        for junk in [
            "",
            "1.2.3",
            "1.2.3.256",
            "01.2.3.4",
            "1.2.3.4/33",
            "1.2.3.4/08",
            "1.2.3.4/",
            "::1",
            "host",
        ] {
            assert_eq!(image("{}", junk), Err(invalid()), "{junk}");
        }
    }

    proptest! {
        #[test]
        fn results_are_addresses_of_the_allowed_length(address: u32, length in prop::option::of(0u32..=32)) {
            let address = std::net::Ipv4Addr::from(address);
            let value = length.map_or(address.to_string(), |length| format!("{address}/{length}"));
            let out = image("{}", &value).unwrap();
            prop_assert!(parse_v4(out.as_bytes()).is_some() && out.len() <= Family::V4.longest().1);
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
