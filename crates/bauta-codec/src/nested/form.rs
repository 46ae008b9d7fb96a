use crate::escapes::Escape;

/// A way in which texts stand inside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Form {
    /// JSON.
    Json,
    /// YAML, one scalar a line.
    Yaml,
    /// XML.
    Xml,
    /// What PHP's `serialize` writes.
    Php,
    /// A `PostgreSQL` array.
    Array,
    /// A `PostgreSQL` row.
    Composite,
    /// A `PostgreSQL` hstore.
    Hstore,
    /// A query string or form.
    Query,
    /// Lines of names and values: `.env`, INI, properties.
    Lines,
    /// A JSON web token.
    Jwt,
    /// A message of mail.
    Mime,
    /// Encoded words in a header.
    EncodedWord,
    /// Compressed bytes.
    Compressed,
    /// Base64 of either alphabet.
    Base64,
    /// Hexadecimal digits.
    Hex,
    /// Text with `%40` in it.
    Percent,
    /// Text with `\n` and `\u0040` in it.
    Backslash,
    /// Text with `&amp;` in it.
    Entity,
    /// Quoted-printable text.
    QuotedPrintable,
}

impl Form {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Xml => "xml",
            Self::Php => "php",
            Self::Array => "array",
            Self::Composite => "row",
            Self::Hstore => "hstore",
            Self::Query => "form",
            Self::Lines => "lines",
            Self::Jwt => "jwt",
            Self::Mime => "mime",
            Self::EncodedWord => "encoded-word",
            Self::Compressed => "compressed",
            Self::Base64 => "base64",
            Self::Hex => "hex",
            Self::Percent => "percent",
            Self::Backslash => "backslash",
            Self::Entity => "entity",
            Self::QuotedPrintable => "quoted-printable",
        }
    }
}

impl From<Escape> for Form {
    fn from(escape: Escape) -> Self {
        match escape {
            Escape::Percent | Escape::Form => Self::Percent,
            Escape::Backslash => Self::Backslash,
            Escape::Entity => Self::Entity,
            Escape::QuotedPrintable => Self::QuotedPrintable,
        }
    }
}
