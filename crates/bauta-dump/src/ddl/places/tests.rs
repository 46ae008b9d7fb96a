use super::*;

fn found(sql: &str, dialect: Dialect) -> Places {
    places(sql.as_bytes(), &dialect.into())
}

fn databases_of(sql: &str, dialect: Dialect) -> Vec<String> {
    found(sql, dialect)
        .databases
        .into_iter()
        .map(|place| String::from_utf8(place.span.of(sql.as_bytes()).to_vec()).unwrap())
        .collect()
}

fn credentials_of(sql: &str, dialect: Dialect) -> Vec<String> {
    found(sql, dialect)
        .credentials
        .into_iter()
        .map(|place| String::from_utf8(place.span.of(sql.as_bytes()).to_vec()).unwrap())
        .collect()
}

#[test]
fn databases_of_postgres_are_found() {
    for (sql, expected) in [
        (
            "CREATE DATABASE shop WITH TEMPLATE = template0;",
            vec!["shop"],
        ),
        ("DROP DATABASE IF EXISTS \"Shop x\";", vec!["\"Shop x\""]),
        ("ALTER DATABASE shop RENAME TO old;", vec!["shop", "old"]),
        ("GRANT CONNECT ON DATABASE a, b TO c;", vec!["a", "b"]),
        ("COMMENT ON DATABASE shop IS 'on database x';", vec!["shop"]),
        (
            "ALTER ROLE r IN DATABASE shop SET a.b TO 'c';",
            vec!["shop"],
        ),
        ("CREATE TABLE database (database text);", vec![]),
    ] {
        assert_eq!(databases_of(sql, Dialect::Postgres), expected, "{sql}");
    }
}

#[test]
fn databases_of_mysql_are_found() {
    for (sql, expected) in [
        (
            "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;",
            vec!["`shop`"],
        ),
        ("USE `shop`;", vec!["`shop`"]),
        (
            "GRANT ALL PRIVILEGES ON `shop`.* TO `u`@`h`;",
            vec!["`shop`"],
        ),
        ("GRANT USAGE ON *.* TO `u`@`h`;", vec![]),
        (
            "CREATE TABLE shop.t (a int, FOREIGN KEY (a) REFERENCES other.u (b))",
            vec!["shop", "other"],
        ),
        ("DROP TABLE IF EXISTS a.b, c.d", vec!["a", "c"]),
        ("ALTER DATABASE CHARACTER SET utf8mb4", vec![]),
    ] {
        assert_eq!(databases_of(sql, Dialect::Mysql), expected, "{sql}");
    }
}

#[test]
fn connect_names_a_database_in_every_form() {
    for (line, name, written) in [
        ("\\connect shop", "shop", "shop"),
        ("\\c \"Shop x\" user", "Shop x", "\"Shop x\""),
        (
            "\\connect -reuse-previous=on \"dbname='we\\'ird \"\"q'\"",
            "we'ird \"q",
            "'we\\'ird \"\"q'",
        ),
    ] {
        let place = connect_database(line.as_bytes()).unwrap();
        assert_eq!(place.name, name);
        assert_eq!(place.span.of(line.as_bytes()), written.as_bytes());
        let renamed = [
            &line.as_bytes()[..place.span.start],
            &place.renamed(name),
            &line.as_bytes()[place.span.end..],
        ]
        .concat();
        assert_eq!(connect_database(&renamed).unwrap().name, name);
    }
    assert_eq!(connect_database(b"\\connect -"), None);
    assert_eq!(connect_database(b"\\copy x"), None);
}

#[test]
fn numbers_of_sequences_are_found() {
    let sql =
        "CREATE TABLE `t` (`start` int) ENGINE=InnoDB AUTO_INCREMENT=201 DEFAULT CHARSET=utf8mb4";
    let mysql = SessionState::from(Dialect::Mysql);
    assert_eq!(
        auto_increment_span(sql.as_bytes(), &mysql)
            .unwrap()
            .of(sql.as_bytes()),
        b"201"
    );
    let seq = "ALTER SEQUENCE public.s RESTART WITH 77;";
    let restarts = found(seq, Dialect::Postgres).restarts;
    assert_eq!(restarts.first().unwrap().of(seq.as_bytes()), b"77");
    let identity = "ALTER TABLE t ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME s START WITH 9)";
    assert_eq!(found(identity, Dialect::Postgres).restarts.len(), 1);
}

#[test]
fn definers_are_found_with_their_hosts() {
    let sql = "/*!50013 DEFINER=`deploy`@`10.%` SQL SECURITY DEFINER */";
    let definer = found(sql, Dialect::Mysql)
        .definers
        .into_iter()
        .next()
        .unwrap();
    assert_eq!(definer.account, "deploy@10.%");
    assert_eq!(definer.span.of(sql.as_bytes()), b"`deploy`@`10.%`");
    assert!(
        found(
            "CREATE DEFINER=CURRENT_USER VIEW v AS SELECT 1",
            Dialect::Mysql
        )
        .definers
        .is_empty()
    );
}

