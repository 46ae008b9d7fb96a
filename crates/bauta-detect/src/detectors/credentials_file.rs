//! Files that hold credentials, as they stand in columns and settings.

use bauta_model::Sensitivity::Critical;
use bauta_model::Span;
use memchr::memmem;

use super::is_named;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Scope, Treatment, Trigger};
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};
use crate::window::{self, Window};
use crate::{Evidence, Fit, plausible};

pub(super) static DETECTORS: &[Detector] = &[
    Detector {
        evidence: Evidence::Structure,
        ..Detector::word(
            "gcp-service-account",
            "Google Cloud service account with its private key, the whole object.",
            Critical,
            Matcher::Custom {
                triggers: &[Trigger::Assignment(&["type"])],
                verify: verify_service_account,
            },
            &[Example {
                text: concat!(
                    r#"key={"type": "service_account", "private_key_id": "0a1b", "private_key": "#,
                    r#""-----BEGIN"#,
                    r#" PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"}"#
                ),
                found: concat!(
                    r#"{"type": "service_account", "private_key_id": "0a1b", "private_key": "#,
                    r#""-----BEGIN"#,
                    r#" PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"}"#
                ),
            }],
            &[
                r#"{"type": "service_account", "name": "robot"}"#,
                r#"{"type": "user"}"#,
            ],
        )
    }
    .hinted(
        hints![credentials_json service_account google_credentials gcp_key service_account_json],
    )
    .replaced(
        "the project bauta and a private key whose body begins with BAUTAdead",
        |_, filler, out| {
            out.extend_from_slice(SERVICE_ACCOUNT.as_bytes());
            filler.push(Alphabet::B62, 55, out);
            out.extend_from_slice(
                br#"\n-----END PRIVATE KEY-----\n","client_email":"bauta@bauta.invalid"}"#,
            );
        },
        |value| value.starts_with(SERVICE_ACCOUNT.as_bytes()),
    ),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[Trigger::Prefix("eyJ")],
            verify: verify_kubernetes,
        },
        evidence: Evidence::Structure,
        ..Detector::word(
            "kubernetes-sa",
            "Token of a Kubernetes service account.",
            Critical,
            Matcher::Column,
            &[Example::whole(concat!(
                "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJhdXRhIn0.",
                "eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50Iiwic3ViIjoiYSJ9.",
                "c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU"
            ))],
            &[],
        )
    }
    .hinted(hints![service_account_token sa_token kube_token kubernetes_token])
    .replaced(
        "the issuer is bauta.invalid and the signature begins with BAUTAdead",
        super::jwt::write,
        super::jwt::is_ours,
    ),
    Detector::word(
        "kubeconfig",
        "Client key of a kubeconfig, in base64.",
        Critical,
        told!(["clientkeydata"], base64_key),
        &[Example {
            text: concat!(
                "    client-key-data: LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0tCk1IY0NBUUVFSUJ4MFEy",
                "djlqbU5tV3o0U3dYZE5rQjdaQ0E9Ci0tLS0tRU5EIEVDIFBSSVZBVEUgS0VZLS0tLS0K\n"
            ),
            found: concat!(
                "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0tCk1IY0NBUUVFSUJ4MFEy",
                "djlqbU5tV3o0U3dYZE5rQjdaQ0E9Ci0tLS0tRU5EIEVDIFBSSVZBVEUgS0VZLS0tLS0K"
            ),
        }],
        &["client-key-data: DATA+OMITTED"],
    )
    .judged(|value| {
        let has_client = memmem::find(value, b"client-key-data:").is_some();
        let has_token = memmem::find(value, b"apiVersion: v1").is_some()
            && memmem::find(value, b"token:").is_some();
        if has_client || has_token {
            Fit::Valid
        } else {
            base64_key(value)
        }
    })
    .hinted(hints![kubeconfig kube_config cluster_config client_key_data]),
    Detector::word(
        "dockerconfigjson",
        "User and password for a registry, as Docker keeps them.",
        Critical,
        told!(["auth"], pair_in_base64),
        &[Example {
            text: r#"{"auths":{"r.example":{"auth":"YWRhLmxvdmVsYWNlOmh1bnRlcjIy"}}}"#,
            found: "YWRhLmxvdmVsYWNlOmh1bnRlcjIy",
        }],
        &[r#"{"auth": "required"}"#, r#"{"auth": "aW5zdHJ1Y3Rpb25z"}"#],
    )
    .hinted(hints![dockerconfigjson docker_config docker_auth registry_auth image_pull_secret])
    .replaced(
        "base64 of user bauta and a password that begins with BAUTAdead",
        |_, filler, out| {
            out.extend_from_slice(DOCKER);
            filler.push(Alphabet::LOWER, 16, out);
        },
        |value| value.starts_with(DOCKER),
    ),
    Detector {
        evidence: Evidence::Structure,
        ..Detector::word(
            "pgpass",
            "Line of a PostgreSQL password file.",
            Critical,
            Matcher::Custom {
                triggers: &[Trigger::Before(b':', "0123456789*")],
                verify: verify_pgpass,
            },
            &[
                Example {
                    text: "# hosts\nsql1.prod:5432:shop:app:s3cr3t\n",
                    found: "sql1.prod:5432:shop:app:s3cr3t",
                },
                Example {
                    text: r"# hosts\nsql2.prod:5432:shop:app:s3cr3t",
                    found: "sql2.prod:5432:shop:app:s3cr3t",
                },
            ],
            &[
                "12:30:45:00:11",
                "fe80::1:5432:1:2",
                "sql1.prod:5432:shop:app:",
                "00:1b:44:11:3a:b7",
                "0a:12:34:56:78:9a",
                "c8:22:20:b5:f3:90:11:04",
                "fe80:0:0:12:202:b3ff:fe1e:8329",
                "fe80:12:1:1::5432/64",
            ],
        )
    }
    .judged(|value| {
        let first = value
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        match memchr::memchr(b':', first).and_then(|at| pgpass_end(first, 0, at)) {
            Some(end) if end == first.len() => Fit::Valid,
            _ => Fit::No,
        }
    })
    .hinted(hints![pgpass pg_pass pgpassfile])
    .replaced(
        "the host db.invalid and a password that begins with BAUTAdead",
        |_, filler, out| {
            out.extend_from_slice(PGPASS);
            filler.push(Alphabet::B62, 16, out);
        },
        |value| value.starts_with(PGPASS),
    ),
    Detector {
        scope: Scope::FreeText,
        evidence: Evidence::Structure,
        ..Detector::word(
            "netrc",
            "Entry of a .netrc file.",
            Critical,
            Matcher::Custom {
                triggers: &[Trigger::Literal("machine ")],
                verify: verify_netrc,
            },
            &[Example {
                text: "machine git.example login ada password hunter22\n",
                found: "hunter22",
            }],
            &["the machine learns that no password is needed"],
        )
    }
    .judged(|value| {
        let window = |at| Window {
            text: value,
            start: at,
            end: at + 8,
        };
        match memmem::find(value, b"machine ").and_then(|at| verify_netrc(&window(at))) {
            Some(_) => Fit::Valid,
            None => Fit::No,
        }
    })
    .hinted(hints![netrc]),
    Detector::column(
        "htpasswd",
        "Lines of an Apache password file.",
        (crate::Category::Secret, Critical, Treatment::Hash),
        hints![htpasswd htaccess_users basic_auth_users],
        |value| {
            let first = value
                .split(|byte| *byte == b'\n')
                .next()
                .unwrap_or_default();
            let hash = memchr::memchr(b':', first).map(|at| &first[at + 1..]);
            let holds = hash.is_some_and(|hash| {
                [&b"$apr1$"[..], b"$2y$", b"$2a$", b"{SHA}", b"$5$", b"$6$"]
                    .iter()
                    .any(|front| hash.starts_with(front))
            });
            if holds { Fit::Valid } else { Fit::No }
        },
        &[Example::whole("ada:$apr1$x7Kq2mVd$0kAcQ1mZr5sYt8uWv3nBp/")],
    ),
    Detector::column(
        "my-cnf",
        "Option file of MySQL with a password.",
        (crate::Category::Secret, Critical, Treatment::Stage),
        hints![my_cnf mysql_config],
        |value| {
            let has_group = [&b"[client"[..], b"[mysql"]
                .iter()
                .any(|group| memmem::find(value, group).is_some());
            if has_group && memmem::find(value, b"password").is_some() {
                Fit::Valid
            } else {
                Fit::No
            }
        },
        &[Example::whole("[client]\nuser=app\npassword=s3cr3t\n")],
    ),
];

