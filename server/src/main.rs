//! The one binary `zhunru`: HTTP wiring and command line.

mod clock;
mod http;
mod site;

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// Checks a hospital's people and equipment against regulations, clause by clause.
#[derive(Debug, Parser)]
#[command(version, after_help = "Example: zhunru serve --port 3000")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the web application.
    #[command(after_help = "Example: zhunru serve --port 3000")]
    Serve(Serve),
}

#[derive(Debug, Args)]
struct Serve {
    /// Port on the loopback interface; 0 takes a free one.
    #[arg(long, default_value_t = 3000, env = "ZHUNRU_PORT")]
    port: u16,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()))
        .with_writer(io::stderr)
        .with_timer(clock::LogTime)
        .init();
    match run(CommandLine::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn run(command: Command) -> Result<(), http::ServeError> {
    match command {
        Command::Serve(serve) => http::serve(serve.port).await,
    }
}

/// Tells the person at the terminal what went wrong.
fn fail(error: &dyn Display) -> ExitCode {
    // When even standard error is closed there is nobody left to tell.
    let _unread = writeln!(io::stderr(), "zhunru: {error}");
    ExitCode::FAILURE
}
