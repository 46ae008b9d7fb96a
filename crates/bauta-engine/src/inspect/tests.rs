use bauta_crypto::EnvironmentKey;
use bauta_model::Dialect;

use super::*;
use crate::error::Outcome;
use crate::observe::Silent;
use crate::pipeline::Cancel;
use crate::source::Input;

fn inspect(dump: &str, dialect: Dialect) -> Inspection {
    let key = EnvironmentKey::from_root("org", [7; 32]);
    Inspect {
        dialect: Some(dialect),
        today: "2026-11-22".to_owned(),
        ..Inspect::new(
            Input::from_reader(std::io::Cursor::new(dump.to_owned())),
            Fingerprints::under(key),
        )
    }
    .inspect(&mut Silent, &Cancel::default())
    .unwrap()
}

/// A token of the right shape, put together here so that it stands nowhere.
fn stripe() -> String {
    format!("sk_{}_{}", "live", "4eC39HqLyjWDarjtT1zdp7dc")
}

fn shop() -> String {
    let token = stripe();
    format!(
        "CREATE TABLE public.config (key text NOT NULL, value text, owner integer);
CREATE TABLE public.people (id integer NOT NULL, note varchar(90));
COPY public.config (value, key, owner) FROM stdin;
{token}\tstripe\t1
\\N\tempty\t2
{{\"k\": \"{token}\"}}\tagain\t\\N
\\.
INSERT INTO public.people VALUES (1, 'the key is {token}, keep it'), (2, now());
ALTER TABLE ONLY public.config ADD CONSTRAINT config_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.people ADD CONSTRAINT people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.config ADD CONSTRAINT fk FOREIGN KEY (owner) REFERENCES public.people(id);
ALTER ROLE app_rw WITH LOGIN PASSWORD '{token}';
"
    )
}

#[test]
fn tables_are_told_with_keys_that_come_behind_the_rows() {
    let told = inspect(&shop(), Dialect::Postgres);
    let names: Vec<_> = told
        .tables
        .iter()
        .map(|table| (&*table.name, table.rows))
        .collect();
    assert_eq!(names, [("public.config", 3), ("public.people", 2)]);
    let [key, value, owner] = &told.tables[0].columns[..] else {
        panic!("three columns");
    };
    assert!(key.unique && key.primary && !key.nullable);
    assert_eq!((value.nulls, &*value.written_type), (1, "text"));
    assert_eq!(owner.references.as_deref(), Some("public.people.id"));
    assert_eq!((told.coverage.rows, told.coverage.cells), (5, 13));
    assert_eq!(told.coverage.undecodable, 1, "now() is no value");
    assert_eq!(told.coverage.bytes, shop().len() as u64);
}

#[test]
fn equal_secrets_have_one_fingerprint_and_know_each_other() {
    let told = inspect(&shop(), Dialect::Postgres);
    let secrets: Vec<_> = told
        .secrets
        .iter()
        .map(|secret| {
            (
                secret.kind,
                secret.table.as_deref(),
                secret.count,
                secret.place.line,
            )
        })
        .collect();
    assert_eq!(
        secrets,
        [
            ("stripe-secret", Some("public.config"), 2, 4),
            ("stripe-secret", Some("public.people"), 1, 8),
            ("stripe-secret", None, 1, 12),
        ]
    );
    assert_eq!(told.secrets[0].fingerprint, told.secrets[1].fingerprint);
    assert_eq!(told.secrets[0].also, ["line 12", "public.people.note"]);
    assert_eq!(told.secrets[0].offline.live, Some(true));
    assert_eq!(told.secrets[0].offline.issuer.as_deref(), Some("Stripe"));
    let password = told
        .identities
        .iter()
        .find(|identity| identity.kind == "role-password")
        .unwrap();
    assert_eq!((&*password.name, &*password.place), ("app_rw", "line 12"));
    assert_eq!(password.fingerprint, told.secrets[0].fingerprint);
    assert!(password.rotate && password.also.len() == 2);
}

#[test]
fn no_original_is_in_what_is_told() {
    let told = format!("{:?}", inspect(&shop(), Dialect::Postgres));
    assert!(
        !told.contains(&stripe()) && !told.contains("4eC39HqL"),
        "{told}"
    );
}

#[test]
fn fingerprints_depend_on_the_key_alone() {
    let of = |root: u8| {
        let fingerprints = Fingerprints::under(EnvironmentKey::from_root("org", [root; 32]));
        let input = Input::from_reader(std::io::Cursor::new(shop()));
        let mut job = Inspect::new(input, fingerprints);
        job.dialect = Some(Dialect::Postgres);
        let told = job.inspect(&mut Silent, &Cancel::default()).unwrap();
        told.secrets[0].fingerprint.clone()
    };
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

#[test]
fn a_row_with_too_few_fields_is_damage() {
    let dump = "CREATE TABLE t (a int, b int);\nINSERT INTO t (a, b) VALUES (1, 2), (3);\n";
    let mut job = Inspect::new(
        Input::from_reader(std::io::Cursor::new(dump)),
        Fingerprints::fresh([1; 32]),
    );
    job.dialect = Some(Dialect::Mysql);
    let error = job.inspect(&mut Silent, &Cancel::default()).unwrap_err();
    assert_eq!(error.outcome(), Outcome::Damaged);
    assert_eq!(
        error.diagnostics[0].place.as_deref(),
        Some("t, row 2, byte 67")
    );
}

#[test]
fn what_was_not_understood_is_said() {
    let dump = "INSERT INTO t VALUES (1, 'x');\nUPDATE t SET a = 1;\nUPDATE t SET a = 2;\n";
    let told = inspect(dump, Dialect::Mysql);
    assert_eq!(told.tables[0].columns[1].name, "#2");
    let said = told.notices.join("\n");
    assert!(
        said.contains("t: no definition names its columns"),
        "{said}"
    );
    assert!(
        said.contains("line 2: an UPDATE of t") && said.contains("2 times"),
        "{said}"
    );
    let binary = "COPY public.t FROM stdin WITH (FORMAT binary);\nxyz\n\\.\n";
    assert_eq!(inspect(binary, Dialect::Postgres).coverage.unread_bytes, 4);
}

#[test]
fn invalid_text_is_counted_and_searched_all_the_same() {
    let mut dump =
        b"CREATE TABLE public.t (a text, b bytea);\nCOPY public.t (a, b) FROM stdin;\n\xff "
            .to_vec();
    dump.extend_from_slice(stripe().as_bytes());
    dump.extend_from_slice(b"\t\\\\xff\n\\.\n");
    let mut job = Inspect::new(
        Input::from_reader(std::io::Cursor::new(dump)),
        Fingerprints::fresh([1; 32]),
    );
    job.dialect = Some(Dialect::Postgres);
    let told = job.inspect(&mut Silent, &Cancel::default()).unwrap();
    assert_eq!((told.coverage.undecodable, told.secrets.len()), (1, 1));
    assert!(!told.fingerprints_comparable);
}

#[test]
fn identities_tell_what_can_be_read_offline() {
    let dump = "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example.com');
CREATE USER MAPPING FOR app SERVER s OPTIONS (\"user\" 'reader', password 'Tr0ub4dor&3x');
CREATE ROLE ops LOGIN SUPERUSER VALID UNTIL '2025-01-01 00:00:00+00';
CREATE TABLE public.t (a text);
COPY public.t (a) FROM stdin;
Tr0ub4dor&3x
\\.
";
    let told = inspect(dump, Dialect::Postgres);
    let of = |kind: &str| {
        let mut all = told.identities.iter();
        all.find(|identity| identity.kind == kind).unwrap()
    };
    let mapping = of("user-mapping");
    assert_eq!(mapping.offline.account.as_deref(), Some("reader"));
    assert!(mapping.rotate && mapping.fingerprint.is_some());
    assert_eq!(
        of("foreign-server").offline.issuer.as_deref(),
        Some("db.example.com")
    );
    let role = of("role");
    assert_eq!(
        role.offline.expires.as_deref(),
        Some("2025-01-01T00:00:00Z")
    );
    assert_eq!(role.offline.expired, Some(true));
    assert!(!role.rotate);
}

#[test]
fn certificates_stand_in_the_inventory_and_not_among_the_secrets() {
    let pem = certificates::SAMPLE.replace('\n', "\\n");
    let dump = format!(
        "CREATE TABLE public.hosts (id int, tls text);
COPY public.hosts (id, tls) FROM stdin;
1\t{pem}
2\t{{\"tls\": \"{}\"}}
\\.
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT '{}' $$;
",
        certificates::SAMPLE.replace('\n', "\\\\n"),
        certificates::SAMPLE
    );
    let told = inspect(&dump, Dialect::Postgres);
    let mut certificates = told
        .identities
        .iter()
        .filter(|one| one.kind == "certificate");
    let certificate = certificates.next().unwrap();
    assert!(certificates.next().is_none());
    assert_eq!(certificate.name, "api.shop.example at api.shop.example");
    assert_eq!(certificate.place, "public.hosts.tls");
    assert_eq!((certificate.count, certificate.also.len()), (2, 1));
    assert_eq!(certificate.offline.expired, Some(false));
    assert!(!certificate.rotate && told.secrets.is_empty());
}
