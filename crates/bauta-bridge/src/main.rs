//! The session over loopback, for tests of the pages in a browser; never shipped.
//!
//! ```text
//! bauta-bridge --data DIR [--port N]   serves until standard input ends; prints one line of JSON
//!                                      with `url` and `token`
//! bauta-bridge bindings                prints the TypeScript bindings
//! ```
//! Every request carries the token as `Authorization: Bearer …`; events take it as `?token=…`,
//! since a browser's event source has no headers.
//!
//! | | |
//! |---|---|
//! | `POST /call/NAME` | a command: its input as JSON in, its output or `CommandError` (status 422) out |
//! | `GET /events` | events as they happen (`text/event-stream`) |
//! | `POST /test/answer` | `{"path": …}`, or `{"path": null}`: what the next dialog is answered |
//! | `POST /test/passphrase` | `{"passphrase": …}`: what the next question for one is answered |
//! | `POST /test/drag` | `{"over": …}`: as if files were dragged over the window, or away |
//! | `POST /test/drop` | `{"paths": […]}`: as if these files had been dropped on the window |

mod ears;
mod routes;

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use bauta_session::{Desk, Session, system_clock};
use serde_json::json;
use tiny_http::Server;

use crate::ears::{Answers, Ears};
use crate::routes::Bridge;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (data, port) = match words.as_slice() {
        ["bindings"] => return print(&bauta_session::bindings()),
        ["--data", data] => (PathBuf::from(data), 0),
        ["--data", data, "--port", port] => (PathBuf::from(data), port.parse()?),
        _ => bail!("usage: bauta-bridge --data DIR [--port N], or bauta-bridge bindings"),
    };
    serve(&std::path::absolute(data)?, port)
}

fn serve(data: &std::path::Path, port: u16) -> Result<()> {
    let ears = Ears::default();
    let answers = Answers::default();
    let session = Session::new(Desk {
        data: data.join("data"),
        state: data.join("state"),
        keys: data.join("keys"),
        system_policy: data.join("policy.yaml"),
        dialogs: Box::new(answers.clone()),
        shell: Box::new(ears.clone()),
        clock: system_clock(),
        actor: "tester".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    });
    let server = Server::http(("127.0.0.1", port));
    let server = server.map_err(|error| anyhow::anyhow!("cannot listen: {error}"))?;
    let address = server.server_addr().to_ip().context("no address")?;
    let token = token()?;
    print(&format!(
        "{}\n",
        json!({ "url": format!("http://{address}"), "token": token })
    ))?;
    let server = Arc::new(server);
    let bridge = Arc::new(Bridge {
        session: session.clone(),
        ears,
        answers,
        token,
    });
    // A command may take a while, and events are held open: each request has its own thread.
    let accepting = {
        let server = Arc::clone(&server);
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                let bridge = Arc::clone(&bridge);
                std::thread::spawn(move || bridge.answer(request));
            }
        })
    };
    // Whoever started it is gone when standard input ends.
    io::copy(&mut io::stdin().lock(), &mut io::sink()).context("standard input")?;
    server.unblock();
    accepting.join().ok();
    session.close();
    Ok(())
}

fn token() -> Result<String> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no random bytes: {error}"))?;
    let number = u128::from_be_bytes(bytes);
    Ok(format!("{number:032x}"))
}

fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Reads a body of bounded size.
fn body(reader: &mut dyn Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(64 << 20).read_to_end(&mut bytes)?;
    Ok(bytes)
}
