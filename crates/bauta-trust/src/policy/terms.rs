use std::collections::BTreeSet;

use super::document::{Section, State};
use super::{Policy, Requirement, SealedTokens};
use crate::Digest;

/// All policies that hold for a run, the system's and those that were named. None can loosen
/// another: where they differ, the stricter holds.
#[derive(Debug, Clone, Default)]
pub struct Policies(Vec<Policy>);

impl Policies {
    /// Policies that all hold.
    pub fn new(policies: Vec<Policy>) -> Self {
        Self(policies)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The environments that they name, in order.
    pub fn environments(&self) -> BTreeSet<&str> {
        let named = self
            .0
            .iter()
            .flat_map(|policy| policy.top.environments.keys());
        named.map(String::as_str).collect()
    }

    /// What holds for an environment.
    ///
    /// # Errors
    /// An environment that a policy which names environments does not name.
    pub fn terms(&self, environment: &str) -> Result<Terms, UnnamedEnvironment> {
        let mut terms = Terms::without_policy(environment);
        for policy in &self.0 {
            let own = policy.top.environments.get(environment);
            if own.is_none() && !policy.top.environments.is_empty() {
                return Err(UnnamedEnvironment {
                    environment: environment.to_owned(),
                    named: policy.top.environments.keys().cloned().collect(),
                });
            }
            terms.tighten(
                policy,
                &Chosen {
                    own,
                    top: &policy.top,
                },
            );
        }
        Ok(terms)
    }
}

/// An environment that no policy speaks of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the policy does not know the environment `{environment}`")]
pub struct UnnamedEnvironment {
    /// The one that was asked for.
    pub environment: String,
    /// Those that there are.
    pub named: Vec<String>,
}

/// What holds for one environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The environment.
    pub environment: String,
    /// What every run has to have.
    pub requires: BTreeSet<Requirement>,
    /// Whether a run without the state of earlier runs is refused.
    pub state_required: bool,
    /// Files of allowed signers, as written; a signature has to be allowed by each of them.
    pub allowed_signers: Vec<String>,
    /// How many people have to approve.
    pub approvals: u32,
    /// Approvals of a lower serial are void.
    pub lowest_serial: u64,
    /// Whether the author has to sign, and to be another than those who approve.
    pub separate_author: bool,
    /// How long an approval may be valid, in days.
    pub longest_approval_days: Option<u32>,
    /// How long an exception may last, in days.
    pub longest_exception_days: Option<u32>,
    /// How long the reason of an exception must be, in characters.
    pub shortest_reason: u32,
    /// Kinds that no exception keeps.
    pub never_kept: BTreeSet<String>,
    /// How long a clone may live, in days.
    pub longest_clone_days: Option<u32>,
    /// Which tokens that can be opened again are allowed.
    pub sealed_tokens: SealedTokens,
    /// SHA-256 of each policy that was looked at, as stored.
    pub digests: Vec<Digest>,
    revoked: BTreeSet<String>,
    /// Of each policy; a source has to be in all of them.
    sources: Vec<Vec<String>>,
    /// Of each policy that says; a host has to be in all of them.
    staging_hosts: Vec<Vec<String>>,
}

impl Terms {
    /// What holds where there is no policy.
    pub fn without_policy(environment: &str) -> Self {
        Self {
            environment: environment.to_owned(),
            requires: BTreeSet::new(),
            state_required: false,
            allowed_signers: Vec::new(),
            approvals: 1,
            lowest_serial: 0,
            separate_author: false,
            longest_approval_days: None,
            longest_exception_days: None,
            shortest_reason: 0,
            never_kept: BTreeSet::new(),
            longest_clone_days: None,
            sealed_tokens: SealedTokens::Random,
            digests: Vec::new(),
            revoked: BTreeSet::new(),
            sources: Vec::new(),
            staging_hosts: Vec::new(),
        }
    }

    /// Whether there is a policy.
    pub fn has_policy(&self) -> bool {
        !self.digests.is_empty()
    }

    /// Whether a run has to have that.
    pub fn requires(&self, what: Requirement) -> bool {
        self.requires.contains(&what)
    }

    /// Whether an approval (`sha256:…` of its document) or a key (`SHA256:…`) was taken back.
    pub fn is_revoked(&self, digest: &str) -> bool {
        self.revoked.contains(digest)
    }

