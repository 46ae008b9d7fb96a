//! What statements may not do in a clone.

use bauta_dump::FrameKind;
use bauta_dump::ddl::{
    self, Credential, CredentialKind, Definer as DefinerPlace, InsertSource, RolePart, RolePlace,
};
use bauta_model::Dialect;
use bauta_profile::{Definer, Owner, Profile, Retention};

use super::proof::{Leftover, Tally};
use crate::read::Statement;

/// Judges statements of the clone.
#[derive(Debug, Clone, Copy)]
pub(super) struct StatementCheck<'a> {
    pub(super) profile: Option<&'a Profile>,
}

impl StatementCheck<'_> {
    pub(super) fn judge(self, statement: &Statement<'_>, tally: &mut Tally) {
        let mut find = |kind: &str| {
            tally.find(Leftover {
                table: None,
                column: None,
                row: None,
                line: Some(statement.line),
                kind: kind.to_owned(),
                origin: None,
            });
        };
        let mut unjudged = 0;
        match statement.kind {
            FrameKind::ClientCommand => {
                if !is_harmless(statement.text, statement.session.dialect()) {
                    find("client-command");
                }
                if let Some(place) = ddl::connect_database(statement.text) {
                    unjudged += self.database(&place.name, &mut find);
                }
            }
            FrameKind::MixedStatement => find("client-command"),
            FrameKind::Statement => {
                if let Some(kind) = self.carries_data(statement) {
                    find(kind);
                }
                unjudged += self.places(statement, &mut find);
            }
            FrameKind::InsertEnd => find("data-statement"),
            FrameKind::CopyRows => find("unread-rows"),
            FrameKind::InsertRows if statement.session.dialect() != Dialect::Sqlite => {
                find("unread-rows");
            }
            FrameKind::Trivia => {
                for role in ddl::comment_owners(statement.text, statement.session) {
                    self.role(&role, &mut find);
                }
            }
            _ => {}
        }
        tally.judged += 1;
        tally.unjudged += unjudged;
    }

    /// What a statement brings that did not go through the rules.
    fn carries_data(self, statement: &Statement<'_>) -> Option<&'static str> {
        use ddl::Statement as Kind;
        let drops = |keeps: fn(&Profile) -> Retention| {
            let keeps = self.profile.map(keeps);
            keeps.is_none_or(|retention| retention == Retention::Drop)
        };
        match ddl::classify(statement.text, statement.session) {
            Kind::Statistics => drops(|profile| profile.statistics).then_some("statistics"),
            Kind::LargeObject(_) => {
                drops(|profile| profile.large_objects).then_some("large-object")
            }
            Kind::Insert(head) if head.source == InsertSource::DefaultValues => None,
            Kind::Insert(_)
            | Kind::CopyFrom(_)
            | Kind::SelectFunction { .. }
            | Kind::Update { .. }
            | Kind::CarriesData { .. }
            | Kind::NotUnderstood { .. }
            | Kind::Unlisted { .. } => Some("data-statement"),
            _ => None,
        }
    }

    /// Names and credentials; answers how many could not be judged.
    fn places(self, statement: &Statement<'_>, find: &mut dyn FnMut(&str)) -> u64 {
        let places = ddl::places(statement.text, statement.session);
        let mut unjudged = 0;
        for place in &places.databases {
            unjudged += self.database(&place.name, find);
        }
        for credential in &places.credentials {
            let value = credential.value(statement.text, statement.session);
            if self.is_dead(credential, &value) {
                continue;
            }
            // What the profile brings for staging is told from originals by the original alone.
            if self
                .profile
                .is_some_and(|profile| !profile.replacements.is_empty())
            {
                unjudged += 1;
            } else {
                find(kind_of(credential));
            }
        }
        for definer in &places.definers {
            unjudged += self.definer(definer, find);
        }
        for role in &places.roles {
            self.role(role, find);
        }
        unjudged
    }

    /// Whether a credential opens nothing.
    fn is_dead(self, credential: &Credential, value: &[u8]) -> bool {
        if value.is_empty() || bears_mark(value) {
            return true;
        }
        let name = credential.name.as_str();
        let holds = |mark: &[u8]| memchr::memmem::find(value, mark).is_some();
        match credential.kind {
            CredentialKind::Option if name.starts_with("host") || value.starts_with(b"//") => {
                is_nowhere(value) || self.is_staging_host(value)
            }
            CredentialKind::Option if holds(b"://") => false,
            CredentialKind::Option => {
                name != "program" && !ddl::sounds_secret(name) || value == b"true"
            }
            CredentialKind::Connection => {
                !holds(b"://") && !holds(b"host") && !holds(b"pass") && !holds(b"pwd")
            }
            CredentialKind::Setting => !ddl::sounds_secret(name) && !holds(b"://"),
            _ => false,
        }
    }

    fn is_staging_host(self, host: &[u8]) -> bool {
        let endpoints = self.profile.map(|profile| profile.endpoints.values());
        let mut hosts = endpoints.into_iter().flatten();
        hosts.any(|known| known.as_bytes().eq_ignore_ascii_case(host))
    }

    fn database(self, name: &str, find: &mut dyn FnMut(&str)) -> u64 {
        let Some(profile) = self.profile else {
            return 1;
        };
        let known = matches!(name, "postgres" | "template0" | "template1")
            || profile.databases.values().any(|to| to == name);
        if !known {
            find("unnamed-database");
        }
        0
    }

    fn definer(self, definer: &DefinerPlace, find: &mut dyn FnMut(&str)) -> u64 {
        let Some(profile) = self.profile else {
            return 1;
        };
        let account = definer.account.as_str();
        let nobody = account
            .trim_end_matches("()")
            .eq_ignore_ascii_case("current_user");
        let (user, host) = account.rsplit_once('@').unwrap_or((account, "%"));
        let as_declared = match &profile.identities.definer {
            Definer::CurrentUser => nobody,
            Definer::Account(declared) => {
                let declared = declared.rsplit_once('@').unwrap_or((declared, "%"));
                nobody || declared == (user, host)
            }
            Definer::Keep => {
                let roles = &profile.identities.roles;
                nobody || !is_renamed(roles, user) && !is_renamed(roles, account)
            }
        };
        if !as_declared {
            find("definer");
        }
        0
    }

    fn role(self, role: &RolePlace, find: &mut dyn FnMut(&str)) {
        let Some(profile) = self.profile else { return };
        let identities = &profile.identities;
        let owns = matches!(role.part, RolePart::Owner | RolePart::NamesakeOwner);
        match &identities.owner {
            Owner::Role(owner) if owns => {
                if *owner != role.name {
                    find("owner");
                }
            }
            _ => {
                let host = role.host.as_ref().map(|host| host.name.as_str());
                let whole = host.map(|host| format!("{}@{host}", role.name));
                let renamed = whole.is_some_and(|whole| is_renamed(&identities.roles, &whole));
                if renamed || is_renamed(&identities.roles, &role.name) {
                    find("role");
                }
            }
        }
    }
}

