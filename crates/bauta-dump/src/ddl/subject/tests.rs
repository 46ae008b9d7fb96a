use super::*;

fn told(sql: &str, dialect: Dialect) -> String {
    let Some(subject) = subject(sql.as_bytes(), &dialect.into()) else {
        return String::new();
    };
    let details = subject.details.iter();
    let details: Vec<String> = details
        .map(|(name, value)| format!(" {name}={value}"))
        .collect();
    format!("{:?} {}{}", subject.kind, subject.name, details.concat())
}

#[test]
fn what_statements_of_postgres_are_about_is_told() {
    for (sql, expected) in [
        (
            "ALTER ROLE \"a b\" WITH SUPERUSER INHERIT NOCREATEROLE LOGIN REPLICATION PASSWORD 'x' VALID UNTIL '2030-01-01';",
            "Role a b valid_until=2030-01-01 rights=superuser, login, replication",
        ),
        ("ALTER ROLE a SET search_path TO 'b';", ""),
        ("CREATE USER a;", "Role a"),
        (
            "GRANT a, b TO c WITH ADMIN OPTION, INHERIT TRUE GRANTED BY d;",
            "Membership c in a, b admin=yes",
        ),
        ("GRANT SELECT ON t TO c;", ""),
        (
            "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p, q WITH (connect = false);",
            "Subscription s publications=p, q",
        ),
        ("ALTER SUBSCRIPTION s ENABLE;", "SubscriptionStart s"),
        ("ALTER SUBSCRIPTION s OWNER TO a;", "Subscription s"),
        (
            "CREATE PUBLICATION p FOR ALL TABLES WITH (publish = 'insert');",
            "Publication p tables=all",
        ),
        (
            "CREATE USER MAPPING FOR a SERVER s OPTIONS (password 'p');",
            "UserMapping a on s",
        ),
        (
            "CREATE SERVER s TYPE 'x' FOREIGN DATA WRAPPER w OPTIONS (host 'h');",
            "Server s wrapper=w",
        ),
        (
            "CREATE FOREIGN TABLE public.t (a int OPTIONS (column_name 'x')) SERVER s OPTIONS (table_name 'y');",
            "ForeignTable public.t server=s",
        ),
        (
            "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION public.f();",
            "EventTrigger e event=ddl_command_end function=public.f",
        ),
        (
            "CREATE TRIGGER h AFTER INSERT OR UPDATE OF \"on\" ON public.t FOR EACH ROW WHEN ((a IS NULL)) EXECUTE FUNCTION supabase_functions.http_request('u');",
            "Trigger h on public.t function=supabase_functions.http_request",
        ),
        (
            "CREATE OR REPLACE FUNCTION public.f() RETURNS void LANGUAGE plsh AS $x$#!/bin/sh$x$;",
            "Routine public.f language=plsh",
        ),
        ("CREATE MATERIALIZED VIEW s.v AS SELECT 1;", "View s.v"),
        ("CREATE RULE r AS ON INSERT TO t DO NOTHING;", "Rule r"),
        (
            "ALTER SYSTEM SET archive_command = 'x';",
            "ServerSetting archive_command",
        ),
        ("CREATE TABLE t (a int);", ""),
    ] {
        assert_eq!(told(sql, Dialect::Postgres), expected, "{sql}");
    }
}

