//! The words of an invoice in its language. The law asks for one of them in Finnish: ITSELASKUTUS.

use domain::{
    account::LineKind,
    invoice::{Document, InvoiceRow},
    language::Language,
    rulebook::{ExemptionGround, Unit},
};

/// The fixed words that rows and details use.
pub(crate) struct Words {
    pub(crate) self_billed: &'static str,
    pub(crate) settlement_note: &'static str,
    pub(crate) own_invoice: &'static str,
    pub(crate) original: &'static str,
    pub(crate) not_in_vat_register: &'static str,
    pub(crate) voucher: &'static str,
    pub(crate) service: &'static str,
    pub(crate) account: &'static str,
    pub(crate) cost_centre: &'static str,
    pub(crate) service_class: &'static str,
    pub(crate) row_kind: &'static str,
    pub(crate) exemption: &'static str,
}

static FINNISH: Words = Words {
    self_billed: "Itselaskutus: ostaja on laatinut laskun myyjän puolesta.",
    own_invoice: "Palveluntuottajan oma lasku, joka vastaa hyväksyttyjä tapahtumia.",
    settlement_note: "Tilitys: maksettavat palvelutapahtumat. Tämä ei ole arvonlisäverolain mukainen lasku.",
    original: "Alkuperäinen lasku",
    not_in_vat_register: "Ei arvonlisäverorekisterissä",
    voucher: "Palvelusetelin tai tilauksen tunnus",
    service: "Palvelu",
    account: "Tili",
    cost_centre: "Kustannuspaikka",
    service_class: "Palveluluokka",
    row_kind: "Rivin laji",
    exemption: "Verottomuuden peruste",
};

static SWEDISH: Words = Words {
    self_billed: "Självfakturering (itselaskutus): köparen har upprättat fakturan för säljarens räkning.",
    own_invoice: "Serviceproducentens egen faktura, som motsvarar de godkända händelserna.",
    settlement_note: "Redovisning (tilitys): servicehändelser som betalas. Detta är ingen faktura enligt mervärdesskattelagen.",
    original: "Ursprunglig faktura",
    not_in_vat_register: "Inte i mervärdesskatteregistret",
    voucher: "Servicesedelns eller beställningens nummer",
    service: "Tjänst",
    account: "Konto",
    cost_centre: "Kostnadsställe",
    service_class: "Serviceklass",
    row_kind: "Radens art",
    exemption: "Grund för skattefrihet",
};

static ENGLISH: Words = Words {
    self_billed: "Self-billing (itselaskutus): the buyer has made this invoice on the seller's behalf.",
    own_invoice: "The provider's own invoice, which says what was approved.",
    settlement_note: "Settlement note (tilitys): the service events that are paid. This is no invoice under the VAT Act.",
    original: "Original invoice",
    not_in_vat_register: "Not in the VAT register",
    voucher: "Number of the voucher or order",
    service: "Service",
    account: "Account",
    cost_centre: "Cost centre",
    service_class: "Service class",
    row_kind: "Kind of row",
    exemption: "Ground for exemption",
};

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::Fi => &FINNISH,
        Language::Sv => &SWEDISH,
        Language::En => &ENGLISH,
    }
}

/// What the document is, as the VAT Act § 209 e asks for it.
pub(crate) fn document(language: Language, document: Document) -> &'static str {
    match document {
        Document::SelfBilled => words(language).self_billed,
        Document::SettlementNote => words(language).settlement_note,
        Document::OwnInvoice => words(language).own_invoice,
    }
}

/// The names of service, content and band, each once.
pub(crate) fn article(row: &InvoiceRow) -> String {
    let content = Some(&row.content_name).filter(|name| **name != row.service_name);
    let names = [Some(&row.service_name), content, row.band.as_ref()];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    names.join(", ")
}

/// The term of payment, `21 pv netto`.
pub(crate) fn term(language: Language, days: u16) -> String {
    match language {
        Language::Fi => format!("{days} pv netto"),
        Language::Sv => format!("{days} dagar netto"),
        Language::En => format!("{days} days net"),
    }
}

/// Why a delivery is exempt, with the section that the VAT Act § 209 e asks for.
pub(crate) fn exempt(language: Language, ground: ExemptionGround) -> String {
    use ExemptionGround::{Health, Hospital, Social, SocialChildren};
    let delivery = match (language, ground) {
        (Language::Fi, Social | SocialChildren) => "Arvonlisäveroton sosiaalihuoltopalvelu",
        (Language::Fi, Health | Hospital) => "Arvonlisäveroton terveyden- ja sairaanhoitopalvelu",
        (Language::Sv, Social | SocialChildren) => "Mervärdesskattefri socialvårdstjänst",
        (Language::Sv, Health | Hospital) => "Mervärdesskattefri hälso- och sjukvårdstjänst",
        (Language::En, Social | SocialChildren) => "Social care exempt from VAT",
        (Language::En, Health | Hospital) => "Health care exempt from VAT",
    };
    format!("{delivery}, {}", ground.law())
}

/// The unit as people write it.
pub(crate) fn unit(language: Language, unit: Unit) -> &'static str {
    match (language, unit) {
        (_, Unit::Hour) => "h",
        (Language::Fi, Unit::Day) => "pv",
        (Language::Fi, Unit::Month) => "kk",
        (Language::Fi, Unit::Piece) => "kpl",
        (Language::Sv, Unit::Day) => "dag",
        (Language::Sv, Unit::Month) => "mån",
        (Language::Sv, Unit::Piece) => "st",
        (Language::En, Unit::Day) => "day",
        (Language::En, Unit::Month) => "month",
        (Language::En, Unit::Piece) => "pc",
    }
}

/// What a row does to an earlier settlement.
pub(crate) fn kind(language: Language, kind: LineKind) -> &'static str {
    match (language, kind) {
        (Language::Fi, LineKind::Original) => "Alkuperäinen",
        (Language::Fi, LineKind::Refund) => "Hyvitys",
        (Language::Fi, LineKind::Correction) => "Korjaus",
        (Language::Sv, LineKind::Original) => "Ursprunglig",
        (Language::Sv, LineKind::Refund) => "Kreditering",
        (Language::Sv, LineKind::Correction) => "Korrigering",
        (Language::En, LineKind::Original) => "Original",
        (Language::En, LineKind::Refund) => "Refund",
        (Language::En, LineKind::Correction) => "Correction",
    }
}
