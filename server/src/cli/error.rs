//! What can go wrong with a command, and how it is told.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use app::locale::Lang;
use app::wording::{self, ledger_text, upkeep};
use eligibility::day::Day;
use eligibility::file::Faults;
use registry::access::Denied;
use registry::accounts::AccountError;
use registry::attachments::AttachmentError;
use registry::backup::BackupError;
use registry::export::ExportError;
use registry::history::UndoError;
use registry::import::ImportError;
use registry::ledger::export::WriteError;
use registry::ledger::{BookFault, Fault};
use registry::notices::NoticeError;
use registry::rotation::RotationError;
use registry::store::{ApplyError, Broken, CopyError, StoreError};
use thiserror::Error;

use crate::http::ServeError;
use crate::metrics::MetricsError;
use crate::notices::{MailError, OptionsError};

/// Why a command could not be carried out.
#[derive(Debug, Error)]
pub(super) enum CliError {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is at fault.
    #[error("{}: {faults}", path.display())]
    Faults {
        /// The file.
        path: PathBuf,
        /// All of its faults.
        faults: Faults,
    },
    /// A day whose notices are made too early.
    #[error("{on} is later than {tomorrow}")]
    DayAhead {
        /// The day asked for.
        on: Day,
        /// The latest that may be asked for.
        tomorrow: Day,
    },
    /// A day whose notices are made too late.
    #[error("{on} is earlier than {today}")]
    DayBehind {
        /// The day asked for.
        on: Day,
        /// The earliest that may be asked for.
        today: Day,
    },
    /// There is no standard of that id.
    #[error("no standard `{asked}`")]
    NoStandard {
        /// The id asked for.
        asked: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// There is no programme of that id.
    #[error("no programme `{asked}`")]
    NoProgramme {
        /// The id asked for.
        asked: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// Several files are at fault.
    #[error("several files are at fault")]
    Several(Vec<CliError>),
    /// Neither the command line nor the roster names a standard.
    #[error("no standard named")]
    StandardNotNamed,
    /// A span of days ends before it begins.
    #[error("the span ends on {to}, before it begins on {from}")]
    Backwards {
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Day,
    },
    /// The database cannot be used as asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Everything could not be moved into another database.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// A backup could not be made or restored.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// Scans could not be read or written.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// Files of scans are missing or damaged.
    #[error("files of scans are lost")]
    LostFiles(Vec<String>),
    /// The key could not be changed.
    #[error(transparent)]
    Rotation(#[from] RotationError),
    /// What is sealed could not be opened, of these people and accounts.
    #[error("what is sealed could not be opened")]
    Unreadable(Vec<String>),
    /// The audit log is not what was written.
    #[error("the audit log is broken")]
    Audit(Broken),
    /// A ledger cannot be read.
    #[error("{}: {fault}", path.display())]
    Ledger {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: BookFault,
    },
    /// A department that is not recorded.
    #[error("no such department")]
    Department(Fault),
    /// A ledger could not be imported.
    #[error(transparent)]
    Import(ImportError),
    /// An import could not be taken back.
    #[error(transparent)]
    Undo(#[from] UndoError),
    /// A ledger could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A ledger could not be exported.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The command line may do everything, so this does not come up.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The web application could not run.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// Figures could not be kept or given out.
    #[error(transparent)]
    Metrics(#[from] MetricsError),
    /// An account cannot be kept as asked.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// Notices could not be made or sent.
    #[error(transparent)]
    Notice(#[from] NoticeError),
    /// Mail and robots cannot be set up so.
    #[error(transparent)]
    NoticeOptions(#[from] OptionsError),
    /// Standard input failed.
    #[error("standard input: {0}")]
    Input(io::Error),
    /// Standard output failed.
    #[error("standard output: {0}")]
    Output(io::Error),
    /// What shipped with the product is broken.
    #[error("built in: {0}")]
    BuiltIn(#[from] Faults),
    /// A value could not be written as JSON.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl CliError {
    /// 2 for input that is at fault, 1 for everything else.
    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::File { .. }
            | Self::Faults { .. }
            | Self::NoStandard { .. }
            | Self::NoProgramme { .. }
            | Self::Several(_)
            | Self::Ledger { .. }
            | Self::Department(_)
            | Self::Export(ExportError::Nobody)
            | Self::Undo(UndoError::NotFound)
            | Self::StandardNotNamed
            | Self::DayAhead { .. }
            | Self::DayBehind { .. }
            | Self::Account(AccountError::Fault(_))
            | Self::NoticeOptions(_)
            | Self::Backwards { .. } => ExitCode::from(2),
            Self::Store(_)
            | Self::Copy(_)
            | Self::Backup(_)
            | Self::Audit(_)
            | Self::Attachment(_)
            | Self::LostFiles(_)
            | Self::Rotation(_)
            | Self::Unreadable(_)
            | Self::Import(_)
            | Self::Undo(_)
            | Self::Write(_)
            | Self::Export(_)
            | Self::Account(_)
            | Self::Denied(_)
            | Self::Notice(_)
            | Self::Input(_)
            | Self::Serve(_)
            | Self::Metrics(_)
            | Self::Output(_)
            | Self::BuiltIn(_)
            | Self::Json(_) => ExitCode::FAILURE,
        }
    }

    /// What went wrong and what to do, for the person at the terminal.
    pub(super) fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Faults { path, faults }, _) => {
                let path = path.display();
                let line = |fault| format!("{path}: {}\n", wording::fault(lang, fault));
                faults
                    .0
                    .iter()
                    .map(line)
                    .collect::<String>()
                    .trim_end()
                    .to_owned()
            }
            (Self::DayAhead { .. } | Self::DayBehind { .. }, _) => self.day_text(lang),
            (Self::NoStandard { asked, known }, Lang::Zh) => {
                format!("没有标准 `{asked}`；现有：{}", known.join("、"))
            }
            (Self::NoStandard { asked, known }, Lang::En) => {
                format!("no standard `{asked}`; there are: {}", known.join(", "))
            }
            (Self::NoProgramme { asked, known }, Lang::Zh) => {
                format!("没有项目 `{asked}`；现有：{}", known.join("、"))
            }
            (Self::NoProgramme { asked, known }, Lang::En) => {
                format!("no programme `{asked}`; there are: {}", known.join(", "))
            }
            (Self::Several(errors), _) => {
                let texts: Vec<String> = errors.iter().map(|error| error.text(lang)).collect();
                texts.join("\n")
            }
            (Self::StandardNotNamed, Lang::Zh) => {
                "未指明标准：加上 `--standard 编号`，或在名册 programme.standard 中写明".to_owned()
            }
            (Self::StandardNotNamed, Lang::En) => {
                "no standard named: add `--standard ID`, or state programme.standard in the roster"
                    .to_owned()
            }
            (Self::Backwards { from, to }, Lang::Zh) => {
                format!("`--to {to}` 早于 `--from {from}`：请把起止日期对调")
            }
            (Self::Backwards { from, to }, Lang::En) => {
                format!("`--to {to}` is before `--from {from}`: swap them")
            }
            (Self::Store(error) | Self::Rotation(RotationError::Store(error)), _) => {
                upkeep::store_error(lang, error)
            }
            (Self::Copy(error), _) => upkeep::copy_error(lang, error),
            (Self::Backup(error), _) => upkeep::backup_error(lang, error),
            (Self::LostFiles(hashes), _) => upkeep::lost(lang, hashes),
            (Self::Rotation(RotationError::Key(error)), _) => upkeep::key_error(lang, error),
            (Self::Unreadable(whose), _) => upkeep::unreadable(lang, whose),
            (Self::Audit(broken), _) => upkeep::broken(lang, broken),
            (Self::Ledger { path, fault }, _) => {
                format!(
                    "{}: {}",
                    path.display(),
                    ledger_text::book_fault(lang, fault)
                )
            }
            (Self::Department(fault), _) => ledger_text::fault(lang, fault),
            (Self::Export(ExportError::Nobody), Lang::Zh) => {
                "没有可以导出的人员：请检查 `--department`，或先导入台账".to_owned()
            }
            (Self::Export(ExportError::Nobody), Lang::En) => {
                "there is nobody to export: check `--department`, or import a ledger first"
                    .to_owned()
            }
            (Self::Undo(UndoError::NotFound), Lang::Zh) => "没有这个批次".to_owned(),
            (Self::Undo(UndoError::NotFound), Lang::En) => "no such batch".to_owned(),
            (Self::Undo(UndoError::TakenBack), Lang::Zh) => "已经撤销过，没有再撤销".to_owned(),
            (Self::Undo(UndoError::TakenBack), Lang::En) => {
                "taken back already, so nothing was done".to_owned()
            }
            (Self::Undo(UndoError::ChangedSince(records)), _) => {
                let records: Vec<_> = records.iter().take(20).map(ToString::to_string).collect();
                let records = records.join(", ");
                match lang {
                    Lang::Zh => format!("这些记录后来又改过，没有撤销：{records}"),
                    Lang::En => format!("changed since, so nothing was taken back: {records}"),
                }
            }
            (Self::Import(ImportError::Apply(ApplyError::Stale { id, .. })), Lang::Zh) => {
                format!("记录 `{id}` 在此期间被别人改过，没有写入；请重试")
            }
            (Self::Import(ImportError::Apply(ApplyError::Stale { id, .. })), Lang::En) => {
                format!("record `{id}` was changed meanwhile, nothing written; try again")
            }
            (Self::Account(AccountError::Fault(fault)), _) => {
                format!("zhunru: {}", wording::account_fault(lang, fault))
            }
            (Self::NoticeOptions(error), Lang::Zh) => notice_options_zh(error),
            (Self::File { path, source }, Lang::Zh) => {
                format!("{}：无法读写（{source}）", path.display())
            }
            (other, _) => format!("zhunru: {other}"),
        }
    }

    /// Why notices are not made for a day.
    fn day_text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::DayAhead { on, tomorrow }, Lang::Zh) => format!(
                "{on} 还没有到：最晚可做 {tomorrow} 的提醒。所提醒的会记为已提醒，在那一天之前不再有汇总；确要如此（例如在数据库的副本上试用），请加 --ahead"
            ),
            (Self::DayAhead { on, tomorrow }, Lang::En) => format!(
                "{on} has not come: the latest day is {tomorrow}. What is told counts as told, and no digest is made for any day before; if that is wanted, say on a copy of the database, add --ahead"
            ),
            (Self::DayBehind { on, today }, Lang::Zh) => format!(
                "{on} 已经过去：最早可做 {today} 的提醒。等待发出的汇总会按那一天来写，剩余天数不符，当时尚无需提醒的会作废；确要如此（例如在数据库的副本上试用），请加 --behind"
            ),
            (Self::DayBehind { on, today }, Lang::En) => format!(
                "{on} is over: the earliest day is {today}. What waits would be told as of that day, with the days that were left then, and dropped where nothing was to be told yet; if that is wanted, say on a copy of the database, add --behind"
            ),
            (other, _) => format!("zhunru: {other}"),
        }
    }
}

