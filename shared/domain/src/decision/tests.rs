//! Decisions: their states, why drafts come and go, and that no two are ever in force on one day.

mod annulled;
mod drafts;
mod in_force;
mod letter;
mod reasons;
mod rectified;
mod states;
mod world;
