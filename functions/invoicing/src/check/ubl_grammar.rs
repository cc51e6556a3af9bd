//! The part of UBL 2.1 that we write under Peppol BIS Self-Billing 3.0, in the order that its schema demands.

use super::grammar::{
    ANY_NUMBER,
    Content::{Any, Codes, Euros, IsoDay, Number, OneOf, Only, Parents, Text},
    Element, many, one, some, with,
};

const LONG: usize = 1_000;
const NAMES: &[(&str, super::grammar::Content)] = &[("xmlns", Any), ("xmlns:cac", Any), ("xmlns:cbc", Any)];
const UNIT: &[(&str, super::grammar::Content)] = &[("unitCode", Codes(3, 3))];
const OVT: &[(&str, super::grammar::Content)] = &[("schemeID", Only("0216"))];
const BUSINESS_ID: &[(&str, super::grammar::Content)] = &[("schemeID", Only("0212"))];

const CUSTOMIZATION: Element = one(
    "cbc:CustomizationID",
    Only("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"),
);
const PROFILE: Element = one("cbc:ProfileID", Only("urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0"));

/// An invoice.
pub(super) static INVOICE: Element = with(
    NAMES,
    one(
        "Invoice",
        Parents(&[
            CUSTOMIZATION,
            PROFILE,
            one("cbc:ID", Codes(1, 20)),
            one("cbc:IssueDate", IsoDay),
            one("cbc:DueDate", IsoDay),
            one("cbc:InvoiceTypeCode", Only("389")),
            one("cbc:Note", Text(1, LONG)),
            one("cbc:DocumentCurrencyCode", Only("EUR")),
            some("cbc:BuyerReference", Text(1, 70)),
            one("cac:InvoicePeriod", Parents(PERIOD)),
            some("cac:OrderReference", Parents(ID)),
            some("cac:ContractDocumentReference", Parents(ID)),
            one("cac:AccountingSupplierParty", Parents(PARTY)),
            one("cac:AccountingCustomerParty", Parents(PARTY)),
            one("cac:PaymentMeans", Parents(PAYMENT)),
            one("cac:PaymentTerms", Parents(&[one("cbc:Note", Text(1, LONG))])),
            one("cac:TaxTotal", Parents(TAX)),
            one("cac:LegalMonetaryTotal", Parents(TOTALS)),
            many(
                "cac:InvoiceLine",
                ANY_NUMBER,
                Parents(&[
                    one("cbc:ID", Codes(1, 10)),
                    with(UNIT, one("cbc:InvoicedQuantity", Number)),
                    NET,
                    COST,
                    MONTH,
                    GOODS,
                    PRICE,
                ]),
            ),
        ]),
    ),
);

/// A credit note.
pub(super) static CREDIT_NOTE: Element = with(
    NAMES,
    one(
        "CreditNote",
        Parents(&[
            CUSTOMIZATION,
            PROFILE,
            one("cbc:ID", Codes(1, 20)),
            one("cbc:IssueDate", IsoDay),
            one("cbc:CreditNoteTypeCode", Only("261")),
            one("cbc:Note", Text(1, LONG)),
            one("cbc:DocumentCurrencyCode", Only("EUR")),
            some("cbc:BuyerReference", Text(1, 70)),
            one("cac:InvoicePeriod", Parents(PERIOD)),
            some("cac:OrderReference", Parents(ID)),
            one(
                "cac:BillingReference",
                Parents(&[one(
                    "cac:InvoiceDocumentReference",
                    Parents(&[one("cbc:ID", Codes(1, 20)), one("cbc:IssueDate", IsoDay)]),
                )]),
            ),
            some("cac:ContractDocumentReference", Parents(ID)),
            one("cac:AccountingSupplierParty", Parents(PARTY)),
            one("cac:AccountingCustomerParty", Parents(PARTY)),
            one("cac:PaymentMeans", Parents(PAYMENT)),
            one("cac:PaymentTerms", Parents(&[one("cbc:Note", Text(1, LONG))])),
            one("cac:TaxTotal", Parents(TAX)),
            one("cac:LegalMonetaryTotal", Parents(TOTALS)),
            many(
                "cac:CreditNoteLine",
                ANY_NUMBER,
                Parents(&[
                    one("cbc:ID", Codes(1, 10)),
                    with(UNIT, one("cbc:CreditedQuantity", Number)),
                    NET,
                    COST,
                    MONTH,
                    GOODS,
                    PRICE,
                ]),
            ),
        ]),
    ),
);

