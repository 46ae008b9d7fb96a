//! What one statement adds to the catalogue.

use bauta_model::{Catalog, Dialect, TableName};

use super::cursor::Cursor;
use super::names::SessionState;
use super::token::Tokens;
use super::{alter_table, create_table, objects};

/// What came of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Learned {
    /// The catalogue knows this table, or knows it better.
    Table(TableName),
    /// It says nothing about the columns or keys of a table.
    Other,
    /// It should, but could not be read; whatever it is about must not be masked by guesswork.
    NotUnderstood {
        /// What was not understood. Never holds text of the dump.
        reason: &'static str,
    },
}

/// Adds what `statement` says about tables, types and sequences to `catalog`.
///
/// Takes any statement; one that is not DDL is recognised by its first words and costs no more.
pub fn learn(catalog: &mut Catalog, statement: &[u8], state: &SessionState) -> Learned {
    let mut opening = Tokens::new(statement, state.syntax);
    let Some(first) = opening.next() else {
        return Learned::Other;
    };
    let verb = first.span.of(statement).to_ascii_uppercase();
    if !matches!(
        verb.as_slice(),
        b"CREATE" | b"ALTER" | b"DROP" | b"RENAME" | b"INSERT"
    ) {
        return Learned::Other;
    }
    if verb == b"INSERT" {
        return schema_row(catalog, statement, state);
    }
    let mut tokens = Cursor::lex(statement, state);
    while tokens
        .last()
        .is_some_and(|last| last.span.of(statement) == b";")
    {
        tokens.pop();
    }
    dispatch(Cursor::new(statement, state, &tokens), catalog)
}

fn dispatch(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    let sqlite = cursor.state.dialect() == Dialect::Sqlite;
    let start = cursor;
    if create_table::head(&mut cursor) {
        let learned = create_table::read(cursor, catalog);
        if let (true, Learned::Table(name)) = (sqlite, &learned) {
            objects::mark_shadow(name, catalog);
            if start
                .rest()
                .iter()
                .any(|token| start.raw(*token).eq_ignore_ascii_case(b"AUTOINCREMENT"))
            {
                objects::sqlite_sequence(catalog);
            }
        }
        return learned;
    }
    cursor = start;
    if alter_table::head(&mut cursor) {
        return alter_table::read(cursor, catalog);
    }
    cursor = start;
    if cursor.eat("CREATE") {
        return create(cursor, catalog);
    }
    if cursor.eat("ALTER SEQUENCE") {
        return objects::sequence(cursor, catalog);
    }
    if cursor.eat("ALTER TYPE") {
        return objects::alter_type(cursor, catalog);
    }
    if cursor.eat("DROP") {
        return objects::drop(cursor, catalog);
    }
    if cursor.eat("RENAME TABLE") {
        return objects::rename(cursor, catalog);
    }
    Learned::Other
}

fn create(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    cursor.eat("OR REPLACE");
    if cursor.eat("UNIQUE INDEX") {
        return alter_table::unique_index(cursor, catalog);
    }
    if cursor.eat("TYPE") {
        return objects::create_type(cursor, catalog);
    }
    if cursor.eat("DOMAIN") {
        return objects::create_domain(cursor, catalog);
    }
    if cursor.eat("VIRTUAL TABLE") {
        return objects::virtual_table(cursor, catalog);
    }
    while cursor.eat_any(&["TEMPORARY", "TEMP", "UNLOGGED"]) {}
    if cursor.eat("SEQUENCE") {
        return objects::sequence(cursor, catalog);
    }
    Learned::Other
}