/// The object around `"type": "service_account"`, if a key stands in it.
fn verify_service_account(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let rest = window::ahead(text, window.end, 24);
    let lead = rest.iter().take_while(|byte| **byte == b' ').count();
    if !rest[lead..].starts_with(b"\"service_account\"") || !is_named(text, window.start, &["type"])
    {
        return None;
    }
    let front = window::behind(text, window.start, MOST, |byte| byte != b'{');
    let start = window.start.checked_sub(front + 1)?;
    let rest = window::ahead(text, start, MOST);
    // Braces don't occur within the values of such an object.
    let end = start + memchr::memchr(b'}', rest)? + 1;
    let whole = &text[start..end];
    let holds = text[start] == b'{' && memmem::find(whole, b"\"private_key\"").is_some();
    holds.then(|| Span::new(start, end))
}

const MOST: usize = 16 << 10;

const SERVICE_ACCOUNT: &str = concat!(
    r#"{"type":"service_account","project_id":"bauta","private_key":"-----BEGIN"#,
    r#" PRIVATE KEY-----\nBAUTAdead"#
);

static TOKEN: Shape = Shape(&[
    Text("eyJ"),
    Run(Alphabet::B64_URL, 10, ANY),
    Text(".eyJ"),
    Run(Alphabet::B64_URL, 4, ANY),
    Text("."),
    Run(Alphabet::B64_URL, 0, ANY),
]);

