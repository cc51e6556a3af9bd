//! The contents of a voucher or an order as fields of a form: which, how much, and for what amount.

use crate::{
    api::{Content, Grant, Limits, Service},
    form::Form,
    form_field::Field,
    page::Page,
};

/// One content with its fields.
pub(crate) struct ContentFields {
    pub(crate) code: String,
    pub(crate) name: String,
    /// The value by the rulebook, in words.
    pub(crate) value: Option<String>,
    pub(crate) is_chosen: bool,
    pub(crate) fields: Vec<Field>,
}

/// Every content of a service with the fields that its unit and its way of valuing need.
pub(crate) fn fields(page: &Page, form: &Form, service: &Service) -> Vec<ContentFields> {
    let one = |content: &Content| ContentFields {
        code: content.code.clone(),
        name: page.own(&content.names),
        value: value(page, content),
        is_chosen: form.has("contents", &content.code),
        fields: amounts(page, form, service, content)
            .into_iter()
            .chain(limits(page, form, content))
            .collect(),
    };
    service.contents.iter().map(one).collect()
}

/// The chosen contents as the API takes them; the form learns which of them is which.
pub(crate) fn read(form: &mut Form, service: &Service) -> Vec<Grant> {
    let is_chosen = |content: &&Content| service.contents.len() == 1 || form.has("contents", &content.code);
    let chosen: Vec<&Content> = service.contents.iter().filter(is_chosen).collect();
    if chosen.is_empty() {
        form.wrong("contents", "contents-choose");
    }
    let numbered = chosen.into_iter().enumerate();
    numbered.map(|(at, content)| read_one(form, service, at, content)).collect()
}

fn read_one(form: &mut Form, service: &Service, at: usize, content: &Content) -> Grant {
    let name = |part: &str| field_name(&content.code, part);
    form.alias(format!("contents.{at}"), format!("contents.{}", content.code));
    let stored = !service.is_purchased() && content.is_valued_by_voucher();
    Grant {
        code: content.code.clone(),
        limits: read_limits(form, content),
        value_cents: stored.then(|| form.need_cents(&name("value_cents"))),
        copayment_cents: stored.then(|| form.need_cents(&name("copayment_cents"))),
        price_cents: service.is_purchased().then(|| form.need_cents(&name("price_cents"))),
    }
}

fn read_limits(form: &mut Form, content: &Content) -> Limits {
    let mut limit = |period: &str| {
        let name = field_name(&content.code, &format!("limits.{period}"));
        if content.is_by_hour() { form.maybe_minutes(&name) } else { form.maybe_whole(&name) }
    };
    Limits { day: limit("day"), week: limit("week"), month: limit("month"), total: limit("total") }
}

/// The stored value and co-payment, or the agreed price.
fn amounts(page: &Page, form: &Form, service: &Service, content: &Content) -> Vec<Field> {
    let field = |part: &str, label: String| form.number(field_name(&content.code, part), label);
    if service.is_purchased() {
        return vec![field(
            "price_cents",
            page.t1("contents-price", "unit", page.code("unit", &content.unit)),
        )];
    }
    if content.is_valued_by_voucher() {
        let value = field("value_cents", page.t("contents-value"));
        return vec![value, field("copayment_cents", page.t("contents-copayment"))];
    }
    Vec::new()
}

/// The limits that make sense for the unit.
fn limits(page: &Page, form: &Form, content: &Content) -> Vec<Field> {
    let periods: &[(&str, &str)] = match content.unit.as_str() {
        "HUR" => &[
            ("day", "limit-day"),
            ("week", "limit-week"),
            ("month", "limit-month"),
            ("total", "limit-total"),
        ],
        "DAY" => &[("week", "limit-week"), ("month", "limit-month"), ("total", "limit-total")],
        "MON" => &[],
        _ => &[("total", "limit-total")],
    };
    let label = |key: &str| format!("{} ({})", page.t(key), page.code("unit", &content.unit));
    let field = |(period, key): &(&str, &str)| {
        form.number(field_name(&content.code, &format!("limits.{period}")), label(key))
    };
    periods.iter().map(field).collect()
}

/// `45,00 € / piece`, or from the least to the most by band.
fn value(page: &Page, content: &Content) -> Option<String> {
    let unit = page.code("unit", &content.unit);
    let amount = match (content.value_cents, content.bands.iter().map(|band| band.value_cents)) {
        (Some(cents), _) => page.money(&cents),
        (None, bands) => {
            let (least, most) = (bands.clone().min()?, bands.max()?);
            format!("{}\u{a0}\u{2013} {}", page.money(&least), page.money(&most))
        }
    };
    Some(format!("{amount} / {unit}"))
}

fn field_name(code: &str, part: &str) -> String {
    format!("contents.{code}.{part}")
}
