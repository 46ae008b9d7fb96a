//! Documents of every form with a credential somewhere inside.

use super::lookalikes::sentence;
use super::pattern::fill;
use crate::encoding::{base64, base64url, hex, percent};
use crate::random::Random;

/// A way to hide a credential in a value.
#[derive(Debug)]
pub(super) struct Container {
    /// What it is, in reports of the scorer.
    pub(super) form: &'static str,
    /// The type of the column.
    pub(super) ty: &'static str,
    /// What columns are called.
    pub(super) names: &'static [&'static str],
    /// Whether a name beside the value tells that it is a secret.
    pub(super) hinted: bool,
    /// The secret, wrapped.
    pub(super) wrap: fn(&str, &mut Random) -> String,
}

const fn form(
    form: &'static str,
    ty: &'static str,
    names: &'static [&'static str],
    wrap: fn(&str, &mut Random) -> String,
) -> Container {
    Container {
        form,
        ty,
        names,
        hinted: true,
        wrap,
    }
}

/// One in which nothing but the value itself tells.
const fn bare(
    name: &'static str,
    ty: &'static str,
    names: &'static [&'static str],
    wrap: fn(&str, &mut Random) -> String,
) -> Container {
    Container {
        hinted: false,
        ..form(name, ty, names, wrap)
    }
}

