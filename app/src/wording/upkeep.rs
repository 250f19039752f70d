//! Databases, backups and the audit log in words, for whoever runs the server: what the database
//! itself says is quoted, so nothing of this belongs on a page.

use registry::backup::BackupError;
use registry::keys::KeyError;
use registry::store::{Broken, Contents, CopyError, StoreError};

use super::{en, zh};
use crate::locale::Lang;

/// Why a database cannot be used as asked, and what to do.
#[must_use]
pub fn store_error(lang: Lang, error: &StoreError) -> String {
    match lang {
        Lang::Zh => zh::upkeep::store_error(error),
        Lang::En => en::upkeep::store_error(error),
    }
}

/// Why a hospital could not be moved, and what to do.
#[must_use]
pub fn copy_error(lang: Lang, error: &CopyError) -> String {
    match lang {
        Lang::Zh => zh::upkeep::copy_error(error),
        Lang::En => en::upkeep::copy_error(error),
    }
}

/// Why a backup could not be made or restored, and what to do.
#[must_use]
pub fn backup_error(lang: Lang, error: &BackupError) -> String {
    match lang {
        Lang::Zh => zh::upkeep::backup_error(error),
        Lang::En => en::upkeep::backup_error(error),
    }
}

/// What is wrong with the audit log, and what to do.
#[must_use]
pub fn broken(lang: Lang, broken: &Broken) -> String {
    match lang {
        Lang::Zh => zh::upkeep::broken(broken),
        Lang::En => en::upkeep::broken(broken),
    }
}

/// How much of everything.
#[must_use]
pub fn contents(lang: Lang, contents: &Contents) -> String {
    let count = |table| contents.counts.get(table).copied().unwrap_or_default();
    let (people, programmes) = (count("person"), count("programme"));
    let rows: i64 = contents.counts.values().sum();
    let head = &contents.head;
    match lang {
        Lang::Zh => format!(
            "{people} 人、{programmes} 个项目，共 {rows} 行；审计日志 {} 条，最后一条 {head}",
            head.seq
        ),
        Lang::En => format!(
            "{people} people, {programmes} programmes, {rows} rows in all; {} audit entries, head {head}",
            head.seq
        ),
    }
}

/// That the files of scans are missing or damaged, each by its name, and what to do.
#[must_use]
pub fn lost(lang: Lang, hashes: &[String]) -> String {
    const SHOWN: usize = 20;
    let n_lost = hashes.len();
    let shown: Vec<_> = hashes.iter().take(SHOWN).map(String::as_str).collect();
    let shown = shown.join("\n  ");
    match lang {
        Lang::Zh => format!(
            "{n_lost} 个扫描件的文件缺失或已损坏：请检查 `--files` 指的目录，或从备份中取回以下文件\n  {shown}"
        ),
        Lang::En => format!(
            "the files of {n_lost} scans are missing or damaged: see whether `--files` names the right folder, or take these from a backup\n  {shown}"
        ),
    }
}

/// Why what is sealed cannot be opened, and what to do.
#[must_use]
pub fn key_error(lang: Lang, error: &KeyError) -> String {
    match lang {
        Lang::Zh => zh::upkeep::key_error(error),
        Lang::En => en::upkeep::key_error(error),
    }
}
