use bauta_model::TypeClass;

use crate::known_password::KnownPassword;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "password-hash",
    summary: "Replaces a password hash by the hash of `bauta-staging` in the same scheme.",
    notes: "Everybody can log in to the clone with the password `bauta-staging`, so keep it off the internet. Knows bcrypt, Argon2, scrypt, PBKDF2 (Django, Werkzeug, passlib, ASP.NET Identity 3), crypt(3) with $1$ $5$ $6$ $7$ $y$, apr1, phpass, WordPress, Drupal, LDAP, SCRAM-SHA-256, MySQL, and plain hexadecimal digests; PostgreSQL's `md5…` becomes one that nobody can log in with, since it depends on the role. Unusable passwords (`!…`) and empty ones stay. All rows get the same hash: refused on UNIQUE columns. A salt in a column of its own does not fit the new hash.",
    accepts: &[TypeClass::Text, TypeClass::Bytes, TypeClass::Other],
    params: &[Param::optional(
        "password",
        ParamType::Text,
        "bauta-staging",
        "Another known password; only for SHA-2 digests, PBKDF2 with SHA-256 and SCRAM, else the hash is invalid.",
    )],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("$2y$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"),
            output: Some("$2y$10$bautaSaltForStaging22.UkcokzeAb4uUpWJf24EvefwPok.j.Ze"),
        },
        Example {
            params: "{}",
            input: Some("5F4DCC3B5AA765D61D8327DEB882CF99"),
            output: Some("FB84CE5020034BBB203F0356C3A5D8D5"),
        },
        Example {
            params: "{}",
            input: Some("*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19"),
            output: Some("*A0736E11A99F29CB5FF6C6D5334FBDAFDAACEADE"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        if build.unique {
            return Err(
                params.unfit("it gives all rows one hash, which a UNIQUE column cannot hold")
            );
        }
        let own = params
            .text("password")
            .filter(|password| *password != "bauta-staging");
        Ok(Box::new(PasswordHash {
            own: own.map(KnownPassword::new),
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::Unknown,
    ..Traits::PLAIN
};

/// Werkzeug's PBKDF2 with SHA-512.

#[derive(Debug)]
struct PasswordHash {
    /// A password of the profile's own.
    own: Option<KnownPassword>,
}

impl Transformer for PasswordHash {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        // What Django writes for accounts that have no password.
        if value.is_empty() || value.starts_with(b"!") {
            return Ok(Applied::Keep);
        }
        if let Some(own) = &self.own {
            let hash = own.hash_like(value).ok_or(Fault::invalid(
                "a password hash that can be computed for the password given",
            ))?;
            write_in_case_of(value, hash, out);
        } else if is_bcrypt(value) {
            // The letter names the implementation that wrote the hash, not another algorithm.
            let version = value.get(..BCRYPT_VERSION).unwrap_or_default();
            out.extend_from_slice(version);
            out.extend(BCRYPT.bytes().skip(BCRYPT_VERSION));
        } else if is_phpass(value) {
            out.extend_from_slice(value.get(..3).unwrap_or_default());
            out.extend(PHPASS.bytes().skip(3));
        } else if let Some(hash) = by_prefix(value).or_else(|| mysql_native(value)) {
            out.extend_from_slice(hash.as_bytes());
        } else {
            let (prefix, digits) = match value.strip_prefix(b"md5") {
                Some(digits) if digits.len() == 32 => (b"md5".as_slice(), digits),
                _ => (b"".as_slice(), value),
            };
            let digest =
                digest_like(digits).ok_or(Fault::invalid("a password hash of a known scheme"))?;
            out.extend_from_slice(prefix);
            write_in_case_of(digits, digest, out);
        }
        Ok(Applied::Value)
    }
}

const BCRYPT_VERSION: usize = "$2b$".len();

fn is_bcrypt(value: &[u8]) -> bool {
    value.len() == BCRYPT.len()
        && value.starts_with(b"$2")
        && value.get(3) == Some(&b'$')
        && matches!(value.get(2), Some(b'a' | b'b' | b'x' | b'y'))
}

fn is_phpass(value: &[u8]) -> bool {
    value.len() == PHPASS.len() && (value.starts_with(b"$P$") || value.starts_with(b"$H$"))
}

fn mysql_native(value: &[u8]) -> Option<&'static str> {
    let digits = value.strip_prefix(b"*")?;
    (digits.len() == 40 && is_hex(digits)).then_some(MYSQL_NATIVE)
}

fn by_prefix(value: &[u8]) -> Option<&'static str> {
    BY_PREFIX
        .iter()
        .find(|(prefix, _)| value.starts_with(prefix.as_bytes()))
        .map(|(_, hash)| *hash)
}

/// The digest of the password that is as long as `value`.
fn digest_like(value: &[u8]) -> Option<&'static str> {
    let digest = DIGESTS.iter().find(|digest| digest.len() == value.len())?;
    is_hex(value).then_some(*digest)
}