/// One column each.
pub(super) static CONTAINERS: &[Container] = &[
    form("json", "jsonb", &["settings", "payload"], json),
    form("json-text", "text", &["options", "meta"], json),
    form("json-escaped", "text", &["event", "raw_json"], escaped_json),
    form(
        "json-in-json",
        "jsonb",
        &["config", "properties"],
        |secret, random| {
            let inner = quote(&json(secret, random));
            format!(
                r#"{{"version": {}, "inner": {inner}, "ok": true}}"#,
                random.between(1, 9)
            )
        },
    ),
    form(
        "yaml",
        "text",
        &["manifest", "values_yaml"],
        |secret, random| {
            format!(
                "app: {}\nreplicas: {}\nauth:\n  token: \"{secret}\"\n  retries: 3\n",
                fill("[low:6]", random),
                random.between(1, 9)
            )
        },
    ),
    form("xml", "text", &["xml_config", "soap"], |secret, random| {
        let secret = secret.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            "<config id=\"{}\"><auth><token>{secret}</token></auth><mode>fast</mode></config>",
            random.digits(4)
        )
    }),
    form(
        "php",
        "text",
        &["option_value", "serialized"],
        |secret, random| {
            let mode = fill("[low:5]", random);
            format!(
                "a:2:{{s:4:\"mode\";s:5:\"{mode}\";s:7:\"api_key\";s:{}:\"{secret}\";}}",
                secret.len()
            )
        },
    ),
    form(
        "form",
        "text",
        &["form_body", "post_data"],
        |secret, random| {
            format!(
                "page={}&api_key={}&sort=asc",
                random.between(1, 99),
                percent(secret)
            )
        },
    ),
    form("url", "text", &["callback", "referer"], |secret, random| {
        format!(
            "https://app.corp.example/cb?state={}&token={}",
            random.digits(6),
            percent(secret)
        )
    }),
    form("base64", "text", &["blob", "encoded"], |secret, random| {
        base64(json(secret, random).as_bytes())
    }),
    form(
        "base64url",
        "text",
        &["state_param", "cursor_state"],
        |secret, random| base64url(json(secret, random).as_bytes()),
    ),
    bare(
        "base64-twice",
        "text",
        &["wrapped", "opaque_blob"],
        |secret, random| {
            base64(base64(format!("{secret} {}", random.digits(5)).as_bytes()).as_bytes())
        },
    ),
    bare(
        "bytea",
        "bytea",
        &["raw", "file_bytes"],
        |secret, random| {
            format!(
                "\\x{}",
                hex(format!("key={secret};n={}", random.digits(3)).as_bytes())
            )
        },
    ),
    bare("hex", "text", &["hex_dump", "packet"], |secret, random| {
        hex(format!("{} {secret}", random.digits(3)).as_bytes())
    }),
    form("env", "text", &["env_file", "dotenv"], |secret, random| {
        format!(
            "# settings\nDEBUG=false\nexport SERVICE_TOKEN={secret}\nPORT={}\n",
            random.between(1000, 9999)
        )
    }),
    form(
        "ini",
        "text",
        &["ini", "properties_file"],
        |secret, random| {
            format!(
                "[service]\nname = {}\npassword = {secret}\ntimeout = 30\n",
                fill("[low:6]", random)
            )
        },
    ),
    form(
        "headers",
        "text",
        &["request_headers", "http_dump"],
        |secret, random| {
            format!(
                "Host: api.corp.example\nAuthorization: Bearer {secret}\nX-Request: {}\n",
                random.digits(6)
            )
        },
    ),
    form(
        "basic-auth",
        "text",
        &["auth_header", "proxy_header"],
        |secret, random| {
            let pair = format!("{}:{secret}", fill("[low:6]", random));
            format!("Authorization: Basic {}", base64(pair.as_bytes()))
        },
    ),
    form("log", "text", &["log_line", "message"], |secret, random| {
        format!(
            "2026-05-{:02} 10:11:12 WARN retry {} with token={secret} failed",
            random.between(1, 28),
            random.between(1, 9)
        )
    }),
    bare(
        "free-text",
        "text",
        &["comment", "note", "description"],
        |secret, random| {
            format!(
                "{}. I used {secret} for it, {}",
                sentence(random),
                sentence(random)
            )
        },
    ),
    bare(
        "array",
        "text[]",
        &["tags", "keys_list"],
        |secret, random| {
            format!(
                "{{{},\"{}\",{}}}",
                fill("[low:5]", random),
                secret.replace('\\', "\\\\").replace('"', "\\\""),
                fill("[low:4]", random)
            )
        },
    ),
    form(
        "hstore",
        "text",
        &["attributes_hstore", "kv"],
        |secret, random| {
            format!(
                "\"mode\"=>\"{}\", \"api_token\"=>\"{secret}\"",
                fill("[low:5]", random)
            )
        },
    ),
    bare(
        "composite",
        "text",
        &["endpoint_row", "pair"],
        |secret, random| format!("({},\"{secret}\",t)", random.between(1, 99)),
    ),
    form(
        "json-base64-json",
        "jsonb",
        &["envelope", "message_body"],
        |secret, random| {
            format!(
                r#"{{"data": "{}", "attempt": {}}}"#,
                base64(json(secret, random).as_bytes()),
                random.between(1, 5)
            )
        },
    ),
    form(
        "php-json",
        "text",
        &["wp_meta", "session_blob"],
        |secret, random| {
            let inner = json(secret, random);
            format!("a:1:{{s:4:\"data\";s:{}:\"{inner}\";}}", inner.len())
        },
    ),
    form(
        "pairs",
        "jsonb",
        &["env_vars", "parameters"],
        |secret, random| {
            format!(
                r#"{{"env": [{{"name": "MODE", "value": "{}"}}, {{"name": "DB_PASSWORD", "value": {}}}]}}"#,
                fill("[low:5]", random),
                quote(secret)
            )
        },
    ),
    form(
        "yaml-pairs",
        "text",
        &["deployment", "pod_spec"],
        |secret, random| {
            format!(
                "containers:\n  - name: {}\n    env:\n      - name: API_TOKEN\n        value: \"{secret}\"\n",
                fill("[low:6]", random)
            )
        },
    ),
    form(
        "xml-entries",
        "text",
        &["java_properties", "app_xml"],
        |secret, random| {
            let secret = secret.replace('&', "&amp;").replace('<', "&lt;");
            format!(
                "<map><entry key=\"mode\">{}</entry><entry key=\"client.secret\">{secret}</entry></map>",
                fill("[low:5]", random)
            )
        },
    ),
    form("toml", "text", &["toml", "pyproject"], |secret, random| {
        format!(
            "[registry]\nname = \"{}\"\ntoken = \"{secret}\"\nretries = 2\n",
            fill("[low:6]", random)
        )
    }),
    form(
        "cookie",
        "text",
        &["cookie_header", "raw_cookies"],
        |secret, random| {
            format!(
                "Cookie: lang=de; seen={}; sessionid={secret}; theme=dark",
                random.digits(4)
            )
        },
    ),
    form(
        "command",
        "text",
        &["command", "shell_history"],
        |secret, random| {
            format!(
                "docker run --rm -e SMTP_PASSWORD={secret} -p {}:80 shop:latest",
                random.between(1000, 9999)
            )
        },
    ),
    form(
        "log-json",
        "text",
        &["log_entry", "last_log"],
        |secret, random| {
            format!(
                r#"2026-05-{:02}T10:11:12Z ERROR sync failed {{"apiKey": {}, "attempt": {}}}"#,
                random.between(1, 28),
                quote(secret),
                random.between(1, 9)
            )
        },
    ),
    form(
        "log-colon",
        "text",
        &["trace", "stderr"],
        |secret, random| {
            format!(
                "[{}] config loaded; client_secret: {secret}, region: eu-{}",
                random.digits(5),
                random.between(1, 3)
            )
        },
    ),
    form(
        "log-url",
        "text",
        &["access_log", "request_line"],
        |secret, random| {
            format!(
                "10.1.2.{} \"GET /v1/items?page={}&api_key={} HTTP/1.1\" 200",
                random.between(1, 250),
                random.between(1, 9),
                percent(secret)
            )
        },
    ),
    form(
        "sentence",
        "text",
        &["answer", "chat_text"],
        |secret, random| {
            format!(
                "{}. The API key is {secret}, please change it.",
                sentence(random)
            )
        },
    ),
];

fn json(secret: &str, random: &mut Random) -> String {
    format!(
        r#"{{"enabled": true, "limit": {}, "auth": {{"api_token": {}}}, "label": "{}"}}"#,
        random.between(1, 500),
        quote(secret),
        fill("[low:7]", random)
    )
}

/// With escapes where nobody needs them.
fn escaped_json(secret: &str, random: &mut Random) -> String {
    let escaped: String = secret
        .chars()
        .map(|character| match character {
            '/' => "\\/".to_owned(),
            '_' | '-' | 'a' | 'e' => format!("\\u{:04x}", u32::from(character)),
            other => other.to_string(),
        })
        .collect();
    format!(
        r#"{{"id": {}, "token": "{escaped}"}}"#,
        random.between(1, 999)
    )
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
