//! The command line as someone meets it: what starts, what is said when it can't, and tokens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "kill/process.rs"]
#[allow(dead_code, reason = "the kill test uses the rest")]
mod process;

use std::ffi::OsStr;
use std::net::TcpListener;
use std::process::{Command, Output};

use process::Local;
use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_local")).args(arguments).output().unwrap()
}

/// Exit code 2, nothing on standard output, one sentence on standard error.
fn refused(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = run(arguments);
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!((status.code(), stdout.len(), said.lines().count()), (Some(2), 0, 1), "{said}");
    said
}

fn a_free_port() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string()
}

fn empty() -> Local {
    Local::start_with(&["--port", "0", "--empty"].map(OsStr::new))
}

async fn get(local: &Local, path: &str, token: &str) -> (u16, Value) {
    let address = format!("http://127.0.0.1:{}{path}", local.port);
    let response = reqwest::Client::new().get(address).bearer_auth(token).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[test]
fn a_taken_port_is_said_in_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    assert!(refused(&["--port", &port]).contains(&format!("port {port} is taken")));
}

#[test]
fn a_folder_that_is_none_is_said_in_one_sentence() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let said = refused(&["--port", "0", "--data", file.path().to_str().unwrap()]);
    assert!(said.contains(file.path().to_str().unwrap()), "{said}");
}

#[test]
fn a_folder_in_use_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--port", "0", "--empty", "--data", folder.path().to_str().unwrap()];
    let _first = Local::start_with(&arguments.map(OsStr::new));
    assert!(refused(&arguments).contains("only one process"));
}

#[test]
fn a_token_where_nothing_runs_is_said_in_one_sentence() {
    let port = a_free_port();
    assert!(refused(&["token", "--role", "grantor", "--port", &port]).contains("nothing runs at"));
    assert!(refused(&["token", "--role", "owner", "--port", &port]).contains("no role is called"));
}

#[tokio::test]
async fn a_token_stands_alone_on_standard_output_and_the_api_takes_it() {
    let local = empty();
    let port = local.port.to_string();
    let printed = run(&["token", "--role", "grantor", "--org", "varha", "--port", &port]);
    let token = String::from_utf8(printed.stdout).unwrap();
    assert_eq!((token.lines().count(), printed.stderr.len()), (1, 0));
    assert_eq!(get(&local, "/v1/clients", token.trim()).await.0, 200);
    assert_eq!(get(&local, "/v1/clients", "another").await.0, 401);
}

#[tokio::test]
async fn a_new_system_has_the_demo_region_unless_told_to_stay_empty() {
    let filled = Local::start_with(&["--port", "0"].map(OsStr::new));
    for (local, is_empty) in [(filled, false), (empty(), true)] {
        let (_, register) = get(&local, "/v1/register?org=demo", "").await;
        assert_eq!(register["items"].as_array().unwrap().is_empty(), is_empty);
    }
}

#[test]
fn ctrl_c_ends_it_well() {
    assert!(empty().interrupt());
}
