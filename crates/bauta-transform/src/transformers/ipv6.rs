use bauta_model::TypeClass;

use crate::address::{Addresses, Family, MODE};
use crate::{Build, Example, Kind, ParamError, Params, Transformer};

pub(super) static KIND: Kind = Kind {
    name: "ipv6",
    summary: "Permutes IPv6 addresses, and IPv4 ones among them as `ipv4` does.",
    notes: "As `ipv4`; each family stays among itself. Results are written in the short form of RFC 5952. `mode: documentation` draws from 2001:db8::/32.",
    accepts: &[TypeClass::Inet, TypeClass::Text, TypeClass::Other],
    params: &[MODE],
    traits: Addresses::traits_of(Family::Both),
    examples: &[
        Example {
            params: "{}",
            input: Some("2a02:2e0:3fe:1001:302::"),
            output: Some("d9fc:f0a6:8170:d796:62c9:a776:c4b5:cdff"),
        },
        Example {
            params: "{}",
            input: Some("17.5.7.3"),
            output: Some("161.241.224.50"),
        },
        Example {
            params: r#"{"mode": "documentation"}"#,
            input: Some("2a02:2e0:3fe:1001:302::"),
            output: Some("2001:db8:c06d:7735:d00b:c989:af15:f74c"),
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
        Ok(Box::new(Addresses::new(Family::Both, params, build)))
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fault;
    use crate::address::parse_v6;
    use crate::testing;
    use proptest::prelude::*;
    use std::net::Ipv6Addr;

    fn invalid() -> Fault {
        Fault::Invalid {
            expected: Family::Both.expected(),
        }
    }

    fn image(params: &str, value: &str) -> Result<String, Fault> {
        testing::run(&KIND, params, value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    #[test]
    fn one_address_has_one_image_however_it_is_written() {
        assert_eq!(
            image("{}", "2A02:02E0:0:0:0:0:0:1"),
            image("{}", "2a02:2e0::1")
        );
    }

    #[test]
    fn networks_stay_networks() {
        let network: Ipv6Addr = image("{}", "2a02:2e0::/32")
            .unwrap()
            .strip_suffix("/32")
            .unwrap()
            .parse()
            .unwrap();
        assert_eq!(u128::from(network) << 32, 0);
        let host: Ipv6Addr = image("{}", "2a02:2e0::7/32")
            .unwrap()
            .strip_suffix("/32")
            .unwrap()
            .parse()
            .unwrap();
        assert_eq!(u128::from(host) >> 96, u128::from(network) >> 96);
        assert_ne!(host, network);
    }

    #[test]
    fn ipv4_is_what_ipv4_makes_of_it() {
        let other = testing::run(&super::super::ipv4::KIND, "{}", b"17.5.7.3").unwrap();
        assert_eq!(image("{}", "17.5.7.3").unwrap().into_bytes(), other);
    }

    #[test]
    fn documentation_addresses_are_reserved_ones() {
        let out = image(r#"{"mode": "documentation"}"#, "2a02:2e0::1").unwrap();
        assert!(out.starts_with("2001:db8:"));
    }

    #[test]
    fn junk_is_invalid() {
        for junk in ["", ":", "fe80::1%eth0", "1::2::3", "2a02:2e0::/129", "host"] {
            assert_eq!(image("{}", junk), Err(invalid()), "{junk}");
        }
    }

    proptest! {
        #[test]
        fn results_are_addresses_of_the_allowed_length(address: u128, length in prop::option::of(0u32..=128)) {
            let address = Ipv6Addr::from(address);
            let value = length.map_or(address.to_string(), |length| format!("{address}/{length}"));
            let out = image("{}", &value).unwrap();
            prop_assert!(parse_v6(out.as_bytes()).is_some() && out.len() <= Family::Both.longest().1);
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
