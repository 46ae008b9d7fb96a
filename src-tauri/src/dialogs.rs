//! The system's file dialogs, opened here and never by a page.

use std::path::{Path, PathBuf};

use bauta_session::files::{ChooseFile, FilePurpose};
use bauta_session::{Dialogs, Passphrase};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

use crate::passphrase::Askpass;

/// The system's dialogs.
pub(crate) struct Native(pub(crate) AppHandle);

impl Dialogs for Native {
    fn choose(&self, request: &ChooseFile) -> Option<PathBuf> {
        if let Some(script) = script() {
            return scripted(&script);
        }
        let dialog = self.builder(request);
        let chosen = match kind(request.purpose) {
            Kind::Open => dialog.blocking_pick_file(),
            Kind::Save => dialog.blocking_save_file(),
            Kind::Folder => dialog.blocking_pick_folder(),
        };
        chosen?.into_path().ok()
    }

    fn passphrase(&self, prompt: &str) -> Option<Passphrase> {
        self.0.state::<Askpass>().ask(&self.0, prompt)
    }
}

impl Native {
    fn builder(&self, request: &ChooseFile) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.0.dialog().file().set_title(title(request.purpose));
        let dialog = match self.0.get_webview_window("main") {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        };
        let dialog = match &request.suggested_name {
            Some(name) => dialog.set_file_name(name),
            None => dialog,
        };
        match endings(request.purpose) {
            [] => dialog,
            endings => dialog.add_filter(title(request.purpose), endings),
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Open,
    Save,
    Folder,
}

fn kind(purpose: FilePurpose) -> Kind {
    match purpose {
        FilePurpose::OpenState => Kind::Folder,
        FilePurpose::SaveProfile
        | FilePurpose::SaveReview
        | FilePurpose::SaveOutput
        | FilePurpose::SaveReport
        | FilePurpose::SaveAttestation
        | FilePurpose::SaveKey => Kind::Save,
        _ => Kind::Open,
    }
}

fn title(purpose: FilePurpose) -> &'static str {
    match purpose {
        FilePurpose::OpenDump => "Open a dump",
        FilePurpose::OpenProfile => "Open a profile",
        FilePurpose::SaveProfile => "Save the profile",
        FilePurpose::OpenReview => "Open a review file",
        FilePurpose::SaveReview => "Write a review file",
        FilePurpose::SaveOutput => "Write the masked dump",
        FilePurpose::SaveReport => "Write the report",
        FilePurpose::SaveAttestation => "Write the attestation",
        FilePurpose::OpenKey => "Choose a key",
        FilePurpose::SaveKey => "Write the key",
        FilePurpose::OpenSigningKey => "Choose a signing key",
        FilePurpose::OpenSigners => "Choose the file of allowed signers",
        FilePurpose::OpenPolicy => "Choose a policy",
        FilePurpose::OpenRules => "Choose detector rules",
        FilePurpose::OpenAttestation => "Open an attestation",
        FilePurpose::OpenTrustedKeys => "Choose the trusted keys",
        FilePurpose::OpenEvidence => "Choose a file that shows it",
        FilePurpose::OpenState => "Choose the folder of the audit log",
    }
}

fn endings(purpose: FilePurpose) -> &'static [&'static str] {
    match purpose {
        FilePurpose::OpenProfile
        | FilePurpose::SaveProfile
        | FilePurpose::OpenPolicy
        | FilePurpose::OpenRules => &["yaml", "yml"],
        _ => &[],
    }
}

/// In a debug build, tests may answer in the user's stead: the file that `BAUTA_DIALOG_ANSWERS`
/// names holds a path for each dialog to come; an empty line, or none, cancels it.
fn script() -> Option<PathBuf> {
    let debugging = cfg!(debug_assertions);
    let file = debugging.then(|| std::env::var_os("BAUTA_DIALOG_ANSWERS"))?;
    file.map(PathBuf::from)
}

/// Takes the next answer out of a script.
fn scripted(file: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    std::fs::write(file, rest).ok();
    (!first.is_empty()).then(|| PathBuf::from(first))
}
