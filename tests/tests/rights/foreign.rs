//! A foreign thing is not found, whatever the role allows with an own one.

use local::oidc::TestPerson;
use scenarios::{ORGANISER, early_education, hours};
use serde_json::{Value, json};
use web::{Action, Role};

use crate::place::{Place, person};

const ELSEWHERE: &str = "toisaalla";

/// A question about a foreign thing: the action that it takes, and the code of the refusal (404).
type Question = (Action, &'static str, String, Option<Value>);

/// What only its own provider finds.
fn of_a_provider(place: &Place) -> Vec<Question> {
    let Place { voucher, orders: [order, _], draft, submitted, run, provider, file, .. } = place;
    let [approved, _] = &place.events;
    let why = json!({"reason": "not_delivered", "text": "Ei käyntiä."});
    let visit = hours("foreign", voucher, "2026-10-12T08:00", "2026-10-12T09:00");
    let ask = |action, path: String| (action, "not_found", path, None);
    let act = |action, path: String, body: Value| (action, "not_found", path, Some(body));
    vec![
        ask(Action::SeeVoucher, format!("/v1/vouchers/{voucher}")),
        act(Action::Book, format!("/v1/purchases/{order}/confirmation"), json!({})),
        act(Action::Book, format!("/v1/purchases/{order}/decline"), json!({"reason": "Ei."})),
        ask(Action::SeeApplications, format!("/v1/applications/{draft}")),
        ask(Action::SeeApplications, format!("/v1/applications/{submitted}")),
        act(Action::Apply, format!("/v1/applications/{draft}/submission"), json!({"commitments": []})),
        act(Action::Apply, format!("/v1/applications/{submitted}/withdrawal"), json!({"reason": "Ei."})),
        ask(Action::SeeApplications, format!("/v1/applications/{submitted}/decision")),
        ask(Action::SeeEvent, format!("/v1/events/{approved}")),
        act(Action::Reverse, format!("/v1/events/{approved}/reversal"), why),
        act(Action::Record, format!("/v1/events/{approved}/correction"), visit.clone()),
        (Action::Record, "voucher_not_found", "/v1/events".into(), Some(visit)),
        ask(Action::Record, format!("/v1/event-files/{file}")),
        ask(Action::Record, format!("/v1/event-files/{file}/results/1")),
        act(Action::Record, format!("/v1/event-files/{file}/arrival"), json!({})),
        ask(Action::SeeOwnSettlements, format!("/v1/settlements/{run}/invoice")),
        ask(
            Action::SeeOwnSettlements,
            format!("/v1/settlements/{run}/invoice?provider={}", provider.provider),
        ),
    ]
}

/// What only its own organiser finds, beside that.
fn of_an_organiser(place: &Place) -> Vec<Question> {
    let Place { client, drafts, free, submitted, held, run, provider, .. } = place;
    let draft = |what: &str| format!("/v1/decisions/{}{what}", drafts[0]);
    let said = || json!({"reason": "Selvä."});
    let anew = json!({
        "reason": "Selvä.", "first_day": "2026-05-01", "last_day": "2026-05-31", "contents": early_education(),
    });
    let decision = json!({"approve": true, "reason": "Selvä."});
    let days = json!({"first_day": "2026-09-01", "last_day": "2026-12-31"});
    let ask = |action, path: String| (action, "not_found", path, None);
    let act = |action, path: String, body: Value| (action, "not_found", path, Some(body));
    vec![
        ask(Action::SeeRuns, format!("/v1/providers/{}/holds", provider.provider)),
        ask(Action::SeeClients, format!("/v1/clients/{client}")),
        ask(Action::SeeClients, format!("/v1/clients/{client}/vouchers")),
        ask(Action::SeeDecisions, format!("/v1/clients/{client}/circumstances")),
        ask(Action::SeeDecisions, format!("/v1/clients/{client}/decisions")),
        ask(Action::SeeDecisions, draft("")),
        ask(Action::SeeDecisions, draft("/letter")),
        act(Action::Grant, draft("/hearing"), said()),
        act(Action::Grant, draft("/answer"), said()),
        act(Action::Grant, draft("/approval"), said()),
        act(
            Action::Grant,
            draft("/rectification-request"),
            json!({"received": "2026-05-01", "reason": "Tulot."}),
        ),
        act(Action::Grant, draft("/rectification-request/rejection"), said()),
        act(Action::Grant, draft("/rectification-request/acceptance"), anew),
        act(Action::Grant, draft("/annulment"), json!({"from": "2026-05-01", "reason": "Selvä."})),
        act(Action::Grant, draft("/letter"), said()),
        act(Action::Book, format!("/v1/vouchers/{free}/bookings"), days),
        act(
            Action::Grant,
            format!("/v1/vouchers/{free}/moves"),
            json!({"provider": provider.provider, "from": "2026-10-15"}),
        ),
        act(Action::Approve, format!("/v1/applications/{submitted}/decision"), decision.clone()),
        act(Action::Approve, format!("/v1/applications/{submitted}/suspension"), json!({"reason": "Ei."})),
        act(
            Action::Approve,
            format!("/v1/applications/{submitted}/information-request"),
            json!({"reason": "Ei.", "deadline": "2026-12-01"}),
        ),
        act(Action::Approve, format!("/v1/held/{held}/decision"), decision),
        ask(Action::SeeRuns, format!("/v1/settlement-runs/{run}")),
        ask(Action::FetchInvoices, format!("/v1/settlements/{run}/invoice?provider={}", provider.provider)),
    ]
}

/// Asks in every role that may do such a thing with an own one.
async fn all_not_found(
    place: &Place,
    questions: Vec<Question>,
    who: impl Fn(Role) -> Option<TestPerson>,
) -> usize {
    let (town, stored, mut asked) = (&place.town, place.town.stored(), 0);
    for (action, code, path, body) in questions {
        for role in Role::ALL.into_iter().filter(|role| role.may(action)) {
            let Some(who) = who(role) else { continue };
            let answer = match &body {
                Some(body) => town.post(&who, &path, body).await,
                None => town.get(&who, &path).await,
            };
            assert_eq!(answer.refused(404), code, "{path} as {role:?}");
            asked += 1;
        }
    }
    assert_eq!(town.stored(), stored);
    asked
}

#[tokio::test]
async fn another_provider_finds_nothing_of_a_provider() {
    let place = Place::stands().await;
    let stranger = |role: Role| role.is_providers().then(|| person(ORGANISER, &place.stranger, role));
    let asked = all_not_found(&place, of_a_provider(&place), stranger).await;
    assert_eq!(asked, 4 + 4 + 4 + 3 + 3 + 1 + 1 + 3 + 4 + 4 + 4 + 4 + 4 + 4 + 4 + 3 + 3);
    for path in ["/v1/bookings", "/v1/purchases", "/v1/settlements", "/v1/applications"] {
        let who = person(ORGANISER, &place.stranger, Role::Signatory);
        let seen = place.town.all(&who, path).await;
        assert!(
            seen.iter().all(|item| item["provider"] == place.stranger.provider.as_str()),
            "{path}: {seen:?}"
        );
    }
    let lines = place.town.get(&place.stranger.recorder(), "/v1/roster/2026-10").await.of_status(200);
    assert_eq!(lines["lines"], json!([]));
}

#[tokio::test]
async fn at_another_organiser_nothing_is_found_not_even_by_the_same_company() {
    let place = Place::stands().await;
    let mut questions = of_a_provider(&place);
    questions.extend(of_an_organiser(&place));
    let asked = all_not_found(&place, questions, |role| Some(person(ELSEWHERE, &place.provider, role))).await;
    assert!(asked > 40, "{asked} questions");
    let viewer = person(ELSEWHERE, &place.provider, Role::Viewer);
    for path in ["/v1/clients", "/v1/applications", "/v1/settlement-runs"] {
        assert_eq!(place.town.all(&viewer, path).await, Vec::<Value>::new(), "{path}");
    }
    let public = place.town.all(&viewer, &format!("/v1/register?org={ELSEWHERE}")).await;
    assert_eq!(public, Vec::<Value>::new());
}

#[tokio::test]
async fn a_grant_or_an_order_cannot_name_another_organisers_client_or_provider() {
    let place = Place::stands().await;
    let town = &place.town;
    let (main_user, grantor) = (
        person(ELSEWHERE, &place.provider, Role::MainUser),
        person(ELSEWHERE, &place.provider, Role::Grantor),
    );
    town.general_part(&main_user).await;
    for service in ["home-care", "rehabilitative-work"] {
        let file = local::regions::rulebook::file_of(service).unwrap();
        town.post_toml(&main_user, "/v1/services", file).await.of_status(201);
    }
    let grant = json!({
        "client": place.client, "service": "home-care", "first_day": "2026-09-01", "last_day": "2026-12-31",
        "contents": [{"code": "home-care"}],
    });
    assert_eq!(town.post(&grantor, "/v1/vouchers", &grant).await.refused(422), "client_not_found");
    let own = json!({
        "first_names": "Testi", "last_name": "Asiakas-001", "born": "1952-10-13", "language": "fi", "municipality": "T",
    });
    let own = town.post(&grantor, "/v1/clients", &own).await.of_status(201);
    let order = json!({
        "client": own["client"], "service": "rehabilitative-work", "provider": place.provider.provider,
        "first_day": "2026-09-01", "last_day": "2026-12-31",
        "contents": [{"code": "attendance-day", "price_cents": 7500}],
    });
    assert_eq!(town.post(&grantor, "/v1/purchases", &order).await.refused(422), "provider_not_found");
}

#[tokio::test]
async fn a_draft_is_its_providers_alone_and_officials_see_what_was_submitted() {
    let place = Place::stands().await;
    let approver = place.person(Role::Approver);
    let path = |id: &str| format!("/v1/applications/{id}");
    assert_eq!(place.town.get(&approver, &path(&place.draft)).await.refused(404), "not_found");
    place.town.get(&approver, &path(&place.submitted)).await.of_status(200);
    place.town.get(&place.person(Role::Signatory), &path(&place.draft)).await.of_status(200);
    let decision = json!({"approve": true, "reason": "Selvä."});
    let early = place.town.post(&approver, &format!("{}/decision", path(&place.draft)), &decision).await;
    assert_eq!(early.refused(404), "not_found", "a draft cannot be decided, nor guessed at");
}