/// Appends `hash`, in capitals if `value` is a digest in capitals.
fn write_in_case_of(value: &[u8], hash: &str, out: &mut Vec<u8>) {
    let capitals = is_hex(value) && value.iter().any(u8::is_ascii_uppercase);
    let start = out.len();
    out.extend_from_slice(hash.as_bytes());
    if let Some(written) = out.get_mut(start..).filter(|_| capitals) {
        written.make_ascii_uppercase();
    }
}

fn is_hex(value: &[u8]) -> bool {
    value.iter().all(u8::is_ascii_hexdigit)
}

// All are hashes of `bauta-staging`, with salts that say so. Made with CPython's hashlib and crypt,
// bcrypt 5.0, argon2-cffi 25.1 and passlib 1.7.4; what those lack (WordPress, Drupal,
// caching_sha2_password) follows their sources, checked against passlib where the algorithms meet.
// Argon2: m = 19456, t = 2, p = 1. PBKDF2: 100000 rounds (ASP.NET 10000). bcrypt: cost 10.

const BY_PREFIX: &[(&str, &str)] = &[
    (
        "$argon2id$",
        "$argon2id$v=19$m=19456,t=2,p=1$YmF1dGEtc3RhZ2luZy0wMA$zguJH+U3hDP3jVvuwwbBg/iM61j/w01XNC1/t5fZWSo",
    ),
    (
        "$argon2i$",
        "$argon2i$v=19$m=19456,t=2,p=1$YmF1dGEtc3RhZ2luZy0wMA$7tm88DizZQATgF1+SObA68KG9u4awMwPUqJDVgoc/OY",
    ),
    (
        "$argon2d$",
        "$argon2d$v=19$m=19456,t=2,p=1$YmF1dGEtc3RhZ2luZy0wMA$EB5w8wyRJtCmpXO7ktQHbM9CNwcq9FDi7blr+gyVFFU",
    ),
    (
        "$scrypt$",
        "$scrypt$ln=14,r=8,p=1$YmF1dGEtc3RhZ2luZy0wMA$T90kqpOFZqathSshQTybzA3CKVc/BuxAta0c2LmXgWs",
    ),
    (
        "scrypt:",
        "scrypt:32768:8:1$bautaStaging0000$3002470a7113be5c5badada1cda8fadb4bfc81dd94e9d791baf58a1784a54d7200cac950525f126c925202964dd08328c5668e39e77f010ab92494c909aff3cb",
    ),
    (
        "scrypt$",
        "scrypt$16384$bautaStaging0000000000$8$1$QRk5lj/+tNfv/CbNqLgpwCZPNqo6ms+sonpaMtJx4OhHXYBrYQDqnmk5axL51+46qKu3uhr5hQTHuTJCv6TI4Q==",
    ),
    (
        "$7$",
        "$7$CU..../....bautaStaging0000000000$p/xN14/m0aooGskezCsI.SQ8nv95GKvXBxAcv0NlsRA",
    ),
    (
        "pbkdf2_sha256$",
        "pbkdf2_sha256$100000$bautaStaging0000000000$Da5Q5rU8LlgN9Zz/zf2BGOpJAVO/z8tJ+zzf80mOWYA=",
    ),
    (
        "pbkdf2_sha1$",
        "pbkdf2_sha1$100000$bautaStaging0000000000$oREPxASKVc2LG9PikvF5NE74Xqw=",
    ),
    (
        "pbkdf2:sha1",
        "pbkdf2:sha1:100000$bautaStaging0000$19aafa3352b6373ea774ad1a0bec2805c41d599f",
    ),
    (
        "pbkdf2:sha256",
        "pbkdf2:sha256:100000$bautaStaging0000$f19c1a6598f1225bb3f7fc59e836a21b6770a18a7a90c9269809d9988fe2db1d",
    ),
    (
        "pbkdf2:sha512",
        "pbkdf2:sha512:100000$bautaStaging0000$3abec962fd6ea5f6520e1795d8e4617dfc0691336ddfdb3ff6432c30d6132fde6e7d0057bfeccbb4b70c415e87992aaf5f8b0c49b95170254a2aff16293462c6",
    ),
    (
        "$pbkdf2$",
        "$pbkdf2$100000$YmF1dGEtc3RhZ2luZy0wMA$6xtXdTzxkIqYgUYULwLaulEq0jc",
    ),
    (
        "$pbkdf2-sha256$",
        "$pbkdf2-sha256$100000$YmF1dGEtc3RhZ2luZy0wMA$O9mY4aBkwhIFttxyb4cHmOuFGK53N79cvuq1nbRPkCQ",
    ),
    (
        "$pbkdf2-sha512$",
        "$pbkdf2-sha512$100000$YmF1dGEtc3RhZ2luZy0wMA$f9dDeSVlmhzqqBIBwhq.vgL27Zc3SeJOURG7TcYa/VsckRwaebpVS.Rz.a/jiuuA6Yzy/E35MMzY/eOmAr8yhA",
    ),
    (
        "AQAAAA",
        "AQAAAAEAACcQAAAAEGJhdXRhLXN0YWdpbmctMDDnZ8Y9Mmh/7gXxS6EeYqdBerZnVJ6aLgk51L9GmDrNkg==",
    ),
    ("$1$", "$1$bautaStg$eA9sb4O6ONoWdeUjXQwz8/"),
    ("$apr1$", "$apr1$bautaStg$fC/Lzyz/YgQiUJLwBzSiA1"),
    (
        "$5$",
        "$5$bautaStaging0000$V0u0a11MjcYPrTDiNlv60XRyilJrxxfl1D.GWw0gmp4",
    ),
    (
        "$6$",
        "$6$bautaStaging0000$6c5pHil8CIqOD8WQkVAy9qNTIl.5ypYR/SwhxhvDkVPIwdjr6WTIDoUvO04aMEKHeaMgD.ODVTyjpK.KTeuf6/",
    ),
    (
        "$y$",
        "$y$j9T$bautaStaging0000000000$3CwwhMSXZxwbwcuzZJYYFvRvYkpa6Xsa7X73WkT4OT/",
    ),
    (
        "$wp$",
        "$wp$2y$10$bautaSaltForStaging22.zoW7YE75hIIx6k9JUxncl//iGk5qg42",
    ),
    (
        "$S$",
        "$S$DbautaStgjyt96dNG809FZ58uc9n6YDgrHov5cUifYmGUStzzAuo",
    ),
    ("{SSHA}", "{SSHA}jB4kiAo/pDIWTopzbM6CGoeddK9iYXV0YVN0Zw=="),
    (
        "{SSHA256}",
        "{SSHA256}v+8foIV7vQF9ixnHEeYL0jggVsuwmM2bEFGEZDcOxj9iYXV0YVN0Zw==",
    ),
    (
        "{SSHA512}",
        "{SSHA512}Rfdxatdp/KG3gCiof2nonSmEiJJ+BjLCNBqBupJPTWliUbLH/i/QUq1PbAzttQ6mk+gripW+CuppYG0wjUET42JhdXRhU3Rn",
    ),
    ("{SHA}", "{SHA}hAagKhwj8qlLbCq93cn0cPb8uuM="),
    (
        "SCRAM-SHA-256$",
        "SCRAM-SHA-256$4096:YmF1dGEtc3RhZ2luZy0wMA==$+I2JPOP1h1I7FLNw5CCuPWBC9KNud25d3ui0R0SzuEI=:QALLEe/rS5sc8PfX4bcoLv+yFq1A86urXSKaHke/L2o=",
    ),
    (
        "$A$005$",
        "$A$005$bautaStaging00000000ySmvsReU5E808uTPg.LEwRPrHSKQwaOc6/Iuya3ClE3",
    ),
];

