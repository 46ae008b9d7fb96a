//! A window of its own asks for the passphrase of a signing key; no other page ever sees it.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};

use bauta_session::Passphrase;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use zeroize::Zeroizing;

/// The label of the window, by which its one permission is given.
pub(crate) const WINDOW: &str = "askpass";

/// The question that is open, if one is.
#[derive(Default)]
pub(crate) struct Askpass(Mutex<Option<Sender<Option<Zeroizing<String>>>>>);

impl Askpass {
    /// Asks, and waits for the answer; nothing where the window was closed or another question is
    /// open. Must not be called on the window's own thread.
    pub(crate) fn ask(&self, app: &AppHandle, prompt: &str) -> Option<Passphrase> {
        let (ask, answer) = channel();
        {
            let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if open.is_some() {
                return None;
            }
            *open = Some(ask);
        }
        let prompt = percent(prompt);
        let page = WebviewUrl::App(format!("askpass.html#{prompt}").into());
        let window = WebviewWindowBuilder::new(app, WINDOW, page)
            .title("Passphrase")
            .inner_size(440.0, 210.0)
            .resizable(false)
            .always_on_top(true)
            .center()
            .build();
        let Ok(window) = window else {
            self.answer(None);
            return None;
        };
        let closing = app.clone();
        window.on_window_event(move |event| {
            if let WindowEvent::Destroyed = event {
                closing.state::<Self>().answer(None);
            }
        });
        let answer = answer.recv().ok().flatten();
        window.close().ok();
        answer.map(|answer| Passphrase::new(answer.to_string()))
    }

    /// Answers the question that is open.
    pub(crate) fn answer(&self, answer: Option<Zeroizing<String>>) {
        let ask = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(ask) = ask {
            // Whoever asked may be gone.
            ask.send(answer).ok();
        }
    }
}

/// A text that may stand behind `#` in an address.
fn percent(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let letters = text.bytes().map(|byte| {
        if plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    letters.collect()
}