fn verify_kubernetes(window: &Window<'_>) -> Option<Span> {
    let end = TOKEN.end(window.text, window.start)?;
    let token = &window.text[window.start..end];
    CLAIMS
        .iter()
        .any(|claim| memmem::find(token, claim.as_bytes()).is_some())
        .then(|| Span::new(window.start, end))
}

/// `kubernetes.io/serviceaccount` and `kubernetes/serviceaccount` in base64, in each of the three
/// ways they may lie.
static CLAIMS: [&str; 6] = [
    "a3ViZXJuZXRlcy5pby9zZXJ2aWNlYWNjb3Vud",
    "t1YmVybmV0ZXMuaW8vc2VydmljZWFjY291bn",
    "rdWJlcm5ldGVzLmlvL3NlcnZpY2VhY2NvdW50",
    "a3ViZXJuZXRlcy9zZXJ2aWNlYWNjb3Vud",
    "t1YmVybmV0ZXMvc2VydmljZWFjY291bn",
    "rdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50",
];

/// Base64 of a block that begins with dashes.
fn base64_key(value: &[u8]) -> Fit {
    let is_base64 = value
        .iter()
        .all(|byte| Alphabet::B64.has(*byte) || *byte == b'=');
    if is_base64 && value.starts_with(b"LS0tLS1CRUdJTi") && value.len() >= 64 {
        Fit::Valid
    } else {
        Fit::No
    }
}

/// Base64 of printable text with a colon in it.
fn pair_in_base64(value: &[u8]) -> Fit {
    let is_base64 = (8..=512).contains(&value.len()) && value.len().is_multiple_of(4);
    let mut decoded = [0u8; 3];
    let mut has_colon = false;
    for group in value.as_chunks::<4>().0 {
        let Some(count) = plausible::decode(*group, &mut decoded) else {
            return Fit::No;
        };
        let text = &decoded[..count];
        if text.iter().any(|byte| !(b' '..0x7f).contains(byte)) {
            return Fit::No;
        }
        has_colon |= text.contains(&b':');
    }
    if is_base64 && has_colon {
        Fit::Valid
    } else {
        Fit::No
    }
}

/// `bauta:BAUTAdead` in base64.
const DOCKER: &[u8] = b"YmF1dGE6QkFVVEFkZWFk";

