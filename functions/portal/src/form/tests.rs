//! Refusals of the API find their fields.

use super::*;
use crate::api::Problem;
use web::Role;

fn session() -> Session {
    Session {
        token: String::new(),
        name: "Testi Virkailija".into(),
        role: Role::Grantor,
        organiser: "alku".into(),
        until: 0,
        secret: [7; 32],
    }
}

fn form(names: &[&str]) -> Form {
    let fields = names.iter().map(|name| ((*name).to_owned(), String::new())).collect();
    Form::posted(Language::Fi, &session(), fields)
}

fn refused(status: u16, field: Option<&str>) -> Result<(), Refused> {
    let problem = Problem {
        status,
        code: "outside_validity".into(),
        detail: "Ei käy.".into(),
        field: field.map(Into::into),
    };
    Err(Refused::Problem(problem))
}

#[test]
fn a_refusal_stands_at_the_field_that_the_api_names() {
    let mut form = form(&["first_day", "last_day"]);
    assert!(form.outcome(refused(422, Some("last_day"))).unwrap().is_none());
    assert_eq!(form.wrongs[0].anchor().unwrap(), "f-last_day");
    assert!(form.summary().to_string().contains("href=\"#f-last_day\""));
}

#[test]
fn an_item_of_a_list_is_found_by_its_place() {
    let mut form = form(&["contents.care-day.limits.week", "contents.care-day.price_cents"]);
    form.alias("contents.0".into(), "contents.care-day".into());
    form.outcome(refused(422, Some("contents[0].price_cents"))).unwrap();
    assert_eq!(form.wrongs[0].anchor().unwrap(), "f-contents-care-day-price_cents");
    form.outcome(refused(422, Some("contents[0].limits"))).unwrap();
    assert_eq!(form.wrongs[1].anchor().unwrap(), "f-contents-care-day-limits-week");
}

#[test]
fn a_refusal_of_an_unknown_field_is_said_without_a_link() {
    let mut form = form(&["iban"]);
    form.outcome(refused(409, Some("elsewhere"))).unwrap();
    assert!(form.wrongs[0].anchor().is_none());
    assert!(form.summary().to_string().contains("Ei käy."));
}

#[test]
fn what_is_no_fault_of_the_content_ends_the_form() {
    assert!(matches!(form(&[]).outcome(refused(401, None)), Err(Failure::SignIn)));
    assert!(matches!(form(&[]).outcome(refused(403, None)), Err(Failure::NotAllowed)));
    assert!(matches!(form(&[]).outcome(refused(503, None)), Err(Failure::TryAgain)));
}

#[test]
fn a_form_shown_again_is_a_new_command_with_a_proof_of_its_own() {
    let first = Form::blank(Language::Fi, &session());
    let again = first.clone().renewed(&session());
    assert_ne!((first.key(), &first.proof), (again.key(), &again.proof));
}
