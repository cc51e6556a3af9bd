//! Who may do what: one table of roles and actions. Relations (the own provider, the own voucher) are checked
//! where the thing is loaded, and a foreign thing is not found.

use serde::{Deserialize, Serialize};

/// A role of the organiser's or of a provider's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The organiser's services, rulebooks and settings.
    MainUser,
    /// The organiser's clients, decisions and orders.
    Grantor,
    /// The organiser's approvals: held events, applications.
    Approver,
    /// The organiser's settlements and invoices.
    Finance,
    /// The organiser's reader.
    Viewer,
    /// The only one who signs a provider's applications.
    Signatory,
    /// A provider's main user.
    ProviderMainUser,
    /// A provider's prices and billing.
    ServiceManager,
    /// Records a provider's events.
    Recorder,
}

/// Something that a signed-in person asks to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Publish rulebooks and change the organiser's details.
    SetUp,
    /// See clients and their vouchers.
    SeeClients,
    /// Add clients, grant vouchers, order purchased services.
    Grant,
    /// See decisions with their basis: incomes and families.
    SeeDecisions,
    /// See one voucher: officials any, providers those with a booking of theirs.
    SeeVoucher,
    /// Book vouchers, answer orders, see the own bookings and orders.
    Book,
    /// Write and submit an application.
    Apply,
    /// Announce prices.
    SetPrices,
    /// See applications: officials all, a provider its own.
    SeeApplications,
    /// Decide applications and held events.
    Approve,
    /// Record events and the roster, and correct the own events.
    Record,
    /// See one event: officials any, providers their own.
    SeeEvent,
    /// Take an event back: approvers any, providers their own.
    Reverse,
    /// Start settlement runs.
    Settle,
    /// See settlement runs.
    SeeRuns,
    /// See the own settlements and invoices.
    SeeOwnSettlements,
    /// Send the own invoices, where the organiser has providers invoice themselves.
    SendInvoices,
    /// Fetch any provider's invoice, and manifests.
    FetchInvoices,
    /// Tell what became of payments.
    TellPayments,
    /// Say what keeps a provider from being paid.
    HoldPayments,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 9] = [
        Role::MainUser,
        Role::Grantor,
        Role::Approver,
        Role::Finance,
        Role::Viewer,
        Role::Signatory,
        Role::ProviderMainUser,
        Role::ServiceManager,
        Role::Recorder,
    ];

    /// Whether the role acts for a provider, and so needs its business id in the token.
    pub fn is_providers(self) -> bool {
        matches!(self, Role::Signatory | Role::ProviderMainUser | Role::ServiceManager | Role::Recorder)
    }

    /// The table.
    pub fn may(self, action: Action) -> bool {
        use Role::{
            Approver, Finance, Grantor, MainUser, ProviderMainUser, Recorder, ServiceManager, Signatory,
            Viewer,
        };
        let roles: &[Role] = match action {
            Action::SetUp => &[MainUser],
            Action::SeeClients => &[MainUser, Grantor, Approver, Viewer],
            Action::Grant => &[Grantor],
            Action::SeeDecisions => &[MainUser, Grantor],
            Action::SeeVoucher | Action::SeeEvent => {
                &[MainUser, Grantor, Approver, Viewer, Signatory, ProviderMainUser, ServiceManager, Recorder]
            }
            Action::Book | Action::Record => &[Signatory, ProviderMainUser, ServiceManager, Recorder],
            Action::Reverse => &[Approver, Signatory, ProviderMainUser, ServiceManager, Recorder],
            Action::Apply => &[Signatory],
            Action::SetPrices => &[Signatory, ProviderMainUser, ServiceManager],
            Action::SeeApplications => {
                &[MainUser, Approver, Viewer, Signatory, ProviderMainUser, ServiceManager]
            }
            Action::Approve => &[Approver],
            Action::Settle => &[Finance],
            Action::SeeRuns => &[Finance, MainUser, Viewer],
            Action::SeeOwnSettlements | Action::SendInvoices => {
                &[Signatory, ProviderMainUser, ServiceManager]
            }
            Action::FetchInvoices | Action::TellPayments => &[Finance],
            Action::HoldPayments => &[Finance, MainUser],
        };
        roles.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_signatory_signs_applications() {
        let signers: Vec<Role> = Role::ALL.into_iter().filter(|role| role.may(Action::Apply)).collect();
        assert_eq!(signers, [Role::Signatory]);
    }

    #[test]
    fn nobody_acts_on_both_sides() {
        for role in Role::ALL {
            let both = role.may(Action::Record) && (role.may(Action::Approve) || role.may(Action::Grant));
            assert!(!both, "{role:?}");
        }
    }
}
