//! Databases, backups and the audit log.

use registry::backup::{BackupError, Damage};
use registry::keys::KeyError;
use registry::store::{Broken, CopyError, Inconsistency, StoreError};

use crate::locale::Lang;
use crate::wording::fault;

pub(in crate::wording) fn store_error(error: &StoreError) -> String {
    match error {
        StoreError::Database(cause) => {
            format!(
                "the database failed (`{cause}`): see whether address and rights are right and it runs"
            )
        }
        StoreError::Migration(cause) => format!(
            "the tables cannot be brought up to this program (`{cause}`): if a newer program has written them, use that one"
        ),
        StoreError::UnknownScheme { scheme } => {
            format!("no database of the kind `{scheme}:`; give a path, `sqlite:` or `postgres:`")
        }
        StoreError::NotAFile => "no database file is named: give its path".to_owned(),
        StoreError::NoDatabase { path } => {
            format!(
                "there is no database at `{}`: check the path",
                path.display()
            )
        }
        StoreError::EngineTooOld { found, needed } => {
            format!("SQLite {found} may corrupt its file; at least {needed} is needed")
        }
        StoreError::Damaged { said } => {
            format!("the database file is damaged (`{said}`): restore a backup")
        }
        StoreError::Uncopyable { table } => {
            format!(
                "table `{table}` cannot be copied: this is a fault of the program, please report it"
            )
        }
        StoreError::NotEmpty => {
            "the database already holds a hospital: take an empty one".to_owned()
        }
        StoreError::Faulty(faults) => {
            let faults: Vec<_> = faults.0.iter().map(|one| fault(Lang::En, one)).collect();
            format!(
                "the hospital is faulty and was not written: {}",
                faults.join("; ")
            )
        }
        StoreError::Json(cause) => format!("a record cannot be written down: `{cause}`"),
        StoreError::Inconsistent(found) => {
            let found: Vec<_> = found.iter().map(inconsistency).collect();
            format!(
                "the database holds records against the rules; correct them: {}",
                found.join("; ")
            )
        }
    }
}

fn inconsistency(found: &Inconsistency) -> String {
    let fault = fault(Lang::En, &found.fault);
    match (found.table, &found.row) {
        (Some(table), Some(row)) => format!("table `{table}`, row `{row}`, {fault}"),
        _ => fault,
    }
}

pub(in crate::wording) fn copy_error(error: &CopyError) -> String {
    match error {
        CopyError::Store(error) => store_error(error),
        CopyError::NotEmpty { table } => format!(
            "the target is not empty, there is something in table `{table}`; nothing was written: take an empty database"
        ),
        CopyError::Count {
            table,
            read,
            written,
        } => format!(
            "table `{table}` has {read} rows, but {written} were written; all is undone: try again"
        ),
        CopyError::Head { read, written } => format!(
            "the audit log ends at `{read}`, but what was written ends at `{written}`; all is undone: try again"
        ),
        CopyError::Audit(found) => format!("nothing was written: {}", broken(found)),
    }
}

pub(in crate::wording) fn backup_error(error: &BackupError) -> String {
    match error {
        BackupError::Store(error) => store_error(error),
        BackupError::Copy(error) => copy_error(error),
        BackupError::File { path, source } => {
            format!(
                "`{}` cannot be read or written (`{source}`)",
                path.display()
            )
        }
        BackupError::NoFolder => {
            "there are scans in the backup and no folder for them: add `--files FOLDER`".to_owned()
        }
        BackupError::Exists { path } => format!(
            "`{}` exists, and a backup replaces no file: choose another name",
            path.display()
        ),
        BackupError::TooNew {
            product,
            schema,
            known,
        } => format!(
            "this backup was made by the newer program {product} (schema {schema}; this one knows {known}): restore it with that program or a newer one"
        ),
        BackupError::Damaged(damage) => format!(
            "the backup is damaged and nothing was restored: {}; take another one",
            self::damage(damage)
        ),
    }
}

fn damage(damage: &Damage) -> String {
    match damage {
        Damage::Unreadable(cause) => format!("it is not whole, or no backup (`{cause}`)"),
        Damage::NoManifest => "it does not begin with a manifest".to_owned(),
        Damage::Manifest(cause) => format!("its manifest cannot be read (`{cause}`)"),
        Damage::Unexpected { name } => format!("`{name}` does not belong into it"),
        Damage::Missing { name } => format!("`{name}` is missing"),
        Damage::Changed { name } => format!("`{name}` is not what its hash says"),
        Damage::Database(error) => format!("its database is not whole ({})", store_error(error)),
        Damage::Contents => "its database does not hold what the manifest says".to_owned(),
    }
}

pub(in crate::wording) fn broken(broken: &Broken) -> String {
    match broken {
        Broken::Entry { seq } => format!(
            "the audit log is not what was written at entry {seq}: something was changed, removed, inserted or moved; compare with a backup, and find out who touched the database"
        ),
        Broken::CutShort { last, written } => format!(
            "the audit log lacks its end: {written} entries were written, the last one now is {last}; compare with a backup, and find out who touched the database"
        ),
        Broken::OtherLog { seq } => format!(
            "entry {seq} of the audit log is not the one whose hash was kept: the log was written anew, or the hash is of another database; compare with a backup"
        ),
    }
}

pub(in crate::wording) fn key_error(error: &KeyError) -> String {
    match error {
        KeyError::NoPlace => {
            "no key file is named: name it by `--key-file` or by `ZHUNRU_KEY_FILE`".to_owned()
        }
        KeyError::File { path, source } => {
            format!(
                "the key file `{}` cannot be read or written (`{source}`)",
                path.display()
            )
        }
        KeyError::Malformed { path } => {
            format!(
                "`{}` is no key file: put the right one there",
                path.display()
            )
        }
        KeyError::Lost { id } => format!(
            "the key `{id}` is lost: put the key file back where it was; until then nothing that was encrypted with it (second steps of signing in, identity numbers) can be read"
        ),
        KeyError::Busy { path } => format!(
            "the key is being changed by somebody else, or that was broken off: if nobody does, delete `{}` and try again",
            path.display()
        ),
        KeyError::Damaged => "what was encrypted is damaged: restore a backup".to_owned(),
        KeyError::NoRandomness(_) => {
            "the system has no random bytes to give: try again later".to_owned()
        }
    }
}
