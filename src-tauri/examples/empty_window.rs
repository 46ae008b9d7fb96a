//! A window with nothing in it, to weigh the app against: `cargo xtask desktop memory`.

use tauri::{App, WebviewUrl, WebviewWindowBuilder, Wry};

#[expect(clippy::exit, reason = "in code that Tauri generates, for macOS")]
fn main() -> tauri::Result<()> {
    let mut context = tauri::generate_context!();
    context.config_mut().app.windows.clear();
    tauri::Builder::default()
        .setup(|app: &mut App<Wry>| {
            let page = WebviewUrl::External("about:blank".parse()?);
            WebviewWindowBuilder::new(app, "main", page)
                .title("empty")
                .inner_size(1280.0, 800.0)
                .build()?;
            Ok(())
        })
        .run(context)
}
