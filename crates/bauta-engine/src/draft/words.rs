//! What names of tables and columns say about what they are for.

/// The lower-case words of a name: `userSessions` and `user_sessions` have the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower_before = false;
    for c in name.chars() {
        let boundary = !c.is_alphanumeric() || (c.is_uppercase() && lower_before);
        if boundary && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        lower_before = c.is_lowercase() || c.is_numeric();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether one of the name's words is in the list.
pub(super) fn has_word(name: &str, list: &[&str]) -> bool {
    words(name).iter().any(|word| list.contains(&word.as_str()))
}

/// Whether `name` is one of the list, whatever its case.
pub(super) fn is_one_of(name: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_apart_into_words() {
        assert_eq!(words("userSessions"), ["user", "sessions"]);
        assert_eq!(words("wp_options"), ["wp", "options"]);
        assert_eq!(words("QRTZ_JOB_DETAILS"), ["qrtz", "job", "details"]);
        assert_eq!(words("_"), [""; 0]);
    }

    #[test]
    fn a_word_within_a_word_does_not_count() {
        assert!(!has_word("jobseekers", &["job", "jobs"]));
        assert!(has_word("failed_jobs", &["jobs"]));
    }
}
