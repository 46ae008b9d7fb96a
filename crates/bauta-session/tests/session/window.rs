//! A window without one: its dialogs are answered, its events kept.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use bauta_session::files::ChooseFile;
use bauta_session::{Desk, Dialogs, Passphrase, Session, SessionEvent, Shell, system_clock};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A session with folders of its own.
pub(crate) struct Window {
    pub(crate) folder: TempDir,
    pub(crate) session: Session,
    heard: Heard,
    answers: Answers,
}

#[derive(Clone, Default)]
struct Heard(Arc<(Mutex<Vec<SessionEvent>>, Condvar)>);

#[derive(Clone, Default)]
struct Answers(
    Arc<Mutex<VecDeque<Option<PathBuf>>>>,
    Arc<Mutex<VecDeque<Option<String>>>>,
);

impl Shell for Heard {
    fn tell(&self, event: SessionEvent) {
        self.0.0.lock().unwrap().push(event);
        self.0.1.notify_all();
    }

    fn show_in_folder(&self, _: &Path) -> std::io::Result<()> {
        Ok(())
    }
}

impl Dialogs for Answers {
    fn choose(&self, _: &ChooseFile) -> Option<PathBuf> {
        self.0.lock().unwrap().pop_front().flatten()
    }

    fn passphrase(&self, _: &str) -> Option<Passphrase> {
        let typed = self.1.lock().unwrap().pop_front().flatten();
        typed.map(Passphrase::new)
    }
}

impl Window {
    pub(crate) fn open() -> Self {
        Self::within(tempfile::tempdir().unwrap())
    }

    /// A window over folders that another has left.
    pub(crate) fn within(folder: TempDir) -> Self {
        let (heard, answers) = (Heard::default(), Answers::default());
        let session = Session::new(Desk {
            data: folder.path().join("data"),
            state: folder.path().join("state"),
            keys: folder.path().join("keys"),
            system_policy: folder.path().join("policy.yaml"),
            dialogs: Box::new(answers.clone()),
            shell: Box::new(heard.clone()),
            clock: system_clock(),
            actor: "tester".to_owned(),
            version: "0".to_owned(),
        });
        Self {
            folder,
            session,
            heard,
            answers,
        }
    }

    /// As if the program had died: nothing is closed or saved.
    pub(crate) fn crash(self) -> Self {
        Self::within(self.folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// A command that has to succeed.
    pub(crate) fn call(&self, name: &str, input: Value) -> Value {
        let answer =
            bauta_session::call(&self.session, name, input).expect("there is such a command");
        answer.unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    /// A command that has to fail.
    pub(crate) fn fail(&self, name: &str, input: Value) -> Value {
        let answer =
            bauta_session::call(&self.session, name, input).expect("there is such a command");
        serde_json::to_value(answer.expect_err(name)).unwrap()
    }

    /// What the next question for a passphrase is answered; nothing where it is cancelled.
    pub(crate) fn will_type(&self, passphrase: Option<&str>) {
        let typed = passphrase.map(str::to_owned);
        self.answers.1.lock().unwrap().push_back(typed);
    }

    /// The handle of a file, as a dialog gives it.
    pub(crate) fn pick(&self, purpose: &str, path: &Path) -> Value {
        self.answers
            .0
            .lock()
            .unwrap()
            .push_back(Some(path.to_owned()));
        let picked = self.call(
            "choose_file",
            json!({"purpose": purpose, "suggestedName": null}),
        );
        picked["file"].clone()
    }

    /// Waits for the end of a job.
    pub(crate) fn end_of(&self, job: &Value) -> Value {
        self.wait(|event| {
            let told = serde_json::to_value(event).unwrap();
            let ended =
                told["job"] == job["job"] && (told["type"] == "done" || told["type"] == "failed");
            ended.then_some(told)
        })
    }

    /// Waits for an event.
    pub(crate) fn wait<T>(&self, wanted: impl Fn(&SessionEvent) -> Option<T>) -> T {
        let (events, told) = &*self.heard.0;
        let mut events = events.lock().unwrap();
        loop {
            if let Some(found) = events.iter().find_map(&wanted) {
                return found;
            }
            let (more, time) = told.wait_timeout(events, Duration::from_mins(2)).unwrap();
            assert!(!time.timed_out(), "the event did not come");
            events = more;
        }
    }

    /// Opens and inspects a dump.
    pub(crate) fn inspected(&self, path: &Path) -> Value {
        let file = self.pick("openDump", path);
        let dump = self.call("open_dump", json!({"file": file}));
        let job = self.call("inspect_dump", dump.clone());
        let end = self.end_of(&job);
        assert_eq!(end["type"], "done", "{end}");
        dump["dump"].clone()
    }

    /// Opens a profile.
    pub(crate) fn profile(&self, path: &Path) -> Value {
        let file = self.pick("openProfile", path);
        let opened = self.call("open_profile", json!({"file": file}));
        opened["state"]["profile"].clone()
    }
}

/// A small shop with values that must stay where they are.
pub(crate) const SHOP: &str = "CREATE TABLE public.customers (id integer NOT NULL, email text NOT NULL, note varchar(40));
CREATE TABLE public.orders (id integer NOT NULL, customer_id integer);
COPY public.customers (id, email, note) FROM stdin;
41\tcanary.ada@canary.example\tcanary first
42\tcanary.grace@canary.example\t\\N
\\.
COPY public.orders (id, customer_id) FROM stdin;
7\t41
8\t42
\\.
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_email_key UNIQUE (email);
ALTER TABLE ONLY public.orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES public.customers(id);
";

/// A profile for it.
pub(crate) const RULES: &str = "version: 1
name: shop
environment: staging
tables:
  # who buys
  public.customers:
    columns:
      id: integer-key
      email: email
      note: redact # free text
  public.orders:
    columns:
      id: integer-key
      customer_id: integer-key
";
