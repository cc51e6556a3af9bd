//! The pages behind sign-in and the action that each needs: makes the menu and guards the doors.
//!
//! Who may do which action is `web`'s table, the same that the API decides by.

use web::{Action, Role};

/// A page of the menu.
pub(crate) struct Place {
    /// Where the menu leads.
    pub(crate) path: &'static str,
    /// The text of its menu item.
    pub(crate) name: &'static str,
    /// The text that says on the front page what one does there.
    pub(crate) lead: &'static str,
    /// What one must be allowed to do to see it.
    action: Action,
}

/// In the order of the menu.
const MENU: [Place; 9] = [
    place("/clients", "menu-clients", "lead-clients", Action::SeeClients),
    place("/held", "menu-held", "lead-held", Action::Approve),
    place("/runs", "menu-runs", "lead-runs", Action::SeeRuns),
    place("/roster", "menu-roster", "lead-roster", Action::Record),
    place("/visits/new", "menu-visits", "lead-visits", Action::Record),
    place("/bookings", "menu-bookings", "lead-bookings", Action::Book),
    place("/purchases", "menu-purchases", "lead-purchases", Action::Book),
    place("/settlements", "menu-settlements", "lead-settlements", Action::SeeOwnSettlements),
    place("/applications", "menu-applications", "lead-applications", Action::SeeApplications),
];

/// The menu of a role.
pub(crate) fn menu(role: Role) -> Vec<&'static Place> {
    MENU.iter().filter(|place| role.may(place.action)).collect()
}

/// The role's code, as the token and the texts write it.
pub(crate) fn code_of(role: Role) -> String {
    serde_json::to_value(role).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

const fn place(path: &'static str, name: &'static str, lead: &'static str, action: Action) -> Place {
    Place { path, name, lead, action }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_menu_mixes_the_organisers_pages_with_a_providers() {
        for role in Role::ALL {
            let paths: Vec<_> = menu(role).iter().map(|place| place.path).collect();
            assert_eq!(paths.contains(&"/roster"), role.is_providers(), "{role:?}: {paths:?}");
            assert!(!(paths.contains(&"/roster") && paths.contains(&"/clients")), "{role:?}: {paths:?}");
        }
    }

    #[test]
    fn every_role_has_something_to_do() {
        assert!(Role::ALL.into_iter().all(|role| !menu(role).is_empty()));
    }

    #[test]
    fn a_roles_code_is_the_tokens() {
        assert_eq!(code_of(Role::ProviderMainUser), "provider_main_user");
    }
}
