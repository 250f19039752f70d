//! The command line: what can be asked of the one binary, one file per command.

mod assess;
mod audit;
mod backup;
mod copy;
mod demo;
mod demo_accounts;
mod error;
mod export;
mod files;
mod import;
mod key;
mod library;
mod notices;
mod opened;
pub(crate) mod output;
mod restore;
pub(crate) mod schema;
mod serve;
mod standards;
mod timeline;
mod timeline_json;
mod user;
mod ways;

use std::io::{self, Write};
use std::process::ExitCode;

use app::locale::Lang;
use clap::{Parser, Subcommand, ValueEnum};
use eligibility::day::Day;

use error::CliError;

/// 准入 checks a hospital's people and equipment against regulations, clause by clause.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Example: zhunru demo && zhunru serve\nExample: zhunru assess --roster petct.json --standard sx2025.petct --on 2026-03-01"
)]
pub(crate) struct CommandLine {
    /// Language of what is printed.
    #[arg(long, global = true, value_enum, default_value_t = Language::Zh, env = "ZHUNRU_LANG")]
    lang: Language,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the web application.
    Serve(Box<serve::Serve>),
    /// Put a made-up hospital into an empty database, or into a roster file.
    Demo(demo::Demo),
    /// Read a staff ledger (.xlsx or .csv) into the database.
    Import(import::Import),
    /// Write the staff ledger of the database into a file.
    Export(export::Export),
    /// Keep the accounts: who may sign in, and as what.
    User(user::User),
    /// Change the key by which identity numbers are sealed, or list the keys.
    Key(key::Keys),
    /// Make the notices of a day and send what is to be sent.
    Notices(notices::Command),
    /// Assess a roster file against a standard; needs no database.
    Assess(assess::Assess),
    /// Say on which days the verdicts of a roster file change, and why; needs no database.
    Timeline(timeline::Timeline),
    /// List the standards, show one, or check files of your own.
    Standards(standards::Standards),
    /// Print the JSON Schema of a file format.
    Schema(schema::Schema),
    /// Write everything recorded into one file, while people work.
    Backup(backup::Backup),
    /// Read a backup into an empty database.
    Restore(restore::Restore),
    /// Move everything recorded into another database, which must be empty.
    Copy(copy::Copy),
    /// Check that the files of all scans are there and whole.
    Files(files::Files),
    /// Check the audit log, or say how it ends.
    Audit(audit::Audit),
}

/// A language of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

/// Runs a command and says how it went by the exit code: 0 for done (for `assess` and
/// `timeline`: met), 1 for
/// short, undetermined or failed, 2 for bad input.
pub(crate) async fn run(line: CommandLine) -> ExitCode {
    let lang = line.lang.into();
    let done = match line.command {
        Command::Serve(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::Demo(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::Import(command) => command.run(lang).await,
        Command::Export(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::User(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::Key(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::Notices(command) => command.run(lang).await,
        Command::Assess(command) => command.run(lang),
        Command::Timeline(command) => command.run(lang),
        Command::Standards(command) => command.run(lang).map(|()| ExitCode::SUCCESS),
        Command::Schema(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Backup(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::Restore(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::Copy(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::Files(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
        Command::Audit(command) => command.run(lang).await.map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|error| {
        // When even standard error is closed there is nobody left to tell.
        let _unread = writeln!(io::stderr(), "{}", error.text(lang));
        error.exit_code()
    })
}

/// Writes to standard output; a reader that has had enough (`| head`) is no failure.
fn print(text: &str) -> Result<(), CliError> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}

/// Reads a day of the command line.
fn day(text: &str) -> Result<Day, String> {
    Day::parse(text)
        .ok_or_else(|| "write a day as YYYY-MM-DD, between 1900-01-01 and 2199-12-31".to_owned())
}
