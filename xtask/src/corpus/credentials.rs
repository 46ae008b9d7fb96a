//! What gives access: how it is written, and what columns with it are called.
//!
//! Prefixes and bodies are put together at run time, so no line here is a token.

use super::pattern::fill;
use crate::encoding;
use crate::random::Random;

/// A kind of credential.
#[derive(Debug)]
pub(super) struct Credential {
    /// The kind's id; where the field has two names for it, both, the best first.
    pub(super) kinds: &'static [&'static str],
    /// What follows a fixed front, see [`fill`]; the front stands apart.
    front: &'static str,
    body: &'static str,
    /// What columns are called; neutral names where the value speaks for itself.
    pub(super) names: &'static [&'static str],
    /// The last characters, computed from the rest.
    check: Option<fn(&str) -> String>,
}

impl Credential {
    /// A fresh one.
    pub(super) fn write(&self, random: &mut Random) -> String {
        let text = format!("{}{}", self.front, fill(self.body, random));
        match self.check {
            Some(check) => format!("{text}{}", check(&text)),
            None => text,
        }
    }

    /// Whether it is known by itself, whatever the column is called.
    pub(super) fn speaks(&self) -> bool {
        !self.front.is_empty()
    }
}

const fn token(
    kinds: &'static [&'static str],
    front: &'static str,
    body: &'static str,
    names: &'static [&'static str],
) -> Credential {
    Credential {
        kinds,
        front,
        body,
        names,
        check: None,
    }
}

const fn checked(
    kinds: &'static [&'static str],
    front: &'static str,
    body: &'static str,
    names: &'static [&'static str],
    check: fn(&str) -> String,
) -> Credential {
    Credential {
        check: Some(check),
        ..token(kinds, front, body, names)
    }
}

fn body_of(token: &str) -> &str {
    token.rsplit_once('_').map_or(token, |(_, body)| body)
}

fn github(token: &str) -> String {
    let sum = encoding::crc32(body_of(token).as_bytes());
    encoding::digits(sum, BASE62, 6)
}

fn routable(token: &str) -> String {
    let length = "0p";
    let sum = encoding::crc32(format!("{token}{length}").as_bytes());
    format!("{length}{}", encoding::digits(sum, BASE36, 7))
}

fn grafana(token: &str) -> String {
    let sum = encoding::crc32(token.as_bytes()).swap_bytes();
    format!("_{sum:08x}")
}

fn cloudflare(token: &str) -> String {
    format!("{:08x}", encoding::crc32(body_of(token).as_bytes()))
}

