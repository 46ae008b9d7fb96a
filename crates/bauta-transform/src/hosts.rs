use std::collections::BTreeMap;

use bauta_crypto::Purpose;

use crate::dice::{TOKEN_SHORT, write_token};
use crate::pseudonym::{Pseudonym, lowered};
use crate::{Build, Fold};

/// Where hosts of production go: to their staging host, or nowhere.
#[derive(Debug)]
pub(crate) struct Hosts {
    pseudonym: Pseudonym,
    endpoints: BTreeMap<Vec<u8>, String>,
}

/// Most characters of a host that `endpoints` does not name.
pub(crate) const HOST_LONGEST: usize = TOKEN_SHORT + UNREACHABLE.len();

/// *Source:* RFC 2606.
const UNREACHABLE: &str = ".invalid";

impl Hosts {
    /// The hosts of the profile; all others get tokens of the domain.
    pub(crate) fn of(build: &Build<'_>) -> Self {
        let endpoints = build.endpoints.iter();
        Self {
            pseudonym: Pseudonym::new(build.prf(Purpose::Pseudonym), Fold::Lower),
            endpoints: endpoints
                .map(|(from, to)| (from.to_lowercase().into_bytes(), to.clone()))
                .collect(),
        }
    }

    /// Appends the host that takes this one's place; says whether a port may follow.
    pub(crate) fn write(&self, host: &[u8], out: &mut Vec<u8>) -> bool {
        let known = if self.endpoints.is_empty() {
            None
        } else {
            lowered(host, |host| self.endpoints.get(host))
        };
        let Some(staging) = known else {
            write_token(&self.pseudonym.digest(host), TOKEN_SHORT, out);
            out.extend_from_slice(UNREACHABLE.as_bytes());
            return true;
        };
        out.extend_from_slice(staging.as_bytes());
        !staging.contains(':')
    }

    /// Most characters that [`Hosts::write`] appends.
    pub(crate) fn longest(&self) -> usize {
        let named = self.endpoints.values().map(|to| to.chars().count());
        named.max().unwrap_or(0).max(HOST_LONGEST)
    }

    /// Whether different hosts stay different.
    pub(crate) fn injective(&self) -> bool {
        let mut targets: Vec<&String> = self.endpoints.values().collect();
        targets.sort();
        targets.windows(2).all(|pair| pair[0] != pair[1])
    }
}

/// Parts a host from the port behind it, colon included.
pub(crate) fn split_port(place: &[u8]) -> (&[u8], &[u8]) {
    let Some(at) = place.iter().rposition(|byte| *byte == b':') else {
        return (place, &[]);
    };
    let (host, port) = place.split_at(at);
    let bare_v6 = host.contains(&b':') && !host.ends_with(b"]");
    let digits = port.get(1..).unwrap_or_default();
    if bare_v6 || digits.is_empty() || digits.len() > 5 || !digits.iter().all(u8::is_ascii_digit) {
        return (place, &[]);
    }
    (host, port)
}

#[cfg(test)]
mod tests {
    use super::split_port;

    #[test]
    fn ports_are_told_from_addresses() {
        let parts = |text: &'static str| {
            let (host, port) = split_port(text.as_bytes());
            (host.len(), port.len())
        };
        assert_eq!(parts("a.example:80"), (9, 3));
        assert_eq!(parts("[2001:db8::1]:80"), (13, 3));
        assert_eq!(parts("2001:db8::1"), (11, 0));
        assert_eq!(parts("a.example:"), (10, 0));
        assert_eq!(parts("a.example:http"), (14, 0));
    }
}