/// Whether a name should have become another, and is not itself what a name becomes.
fn is_renamed(roles: &indexmap::IndexMap<String, String>, name: &str) -> bool {
    let becomes = |to: &String| to == name || to.rsplit_once('@').is_some_and(|to| to.0 == name);
    roles.contains_key(name) && !roles.values().any(becomes)
}

/// Client commands that a dump needs and that run no program.
fn is_harmless(line: &[u8], dialect: Dialect) -> bool {
    let text = String::from_utf8_lossy(line);
    let command = text.split_whitespace().next().unwrap_or_default();
    match dialect {
        Dialect::Postgres => {
            let listed = matches!(
                command,
                "\\connect"
                    | "\\c"
                    | "\\restrict"
                    | "\\unrestrict"
                    | "\\echo"
                    | "\\pset"
                    | "\\encoding"
                    | "\\set"
                    | "\\unset"
                    | "\\timing"
            );
            listed && !text.contains('`')
        }
        Dialect::Mysql => command.eq_ignore_ascii_case("delimiter"),
        Dialect::Sqlite => false,
    }
}

/// Whether a value says of itself that it is ours, or is all zeros.
fn bears_mark(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    let marks: [&[u8]; 3] = [b"bauta", b"deadba07a", b"ba07adea"];
    let zeros = |byte: &u8| *byte == b'0' || !byte.is_ascii_alphanumeric();
    lower == b"null"
        || lower == b"invalid"
        || lower.iter().all(zeros)
        || marks
            .iter()
            .any(|mark| memchr::memmem::find(&lower, mark).is_some())
}