#[test]
fn what_statements_of_mysql_are_about_is_told() {
    for (sql, expected) in [
        (
            "CREATE USER `a`@`%` IDENTIFIED WITH 'caching_sha2_password' AS 'x' REQUIRE SUBJECT '/CN=x' PASSWORD EXPIRE DEFAULT ACCOUNT LOCK;",
            "Role a@% plugin=caching_sha2_password locked=yes requires=certificate",
        ),
        ("GRANT `r` TO `u`@`h`;", "Membership u@h in r"),
        ("GRANT r TO CURRENT_USER();", ""),
        (
            "GRANT ALL PRIVILEGES ON *.* TO `u`@`h` WITH GRANT OPTION;",
            "Privilege u@h privileges=all privileges grants_on=yes",
        ),
        ("GRANT USAGE ON *.* TO u@h;", ""),
        ("GRANT SELECT ON shop.* TO u@h;", ""),
        (
            "/*!50106 CREATE*/ /*!50117 DEFINER=`root`@`h`*/ /*!50106 EVENT `e` ON SCHEDULE EVERY 1 DAY DO SELECT 1 */",
            "Event e",
        ),
        (
            "CREATE DEFINER=CURRENT_USER() TRIGGER t AFTER INSERT ON x FOR EACH ROW SET @a = 1",
            "Trigger t",
        ),
        (
            "CREATE FUNCTION sys_exec RETURNS int SONAME 'lib_mysqludf_sys.so';",
            "NativeFunction sys_exec library=lib_mysqludf_sys.so",
        ),
        ("CREATE FUNCTION f() RETURNS int RETURN 1", "Routine f"),
        (
            "CREATE TABLE t (a int) ENGINE=FEDERATED CONNECTION='mysql://u:p@h/d/t'",
            "ForeignTable t engine=federated",
        ),
        ("CREATE TABLE t (a int) ENGINE=InnoDB", ""),
        (
            "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'h')",
            "Server s wrapper=mysql",
        ),
        ("CHANGE MASTER TO MASTER_LOG_POS=4", "Replication change"),
        ("START SLAVE", "Replication start"),
        ("START TRANSACTION", ""),
        ("STOP REPLICA;", "Replication stop"),
        ("RESET MASTER", "Replication reset"),
        (
            "SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'x:1-5';",
            "Replication gtid_purged",
        ),
        (
            "SET GLOBAL gtid_slave_pos='0-1-2';",
            "Replication gtid_slave_pos",
        ),
        ("SET PERSIST general_log = ON", "ServerSetting general_log"),
        ("SET @old = @@GLOBAL.sql_mode, NAMES utf8mb4", ""),
        ("SET @@SESSION.SQL_LOG_BIN= 0;", ""),
        ("INSTALL PLUGIN x SONAME 'x.so';", "Plugin x"),
        (
            "CREATE TABLE `mysql`.`user` (a int)",
            "SystemObject mysql.user",
        ),
        (
            "LOCK TABLES mysql.slow_log WRITE",
            "SystemObject mysql.slow_log",
        ),
        (
            "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `mysql`",
            "SystemObject mysql",
        ),
        ("GRANT SELECT ON mysql.user TO u@h", ""),
    ] {
        assert_eq!(told(sql, Dialect::Mysql), expected, "{sql}");
    }
    let mut state = SessionState::from(Dialect::Mysql);
    state.database = Some("mysql".to_owned());
    let about = |sql: &str| subject(sql.as_bytes(), &state).map(|subject| subject.kind);
    for sql in [
        "DROP TABLE IF EXISTS `user`;",
        "/*!40000 ALTER TABLE `user` DISABLE KEYS */;",
        "/*!50001 CREATE VIEW `user` AS SELECT 1 */;",
        "CREATE DEFINER=`r`@`h` PROCEDURE AddGeometryColumn() SELECT 1",
    ] {
        assert_eq!(about(sql), Some(SubjectKind::SystemObject), "{sql}");
    }
    assert_eq!(about("CREATE USER u@h"), Some(SubjectKind::Role));
    assert_eq!(about("UNLOCK TABLES;"), None);
}

#[test]
fn what_statements_of_sqlite_are_about_is_told() {
    for (sql, expected) in [
        ("ATTACH DATABASE '/srv/x.db' AS aux;", "AttachedFile aux"),
        ("DETACH aux;", "AttachedFile aux"),
        ("PRAGMA main.key = 'x';", "FileKey key"),
        ("PRAGMA foreign_keys=OFF;", ""),
    ] {
        assert_eq!(told(sql, Dialect::Sqlite), expected, "{sql}");
    }
}
