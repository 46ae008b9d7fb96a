//! Drafts: complete, accepted by `check`, and good to mask by at once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use bauta_profile::{Profile, Rows};

use super::corpus;

/// A dump in a folder of its own, and what `bauta` makes of it.
pub(crate) struct Drafted {
    folder: tempfile::TempDir,
    input: PathBuf,
}

impl Drafted {
    /// Drafts a profile for the dump.
    pub(crate) fn of(dump: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("dump.sql");
        fs::write(&input, dump).unwrap();
        Self { folder, input }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bauta"));
        command.current_dir(self.folder.path()).args(arguments);
        command.env("BAUTA_STATE", self.folder.path().join("state"));
        command.output().unwrap()
    }

    pub(crate) fn succeeds(&self, arguments: &[&str]) -> Output {
        let output = self.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{told}");
        output
    }

    /// Inspects, drafts, checks, masks and verifies; the profile and the masked dump.
    pub(crate) fn whole_way(&self) -> (String, String) {
        self.succeeds(&["inspect", "dump.sql", "-q"]);
        self.succeeds(&["draft", "dump.sql", "-o", "draft.yaml", "-q"]);
        self.succeeds(&["profile", "fmt", "--check", "draft.yaml"]);
        self.succeeds(&["check", "draft.yaml", "dump.sql", "-q"]);
        self.succeeds(&[
            "mask",
            "dump.sql",
            "-p",
            "draft.yaml",
            "-o",
            "masked.sql",
            "-q",
        ]);
        self.succeeds(&[
            "verify",
            "masked.sql",
            "--original",
            "dump.sql",
            "-p",
            "draft.yaml",
            "-q",
        ]);
        let masked = fs::read(self.path("masked.sql")).unwrap();
        (
            fs::read_to_string(self.path("draft.yaml")).unwrap(),
            String::from_utf8_lossy(&masked).into_owned(),
        )
    }
}

#[test]
fn the_draft_of_the_sample_shop_is_as_reviewed() {
    let dump = fs::read(corpus::own("sample-data/shop.postgres.sql")).unwrap();
    let (draft, _) = Drafted::of(&dump).whole_way();
    insta::assert_snapshot!(draft);
}

#[test]
fn documents_in_columns_of_text_lose_what_detectors_know() {
    let dump = fs::read(corpus::own("sample-data/shop.mysql.sql")).unwrap();
    let phone = "+1 415-555-0159";
    let within = format!(r#"\"phone\":\"{phone}\""#);
    assert!(String::from_utf8_lossy(&dump).contains(&within));
    let (_, masked) = Drafted::of(&dump).whole_way();
    assert!(!masked.contains(phone));
}

#[test]
fn the_profile_goes_to_standard_output_and_the_summary_does_not() {
    let dump = fs::read(corpus::own("sample-data/shop.sqlite.sql")).unwrap();
    let output = Drafted::of(&dump).succeeds(&["draft", "dump.sql"]);
    let profile = String::from_utf8(output.stdout).unwrap();
    let read = Profile::parse(&profile).unwrap();
    assert_eq!(read.to_string(), profile);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("decided here"), "{told}");
}

#[test]
fn a_pipe_is_drafted_like_a_file() {
    let dump = fs::read(corpus::own("sample-data/shop.mysql.sql")).unwrap();
    let place = Drafted::of(&dump);
    let mut command = Command::new(env!("CARGO_BIN_EXE_bauta"));
    command
        .args(["draft", "-", "-q"])
        .current_dir(place.folder.path());
    command.stdin(fs::File::open(&place.input).unwrap());
    let piped = command.output().unwrap();
    assert_eq!(piped.status.code(), Some(0));
    let of_file = place.succeeds(&["draft", "dump.sql", "-q"]);
    let named = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("name: dump", "name: draft");
    assert_eq!(named(&piped.stdout), named(&of_file.stdout));
}

#[test]
fn a_reviewed_profile_is_brought_up_to_date_and_nothing_decided_is_touched() {
    let reviewed = "# ours\nversion: 1\ndialect: sqlite\nunlisted: refuse\nsecrets: scrub\ntables:\n  \
                    # people\n  users:\n    columns:\n      id: keep\n      email: { transformer: \
                    email, domain: people, fold: lower } # asked for by the DPO\n      gone: token\n  \
                    old_table: drop-rows\n";
    let dump = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE users (id INTEGER PRIMARY \
                KEY, email TEXT, backup_email TEXT);\nINSERT INTO users VALUES(1,'ada@lovelace-corp.com',\
                'ada2@lovelace-corp.com');\nCREATE TABLE tags (id INTEGER PRIMARY KEY, label TEXT);\n\
                INSERT INTO tags VALUES(1,'red');\nCOMMIT;\n";
    let place = Drafted::of(dump.as_bytes());
    fs::write(place.path("reviewed.yaml"), reviewed).unwrap();
    let update = [
        "draft",
        "dump.sql",
        "--update",
        "reviewed.yaml",
        "-o",
        "new.yaml",
    ];
    let told = String::from_utf8(place.succeeds(&update).stderr).unwrap();
    for idle in ["users.gone", "old_table"] {
        assert!(told.contains(idle), "{told}");
    }
    let text = fs::read_to_string(place.path("new.yaml")).unwrap();
    assert!(
        text.contains("# ours") && text.contains("# people"),
        "{text}"
    );
    assert!(text.contains("# asked for by the DPO"), "{text}");
    let (before, after) = (
        Profile::parse(reviewed).unwrap(),
        Profile::parse(&text).unwrap(),
    );
    let users = &after.tables["users"];
    for (name, rule) in &before.tables["users"].columns {
        let mut now = users.columns[name].clone();
        assert_eq!(now.optional, name == "gone", "{name}");
        now.optional = false;
        assert_eq!(now, *rule, "{name}");
    }
    assert!(after.tables["old_table"].optional);
    assert!(users.columns["backup_email"].review.is_some());
    assert!(
        after.tables["tags"]
            .columns
            .values()
            .all(|rule| rule.review.is_some())
    );
    place.succeeds(&["check", "new.yaml", "dump.sql", "-q"]);
    // Once more, in place: there is nothing left to do.
    let again = [
        "draft", "dump.sql", "--update", "new.yaml", "-o", "new.yaml", "-q",
    ];
    place.succeeds(&again);
    assert_eq!(fs::read_to_string(place.path("new.yaml")).unwrap(), text);
}

