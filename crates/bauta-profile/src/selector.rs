use std::fmt;

use bauta_model::TableName;

/// A name, or a pattern of names, as a selector spells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NamePattern {
    /// This name.
    Exact(String),
    /// Names that fit the pattern; `*` stands for any run of characters.
    Glob(String),
}

impl NamePattern {
    /// Reads the selector of a column: a name or a glob, in double quotes where it holds a star
    /// itself.
    pub fn of_column(text: &str) -> Option<Self> {
        if !text.starts_with('"') {
            let part = Part {
                text: text.to_owned(),
                quoted: false,
            };
            return (!text.is_empty()).then(|| Self::new(part));
        }
        let parts = split(text)?;
        match parts.as_slice() {
            [(part, _)] => Some(Self::new(part.clone())),
            _ => None,
        }
    }

    /// Whether `name` fits.
    pub fn matches(&self, name: &str) -> bool {
        match self {
            Self::Exact(exact) => exact == name,
            Self::Glob(glob) => glob_matches(glob, name),
        }
    }

    /// How loosely it binds: 0 for a name, 1 for a pattern, 2 for `*`.
    pub fn looseness(&self) -> u8 {
        match self {
            Self::Exact(_) => 0,
            Self::Glob(glob) => 1 + u8::from(glob == "*"),
        }
    }

    /// The pattern's text, without quotes.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Exact(text) | Self::Glob(text) => text,
        }
    }

    fn new(part: Part) -> Self {
        if part.quoted || !part.text.contains('*') {
            Self::Exact(part.text)
        } else {
            Self::Glob(part.text)
        }
    }
}

impl fmt::Display for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(name) if name.is_empty() || name.contains(['.', '/', '*', '"']) => {
                write!(f, "\"{}\"", name.replace('"', "\"\""))
            }
            Self::Exact(text) | Self::Glob(text) => f.write_str(text),
        }
    }
}

/// Which tables a rule is for: `table`, `schema.table` or `database/schema.table`, each part a
/// name or a glob.
///
/// A part that holds a dot, slash or star itself goes in double quotes, and a double quote within
/// is doubled.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TableSelector {
    /// The database; `None` means the only one.
    pub database: Option<NamePattern>,
    /// The schema; `None` means the default one, or every one where the table is `*`.
    pub schema: Option<NamePattern>,
    /// The table.
    pub table: NamePattern,
}

impl TableSelector {
    /// Reads a selector; `None` where `text` is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = split(text)?;
        let table = NamePattern::new(parts.pop()?.0);
        let mut database = None;
        let mut schema = None;
        while let Some((part, separator)) = parts.pop() {
            let slot = match separator {
                Some('.') if schema.is_none() && database.is_none() => &mut schema,
                Some('/') if database.is_none() => &mut database,
                _ => return None,
            };
            *slot = Some(NamePattern::new(part));
        }
        Some(Self {
            database,
            schema,
            table,
        })
    }

    /// Whether it means `table`.
    pub fn matches(&self, table: &TableName, scope: Scope<'_>) -> bool {
        if !self.table.matches(&table.table) {
            return false;
        }
        let everywhere = self.table.looseness() == 2;
        let fits = |pattern: Option<&NamePattern>, name: Option<&str>, default: Option<&str>| {
            let name = name.or(default);
            match pattern {
                Some(pattern) => pattern.matches(name.unwrap_or_default()),
                None => everywhere || name == default,
            }
        };
        let database = table.database.as_deref();
        // Where the dialect has no schemas, `shop.users` names a database.
        let without_schemas = scope.schema.is_none() && table.schema.is_none();
        if without_schemas && self.database.is_none() && self.schema.is_some() {
            return fits(self.schema.as_ref(), database, scope.database);
        }
        fits(self.database.as_ref(), database, scope.database)
            && fits(self.schema.as_ref(), table.schema.as_deref(), scope.schema)
    }

    /// How loosely it binds, the table's part first; smaller goes first.
    pub fn looseness(&self) -> (u8, u8, u8) {
        let everywhere = self.table.looseness() == 2;
        let of = |part: Option<&NamePattern>| match part {
            Some(pattern) => pattern.looseness(),
            None if everywhere => 3,
            None => 0,
        };
        (
            self.table.looseness(),
            of(self.schema.as_ref()),
            of(self.database.as_ref()),
        )
    }

    /// Whether any part is a glob.
    pub fn is_glob(&self) -> bool {
        let glob = |part: &NamePattern| part.looseness() > 0;
        glob(&self.table)
            || self.schema.as_ref().is_some_and(glob)
            || self.database.as_ref().is_some_and(glob)
    }

    /// The selector that means exactly `table`.
    pub fn exactly(table: &TableName) -> Self {
        let exact = |name: &String| NamePattern::Exact(name.clone());
        Self {
            database: table.database.as_ref().map(exact),
            schema: table.schema.as_ref().map(exact),
            table: exact(&table.table),
        }
    }
}

