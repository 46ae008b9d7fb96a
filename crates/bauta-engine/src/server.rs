//! Database servers, asked through their own clients: which clone a database is, and whether it is
//! still there.
//!
//! Passwords are handed over in variables of the environment, never among the arguments.

use std::io::Write;
use std::process::{Command, Stdio};

use bauta_model::Secret;

use crate::error::{Code, Diagnostic};

/// Where a database is: `postgres://user@host:5432/shop`, `mysql://user@host/shop`,
/// `sqlite:path/shop.db`. `?host=/path` and `?socket=/path` name a socket.
#[derive(Debug)]
pub struct DatabaseUrl {
    kind: Kind,
    user: Option<String>,
    password: Option<Secret<String>>,
    host: Option<String>,
    port: Option<String>,
    socket: Option<String>,
    database: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Postgres,
    Mysql,
    Sqlite,
}

impl DatabaseUrl {
    /// Reads an address. It is never repeated in an error: a password may stand in it.
    ///
    /// # Errors
    /// Another form.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let wrong = || {
            Diagnostic::new(Code::BadUsage, "this is no address of a database")
                .hint("write postgres://user@host:5432/name, mysql://user@host/name or sqlite:FILE")
        };
        let (scheme, rest) = text.split_once(':').ok_or_else(wrong)?;
        let kind = match scheme {
            "postgres" | "postgresql" => Kind::Postgres,
            "mysql" | "mariadb" => Kind::Mysql,
            "sqlite" | "sqlite3" => Kind::Sqlite,
            _ => return Err(wrong()),
        };
        let mut url = Self {
            kind,
            user: None,
            password: None,
            host: None,
            port: None,
            socket: None,
            database: String::new(),
        };
        if kind == Kind::Sqlite {
            rest.trim_start_matches("//").clone_into(&mut url.database);
            return if url.database.is_empty() {
                Err(wrong())
            } else {
                Ok(url)
            };
        }
        let rest = rest.strip_prefix("//").ok_or_else(wrong)?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = rest.split_once('/').ok_or_else(wrong)?;
        url.database = decoded(path).ok_or_else(wrong)?;
        let (account, server) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = match account.split_once(':') {
            Some((user, password)) => (user, Some(password)),
            None => (account, None),
        };
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        url.user = some(&decoded(user).ok_or_else(wrong)?);
        url.password = password.and_then(decoded).map(Secret::new);
        let (host, port) = server.rsplit_once(':').unwrap_or((server, ""));
        (url.host, url.port) = (some(host), some(port));
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "host" | "socket" => url.socket = some(&decoded(value).ok_or_else(wrong)?),
                "port" => url.port = some(value),
                "user" => url.user = some(value),
                _ => return Err(wrong()),
            }
        }
        let plain = |part: &Option<String>| part.as_ref().is_none_or(|text| !text.starts_with('-'));
        let named = [&url.user, &url.host, &url.port, &url.socket];
        let is_name = !url.database.is_empty() && !url.database.starts_with('-');
        if is_name && named.into_iter().all(plain) {
            Ok(url)
        } else {
            Err(wrong())
        }
    }

    /// Whether a password stands in the address.
    pub fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// The same database, with a password that was asked for.
    #[must_use]
    pub fn with_password(mut self, password: Secret<String>) -> Self {
        self.password = Some(password);
        self
    }

    /// The address without its password, as it may be written down.
    pub fn shown(&self) -> String {
        let user = self
            .user
            .as_ref()
            .map_or_else(String::new, |user| format!("{user}@"));
        let host = self.host.as_deref().unwrap_or_default();
        let port = self
            .port
            .as_ref()
            .map_or_else(String::new, |port| format!(":{port}"));
        let socket = self
            .socket
            .as_ref()
            .map_or_else(String::new, |path| format!("?host={path}"));
        let database = &self.database;
        match self.kind {
            Kind::Postgres => format!("postgres://{user}{host}{port}/{database}{socket}"),
            Kind::Mysql => format!("mysql://{user}{host}{port}/{database}{socket}"),
            Kind::Sqlite => format!("sqlite:{database}"),
        }
    }

    /// The id of the clone that the database is, as its table `bauta_clone` says.
    ///
    /// # Errors
    /// A server that does not answer, or a database that does not say.
    pub fn clone_id(&self) -> Result<String, Diagnostic> {
        let id = match self.kind {
            Kind::Postgres => self.ask(
                &self.database,
                "SELECT format('SELECT id FROM %I.bauta_clone', schemaname) FROM pg_tables \
                 WHERE tablename = 'bauta_clone' LIMIT 1 \\gexec\n",
            )?,
            Kind::Mysql | Kind::Sqlite => {
                self.ask(&self.database, "SELECT id FROM bauta_clone;\n")?
            }
        };
        if id.is_empty() {
            return Err(Diagnostic::new(Code::BadClone, "the database does not say that it is a clone")
                .at(self.shown())
                .hint("its table bauta_clone is missing or empty: was it loaded from an output of `mask --register`?"));
        }
        Ok(id)
    }

    /// What tells a server from others: it stays when databases come and go.
    ///
    /// # Errors
    /// A server that does not answer.
    pub fn server(&self) -> Result<String, Diagnostic> {
        match self.kind {
            Kind::Postgres => self.ask(
                "postgres",
                "SELECT system_identifier FROM pg_control_system();\n",
            ),
            Kind::Mysql => self.ask("", "SELECT CONCAT(@@hostname, ':', @@port, @@datadir);\n"),
            Kind::Sqlite => Ok("sqlite".to_owned()),
        }
    }

    /// Whether the database is there.
    ///
    /// # Errors
    /// A server that does not answer: nobody knows then.
    pub fn is_there(&self) -> Result<bool, Diagnostic> {
        let name = self.database.replace('\'', "''");
        match self.kind {
            Kind::Postgres => {
                let asked = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}';\n");
                Ok(self.ask("postgres", &asked)? != "0")
            }
            Kind::Mysql => {
                let name = name.replace('\\', "\\\\");
                let asked = format!(
                    "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '{name}';\n"
                );
                Ok(self.ask("", &asked)? != "0")
            }
            Kind::Sqlite => std::fs::exists(&self.database).map_err(|error| {
                Diagnostic::new(
                    Code::Io,
                    format!("cannot look for the file: {}", error.kind()),
                )
                .at(self.shown())
            }),
        }
    }

    /// What a client prints for a statement.
    fn ask(&self, database: &str, statement: &str) -> Result<String, Diagnostic> {
        let mut commands = self.clients(database).into_iter();
        loop {
            let Some(command) = commands.next() else {
                return Err(self.silent("its client is not installed"));
            };
            match run(command, statement) {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => return Err(self.silent("it does not answer, or may not be asked")),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(_) => return Err(self.silent("its client cannot be run")),
            }
        }
    }

    fn silent(&self, why: &str) -> Diagnostic {
        Diagnostic::new(Code::Io, format!("the server cannot be asked: {why}"))
            .at(self.shown())
            .hint("psql, mariadb or mysql, and sqlite3 are looked for in PATH; passwords come from the address, PGPASSWORD, .pgpass or .my.cnf")
    }

    /// The clients that may do, the preferred first.
    fn clients(&self, database: &str) -> Vec<Command> {
        match self.kind {
            Kind::Postgres => vec![self.psql(database)],
            Kind::Mysql => ["mariadb", "mysql"]
                .map(|program| self.mysql(program, database))
                .into(),
            Kind::Sqlite => {
                let mut command = Command::new("sqlite3");
                command
                    .args(["-readonly", "-batch", "-bail"])
                    .arg(&self.database);
                vec![command]
            }
        }
    }

    fn psql(&self, database: &str) -> Command {
        let mut command = Command::new("psql");
        command.args([
            "-X",
            "-A",
            "-t",
            "-q",
            "-w",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            database,
        ]);
        let host = self.socket.as_ref().or(self.host.as_ref());
        for (flag, value) in [
            ("-h", host),
            ("-p", self.port.as_ref()),
            ("-U", self.user.as_ref()),
        ] {
            if let Some(value) = value {
                command.arg(flag).arg(value);
            }
        }
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password.expose());
        }
        command.env("PGCONNECT_TIMEOUT", "15");
        command
    }

    fn mysql(&self, program: &str, database: &str) -> Command {
        let mut command = Command::new(program);
        command.args(["--batch", "--skip-column-names", "--connect-timeout=15"]);
        let pairs = [
            ("--host", &self.host),
            ("--port", &self.port),
            ("--user", &self.user),
            ("--socket", &self.socket),
        ];
        for (flag, value) in pairs {
            if let Some(value) = value {
                command.arg(format!("{flag}={value}"));
            }
        }
        if let Some(password) = &self.password {
            command.env("MYSQL_PWD", password.expose());
        }
        if !database.is_empty() {
            command.arg(format!("--database={database}"));
        }
        command
    }
}

