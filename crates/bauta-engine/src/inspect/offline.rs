//! What credentials tell of themselves, without asking anybody.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bauta_detect::{Category, Evidence, Treatment, catalogue};
use serde_json::Value;

use super::inspection::Offline;

/// Longest name of an issuer or account that is told.
const NAME_CHARS: usize = 80;

/// Reads a value of that kind. What is told are names and dates, never what opens anything.
pub(super) fn read(kind: &str, value: &[u8]) -> Offline {
    let Ok(text) = std::str::from_utf8(value) else {
        return Offline::default();
    };
    let mut offline = match kind {
        "jwt" => jwt(text).unwrap_or_default(),
        "aws-access-key-id" => Offline {
            account: aws_account(text),
            ..Offline::default()
        },
        _ if text.contains("://") => url(text),
        _ => Offline::default(),
    };
    if kind.starts_with("telegram") {
        offline.account = text
            .split_once(':')
            .map(|(bot, _)| bot.to_owned())
            .filter(|bot| bot.bytes().all(|byte| byte.is_ascii_digit()));
    }
    if offline.expires.is_none() {
        offline.expires = signed_until(text);
    }
    offline.live = live(text);
    if offline.issuer.is_none() {
        offline.issuer = issuer(kind);
    }
    offline
}

/// A moment as SQL writes it (`2030-01-01 00:00:00+00`), in the form of reports; the day alone where
/// its zone is another than UTC. `None` for one that is no date.
pub(super) fn written_moment(moment: &str) -> Option<String> {
    let day = moment.get(..10).filter(|day| is_day(day))?;
    let time = moment
        .strip_suffix("+00")
        .and_then(|moment| moment.get(11..))
        .filter(|time| {
            time.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b':')
        });
    Some(format!("{day}T{}Z", time.unwrap_or("00:00:00")))
}

/// Whether a moment (`2027-01-31T…`) lies before the day `today`.
pub(super) fn has_passed(expires: &str, today: &str) -> Option<bool> {
    (!today.is_empty()).then(|| expires.get(..10).is_some_and(|day| day < today))
}

/// The account that an access key id is of.
///
/// *Source:* the id's 16 characters are base32; bits 1 to 40 of the first six bytes are the
/// account's number.
fn aws_account(key_id: &str) -> Option<String> {
    let mut number = 0u64;
    let digits = key_id.get(4..14)?;
    for byte in digits.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return None,
        };
        number = number << 5 | u64::from(digit);
    }
    // Ten digits are 50 bits, the first six bytes 48 of them.
    let account = (number >> 2 & 0x7fff_ffff_ff80) >> 7;
    Some(format!("{account:012}"))
}

/// What the payload of a JSON web token says.
///
/// *Source:* RFC 7519, sections 4.1.1 and 4.1.4.
fn jwt(token: &str) -> Option<Offline> {
    let payload = token.split('.').nth(1)?;
    let payload = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    let claims: Value = serde_json::from_slice(&payload).ok()?;
    let expires = claims.get("exp").and_then(Value::as_f64);
    Some(Offline {
        issuer: claims.get("iss").and_then(Value::as_str).and_then(name),
        #[expect(clippy::cast_possible_truncation, reason = "moments are checked there")]
        expires: expires.and_then(|seconds| moment(seconds as i64)),
        ..Offline::default()
    })
}

/// Host and user of a URL.
fn url(text: &str) -> Offline {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (user.split(':').next(), host),
        None => (None, authority),
    };
    Offline {
        issuer: name(host),
        account: user.and_then(name),
        ..Offline::default()
    }
}

/// The end of a shared access signature (`se=2027-01-01T00%3A00%3A00Z`) or of a signed URL.
///
/// *Source:* Azure Storage, "Create a service SAS", signed expiry.
fn signed_until(text: &str) -> Option<String> {
    let (query, signed) = (
        text.split_once('?').map_or(text, |(_, query)| query),
        text.contains("sig="),
    );
    let value = query
        .split(['&', ';'])
        .find_map(|pair| pair.strip_prefix("se="))
        .filter(|_| signed)?;
    let value = value.replace("%3A", ":").replace("%3a", ":");
    if let Ok(seconds) = value.parse::<i64>() {
        return moment(seconds);
    }
    let day = value.get(..10)?;
    let time = value.get(10..).filter(|time| {
        time.len() <= 15
            && time
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b':')
    })?;
    is_day(day).then(|| match time {
        "" => format!("{day}T00:00:00Z"),
        time => format!("{day}{time}"),
    })
}

/// Whether a text has the form `2030-01-01`.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether a token says at its front that it is for tests or for the real thing.
fn live(text: &str) -> Option<bool> {
    let front: String = text.chars().take(24).collect();
    let words = || front.split(['_', '-', '$', '.', ':']);
    if words().any(|word| matches!(word, "live" | "production" | "prod")) {
        return Some(true);
    }
    words()
        .any(|word| matches!(word, "test" | "sandbox" | "sbox" | "sdbx"))
        .then_some(false)
}