/// Plain digests in hexadecimal: MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512.
const DIGESTS: &[&str] = &[
    "fb84ce5020034bbb203f0356c3a5d8d5",
    "8406a02a1c23f2a94b6c2abdddc9f470f6fcbae3",
    "08001a2e5306c6f393b0ed66a64a8ae076cc53b3ac0090107835a6a3",
    "f18bfb907a26c9cc635f6d5b44f7e0f1aec457876de0d093fc047c3b91ff39ad",
    "d1ff9f6fcdafa43cbd44dcd024c46e51b7dff49bfe27ad6558fadcd3e76913f425a2c8a7ca2c872e4949a1d2f16b917e",
    "9df22d4aa9063e8a0eecc619e324e7b514816e90ee17d3025ad102e35ea45f7513586d8e5d16b77d9944d23a809a60e52e30821e48e28c3fe4d6cdfaefc0ce7a",
];

const BCRYPT: &str = "$2b$10$bautaSaltForStaging22.UkcokzeAb4uUpWJf24EvefwPok.j.Ze";
const PHPASS: &str = "$P$BbautaStgbi7QpCK/xbB72m8V1mnEk1";
const MYSQL_NATIVE: &str = "*A0736E11A99F29CB5FF6C6D5334FBDAFDAACEADE";

