//! One handler for each command of the session, and those that only a window has.

#![expect(
    clippy::let_underscore_must_use,
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its arguments by value, and its macro drops results of its own"
)]

use bauta_session::{
    CommandError, Session, SessionEvent, catalogue, clones, dump, each_command, files, jobs, keys,
    profile, result, review, run, settings, start,
};
use tauri::ipc::{Channel, Invoke};
use tauri::{AppHandle, State, WebviewWindow, Wry};
use zeroize::Zeroizing;

use crate::events::Ears;
use crate::passphrase::Askpass;

macro_rules! handlers {
    ($($name:ident: $module:ident::$function:ident($input:ty) -> $output:ty;)*) => {
        $(
            #[tauri::command]
            async fn $name(session: State<'_, Session>, input: $input) -> Result<$output, CommandError> {
                aside(&session, input, $module::$function).await
            }
        )*

        /// All commands that the window's pages may call.
        pub(crate) fn all() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name,)* subscribe, answer_passphrase]
        }
    };
}

each_command!(handlers);

/// Events from now on; the last page that asks is the one that hears.
#[tauri::command]
fn subscribe(app: AppHandle, ears: State<'_, Ears>, channel: Channel<SessionEvent>) {
    ears.listen(&app, channel);
}

/// What was typed into the window that asks for a passphrase; nothing where it was dismissed.
#[tauri::command]
fn answer_passphrase(window: WebviewWindow, askpass: State<'_, Askpass>, answer: Option<String>) {
    let answer = answer.map(Zeroizing::new);
    if window.label() == crate::passphrase::WINDOW {
        askpass.answer(answer);
    }
}

/// Runs a command where it may take its time, away from the window's own thread.
async fn aside<I: Send + 'static, O: Send + 'static>(
    session: &Session,
    input: I,
    command: fn(&Session, I) -> Result<O, CommandError>,
) -> Result<O, CommandError> {
    let session = session.clone();
    let work = tauri::async_runtime::spawn_blocking(move || command(&session, input));
    work.await.unwrap_or_else(|_| Err(CommandError::defect()))
}
