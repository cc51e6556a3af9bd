//! Every key of every table, typed: this module is the table of access patterns.
//!
//! | Table | Partition | Sort key | Read by |
//! |---|---|---|---|
//! | Vouchers | `org#V#voucher` | `VOUCHER`, `QUOTA`, `ACCOUNT#booking#month`, `EVENT#day#event` | recording, re-pricing, settlement, portal |
//! | Vouchers | `org#V#voucher` | `SHARE#decision` | re-pricing, notices: what a decision changed of the client's share |
//! | Vouchers | `org#G#event` | `GUARD` | recording: the same external id once, ever |
//! | Vouchers | `org#O#client` | `month` | recording: overlap |
//! | Vouchers | `org#C#client` | `voucher` | a client's vouchers |
//! | Vouchers | `org#B#provider` | `voucher#booking` | a provider's bookings and orders, the roster |
//! | Vouchers | `org#T#provider` | `month#voucher#booking` | settlement: accounts with something to take |
//! | Vouchers | `org#H#service` | `provider#event` | an approver's held events |
//! | Vouchers | `org#U#provider` | `file` | a provider's uploaded files of events |
//! | Vouchers | `org#M#hash` | `LINK` | comparison: what a link in a letter is for |
//! | Vouchers | `org#L#decision` | `version` | letters due: what the relay asks statements for |
//! | Providers | `org#ORGANISER` | `ORGANISER` | invoicing |
//! | Providers | `org#S` | `service#version` | services and rulebooks |
//! | Providers | `org#U` | `version` | the general part of the rulebooks |
//! | Providers | `org#P` | `provider` | providers: the register, a run's plan |
//! | Providers | `org#H#provider` | `HOLDS` | invoicing: what keeps a provider from being paid |
//! | Providers | `org#A` | `provider#service` | approvals: one provider's, or those of a page of the register |
//! | Providers | `org#Q#service` | `provider` | offers of a service: comparison |
//! | Providers | `org#F` | `application` | applications, for approvers |
//! | Clients | `org#C` | `client` | clients |
//! | Clients | `org#I#hash` | `IDENTITY` | one client for an identity code |
//! | Clients | `org#E#client` | `CIRCUMSTANCES` | what is known of a client's circumstances |
//! | Clients | `org#U#client` | `voucher` | what officials asked for on each of a client's vouchers |
//! | Clients | `org#D#client` | `decision` | a client's decisions, each with its whole basis |
//! | Clients | `org#J#decision` | `CLIENT` | whose a decision is |
//! | Clients | `org#W` | `due day#decision` | the work queue: what waits for somebody, the oldest due first |
//! | Clients | `org#L#decision` | `version` | a decision's letter, as it was decided |
//! | Settlements | `org#R` | `run` | runs |
//! | Settlements | `org#R#run` | `SETTLEMENT#provider` | a run's settlements |
//! | Settlements | `org#R#run#provider` | `ROW#voucher#booking#month`, `INVOICE` | rows and header of an invoice |
//! | Settlements | `org#R#run` | `MANIFEST#number` | a run's manifests |
//! | Settlements | `org#R#run#provider` | `PAYMENT` | what became of the invoice's payment |
//! | Settlements | `org#R#run#provider` | `OWN` | the provider's own invoice that matched |
//! | Settlements | `org#O#provider` | `number` | the numbers of a provider's own invoices: each once |
//! | Settlements | `org#P#provider` | `run` | a provider's settlements |
//! | Settlements | `org#N#provider` | `SERIES` | the provider's number series |
//! | any | `org#K#actor` | `idempotency key` | commands, once each |

mod list;

pub use list::List;

use domain::{
    ids::{
        ApplicationId, BookingId, ClientId, DecisionId, EventId, FileId, Organiser, ProviderId, RunId,
        ServiceCode, VoucherNumber,
    },
    time::Month,
};
use jiff::civil::Date;

