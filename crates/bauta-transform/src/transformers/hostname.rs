use bauta_model::TypeClass;

use crate::hosts::{HOST_LONGEST, Hosts, split_port};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "hostname",
    summary: "Replaces a host by its staging host, or by a name under .invalid.",
    notes: "Hosts that `endpoints` names become what stands there; every other host, and every \
            IP address, a token of 16 characters (82 bits) under .invalid. Case does not matter. \
            A port stays where it fits. An empty text stays empty. It is the host that `url` \
            writes in the same domain.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("db1.shop.example"),
            output: Some("vl0zmiezfgcyv8go.invalid"),
        },
        Example {
            params: "{}",
            input: Some("192.0.2.17:5432"),
            output: Some("vtyr98psoudr1k5v.invalid:5432"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let hosts = Hosts::of(build);
        let longest = hosts.longest();
        if build.column.max_chars.is_some_and(|most| most < longest) {
            return Err(params.unfit(format!("the column is too narrow: it takes {longest}")));
        }
        Ok(Box::new(Hostname {
            room: build.column.max_chars.unwrap_or(usize::MAX),
            hosts,
        }))
    },
};

const TRAITS: Traits = Traits {
    injective: true,
    lengths: Lengths::AtMost(HOST_LONGEST + ":65535".len()),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Hostname {
    hosts: Hosts,
    room: usize,
}

impl Transformer for Hostname {
    fn traits(&self) -> Traits {
        Traits {
            injective: self.hosts.injective(),
            lengths: Lengths::AtMost(self.room.min(self.hosts.longest() + ":65535".len())),
            ..TRAITS
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if value.is_empty() {
            return Ok(Applied::Value);
        }
        let start = out.len();
        let (host, port) = split_port(value);
        let keep_port = self.hosts.write(host, out);
        if keep_port && out.len() - start + port.len() <= self.room {
            out.extend_from_slice(port);
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;

    #[test]
    fn named_hosts_are_repointed_whatever_their_case() {
        let trial = Trial::of("hostname").endpoint("api.shop.example", "api.staging.example");
        assert_eq!(
            trial.text("API.shop.example:8443"),
            "api.staging.example:8443"
        );
        assert!(trial.text("db.shop.example").ends_with(".invalid"));
        let with_port = Trial::of("hostname").endpoint("db.shop.example", "db.test:6432");
        assert_eq!(with_port.text("db.shop.example:5432"), "db.test:6432");
    }

    #[test]
    fn one_staging_host_for_two_is_not_called_injective() {
        let one = Trial::of("hostname").endpoint("a.example", "s.test");
        assert!(one.build().unwrap().traits().injective);
        let two = one.endpoint("b.example", "s.test");
        assert!(!two.build().unwrap().traits().injective);
    }

    #[test]
    fn ports_give_way_to_the_limit() {
        let trial = Trial::of("hostname").max_chars(24);
        assert_eq!(trial.text("db.shop.example:5432").len(), 24);
        assert!(trial.max_chars(23).refusal().contains("24"));
    }
}
