//! The command line: the local system, tokens for it, the demo regions, and rulebooks.

mod rulebook;
mod serve;
mod token;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use local::{load, simulate, story};

/// The whole of Seteli on this machine. Without a command: serves until Ctrl-C.
#[derive(Parser)]
#[command(name = "local", args_conflicts_with_subcommands = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Arguments,
}

#[derive(Subcommand)]
enum Command {
    /// Prints an access token of the running local system.
    Token(token::Arguments),
    /// Plays a region from its applications to its invoices, and checks every cent.
    Demo(story::DemoArgs),
    /// Plays a short story against a deployed system.
    Cloud(story::CloudArgs),
    /// Plays seeds of random traffic in bad weather, and checks every cent and rule after each.
    Simulate(simulate::SimulateArgs),
    /// Puts a system of its own under load and settles it, and prints what each part took.
    Load(load::LoadArgs),
    /// Checks rulebook files, prices a case under one, or renders one for people.
    Rulebook(rulebook::Arguments),
}

#[tokio::main]
async fn main() -> ExitCode {
    let CommandLine { command, serve } = CommandLine::parse();
    // In a simulation nearly everything that is logged was made to happen.
    logs_to_stderr(if matches!(command, Some(Command::Simulate(_))) { "off" } else { "warn" });
    match command {
        None => serve::run(serve).await,
        Some(Command::Rulebook(arguments)) => rulebook::run(arguments),
        Some(Command::Token(arguments)) => token::run(arguments).await,
        Some(Command::Demo(arguments)) => story::demo(arguments).await,
        Some(Command::Cloud(arguments)) => story::cloud(arguments).await,
        Some(Command::Load(arguments)) => load::command(arguments).await,
        Some(Command::Simulate(arguments)) => simulate::command(&arguments),
    }
}

/// Warnings and errors, unless RUST_LOG says otherwise; standard output is for results.
fn logs_to_stderr(unless_told: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| unless_told.into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// What cannot be done, in one sentence, with the exit code of a wrong use.
fn refused(sentence: impl std::fmt::Display) -> ExitCode {
    eprintln!("local: {sentence}");
    ExitCode::from(2)
}
