//! The small demo region that a new local system is filled with, and the people who can be signed in there.

use super::{StoryError, api::Api, play, playing::Playing};
use crate::{
    oidc::{TestPerson, officials, staff},
    regions::small::{self, Shape},
    system::System,
};

/// The demo region's organiser.
const ORGANISER: &str = "demo";

/// Fills a new system, so that there is something to see and to do.
///
/// # Errors
/// When the system answers otherwise than expected.
pub async fn fill_demo(system: &System) -> Result<(), StoryError> {
    let (region, surprises) = small::region("demo", ORGANISER, 0, jiff::Timestamp::now(), Shape::ToTryOut);
    let issuer = format!("{}/oidc", system.base_url);
    let api = Api::new(&system.base_url, &issuer, ORGANISER);
    let mut playing = Playing::new(api, &region, Some(system), "demo", true);
    play(&mut playing, None).await?;
    playing.wrong.extend(surprises);
    if playing.wrong.is_empty() { Ok(()) } else { Err(StoryError::Checks(playing.wrong)) }
}

/// The organiser's officials, and the people of each provider of the demo region.
pub fn demo_people() -> Vec<TestPerson> {
    let mut people = officials(ORGANISER);
    for (business_id, company) in small::companies(0) {
        people.extend(staff(ORGANISER, &business_id, &company));
    }
    people
}
