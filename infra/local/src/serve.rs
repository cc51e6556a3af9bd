//! `local`: the whole system until Ctrl-C, with a demo region where nothing is stored yet.

use std::path::PathBuf;
use std::process::ExitCode;

use domain::language::{Language, Text};
use local::oidc::{TestPerson, roles};
use local::story;
use local::system::{Options, Organiser, System};
use tokio::signal::unix::{SignalKind, signal};
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
pub async fn run(arguments: Arguments) -> ExitCode {
    // Heard from the first moment, so that nobody who reads the address can be too quick.
    let mut end = match told_to_end() {
        Ok(end) => Box::pin(end),
        Err(error) => return refused(format!("Ctrl-C can't be listened for: {error}")),
    };
    let system = tokio::select! {
        () = &mut end => return ExitCode::SUCCESS,
        started = started(arguments) => match started {
            Ok(system) => system,
            Err(sentence) => return refused(sentence),
        },
    };
    introduce(&system);
    end.await;
    system.stop().await;
    ExitCode::SUCCESS
}

async fn started(Arguments { port, data, empty }: Arguments) -> Result<System, String> {
    let options = Options {
        port: Some(port),
        data,
        organisers: vec![demo_organiser()],
        people: story::demo_people(),
        ..Options::default()
    };
    let system = System::start(options).await.map_err(|error| error.to_string())?;
    if system.is_new() && !empty {
        let filled = story::fill_demo(&system).await;
        filled.map_err(|error| format!("the demo region could not be filled: {error}"))?;
    }
    Ok(system)
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

fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
