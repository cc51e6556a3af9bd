//! The part of Finvoice 3.0 that we write, in the order that its schema demands, with the limits of each field.

use Content::{Amount, Any, Codes, Day, OneOf, Only, Parents, Percent, Perhaps, Quantity, Text};

/// An element: its name, how often it may stand, its attributes and what it holds.
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) attributes: &'static [(&'static str, Content)],
    pub(super) content: Content,
}

/// What an element or an attribute may hold.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// Elements in this order.
    Parents(&'static [Element]),
    /// A text of so many characters.
    Text(usize, usize),
    /// Letters and digits of a code, so many.
    Codes(usize, usize),
    /// Exactly this.
    Only(&'static str),
    /// One of these.
    OneOf(&'static [&'static str]),
    /// Exactly this, of an attribute that may be absent.
    Perhaps(&'static str),
    /// An amount with two decimals.
    Amount,
    /// Eight digits that are a day of the calendar.
    Day,
    /// A number with up to four decimals, in at most 14 characters.
    Quantity,
    /// A percentage with up to three decimals.
    Percent,
    /// An amount of UBL, with two decimals after a point.
    Euros,
    /// A day of the calendar, `2026-10-05`.
    IsoDay,
    /// A number of UBL with up to four decimals.
    Number,
    /// A count.
    Count,
    /// Anything: a namespace declaration.
    Any,
}

pub(super) const fn one(name: &'static str, content: Content) -> Element {
    Element { name, least: 1, most: 1, attributes: attributes_of(content), content }
}

pub(super) const fn some(name: &'static str, content: Content) -> Element {
    Element { least: 0, ..one(name, content) }
}

pub(super) const fn many(name: &'static str, most: usize, content: Content) -> Element {
    Element { most, ..one(name, content) }
}

pub(super) const fn with(attributes: &'static [(&'static str, Content)], element: Element) -> Element {
    Element { attributes, ..element }
}

const fn attributes_of(content: Content) -> &'static [(&'static str, Content)] {
    match content {
        Amount => &[("AmountCurrencyIdentifier", Only("EUR"))],
        Content::Euros => &[("currencyID", Only("EUR"))],
        Day => &[("Format", Only("CCYYMMDD"))],
        Quantity => &[("QuantityUnitCode", Text(1, 14)), ("QuantityUnitCodeUN", Codes(3, 3))],
        _ => &[],
    }
}

pub(super) const ANY_NUMBER: usize = usize::MAX;

/// The whole document.
pub(super) static FINVOICE: Element = with(
    &[("Version", Only("3.0")), ("xmlns:xsi", Any), ("xsi:noNamespaceSchemaLocation", Any)],
    one(
        "Finvoice",
        Parents(&[
            one("MessageTransmissionDetails", Parents(TRANSMISSION)),
            one("SellerPartyDetails", Parents(SELLER)),
            one("SellerOrganisationUnitNumber", Codes(12, 17)),
            one("SellerInformationDetails", Parents(SELLER_INFORMATION)),
            one("BuyerPartyDetails", Parents(BUYER)),
            one("BuyerOrganisationUnitNumber", Codes(12, 17)),
            one("InvoiceDetails", Parents(DETAILS)),
            many("InvoiceRow", ANY_NUMBER, Parents(ROW)),
            one("EpiDetails", Parents(PAYMENT)),
        ]),
    ),
);

/// Only OVT codes have a scheme.
const OVT: &[(&str, Content)] = &[("SchemeID", Perhaps("0216"))];

const TRANSMISSION: &[Element] = &[
    one(
        "MessageSenderDetails",
        Parents(&[with(OVT, one("FromIdentifier", Codes(2, 35))), one("FromIntermediator", Codes(2, 35))]),
    ),
    one(
        "MessageReceiverDetails",
        Parents(&[with(OVT, one("ToIdentifier", Codes(2, 35))), one("ToIntermediator", Codes(2, 35))]),
    ),
    one(
        "MessageDetails",
        Parents(&[
            one("MessageIdentifier", Codes(2, 48)),
            one("MessageTimeStamp", Text(25, 25)),
            one("SpecificationIdentifier", Only("EN16931")),
        ]),
    ),
];

const SELLER: &[Element] = &[
    with(&[("SchemeID", Only("0212"))], one("SellerPartyIdentifier", Text(9, 9))),
    many("SellerOrganisationName", 4, Text(2, 70)),
    some("SellerOrganisationTaxCode", Codes(10, 10)),
    one(
        "SellerPostalAddressDetails",
        Parents(&[
            many("SellerStreetName", 3, Text(2, 35)),
            one("SellerTownName", Text(2, 35)),
            one("SellerPostCodeIdentifier", Text(2, 35)),
            one("CountryCode", Codes(2, 2)),
        ]),
    ),
];

const SELLER_INFORMATION: &[Element] = &[
    some("SellerTaxRegistrationText", Text(2, 35)),
    one(
        "SellerAccountDetails",
        Parents(&[
            with(IBAN, one("SellerAccountID", Codes(15, 34))),
            with(BIC, one("SellerBic", Codes(8, 11))),
        ]),
    ),
];

