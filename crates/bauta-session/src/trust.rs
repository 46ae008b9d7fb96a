//! Who is trusted: policies, allowed signers, and those who sign.

use std::path::{Path, PathBuf};

use bauta_crypto::SigningKey;
use bauta_engine::{Code, Diagnostic, read_policies, read_signers};
use bauta_keys::{Passphrases, Signer};
use bauta_model::Secret;
use bauta_trust::{AllowedSigners, Terms};

use crate::problem::CommandError;
use crate::session::Session;

/// What the policies ask of an environment: the system's, and the one that the settings name.
pub(crate) fn terms(session: &Session, environment: &str) -> Result<Terms, CommandError> {
    let named = session.kept_settings().policy;
    let policies = read_policies(&session.desk.system_policy, named.as_deref())?;
    let terms = policies.terms(environment).map_err(|unnamed| {
        let known = unnamed.named.join(", ");
        let problem = Diagnostic::new(Code::AgainstPolicy, unnamed.to_string());
        problem.hint(format!("it knows {known}"))
    })?;
    Ok(terms)
}

/// Who may sign: by the policy, and by the settings. Nobody where neither names a file.
pub(crate) fn signers(
    session: &Session,
    terms: &Terms,
) -> Result<Vec<AllowedSigners>, CommandError> {
    let of_policy = terms.allowed_signers.iter().map(PathBuf::from);
    let files = of_policy.chain(session.kept_settings().signers);
    let read: Result<Vec<_>, Diagnostic> = files.map(|file| read_signers(&file)).collect();
    Ok(read?)
}

/// Reads a private key, or the public one of a key that lies elsewhere.
pub(crate) fn signer(session: &Session, path: &Path) -> Result<Signer, CommandError> {
    Ok(Signer::read(path, &Asked(session))?)
}

/// A key of a file, for what no agent can sign.
pub(crate) fn signing_key(session: &Session, path: &Path) -> Result<SigningKey, CommandError> {
    Ok(bauta_keys::signing_key(path, &Asked(session))?)
}

/// The person is asked for passphrases by the shell, in a window that no page of the session's sees.
pub(crate) struct Asked<'s>(pub(crate) &'s Session);

impl Passphrases for Asked<'_> {
    fn of(&self, place: &str) -> Result<Secret<String>, Diagnostic> {
        let prompt = format!("Passphrase of {}", crate::files::name_of(Path::new(place)));
        self.0.desk.dialogs.passphrase(&prompt).ok_or_else(|| {
            let problem = Diagnostic::new(
                Code::BadKey,
                "no passphrase was given; the key stays locked",
            );
            problem.at(place).hint("start again, and type it")
        })
    }
}
