//! Every key of every table, typed: this module is the table of access patterns.
//!
//! | Table | Partition | Sort key | Read by |
//! |---|---|---|---|
//! | Vouchers | `org#V#voucher` | `VOUCHER`, `QUOTA`, `ACCOUNT#booking#month`, `EVENT#day#event` | recording, settlement, portal |
//! | Vouchers | `org#G#event` | `GUARD` | recording: the same external id once, ever |
//! | Vouchers | `org#O#client` | `month` | recording: overlap |
//! | Vouchers | `org#C#client` | `voucher` | a client's vouchers |
//! | Vouchers | `org#B#provider` | `voucher#booking` | a provider's bookings and orders, the roster |
//! | Vouchers | `org#T#provider` | `month#voucher#booking` | settlement: accounts with something to take |
//! | Vouchers | `org#H#service` | `provider#event` | an approver's held events |
//! | Providers | `org#ORGANISER` | `ORGANISER` | invoicing |
//! | Providers | `org#S` | `service#version` | services and rulebooks |
//! | Providers | `org#P` | `provider` | providers: the register, a run's plan |
//! | Providers | `org#A` | `provider#service` | approvals: one provider's, or those of a page of the register |
//! | Providers | `org#F` | `application` | applications, for approvers |
//! | Clients | `org#C` | `client` | clients |
//! | Clients | `org#I#hash` | `IDENTITY` | one client for an identity code |
//! | Settlements | `org#R` | `run` | runs |
//! | Settlements | `org#R#run` | `SETTLEMENT#provider` | a run's settlements |
//! | Settlements | `org#R#run#provider` | `ROW#voucher#booking#month`, `INVOICE` | rows and header of an invoice |
//! | Settlements | `org#R#run` | `MANIFEST#number` | a run's manifests |
//! | Settlements | `org#R#run#provider` | `PAYMENT` | what became of the invoice's payment |
//! | Settlements | `org#P#provider` | `run` | a provider's settlements |
//! | Settlements | `org#N#provider` | `SERIES` | the provider's number series |
//! | any | `org#K#actor` | `idempotency key` | commands, once each |

use domain::{
    ids::{
        ApplicationId, BookingId, ClientId, EventId, Organiser, ProviderId, RunId, ServiceCode, VoucherNumber,
    },
    time::Month,
};
use jiff::civil::Date;

use crate::port::{Key, Query, Table};

/// One kind of item and what names it, beside the organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A voucher with its bookings.
    Voucher(VoucherNumber),
    /// A voucher's use.
    Quota(VoucherNumber),
    /// The unsettled money of a booking's month.
    Account(VoucherNumber, BookingId, Month),
    /// A recorded event.
    Event(VoucherNumber, Date, EventId),
    /// The event's guard, where an event is found by its id.
    Guard(EventId),
    /// A client's visits in a month.
    Visits(ClientId, Month),
    /// A voucher in its client's list.
    ClientsVoucher(ClientId, VoucherNumber),
    /// A booking in its provider's list.
    ProvidersBooking(ProviderId, VoucherNumber, BookingId),
    /// An account with something to take.
    ToDo(ProviderId, Month, VoucherNumber, BookingId),
    /// An event that waits for an approver.
    Held(ServiceCode, ProviderId, EventId),
    /// The organiser's own details.
    OrganiserDetails,
    /// A rulebook version of a service.
    Rulebook(ServiceCode, u32),
    /// A provider.
    Provider(ProviderId),
    /// A provider's approval for a service.
    Approval(ProviderId, ServiceCode),
    /// An application.
    Application(ApplicationId),
    /// A client.
    Client(ClientId),
    /// The keyed hash of an identity code, hexadecimal.
    Identity(String),
    /// A settlement run.
    Run(RunId),
    /// A provider's settlement in a run.
    Settlement(RunId, ProviderId),
    /// A row of a settlement.
    Row(RunId, ProviderId, VoucherNumber, BookingId, Month),
    /// The header of a settlement's invoice.
    Invoice(RunId, ProviderId),
    /// A manifest of a run.
    Manifest(RunId, u32),
    /// What became of the payment of a settlement's invoice.
    Payment(RunId, ProviderId),
    /// A settlement in its provider's list.
    ProvidersSettlement(ProviderId, RunId),
    /// A provider's invoice number series.
    Series(ProviderId),
    /// A command that a person gave, by its Idempotency-Key, in the table that it wrote.
    Command(Table, String, String),
}

