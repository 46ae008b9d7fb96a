//! Accounts that statements name, and what they are called in the clone.

use bauta_dump::ddl::{
    self, Definer as DefinerPlace, Places, Quoting, RolePart, RolePlace, SessionState,
};
use bauta_profile::{Definer, Identities, Owner};

use super::noted::{Noted, Treatment};
use crate::plan::statement::Edit;

/// Roles and definers rewritten as the profile's `identities:` says; whoever is
/// named is noted, changed or not.
pub(super) fn edits(places: &Places, identities: &Identities, noted: &mut Vec<Noted>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for definer in &places.definers {
        edits.extend(new_definer(definer, identities, noted));
    }
    for role in &places.roles {
        edits.extend(new_role(role, identities, noted));
    }
    edits
}

/// Owners in the comments of `pg_dump`, called what they are in the clone.
pub(in crate::plan) fn comment_edits(
    comments: &[u8],
    identities: &Identities,
    state: &SessionState,
) -> Vec<Edit> {
    let owners = ddl::comment_owners(comments, state);
    let edits = owners.iter().map(|owner| Edit {
        span: owner.span,
        with: new_name(owner, identities).map_or_else(Vec::new, |(_, to)| owner.renamed(&to)),
    });
    edits.filter(|edit| !edit.with.is_empty()).collect()
}

fn new_definer(
    definer: &DefinerPlace,
    identities: &Identities,
    noted: &mut Vec<Noted>,
) -> Option<Edit> {
    let treatment = match identities.definer {
        Definer::Keep => Treatment::Inventory,
        _ => Treatment::Rename,
    };
    noted.push(Noted::new("definer", definer.account.clone(), treatment));
    let with = match &identities.definer {
        Definer::CurrentUser => b"CURRENT_USER".to_vec(),
        Definer::Account(account) => quoted_account(account),
        Definer::Keep => {
            let (user, host) = user_and_host(&definer.account);
            let (from, to) = mapped(identities, user, Some(host))?;
            noted.push(Noted::new("role", from, Treatment::Rename));
            let (user, host) = to.rsplit_once('@').unwrap_or((to, host));
            quoted_account(&format!("{user}@{host}"))
        }
    };
    Some(Edit {
        span: definer.span,
        with,
    })
}

fn new_role(role: &RolePlace, identities: &Identities, noted: &mut Vec<Noted>) -> Vec<Edit> {
    let owns = matches!(role.part, RolePart::Owner | RolePart::NamesakeOwner);
    let Some((from, to)) = new_name(role, identities) else {
        // Whoever stays is listed where something is theirs or given to them.
        match role.part {
            _ if owns => noted.push(Noted::new("owner", role.account(), Treatment::Inventory)),
            RolePart::Grantee => {
                noted.push(Noted::new("grant", role.account(), Treatment::Inventory));
            }
            _ => {}
        }
        return Vec::new();
    };
    noted.push(Noted::new("role", from, Treatment::Rename));
    let edit = |span, with| Edit { span, with };
    // Roles of PostgreSQL have no host, but may be called like an address.
    let account = to
        .rsplit_once('@')
        .filter(|_| role.quoting == Quoting::Backtick);
    match (&role.host, account) {
        (Some(host), Some((user, new_host))) => vec![
            edit(role.span, role.renamed(user)),
            edit(host.span, Quoting::Backtick.quoted(new_host)),
        ],
        (None, Some(_)) => vec![edit(role.span, quoted_account(&to))],
        _ => vec![edit(role.span, role.renamed(&to))],
    }
}

/// What a role is called in the dump and in the clone, where the profile renames it.
fn new_name(role: &RolePlace, identities: &Identities) -> Option<(String, String)> {
    let owns = matches!(role.part, RolePart::Owner | RolePart::NamesakeOwner);
    if let (true, Owner::Role(owner)) = (owns, &identities.owner) {
        return Some((role.name.clone(), owner.clone()));
    }
    let host = role.host.as_ref().map(|host| host.name.as_str());
    let (from, to) = mapped(identities, &role.name, host)?;
    Some((from.to_owned(), to.to_owned()))
}

/// The entry of `roles:` for an account, by user and host or by user alone.
pub(super) fn mapped<'i>(
    identities: &'i Identities,
    user: &str,
    host: Option<&str>,
) -> Option<(&'i str, &'i str)> {
    let roles = &identities.roles;
    let whole = host.map(|host| format!("{user}@{host}"));
    let entry = whole
        .and_then(|whole| roles.get_key_value(&whole))
        .or_else(|| roles.get_key_value(user))?;
    Some((entry.0, entry.1))
}

/// `user@host` as `MySQL` writes it.
fn quoted_account(account: &str) -> Vec<u8> {
    let (user, host) = user_and_host(account);
    let mut quoted = Quoting::Backtick.quoted(user);
    quoted.push(b'@');
    quoted.extend(Quoting::Backtick.quoted(host));
    quoted
}

