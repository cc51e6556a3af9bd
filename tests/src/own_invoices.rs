//! Invoices as providers' own systems write them.

use reqwest::Method;
use serde_json::{Value, json};
use web::Role;

use crate::{Answer, ORGANISER, Provider, Town, details, official};

/// An exempt line of an invoice.
pub struct OwnLine {
    /// How it names its event: by the id, or by the voucher, the day and the content.
    pub event: Result<String, (String, &'static str, &'static str)>,
    /// In cents.
    pub cents: i64,
}

fn euros(cents: i64, point: char) -> String {
    format!("{}{point}{:02}", cents / 100, cents % 100)
}

impl Provider {
    /// A Finvoice of the provider's, due on a day.
    pub fn finvoice(&self, number: &str, iban: &str, due: &str, lines: &[OwnLine]) -> String {
        let total = euros(lines.iter().map(|line| line.cents).sum(), ',');
        let define = |code: &str, value: &str| {
            format!(
                "<RowDefinitionDetails><RowDefinitionHeaderText DefinitionCode=\"{code}\">x</RowDefinitionHeaderText><RowDefinitionValue>{value}</RowDefinitionValue></RowDefinitionDetails>"
            )
        };
        let row = |line: &OwnLine| {
            let (article, defined, day) = match &line.event {
                Ok(event) => ("x", define("TAPAHTUMA", event), "20261001".to_owned()),
                Err((voucher, day, content)) => (*content, define("SETELI", voucher), day.replace('-', "")),
            };
            let amount = euros(line.cents, ',');
            format!(
                "<InvoiceRow><ArticleIdentifier>{article}</ArticleIdentifier>{defined}<StartDate Format=\"CCYYMMDD\">{day}</StartDate><RowVatRatePercent>0</RowVatRatePercent><RowVatExcludedAmount AmountCurrencyIdentifier=\"EUR\">{amount}</RowVatExcludedAmount></InvoiceRow>"
            )
        };
        let rows: String = lines.iter().map(row).collect();
        let (seller, buyer) = (&self.business_id, details()["business_id"].as_str().unwrap().to_owned());
        let due = due.replace('-', "");
        format!(
            "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<Finvoice Version=\"3.0\">\
             <SellerPartyDetails><SellerPartyIdentifier>{seller}</SellerPartyIdentifier></SellerPartyDetails>\
             <BuyerPartyDetails><BuyerPartyIdentifier>{buyer}</BuyerPartyIdentifier></BuyerPartyDetails>\
             <InvoiceDetails><InvoiceTypeCode>INV01</InvoiceTypeCode><InvoiceNumber>{number}</InvoiceNumber>\
             <InvoiceDate Format=\"CCYYMMDD\">20261103</InvoiceDate>\
             <InvoiceTotalVatExcludedAmount AmountCurrencyIdentifier=\"EUR\">{total}</InvoiceTotalVatExcludedAmount>\
             <InvoiceTotalVatAmount AmountCurrencyIdentifier=\"EUR\">0,00</InvoiceTotalVatAmount>\
             <InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier=\"EUR\">{total}</InvoiceTotalVatIncludedAmount>\
             <PaymentTermsDetails><InvoiceDueDate Format=\"CCYYMMDD\">{due}</InvoiceDueDate></PaymentTermsDetails></InvoiceDetails>{rows}\
             <EpiDetails><EpiPartyDetails><EpiBeneficiaryPartyDetails><EpiAccountID IdentificationSchemeName=\"IBAN\">{iban}</EpiAccountID>\
             </EpiBeneficiaryPartyDetails></EpiPartyDetails><EpiPaymentInstructionDetails>\
             <EpiRemittanceInfoIdentifier IdentificationSchemeName=\"SPY\">1232</EpiRemittanceInfoIdentifier>\
             <EpiInstructedAmount AmountCurrencyIdentifier=\"EUR\">{total}</EpiInstructedAmount>\
             <EpiDateOptionDate Format=\"CCYYMMDD\">{due}</EpiDateOptionDate></EpiPaymentInstructionDetails></EpiDetails></Finvoice>\n"
        )
    }

