//! Who may depend on whom, as cargo sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::{folders_in, functions, root};

/// What cargo answers, without the network.
fn cargo(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO")).args(arguments).arg("--offline").current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Each of our crates by its name: its folder, and what it depends on outside tests.
fn crates() -> BTreeMap<String, (String, BTreeSet<String>)> {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter().map(|package| {
        let needed = package["dependencies"].as_array().unwrap().iter().filter(|one| one["kind"] != "dev");
        let needed = needed.map(|one| one["name"].as_str().unwrap().to_owned()).collect();
        let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
        let folder = manifest.parent().unwrap().strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        (package["name"].as_str().unwrap().to_owned(), (folder, needed))
    });
    packages.collect()
}

#[test]
fn a_function_depends_on_no_other_function_and_on_no_aws_sdk() {
    let (crates, functions) = (crates(), functions());
    for function in &functions {
        let (folder, needed) = &crates[function];
        assert_eq!(*folder, format!("functions/{function}"), "a function's crate is named after its folder");
        let others: Vec<_> = needed.intersection(&functions).collect();
        assert!(others.is_empty(), "{function} depends on {others:?}");
        let sdk: Vec<_> = needed.iter().filter(|name| name.starts_with("aws-sdk-")).collect();
        assert!(sdk.is_empty(), "{function} depends on {sdk:?}");
        assert!(!needed.contains("aws-config"), "{function} configures AWS itself");
    }
    assert_eq!(functions.len(), 13);
}

#[test]
fn only_storage_objects_and_queues_know_the_aws_sdk_each_its_own_part() {
    let of = |name: &str| BTreeSet::from([name.to_owned()]);
    let allowed = BTreeMap::from([
        ("storage".to_owned(), of("aws-sdk-dynamodb")),
        ("objects".to_owned(), of("aws-sdk-s3")),
        ("queues".to_owned(), of("aws-sdk-sqs")),
    ]);
    let found: BTreeMap<String, BTreeSet<String>> = crates()
        .into_iter()
        .map(|(name, (_, needed))| {
            (name, needed.into_iter().filter(|one| one.starts_with("aws-sdk-")).collect())
        })
        .filter(|(_, sdk): &(_, BTreeSet<String>)| !sdk.is_empty())
        .collect();
    assert_eq!(found, allowed);
}

#[test]
fn domain_needs_no_runtime_no_network_and_no_cloud_not_even_through_others() {
    let tree = cargo(&["tree", "-p", "domain", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains("rust_decimal"), "{tree}");
    let kept_out = |name: &&&str| {
        ["tokio", "reqwest", "hyper", "axum", "async-trait", "futures", "redb", "rand"].contains(*name)
            || name.starts_with("aws")
    };
    assert_eq!(names.iter().filter(kept_out).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn shared_crates_depend_on_no_function_and_only_downwards() {
    let order = ["domain", "messages", "storage", "objects", "queues", "web", "ledger", "runtime"];
    let (crates, functions) = (crates(), functions());
    assert_eq!(folders_in("shared"), order.iter().map(|name| (*name).to_owned()).collect());
    for (at, name) in order.iter().enumerate() {
        let (_, needed) = &crates[*name];
        assert!(needed.is_disjoint(&functions), "{name}");
        let above: Vec<_> = order[at..].iter().filter(|other| needed.contains(**other)).collect();
        assert!(above.is_empty(), "{name} depends on {above:?}");
    }
}