fn user_and_host(account: &str) -> (&str, &str) {
    account.rsplit_once('@').unwrap_or((account, "%"))
}

#[cfg(test)]
mod tests {
    use bauta_model::Dialect;
    use bauta_profile::Profile;

    use super::*;

    /// The statement as it leaves, and what was noted.
    fn rewritten(identities: &str, sql: &str, dialect: Dialect) -> (String, Vec<String>) {
        let profile = Profile::parse(&format!("version: 1\nidentities: {identities}")).unwrap();
        let state = SessionState::from(dialect);
        let places = ddl::places(sql.as_bytes(), &state);
        let mut noted = Vec::new();
        let mut edits = edits(&places, &profile.identities, &mut noted);
        edits.extend(comment_edits(sql.as_bytes(), &profile.identities, &state));
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let mut bytes = sql.as_bytes().to_vec();
        for edit in edits {
            bytes.splice(edit.span.start..edit.span.end, edit.with);
        }
        let noted = noted
            .iter()
            .map(|noted| format!("{} {}", noted.kind, noted.name));
        (String::from_utf8(bytes).unwrap(), noted.collect())
    }

    #[test]
    fn an_owner_of_the_clone_takes_the_place_of_all_and_of_no_grant() {
        let map = "{ owner: \"clone owner\", roles: { app: app_staging } }";
        for (sql, expected) in [
            (
                "ALTER TABLE t OWNER TO app;",
                "ALTER TABLE t OWNER TO \"clone owner\";",
            ),
            (
                "ALTER TABLE t OWNER TO other;",
                "ALTER TABLE t OWNER TO \"clone owner\";",
            ),
            (
                "CREATE SCHEMA s AUTHORIZATION other;",
                "CREATE SCHEMA s AUTHORIZATION \"clone owner\";",
            ),
            (
                "GRANT ALL ON t TO app, other;",
                "GRANT ALL ON t TO \"app_staging\", other;",
            ),
            (
                "-- Name: t; Type: TABLE; Schema: s; Owner: other\n",
                "-- Name: t; Type: TABLE; Schema: s; Owner: clone owner\n",
            ),
        ] {
            assert_eq!(rewritten(map, sql, Dialect::Postgres).0, expected, "{sql}");
        }
    }

    #[test]
    fn whoever_stays_is_noted_where_something_is_theirs() {
        let noted = |sql| rewritten("{}", sql, Dialect::Postgres);
        let (same, found) = noted("ALTER TABLE t OWNER TO app;");
        assert_eq!(
            (same.as_str(), found),
            ("ALTER TABLE t OWNER TO app;", vec!["owner app".to_owned()])
        );
        assert_eq!(noted("GRANT a TO b;").1, ["grant b"]);
        assert_eq!(noted("REVOKE ALL ON t FROM a;").1, Vec::<String>::new());
    }

    #[test]
    fn accounts_are_renamed_by_user_or_by_user_and_host() {
        let map = "{ definer: keep, roles: { app: app2, web@h: web2@i, solo: solo2@j } }";
        for (sql, expected) in [
            (
                "GRANT USAGE ON *.* TO app@h;",
                "GRANT USAGE ON *.* TO `app2`@h;",
            ),
            (
                "GRANT USAGE ON *.* TO 'web'@'h';",
                "GRANT USAGE ON *.* TO `web2`@`i`;",
            ),
            (
                "GRANT USAGE ON *.* TO 'web'@'x';",
                "GRANT USAGE ON *.* TO 'web'@'x';",
            ),
            ("DROP USER solo;", "DROP USER `solo2`@`j`;"),
            (
                "CREATE DEFINER=`web`@`h` VIEW v AS SELECT 1;",
                "CREATE DEFINER=`web2`@`i` VIEW v AS SELECT 1;",
            ),
            (
                "CREATE DEFINER=app@h VIEW v AS SELECT 1;",
                "CREATE DEFINER=`app2`@`h` VIEW v AS SELECT 1;",
            ),
        ] {
            assert_eq!(rewritten(map, sql, Dialect::Mysql).0, expected, "{sql}");
        }
        let current = "{ roles: { app: app2 } }";
        let definer = "CREATE DEFINER=app@h VIEW v AS SELECT 1;";
        assert_eq!(
            rewritten(current, definer, Dialect::Mysql).0,
            "CREATE DEFINER=CURRENT_USER VIEW v AS SELECT 1;"
        );
    }

    #[test]
    fn a_role_of_postgres_may_be_called_like_an_address() {
        let map = "{ roles: { app: ada@shop.example } }";
        let (sql, _) = rewritten(map, "SET ROLE 'app';", Dialect::Postgres);
        assert_eq!(sql, "SET ROLE \"ada@shop.example\";");
    }
}