/// `SQLite` dumps declare virtual tables by a row of the schema table.
fn schema_row(catalog: &mut Catalog, statement: &[u8], state: &SessionState) -> Learned {
    if state.dialect() != Dialect::Sqlite || !is_schema_row(statement, state) {
        return Learned::Other;
    }
    let tokens = Cursor::lex(statement, state);
    let mut cursor = Cursor::new(statement, state, &tokens);
    let values = if cursor.seek("VALUES") {
        cursor.group()
    } else {
        None
    };
    let sql = values
        .and_then(|values| values.split_commas().pop())
        .and_then(|mut last| last.literal());
    match sql {
        Some(sql) if !sql.is_empty() => {
            let inner = Cursor::lex(&sql, state);
            dispatch(Cursor::new(&sql, state, &inner), catalog)
        }
        _ => Learned::NotUnderstood {
            reason: "a row of the schema table",
        },
    }
}

/// Whether the statement writes into `SQLite`'s schema table.
pub(super) fn is_schema_row(statement: &[u8], state: &SessionState) -> bool {
    let mut opening = Tokens::new(statement, state.syntax).skip(2);
    let name = opening
        .next()
        .and_then(|token| state.identifier(statement, token));
    state.dialect() == Dialect::Sqlite
        && name.is_some_and(|name| {
            name.eq_ignore_ascii_case("sqlite_master") || name.eq_ignore_ascii_case("sqlite_schema")
        })
}

#[cfg(test)]
mod tests {
    use bauta_model::{Check, ColumnName, ColumnType, Generated, Table, TypeClass};
    use proptest::prelude::*;

    use super::*;

    /// What `statements`, separated by blank lines, teach; all must be understood.
    fn learned(dialect: Dialect, statements: &str) -> Catalog {
        let (mut catalog, state) = (Catalog::default(), SessionState::from(dialect));
        for statement in statements.split("\n\n") {
            let learned = learn(&mut catalog, statement.as_bytes(), &state);
            assert!(
                !matches!(learned, Learned::NotUnderstood { .. }),
                "{learned:?}: {statement}"
            );
        }
        catalog
    }

    fn postgres(statements: &str) -> Catalog {
        learned(Dialect::Postgres, statements)
    }