#[test]
fn a_dump_is_not_written_over() {
    let place = Drafted::of(b"CREATE TABLE t (a int);");
    let output = place.run(&["draft", "dump.sql", "-o", "dump.sql"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(&place.input).unwrap(), b"CREATE TABLE t (a int);");
}

/// What must be in a masked dump of a framework: lines that show what is off and what is gone.
struct Framework {
    name: &'static str,
    shows: &'static [&'static str],
}

/// Every secret and every personal value of these dumps holds this word; none may be left.
const PLANTED: &str = "planted";

const FRAMEWORKS: &[Framework] = &[
    Framework {
        name: "rails",
        shows: &["('environment', 'staging'", "'local', 12345"],
    },
    Framework {
        name: "django",
        shows: &["'[]', '{}', NULL, NULL, NULL, NULL, false"],
    },
    Framework {
        name: "laravel",
        shows: &["(1,'0001_01_01_000000_create_users_table',1)"],
    },
    Framework {
        name: "wordpress",
        shows: &["(1,'disabled','orders'", "'wp_capabilities','a:1:{s:13:"],
    },
    Framework {
        name: "magento",
        shows: &[
            "'general/locale/code','en_US'",
            "(1,'ERP'",
            "',0,1,'2026-01-01 00:00:00','2026-01-01 00:00:00',0,'https://",
        ],
    },
    Framework {
        name: "keycloak",
        shows: &["'i1', 'google', false", "'S256'", "'priority', '100'"],
    },
    Framework {
        name: "supabase",
        shows: &[
            "'postgres', false, 'nightly'",
            "'{\"provider\": \"google\", ",
        ],
    },
    Framework {
        name: "gitlab",
        shows: &[
            "'0 3 * * *', false",
            "1, 1, false, NULL, 'Integrations::Slack'",
        ],
    },
    Framework {
        name: "odoo",
        shows: &["'Send invoices', false", "'stripe', 'disabled'"],
    },
];

#[test]
fn frameworks_come_out_harmless() {
    for framework in FRAMEWORKS {
        let dump = fs::read(corpus::own(&format!(
            "tests/frameworks/{}.sql",
            framework.name
        )))
        .unwrap();
        let (draft, masked) = Drafted::of(&dump).whole_way();
        let lower = masked.to_lowercase();
        let left: Vec<&str> = lower
            .lines()
            .filter(|line| line.contains(PLANTED))
            .collect();
        assert!(left.is_empty(), "{}: {left:#?}", framework.name);
        for shown in framework.shows {
            assert!(masked.contains(shown), "{}: {shown}", framework.name);
        }
        let profile = Profile::parse(&draft).unwrap();
        // GitLab is made with Rails, and brings its preset too.
        let first = format!("presets/{}", framework.name);
        assert_eq!(profile.include.first(), Some(&first));
        the_preset_decides(&profile, framework.name);
    }
}

/// A draft decides only what the preset does not; where it had to overrule it, the preset does not
/// fit the framework's own tables.
fn the_preset_decides(draft: &Profile, name: &str) {
    let text = fs::read_to_string(corpus::own(&format!("profiles/presets/{name}.yaml"))).unwrap();
    let preset = Profile::parse(&text).unwrap();
    let drafted: BTreeSet<(String, &str)> = (draft.tables.iter())
        .flat_map(|(table, rule)| {
            let bare = table.strip_prefix("public.").unwrap_or(table).to_owned();
            rule.columns
                .keys()
                .map(move |column| (bare.clone(), column.as_str()))
        })
        .collect();
    for (table, rule) in &preset.tables {
        for column in rule.columns.keys() {
            let both = drafted.contains(&(table.clone(), column));
            assert!(!both, "{name}: {table}.{column} is overruled");
        }
        let dropped = rule.rows == Some(Rows::Drop);
        let kept = drafted.iter().any(|(drafted, _)| drafted == table);
        assert!(!(dropped && kept), "{name}: {table} is not dropped");
    }
}

#[test]
fn every_preset_is_in_canonical_form_and_includes_itself_anywhere() {
    let folder = corpus::own("profiles/presets");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let preset = Profile::parse(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(preset.name.as_deref(), Some(&*name));
        includes(&name);
        count += 1;
    }
    assert_eq!(count, FRAMEWORKS.len());
}

/// A profile in a folder of its own includes the preset.
fn includes(name: &str) {
    let place = Drafted::of(b"CREATE TABLE public.nothing (a integer);\n");
    let profile = format!("include: [presets/{name}]\ntables: {{ nothing: drop-rows }}\n");
    fs::write(place.path("p.yaml"), profile).unwrap();
    place.succeeds(&["check", "p.yaml", "dump.sql", "--dialect", "postgres", "-q"]);
    // One beside the profile goes first.
    fs::create_dir(place.path("presets")).unwrap();
    fs::write(place.path(&format!("presets/{name}.yaml")), "tables: 7").unwrap();
    let output = place.run(&["check", "p.yaml", "dump.sql", "--dialect", "postgres"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(Path::new(&place.path("p.yaml")).exists());
}
