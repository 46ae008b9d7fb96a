use std::sync::Arc;

use bauta_crypto::{Purpose, VaultToken as Token};
use bauta_model::TypeClass;

use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, TokenStore, Traits,
    Transformer, Vaulting,
};

pub(super) static KIND: Kind = Kind {
    name: "vault-token",
    summary: "Replaces the value by a token and keeps the value in a vault beside the clone.",
    notes: "`mask --vault FILE` says which. `bauta token reveal --vault FILE` finds the value again, with the private half of the reveal key whose public half the profile pins under `reveal_key:`; without both the token is a keyed hash. Equal values of a domain get equal tokens, so keys and joins hold. A token takes 37 characters and the environment's name.",
    accepts: &[],
    params: &[],
    // Names of environments have up to 64 characters.
    traits: traits(101),
    examples: &[
        Example {
            params: "{}",
            input: Some("ada@example.com"),
            output: Some("bv1.example.60f2aef86c2384ee6a275f8fc79f2b39"),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |_: &Params<'_>, build: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        let store = match &build.reversal.vault {
            Vaulting::Refused(reason) => {
                return Err(ParamError::Unfit {
                    transformer: KIND.name,
                    reason: reason.clone(),
                });
            }
            Vaulting::Unkept => None,
            Vaulting::Kept(store) => Some(Arc::clone(store)),
        };
        Ok(Box::new(VaultToken {
            pseudonym: Pseudonym::of(build, Purpose::Vault),
            environment: build.keys.environment().to_owned(),
            domain: build.domain.to_owned(),
            store,
        }))
    },
};

const fn traits(chars: usize) -> Traits {
    Traits {
        injective: true,
        disjoint: true,
        reversible: true,
        lengths: Lengths::AtMost(chars),
        yields: Some(TypeClass::Text),
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct VaultToken {
    pseudonym: Pseudonym,
    environment: String,
    domain: String,
    store: Option<Arc<dyn TokenStore>>,
}

impl Transformer for VaultToken {
    fn traits(&self) -> Traits {
        traits(Token::chars(&self.environment))
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let mut bytes = [0u8; 16];
        bytes.copy_from_slice(&self.pseudonym.digest(value)[..16]);
        if let Some(store) = &self.store {
            let kept = store.keep(bytes, &self.domain, value);
            kept.map_err(|_| Fault::Refused {
                reason: "the value could not be kept in the vault",
                hint: "without it nobody could open the token",
            })?;
        }
        Token::write(&self.environment, bytes, out);
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::{NotKept, Reversal};
    use bauta_crypto::EnvironmentKey;

    /// Token, domain and value.
    type Kept = ([u8; 16], String, Vec<u8>);

    #[derive(Debug, Default)]
    struct Store(Mutex<Vec<Kept>>);

    impl TokenStore for Store {
        fn keep(&self, token: [u8; 16], domain: &str, value: &[u8]) -> Result<(), NotKept> {
            let mut kept = self.0.lock().unwrap();
            if kept.len() == 2 {
                return Err(NotKept);
            }
            kept.push((token, domain.to_owned(), value.to_vec()));
            Ok(())
        }
    }

    #[test]
    fn equal_values_get_equal_tokens_and_are_kept() {
        let key = EnvironmentKey::from_root("qa", [7; 32]);
        let store = Arc::new(Store::default());
        let reversal = Reversal {
            vault: Vaulting::Kept(Arc::clone(&store) as _),
            ..Reversal::refused("")
        };
        let mut build = Build::for_examples(&key);
        build.reversal = &reversal;
        let transformer = build.kind(&KIND, &serde_json::Map::new()).unwrap();
        let token = |value: &[u8]| {
            let mut out = Vec::new();
            crate::testing::apply_at(&*transformer, value, 0, &mut out)
                .map(|_| Token::parse(std::str::from_utf8(&out).unwrap()).unwrap())
        };
        let (first, second) = (token(b"Ada").unwrap(), token(b"Ada").unwrap());
        assert_eq!(first, second);
        let kept = (first.bytes(), "example".to_owned(), b"Ada".to_vec());
        assert_eq!(*store.0.lock().unwrap(), [kept.clone(), kept]);
        // A value that was not kept must not leave as a token.
        assert!(token(b"Eve").is_err());
    }

    #[test]
    fn a_run_without_a_vault_says_what_is_missing() {
        let key = EnvironmentKey::from_root("qa", [7; 32]);
        let reversal = Reversal::refused("name a vault with --vault");
        let mut build = Build::for_examples(&key);
        build.reversal = &reversal;
        let error = build.kind(&KIND, &serde_json::Map::new()).unwrap_err();
        assert!(error.to_string().contains("--vault"));
    }
}