    /// Whether a credential may come from that source, written as `env:NAME`, `file:PATH` or
    /// `command:PROGRAM ARGUMENTS`; `None` where there is no policy to say so.
    pub fn allows_source(&self, allows: impl Fn(&str) -> bool) -> Option<bool> {
        self.has_policy().then(|| {
            let mut policies = self.sources.iter();
            policies.all(|list| list.iter().any(|pattern| allows(pattern)))
        })
    }

    /// Whether a host may take the place of a production host: named as it is, or by `*.` and a
    /// domain above it.
    pub fn allows_host(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let fits = |pattern: &String| {
            let pattern = pattern.to_ascii_lowercase();
            match pattern.strip_prefix('*') {
                Some(rest) => {
                    rest.len() > 1
                        && rest.starts_with('.')
                        && host.len() > rest.len()
                        && host.ends_with(rest)
                }
                None => pattern == host,
            }
        };
        self.staging_hosts.iter().all(|list| list.iter().any(fits))
    }

    fn tighten(&mut self, policy: &Policy, chosen: &Chosen<'_>) {
        self.digests.push(policy.digest());
        if let Some(required) = chosen.of(|section| section.require.as_ref()) {
            self.requires.extend(required.iter().copied());
        }
        self.state_required |=
            chosen.of(|section| section.state.as_ref()) == Some(&State::Required);
        if let Some(file) = chosen.of(|section| section.allowed_signers.as_ref())
            && !self.allowed_signers.contains(file)
        {
            self.allowed_signers.push(file.clone());
        }
        let number = |pick: fn(&Section) -> Option<&u32>| chosen.of(pick).copied();
        self.approvals = self
            .approvals
            .max(number(|section| section.approvals.as_ref()).unwrap_or(1));
        let serial = chosen.of(|section| section.lowest_serial.as_ref());
        self.lowest_serial = self.lowest_serial.max(serial.copied().unwrap_or(0));
        self.separate_author |= *chosen
            .of(|section| section.separate_author.as_ref())
            .unwrap_or(&true);
        shorten(
            &mut self.longest_approval_days,
            number(|section| section.longest_approval_days.as_ref()),
        );
        shorten(
            &mut self.longest_exception_days,
            number(|section| section.longest_exception_days.as_ref()),
        );
        shorten(
            &mut self.longest_clone_days,
            number(|section| section.longest_clone_days.as_ref()),
        );
        let reason = number(|section| section.shortest_reason.as_ref());
        self.shortest_reason = self
            .shortest_reason
            .max(reason.unwrap_or(DEFAULT_SHORTEST_REASON));
        if let Some(kinds) = chosen.of(|section| section.never_kept.as_ref()) {
            self.never_kept.extend(kinds.iter().cloned());
        }
        let sealed = chosen.of(|section| section.sealed_tokens.as_ref());
        self.sealed_tokens = self.sealed_tokens_with(sealed.copied());
        for section in chosen.own.into_iter().chain([chosen.top]) {
            self.revoked.extend(section.revoked.iter().cloned());
        }
        let sources = chosen.of(|section| section.sources.as_ref());
        self.sources.push(sources.cloned().unwrap_or_default());
        let hosts = chosen.of(|section| section.staging_hosts.as_ref());
        self.staging_hosts.extend(hosts.cloned());
    }

    /// The first policy may allow what is not allowed without one; each further can only take away.
    fn sealed_tokens_with(&self, next: Option<SealedTokens>) -> SealedTokens {
        let next = next.unwrap_or(SealedTokens::Random);
        if self.digests.len() == 1 {
            next
        } else {
            self.sealed_tokens.min(next)
        }
    }
}

/// The section of an environment before that at the top.
struct Chosen<'a> {
    own: Option<&'a Section>,
    top: &'a Section,
}

impl<'a> Chosen<'a> {
    fn of<T: ?Sized>(&self, pick: impl Fn(&'a Section) -> Option<&'a T>) -> Option<&'a T> {
        self.own.and_then(&pick).or_else(|| pick(self.top))
    }
}

fn shorten(limit: &mut Option<u32>, other: Option<u32>) {
    *limit = match (*limit, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
}

/// Where a policy does not say.
const DEFAULT_SHORTEST_REASON: u32 = 20;

#[cfg(test)]
mod tests;