    fn table<'c>(catalog: &'c Catalog, name: &str) -> &'c Table {
        catalog.tables.get(&name.parse().unwrap()).unwrap()
    }

    fn ty<'t>(table: &'t Table, column: &str) -> &'t ColumnType {
        &table.column(column).unwrap().ty
    }

    fn keys(table: &Table) -> Vec<String> {
        let key = |key: &bauta_model::UniqueKey| {
            let columns: Vec<_> = key.columns.iter().map(ColumnName::as_str).collect();
            format!(
                "{}{}",
                if key.primary { "primary " } else { "" },
                columns.join(",")
            )
        };
        table.keys.iter().map(key).collect()
    }

    #[test]
    fn a_table_of_pg_dump_gives_all_its_columns() {
        let catalog = postgres(
            "CREATE TABLE public.t (
    id bigint NOT NULL,
    \"Full Name\" character varying(80) DEFAULT 'x, y'::character varying NOT NULL,
    key text COLLATE pg_catalog.\"C\",
    index integer,
    exclude boolean DEFAULT false,
    mood public.citext,
    price numeric(10,2) DEFAULT 4.99,
    tags text[] DEFAULT '{}'::text[],
    at timestamp(3) without time zone DEFAULT (now() AT TIME ZONE 'utc'::text),
    span interval year to month,
    bits bit varying(7),
    one \"char\",
    total numeric GENERATED ALWAYS AS ((price * (2)::numeric)) STORED,
    twice integer GENERATED ALWAYS AS ((index * 2)),
    geo public.geometry(Point,4326)
);",
        );
        let t = table(&catalog, "public.t");
        let names: Vec<_> = t
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let expected = [
            "id",
            "Full Name",
            "key",
            "index",
            "exclude",
            "mood",
            "price",
            "tags",
            "at",
            "span",
            "bits",
            "one",
            "total",
            "twice",
            "geo",
        ];
        assert_eq!(names, expected);
        assert_eq!(
            ty(t, "id").range,
            Some((i128::from(i64::MIN), i128::from(i64::MAX)))
        );
        assert_eq!(
            (
                ty(t, "Full Name").max_chars,
                t.column("Full Name").unwrap().nullable
            ),
            (Some(80), false)
        );
        assert_eq!(
            t.column("Full Name").unwrap().default.as_deref(),
            Some("'x, y'::character varying")
        );
        assert!(ty(t, "mood").ignores_case && ty(t, "mood").class == TypeClass::Text);
        assert_eq!(ty(t, "price").precision, Some((10, 2)));
        assert_eq!(
            ty(t, "tags").element.as_ref().unwrap().class,
            TypeClass::Text
        );
        assert_eq!(
            (ty(t, "at").class, ty(t, "span").class),
            (TypeClass::Timestamp, TypeClass::Interval)
        );
        assert_eq!(ty(t, "at").written, "timestamp(3) without time zone");
        assert_eq!(
            (ty(t, "bits").class, ty(t, "bits").max_chars),
            (TypeClass::Bit, Some(7))
        );
        assert_eq!(ty(t, "one").max_chars, Some(1));
        assert_eq!(t.column("total").unwrap().generated, Generated::Stored);
        assert_eq!(t.column("twice").unwrap().generated, Generated::Virtual);
        assert_eq!(ty(t, "geo").class, TypeClass::Geometry);
    }

    #[test]
    fn keys_that_come_after_the_data_are_found() {
        let catalog = postgres(
            "CREATE TABLE s.a (id integer NOT NULL, b integer, email text);

CREATE TABLE s.b (id integer);

ALTER TABLE ONLY s.a
    ADD CONSTRAINT a_pkey PRIMARY KEY (id), ADD CONSTRAINT \"u\" UNIQUE NULLS NOT DISTINCT (b) INCLUDE (email);

ALTER TABLE ONLY s.a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES s.b(id) ON DELETE CASCADE NOT VALID;

CREATE UNIQUE INDEX i ON s.a USING btree (lower((email)::text) varchar_pattern_ops) WHERE (b > 0);",
        );
        let a = table(&catalog, "s.a");
        assert_eq!(keys(a), ["primary id", "b", "email"]);
        assert!(ty(a, "email").ignores_case);
        let foreign = a.foreign_keys.first().unwrap();
        assert_eq!(
            (foreign.table.to_string().as_str(), foreign.referenced.len()),
            ("s.b", 1)
        );
    }

    #[test]
    fn every_way_to_number_a_column_is_seen() {
        let catalog = postgres(
            "CREATE TABLE public.a (id integer NOT NULL, n integer, d bigserial, g bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 5));

CREATE SEQUENCE public.a_id_seq AS integer START WITH 1 NO MINVALUE CACHE 1;

ALTER SEQUENCE public.a_id_seq OWNED BY public.a.id;

ALTER TABLE ONLY public.a ALTER COLUMN id SET DEFAULT nextval('public.a_id_seq'::regclass);

ALTER TABLE public.a ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.a_n_seq
    START WITH 1
);",
        );
        let a = table(&catalog, "public.a");
        assert!(a.columns.iter().all(|column| column.identity));
        for (sequence, column) in [("a_id_seq", "id"), ("a_n_seq", "n"), ("a_d_seq", "d")] {
            let owner = catalog
                .sequences
                .get(&TableName::in_schema("public", sequence))
                .unwrap()
                .owner
                .clone();
            assert_eq!(owner.unwrap().1.as_str(), column);
        }
    }

    #[test]
    fn enums_and_domains_reach_their_columns() {
        let catalog = postgres(
            "CREATE TYPE public.\"Mood\" AS ENUM ('sad', 'it''s ok');

ALTER TYPE public.\"Mood\" ADD VALUE 'glad';

CREATE DOMAIN public.year AS integer CONSTRAINT c CHECK ((VALUE >= 1901));

CREATE TABLE public.t (m public.\"Mood\" DEFAULT 'sad'::public.\"Mood\", y public.year, ms public.\"Mood\"[]);",
        );
        let t = table(&catalog, "public.t");
        assert_eq!(ty(t, "m").labels, ["sad", "it's ok", "glad"]);
        assert_eq!(
            (ty(t, "y").class, ty(t, "y").written.as_str()),
            (TypeClass::Integer, "public.year")
        );
        assert_eq!(ty(t, "ms").element.as_ref().unwrap().class, TypeClass::Enum);
    }

    #[test]
    fn inheriting_tables_and_partitions_have_their_parents_columns() {
        let catalog = postgres(
            "CREATE TABLE public.p (id integer NOT NULL, at date) PARTITION BY RANGE (at, lower((id)::text));

CREATE TABLE public.p1 (at date, id integer NOT NULL);

ALTER TABLE ONLY public.p ATTACH PARTITION public.p1 FOR VALUES FROM ('2020-01-01') TO (MAXVALUE);

CREATE TABLE public.p2 PARTITION OF public.p (id WITH OPTIONS DEFAULT 3) FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

CREATE TABLE public.c (id bigint, own text) INHERITS (public.p);",
        );
        let names = |name: &str| -> Vec<String> {
            table(&catalog, name)
                .columns
                .iter()
                .map(|column| column.name.0.clone())
                .collect()
        };
        assert_eq!(
            table(&catalog, "public.p").partition_key,
            ["at".into(), "id".into()]
        );
        assert_eq!(names("public.p1"), ["at", "id"]);
        assert_eq!(
            table(&catalog, "public.p1").parents,
            [TableName::in_schema("public", "p")]
        );
        assert_eq!(table(&catalog, "public.p1").partition_key.len(), 2);
        assert_eq!(names("public.p2"), ["id", "at"]);
        assert_eq!(
            ty(table(&catalog, "public.p2"), "id").class,
            TypeClass::Integer
        );
        assert_eq!(names("public.c"), ["id", "at", "own"]);
        assert_eq!(ty(table(&catalog, "public.c"), "id").written, "bigint");
    }

    #[test]
    fn checks_give_the_values_they_allow() {
        let catalog = postgres(
            "CREATE TABLE public.t (
    a text, b text, c text, d integer CHECK (d IN (1, 2)),
    CONSTRAINT a CHECK ((a = ANY (ARRAY['x'::text, 'y''s'::text]))),
    CONSTRAINT b CHECK (((b)::text = ANY ((ARRAY['m'::character varying, 'n'::character varying])::text[]))),
    CONSTRAINT c CHECK ((((c = 'p'::text) OR (c = 'q'::text)) AND (length(a) > d)))
);",
        );
        let one = |column: &str, values: &[&str]| Check::OneOf {
            column: column.into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        let checks = &table(&catalog, "public.t").checks;
        for expected in [
            one("a", &["x", "y's"]),
            one("b", &["m", "n"]),
            one("c", &["p", "q"]),
            one("d", &["1", "2"]),
        ] {
            assert!(checks.contains(&expected), "{expected:?} in {checks:?}");
        }
        let other = checks.iter().find_map(|check| match check {
            Check::Other { columns, .. } => Some(columns.clone()),
            Check::OneOf { .. } => None,
        });
        assert_eq!(other.unwrap(), ["a".into(), "d".into()]);
    }

    #[test]
    fn a_domain_passes_its_values_on() {
        let catalog = postgres(
            "CREATE DOMAIN public.size AS text CONSTRAINT c CHECK ((VALUE = ANY (ARRAY['s'::text, 'm'::text])));\n\nCREATE TABLE public.t (a public.size);",
        );
        let values = vec!["s".to_owned(), "m".to_owned()];
        assert_eq!(
            table(&catalog, "public.t").checks,
            [Check::OneOf {
                column: "a".into(),
                values
            }]
        );
    }

    #[test]
    fn names_that_only_look_like_serial_are_not() {
        let catalog = postgres(
            "CREATE TABLE public.t (a public.serialized, b text);\n\nALTER TABLE public.t RENAME TO u;",
        );
        assert!(!table(&catalog, "public.u").column("a").unwrap().identity);
    }

    #[test]
    fn a_long_chain_of_alternatives_is_survived() {
        let sql = format!(
            "CREATE TABLE t (a int, CHECK ({} a = 1))",
            "a = 2 OR ".repeat(240)
        );
        let checks = postgres(&sql).tables.into_values().next().unwrap().checks;
        assert!(matches!(checks.as_slice(), [Check::OneOf { values, .. }] if values.len() == 241));
    }

    #[test]
    fn a_check_too_deep_to_parse_still_names_its_columns() {
        let sql = format!(
            "CREATE TABLE t (a int, b int, CHECK ({}a > b{}))",
            "(".repeat(5000),
            ")".repeat(5000)
        );
        let checks = postgres(&sql).tables.into_values().next().unwrap().checks;
        assert!(matches!(checks.as_slice(), [Check::Other { columns, .. }] if columns.len() == 2));
    }

    #[test]
    fn a_table_of_mysqldump_is_read() {
        let catalog = learned(
            Dialect::Mysql,
            "CREATE TABLE `t` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT COMMENT 'the, id',
  `kind` enum('a','it''s') CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'a',
  `flags` set('x','y') DEFAULT NULL,
  `mail` varchar(255) DEFAULT NULL,
  `bin` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
  `doc` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`doc`)),
  `full` varchar(99) GENERATED ALWAYS AS (concat(`mail`,' AS x')) VIRTUAL,
  `kept` int GENERATED ALWAYS AS (`id` + 1) STORED NOT NULL,
  `at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  `b` varbinary(16) DEFAULT _binary '\\0',
  `st` varchar(9) DEFAULT (_utf8mb4'a'),
  `secret` int DEFAULT NULL /*!80023 INVISIBLE */,
  PRIMARY KEY (`id`),
  UNIQUE KEY `m` (`mail`(10),`kind`) USING BTREE,
  KEY `k` (`flags`),
  FULLTEXT KEY `ft` (`mail`),
  CONSTRAINT `fk` FOREIGN KEY (`kept`) REFERENCES `u` (`id`) ON DELETE CASCADE,
  CONSTRAINT `ck` CHECK (`st` in (_utf8mb4'a',_utf8mb4'b'))
) ENGINE=InnoDB AUTO_INCREMENT=201 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='AS SELECT'
/*!50100 PARTITION BY RANGE (`id`)
(PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB) */",
        );
        let t = table(&catalog, "t");
        assert_eq!(t.columns.len(), 12);
        assert!(t.column("id").unwrap().identity);
        assert_eq!(ty(t, "id").range, Some((0, 4_294_967_295)));
        assert_eq!(
            (ty(t, "kind").labels.len(), ty(t, "flags").class),
            (2, TypeClass::Enum)
        );
        assert!(
            ty(t, "mail").ignores_case && !ty(t, "bin").ignores_case && !ty(t, "kind").ignores_case
        );
        assert_eq!(ty(t, "doc").class, TypeClass::Json);
        assert_eq!(t.column("full").unwrap().generated, Generated::Virtual);
        assert_eq!(t.column("kept").unwrap().generated, Generated::Stored);
        assert_eq!(
            t.column("at").unwrap().default.as_deref(),
            Some("CURRENT_TIMESTAMP(6)")
        );
        assert_eq!(keys(t), ["primary id", "mail,kind"]);
        assert_eq!(t.foreign_keys.len(), 1);
        assert_eq!(t.partition_key, ["id".into()]);
        let values = vec!["a".to_owned(), "b".to_owned()];
        assert!(
            t.checks.contains(&Check::OneOf {
                column: "st".into(),
                values
            }),
            "{:?}",
            t.checks
        );
    }

    #[test]
    fn phpmyadmin_adds_keys_and_numbering_later() {
        let catalog = learned(
            Dialect::Mysql,
            "CREATE TABLE `t` (`id` int(11) NOT NULL, `a` varchar(5) NOT NULL, `b` int) ENGINE=InnoDB DEFAULT CHARSET=latin1;

ALTER TABLE `t`
  ADD PRIMARY KEY (`id`),
  ADD UNIQUE KEY `a` (`a`),
  ADD KEY `b` (`b`);

ALTER TABLE `t`
  MODIFY `id` int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=12;

ALTER TABLE `t`
  ADD CONSTRAINT `f` FOREIGN KEY (`b`) REFERENCES `u` (`id`), CHANGE `a` `c` varchar(7), ADD COLUMN (`x` int, `y` date);

RENAME TABLE `t` TO `d`.`v`;",
        );
        let v = table(&catalog, "d/v");
        assert_eq!(keys(v), ["primary id", "c"]);
        assert!(v.column("id").unwrap().identity);
        let names: Vec<_> = v
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        assert_eq!(names, ["id", "c", "b", "x", "y"]);
        assert!(ty(v, "c").ignores_case && v.foreign_keys.len() == 1);
    }

    #[test]
    fn statements_within_conditional_comments_are_learned() {
        let catalog = learned(
            Dialect::Mysql,
            "/*!50001 CREATE TABLE `v` (\n  `a` tinyint NOT NULL\n) ENGINE=MyISAM */;\n\n/*!50001 CREATE TABLE w LIKE v */",
        );
        assert_eq!(ty(table(&catalog, "w"), "a").range, Some((-128, 127)));
        let dropped = learned(
            Dialect::Mysql,
            "CREATE TABLE v (a int)\n\n/*!50001 DROP TABLE IF EXISTS `v`*/;",
        );
        assert!(dropped.tables.is_empty());
    }

    #[test]
    fn sqlite_tables_follow_affinity() {
        let catalog = learned(
            Dialect::Sqlite,
            "CREATE TABLE IF NOT EXISTS 'a b' ([id] INTEGER PRIMARY KEY AUTOINCREMENT, \"mail\" VARCHAR(20) NOT NULL UNIQUE COLLATE NOCASE,
  `n` UNSIGNED BIG INT DEFAULT (1+2), any, d DATETIME, key text, r DOUBLE PRECISION,
  m REFERENCES other(id) DEFAULT -1, gen TEXT AS (mail || 'x') STORED,
  FOREIGN KEY (n, d) REFERENCES \"x\"(p, q), CHECK (key IN ('u','v'))) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX i ON 'a b' (d COLLATE NOCASE);",
        );
        let t = table(&catalog, "a b");
        let names: Vec<_> = t
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        assert_eq!(
            names,
            ["id", "mail", "n", "any", "d", "key", "r", "m", "gen"]
        );
        assert_eq!(
            (
                ty(t, "mail").class,
                ty(t, "mail").max_chars,
                ty(t, "mail").ignores_case
            ),
            (TypeClass::Text, Some(20), true)
        );
        assert_eq!(
            (ty(t, "n").class, ty(t, "any").class, ty(t, "r").class),
            (TypeClass::Integer, TypeClass::Other, TypeClass::Float)
        );
        assert_eq!(t.column("m").unwrap().default.as_deref(), Some("-1"));
        assert_eq!(t.column("gen").unwrap().generated, Generated::Stored);
        assert_eq!(keys(t), ["primary id", "mail", "d"]);
        assert_eq!(t.foreign_keys.len(), 2);
        assert!(t.column("id").unwrap().identity);
        assert_eq!(table(&catalog, "sqlite_sequence").columns.len(), 2);
    }

    #[test]
    fn shadow_tables_of_full_text_search_are_known() {
        let catalog = learned(
            Dialect::Sqlite,
            "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','ft','ft',0,'CREATE VIRTUAL TABLE ft USING fts5(title, body UNINDEXED, tokenize=''porter'')');

CREATE TABLE IF NOT EXISTS 'ft_content'(id INTEGER PRIMARY KEY, c0, c1);

CREATE TABLE ft_notes(a);",
        );
        let names: Vec<_> = table(&catalog, "ft")
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        assert_eq!(names, ["title", "body"]);
        assert_eq!(
            table(&catalog, "ft_content").shadow_of,
            Some(TableName::bare("ft"))
        );
        assert_eq!(table(&catalog, "ft").shadow_of, Some(TableName::bare("ft")));
        assert_eq!(table(&catalog, "ft_notes").shadow_of, None);
    }

    #[test]
    fn what_cannot_be_bound_is_said() {
        let state = SessionState::from(Dialect::Postgres);
        for statement in [
            "CREATE TABLE t AS SELECT 1",
            "CREATE TABLE t (a) AS VALUES (1)",
            "CREATE TABLE t (a int) INHERITS (unknown)",
            "CREATE TABLE t OF some_type",
            "ALTER TABLE unknown ADD PRIMARY KEY (id)",
            "CREATE TABLE (a int)",
            "CREATE TABLE t 'x'",
            "CREATE TABLE t (a int, PRIMARY KEY (b))",
            "CREATE TABLE t (a int, 'x' int)",
        ] {
            let mut catalog = Catalog::default();
            let learned = learn(&mut catalog, statement.as_bytes(), &state);
            assert!(
                matches!(learned, Learned::NotUnderstood { .. }),
                "{statement}"
            );
            assert!(catalog.tables.is_empty());
        }
    }

    #[test]
    fn owners_of_views_and_sequences_are_no_problem() {
        postgres(
            "ALTER TABLE public.some_view OWNER TO postgres;\n\nALTER TABLE ONLY public.x REPLICA IDENTITY FULL;",
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(words in proptest::collection::vec(prop_oneof![
            proptest::sample::select(WORDS).prop_map(|word| word.as_bytes().to_vec()),
            proptest::collection::vec(any::<u8>(), 0..3),
        ], 0..40), which in 0..3_usize) {
            let dialect = [Dialect::Postgres, Dialect::Mysql, Dialect::Sqlite][which];
            let mut catalog = Catalog::default();
            catalog.tables.insert(TableName::bare("t"), Table::default());
            let mut state = SessionState::from(dialect);
            let statement = words.join(&b' ');
            let _ = learn(&mut catalog, &statement, &state);
            let _ = crate::ddl::classify(&statement, &state);
            let _ = crate::ddl::places(&statement, &state);
            let _ = crate::ddl::connect_database(&statement);
            state.follow(&statement);
            for head in ["CREATE TABLE t ( a ", "ALTER TABLE t ", "INSERT INTO ", "COPY t ", "SELECT setval(", "CREATE UNIQUE INDEX i ON t ", "SET ", "GRANT "] {
                let whole = [head.as_bytes(), &statement].concat();
                let _ = learn(&mut catalog, &whole, &state);
                let _ = crate::ddl::classify(&whole, &state);
                let _ = crate::ddl::places(&whole, &state);
                state.follow(&whole);
            }
        }
    }

    const WORDS: &[&str] = &[
        "CREATE",
        "TABLE",
        "ALTER",
        "ADD",
        "COLUMN",
        "t",
        "a",
        "(",
        ")",
        ",",
        ";",
        "'x'",
        "\"y\"",
        "`z`",
        "[w]",
        "PRIMARY KEY",
        "UNIQUE",
        "CHECK",
        "FOREIGN KEY",
        "REFERENCES",
        "DEFAULT",
        "nextval",
        "GENERATED ALWAYS AS",
        "IDENTITY",
        "IN",
        "ANY",
        "ARRAY[",
        "]",
        "=",
        "::",
        "1",
        "-",
        "PARTITION BY",
        "PARTITION OF",
        "INHERITS",
        "LIKE",
        "varchar",
        "int",
        "ENUM",
        "DROP",
        "RENAME",
        "TO",
        "MODIFY",
        "CHANGE",
        "SET",
        "PASSWORD",
        "IDENTIFIED BY",
        "WITH",
        "OPTIONS",
        "ON",
        "DATABASE",
        "VALUES",
        "SELECT",
        "FROM",
        "stdin",
        "/*!50000",
        "*/",
        "/*",
        "--\n",
        "$$",
        "E'\\",
        "DEFINER",
        "@",
        ".",
        "COLLATE",
        "NOT NULL",
    ];
}