    /// An invoice of Peppol BIS Billing, due on a day.
    pub fn peppol(&self, number: &str, iban: &str, due: &str, lines: &[OwnLine]) -> String {
        let total = euros(lines.iter().map(|line| line.cents).sum(), '.');
        let property = |name: &str, value: &str| {
            format!(
                "<a:AdditionalItemProperty><b:Name>{name}</b:Name><b:Value>{value}</b:Value></a:AdditionalItemProperty>"
            )
        };
        let line = |line: &OwnLine| {
            let (content, properties, day) = match &line.event {
                Ok(event) => ("x", property("TAPAHTUMA", event), "2026-10-01"),
                Err((voucher, day, content)) => (*content, property("SETELI", voucher), *day),
            };
            let amount = euros(line.cents, '.');
            format!(
                "<a:InvoiceLine><b:ID>1</b:ID><b:LineExtensionAmount currencyID=\"EUR\">{amount}</b:LineExtensionAmount><a:InvoicePeriod><b:StartDate>{day}</b:StartDate></a:InvoicePeriod><a:Item><a:SellersItemIdentification><b:ID>{content}</b:ID></a:SellersItemIdentification><a:ClassifiedTaxCategory><b:ID>E</b:ID><b:Percent>0</b:Percent></a:ClassifiedTaxCategory>{properties}</a:Item></a:InvoiceLine>"
            )
        };
        let rows: String = lines.iter().map(line).collect();
        let party = |name: &str, id: &str| {
            format!(
                "<a:{name}><a:Party><a:PartyLegalEntity><b:CompanyID schemeID=\"0212\">{id}</b:CompanyID></a:PartyLegalEntity></a:Party></a:{name}>"
            )
        };
        let seller = party("AccountingSupplierParty", &self.business_id);
        let buyer = party("AccountingCustomerParty", details()["business_id"].as_str().unwrap());
        format!(
            "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" \
             xmlns:a=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\" \
             xmlns:b=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">\
             <b:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</b:CustomizationID>\
             <b:ID>{number}</b:ID><b:IssueDate>2026-11-03</b:IssueDate><b:DueDate>{due}</b:DueDate><b:InvoiceTypeCode>380</b:InvoiceTypeCode>\
             <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>{seller}{buyer}\
             <a:PaymentMeans><b:PaymentID>RF2020261000036</b:PaymentID><a:PayeeFinancialAccount><b:ID>{iban}</b:ID></a:PayeeFinancialAccount></a:PaymentMeans>\
             <a:TaxTotal><b:TaxAmount currencyID=\"EUR\">0.00</b:TaxAmount></a:TaxTotal>\
             <a:LegalMonetaryTotal><b:TaxExclusiveAmount currencyID=\"EUR\">{total}</b:TaxExclusiveAmount>\
             <b:PayableAmount currencyID=\"EUR\">{total}</b:PayableAmount></a:LegalMonetaryTotal>{rows}</Invoice>"
        )
    }
}

impl Town {
    /// From now on providers invoice themselves.
    pub async fn providers_invoice_themselves(&self) {
        let mut details = details();
        details["invoicing"] = json!([{"from": "2026-01-01", "document": "own_invoice", "formats": ["posting", "specification_json"]}]);
        self.put(&official(ORGANISER, Role::MainUser), "/v1/organiser", &details).await.of_status(200);
    }

    /// A provider sends its own invoice for its part of a run.
    pub async fn send_invoice(&self, provider: &Provider, run: &str, file: &str) -> Answer {
        let request = self.request(Method::POST, &format!("/v1/settlements/{run}/own-invoice"));
        let token = self.token(&provider.person(Role::ServiceManager));
        let answer = self
            .send(request.bearer_auth(token).header("content-type", "application/xml").body(file.to_owned()))
            .await;
        self.rest().await;
        answer
    }
}

/// The codes of what was found, each with its line.
pub fn found(answer: &Answer) -> Vec<(Option<u64>, String)> {
    let problems: &[Value] = answer.body["problems"].as_array().map_or(&[], Vec::as_slice);
    let one = |it: &Value| (it["line"].as_u64(), it["code"].as_str().unwrap().to_owned());
    problems.iter().map(one).collect()
}
