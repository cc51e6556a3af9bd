//! Providers by name, for pages where the API gives only their ids.

use crate::{api::Answered, page::Page, visitor::SignedIn};
use std::collections::BTreeMap;

/// The names of the register's first pages; a provider beyond them is shown without a name.
pub(crate) struct ProviderNames(BTreeMap<String, String>);

impl ProviderNames {
    /// Those of the signed-in person's organiser.
    pub(crate) async fn load(who: &SignedIn) -> Answered<Self> {
        let list = who.api().register(&who.session.organiser, None, |_| true).await?;
        Ok(Self(list.items.into_iter().map(|listed| (listed.provider, listed.name)).collect()))
    }

    /// The name, or words that there is none.
    pub(crate) fn name(&self, page: &Page, provider: &str) -> String {
        self.0.get(provider).cloned().unwrap_or_else(|| page.t("voucher-provider-unnamed"))
    }
}