const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Kinds with a front of their own, found under any name.
pub(super) static TOKENS: &[Credential] = &[
    token(
        &["aws-access-key-id"],
        "AKIA",
        "[b32:16]",
        &["aws_key", "access_key", "ref", "value"],
    ),
    token(
        &["aws-session-token"],
        "IQoJb3JpZ2lu",
        "[b64:160]",
        &["session_token", "blob"],
    ),
    token(
        &["aws-mws"],
        "amzn.mws.",
        "[hex:8]-[hex:4]-4[hex:3]-[var:1][hex:3]-[hex:12]",
        &["mws_token"],
    ),
    checked(
        &["github-pat"],
        "ghp_",
        "[b62:30]",
        &["token", "github_token", "note"],
        github,
    ),
    checked(
        &["github-oauth"],
        "gho_",
        "[b62:30]",
        &["gh_oauth", "data"],
        github,
    ),
    checked(
        &["github-user"],
        "ghu_",
        "[b62:30]",
        &["gh_user_token", "c1"],
        github,
    ),
    checked(
        &["github-refresh"],
        "ghr_",
        "[b62:30]",
        &["gh_refresh"],
        github,
    ),
    checked(
        &["github-app-installation"],
        "ghs_",
        "[b62:30]",
        &["installation_token"],
        github,
    ),
    token(
        &["github-fine-grained"],
        "github_pat_",
        "[b62:22]_[b62:59]",
        &["pat", "token2"],
    ),
    token(
        &["gitlab-pat"],
        "glpat-",
        "[b64u:20]",
        &["gitlab_token", "x_ref"],
    ),
    checked(
        &["gitlab-pat"],
        "glpat-",
        "[b64u:33].01.",
        &["gitlab_pat"],
        routable,
    ),
    token(
        &["gitlab-deploy-token", "gitlab-deploy"],
        "gldt-",
        "[b64u:20]",
        &["deploy_token"],
    ),
    token(
        &["gitlab-runner-token", "gitlab-runner"],
        "glrt-",
        "[b64u:20]",
        &["runner_token"],
    ),
    token(
        &["slack-bot", "slack-bot-token"],
        "xoxb-",
        "[nz:1][dig:11]-[nz:1][dig:11]-[b62:24]",
        &["slack_token", "integration"],
    ),
    token(
        &["slack-user"],
        "xoxp-",
        "[nz:1][dig:11]-[nz:1][dig:11]-[nz:1][dig:11]-[hex:32]",
        &["slack_user"],
    ),
    token(
        &["slack-app"],
        "xapp-1-A",
        "[ALNUM:10]-[nz:1][dig:12]-[hex:64]",
        &["slack_app"],
    ),
    token(
        &["telegram-bot"],
        "",
        "[nz:1][dig:9]:AA[b64u:33]",
        &["telegram_bot_token", "bot"],
    ),
    token(
        &["stripe-secret"],
        "sk_live_",
        "[b62:24]",
        &["stripe_key", "payment_cfg", "k"],
    ),
    token(
        &["stripe-restricted"],
        "rk_live_",
        "[b62:99]",
        &["stripe_restricted_key"],
    ),
    token(
        &["stripe-webhook"],
        "whsec_",
        "[b62:32]",
        &["signing_secret", "hook_ref"],
    ),
    token(&["square"], "sq0atp-", "[b64u:22]", &["square_token"]),
    token(&["razorpay"], "rzp_live_", "[b62:14]", &["razorpay_key"]),
    token(
        &["plaid"],
        "access-production-",
        "[hex:8]-[hex:4]-4[hex:3]-[var:1][hex:3]-[hex:12]",
        &["plaid_access"],
    ),
    token(
        &["sendgrid"],
        "SG.",
        "[b64u:22].[b64u:43]",
        &["sendgrid_key", "mailer"],
    ),
    token(&["mailgun"], "key-", "[hex:32]", &["mailgun_key"]),
    token(
        &["mailchimp"],
        "",
        "[hex:32]-us[nz:1]",
        &["mailchimp_api_key"],
    ),
    token(&["brevo"], "xkeysib-", "[hex:64]-[b62:16]", &["brevo_key"]),
    token(
        &["google-api-key"],
        "AIza",
        "[b64u:35]",
        &["maps_key", "gkey"],
    ),
    token(
        &["google-oauth"],
        "GOCSPX-",
        "[b64u:28]",
        &["google_secret"],
    ),
    token(
        &["google-oauth", "google-oauth-access"],
        "ya29.",
        "[b64u:80]",
        &["google_access"],
    ),
    token(
        &["azure-client-secret"],
        "",
        "[let:3]8Q~[let:34]",
        &["azure_client_secret"],
    ),
    token(
        &["openai"],
        "sk-proj-",
        "[b64u:48]T3BlbkFJ[b64u:48]",
        &["openai_key", "ai_cfg"],
    ),
    token(
        &["anthropic"],
        "sk-ant-api03-",
        "[b64u:93]AA",
        &["anthropic_key"],
    ),
    token(
        &["huggingface", "other-ai"],
        "hf_",
        "[let:34]",
        &["hf_token"],
    ),
    token(&["groq", "other-ai"], "gsk_", "[b62:52]", &["groq_key"]),
    checked(
        &["npm"],
        "npm_",
        "[b62:30]",
        &["npm_token", "registry"],
        github,
    ),
    token(
        &["pypi"],
        "pypi-AgEIcHlwaS5vcmc",
        "[b64u:140]",
        &["pypi_token"],
    ),
    token(&["rubygems"], "rubygems_", "[hex:48]", &["gem_key"]),
    token(&["docker"], "dckr_pat_", "[b64u:27]", &["docker_token"]),
    token(&["vault"], "hvs.", "[b64u:92]", &["vault_token"]),
    token(
        &["terraform-cloud"],
        "",
        "[b62:14].atlasv1.[b64u:64]",
        &["tf_token"],
    ),
    token(&["shopify"], "shpat_", "[hex:32]", &["shopify_token"]),
    token(&["new-relic"], "NRAK-", "[ALNUM:27]", &["newrelic"]),
    token(&["sentry"], "sntryu_", "[hex:64]", &["sentry_token"]),
    token(&["digitalocean"], "dop_v1_", "[hex:64]", &["do_token"]),
    token(&["heroku"], "HRKU-AA", "[b64u:58]", &["heroku_key"]),
    token(&["databricks"], "dapi", "[hex:32]", &["databricks"]),
    token(
        &["atlassian"],
        "ATATT3",
        "[b64u:186]=[HEX:8]",
        &["jira_token"],
    ),
    token(
        &["linear", "saas-prefixes"],
        "lin_api_",
        "[b62:40]",
        &["linear_key"],
    ),
    token(
        &["postman", "saas-prefixes"],
        "PMAK-",
        "[hex:24]-[hex:34]",
        &["postman"],
    ),
    token(
        &["doppler", "saas-prefixes"],
        "dp.pt.",
        "[b62:43]",
        &["doppler"],
    ),
    token(
        &["pulumi", "saas-prefixes"],
        "pul-",
        "[hex:40]",
        &["pulumi_token"],
    ),
    token(
        &["supabase", "saas-prefixes"],
        "sbp_",
        "[hex:40]",
        &["supabase_key"],
    ),
    token(
        &["airtable", "saas-prefixes"],
        "pat",
        "[b62:14].[hex:64]",
        &["airtable"],
    ),
    checked(&["grafana"], "glsa_", "[b62:32]", &["grafana_sa"], grafana),
    checked(
        &["cloudflare"],
        "cfut_",
        "[b62:40]",
        &["cf_token"],
        cloudflare,
    ),
    token(
        &["bcrypt"],
        "$2b$12$",
        "[crypt:53]",
        &["password_digest", "pw", "hash"],
    ),
    token(
        &["argon2"],
        "$argon2id$v=19$m=65536,t=3,p=4$",
        "[b64:22]$[b64:43]",
        &["password_hash", "pwd"],
    ),
    token(
        &["pbkdf2"],
        "pbkdf2_sha256$600000$",
        "[b62:22]$[b64:43]=",
        &["password", "login_hash"],
    ),
    token(
        &["cms-hashes", "phpass"],
        "$P$B",
        "[crypt:30]",
        &["user_pass"],
    ),
    token(
        &["pg-scram"],
        "SCRAM-SHA-256$4096:",
        "[b64:22]==$[b64:43]=:[b64:43]=",
        &["rolpassword"],
    ),
    token(
        &["mysql-native"],
        "*",
        "[HEX:40]",
        &["authentication_string"],
    ),
    token(
        &["ciphertext-at-rest", "fernet"],
        "gAAAAAB",
        "[b64u:120]=",
        &["encrypted_value"],
    ),
    token(
        &["discord-bot"],
        "MTE4",
        "[dig:1][b64u:20].[b64u:6].[b64u:38]",
        &["discord_token"],
    ),
];