use crate::port::{Key, Table};

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
    /// What a voucher's decision changed of the client's share.
    NewShare(VoucherNumber, u32),
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
    /// A file of events that a provider uploads.
    EventFile(ProviderId, FileId),
    /// An event that waits for an approver.
    Held(ServiceCode, ProviderId, EventId),
    /// The organiser's own details.
    OrganiserDetails,
    /// A rulebook version of a service.
    Rulebook(ServiceCode, u32),
    /// A version of the general part of the rulebooks.
    GeneralPart(u32),
    /// A provider.
    Provider(ProviderId),
    /// What keeps a provider from being paid.
    Holds(ProviderId),
    /// A provider's approval for a service.
    Approval(ProviderId, ServiceCode),
    /// What a chooser compares of a provider's approval for a service.
    Offer(ServiceCode, ProviderId),
    /// What a link in a letter is for, by the hash of its token, hexadecimal.
    Link(String),
    /// An application.
    Application(ApplicationId),
    /// A client.
    Client(ClientId),
    /// The keyed hash of an identity code, hexadecimal.
    Identity(String),
    /// What is known of a client's circumstances.
    Circumstances(ClientId),
    /// What officials asked for on a client's voucher.
    Need(ClientId, VoucherNumber),
    /// A decision on a client.
    Decision(ClientId, DecisionId),
    /// Whose a decision is.
    DecisionsClient(DecisionId),
    /// A decision that waits for somebody, by the day on which it is due.
    Work(Date, DecisionId),
    /// The letter of a decision's version.
    Letter(DecisionId, u32),
    /// A letter that does not lie in the outbox yet. It says nothing of whom it is for, and its table has a stream.
    LetterDue(DecisionId, u32),
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
    /// A provider's own invoice for a settlement.
    OwnInvoice(RunId, ProviderId),
    /// A number that a provider's own invoice has used.
    OwnNumber(ProviderId, String),
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
            Name::NewShare(v, decision) => (Vouchers, format!("V#{v}"), format!("SHARE#{decision:06}")),
            Name::Guard(event) => (Vouchers, format!("G#{event}"), "GUARD".into()),
            Name::Visits(client, month) => (Vouchers, format!("O#{client}"), month.to_string()),
            Name::ClientsVoucher(client, v) => (Vouchers, format!("C#{client}"), v.to_string()),
            Name::ProvidersBooking(p, v, booking) => (Vouchers, format!("B#{p}"), format!("{v}#{booking}")),
            Name::ToDo(p, month, v, booking) => {
                (Vouchers, format!("T#{p}"), format!("{month}#{v}#{booking}"))
            }
            Name::EventFile(p, file) => (Vouchers, format!("U#{p}"), file.to_string()),
            Name::Held(service, p, event) => (Vouchers, format!("H#{service}"), format!("{p}#{event}")),
            Name::OrganiserDetails => (Providers, "ORGANISER".into(), "ORGANISER".into()),
            Name::Rulebook(service, version) => (Providers, "S".into(), format!("{service}#{version:06}")),
            Name::GeneralPart(version) => (Providers, "U".into(), format!("{version:06}")),
            Name::Provider(p) => (Providers, "P".into(), p.to_string()),
            Name::Holds(p) => (Providers, format!("H#{p}"), "HOLDS".into()),
            Name::Approval(p, service) => (Providers, "A".into(), format!("{p}#{service}")),
            Name::Offer(service, p) => (Providers, format!("Q#{service}"), p.to_string()),
            Name::Link(hash) => (Vouchers, format!("M#{hash}"), "LINK".into()),
            Name::Application(application) => (Providers, "F".into(), application.to_string()),
            Name::Client(client) => (Clients, "C".into(), client.to_string()),
            Name::Identity(hash) => (Clients, format!("I#{hash}"), "IDENTITY".into()),
            Name::Circumstances(client) => (Clients, format!("E#{client}"), "CIRCUMSTANCES".into()),
            Name::Need(client, v) => (Clients, format!("U#{client}"), v.to_string()),
            Name::Decision(client, decision) => (Clients, format!("D#{client}"), decision.to_string()),
            Name::DecisionsClient(decision) => (Clients, format!("J#{decision}"), "CLIENT".into()),
            Name::Work(due, decision) => (Clients, "W".into(), format!("{due}#{decision}")),
            Name::Letter(decision, version) => (Clients, format!("L#{decision}"), format!("{version:06}")),
            Name::LetterDue(decision, version) => {
                (Vouchers, format!("L#{decision}"), format!("{version:06}"))
            }
            Name::Run(run) => (Settlements, "R".into(), run.to_string()),
            Name::Settlement(run, p) => (Settlements, format!("R#{run}"), format!("SETTLEMENT#{p}")),
            Name::Row(run, p, v, booking, month) => {
                (Settlements, format!("R#{run}#{p}"), format!("ROW#{v}#{booking}#{month}"))
            }
            Name::Invoice(run, p) => (Settlements, format!("R#{run}#{p}"), "INVOICE".into()),
            Name::Manifest(run, number) => (Settlements, format!("R#{run}"), format!("MANIFEST#{number:04}")),
            Name::Payment(run, p) => (Settlements, format!("R#{run}#{p}"), "PAYMENT".into()),
            Name::OwnInvoice(run, p) => (Settlements, format!("R#{run}#{p}"), "OWN".into()),
            Name::OwnNumber(p, number) => (Settlements, format!("O#{p}"), number.clone()),
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
            (Vouchers, ["V", v], ["SHARE", decision]) => {
                Name::NewShare(v.parse().ok()?, decision.parse().ok()?)
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
            (Vouchers, ["U", p], [file]) => Name::EventFile(p.parse().ok()?, file.parse().ok()?),
            (Vouchers, ["H", service], [p, event]) => {
                Name::Held(service.parse().ok()?, p.parse().ok()?, event.parse().ok()?)
            }
            (Providers, ["ORGANISER"], ["ORGANISER"]) => Name::OrganiserDetails,
            (Providers, ["S"], [service, version]) => {
                Name::Rulebook(service.parse().ok()?, version.parse().ok()?)
            }
            (Providers, ["U"], [version]) => Name::GeneralPart(version.parse().ok()?),
            (Providers, ["P"], [p]) => Name::Provider(p.parse().ok()?),
            (Providers, ["H", p], ["HOLDS"]) => Name::Holds(p.parse().ok()?),
            (Providers, ["A"], [p, service]) => Name::Approval(p.parse().ok()?, service.parse().ok()?),
            (Providers, ["Q", service], [p]) => Name::Offer(service.parse().ok()?, p.parse().ok()?),
            (Vouchers, ["M", hash], ["LINK"]) => Name::Link((*hash).to_owned()),
            (Providers, ["F"], [application]) => Name::Application(application.parse().ok()?),
            (Clients, ["C"], [client]) => Name::Client(client.parse().ok()?),
            (Clients, ["I", hash], ["IDENTITY"]) => Name::Identity((*hash).to_owned()),
            (Clients, ["E", client], ["CIRCUMSTANCES"]) => Name::Circumstances(client.parse().ok()?),
            (Clients, ["U", client], [v]) => Name::Need(client.parse().ok()?, v.parse().ok()?),
            (Clients, ["D", client], [decision]) => {
                Name::Decision(client.parse().ok()?, decision.parse().ok()?)
            }
            (Clients, ["J", decision], ["CLIENT"]) => Name::DecisionsClient(decision.parse().ok()?),
            (Clients, ["W"], [due, decision]) => Name::Work(due.parse().ok()?, decision.parse().ok()?),
            (Clients, ["L", decision], [version]) => {
                Name::Letter(decision.parse().ok()?, version.parse().ok()?)
            }
            (Vouchers, ["L", decision], [version]) => {
                Name::LetterDue(decision.parse().ok()?, version.parse().ok()?)
            }
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
            (Settlements, ["R", run, p], ["OWN"]) => Name::OwnInvoice(run.parse().ok()?, p.parse().ok()?),
            (Settlements, ["O", p], [number]) => Name::OwnNumber(p.parse().ok()?, (*number).to_owned()),
            (Settlements, ["P", p], [run]) => Name::ProvidersSettlement(p.parse().ok()?, run.parse().ok()?),
            (Settlements, ["N", p], ["SERIES"]) => Name::Series(p.parse().ok()?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests;
