//! The settings screen: how the window looks, keys without their bytes, what may be told of it all.

use std::path::PathBuf;
use std::sync::Arc;

use bauta_detect::OwnRules;
use bauta_trust::{AuditEvent, KeyPurpose};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::keys::{self, KeyEntry};
use crate::problem::CommandError;
use crate::session::Session;
use crate::start::make_folder;
use crate::whole;

/// What the user has set. Holds no key and no data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// The size of everything, in percent.
    pub zoom: u32,
    /// `system`, `en` or `de`.
    pub language: String,
    /// `system` or `reduced`.
    pub motion: String,
    /// Whether single keys are shortcuts; `null` for the usual, which is that they are.
    pub single_keys: Option<bool>,
    /// The policy file, as a handle; `null` for the system's.
    pub policy_file: Option<String>,
    /// Detectors of one's own, as a handle.
    pub rules_file: Option<String>,
    /// Who may sign, as a handle.
    pub signers_file: Option<String>,
}

/// Settings as they are kept: with paths, which the window does not see.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct KeptSettings {
    theme: String,
    density: String,
    zoom: u32,
    language: String,
    motion: String,
    single_keys: Option<bool>,
    pub(crate) policy: Option<PathBuf>,
    pub(crate) rules: Option<PathBuf>,
    pub(crate) signers: Option<PathBuf>,
}

/// The settings with what they name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsState {
    /// What the user has set.
    pub settings: Settings,
    /// The files that the settings name.
    pub files: Vec<crate::files::PickedFile>,
    /// The folder of the audit log and the register, for people.
    pub state_folder: String,
    /// The folder of root keys, for people.
    pub keys_folder: String,
    /// The folder of settings, drafts and recent files, for people.
    pub data_folder: String,
    /// The version of the program.
    pub version: String,
}

/// A key is to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewKey {
    /// The environment it is for.
    pub environment: String,
}

/// A folder of the program is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowFolder {
    /// Which.
    pub folder: KnownFolder,
}

/// A folder of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KnownFolder {
    /// Of the audit log and the register.
    State,
    /// Of settings, drafts and recent files.
    Data,
    /// Of root keys.
    Keys,
}

/// What may be told of the program and the system to whoever helps. Holds no data, no name of a
/// file, table or column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostics {
    /// Lines to copy.
    pub text: String,
}

/// The settings.
///
/// # Errors
/// None but those of every command: settings that cannot be read are the usual ones.
pub fn settings(session: &Session, _: ()) -> Result<SettingsState, CommandError> {
    let kept = session.kept_settings();
    let mut files = Vec::new();
    let mut handle = |path: &Option<PathBuf>| {
        let picked = session.pick(path.as_deref()?);
        let handle = picked.file.clone();
        files.push(picked);
        Some(handle)
    };
    let or = |text: &str, usual: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_owned()
        }
    };
    let settings = Settings {
        theme: or(&kept.theme, "system"),
        density: or(&kept.density, "comfortable"),
        zoom: if kept.zoom == 0 { 100 } else { kept.zoom },
        language: or(&kept.language, "system"),
        motion: or(&kept.motion, "system"),
        single_keys: kept.single_keys,
        policy_file: handle(&kept.policy),
        rules_file: handle(&kept.rules),
        signers_file: handle(&kept.signers),
    };
    let shown = |path: &std::path::Path| path.display().to_string();
    Ok(SettingsState {
        settings,
        files,
        state_folder: shown(&session.desk.state),
        keys_folder: shown(&session.desk.keys),
        data_folder: shown(&session.desk.data),
        version: session.desk.version.clone(),
    })
}

