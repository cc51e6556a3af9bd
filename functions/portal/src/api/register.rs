//! The public register of approved providers.

use super::{Answered, Api, AppliedService, List, Unit};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Listed {
    pub(crate) provider: String,
    pub(crate) name: String,
    pub(crate) business_id: String,
    #[serde(default)]
    pub(crate) units: Vec<Unit>,
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    #[serde(default)]
    pub(crate) services: Vec<AppliedService>,
}

/// How many of the register's pages are looked through for one page of matches.
const PATIENCE: usize = 5;
/// A page of matches holds about so many.
const ENOUGH: usize = 30;

impl Api {
    /// Providers that match, from whole pages of the register until there are enough for a page.
    pub(crate) async fn register(
        &self,
        organiser: &str,
        cursor: Option<&str>,
        matches: impl Fn(&Listed) -> bool,
    ) -> Answered<List<Listed>> {
        let mut found = List { items: Vec::new(), next: cursor.map(str::to_owned) };
        for _ in 0..PATIENCE {
            let page = self.register_page(organiser, found.next.as_deref()).await?;
            found.items.extend(page.items.into_iter().filter(|listed| matches(listed)));
            found.next = page.next;
            if found.items.len() >= ENOUGH || found.next.is_none() {
                break;
            }
        }
        Ok(found)
    }

    async fn register_page(&self, organiser: &str, cursor: Option<&str>) -> Answered<List<Listed>> {
        let mut query = vec![("org", organiser), ("limit", "50")];
        query.extend(cursor.map(|cursor| ("cursor", cursor)));
        self.get(&["register"], &query).await
    }
}

impl Listed {
    pub(crate) fn offers(&self, service: &str) -> bool {
        self.services.iter().any(|one| one.service == service)
    }

    pub(crate) fn is_in(&self, town: &str) -> bool {
        let town = town.to_lowercase();
        self.units.iter().any(|unit| unit.municipality.to_lowercase().contains(&town))
    }
}
