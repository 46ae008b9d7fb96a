//! The window around a session: decodes, calls `bauta-session`, encodes. No decision is made here.

mod desk;
mod dialogs;
mod events;
mod handlers;
mod passphrase;
mod system;

use std::process::ExitCode;

use bauta_session::Session;
use tauri::{Manager, RunEvent, WindowEvent};

use crate::events::Ears;
use crate::passphrase::Askpass;

/// Opens the window and stays until it is closed.
#[expect(clippy::exit, reason = "in code that Tauri generates, for macOS")]
pub fn run() -> ExitCode {
    system::prepare_webkit();
    system::harden();
    let built = tauri::Builder::default()
        // The first of all plugins, so that a second start ends before anything is opened.
        .plugin(tauri_plugin_single_instance::init(
            |app, arguments, folder| {
                desk::arrive(app, arguments.iter().skip(1), folder.as_ref());
                desk::raise(app);
            },
        ))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(Ears::default())
        .manage(Askpass::default())
        .setup(|app| {
            let session = Session::new(desk::desk(app.handle())?);
            app.manage(session);
            let arguments: Vec<String> = std::env::args().skip(1).collect();
            let folder = std::env::current_dir().unwrap_or_default();
            desk::arrive(app.handle(), arguments.iter(), &folder);
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(event) = event
                && window.label() == "main"
            {
                desk::drag(window.app_handle(), event);
            }
        })
        .invoke_handler(handlers::all())
        .build(tauri::generate_context!());
    let Ok(app) = built else {
        system::say("bauta cannot open a window: is there a display, and WebKitGTK 4.1?");
        return ExitCode::FAILURE;
    };
    app.run(|app, event| {
        if let RunEvent::Exit = event
            && let Some(session) = app.try_state::<Session>()
        {
            // Runs are cancelled and leave nothing, drafts are kept, samples wiped.
            session.close();
        }
    });
    ExitCode::SUCCESS
}
