//! The one binary `zhunru`: HTTP wiring and command line.

mod cli;
mod clock;
mod facts;
mod follow;
mod http;
mod metrics;
mod notices;
mod site;
mod sweep;

use std::io;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()))
        .with_writer(io::stderr)
        .with_timer(clock::LogTime)
        .init();
    cli::run(cli::CommandLine::parse()).await
}
