//! Requests in, answers out.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use bauta_session::{Session, SessionEvent, Shell};
use serde_json::{Value, json};
use tiny_http::{Header, Method, Request, Response, StatusCode};

use crate::ears::{Answers, Ears};

/// What requests are answered with.
pub(crate) struct Bridge {
    pub(crate) session: Session,
    pub(crate) ears: Ears,
    pub(crate) answers: Answers,
    pub(crate) token: String,
}

impl Bridge {
    pub(crate) fn answer(&self, mut request: Request) {
        let url = request.url().to_owned();
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        if *request.method() == Method::Options {
            return respond(request, 204, None);
        }
        if !self.admits(&request, query) {
            return respond(request, 401, Some(&json!("the token is missing or wrong")));
        }
        if path == "/events" {
            return events(request, &self.ears.listen());
        }
        let bytes = crate::body(request.as_reader()).unwrap_or_default();
        let input = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let (status, answer) = self.route(path, input);
        respond(request, status, Some(&answer));
    }

    fn route(&self, path: &str, input: Value) -> (u16, Value) {
        if let Some(name) = path.strip_prefix("/call/") {
            return match bauta_session::call(&self.session, name, input) {
                Some(Ok(output)) => (200, output),
                Some(Err(error)) => (422, serde_json::to_value(error).unwrap_or_default()),
                None => (404, json!("there is no such command")),
            };
        }
        match path {
            "/test/answer" => {
                let path = input.get("path").and_then(Value::as_str);
                self.answers.add(path.map(PathBuf::from));
                (200, Value::Null)
            }
            "/test/passphrase" => {
                let passphrase = input.get("passphrase").and_then(Value::as_str);
                self.answers.add_passphrase(passphrase.unwrap_or_default());
                (200, Value::Null)
            }
            "/test/drag" => {
                let over = input.get("over").and_then(Value::as_bool);
                let over = over.unwrap_or_default();
                self.ears.tell(SessionEvent::Dragging { over });
                (200, Value::Null)
            }
            "/test/drop" => {
                let paths = input.get("paths").and_then(Value::as_array);
                let paths = paths.into_iter().flatten().filter_map(Value::as_str);
                let files = paths.map(|path| self.session.pick(path.as_ref())).collect();
                self.ears.tell(SessionEvent::Arrived { files });
                (200, Value::Null)
            }
            _ => (404, json!("there is nothing here")),
        }
    }

    fn admits(&self, request: &Request, query: &str) -> bool {
        let wanted = format!("Bearer {}", self.token);
        let in_query = format!("token={}", self.token);
        let mut headers = request.headers().iter();
        headers.any(|header| header.field.equiv("Authorization") && header.value.as_str() == wanted)
            || query.split('&').any(|part| part == in_query)
    }
}

fn respond(request: Request, status: u16, body: Option<&Value>) {
    let text = body.map_or_else(String::new, Value::to_string);
    let length = text.len();
    let response = Response::new(
        StatusCode(status),
        headers("application/json"),
        Cursor::new(text),
        Some(length),
        None,
    );
    // Whoever asked may be gone.
    request.respond(response).ok();
}

/// The pages under test come from another port of this machine.
fn headers(content: &str) -> Vec<Header> {
    [
        ("Content-Type", content),
        ("Cache-Control", "no-store"),
        ("Access-Control-Allow-Origin", "*"),
        (
            "Access-Control-Allow-Headers",
            "authorization, content-type",
        ),
    ]
    .iter()
    .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok())
    .collect()
}

/// Writes events as a browser's event source reads them, each as it comes: the server's own
/// responses wait for a full buffer.
fn events(request: Request, events: &Receiver<String>) {
    let mut out = request.into_writer();
    let mut lines = vec!["HTTP/1.1 200 OK".to_owned(), "Connection: close".to_owned()];
    lines.extend(headers("text/event-stream").iter().map(ToString::to_string));
    lines.push("\r\n: begun\n\n".to_owned());
    let mut next = lines.join("\r\n");
    // Whoever listened is gone when it cannot be written to.
    while out
        .write_all(next.as_bytes())
        .and_then(|()| out.flush())
        .is_ok()
    {
        next = match events.recv_timeout(Duration::from_secs(2)) {
            Ok(event) => format!("data: {event}\n\n"),
            Err(RecvTimeoutError::Timeout) => ":\n\n".to_owned(),
            Err(RecvTimeoutError::Disconnected) => return,
        };
    }
}