impl Name {
    /// Where the item lies.
    pub fn key(&self, organiser: &Organiser) -> Key {
        let (table, partition, sk) = self.place();
        let pk = format!("{organiser}#{partition}");
        Key { table, pk, sk }
    }

    fn place(&self) -> (Table, String, String) {
        use Table::{Clients, Providers, Settlements, Vouchers};
        match self {
            Name::Voucher(v) => (Vouchers, format!("V#{v}"), "VOUCHER".into()),
            Name::Quota(v) => (Vouchers, format!("V#{v}"), "QUOTA".into()),
            Name::Account(v, booking, month) => {
                (Vouchers, format!("V#{v}"), format!("ACCOUNT#{booking}#{month}"))
            }
            Name::Event(v, on, event) => (Vouchers, format!("V#{v}"), format!("EVENT#{on}#{event}")),
            Name::Guard(event) => (Vouchers, format!("G#{event}"), "GUARD".into()),
            Name::Visits(client, month) => (Vouchers, format!("O#{client}"), month.to_string()),
            Name::ClientsVoucher(client, v) => (Vouchers, format!("C#{client}"), v.to_string()),
            Name::ProvidersBooking(p, v, booking) => (Vouchers, format!("B#{p}"), format!("{v}#{booking}")),
            Name::ToDo(p, month, v, booking) => {
                (Vouchers, format!("T#{p}"), format!("{month}#{v}#{booking}"))
            }
            Name::Held(service, p, event) => (Vouchers, format!("H#{service}"), format!("{p}#{event}")),
            Name::OrganiserDetails => (Providers, "ORGANISER".into(), "ORGANISER".into()),
            Name::Rulebook(service, version) => (Providers, "S".into(), format!("{service}#{version:06}")),
            Name::Provider(p) => (Providers, "P".into(), p.to_string()),
            Name::Approval(p, service) => (Providers, "A".into(), format!("{p}#{service}")),
            Name::Application(application) => (Providers, "F".into(), application.to_string()),
            Name::Client(client) => (Clients, "C".into(), client.to_string()),
            Name::Identity(hash) => (Clients, format!("I#{hash}"), "IDENTITY".into()),
            Name::Run(run) => (Settlements, "R".into(), run.to_string()),
            Name::Settlement(run, p) => (Settlements, format!("R#{run}"), format!("SETTLEMENT#{p}")),
            Name::Row(run, p, v, booking, month) => {
                (Settlements, format!("R#{run}#{p}"), format!("ROW#{v}#{booking}#{month}"))
            }
            Name::Invoice(run, p) => (Settlements, format!("R#{run}#{p}"), "INVOICE".into()),
            Name::Manifest(run, number) => (Settlements, format!("R#{run}"), format!("MANIFEST#{number:04}")),
            Name::Payment(run, p) => (Settlements, format!("R#{run}#{p}"), "PAYMENT".into()),
            Name::ProvidersSettlement(p, run) => (Settlements, format!("P#{p}"), run.to_string()),
            Name::Series(p) => (Settlements, format!("N#{p}"), "SERIES".into()),
            Name::Command(table, actor, key) => (*table, format!("K#{actor}"), key.clone()),
        }
    }

    /// Reads a key back: the organiser and what the item is. None for a key that this module never made.
    pub fn of(key: &Key) -> Option<(Organiser, Name)> {
        let (organiser, partition) = key.pk.split_once('#')?;
        let organiser = organiser.parse().ok()?;
        if let Some(actor) = partition.strip_prefix("K#") {
            return Some((organiser, Name::Command(key.table, actor.to_owned(), key.sk.clone())));
        }
        let pk: Vec<&str> = partition.split('#').collect();
        let sk: Vec<&str> = key.sk.split('#').collect();
        Self::read(key.table, &pk, &sk).map(|name| (organiser, name))
    }

