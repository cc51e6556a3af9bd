//! The transport frame: the SOAP envelope of ebXML that bank connections read before a Finvoice document.

use std::io::Write;

use domain::invoice::Invoice;

use super::{first_instant_of_issue, render};
use crate::rendering::RenderError;

/// Writes the document behind its frame. Everything in the frame is letters and digits, so nothing is escaped.
///
/// # Errors
///
/// What of the record does not fit the format.
pub fn render_framed(invoice: &Invoice, out: &mut dyn Write) -> Result<(), RenderError> {
    out.write_all(frame(invoice).as_bytes())?;
    render(invoice, out)
}

fn frame(invoice: &Invoice) -> String {
    let (from, to) = (&invoice.header.buyer.einvoice, &invoice.header.seller.einvoice);
    let id = &invoice.header.number;
    let party = |tag: &str, party: &str, role: &str| {
        format!("<eb:{tag}><eb:PartyId>{party}</eb:PartyId><eb:Role>{role}</eb:Role></eb:{tag}>\n")
    };
    let parties = [
        party("From", from.address.as_str(), "Sender"),
        party("From", from.operator.as_str(), "Intermediator"),
        party("To", to.address.as_str(), "Receiver"),
        party("To", to.operator.as_str(), "Intermediator"),
    ]
    .concat();
    format!(
        r#"<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd">
<SOAP-ENV:Header>
<eb:MessageHeader SOAP-ENV:mustUnderstand="1" eb:id="{id}" eb:version="2.0">
{parties}<eb:CPAId>yoursandmycpa</eb:CPAId><eb:ConversationId/>
<eb:Service>Routing</eb:Service><eb:Action>ProcessInvoice</eb:Action>
<eb:MessageData><eb:MessageId>{id}</eb:MessageId><eb:Timestamp>{at}</eb:Timestamp><eb:RefToMessageId/></eb:MessageData>
</eb:MessageHeader>
</SOAP-ENV:Header>
<SOAP-ENV:Body>
<eb:Manifest eb:id="Manifest" eb:version="2.0"><eb:Reference eb:id="Finvoice" xlink:href="{id}"><eb:schema eb:location="http://www.finvoice.info/finvoice.xsd" eb:version="3.0"/></eb:Reference></eb:Manifest>
</SOAP-ENV:Body>
</SOAP-ENV:Envelope>
"#,
        at = first_instant_of_issue(invoice),
    )
}