#[test]
fn credentials_of_postgres_are_found() {
    for (sql, expected) in [
        (
            "ALTER ROLE a WITH LOGIN PASSWORD 'md5x' VALID UNTIL '2030-01-01';",
            vec!["'md5x'"],
        ),
        (
            "CREATE ROLE a PASSWORD E'x\\'y' IN ROLE b;",
            vec!["E'x\\'y'"],
        ),
        ("CREATE ROLE a PASSWORD NULL;", vec![]),
        ("CREATE USER a PASSWORD 'a'\n'b';", vec!["'a'\n'b'"]),
        (
            "CREATE USER MAPPING FOR a SERVER s OPTIONS (password 'p', \"user\" 'u');",
            vec!["'p'", "'u'"],
        ),
        (
            "ALTER SERVER s OPTIONS (SET host 'h', DROP port);",
            vec!["'h'"],
        ),
        (
            "CREATE SUBSCRIPTION s CONNECTION 'host=h password=p' PUBLICATION x;",
            vec!["'host=h password=p'"],
        ),
        ("ALTER DATABASE d SET app.jwt_secret TO 's';", vec!["'s'"]),
        ("ALTER ROLE d SET search_path TO 'a b', 'public';", vec![]),
        ("SELECT set_config('app.key', 'k', false);", vec!["'k'"]),
        ("CREATE TABLE t (password text DEFAULT 'x');", vec![]),
    ] {
        assert_eq!(credentials_of(sql, Dialect::Postgres), expected, "{sql}");
    }
}

#[test]
fn credentials_of_mysql_are_found() {
    for (sql, expected) in [
        (
            "CREATE USER `u`@`h` IDENTIFIED BY PASSWORD '*AB';",
            vec!["'*AB'"],
        ),
        (
            "CREATE USER 'u'@'h' IDENTIFIED WITH 'caching_sha2_password' AS '$A$' REQUIRE NONE;",
            vec!["'$A$'"],
        ),
        ("ALTER USER u IDENTIFIED WITH x AS 0x2441;", vec!["0x2441"]),
        (
            "ALTER USER u IDENTIFIED BY 'new' REPLACE 'old';",
            vec!["'new'", "'old'"],
        ),
        (
            "CREATE USER u IDENTIFIED VIA ed25519 USING 'h1' OR mysql_native_password USING PASSWORD('p');",
            vec!["'h1'", "'p'"],
        ),
        (
            "GRANT USAGE ON *.* TO 'u'@'h' IDENTIFIED BY 'p' WITH GRANT OPTION",
            vec!["'p'"],
        ),
        ("SET PASSWORD FOR 'u'@'h' = PASSWORD('p')", vec!["'p'"]),
        (
            "CHANGE MASTER TO MASTER_HOST='h', MASTER_PASSWORD='p', MASTER_LOG_POS=4",
            vec!["'h'", "'p'"],
        ),
        (
            "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'h', PASSWORD 'p', USER 'u')",
            vec!["'h'", "'p'", "'u'"],
        ),
        (
            "CREATE TABLE t (a int) ENGINE=FEDERATED CONNECTION='mysql://u:p@h/d/t'",
            vec!["'mysql://u:p@h/d/t'"],
        ),
        ("CREATE USER `u`@`h` ACCOUNT LOCK PASSWORD EXPIRE", vec![]),
        ("CREATE USER 'u'@'h'", vec![]),
        ("DROP USER 'u'", vec![]),
    ] {
        assert_eq!(credentials_of(sql, Dialect::Mysql), expected, "{sql}");
    }
}

#[test]
fn a_credential_is_read_and_written_in_its_own_form() {
    let rewritten = |sql: &str, dialect: Dialect, value: &str| {
        let state = SessionState::from(dialect);
        let place = places(sql.as_bytes(), &state).credentials.pop().unwrap();
        let old = String::from_utf8(place.value(sql.as_bytes(), &state)).unwrap();
        let new = place.written(value.as_bytes(), sql.as_bytes(), &state);
        (old, String::from_utf8(new).unwrap())
    };
    let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
    let (postgres, mysql) = (Dialect::Postgres, Dialect::Mysql);
    assert_eq!(
        rewritten("CREATE USER a PASSWORD 'a'\n'b''c';", postgres, "x'y"),
        pair("ab'c", "'x''y'")
    );
    assert_eq!(
        rewritten("ALTER DATABASE d SET a.b = c1;", postgres, r"x\y"),
        pair("c1", r"E'x\\y'")
    );
    assert_eq!(
        rewritten("ALTER USER u IDENTIFIED WITH p AS 0x2441;", mysql, "$B"),
        pair("$A", "0x2442")
    );
    assert_eq!(
        rewritten(r"ALTER USER u IDENTIFIED BY 'a\'b';", mysql, r"c\'"),
        pair("a'b", r"'c\\'''")
    );
}
