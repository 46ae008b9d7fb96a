use std::fmt;
use std::str::FromStr;

use super::RunPredicate;
use crate::Digest;

/// Something that whoever receives a clone wants to be claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Demand {
    /// The profile was approved. This alone is judged again, by the approvals that are embedded.
    Approved,
    /// The output was verified, and nothing was found.
    Verified,
    /// The clone is in a register.
    Registered,
    /// The run stands in an audit log that had begun before.
    Logged,
    /// It was made for this environment.
    Environment(String),
    /// This policy held.
    Policy(Digest),
    /// By this profile.
    Profile(Digest),
    /// Under this key.
    Key(String),
}

impl Demand {
    /// Whether a run says so. [`Self::Approved`] is met by what is embedded, never by words.
    ///
    /// # Errors
    /// What it says instead.
    pub fn of(&self, predicate: &RunPredicate) -> Result<(), Unmet> {
        let unmet = |instead: String| {
            Err(Unmet {
                demand: self.clone(),
                instead,
            })
        };
        match self {
            Self::Approved => {
                unmet("approvals have to be judged with --allowed-signers".to_owned())
            }
            Self::Verified => match &predicate.verification {
                Some(proof) if proof.passed => Ok(()),
                Some(_) => unmet("its verification has failed".to_owned()),
                None => unmet("it was not verified".to_owned()),
            },
            Self::Registered => match &predicate.clone {
                Some(_) => Ok(()),
                None => unmet("it was not registered".to_owned()),
            },
            Self::Logged => match &predicate.audit {
                Some(audit) if !audit.fresh => Ok(()),
                Some(_) => unmet("the audit log began with this run".to_owned()),
                None => unmet("there was no audit log".to_owned()),
            },
            Self::Environment(wanted) if *wanted == predicate.environment => Ok(()),
            Self::Environment(_) => unmet(format!("it was made for {}", predicate.environment)),
            Self::Policy(wanted) if predicate.policies.contains(&wanted.to_string()) => Ok(()),
            Self::Policy(_) if predicate.policies.is_empty() => unmet("no policy held".to_owned()),
            Self::Policy(_) => unmet(format!("policies were {}", predicate.policies.join(", "))),
            Self::Profile(wanted) if predicate.profile.digest == wanted.to_string() => Ok(()),
            Self::Profile(_) => unmet(format!("the profile was {}", predicate.profile.digest)),
            Self::Key(wanted) if predicate.keys.iter().any(|key| key.kid == *wanted) => Ok(()),
            Self::Key(_) => unmet("it was made under another key".to_owned()),
        }
    }

    /// All that can be claimed by a word alone.
    pub fn words() -> [Self; 4] {
        [
            Self::Approved,
            Self::Verified,
            Self::Registered,
            Self::Logged,
        ]
    }
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Approved => f.write_str("approved"),
            Self::Verified => f.write_str("verified"),
            Self::Registered => f.write_str("registered"),
            Self::Logged => f.write_str("logged"),
            Self::Environment(name) => write!(f, "env={name}"),
            Self::Policy(digest) => write!(f, "policy={digest}"),
            Self::Profile(digest) => write!(f, "profile={digest}"),
            Self::Key(id) => write!(f, "key={id}"),
        }
    }
}

impl FromStr for Demand {
    type Err = DemandError;

    fn from_str(text: &str) -> Result<Self, DemandError> {
        let (word, value) = match text.split_once('=') {
            Some((word, value)) => (word, Some(value)),
            None => (text, None),
        };
        let digest = |value: &str| value.parse::<Digest>().map_err(|_| DemandError::Digest);
        Ok(match (word, value) {
            ("approved", None) => Self::Approved,
            ("verified", None) => Self::Verified,
            ("registered", None) => Self::Registered,
            ("logged", None) => Self::Logged,
            ("env", Some(name)) if !name.is_empty() => Self::Environment(name.to_owned()),
            ("key", Some(id)) if !id.is_empty() => Self::Key(id.to_owned()),
            ("policy", Some(value)) => Self::Policy(digest(value)?),
            ("profile", Some(value)) => Self::Profile(digest(value)?),
            _ => return Err(DemandError::Unknown),
        })
    }
}

/// A text that demands nothing known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DemandError {
    /// Another word.
    #[error(
        "claims are approved, verified, registered, logged, env=NAME, policy=sha256:…, profile=sha256:… and key=ID"
    )]
    Unknown,
    /// A digest that is none.
    #[error("a digest is `sha256:` and 64 hexadecimal digits")]
    Digest,
}

/// A demand that is not met.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{demand}` is not met: {instead}")]
pub struct Unmet {
    /// What was demanded.
    pub demand: Demand,
    /// What is claimed instead.
    pub instead: String,
}

#[cfg(test)]
mod tests {
    use super::super::statement::tests::predicate;
    use super::*;
    use crate::VerificationClaim;

    fn demand(text: &str) -> Demand {
        text.parse().unwrap()
    }

    #[test]
    fn demands_are_read_as_they_are_written() {
        let digest = Digest::of(b"policy");
        let texts = [
            "approved".to_owned(),
            "verified".to_owned(),
            "registered".to_owned(),
            "logged".to_owned(),
            "env=staging".to_owned(),
            "key=3f0c".to_owned(),
            format!("policy={digest}"),
            format!("profile={digest}"),
        ];
        for text in texts {
            assert_eq!(demand(&text).to_string(), text);
        }
        for wrong in [
            "",
            "safe",
            "env",
            "env=",
            "approved=yes",
            "policy=sha256:00",
        ] {
            assert!(wrong.parse::<Demand>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_what_is_claimed_is_met() {
        let mut predicate = predicate();
        let met = |predicate: &RunPredicate, text: &str| demand(text).of(predicate).is_ok();
        assert!(met(&predicate, "env=staging"));
        assert!(!met(&predicate, "env=qa"));
        assert!(met(
            &predicate,
            &format!("policy={}", Digest::of(b"policy"))
        ));
        assert!(!met(
            &predicate,
            &format!("policy={}", Digest::of(b"other"))
        ));
        assert!(met(
            &predicate,
            &format!("profile={}", Digest::of(b"profile"))
        ));
        for text in ["verified", "registered", "logged", "approved", "key=3f0c"] {
            assert!(!met(&predicate, text), "{text}");
        }
        predicate.verification = Some(VerificationClaim {
            passed: false,
            checks: Vec::new(),
            not_checked: Vec::new(),
        });
        assert!(!met(&predicate, "verified"));
        if let Some(proof) = &mut predicate.verification {
            proof.passed = true;
        }
        assert!(met(&predicate, "verified"));
        if let Some(audit) = &mut predicate.audit {
            audit.fresh = false;
        }
        assert!(met(&predicate, "logged"));
    }
}
