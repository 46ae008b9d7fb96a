//! Denies the pages every command that no capability lists.

include!("../crates/bauta-session/src/commands/list.rs");

macro_rules! names {
    ($($name:ident: $module:ident::$function:ident($input:ty) -> $output:ty;)*) => {
        &[$(stringify!($name),)* "subscribe", "answer_passphrase"]
    };
}

const COMMANDS: &[&str] = each_command!(names);

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
