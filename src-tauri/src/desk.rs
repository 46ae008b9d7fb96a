//! What the session gets of the system: folders, clock, the user's name, files that arrive.

use std::path::{Path, PathBuf};

use bauta_session::{Desk, Session, SessionEvent, Shell, system_clock};
use tauri::{AppHandle, DragDropEvent, Manager};

use crate::dialogs::Native;
use crate::events::Window;

/// The desk of the app.
pub(crate) fn desk(app: &AppHandle) -> tauri::Result<Desk> {
    let paths = app.path();
    let shared = paths.data_dir()?.join("bauta");
    let variable = |name: &str| {
        let value = std::env::var_os(name).filter(|value| !value.is_empty());
        value.map(PathBuf::from)
    };
    // The same places as those of the command line.
    Ok(Desk {
        data: shared.join("desktop"),
        state: variable("BAUTA_STATE").unwrap_or_else(|| shared.clone()),
        keys: variable("BAUTA_KEYS").unwrap_or_else(|| shared.join("keys")),
        system_policy: PathBuf::from(SYSTEM_POLICY),
        dialogs: Box::new(Native(app.clone())),
        shell: Box::new(Window(app.clone())),
        clock: system_clock(),
        actor: actor(),
        version: app.package_info().version.to_string(),
    })
}

/// Where the policy of the system lies, the same as for the command line.
#[cfg(all(unix, not(target_os = "macos")))]
const SYSTEM_POLICY: &str = "/etc/bauta/policy.yaml";
#[cfg(target_os = "macos")]
const SYSTEM_POLICY: &str = "/Library/Application Support/bauta/policy.yaml";
#[cfg(not(unix))]
const SYSTEM_POLICY: &str = r"C:\ProgramData\bauta\policy.yaml";

fn actor() -> String {
    let named = ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok());
    named.unwrap_or_else(|| "unknown".to_owned())
}

/// Files that are dragged over the window, and in the end dropped on it or taken away.
pub(crate) fn drag(app: &AppHandle, event: &DragDropEvent) {
    let tell = |over| Window(app.clone()).tell(SessionEvent::Dragging { over });
    match event {
        DragDropEvent::Enter { .. } => tell(true),
        DragDropEvent::Leave => tell(false),
        DragDropEvent::Drop { paths, .. } => {
            tell(false);
            drop(app, paths);
        }
        _ => {}
    }
}

/// Files that were dropped on the window.
fn drop(app: &AppHandle, paths: &[PathBuf]) {
    let Some(session) = app.try_state::<Session>() else {
        return;
    };
    let files: Vec<_> = paths.iter().map(|path| session.pick(path)).collect();
    if !files.is_empty() {
        Window(app.clone()).tell(SessionEvent::Arrived { files });
    }
}

/// Files that a start of the program names; what is a flag is none.
pub(crate) fn arrive<'a>(
    app: &AppHandle,
    arguments: impl Iterator<Item = &'a String>,
    folder: &Path,
) {
    let files = arguments.filter(|argument| !argument.starts_with('-'));
    let paths: Vec<PathBuf> = files.map(|argument| folder.join(argument)).collect();
    drop(app, &paths);
}

/// Brings the window to the front.
pub(crate) fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse, and then it is where it is.
        window.unminimize().ok();
        window.set_focus().ok();
    }
}
