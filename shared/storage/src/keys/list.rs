//! The lists that are read page by page: each one partition, or a part of one.

use domain::{
    ids::{ClientId, Organiser, ProviderId, RunId, ServiceCode, VoucherNumber},
    time::Month,
};
use jiff::civil::Date;

use crate::port::{Query, Table};

/// The lists that are read page by page: each one partition, or the part of it with one beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// Clients of the organiser.
    Clients,
    /// Vouchers of a client.
    VouchersOf(ClientId),
    /// Bookings and orders of a provider.
    BookingsOf(ProviderId),
    /// Accounts of a voucher.
    AccountsOf(VoucherNumber),
    /// Events of a voucher, by day.
    EventsOf(VoucherNumber),
    /// Events of a voucher in a month.
    EventsIn(VoucherNumber, Month),
    /// What a voucher's decisions changed of the client's share, in their order.
    SharesOf(VoucherNumber),
    /// Accounts of a provider with something to take, service months up to a period.
    ToDoOf(ProviderId, Month),
    /// Uploaded files of a provider.
    FilesOf(ProviderId),
    /// Held events of a service.
    HeldOf(ServiceCode),
    /// Rulebook versions of all services.
    Rulebooks,
    /// Rulebook versions of a service.
    RulebooksOf(ServiceCode),
    /// Versions of the general part.
    GeneralParts,
    /// Providers.
    Providers,
    /// Approvals of the providers from one to another, in the order of providers.
    ApprovalsOf(ProviderId, ProviderId),
    /// Offers of a service.
    OffersOf(ServiceCode),
    /// Applications.
    Applications,
    /// What officials asked for on a client's vouchers.
    NeedsOf(ClientId),
    /// The times of a client's visits, by month.
    VisitsOf(ClientId),
    /// Decisions on a client.
    DecisionsOf(ClientId),
    /// What waits for somebody, the oldest due first.
    Work,
    /// Of that, what was due before a day.
    WorkDueBefore(Date),
    /// Runs.
    Runs,
    /// Settlements of a run.
    SettlementsIn(RunId),
    /// Manifests of a run.
    ManifestsOf(RunId),
    /// Rows of a settlement.
    RowsOf(RunId, ProviderId),
    /// Settlements of a provider.
    SettlementsOf(ProviderId),
}

/// Sorts after every character that keys use.
const AFTER_ALL: char = '~';

impl List {
    /// A page of the list.
    pub fn page(&self, organiser: &Organiser, after: Option<String>, limit: u32) -> Query {
        use Table::{Clients, Providers, Settlements, Vouchers};
        let (table, partition, from, to) = match self {
            List::Clients => (Clients, "C".to_owned(), String::new(), String::new()),
            List::VouchersOf(client) => (Vouchers, format!("C#{client}"), String::new(), String::new()),
            List::BookingsOf(p) => (Vouchers, format!("B#{p}"), String::new(), String::new()),
            List::AccountsOf(v) => (Vouchers, format!("V#{v}"), "ACCOUNT#".to_owned(), "ACCOUNT#".to_owned()),
            List::EventsOf(v) => (Vouchers, format!("V#{v}"), "EVENT#".to_owned(), "EVENT#".to_owned()),
            List::EventsIn(v, month) => {
                (Vouchers, format!("V#{v}"), format!("EVENT#{month}-"), format!("EVENT#{month}-"))
            }
            List::SharesOf(v) => (Vouchers, format!("V#{v}"), "SHARE#".to_owned(), "SHARE#".to_owned()),
            List::ToDoOf(p, period) => (Vouchers, format!("T#{p}"), String::new(), format!("{period}#")),
            List::FilesOf(p) => (Vouchers, format!("U#{p}"), String::new(), String::new()),
            List::HeldOf(service) => (Vouchers, format!("H#{service}"), String::new(), String::new()),
            List::Rulebooks => (Providers, "S".to_owned(), String::new(), String::new()),
            List::RulebooksOf(service) => {
                (Providers, "S".to_owned(), format!("{service}#"), format!("{service}#"))
            }
            List::GeneralParts => (Providers, "U".to_owned(), String::new(), String::new()),
            List::Providers => (Providers, "P".to_owned(), String::new(), String::new()),
            List::ApprovalsOf(first, last) => {
                (Providers, "A".to_owned(), format!("{first}#"), format!("{last}#"))
            }
            List::OffersOf(service) => (Providers, format!("Q#{service}"), String::new(), String::new()),
            List::Applications => (Providers, "F".to_owned(), String::new(), String::new()),
            List::NeedsOf(client) => (Clients, format!("U#{client}"), String::new(), String::new()),
            List::VisitsOf(client) => (Vouchers, format!("O#{client}"), String::new(), String::new()),
            List::DecisionsOf(client) => (Clients, format!("D#{client}"), String::new(), String::new()),
            List::Work => (Clients, "W".to_owned(), String::new(), String::new()),
            List::WorkDueBefore(day) => return late(organiser, *day, after, limit),
            List::Runs => (Settlements, "R".to_owned(), String::new(), String::new()),
            List::SettlementsIn(run) => {
                (Settlements, format!("R#{run}"), "SETTLEMENT#".to_owned(), "SETTLEMENT#".to_owned())
            }
            List::ManifestsOf(run) => {
                (Settlements, format!("R#{run}"), "MANIFEST#".to_owned(), "MANIFEST#".to_owned())
            }
            List::RowsOf(run, p) => {
                (Settlements, format!("R#{run}#{p}"), "ROW#".to_owned(), "ROW#".to_owned())
            }
            List::SettlementsOf(p) => (Settlements, format!("P#{p}"), String::new(), String::new()),
        };
        let pk = format!("{organiser}#{partition}");
        // DynamoDB takes no empty sort key: a blank sorts before every character that keys use.
        let from = if from.is_empty() { " ".to_owned() } else { from };
        Query { table, pk, from, to: format!("{to}{AFTER_ALL}"), after, limit }
    }
}

/// What sorts before a day and is still something.
fn late(organiser: &Organiser, before: Date, after: Option<String>, limit: u32) -> Query {
    let query = List::Work.page(organiser, after, limit);
    Query { to: before.to_string(), ..query }
}
