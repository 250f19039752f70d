//! The one binary `zhunru`: HTTP wiring and command line.

mod cli;
mod clock;
mod facts;
mod follow;
mod http;
mod log;
mod metrics;
mod notices;
mod site;
mod sweep;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    log::start();
    cli::run(cli::CommandLine::parse()).await
}
