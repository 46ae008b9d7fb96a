use std::fmt;
use std::str::FromStr;

/// The SQL dialect a dump is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dialect {
    /// `pg_dump`, `pg_dumpall`.
    Postgres,
    /// `mysqldump`, `mariadb-dump`, phpMyAdmin.
    Mysql,
    /// `sqlite3 .dump`.
    Sqlite,
}

impl Dialect {
    /// The name used in profiles, flags and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
            Self::Sqlite => "sqlite",
        }
    }

    /// The schema that a bare table name means, where the dialect has schemas.
    pub fn default_schema(self) -> Option<&'static str> {
        match self {
            Self::Postgres => Some("public"),
            Self::Mysql | Self::Sqlite => None,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Dialect {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "postgres" => Ok(Self::Postgres),
            "mysql" => Ok(Self::Mysql),
            "sqlite" => Ok(Self::Sqlite),
            _ => Err(()),
        }
    }
}