impl fmt::Display for TableSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(database) = &self.database {
            write!(f, "{database}/")?;
        }
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        self.table.fmt(f)
    }
}

/// What names without a schema or a database mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope<'a> {
    /// The default schema, where the dialect has schemas.
    pub schema: Option<&'a str>,
    /// The only database, where it has a name.
    pub database: Option<&'a str>,
}

/// One column of one table, as exceptions name it: `public.orders.comment`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ColumnPath {
    /// The table.
    pub table: TableSelector,
    /// The column.
    pub column: String,
}

impl ColumnPath {
    /// Reads a path; globs are refused. `None` where `text` is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = split(text)?;
        let (column, before) = parts.split_last()?;
        if before.last()?.1 != Some('.') {
            return None;
        }
        let mut end = text.len();
        // The column's own spelling is what follows the last separator outside of quotes.
        let mut quoted = false;
        for (at, c) in text.char_indices() {
            match c {
                '"' => quoted = !quoted,
                '.' if !quoted => end = at,
                _ => {}
            }
        }
        let table = TableSelector::parse(text.get(..end)?)?;
        let NamePattern::Exact(column) = NamePattern::new(column.0.clone()) else {
            return None;
        };
        (!table.is_glob()).then_some(Self { table, column })
    }
}

impl fmt::Display for ColumnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}.{}",
            self.table,
            NamePattern::Exact(self.column.clone())
        )
    }
}

/// The key by which a profile names exactly that column: quoted where it would read as a glob.
pub fn column_key(name: &str) -> String {
    if name.contains('*') || name.starts_with('"') {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}

#[derive(Clone)]
struct Part {
    text: String,
    quoted: bool,
}

/// The parts between dots and slashes, each with the separator that follows it.
fn split(text: &str) -> Option<Vec<(Part, Option<char>)>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let (part, after) = if let Some(inner) = rest.strip_prefix('"') {
            quoted_part(inner)?
        } else {
            let end = rest.find(['.', '/', '"']).unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end)?;
            let part = Part {
                text: name.to_owned(),
                quoted: false,
            };
            (part, after)
        };
        if part.text.is_empty() {
            return None;
        }
        let mut chars = after.chars();
        let separator = chars.next();
        parts.push((part, separator));
        match separator {
            None => return Some(parts),
            Some('.' | '/') => rest = chars.as_str(),
            Some(_) => return None,
        }
    }
}

/// What stands up to the closing quote, and what follows it.
fn quoted_part(inner: &str) -> Option<(Part, &str)> {
    let mut text = String::new();
    let mut rest = inner;
    loop {
        let (before, after) = rest.split_once('"')?;
        text.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                text.push('"');
                rest = more;
            }
            None => return Some((Part { text, quoted: true }, after)),
        }
    }
}

