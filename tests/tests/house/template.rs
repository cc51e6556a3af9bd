//! What the template, the folders, the routes and the local gateway say of each other.

use std::collections::BTreeSet;
use std::fs::read_to_string;

use scenarios::routes_in;

use crate::{functions, root};

/// The template's functions by the names of their zips.
fn template_functions(template: &str) -> BTreeSet<String> {
    let zips = template.split("Key: !Sub \"${CodeVersion}/").skip(1);
    zips.map(|rest| rest.split_once(".zip").unwrap().0.to_owned()).collect()
}

#[test]
fn every_function_has_a_folder_and_every_folder_a_function() {
    let template = read_to_string(root().join("template.yaml")).unwrap();
    assert_eq!(template_functions(&template), functions());
    let declared = template.matches("Type: AWS::Serverless::Function\n").count();
    assert_eq!(declared, functions().len(), "each function has a zip of its own");
}

/// `ANY /v1/clients` of each route, with the function that it goes to.
fn template_routes(template: &str) -> BTreeSet<(String, String)> {
    let lines = template.lines().filter(|line| line.contains("AWS::ApiGatewayV2::Route,"));
    let route = |line: &str| {
        let key = line.split_once("RouteKey: ").unwrap().1.trim_start_matches('"');
        let key = key.split(['"', ',']).next().unwrap().to_owned();
        let target = line.split_once("integrations/${").unwrap().1.split_once("Integration}").unwrap().0;
        (key, target.to_owned())
    };
    lines.map(route).collect()
}

/// The functions behind the HTTP API: crate, name in the template, and name of its list in the local gateway.
const HTTP: [(&str, &str, &str); 6] = [
    ("voucher-issuance", "VoucherIssuance", "VOUCHER_ISSUANCE"),
    ("provider-applications", "ProviderApplications", "PROVIDER_APPLICATIONS"),
    ("service-event-intake", "ServiceEventIntake", "SERVICE_EVENT_INTAKE"),
    ("service-event-files", "ServiceEventFiles", "SERVICE_EVENT_FILES"),
    ("quotes", "Quotes", "QUOTES"),
    ("finance", "Finance", "FINANCE"),
];

/// Method and path of each route of a function.
fn routes_of(function: &str) -> Vec<(String, String)> {
    routes_in(&read_to_string(root().join(format!("functions/{function}/src/lib.rs"))).unwrap())
}

/// `/v1/clients` of `/v1/clients/{client}/vouchers`, and whether there is more.
fn beginning(path: &str) -> (String, bool) {
    let parts: Vec<&str> = path.split('/').collect();
    (parts[..3].join("/"), parts.len() > 3)
}

#[test]
fn every_route_of_a_function_reaches_it_through_the_template() {
    let template = template_routes(&read_to_string(root().join("template.yaml")).unwrap());
    for (function, resource, _) in HTTP {
        for (method, path) in routes_of(function) {
            let (beginning, more) = beginning(&path);
            let below = if more { "/{proxy+}" } else { "" };
            let led = |method: &str| {
                template.contains(&(format!("{method} {beginning}{below}"), resource.to_owned()))
            };
            assert!(led(&method) || led("ANY"), "{method} {path} is not in the template");
        }
    }
    assert!(template.contains(&("$default".to_owned(), "Portal".to_owned())));
}

#[test]
fn the_local_gateway_leads_each_beginning_of_a_path_to_the_function_that_has_it() {
    let gateway = read_to_string(root().join("infra/local/src/system/functions.rs")).unwrap();
    for (function, _, constant) in HTTP {
        let list = gateway.split_once(&format!("const {constant}:")).unwrap().1.split_once("];").unwrap().0;
        let list = list.split_once('=').unwrap().1;
        let led: BTreeSet<String> = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        let had: BTreeSet<String> = routes_of(function).iter().map(|(_, path)| beginning(path).0).collect();
        assert_eq!(led, had, "{function}");
    }
}

#[test]
fn every_route_of_the_template_but_the_public_ones_asks_for_a_token() {
    let template = read_to_string(root().join("template.yaml")).unwrap();
    let open = template.lines().filter(|line| line.contains("AuthorizationType: NONE"));
    let keys: BTreeSet<String> =
        open.flat_map(template_routes).map(|(key, _)| key.trim_end_matches("/{proxy+}").to_owned()).collect();
    assert_eq!(
        keys,
        [
            "$default",
            "ANY /v1/comparisons",
            "GET /v1/general-parts",
            "GET /v1/register",
            "GET /v1/services",
            "POST /v1/quotes",
        ]
        .map(str::to_owned)
        .into()
    );
}