const PGPASS: &[u8] = b"db.invalid:5432:bauta:bauta:BAUTAdead";

/// *Source:* `PostgreSQL`, the password file.
fn verify_pgpass(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let before = text[..window.start].last()?;
    let is_port = matches!(text.get(window.end), Some(b'0'..=b'9' | b'*'));
    if !is_port || !(before.is_ascii_alphanumeric() || *before == b'*') {
        return None;
    }
    // A look ahead rules out the last colon of a time.
    let port = window::ahead(text, window.end, MOST_PORT + 1);
    memchr::memchr(b':', port)?;
    let end = pgpass_tail(text, window.start)?;
    let length = window::behind(text, window.start, 253, |byte| {
        Alphabet::B62.has(byte) || matches!(byte, b'.' | b'-' | b'_' | b'*' | b'/')
    });
    let mut start = window.start - length;
    if window::is_escape_letter(text, start) {
        start += 1;
    }
    is_pgpass(text, start, window.start, end).then(|| Span::new(start, end))
}

/// Digits of the highest port.
const MOST_PORT: usize = 5;

/// The end of the line that begins at `start` and has its first colon at `colon`.
fn pgpass_end(text: &[u8], start: usize, colon: usize) -> Option<usize> {
    pgpass_tail(text, colon).filter(|end| is_pgpass(text, start, colon, *end))
}

/// Whether a line with a host before the colon is one of the file.
fn is_pgpass(text: &[u8], start: usize, colon: usize, end: usize) -> bool {
    let host = &text[start..colon];
    let is_host = host == b"*" || host.iter().any(|b| b.is_ascii_alphabetic() || *b == b'.');
    let alone = matches!(
        text[..start].last(),
        None | Some(b'\n' | b' ' | b'"' | b'\'' | b'\t')
    ) || (start > 0 && window::is_escape_letter(text, start - 1));
    is_host && alone && !is_address(&text[start..end])
}

/// The end of the line that has its first colon at `colon`: port, database, user, password.
fn pgpass_tail(text: &[u8], colon: usize) -> Option<usize> {
    let rest = window::ahead(text, colon + 1, 512);
    let port = if rest.first() == Some(&b'*') {
        1
    } else {
        Alphabet::DIGIT.run(rest, 6)
    };
    if !(1..=MOST_PORT).contains(&port) || rest.get(port) != Some(&b':') {
        return None;
    }
    let mut at = port + 1;
    for _ in 0..2 {
        let name = rest
            .get(at..)?
            .iter()
            .take_while(|byte| Alphabet::B64_URL.has(**byte) || matches!(byte, b'*' | b'.' | b'$'))
            .count();
        if name == 0 || rest.get(at + name) != Some(&b':') {
            return None;
        }
        at += name + 1;
    }
    let password = rest[at..]
        .iter()
        .position(|byte| window::is_separator(*byte))
        .unwrap_or(rest.len() - at);
    (password >= 4).then_some(colon + 1 + at + password)
}

/// Whether it goes on like the address of an adapter or a network: short groups of hex digits,
/// more than a line of the file has.
fn is_address(line: &[u8]) -> bool {
    let groups = || line.split(|byte| *byte == b':');
    let is_group = |group: &[u8]| group.len() <= 4 && group.iter().all(u8::is_ascii_hexdigit);
    groups().nth(5).is_some() && groups().take(5).all(is_group)
}

/// The password behind `machine … login … password`.
fn verify_netrc(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let rest = window::ahead(text, window.end, 300);
    let login = memmem::find(rest, b"login ")?;
    let word = memmem::find(&rest[login..], b"password ")? + login;
    let is_near = rest[..word]
        .split(u8::is_ascii_whitespace)
        .filter(|part| !part.is_empty())
        .count()
        == 3;
    let from = word + b"password ".len();
    let length = rest[from..]
        .iter()
        .position(|byte| window::is_separator(*byte))
        .unwrap_or(rest.len() - from);
    let start = window.end + from;
    (is_near && length >= 4).then(|| Span::new(start, start + length))
}
