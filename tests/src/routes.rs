//! The routes that a function's `lib.rs` lists, read from its source: one place to compare tables and templates with.

/// `GET` and `/v1/clients/{client}` of each route.
pub fn routes_in(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for route in source.split(".route(\"").skip(1) {
        let (path, handlers) = route.split_once("\", ").unwrap();
        let handlers = handlers.lines().next().unwrap();
        for method in ["get", "post", "put", "delete", "patch"] {
            if handlers.starts_with(&format!("{method}(")) || handlers.contains(&format!(".{method}(")) {
                found.push((method.to_uppercase(), path.to_owned()));
            }
        }
    }
    assert!(found.len() >= 3, "the search finds the routes: {found:?}");
    found
}
