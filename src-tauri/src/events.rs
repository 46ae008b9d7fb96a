//! Events of the session on their way to the page, and to the system where nobody looks.

use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use bauta_session::{SessionEvent, Shell, Work};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;
use tauri_plugin_opener::OpenerExt;

/// The page that hears, and what happened before there was one.
#[derive(Default)]
pub(crate) struct Ears(Mutex<Hearing>);

#[derive(Default)]
struct Hearing {
    channel: Option<Channel<SessionEvent>>,
    missed: Vec<SessionEvent>,
}

impl Ears {
    /// The page that hears from now on.
    pub(crate) fn listen(&self, _: &AppHandle, channel: Channel<SessionEvent>) {
        let mut hearing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for event in std::mem::take(&mut hearing.missed) {
            channel.send(event).ok();
        }
        hearing.channel = Some(channel);
    }

    fn tell(&self, event: SessionEvent) {
        let mut hearing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &hearing.channel {
            // A page that is being loaded anew will ask for what goes on.
            Some(channel) => {
                channel.send(event).ok();
            }
            None => hearing.missed.push(event),
        }
    }
}

/// The window as the session sees it.
pub(crate) struct Window(pub(crate) AppHandle);

impl Shell for Window {
    fn tell(&self, event: SessionEvent) {
        if let Some(text) = notification(&event)
            && !is_in_front(&self.0)
        {
            let notice = self.0.notification().builder();
            // A system without notifications has none.
            notice.title("bauta").body(text).show().ok();
        }
        self.0.state::<Ears>().tell(event);
    }

    fn show_in_folder(&self, path: &Path) -> io::Result<()> {
        let shown = self.0.opener().reveal_item_in_dir(path);
        shown.map_err(|_| io::ErrorKind::Unsupported.into())
    }
}

/// What the system says at the end of a run. No name and no value is in it.
fn notification(event: &SessionEvent) -> Option<&'static str> {
    match event {
        SessionEvent::Done {
            work: Work::Run, ..
        } => Some("The run is done."),
        SessionEvent::Failed {
            work: Work::Run, ..
        } => Some("The run has failed. Nothing was left behind."),
        _ => None,
    }
}

fn is_in_front(app: &AppHandle) -> bool {
    let window = app.get_webview_window("main");
    window.is_some_and(|window| window.is_focused().unwrap_or(true))
}