/// Why mail and robots cannot be set up so, and what to do.
fn notice_options_zh(error: &OptionsError) -> String {
    match error {
        OptionsError::File { path, source } => format!("{}：无法读取（{source}）", path.display()),
        OptionsError::NoSender => "请用 `--mail-from` 或 ZHUNRU_MAIL_FROM 指定发件人".to_owned(),
        OptionsError::HalfASignIn => "邮件服务器的用户名（`--smtp-user` 或 ZHUNRU_SMTP_USER）和密码（`--smtp-password-file` 或 ZHUNRU_SMTP_PASSWORD）要么都给，要么都不给".to_owned(),
        OptionsError::Authority { path, error } => {
            format!("{}：{}", path.display(), mail_zh(error))
        }
        OptionsError::Mail(error) => mail_zh(error),
        OptionsError::Client(error) => format!("机器人无法调用：{error}"),
    }
}

fn mail_zh(error: &MailError) -> String {
    match error {
        MailError::Server => "邮件服务器应写作 smtps://主机、smtp://主机（STARTTLS）或 smtp-plain://主机，可加端口；登录用户名用 `--smtp-user` 给出".to_owned(),
        MailError::From => "发件人不是邮箱地址，应如 `准入 <zhunru@example.cn>`".to_owned(),
        MailError::NoCertificate => "文件里没有证书；请指定含有 `-----BEGIN CERTIFICATE-----` 的 PEM 文件".to_owned(),
        MailError::Certificate(error) => format!("邮件服务器的根证书无法读取（{error}），请重新导出为 PEM 文件"),
    }
}