    fn read(table: Table, pk: &[&str], sk: &[&str]) -> Option<Name> {
        use Table::{Clients, Providers, Settlements, Vouchers};
        Some(match (table, pk, sk) {
            (Vouchers, ["V", v], ["VOUCHER"]) => Name::Voucher(v.parse().ok()?),
            (Vouchers, ["V", v], ["QUOTA"]) => Name::Quota(v.parse().ok()?),
            (Vouchers, ["V", v], ["ACCOUNT", booking, month]) => {
                Name::Account(v.parse().ok()?, booking.parse().ok()?, month.parse().ok()?)
            }
            (Vouchers, ["V", v], ["EVENT", on, event]) => {
                Name::Event(v.parse().ok()?, on.parse().ok()?, event.parse().ok()?)
            }
            (Vouchers, ["G", event], ["GUARD"]) => Name::Guard(event.parse().ok()?),
            (Vouchers, ["O", client], [month]) => Name::Visits(client.parse().ok()?, month.parse().ok()?),
            (Vouchers, ["C", client], [v]) => Name::ClientsVoucher(client.parse().ok()?, v.parse().ok()?),
            (Vouchers, ["B", p], [v, booking]) => {
                Name::ProvidersBooking(p.parse().ok()?, v.parse().ok()?, booking.parse().ok()?)
            }
            (Vouchers, ["T", p], [month, v, booking]) => {
                Name::ToDo(p.parse().ok()?, month.parse().ok()?, v.parse().ok()?, booking.parse().ok()?)
            }
            (Vouchers, ["H", service], [p, event]) => {
                Name::Held(service.parse().ok()?, p.parse().ok()?, event.parse().ok()?)
            }
            (Providers, ["ORGANISER"], ["ORGANISER"]) => Name::OrganiserDetails,
            (Providers, ["S"], [service, version]) => {
                Name::Rulebook(service.parse().ok()?, version.parse().ok()?)
            }
            (Providers, ["P"], [p]) => Name::Provider(p.parse().ok()?),
            (Providers, ["A"], [p, service]) => Name::Approval(p.parse().ok()?, service.parse().ok()?),
            (Providers, ["F"], [application]) => Name::Application(application.parse().ok()?),
            (Clients, ["C"], [client]) => Name::Client(client.parse().ok()?),
            (Clients, ["I", hash], ["IDENTITY"]) => Name::Identity((*hash).to_owned()),
            (Settlements, ["R"], [run]) => Name::Run(run.parse().ok()?),
            (Settlements, ["R", run], ["SETTLEMENT", p]) => {
                Name::Settlement(run.parse().ok()?, p.parse().ok()?)
            }
            (Settlements, ["R", run, p], ["ROW", v, booking, month]) => Name::Row(
                run.parse().ok()?,
                p.parse().ok()?,
                v.parse().ok()?,
                booking.parse().ok()?,
                month.parse().ok()?,
            ),
            (Settlements, ["R", run, p], ["INVOICE"]) => Name::Invoice(run.parse().ok()?, p.parse().ok()?),
            (Settlements, ["R", run], ["MANIFEST", number]) => {
                Name::Manifest(run.parse().ok()?, number.parse().ok()?)
            }
            (Settlements, ["R", run, p], ["PAYMENT"]) => Name::Payment(run.parse().ok()?, p.parse().ok()?),
            (Settlements, ["P", p], [run]) => Name::ProvidersSettlement(p.parse().ok()?, run.parse().ok()?),
            (Settlements, ["N", p], ["SERIES"]) => Name::Series(p.parse().ok()?),
            _ => return None,
        })
    }
}

/// The lists that are read page by page: each one partition, or the part of it with one beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// Clients of the organiser.
    Clients,
    /// Vouchers of a client.
    VouchersOf(ClientId),
    /// Bookings and orders of a provider.
    BookingsOf(ProviderId),
    /// Events of a voucher in a month.
    EventsIn(VoucherNumber, Month),
    /// Accounts of a provider with something to take, service months up to a period.
    ToDoOf(ProviderId, Month),
    /// Held events of a service.
    HeldOf(ServiceCode),
    /// Rulebook versions of all services.
    Rulebooks,
    /// Rulebook versions of a service.
    RulebooksOf(ServiceCode),
    /// Providers.
    Providers,
    /// Approvals of the providers from one to another, in the order of providers.
    ApprovalsOf(ProviderId, ProviderId),
    /// Applications.
    Applications,
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
            List::EventsIn(v, month) => {
                (Vouchers, format!("V#{v}"), format!("EVENT#{month}-"), format!("EVENT#{month}-"))
            }
            List::ToDoOf(p, period) => (Vouchers, format!("T#{p}"), String::new(), format!("{period}#")),
            List::HeldOf(service) => (Vouchers, format!("H#{service}"), String::new(), String::new()),
            List::Rulebooks => (Providers, "S".to_owned(), String::new(), String::new()),
            List::RulebooksOf(service) => {
                (Providers, "S".to_owned(), format!("{service}#"), format!("{service}#"))
            }
            List::Providers => (Providers, "P".to_owned(), String::new(), String::new()),
            List::ApprovalsOf(first, last) => {
                (Providers, "A".to_owned(), format!("{first}#"), format!("{last}#"))
            }
            List::Applications => (Providers, "F".to_owned(), String::new(), String::new()),
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

#[cfg(test)]
mod tests;
