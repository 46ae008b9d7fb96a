use std::path::Path;

use bauta_crypto::EnvironmentKey;
use bauta_model::Dialect;
use bauta_profile::Profile;

use super::samples::Samples;
use super::*;
use crate::draft::Basis;
use crate::inspect::{Fingerprints, Inspect};
use crate::job::{Job, ProfileSource};
use crate::observe::Silent;
use crate::pipeline::Cancel;
use crate::sink::Output;
use crate::source::Input;

const SHOP: &str = "CREATE TABLE public.customers (id integer NOT NULL, email text, note varchar(20));
CREATE TABLE public.orders (id integer NOT NULL, customer_id integer);
COPY public.customers (id, email, note) FROM stdin;
1\tada@example.com\tfirst
2\tgrace@example.com\t\\N
3\t\\N\ta\\tb
\\.
INSERT INTO public.orders (id, customer_id) VALUES (7, 1), (8, 2);
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES public.customers(id);
";

fn survey(dump: &str) -> Survey {
    let input = Input::from_reader(std::io::Cursor::new(dump.to_owned()));
    let inspect = Inspect {
        dialect: Some(Dialect::Postgres),
        threads: 2,
        ..Inspect::new(input, Fingerprints::fresh([1; 32]))
    };
    inspect.survey(&mut Silent, &Cancel::default()).unwrap()
}

fn profile(tables: &str) -> Profile {
    Profile::parse(&format!("version: 1\ntables:\n{tables}")).unwrap()
}

fn edited(profile: &Profile) -> Edited<'_> {
    Edited {
        profile,
        folder: Path::new(""),
        root: [7; 32],
        today: "2026-11-29",
        rules: None,
    }
}

const COMPLETE: &str = "
  public.customers: { columns: { id: integer-key, email: email, note: redact } }
  public.orders: { columns: { id: integer-key, customer_id: integer-key } }
";

#[test]
fn samples_are_read_as_the_dump_writes_them() {
    let survey = survey(SHOP);
    let customers = survey.sample("public.customers", 20);
    assert_eq!(customers.rows, 3);
    let note = &customers.columns[2];
    assert_eq!(note.name, "note");
    assert_eq!(
        note.values,
        [Some("first".to_owned()), None, Some("a\tb".to_owned())]
    );
    let orders = survey.sample("public.orders", 1);
    assert_eq!(orders.columns[1].values, [Some("1".to_owned())]);
    assert_eq!(survey.sample("public.nowhere", 20).rows, 0);
}

#[test]
fn rules_are_tried_on_the_samples_as_a_preview_would_show_them() {
    let (survey, profile) = (survey(SHOP), profile(COMPLETE));
    let told = survey
        .try_on(&edited(&profile), "public.customers", 20)
        .unwrap();
    let text = profile.to_string();
    let input = Input::from_reader(std::io::Cursor::new(SHOP));
    let key = EnvironmentKey::from_root("", [7; 32]);
    let mut job = Job::new(ProfileSource::of(&text), input, Output::Discard, key);
    job.run_salt = [7; 32];
    let preview = job
        .preview(Some("public.customers"), 20, &Cancel::default())
        .unwrap();
    let [shown] = &preview.tables[..] else {
        panic!("one table");
    };
    let before: Vec<_> = told.rows.iter().map(|row| row.before.clone()).collect();
    assert_eq!(before, shown.before);
    // A stream is masked without knowing its foreign keys, the survey knows them; all else is one.
    let email = |rows: Vec<Option<Vec<Option<String>>>>| -> Vec<Option<String>> {
        rows.into_iter()
            .map(|row| row.unwrap()[1].clone())
            .collect()
    };
    let after: Vec<_> = told.rows.iter().map(|row| row.after.clone()).collect();
    assert_eq!(email(after), email(shown.after.clone()));
    assert!(told.problems.is_empty());
}

#[test]
fn both_ends_of_a_foreign_key_show_the_same_token() {
    let (survey, profile) = (survey(SHOP), profile(COMPLETE));
    let value = |table: &str, column: usize| {
        let told = survey.try_on(&edited(&profile), table, 1).unwrap();
        told.rows[0].after.clone().unwrap()[column].clone().unwrap()
    };
    assert_eq!(value("public.customers", 0), value("public.orders", 1));
    assert_ne!(value("public.customers", 0), "1");
}

