//! Databases, backups and the audit log in words, for whoever runs the server: what the database
//! itself says is quoted, so nothing of this belongs on a page.

use registry::backup::BackupError;
use registry::keys::KeyError;
use registry::rotation::{InUse, Rotated};
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

/// What a change of the key came to, and what to do then.
#[must_use]
pub fn rotated(lang: Lang, rotated: &Rotated) -> String {
    let Rotated {
        key,
        n_numbers,
        n_seeds,
        n_robots,
        ..
    } = rotated;
    match lang {
        Lang::Zh => format!(
            "已改用密钥 {key}：重新加密了 {n_numbers} 个身份证号、{n_seeds} 个登录第二步、{n_robots} 个群机器人。\n请把新的密钥文件另存一份，不要与备份放在一起；旧密钥留在文件里，恢复旧备份时要用\n"
        ),
        Lang::En => format!(
            "sealed by the key {key} now: {n_numbers} identity numbers, {n_seeds} second steps and {n_robots} chat robots anew\nkeep a copy of the key file where no backup is; the older keys stay in it, for older backups\n"
        ),
    }
}

/// The keys, a line for each: id, how much it has sealed, and what is to know of it.
#[must_use]
pub fn keys(lang: Lang, keys: &[InUse]) -> String {
    let line = |key: &InUse| {
        let note = match (lang, key.is_there, key.is_newest) {
            (Lang::Zh, false, _) => "丢失",
            (Lang::En, false, _) => "lost",
            (Lang::Zh, true, true) => "现用",
            (Lang::En, true, true) => "in use",
            (Lang::Zh, true, false) => "旧",
            (Lang::En, true, false) => "older",
        };
        format!("{}\t{}\t{note}\n", key.key, key.n_sealed)
    };
    keys.iter().map(line).collect()
}

/// That what is sealed for people and accounts could not be opened, and what to do.
#[must_use]
pub fn unreadable(lang: Lang, whose: &[String]) -> String {
    let whose = whose.join(lang.words().separator);
    match lang {
        Lang::Zh => {
            format!("以下工号或账号的加密内容无法解开，未改动；请从备份恢复，或重新登记：{whose}")
        }
        Lang::En => format!(
            "what is sealed for these staff numbers and accounts cannot be opened and was left as it is; restore a backup, or record it anew: {whose}"
        ),
    }
}