const PERIOD: &[Element] = &[one("cbc:StartDate", IsoDay), one("cbc:EndDate", IsoDay)];
const ID: &[Element] = &[one("cbc:ID", Text(1, 70))];
const SCHEME: Element = one("cac:TaxScheme", Parents(&[one("cbc:ID", OneOf(&["VAT", "TAX"]))]));

const PARTY: &[Element] = &[one(
    "cac:Party",
    Parents(&[
        with(OVT, one("cbc:EndpointID", Codes(12, 17))),
        one("cac:PartyName", Parents(&[one("cbc:Name", Text(1, LONG))])),
        one(
            "cac:PostalAddress",
            Parents(&[
                one("cbc:StreetName", Text(1, LONG)),
                one("cbc:CityName", Text(1, LONG)),
                one("cbc:PostalZone", Text(1, 35)),
                one("cac:Country", Parents(&[one("cbc:IdentificationCode", Codes(2, 2))])),
            ]),
        ),
        one("cac:PartyTaxScheme", Parents(&[one("cbc:CompanyID", Text(9, 10)), SCHEME])),
        one(
            "cac:PartyLegalEntity",
            Parents(&[
                one("cbc:RegistrationName", Text(1, LONG)),
                with(BUSINESS_ID, one("cbc:CompanyID", Text(9, 9))),
            ]),
        ),
    ]),
)];

const PAYMENT: &[Element] = &[
    one("cbc:PaymentMeansCode", Only("58")),
    some("cbc:PaymentDueDate", IsoDay),
    one("cbc:PaymentID", Codes(5, 25)),
    one(
        "cac:PayeeFinancialAccount",
        Parents(&[
            one("cbc:ID", Codes(15, 34)),
            one("cbc:Name", Text(1, LONG)),
            one("cac:FinancialInstitutionBranch", Parents(&[one("cbc:ID", Codes(8, 11))])),
        ]),
    ),
];

const TAX: &[Element] = &[
    one("cbc:TaxAmount", Euros),
    many(
        "cac:TaxSubtotal",
        20,
        Parents(&[
            one("cbc:TaxableAmount", Euros),
            one("cbc:TaxAmount", Euros),
            one(
                "cac:TaxCategory",
                Parents(&[
                    one("cbc:ID", OneOf(&["E", "S"])),
                    one("cbc:Percent", Number),
                    some("cbc:TaxExemptionReasonCode", Text(1, 20)),
                    some("cbc:TaxExemptionReason", Text(1, LONG)),
                    SCHEME,
                ]),
            ),
        ]),
    ),
];

const TOTALS: &[Element] = &[
    one("cbc:LineExtensionAmount", Euros),
    one("cbc:TaxExclusiveAmount", Euros),
    one("cbc:TaxInclusiveAmount", Euros),
    one("cbc:PayableAmount", Euros),
];

const NET: Element = one("cbc:LineExtensionAmount", Euros);
const COST: Element = some("cbc:AccountingCost", Text(1, LONG));
const MONTH: Element = one("cac:InvoicePeriod", Parents(PERIOD));
const GOODS: Element = one(
    "cac:Item",
    Parents(&[
        one("cbc:Name", Text(1, LONG)),
        one("cac:SellersItemIdentification", Parents(ID)),
        one(
            "cac:ClassifiedTaxCategory",
            Parents(&[one("cbc:ID", OneOf(&["E", "S"])), one("cbc:Percent", Number), SCHEME]),
        ),
        many(
            "cac:AdditionalItemProperty",
            9,
            Parents(&[one("cbc:Name", Text(1, 70)), one("cbc:Value", Text(1, 100))]),
        ),
    ]),
);
const PRICE: Element =
    one("cac:Price", Parents(&[one("cbc:PriceAmount", Euros), with(UNIT, one("cbc:BaseQuantity", Number))]));
