//! What can be done to a decision where it stands.

use super::super::*;
use super::world::{World, basis, day, family};

#[test]
fn every_act_leads_from_every_state_to_where_the_table_says() {
    use Act::{
        AcceptRequest, Annul, Approve, AskToBeHeard, Hear, Lapse, Prepare, RejectRequest, Send, Supersede,
        TakeInRequest,
    };
    use State::{Annulled, Approved, Draft, Heard, InHearing, Lapsed, Sent, Superseded};
    let table = [
        (Draft, Prepare, Draft),
        (Draft, AskToBeHeard, InHearing),
        (Draft, Approve, Approved),
        (Draft, Lapse, Lapsed),
        (InHearing, Hear, Heard),
        (InHearing, Approve, Approved),
        (InHearing, Lapse, Lapsed),
        (Heard, Approve, Approved),
        (Heard, Lapse, Lapsed),
        (Approved, Send, Sent),
        (Approved, Supersede, Superseded),
        (Sent, Supersede, Superseded),
        (Annulled, Supersede, Superseded),
        (Approved, Annul, Annulled),
        (Sent, Annul, Annulled),
    ];
    for state in State::ALL {
        for act in Act::ALL {
            let is_request = matches!(act, TakeInRequest | RejectRequest | AcceptRequest);
            if is_request {
                // A decision that was told can be asked to be rectified, whatever became of it since.
                let told = matches!(state, Sent | Superseded | Annulled).then_some(state);
                assert_eq!(state.after(act), told, "{state:?} {act:?}");
                continue;
            }
            let expected =
                table.iter().find(|(from, by, _)| (*from, *by) == (state, act)).map(|(.., to)| *to);
            assert_eq!(state.after(act), expected, "{state:?} {act:?}");
        }
    }
}

fn rising() -> World {
    let mut world = World::granted(&basis(vec![family(None, Some("3000"))]));
    world.today = day("2026-03-02");
    world.regenerate(&basis(vec![family(None, Some("3000")), family(Some("2026-04-01"), Some("3500"))]));
    world
}

#[test]
fn a_change_to_the_clients_detriment_waits_until_the_client_was_heard() {
    let mut world = rising();
    let at = world.decisions.len() - 1;
    assert!(world.decisions[at].detrimental);
    assert_eq!(world.approve(at), Err(Refusal::HearingNeeded));
    world.act(at, Act::AskToBeHeard).unwrap();
    assert_eq!(world.decisions[at].due, Some(day("2026-03-16")));
    assert_eq!(world.approve(at), Err(Refusal::HearingOpen(day("2026-03-16"))));
    let mut answered = rising();
    answered.act(at, Act::AskToBeHeard).unwrap();
    answered.act(at, Act::Hear).unwrap();
    assert_eq!(answered.approve(at), Ok(()), "the client has answered");
    world.today = day("2026-03-16");
    assert_eq!(
        world.approve(at),
        Err(Refusal::HearingOpen(day("2026-03-16"))),
        "the last day is the client's"
    );
    world.today = day("2026-03-17");
    assert_eq!(world.approve(at), Ok(()), "the client let the term pass");
}

#[test]
fn what_waits_for_somebody_is_due_and_what_is_done_is_not() {
    let mut world = rising();
    let at = world.decisions.len() - 1;
    let due = |world: &World| world.decisions[at].due;
    assert_eq!(due(&world), Some(day("2026-04-01")), "a draft is due in a month");
    assert!(
        !world.decisions[at].is_late(day("2026-04-01")) && world.decisions[at].is_late(day("2026-04-02"))
    );
    world.act(at, Act::AskToBeHeard).unwrap();
    world.act(at, Act::Hear).unwrap();
    world.approve(at).unwrap();
    assert_eq!(due(&world), Some(day("2026-03-09")), "the client is told in a week");
    world.act(at, Act::Send).unwrap();
    assert_eq!(due(&world), None);
    let done: Vec<Act> = world.decisions[at].history.iter().map(|change| change.act).collect();
    assert_eq!(done, [Act::Prepare, Act::AskToBeHeard, Act::Hear, Act::Approve, Act::Send]);
}
