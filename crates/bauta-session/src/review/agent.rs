use std::process::{Command, Stdio};

use bauta_crypto::VerifyingKey;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::CommandError;
use crate::session::Session;
use crate::start::make_folder;
use crate::whole;

/// A key that the SSH agent holds, its private half or the way to a security key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgentKey {
    /// A handle of its public half, for what signs.
    pub file: String,
    /// What its owner calls it.
    pub comment: String,
    /// Its fingerprint.
    pub fingerprint: String,
}

/// The keys of the SSH agent that can sign an approval; none where there is no agent.
///
/// # Errors
/// Public halves cannot be written where the program keeps what it remembers.
pub fn agent_keys(session: &Session, _: ()) -> Result<Vec<AgentKey>, CommandError> {
    let listed = Command::new("ssh-add")
        .arg("-L")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let Ok(listed) = listed else {
        return Ok(Vec::new());
    };
    let folder = session.desk.data.join("agent");
    let text = String::from_utf8_lossy(&listed.stdout);
    let keys = text
        .lines()
        .filter_map(|line| Some((line, VerifyingKey::parse(line).ok()?)));
    let keys = keys.map(|(line, key)| {
        let fingerprint = key.fingerprint();
        let safe = fingerprint.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let path = folder.join(format!("{safe}.pub"));
        make_folder(&folder)?;
        whole::write(&path, format!("{line}\n").as_bytes())?;
        Ok(AgentKey {
            file: session.pick(&path).file,
            comment: line.splitn(3, ' ').nth(2).unwrap_or_default().to_owned(),
            fingerprint,
        })
    });
    keys.collect()
}
