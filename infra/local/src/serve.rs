//! `local`: the whole system until Ctrl-C, with a demo region where nothing is stored yet.

use std::path::PathBuf;
use std::process::ExitCode;

use domain::language::{Language, Text};
use local::oidc::{TestPerson, roles};
use local::story;
use local::system::{Options, Organiser, System};
use web::Role;

use crate::refused;

/// The port that is served without `--port`.
pub const PORT: u16 = 8080;

#[derive(clap::Args)]
pub struct Arguments {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// The folder where everything is kept; without it everything is gone at the end.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Leaves a new system empty: no demo region.
    #[arg(long)]
    empty: bool,
}

/// Serves until Ctrl-C or a polite end.
pub async fn run(Arguments { port, data, empty }: Arguments) -> ExitCode {
    let options = Options {
        port: Some(port),
        data,
        organisers: vec![demo_organiser()],
        people: story::demo_people(),
        ..Options::default()
    };
    let system = match System::start(options).await {
        Ok(system) => system,
        Err(error) => return refused(error),
    };
    if system.is_new()
        && !empty
        && let Err(error) = story::fill_demo(&system).await
    {
        return refused(format!("the demo region could not be filled: {error}"));
    }
    introduce(&system);
    until_told_to_stop().await;
    system.stop().await;
    ExitCode::SUCCESS
}

fn demo_organiser() -> Organiser {
    let [fi, sv, en] = ["Kokeilualue", "Försöksområdet", "Demo region"].map(str::to_owned);
    Organiser { code: "demo".to_owned(), name: Text { fi, sv, en } }
}

/// The address, and who can sign in there: at each provider the same roles.
fn introduce(system: &System) {
    let (staff, officials): (Vec<_>, Vec<_>) =
        system.identity.people().iter().partition(|person| person.role.is_providers());
    println!("Seteli is at {}\n\nSign in as an official", system.base_url);
    for person in officials {
        println!("  {}", line(person));
    }
    println!("\nor at a provider");
    let first = staff.first().map(|person| &person.business_id);
    for person in staff.iter().filter(|person| Some(&person.business_id) == first) {
        println!("  {}", line(person));
    }
    println!("\nProviders");
    for signatory in staff.iter().filter(|person| person.role == Role::Signatory) {
        let [business_id, company] = [&signatory.business_id, &signatory.company].map(|text| text.as_deref());
        println!("  {} {}", business_id.unwrap_or_default(), company.unwrap_or_default());
    }
    println!("\nA token: cargo run -p local -- token --role grantor\nCtrl-C stops.");
}

fn line(TestPerson { name, role, .. }: &TestPerson) -> String {
    format!("{name:24} {:20} {}", roles::code(*role), roles::may(*role, Language::En))
}

async fn until_told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        },
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