/// What a client prints; nothing where it fails. What it says of that is dropped: it may quote data.
fn run(mut command: Command, statement: &str) -> std::io::Result<Option<String>> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A client that fails early does not read it; its status tells.
        stdin.write_all(statement.as_bytes()).ok();
    }
    let output = child.wait_with_output()?;
    let answer = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(output.status.success().then_some(answer))
}

/// A text without its percent signs.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let url = DatabaseUrl::parse("postgres://ada:se%40cret@db.test:5433/shop").unwrap();
        assert_eq!(url.shown(), "postgres://ada@db.test:5433/shop");
        assert_eq!(url.password.unwrap().expose(), "se@cret");
        let url = DatabaseUrl::parse("postgres:///shop?host=/run/pg").unwrap();
        assert_eq!(url.shown(), "postgres:///shop?host=/run/pg");
        let url = DatabaseUrl::parse("sqlite:clones/shop.db").unwrap();
        assert_eq!(url.shown(), "sqlite:clones/shop.db");
    }

    #[test]
    fn what_could_be_an_option_of_a_client_is_refused() {
        let wrong = [
            "shop",
            "oracle://h/shop",
            "postgres://h",
            "postgres://h/",
            "postgres://-oProxy/shop",
            "postgres://h/-c",
            "mysql://-u@h/shop",
            "postgres://h/shop?sslmode=x",
            "sqlite:",
        ];
        for text in wrong {
            let problem = DatabaseUrl::parse(text).unwrap_err();
            assert_eq!(problem.code, Code::BadUsage, "{text}");
        }
    }
}