#[test]
fn a_rule_that_does_not_hold_is_said_and_its_originals_are_not_shown() {
    let survey = survey(SHOP);
    let wrong = profile(
        "
  public.customers: { columns: { id: redact, email: email, note: keep } }
  public.orders: { columns: { id: integer-key } }
",
    );
    let told = survey
        .try_on(&edited(&wrong), "public.customers", 2)
        .unwrap();
    assert_eq!(told.columns[0].action, None);
    assert_eq!(told.rows[0].after.as_ref().unwrap()[0], None);
    assert_eq!(told.columns[1].action.as_deref(), Some("email"));
    assert!(
        told.problems
            .iter()
            .any(|problem| problem.place.as_deref() == Some("public.customers.id"))
    );
    let orders = survey
        .judge_table(&edited(&wrong), "public.orders")
        .unwrap();
    assert_eq!(orders.tables[0].columns[1].origin, RuleOrigin::Undecided);
    let codes: Vec<_> = orders
        .problems
        .iter()
        .map(|problem| problem.code.text())
        .collect();
    assert!(codes.contains(&"BAUTA-P001"), "{codes:?}");
}

#[test]
fn a_table_alone_is_judged_as_within_the_whole() {
    let survey = survey(SHOP);
    for tables in [
        COMPLETE,
        "  public.customers: { columns: { id: { transformer: integer-key, domain: c }, email: keep, note: redact } }
  public.orders: { columns: { id: { transformer: uuid, domain: c }, customer_id: keep } }
",
    ] {
        let profile = profile(tables);
        let edited = edited(&profile);
        let whole = survey.judge(&edited).unwrap();
        for table in &whole.tables {
            let alone = survey.judge_table(&edited, &table.name).unwrap();
            assert_eq!(&alone.tables[0], table);
            let name = table.name.parse().unwrap();
            let about: Vec<_> = whole.problems.iter().filter(|problem| judge::is_about(problem, &name)).collect();
            assert_eq!(alone.problems.iter().collect::<Vec<_>>(), about, "{}", table.name);
        }
    }
}

#[test]
fn a_draft_of_a_survey_is_the_draft_of_the_dump() {
    let job = |dump: &'static str| {
        let input = Input::from_reader(std::io::Cursor::new(dump));
        let key = EnvironmentKey::from_root("staging", [7; 32]);
        Job::new(ProfileSource::of(""), input, Output::Discard, key)
    };
    let basis = Basis::New("shop".to_owned());
    let of_dump = job(SHOP)
        .draft(&basis, &mut Silent, &Cancel::default())
        .unwrap();
    let of_survey = survey(SHOP).draft(job(""), &basis).unwrap();
    assert_eq!(of_survey, of_dump);
}

fn head(table: &str) -> String {
    format!("CREATE TABLE public.{table} (v text);\nCOPY public.{table} (v) FROM stdin;\n")
}

#[test]
fn no_table_has_more_samples_than_are_allowed_and_the_last_is_sampled_too() {
    let mut dump = String::new();
    for table in ["a", "b", "c"] {
        dump += &head(table);
        dump += &"a value of some length\n".repeat(1000);
        dump += "\\.\n";
    }
    let whole = survey(&dump);
    for table in ["public.a", "public.b", "public.c"] {
        assert_eq!(whole.sample(table, usize::MAX).rows, 200);
    }
    assert!(whole.sample_bytes() < 30_000);
}

#[test]
fn samples_stay_within_their_bytes_and_every_table_keeps_some() {
    let mut dump = String::new();
    for table in ["a", "b", "c"] {
        dump += &head(table);
        dump += &"a value of some length\n".repeat(100);
        dump += "\\.\n";
    }
    let mut tight = Samples::within(2_000);
    for (_, rows) in survey(&dump).samples.into_tables() {
        tight.add(rows);
        assert!(tight.bytes() <= 2_000);
    }
    for table in ["a", "b", "c"] {
        let name = format!("public.{table}").parse().unwrap();
        assert!(tight.table(&name, usize::MAX).rows >= 10, "{table}");
    }
}

#[test]
fn debug_shows_no_value() {
    let survey = survey(SHOP);
    let profile = profile(COMPLETE);
    let told = survey
        .try_on(&edited(&profile), "public.customers", 20)
        .unwrap();
    let sample = survey.sample("public.customers", 20);
    for text in [
        format!("{survey:?}"),
        format!("{told:?}"),
        format!("{sample:?}"),
    ] {
        assert!(!text.contains("ada@") && !text.contains("first"), "{text}");
    }
}
