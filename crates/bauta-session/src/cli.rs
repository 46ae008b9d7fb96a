//! The same thing on the command line, to copy.

use std::path::Path;

/// A line that a shell reads as it was meant.
pub(crate) fn line(command: &[&str], arguments: &[String]) -> String {
    let words = std::iter::once("bauta").chain(command.iter().copied());
    let mut line = words.collect::<Vec<_>>().join(" ");
    for argument in arguments {
        line.push(' ');
        line.push_str(&quoted(argument));
    }
    line
}

/// A path as an argument; one that would pass for a flag is told from it.
pub(crate) fn path(path: &Path) -> String {
    let text = path.display().to_string();
    if text.starts_with('-') {
        format!("./{text}")
    } else {
        text
    }
}

fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_split_is_quoted() {
        let words = ["-p", "my profile.yaml", "it's", ""].map(str::to_owned);
        assert_eq!(
            line(&["mask"], &words),
            r"bauta mask -p 'my profile.yaml' 'it'\''s' ''"
        );
        assert_eq!(path(Path::new("-x.sql")), "./-x.sql");
    }
}