const BUYER: &[Element] = &[
    with(&[("SchemeID", Only("0212"))], one("BuyerPartyIdentifier", Text(9, 9))),
    many("BuyerOrganisationName", 4, Text(2, 70)),
    some("BuyerOrganisationTaxCode", Codes(10, 10)),
    one(
        "BuyerPostalAddressDetails",
        Parents(&[
            many("BuyerStreetName", 3, Text(2, 35)),
            one("BuyerTownName", Text(2, 35)),
            one("BuyerPostCodeIdentifier", Text(2, 35)),
            one("CountryCode", Codes(2, 2)),
        ]),
    ),
];

const IBAN: &[(&str, Content)] = &[("IdentificationSchemeName", Only("IBAN"))];
const BIC: &[(&str, Content)] = &[("IdentificationSchemeName", Only("BIC"))];

const DETAILS: &[Element] = &[
    with(
        &[("CodeListAgencyIdentifier", Only("SPY"))],
        one("InvoiceTypeCode", OneOf(&["INV01", "INV02", "INV07"])),
    ),
    one("InvoiceTypeCodeUN", OneOf(&["261", "380", "381", "389"])),
    one("InvoiceTypeText", Text(1, 35)),
    one("OriginCode", Only("Original")),
    one("InvoiceNumber", Codes(1, 20)),
    one("InvoiceDate", Day),
    some("OriginalInvoiceNumber", Codes(1, 20)),
    some("OriginalInvoiceDate", Day),
    one("InvoicingPeriodStartDate", Day),
    one("InvoicingPeriodEndDate", Day),
    some("OrderIdentifier", Text(1, 70)),
    some("AgreementIdentifier", Text(1, 70)),
    some("BuyerReferenceIdentifier", Text(1, 70)),
    one("RowsTotalVatExcludedAmount", Amount),
    one("InvoiceTotalVatExcludedAmount", Amount),
    one("InvoiceTotalVatAmount", Amount),
    one("InvoiceTotalVatIncludedAmount", Amount),
    many("VatSpecificationDetails", 20, Parents(VAT)),
    one("InvoiceFreeText", Text(1, 512)),
    one(
        "PaymentTermsDetails",
        Parents(&[one("PaymentTermsFreeText", Text(1, 70)), one("InvoiceDueDate", Day)]),
    ),
];

const VAT: &[Element] = &[
    one("VatBaseAmount", Amount),
    one("VatRatePercent", Percent),
    one("VatCode", Codes(1, 1)),
    one("VatRateAmount", Amount),
    Element { least: 0, ..many("VatFreeText", 3, Text(1, 70)) },
    some("VatExemptionReasonCode", Text(1, 20)),
];

const ROW: &[Element] = &[
    one("ArticleIdentifier", Text(1, 70)),
    one("ArticleName", Text(1, 100)),
    some("ArticleDescription", Text(1, 512)),
    many(
        "RowDefinitionDetails",
        9,
        Parents(&[
            with(&[("DefinitionCode", Codes(1, 20))], one("RowDefinitionHeaderText", Text(1, 70))),
            one("RowDefinitionValue", Text(1, 70)),
        ]),
    ),
    one("InvoicedQuantity", Quantity),
    one("StartDate", Day),
    one("EndDate", Day),
    one("UnitPriceAmount", Amount),
    one("UnitPriceBaseQuantity", Quantity),
    one("RowPositionIdentifier", Codes(1, 35)),
    some("OriginalInvoiceNumber", Codes(1, 20)),
    some("OriginalInvoiceDate", Day),
    some("RowNormalProposedAccountIdentifier", Codes(1, 4)),
    some("RowAccountDimensionText", Text(1, 35)),
    one("RowVatRatePercent", Percent),
    one("RowVatCode", Codes(1, 1)),
    one("RowVatAmount", Amount),
    one("RowVatExcludedAmount", Amount),
    one("RowAmount", Amount),
];

const PAYMENT: &[Element] = &[
    one("EpiIdentificationDetails", Parents(&[one("EpiDate", Day), one("EpiReference", Codes(4, 20))])),
    one(
        "EpiPartyDetails",
        Parents(&[
            one("EpiBfiPartyDetails", Parents(&[with(BIC, one("EpiBfiIdentifier", Codes(8, 11)))])),
            one(
                "EpiBeneficiaryPartyDetails",
                Parents(&[
                    one("EpiNameAddressDetails", Text(2, 35)),
                    with(IBAN, one("EpiAccountID", Codes(15, 34))),
                ]),
            ),
        ]),
    ),
    one(
        "EpiPaymentInstructionDetails",
        Parents(&[
            with(
                &[("IdentificationSchemeName", Only("SPY"))],
                one("EpiRemittanceInfoIdentifier", Codes(4, 20)),
            ),
            one("EpiInstructedAmount", Amount),
            with(&[("ChargeOption", Only("SLEV"))], one("EpiCharge", Only("SLEV"))),
            one("EpiDateOptionDate", Day),
            one("EpiPaymentMeansCode", Only("58")),
        ]),
    ),
];