/// Who issues tokens of a kind: the names in front of what it is.
fn issuer(kind: &str) -> Option<String> {
    let detector = catalogue().find(|detector| detector.kind == kind)?;
    let made_here = matches!(detector.treatment, Treatment::Hash);
    if detector.category != Category::Secret || detector.evidence != Evidence::Prefix || made_here {
        return None;
    }
    let named = |word: &&str| {
        let first = word.chars().next();
        first.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
            && !matches!(*word, "API" | "SMTP" | "OAuth" | "URL")
    };
    let words: Vec<&str> = detector.summary.split(' ').take_while(named).collect();
    if words.is_empty() {
        return kind.split('-').next().map(str::to_owned);
    }
    Some(words.join(" ").trim_end_matches([',', '.']).to_owned())
}

/// A name that may be told: not too long, nothing in it that a terminal obeys.
pub(super) fn name(text: &str) -> Option<String> {
    let told: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_CHARS)
        .collect();
    (!told.is_empty()).then_some(told)
}

/// A moment in seconds since 1970, in years that people use.
///
/// *Source:* H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
pub(super) fn moment(seconds: i64) -> Option<String> {
    if !(0..=253_402_300_799).contains(&seconds) {
        return None;
    }
    let (days, rest) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day + 2) / 153;
    let (day, month) = (
        day - (153 * shifted + 2) / 5 + 1,
        if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        },
    );
    let year = year + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(claims: &str) -> String {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        format!(
            "{}.{}.{}",
            part("{\"alg\":\"HS256\"}"),
            part(claims),
            "x".repeat(43)
        )
    }

    #[test]
    fn an_access_key_id_tells_its_account() {
        // The example of the documentation of AWS's own GetAccessKeyInfo is not decodable; these
        // are published pairs of key ids and accounts.
        for (key_id, account) in [
            ("ASIAQNZGKIQY56JQ7WML", "029608264753"),
            ("ASIAY34FZKBOKMUTVV7A", "609629065308"),
        ] {
            let told = read("aws-access-key-id", key_id.as_bytes());
            assert_eq!(told.account.as_deref(), Some(account));
            assert_eq!(told.issuer.as_deref(), Some("AWS"));
        }
        assert_eq!(read("aws-access-key-id", b"AKIA").account, None);
    }

    #[test]
    fn a_web_token_tells_issuer_and_end() {
        let told = read(
            "jwt",
            token(r#"{"iss":"https://id.example","exp":1798761600,"sub":"ada"}"#).as_bytes(),
        );
        assert_eq!(told.issuer.as_deref(), Some("https://id.example"));
        assert_eq!(told.expires.as_deref(), Some("2027-01-01T00:00:00Z"));
        for broken in ["a.b.c", "", "..", "x.e30.y", &token("{\"exp\":1e300}")] {
            assert_eq!(read("jwt", broken.as_bytes()).expires, None);
        }
    }

    #[test]
    fn a_connection_tells_host_and_user_and_no_password() {
        let told = read(
            "db-url",
            b"postgres://app:geheim@db.example:5432/shop?sslmode=require",
        );
        assert_eq!(told.issuer.as_deref(), Some("db.example:5432"));
        assert_eq!(told.account.as_deref(), Some("app"));
        assert!(!format!("{told:?}").contains("geheim"));
    }

    #[test]
    fn a_signature_tells_its_end() {
        let sas =
            b"https://acc.blob.core.windows.net/c?sv=2022-11-02&se=2027-03-01T12%3A00%3A00Z&sig=x";
        assert_eq!(
            read("azure-sas", sas).expires.as_deref(),
            Some("2027-03-01T12:00:00Z")
        );
        assert_eq!(
            read("x", b"se=2027-03-01&sig=").expires.as_deref(),
            Some("2027-03-01T00:00:00Z")
        );
        assert_eq!(read("x", b"se=no-date-at-all&sig=1").expires, None);
    }

    #[test]
    fn tokens_for_tests_are_told_from_real_ones() {
        assert_eq!(live("sk_live_x"), Some(true));
        assert_eq!(live("rzp_test_x"), Some(false));
        assert_eq!(live("access_token$sandbox$abc"), Some(false));
        assert_eq!(live("ghp_latest"), None);
    }

    #[test]
    fn what_has_passed_is_told_only_where_today_is_known() {
        assert_eq!(has_passed("2026-01-01T00:00:00Z", "2026-11-22"), Some(true));
        assert_eq!(
            has_passed("2027-01-01T00:00:00Z", "2026-11-22"),
            Some(false)
        );
        assert_eq!(has_passed("2027-01-01T00:00:00Z", ""), None);
    }

    #[test]
    fn moments_of_sql_are_told_alike() {
        for (written, told) in [
            ("2030-01-01 00:00:00+00", Some("2030-01-01T00:00:00Z")),
            ("2030-01-01 02:00:00+02", Some("2030-01-01T00:00:00Z")),
            ("2030-01-01", Some("2030-01-01T00:00:00Z")),
            ("infinity", None),
            ("äöüäöü", None),
        ] {
            assert_eq!(written_moment(written).as_deref(), told);
        }
    }

    #[test]
    fn moments_are_right_around_leap_days() {
        for (seconds, told) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(moment(seconds).as_deref(), Some(told));
        }
        assert_eq!(moment(-1), None);
        assert_eq!(moment(i64::MAX), None);
    }

    #[test]
    fn every_token_with_a_prefix_has_an_issuer() {
        for detector in catalogue() {
            if detector.evidence == Evidence::Prefix
                && detector.category == Category::Secret
                && detector.treatment != Treatment::Hash
            {
                let issuer = issuer(detector.kind).unwrap();
                assert!(!issuer.is_empty() && issuer.len() < 40, "{issuer}");
            }
        }
    }
}