/// Shows a folder of the program in the system's file manager. One that was never needed is made.
///
/// # Errors
/// It cannot be made, or there is no file manager.
pub fn show_folder(session: &Session, input: ShowFolder) -> Result<(), CommandError> {
    let folder = match input.folder {
        KnownFolder::State => &session.desk.state,
        KnownFolder::Data => &session.desk.data,
        KnownFolder::Keys => &session.desk.keys,
    };
    make_folder(folder)?;
    let shown = session.desk.shell.show_in_folder(folder);
    shown.map_err(|_| CommandError::usage("the system has no file manager to show the folder in"))
}

/// Keeps settings.
///
/// # Errors
/// They cannot be written.
pub fn save_settings(session: &Session, input: Settings) -> Result<SettingsState, CommandError> {
    let path =
        |handle: Option<String>| handle.map(|handle| session.files.path(&handle)).transpose();
    let kept = KeptSettings {
        theme: input.theme,
        density: input.density,
        zoom: input.zoom,
        language: input.language,
        motion: input.motion,
        single_keys: input.single_keys,
        policy: path(input.policy_file)?,
        rules: path(input.rules_file)?,
        signers: path(input.signers_file)?,
    };
    make_folder(&session.desk.data)?;
    let text = serde_json::to_string_pretty(&kept).unwrap_or_default();
    whole::write(&session.settings_path(), text.as_bytes())?;
    settings(session, ())
}

/// The keys in the folder of keys, without their bytes.
///
/// # Errors
/// The folder cannot be read.
pub fn list_keys(session: &Session, _: ()) -> Result<Vec<KeyEntry>, CommandError> {
    Ok(keys::list(&session.desk.keys)?)
}

/// Makes the key of an environment in the folder of keys, readable by its owner alone.
///
/// # Errors
/// There is one already, or it cannot be written.
pub fn new_key(session: &Session, input: NewKey) -> Result<Vec<KeyEntry>, CommandError> {
    make_folder(&session.desk.keys)?;
    let key_id = keys::make(
        &session.desk.keys,
        &input.environment,
        crate::session::random()?,
    )?;
    let event = AuditEvent::KeyMade {
        environment: input.environment,
        key_id,
        purpose: KeyPurpose::Root,
    };
    session.state()?.audit().append(&event)?;
    list_keys(session, ())
}

/// What may be told to whoever helps.
///
/// # Errors
/// None but those of every command.
pub fn diagnostics(session: &Session, _: ()) -> Result<Diagnostics, CommandError> {
    use crate::session::locked;
    let dumps = locked(&session.dumps).count();
    let profiles = locked(&session.profiles).open.len();
    let jobs = crate::jobs::jobs(session, ())?.len();
    let log = match session.state()?.audit().read() {
        Ok(trail) => format!("{} entries, whole", trail.entries.len()),
        Err(problem) => format!("{}: {}", problem.code.text(), problem.message),
    };
    let lines = [
        format!("bauta {}", session.desk.version),
        format!(
            "system: {} {}",
            std::env::consts::OS,
            std::env::consts::ARCH
        ),
        format!("threads: {}", crate::dump::threads()),
        format!("open: {dumps} dumps, {profiles} profiles, {jobs} jobs"),
        format!("audit log: {log}"),
    ];
    Ok(Diagnostics {
        text: lines.join("\n"),
    })
}

impl Session {
    /// The detectors of one's own that the settings name.
    pub(crate) fn own_rules(&self) -> Result<Option<Arc<OwnRules>>, CommandError> {
        let Some(path) = self.kept_settings().rules else {
            return Ok(None);
        };
        let text = whole::read(&path, "detector rules", 16 << 20)?;
        let rules = bauta_engine::own_rules(&text, &path.display().to_string());
        let rules = rules.map_err(bauta_engine::EngineError::from)?;
        Ok(Some(Arc::new(rules)))
    }

    pub(crate) fn kept_settings(&self) -> KeptSettings {
        let text = whole::read(&self.settings_path(), "settings", 1 << 20);
        serde_json::from_str(&text.unwrap_or_default()).unwrap_or_default()
    }

    fn settings_path(&self) -> PathBuf {
        self.desk.data.join("settings.json")
    }
}
