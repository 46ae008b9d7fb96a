//! Credentials that cannot work. Each is put together here from parts, so that no line of this
//! source looks like one, and none has the length or checksum its issuer would accept.

use crate::encoding::base64url;
use crate::random::Random;

const BASE62: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A payment provider's secret key, too short to be one.
pub(crate) fn payment_key(kind: &str) -> String {
    ["sk", "rk"]
        .iter()
        .find(|prefix| kind.starts_with(**prefix))
        .map(|prefix| format!("{prefix}_{}_{}", "live", "EXAMPLEnotreal"))
        .unwrap_or_default()
}

/// The key that browsers may see.
pub(crate) fn publishable_key() -> String {
    format!("{}_{}_{}", "pk", "live", "EXAMPLEnotreal")
}

/// The id of a cloud access key; its secret is not here.
pub(crate) fn cloud_key_id() -> String {
    format!("{}{}", "AKIA", "EXAMPLEINVALID2Q")
}

/// A code host's token with a checksum that is not its own.
pub(crate) fn code_host_token() -> String {
    format!("{}_{}{}", "ghp", "EXAMPLEEXAMPLEEXAMPLEEXAMPLE00", "000000")
}

/// A secret that signs webhooks, too short to be one.
pub(crate) fn webhook_secret(random: &mut Random) -> String {
    format!("{}_{}{}", "whsec", "EXAMPLE", random.characters(BASE62, 20))
}

/// The secret of an OAuth client.
pub(crate) fn client_secret(random: &mut Random) -> String {
    format!("EXAMPLE{}", random.characters(BASE62, 33))
}

/// A session's token.
pub(crate) fn session_token(random: &mut Random) -> String {
    random.characters(BASE62, 43)
}

/// Our own application's key, as shown to its owner once.
pub(crate) fn api_key(random: &mut Random) -> String {
    format!("shop_{}_{}", "live", random.characters(BASE62, 32))
}

/// Of the shape of bcrypt; the hash of nothing.
pub(crate) fn bcrypt(random: &mut Random) -> String {
    let body = random.characters(
        "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        53,
    );
    format!("$2b$12${body}")
}

/// A signed token whose body names somebody and whose signature signs nothing.
pub(crate) fn jwt(subject: i64, email: &str) -> String {
    let header = base64url(br#"{"alg":"HS256","typ":"JWT"}"#);
    let claims = format!(r#"{{"sub":"{subject}","email":"{email}","exp":1798761600}}"#);
    let body = base64url(claims.as_bytes());
    let signature = base64url(b"EXAMPLE: this signs nothing.....");
    format!("{header}.{body}.{signature}")
}

/// A private key that says what it is.
pub(crate) fn private_key() -> String {
    let dashes = "-".repeat(5);
    let line = base64url(b"EXAMPLE EXAMPLE EXAMPLE this is not a key EXAMPLE");
    let label = "PRIVATE KEY";
    format!("{dashes}BEGIN {label}{dashes}\n{line}\n{line}\n{dashes}END {label}{dashes}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_credential_has_the_length_of_a_real_one() {
        assert!(payment_key("sk").len() < "sk_live_".len() + 24);
        let mut random = Random::for_topic("test");
        assert!(webhook_secret(&mut random).len() < "whsec_".len() + 32);
        assert_eq!(bcrypt(&mut random).len(), 60);
    }
}
