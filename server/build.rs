//! Puts the site into the binary: the stylesheet, and in release builds the browser half when
//! `make build` has left it in `target/embed`.
//!
//! A build without the browser half is a working server whose pages have no islands.

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // Asked when it runs, not when it is compiled: a target folder may serve several checkouts.
    let workspace = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("..");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut code = stylesheet(&workspace.join("style"), &out)?;
    code.push_str(&browser_half(&workspace.join("target/embed"))?);
    fs::write(out.join("embedded.rs"), code)
}

/// Joins the stylesheet: `tokens.css` first, then the others by name.
fn stylesheet(folder: &Path, out: &Path) -> io::Result<String> {
    watch(folder);
    let mut files = if folder.is_dir() {
        files(folder)?
    } else {
        Vec::new()
    };
    files.retain(|file| file.extension().is_some_and(|extension| extension == "css"));
    files.sort_by_key(|file| (!file.ends_with("tokens.css"), file.clone()));
    let css = files
        .iter()
        .map(fs::read_to_string)
        .collect::<Result<String, _>>()?;
    fs::write(out.join("style.css"), &css)?;
    Ok(format!(
        "const STYLESHEET_PATH: &str = \"/style/{:016x}.css\";\n\
         const STYLESHEET: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/style.css\"));\n",
        hash(&css)
    ))
}

/// Lists the browser half: one folder named after its hash, each file beside its compressed forms.
fn browser_half(embed: &Path) -> io::Result<String> {
    let release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if release {
        watch(embed);
    }
    let folder = if release && embed.is_dir() {
        files(embed)?.pop()
    } else {
        None
    };
    let name = folder
        .as_deref()
        .and_then(Path::file_name)
        .and_then(|name| name.to_str());
    let mut code = match name {
        Some(name) => format!("const BROWSER_HALF: Option<&str> = Some(\"pkg/{name}\");\n"),
        None => "const BROWSER_HALF: Option<&str> = None;\n".to_owned(),
    };
    code.push_str("const EMBEDDED: &[Embedded] = &[\n");
    for file in folder
        .iter()
        .map(|folder| files(folder))
        .collect::<Result<Vec<_>, _>>()?
        .concat()
    {
        if let Some(media_type) = media_type(&file) {
            let path = file.strip_prefix(embed).unwrap_or(&file);
            let _infallible = writeln!(
                code,
                "Embedded {{ path: r\"{}\", media_type: \"{media_type}\", \
                 plain: include_bytes!(r\"{file}\"), gzip: include_bytes!(r\"{file}.gz\"), \
                 brotli: include_bytes!(r\"{file}.br\") }},",
                path.display(),
                file = file.display()
            );
        }
    }
    code.push_str("];\n");
    Ok(code)
}

/// The type under which a file is served; compressed forms are not served under their own name.
fn media_type(file: &Path) -> Option<&'static str> {
    match file.extension()?.to_str()? {
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        _ => None,
    }
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

fn watch(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