/// Whether `name` fits `glob`, in which `*` is the only wildcard. Linear but for the last star.
fn glob_matches(glob: &str, name: &str) -> bool {
    let (glob, name) = (glob.as_bytes(), name.as_bytes());
    let (mut g, mut n) = (0, 0);
    let mut retry = None;
    while n < name.len() {
        match glob.get(g) {
            Some(b'*') => {
                retry = Some((g + 1, n));
                g += 1;
            }
            Some(byte) if name.get(n) == Some(byte) => {
                g += 1;
                n += 1;
            }
            _ => match retry {
                Some((after_star, at)) => {
                    g = after_star;
                    n = at + 1;
                    retry = Some((after_star, at + 1));
                }
                None => return false,
            },
        }
    }
    glob.iter().skip(g).all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn matches(selector: &str, table: &str, scope: Scope<'_>) -> bool {
        let table: TableName = table.parse().unwrap();
        TableSelector::parse(selector)
            .unwrap()
            .matches(&table, scope)
    }

    const POSTGRES: Scope<'static> = Scope {
        schema: Some("public"),
        database: None,
    };

    #[test]
    fn a_bare_name_means_the_default_schema() {
        assert!(matches("users", "public.users", POSTGRES));
        assert!(matches("users", "users", POSTGRES));
        assert!(!matches("users", "audit.users", POSTGRES));
        assert!(matches("audit_*", "public.audit_log", POSTGRES));
        assert!(!matches("audit_*", "other.audit_log", POSTGRES));
    }

    #[test]
    fn a_lone_star_means_every_schema_and_database() {
        for table in ["users", "audit.users", "shop/audit.users"] {
            assert!(matches("*", table, POSTGRES), "{table}");
        }
        assert!(!matches("public.*", "audit.users", POSTGRES));
        assert!(matches("*.users", "audit.users", POSTGRES));
        assert!(matches("*/*.users", "shop/audit.users", POSTGRES));
    }

    #[test]
    fn a_name_without_database_means_the_only_one() {
        assert!(!matches("users", "shop/users", Scope::default()));
        let shop = Scope {
            schema: None,
            database: Some("shop"),
        };
        assert!(matches("users", "shop/users", shop));
        assert!(matches("shop/users", "users", shop));
        assert!(!matches("users", "other/users", shop));
    }

    #[test]
    fn without_schemas_the_first_part_is_the_database() {
        assert!(matches("shop.users", "shop/users", Scope::default()));
        assert!(!matches("shop.users", "crm/users", Scope::default()));
    }

    #[test]
    fn quoted_parts_are_taken_as_they_are() {
        let selector = TableSelector::parse(r#"public."odd.na*me""#).unwrap();
        assert_eq!(selector.table, NamePattern::Exact("odd.na*me".into()));
        assert_eq!(selector.to_string(), r#"public."odd.na*me""#);
        let doubled = TableSelector::parse(r#""a""b""#).unwrap();
        assert_eq!(doubled.table, NamePattern::Exact(r#"a"b"#.into()));
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        for text in [
            "", ".", "a.", "/t", "a.b.c", "a/b/c", "a.b/c", "\"a", "\"a\"b", "a\"b\"",
        ] {
            assert_eq!(TableSelector::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_column_path_ends_with_the_column() {
        let path = ColumnPath::parse("shop/public.orders.comment").unwrap();
        assert_eq!(path.table.to_string(), "shop/public.orders");
        assert_eq!(path.column, "comment");
        let path = ColumnPath::parse(r#"orders."odd.name""#).unwrap();
        assert_eq!(path.column, "odd.name");
        assert_eq!(path.to_string(), r#"orders."odd.name""#);
        for text in [
            "comment",
            "shop/comment",
            "public.*.comment",
            "orders.*",
            "a.b.c.d",
        ] {
            assert_eq!(ColumnPath::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_column_key_names_that_column_only() {
        for name in ["id", "odd.name", "a*", "\"q\"", "a\"b"] {
            let pattern = NamePattern::of_column(&column_key(name)).unwrap();
            assert_eq!(pattern, NamePattern::Exact(name.into()));
        }
        assert_eq!(
            NamePattern::of_column("*_at"),
            Some(NamePattern::Glob("*_at".into()))
        );
        assert_eq!(NamePattern::of_column("\"open"), None);
    }

    /// A slow, obvious matcher.
    fn obvious(glob: &[u8], name: &[u8]) -> bool {
        match glob.split_first() {
            None => name.is_empty(),
            Some((b'*', rest)) => (0..=name.len()).any(|at| obvious(rest, &name[at..])),
            Some((byte, rest)) => name.first() == Some(byte) && obvious(rest, &name[1..]),
        }
    }

    proptest! {
        #[test]
        fn globs_agree_with_the_obvious_matcher(glob in "[ab*]{0,8}", name in "[ab]{0,10}") {
            prop_assert_eq!(
                glob_matches(&glob, &name),
                obvious(glob.as_bytes(), name.as_bytes())
            );
        }

        #[test]
        fn selectors_print_as_they_parse(database in "[a-z./\"*]{1,5}", schema in "[a-z./\"]{1,5}",
                                         table in "[a-z./\"*]{1,5}") {
            let name = TableName::in_schema(schema, table).in_database(Some(&database));
            let selector = TableSelector::exactly(&name);
            prop_assert_eq!(TableSelector::parse(&selector.to_string()), Some(selector));
        }
    }
}
