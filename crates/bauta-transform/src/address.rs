use std::fmt::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

use bauta_crypto::{Draw, PrefixPermutation};

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
pub(crate) fn permuted_v4(keys: &PrefixPermutation, from: Written<Ipv4Addr>) -> Written<Ipv4Addr> {
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
pub(crate) fn permuted_v6(keys: &PrefixPermutation, from: Written<Ipv6Addr>) -> Written<Ipv6Addr> {
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
pub(crate) fn documentation_v4(draw: &mut Draw<'_>) -> Ipv4Addr {
    const NETWORKS: [[u8; 3]; 3] = [[192, 0, 2], [198, 51, 100], [203, 0, 113]];
    let [a, b, c] = NETWORKS.get(draw.index(3)).copied().unwrap_or(NETWORKS[0]);
    let host = u8::try_from(1 + draw.below(254)).unwrap_or(1);
    Ipv4Addr::new(a, b, c, host)
}

/// An address of the network that stands for IPv6 in documentation.
///
/// *Source:* RFC 3849.
pub(crate) fn documentation_v6(draw: &mut Draw<'_>) -> Ipv6Addr {
    let low = (u128::from(draw.word()) << 64) | u128::from(draw.word());
    Ipv6Addr::from((0x2001_0db8u128 << 96) | (low >> 32))
}

pub(crate) fn write<A: std::fmt::Display>(written: &Written<A>, out: &mut Vec<u8>) {
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
