/// A text that grows line by line.
#[derive(Debug, Default)]
pub(crate) struct Lines(String);

impl Lines {
    /// Adds a line.
    pub(crate) fn add(&mut self, line: impl AsRef<str>) {
        self.0.push_str(line.as_ref());
        self.0.push('\n');
    }

    /// Adds lines that have their ends already.
    pub(crate) fn append(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// The text.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}