/// Kinds that only the column's name tells.
pub(super) static NAMED: &[Credential] = &[
    token(
        &["oauth-client-secret"],
        "",
        "[b62:40]",
        &["client_secret", "oauth_secret"],
    ),
    token(
        &["access-token", "access"],
        "",
        "[b64u:43]",
        &["access_token"],
    ),
    token(
        &["refresh-token", "access-token", "access"],
        "",
        "[b64u:64]",
        &["refresh_token"],
    ),
    token(
        &["session"],
        "",
        "[alnum:32]",
        &["session_key", "remember_token", "sid"],
    ),
    token(
        &["reset-token", "reset"],
        "",
        "[b64u:20]",
        &[
            "reset_password_token",
            "confirmation_token",
            "invitation_token",
        ],
    ),
    token(
        &["totp-secret"],
        "",
        "[b32:32]",
        &["otp_secret", "totp_secret", "mfa_secret"],
    ),
    token(
        &["generic-secret"],
        "",
        "[hex:40]",
        &["api_secret", "hmac_key", "signing_key"],
    ),
    token(
        &["generic-secret", "api-key"],
        "",
        "[b62:48]",
        &["api_key", "webhook_secret", "partner_token"],
    ),
    token(
        &["raw-digests", "raw-digest"],
        "",
        "[hex:64]",
        &["password_sha256", "pass_hash"],
    ),
    token(
        &["datadog"],
        "",
        "[hex:32]",
        &["dd_api_key", "datadog_api_key"],
    ),
    token(
        &["twilio", "generic-secret"],
        "",
        "[hex:32]",
        &["twilio_auth_token"],
    ),
    token(
        &["aws-secret-access-key"],
        "",
        "[b64:40]",
        &["aws_secret_access_key", "secret_access_key"],
    ),
    token(
        &["password-plaintext", "password"],
        "",
        "[let:6]-[b62:5][dig:2]!",
        &["password", "passwd", "smtp_password"],
    ),
];

/// A connection string with a user and a password in it; answers also the password.
pub(super) fn database_url(random: &mut Random) -> (String, String) {
    let scheme = *random.pick(&["postgres", "mysql", "mongodb", "redis", "amqp"]);
    let password = fill("[b62:18]", random);
    let host = fill("db[dig:2].prod.corp.example", random);
    (
        format!("{scheme}://svc_app:{password}@{host}:5432/main"),
        password,
    )
}

/// A private key of random bytes, lines of 64.
pub(super) fn pem(random: &mut Random) -> String {
    let label = *random.pick(&["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"]);
    let dashes = "-".repeat(5);
    let mut lines: Vec<String> = (0..6).map(|_| fill("[b64:64]", random)).collect();
    lines[0].replace_range(..10, "MIIEvQIBAD");
    format!(
        "{dashes}BEGIN {label}{dashes}\n{}\n{dashes}END {label}{dashes}\n",
        lines.join("\n")
    )
}

/// A signed token with claims of its own.
pub(super) fn jwt(random: &mut Random) -> String {
    let claims = format!(
        r#"{{"sub":"{}","iss":"https://id.corp.example","exp":{}}}"#,
        random.digits(8),
        1_798_761_600 + random.below(1_000_000)
    );
    let header = encoding::base64url(br#"{"alg":"HS256","typ":"JWT"}"#);
    let body = encoding::base64url(claims.as_bytes());
    format!("{header}.{body}.{}", fill("[b64u:43]", random))
}