#[cfg(test)]
mod tests {
    use super::super::harness::{apply, built, try_apply};
    use super::*;

    #[test]
    fn the_constants_are_what_is_computed_for_the_password() {
        let known = KnownPassword::new("bauta-staging");
        let digests = DIGESTS.iter().filter(|digest| digest.len() > 40);
        let prefixes = [
            "pbkdf2_sha256$",
            "pbkdf2:sha256",
            "$pbkdf2-sha256$",
            "SCRAM-SHA-256$",
        ];
        for hash in digests
            .copied()
            .chain(prefixes.map(|prefix| by_prefix(prefix.as_bytes()).unwrap()))
        {
            assert_eq!(known.hash_like(hash.as_bytes()), Some(hash));
        }
    }

    #[test]
    fn another_password_is_for_the_schemes_that_are_computed() {
        let own = built(&KIND, r#"{"password": "other"}"#);
        let sha256 = "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa";
        assert_eq!(apply(&*own, DIGESTS[3]), sha256);
        assert!(try_apply(&*own, BCRYPT.as_bytes()).is_err());
        assert!(try_apply(&*own, DIGESTS[0].as_bytes()).is_err());
        assert!(!format!("{own:?}").contains("other"));
    }

    #[test]
    fn each_hash_is_of_the_scheme_it_stands_for() {
        let transformer = built(&KIND, "{}");
        let all = BY_PREFIX.iter().map(|(_, hash)| *hash);
        for hash in all
            .chain(DIGESTS.iter().copied())
            .chain([BCRYPT, PHPASS, MYSQL_NATIVE])
        {
            assert_eq!(apply(&*transformer, hash), hash);
            assert!(hash.len() <= 166);
        }
    }

    #[test]
    fn unknown_schemes_are_invalid_and_unusable_ones_stay() {
        let transformer = built(&KIND, "{}");
        for value in ["hunter2", "$9$x", "*xyz", "md5abc", "abcdef"] {
            assert!(
                try_apply(&*transformer, value.as_bytes()).is_err(),
                "{value}"
            );
        }
        assert_eq!(apply(&*transformer, "!qwerty"), "!qwerty");
        let md5 = apply(&*transformer, "md5a3556571e93b0d20722ba62be61e8c2d");
        assert_eq!(md5.len(), 35);
        assert!(md5.starts_with("md5"));
    }
}
