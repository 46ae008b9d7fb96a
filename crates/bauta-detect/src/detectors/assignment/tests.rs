use super::*;

#[test]
fn a_hint_is_a_word_of_its_own() {
    for name in [
        "api_key",
        "API-KEY",
        "apiKey",
        "x.api.key",
        "MY_APIKEY",
        "apikey",
    ] {
        assert!(names(name.as_bytes(), &["apikey"]), "{name}");
    }
    for name in ["api_keys", "rapikey", "key", "api", "apikey_", ""] {
        assert!(!names(name.as_bytes(), &["apikey"]), "{name}");
    }
}

#[test]
fn references_are_no_values() {
    for value in [
        "${X}",
        "$TOKEN",
        "{{ x }}",
        "<here>",
        "xxxxxx",
        "NULL",
        "[filtered]",
    ] {
        assert!(is_placeholder(value.as_bytes()), "{value}");
    }
    for value in ["$2b$10$abc", "hunter2", "$ecret1"] {
        assert!(!is_placeholder(value.as_bytes()), "{value}");
    }
}
