//! A failing seed, made short: fewer requests and fewer blows that still break a rule.

use super::run::{Outcome, Plan, play};
use super::world::Unfounded;

/// So many shorter plans are tried at most.
const TRIES: usize = 150;

/// The shortest failing plan that was found, and what came of it, with its trace.
pub fn shrink(plan: Plan) -> Result<(Plan, Outcome), Unfounded> {
    let mut tries = TRIES;
    let mut shortest = fewer_blows(plan, &mut tries)?;
    let mut size = shortest.deeds.len() / 2;
    while size > 0 {
        shortest = without(shortest, size, &mut tries)?;
        size /= 2;
    }
    shortest = fewer_blows(shortest, &mut tries)?;
    let told = Plan { telling: true, ..shortest.clone() };
    Ok((shortest, play(told)?))
}

fn fails(plan: &Plan, tries: &mut usize) -> Result<bool, Unfounded> {
    if *tries == 0 {
        return Ok(false);
    }
    *tries -= 1;
    Ok(!play(plan.clone())?.wrong.is_empty())
}

/// The same requests under the first half of its blows, as long as that fails.
fn fewer_blows(mut plan: Plan, tries: &mut usize) -> Result<Plan, Unfounded> {
    plan.most_blows = play(plan.clone())?.blows;
    while plan.most_blows > 0 {
        let calmer = Plan { most_blows: plan.most_blows / 2, ..plan.clone() };
        if !fails(&calmer, tries)? {
            break;
        }
        plan = calmer;
    }
    Ok(plan)
}

/// Leaves out as many runs of requests of this size as it can.
fn without(mut plan: Plan, size: usize, tries: &mut usize) -> Result<Plan, Unfounded> {
    let mut from = 0;
    while from < plan.deeds.len() {
        let mut shorter = plan.clone();
        shorter.deeds.drain(from..(from + size).min(plan.deeds.len()));
        if fails(&shorter, tries)? { plan = shorter } else { from += size }
    }
    Ok(plan)
}
