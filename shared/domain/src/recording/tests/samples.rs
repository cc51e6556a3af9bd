//! Which events an approver is shown as samples.

use super::{world::World, *};
use crate::quota::Limits;

fn sampling(percent: u8) -> World {
    let mut world = World::home_care(Limits::default());
    world.rulebook.recording.sample_percent = percent;
    world
}

/// Of two hundred visits, those that were held; each with no other reason.
fn held(world: &mut World, name: &str) -> Vec<usize> {
    let mut held = Vec::new();
    for n in 0..200 {
        let (day, hour) = (1 + n / 10, 8 + n % 10);
        let at = |minute: &str| format!("2026-10-{day:02}T{hour:02}:{minute}");
        match world.visit(&format!("{name}-{n}"), &at("00"), &at("45")).unwrap().state {
            State::Held { reasons } => {
                assert_eq!(reasons, [HeldReason::Sampled]);
                held.push(n);
            }
            _ => assert_ne!(world.rulebook.recording.sample_percent, 100),
        }
    }
    held
}

#[test]
fn the_rulebooks_share_is_held_as_samples() {
    assert_eq!(held(&mut sampling(0), "v").len(), 0);
    assert_eq!(held(&mut sampling(100), "v").len(), 200);
    let some = held(&mut sampling(20), "v").len();
    assert!((20..=60).contains(&some), "{some} of 200 at 20 %");
}

#[test]
fn the_same_delivery_is_drawn_alike_under_whatever_id() {
    assert_eq!(held(&mut sampling(20), "one"), held(&mut sampling(20), "other"));
}

#[test]
fn what_waits_for_another_reason_is_no_sample() {
    let mut world = sampling(100);
    world.rulebook.recording.approval = rulebook::Approval::Held;
    let event = world.visit("1", "2026-10-02T10:00", "2026-10-02T11:00").unwrap();
    assert_eq!(event.state, State::Held { reasons: vec![HeldReason::NeedsApproval] });
}
