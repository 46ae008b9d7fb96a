use bauta_crypto::{PrefixPermutation, Purpose};
use bauta_model::TypeClass;

use super::ipv4::MODE;
use crate::address::{
    Written, documentation_v4, documentation_v6, parse_v4, parse_v6, permuted_v4, permuted_v6,
    write,
};
use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Fold, Kind, Lengths, ParamError, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "ipv6",
    summary: "Permutes IPv6 addresses, and IPv4 ones among them as `ipv4` does.",
    notes: "As `ipv4`; each family stays among itself. Results are written in the short form of RFC 5952. `mode: documentation` draws from 2001:db8::/32.",
    accepts: &[TypeClass::Inet, TypeClass::Text, TypeClass::Other],
    params: &[MODE],
    traits: traits(true, MASKED),
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
        let mode = match params.text("mode") {
            Some("documentation") => {
                Mode::Documentation(Pseudonym::new(build.prf(Purpose::Pseudonym), Fold::None))
            }
            _ => Mode::Prefix(Box::new(build.keys.prefix_permutation(build.domain))),
        };
        let limit = build.column.max_chars.unwrap_or(usize::MAX);
        let longest = if limit < MASKED { PLAIN } else { MASKED };
        Ok(Box::new(Ipv6 { mode, longest }))
    },
};

const fn traits(permutes: bool, longest: usize) -> Traits {
    Traits {
        injective: permutes,
        reversible: permutes,
        lengths: Lengths::AtMost(longest),
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct Ipv6 {
    mode: Mode,
    longest: usize,
}

#[derive(Debug)]
enum Mode {
    Prefix(Box<PrefixPermutation>),
    Documentation(Pseudonym),
}

impl Transformer for Ipv6 {
    fn traits(&self) -> Traits {
        traits(matches!(self.mode, Mode::Prefix(_)), self.longest)
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if self.longest < MASKED && value.contains(&b'/') {
            return Err(NOT_AN_ADDRESS);
        }
        if let Some(from) = parse_v4(value) {
            let to = match &self.mode {
                Mode::Prefix(permutation) => permuted_v4(permutation, from),
                Mode::Documentation(pseudonym) => Written {
                    address: documentation_v4(&mut pseudonym.draw(&from.address.octets())),
                    network: from.network.map(|_| 32),
                },
            };
            write(&to, out);
            return Ok(Applied::Value);
        }
        let from = parse_v6(value).ok_or(NOT_AN_ADDRESS)?;
        let to = match &self.mode {
            Mode::Prefix(permutation) => permuted_v6(permutation, from),
            Mode::Documentation(pseudonym) => Written {
                address: documentation_v6(&mut pseudonym.draw(&from.address.octets())),
                network: from.network.map(|_| 128),
            },
        };
        write(&to, out);
        Ok(Applied::Value)
    }
}

const NOT_AN_ADDRESS: Fault = Fault::Invalid {
    expected: "an IPv6 or IPv4 address",
};
/// Eight groups of four digits, without and with a network's length.
const PLAIN: usize = 39;
const MASKED: usize = 43;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;
    use std::net::Ipv6Addr;

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
            assert_eq!(image("{}", junk), Err(NOT_AN_ADDRESS), "{junk}");
        }
    }

    proptest! {
        #[test]
        fn results_are_addresses_of_the_allowed_length(address: u128, length in prop::option::of(0u32..=128)) {
            let address = Ipv6Addr::from(address);
            let value = length.map_or(address.to_string(), |length| format!("{address}/{length}"));
            let out = image("{}", &value).unwrap();
            prop_assert!(parse_v6(out.as_bytes()).is_some() && out.len() <= MASKED);
        }

        #[test]
        fn no_bytes_panic(value: Vec<u8>) {
            let _outcome = testing::run(&KIND, "{}", &value);
        }
    }
}
