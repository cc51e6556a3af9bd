//! The routes of files of events.

use serde_json::json;
use web::Action;

use crate::{
    place::Place,
    routes::{Door, Route, get, post},
};

pub fn files(place: &Place) -> Vec<Route> {
    let (see, of) =
        (Door::Allowed(Action::Record), |what: &str| format!("/v1/event-files/{}{what}", place.file));
    let announced = json!({"format": "csv", "bytes": 100});
    vec![
        post("/v1/event-files", Action::Record, "/v1/event-files".into(), announced),
        get("/v1/event-files", see, "/v1/event-files".into()),
        get("/v1/event-files/{file}", see, of("")),
        post("/v1/event-files/{file}/arrival", Action::Record, of("/arrival"), json!({})),
        get("/v1/event-files/{file}/results/{part}", see, of("/results/1")),
    ]
}
