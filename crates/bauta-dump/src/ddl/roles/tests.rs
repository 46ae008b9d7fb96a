use super::*;
use crate::ddl::places::places;

fn named(sql: &str, dialect: Dialect) -> Vec<(String, RolePart)> {
    places(sql.as_bytes(), &dialect.into())
        .roles
        .into_iter()
        .map(|place| (place.account(), place.part))
        .collect()
}

fn names(sql: &str, dialect: Dialect) -> Vec<String> {
    named(sql, dialect)
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn roles_of_postgres_are_found() {
    for (sql, expected) in [
        ("ALTER TABLE public.t OWNER TO app;", vec!["app"]),
        (
            "ALTER FUNCTION public.f(a integer, b text) OWNER TO \"App rw\";",
            vec!["App rw"],
        ),
        ("ALTER TABLE t RENAME COLUMN owner TO keeper;", vec![]),
        ("ALTER TABLE t RENAME owner TO keeper;", vec![]),
        ("ALTER TABLE owner OWNER TO CURRENT_USER;", vec![]),
        (
            "GRANT SELECT(id),UPDATE ON TABLE public.t TO a, GROUP b, PUBLIC WITH GRANT OPTION GRANTED BY c;",
            vec!["a", "b", "c"],
        ),
        ("REVOKE ALL ON SCHEMA public FROM a CASCADE;", vec!["a"]),
        (
            "GRANT a, b TO c WITH ADMIN OPTION, INHERIT TRUE GRANTED BY d;",
            vec!["a", "b", "c", "d"],
        ),
        ("REVOKE ADMIN OPTION FOR a FROM b;", vec!["a", "b"]),
        (
            "ALTER DEFAULT PRIVILEGES FOR ROLE a, b IN SCHEMA s GRANT SELECT ON TABLES TO c;",
            vec!["a", "b", "c"],
        ),
        (
            "ALTER DEFAULT PRIVILEGES IN SCHEMA s REVOKE ALL ON TABLES FROM PUBLIC;",
            vec![],
        ),
        (
            "CREATE ROLE a WITH LOGIN PASSWORD 'x' IN ROLE b, c ROLE d ADMIN e;",
            vec!["a", "b", "c", "d", "e"],
        ),
        ("CREATE USER role;", vec!["role"]),
        ("ALTER GROUP a ADD USER b, c;", vec!["a", "b", "c"]),
        ("ALTER ROLE a RENAME TO b;", vec!["a", "b"]),
        (
            "ALTER ROLE a IN DATABASE role SET search_path TO user;",
            vec!["a"],
        ),
        ("ALTER ROLE a SET role TO 'b';", vec!["a", "b"]),
        ("ALTER ROLE ALL SET work_mem TO '1GB';", vec![]),
        ("ALTER DATABASE d SET role TO a;", vec!["a"]),
        ("DROP ROLE IF EXISTS a, b;", vec!["a", "b"]),
        ("COMMENT ON ROLE a IS 'the role b';", vec!["a"]),
        ("SET ROLE a;", vec!["a"]),
        ("SET LOCAL ROLE 'a';", vec!["a"]),
        ("SET ROLE NONE;", vec![]),
        ("SET SESSION AUTHORIZATION 'a';", vec!["a"]),
        ("SET SESSION SESSION AUTHORIZATION a;", vec!["a"]),
        ("SET SESSION AUTHORIZATION DEFAULT;", vec![]),
        ("SET search_path TO role;", vec![]),
        ("CREATE SCHEMA s AUTHORIZATION a;", vec!["a"]),
        ("CREATE SCHEMA IF NOT EXISTS AUTHORIZATION a;", vec!["a"]),
        (
            "CREATE USER MAPPING IF NOT EXISTS FOR a SERVER b;",
            vec!["a"],
        ),
        ("DROP USER MAPPING IF EXISTS FOR a SERVER b;", vec!["a"]),
        (
            "CREATE POLICY p ON t FOR SELECT TO a, b USING ((owner = CURRENT_USER));",
            vec!["a", "b"],
        ),
        ("ALTER POLICY p ON t RENAME TO q;", vec![]),
        ("ALTER POLICY p ON t TO a;", vec!["a"]),
        (
            "CREATE DATABASE d WITH TEMPLATE = template0 OWNER = a;",
            vec!["a"],
        ),
        ("REASSIGN OWNED BY a TO b;", vec!["a", "b"]),
        ("DROP OWNED BY a;", vec!["a"]),
        ("CREATE TABLE role (owner text, \"to\" text);", vec![]),
        (
            "CREATE FUNCTION f() RETURNS void LANGUAGE sql SET role TO a AS 'GRANT b TO c';",
            vec!["a"],
        ),
    ] {
        assert_eq!(names(sql, Dialect::Postgres), expected, "{sql}");
    }
}

#[test]
fn accounts_of_mysql_are_found() {
    for (sql, expected) in [
        (
            "GRANT SELECT (`a`), INSERT ON `d`.`t` TO `u`@`%`, 'v'@'h' WITH GRANT OPTION;",
            vec!["u@%", "v@h"],
        ),
        (
            "GRANT USAGE ON *.* TO u@localhost IDENTIFIED BY PASSWORD '*0';",
            vec!["u@localhost"],
        ),
        (
            "GRANT `r`, 's' TO `u`@`h` WITH ADMIN OPTION;",
            vec!["r", "s", "u@h"],
        ),
        ("GRANT PROXY ON ''@'%' TO 'root'@'h';", vec!["@%", "root@h"]),
        (
            "REVOKE ALL PRIVILEGES, GRANT OPTION FROM `u`@`h`;",
            vec!["u@h"],
        ),
        ("REVOKE SELECT ON d.* FROM r;", vec!["r"]),
        (
            "CREATE USER IF NOT EXISTS 'u'@'h' IDENTIFIED WITH 'p' AS '*0', v DEFAULT ROLE r, s;",
            vec!["u@h", "v", "r", "s"],
        ),
        (
            "CREATE USER /*M!100103 IF NOT EXISTS */ `u`@`h` IDENTIFIED BY 'x';",
            vec!["u@h"],
        ),
        (
            "CREATE ROLE IF NOT EXISTS r WITH ADMIN `u`@`h`;",
            vec!["r", "u@h"],
        ),
        (
            "ALTER USER u@h DEFAULT ROLE NONE ACCOUNT LOCK;",
            vec!["u@h"],
        ),
        ("DROP USER IF EXISTS u, v@h;", vec!["u", "v@h"]),
        (
            "RENAME USER a@b TO c@d, e TO f;",
            vec!["a@b", "c@d", "e", "f"],
        ),
        ("SET DEFAULT ROLE r FOR `u`@`h`;", vec!["r", "u@h"]),
        ("SET DEFAULT ROLE ALL TO u@h;", vec!["u@h"]),
        ("SET ROLE r;", vec!["r"]),
        ("SET ROLE NONE;", vec![]),
        ("SET PASSWORD FOR u@h = 'x';", vec!["u@h"]),
        ("CREATE TABLE user (role int);", vec![]),
    ] {
        assert_eq!(names(sql, Dialect::Mysql), expected, "{sql}");
    }
}

#[test]
fn what_a_role_is_named_for_is_told() {
    let owner = named("CREATE SCHEMA s AUTHORIZATION a;", Dialect::Postgres);
    assert_eq!(owner, [("a".to_owned(), RolePart::Owner)]);
    let granted = named("GRANT a TO b;", Dialect::Postgres);
    let expected = [
        ("a".to_owned(), RolePart::Named),
        ("b".to_owned(), RolePart::Grantee),
    ];
    assert_eq!(granted, expected);
    assert_eq!(named("GRANT SELECT ON t TO a;", Dialect::Sqlite), []);
}

#[test]
fn a_schema_keeps_its_name_where_its_owner_gave_it() {
    let sql = b"CREATE SCHEMA AUTHORIZATION app;";
    let found = places(sql, &Dialect::Postgres.into()).roles;
    assert_eq!(found[0].span.of(sql), b"AUTHORIZATION app");
    let written = found[0].renamed("app_staging");
    assert_eq!(written, b"\"app\" AUTHORIZATION \"app_staging\"");
}

#[test]
fn owners_in_comments_are_found() {
    let text = "--\n-- Name: a; Owner: b; Type: TABLE; Schema: s; Owner: app rw; Tablespace: x\n--\n\
            -- Data for Name: t; Type: TABLE DATA; Schema: s; Owner: app\r\n-- Name: p; Type: COMMENT; Schema: -; Owner: -\n\
            -- Owner: none\n";
    let found = comment_owners(text.as_bytes(), &Dialect::Postgres.into());
    let names: Vec<&str> = found
        .iter()
        .map(|place| std::str::from_utf8(place.span.of(text.as_bytes())).unwrap())
        .collect();
    assert_eq!(names, ["app rw", "app"]);
    assert_eq!(found[1].renamed("x\ny"), b"x y");
}