/// Whether a host is nowhere, or this machine.
fn is_nowhere(host: &[u8]) -> bool {
    let host = host.to_ascii_lowercase();
    host.ends_with(b".invalid")
        || host.starts_with(b"/")
        || host.starts_with(b"127.")
        || host == b"localhost"
        || host == b"::1"
}

/// What credentials in statements are called.
pub(super) const KINDS: [&str; 6] = [
    "role-password",
    "connection-string",
    "server-option",
    "setting",
    "certificate",
    "file-key",
];

pub(super) fn kind_of(credential: &Credential) -> &'static str {
    match credential.kind {
        CredentialKind::Password => "role-password",
        CredentialKind::Connection => "connection-string",
        CredentialKind::Option => "server-option",
        CredentialKind::Setting => "setting",
        CredentialKind::Certificate => "certificate",
        CredentialKind::FileKey => "file-key",
    }
}

#[cfg(test)]
mod tests {
    use bauta_dump::ddl::SessionState;

    use super::*;

    fn found(profile: &str, dialect: Dialect, kind: FrameKind, text: &str) -> Vec<String> {
        let profile = Profile::parse(&format!("version: 1\n{profile}")).unwrap();
        let mut tally = Tally::default();
        let session = SessionState::from(dialect);
        let statement = Statement {
            kind,
            text: text.as_bytes(),
            offset: 0,
            line: 7,
            session: &session,
        };
        let check = StatementCheck {
            profile: Some(&profile),
        };
        check.judge(&statement, &mut tally);
        assert!(tally.findings.iter().all(|found| found.line == Some(7)));
        tally.findings.into_iter().map(|found| found.kind).collect()
    }

    #[test]
    fn commands_that_run_programs_are_found() {
        use Dialect::{Mysql, Postgres, Sqlite};
        for (dialect, line) in [
            (Postgres, "\\! id"),
            (Postgres, "\\o |cat"),
            (Postgres, "\\set x `id`"),
            (Mysql, "system id"),
            (Mysql, "\\! id"),
            (Sqlite, ".shell id"),
        ] {
            let kinds = found("", dialect, FrameKind::ClientCommand, line);
            assert_eq!(kinds, ["client-command"], "{line}");
        }
        assert!(found("", Postgres, FrameKind::ClientCommand, "\\restrict abc").is_empty());
        assert!(found("", Mysql, FrameKind::ClientCommand, "DELIMITER ;;").is_empty());
    }

    #[test]
    fn databases_definers_and_credentials_are_judged_by_the_profile() {
        let profile =
            "databases: { shop: shop_staging }\nidentities: { roles: { app: app_staging } }";
        for (dialect, sql, expected) in [
            (Dialect::Postgres, "\\connect shop", "unnamed-database"),
            (Dialect::Mysql, "USE `shop`;", "unnamed-database"),
            (
                Dialect::Mysql,
                "CREATE DEFINER=`root`@`localhost` VIEW v AS SELECT 1;",
                "definer",
            ),
            (
                Dialect::Postgres,
                "CREATE ROLE x PASSWORD 'md5aabbccddeeff00112233445566778899';",
                "role-password",
            ),
            (Dialect::Postgres, "ALTER TABLE t OWNER TO app;", "role"),
            (Dialect::Postgres, "UPDATE t SET a = 1;", "data-statement"),
        ] {
            let kind = if sql.starts_with('\\') {
                FrameKind::ClientCommand
            } else {
                FrameKind::Statement
            };
            assert_eq!(found(profile, dialect, kind, sql), [expected], "{sql}");
        }
        for (dialect, sql) in [
            (Dialect::Mysql, "USE `shop_staging`;"),
            (
                Dialect::Mysql,
                "CREATE DEFINER=CURRENT_USER VIEW v AS SELECT 1;",
            ),
            (Dialect::Postgres, "CREATE ROLE x PASSWORD NULL;"),
            (Dialect::Postgres, "ALTER TABLE t OWNER TO app_staging;"),
        ] {
            let kinds = found(profile, dialect, FrameKind::Statement, sql);
            assert!(kinds.is_empty(), "{sql}: {kinds:?}");
        }
    }
}
