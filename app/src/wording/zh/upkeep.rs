//! Databases, backups and the audit log.

use registry::backup::{BackupError, Damage};
use registry::keys::KeyError;
use registry::store::{Broken, CopyError, Inconsistency, StoreError};

use crate::locale::Lang;
use crate::wording::fault;

pub(in crate::wording) fn store_error(error: &StoreError) -> String {
    match error {
        StoreError::Database(cause) => {
            format!("数据库出错（`{cause}`）：请检查地址、权限以及数据库是否在运行")
        }
        StoreError::Migration(cause) => {
            format!(
                "数据库表无法更新到本程序的版本（`{cause}`）：数据库若由更新的程序写过，请使用该程序"
            )
        }
        StoreError::UnknownScheme { scheme } => {
            format!("不认识 `{scheme}:` 这种数据库：请给出文件路径、`sqlite:` 或 `postgres:` 地址")
        }
        StoreError::NotAFile => "没有指明数据库文件：请给出文件路径".to_owned(),
        StoreError::NoDatabase { path } => {
            format!("`{}` 处没有数据库：请检查路径", path.display())
        }
        StoreError::EngineTooOld { found, needed } => {
            format!("SQLite {found} 可能损坏数据文件：至少需要 {needed}")
        }
        StoreError::Damaged { said } => {
            format!("数据库文件已损坏（`{said}`）：请从备份恢复")
        }
        StoreError::Uncopyable { table } => {
            format!("表 `{table}` 无法复制：这是程序的缺陷，请报告")
        }
        StoreError::NotEmpty => "数据库中已有医院数据：请换一个空的数据库".to_owned(),
        StoreError::Faulty(faults) => {
            let faults: Vec<_> = faults.0.iter().map(|one| fault(Lang::Zh, one)).collect();
            format!("医院数据有误，未写入：{}", faults.join("；"))
        }
        StoreError::Json(cause) => format!("记录无法写成文本：`{cause}`"),
        StoreError::Inconsistent(found) => {
            let found: Vec<_> = found.iter().map(inconsistency).collect();
            format!(
                "数据库中有不合规则的记录，请更正后再试：{}",
                found.join("；")
            )
        }
    }
}

fn inconsistency(found: &Inconsistency) -> String {
    let fault = fault(Lang::Zh, &found.fault);
    match (found.table, &found.row) {
        (Some(table), Some(row)) => format!("表 `{table}` 的 `{row}`，{fault}"),
        _ => fault,
    }
}

pub(in crate::wording) fn copy_error(error: &CopyError) -> String {
    match error {
        CopyError::Store(error) => store_error(error),
        CopyError::NotEmpty { table } => {
            format!(
                "目标数据库不是空的：表 `{table}` 中已有数据；什么也没有写入，请换一个空的数据库"
            )
        }
        CopyError::Count {
            table,
            read,
            written,
        } => {
            format!("表 `{table}` 应有 {read} 行，只写入 {written} 行；已全部撤销，请重试")
        }
        CopyError::Head { read, written } => {
            format!("审计日志应止于 `{read}`，实际止于 `{written}`；已全部撤销，请重试")
        }
        CopyError::Audit(found) => format!("什么也没有写入：{}", broken(found)),
    }
}

pub(in crate::wording) fn backup_error(error: &BackupError) -> String {
    match error {
        BackupError::Store(error) => store_error(error),
        BackupError::Copy(error) => copy_error(error),
        BackupError::File { path, source } => {
            format!("`{}` 无法读写（`{source}`）", path.display())
        }
        BackupError::NoFolder => {
            "备份中有扫描件，但没有指明存放目录：请加上 `--files 目录`".to_owned()
        }
        BackupError::Exists { path } => {
            format!(
                "`{}` 已存在，备份不覆盖任何文件：请换一个文件名",
                path.display()
            )
        }
        BackupError::TooNew {
            product,
            schema,
            known,
        } => format!(
            "备份由更新的程序 {product} 制作（表结构 {schema}，本程序只认识到 {known}）：请用该版本或更新的程序恢复"
        ),
        BackupError::Damaged(damage) => {
            format!(
                "备份已损坏，什么也没有恢复：{}；请使用另一份备份",
                self::damage(damage)
            )
        }
    }
}

fn damage(damage: &Damage) -> String {
    match damage {
        Damage::Unreadable(cause) => format!("文件不完整，或不是备份（`{cause}`）"),
        Damage::NoManifest => "文件开头没有清单".to_owned(),
        Damage::Manifest(cause) => format!("清单无法读取（`{cause}`）"),
        Damage::Unexpected { name } => format!("其中有不该有的文件 `{name}`"),
        Damage::Missing { name } => format!("其中缺少文件 `{name}`"),
        Damage::Changed { name } => format!("文件 `{name}` 与其哈希不符"),
        Damage::Database(error) => format!("其中的数据库不完整（{}）", store_error(error)),
        Damage::Contents => "其中的数据库与清单不符".to_owned(),
    }
}

pub(in crate::wording) fn broken(broken: &Broken) -> String {
    match broken {
        Broken::Entry { seq } => format!(
            "审计日志在第 {seq} 条处与当初写入的不符：有条目被改动、删除、插入或调换；请与备份比对，查明是谁动过数据库"
        ),
        Broken::CutShort { last, written } => format!(
            "审计日志缺了结尾：写入过 {written} 条，现在只到第 {last} 条；请与备份比对，查明是谁动过数据库"
        ),
        Broken::OtherLog { seq } => format!(
            "审计日志第 {seq} 条不是当时留存的那一条：日志被重写过，或留存的是另一个数据库的；请与备份比对"
        ),
    }
}

pub(in crate::wording) fn key_error(error: &KeyError) -> String {
    match error {
        KeyError::NoPlace => {
            "没有指明密钥文件：请用 `--key-file` 或环境变量 `ZHUNRU_KEY_FILE` 指定".to_owned()
        }
        KeyError::File { path, source } => {
            format!("密钥文件 `{}` 无法读写（`{source}`）", path.display())
        }
        KeyError::Malformed { path } => {
            format!("`{}` 不是密钥文件：请换回原来的文件", path.display())
        }
        KeyError::Lost { id } => format!(
            "加密用的密钥 `{id}` 不见了：请把原来的密钥文件放回原处；在此之前，用它加密的内容（登录第二步、身份证号）都无法读取"
        ),
        KeyError::Busy { path } => format!(
            "有人正在更换密钥，或上次更换中断：确认没有人在更换后，删除 `{}` 再试",
            path.display()
        ),
        KeyError::Damaged => "加密的内容已损坏：请从备份恢复".to_owned(),
        KeyError::NoRandomness(_) => "系统无法提供随机数：请稍后再试".to_owned(),
    }
}
