use std::fmt::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

use bauta_crypto::{Draw, PrefixPermutation, Purpose};

use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Fault, Fold, Lengths, Param, ParamType, Params, Traits, Transformer,
};

/// How an address is replaced.
pub(crate) const MODE: Param = Param::optional(
    "mode",
    ParamType::OneOf(&["prefix", "documentation"]),
    "prefix",
    "Whether to permute addresses, or to draw from those reserved for documentation.",
);

/// Which addresses a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// IPv4 only.
    V4,
    /// IPv6, and IPv4 among it.
    Both,
}

/// Replaces addresses; those of one family stay in it.
#[derive(Debug)]
pub(crate) struct Addresses {
    family: Family,
    mode: Mode,
    longest: usize,
}

#[derive(Debug)]
enum Mode {
    Prefix(Box<PrefixPermutation>),
    Documentation(Pseudonym),
}

impl Addresses {
    /// What holds for it where it permutes and the column takes networks too.
    pub(crate) const fn traits_of(family: Family) -> Traits {
        traits(true, family.longest().1)
    }

    /// One that works as [`MODE`] says.
    pub(crate) fn new(family: Family, params: &Params<'_>, build: &Build<'_>) -> Self {
        let mode = match params.text("mode") {
            Some("documentation") => {
                Mode::Documentation(Pseudonym::new(build.prf(Purpose::Pseudonym), Fold::None))
            }
            _ => Mode::Prefix(Box::new(build.keys.prefix_permutation(build.domain))),
        };
        let (plain, masked) = family.longest();
        let takes_networks = build.column.max_chars.is_none_or(|limit| limit >= masked);
        Self {
            family,
            mode,
            longest: if takes_networks { masked } else { plain },
        }
    }

    fn image_v4(&self, from: Written<Ipv4Addr>) -> Written<Ipv4Addr> {
        match &self.mode {
            Mode::Prefix(permutation) => permuted_v4(permutation, from),
            // A single address: its network would say no more.
            Mode::Documentation(pseudonym) => Written {
                address: documentation_v4(&mut pseudonym.draw(&from.address.octets())),
                network: from.network.map(|_| 32),
            },
        }
    }

    fn image_v6(&self, from: Written<Ipv6Addr>) -> Written<Ipv6Addr> {
        match &self.mode {
            Mode::Prefix(permutation) => permuted_v6(permutation, from),
            Mode::Documentation(pseudonym) => Written {
                address: documentation_v6(&mut pseudonym.draw(&from.address.octets())),
                network: from.network.map(|_| 128),
            },
        }
    }
}

impl Transformer for Addresses {
    fn traits(&self) -> Traits {
        traits(matches!(self.mode, Mode::Prefix(_)), self.longest)
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let invalid = Fault::Invalid {
            expected: self.family.expected(),
        };
        if self.longest < self.family.longest().1 && value.contains(&b'/') {
            return Err(invalid);
        }
        if let Some(from) = parse_v4(value) {
            write(&self.image_v4(from), out);
            return Ok(Applied::Value);
        }
        let from = parse_v6(value).filter(|_| self.family == Family::Both);
        write(&self.image_v6(from.ok_or(invalid)?), out);
        Ok(Applied::Value)
    }
}

impl Family {
    /// Longest text, without and with a network's length.
    pub(crate) const fn longest(self) -> (usize, usize) {
        match self {
            Self::V4 => ("255.255.255.255".len(), "255.255.255.255/32".len()),
            Self::Both => (8 * 4 + 7, 8 * 4 + 7 + "/128".len()),
        }
    }

    pub(crate) const fn expected(self) -> &'static str {
        match self {
            Self::V4 => "an IPv4 address",
            Self::Both => "an IPv6 or IPv4 address",
        }
    }
}

const fn traits(permutes: bool, longest: usize) -> Traits {
    Traits {
        injective: permutes,
        reversible: permutes,
        lengths: Lengths::AtMost(longest),
        ..Traits::PLAIN
    }
}

/// An address as databases write it, with the length of its network where that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written<A> {
    pub(crate) address: A,
    pub(crate) network: Option<u32>,
}

pub(crate) fn parse_v4(value: &[u8]) -> Option<Written<Ipv4Addr>> {
    let (address, network) = split(value, 32)?;
    Some(Written {
        address: address.parse().ok()?,
        network,
    })
}

pub(crate) fn parse_v6(value: &[u8]) -> Option<Written<Ipv6Addr>> {
    let (address, network) = split(value, 128)?;
    Some(Written {
        address: address.parse().ok()?,
        network,
    })
}

fn split(value: &[u8], most: u32) -> Option<(&str, Option<u32>)> {
    let text = std::str::from_utf8(value).ok()?;
    let Some((address, length)) = text.split_once('/') else {
        return Some((text, None));
    };
    let canonical = length == "0" || !length.starts_with(['0', '+']);
    let length = length.parse().ok().filter(|length| *length <= most)?;
    canonical.then_some((address, Some(length)))
}

/// Permutes the address. A network of which no host bit was set has none set afterwards, as
/// `cidr` columns need.
fn permuted_v4(keys: &PrefixPermutation, from: Written<Ipv4Addr>) -> Written<Ipv4Addr> {
    let address = u32::from(from.address);
    let hosts = from
        .network
        .map_or(0, |length| u32::MAX.checked_shr(length).unwrap_or(0));
    let zero = if hosts == 0 {
        0
    } else {
        keys.forward_v4(address & !hosts) & hosts
    };
    Written {
        address: (keys.forward_v4(address) ^ zero).into(),
        ..from
    }
}

/// As [`permuted_v4`].
fn permuted_v6(keys: &PrefixPermutation, from: Written<Ipv6Addr>) -> Written<Ipv6Addr> {
    let address = u128::from(from.address);
    let hosts = from
        .network
        .map_or(0, |length| u128::MAX.checked_shr(length).unwrap_or(0));
    let zero = if hosts == 0 {
        0
    } else {
        keys.forward_v6(address & !hosts) & hosts
    };
    Written {
        address: (keys.forward_v6(address) ^ zero).into(),
        ..from
    }
}

/// An address of the networks that stand for IPv4 in documentation.
///
/// *Source:* RFC 5737.
fn documentation_v4(draw: &mut Draw<'_>) -> Ipv4Addr {
    const NETWORKS: [[u8; 3]; 3] = [[192, 0, 2], [198, 51, 100], [203, 0, 113]];
    let [a, b, c] = NETWORKS.get(draw.index(3)).copied().unwrap_or(NETWORKS[0]);
    let host = u8::try_from(1 + draw.below(254)).unwrap_or(1);
    Ipv4Addr::new(a, b, c, host)
}

/// An address of the network that stands for IPv6 in documentation.
///
/// *Source:* RFC 3849.
fn documentation_v6(draw: &mut Draw<'_>) -> Ipv6Addr {
    let low = (u128::from(draw.word()) << 64) | u128::from(draw.word());
    Ipv6Addr::from((0x2001_0db8u128 << 96) | (low >> 32))
}

fn write<A: std::fmt::Display>(written: &Written<A>, out: &mut Vec<u8>) {
    let mut text = Text(out);
    // Writing to memory cannot fail.
    let done = match written.network {
        Some(length) => write!(text, "{}/{length}", written.address),
        None => write!(text, "{}", written.address),
    };
    debug_assert!(done.is_ok());
}

struct Text<'a>(&'a mut Vec<u8>);

impl Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}
