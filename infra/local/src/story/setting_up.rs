//! Before anything can be recorded: services are published, providers approved, clients added.

use serde_json::{Value, json};

use super::{
    failure::StoryError,
    playing::{APPROVER, GRANTOR, MAIN_USER, Playing, for_each},
};
use crate::regions::{
    model::{Client, Decision, Provider},
    numbers::ovt,
    rulebook::{GENERAL_PART, file_of},
};

/// The main user tells who the buyer of the invoices is.
pub async fn introduce(playing: &Playing<'_>) -> Result<(), StoryError> {
    let (name, business_id) = &playing.region.buyer;
    let details = json!({
        "name": name,
        "business_id": business_id,
        "street": "Testikatu 1",
        "postal_code": "00100",
        "town": "Testilä",
        "einvoice": {"address": ovt(business_id), "operator": "EXMPFIHH"},
        "payment_term_days": 21,
        "pay_from": {"iban": "FI8279000000000017", "bic": "EXMPFIHH"},
        "language": "fi",
    });
    let _: Value = playing.api.put(MAIN_USER, "/v1/organiser", &details).await?.of(200)?;
    Ok(())
}

/// The main user publishes the general part, and the region's services that rest on it.
pub async fn publish(playing: &Playing<'_>) -> Result<(), StoryError> {
    let stage = playing.stage("services published");
    // Another story may have published the same versions before.
    let key = format!("{}-general-part", playing.tag);
    let answer = playing.api.post_file(MAIN_USER, "/v1/general-parts", &key, GENERAL_PART).await?;
    let _: Value = answer.of_any(&[200, 201])?;
    for service in &playing.region.services {
        let file = file_of(service).ok_or_else(|| StoryError::Region(format!("no rulebook of {service}")))?;
        let key = format!("{}-{service}", playing.tag);
        let answer = playing.api.post_file(MAIN_USER, "/v1/services", &key, file).await?;
        let _: Value = answer.of_any(&[200, 201])?;
    }
    stage.end(playing.region.services.len());
    Ok(())
}

/// Signatories apply and submit; the approver decides.
pub async fn apply(playing: &mut Playing<'_>) -> Result<(), StoryError> {
    let stage = playing.stage("providers applied and decided");
    let providers = playing.region.providers.iter().enumerate();
    let ids = for_each(providers, |(n, provider)| apply_one(playing, n, provider)).await?;
    stage.end(ids.len());
    playing.providers = ids;
    Ok(())
}

async fn apply_one(playing: &Playing<'_>, n: usize, provider: &Provider) -> Result<String, StoryError> {
    let api = &playing.api;
    let signatory = ("signatory", Some(provider.business_id.as_str()));
    let draft = api
        .post(signatory, "/v1/applications", &playing.key("application", n), &application(provider))
        .await?;
    let draft: Value = draft.of(201)?;
    let path = format!("/v1/applications/{}", draft["application"].as_str().unwrap_or_default());
    let committed = json!({"commitments": commitments(provider)});
    let submission =
        api.post(signatory, &format!("{path}/submission"), &playing.key("submission", n), &committed).await?;
    let _: Value = submission.of(200)?;
    if provider.application != Decision::Wait {
        let approve = provider.application == Decision::Approve;
        let reason = if approve { "Edellytykset täyttyvät." } else { "Vastuuvakuutus puuttuu." };
        let decision = json!({"approve": approve, "reason": reason, "from": playing.region.approved_from});
        let key = playing.key("decision", n);
        let _: Value = api.post(APPROVER, &format!("{path}/decision"), &key, &decision).await?.of(200)?;
    }
    let seen: Value = api.get(signatory, &path).await?.of(200)?;
    Ok(seen["provider"].as_str().unwrap_or_default().to_owned())
}

/// To the rulebook's first version, the only one that a region publishes.
fn commitments(provider: &Provider) -> Vec<Value> {
    let offers = json!(provider.offers);
    let offered = offers.as_array().into_iter().flatten();
    offered.map(|offer| json!({"service": offer["service"], "rulebook": 1})).collect()
}

fn application(provider: &Provider) -> Value {
    json!({
        "company": {
            "name": provider.name,
            "street": provider.street,
            "postal_code": provider.postal_code,
            "town": provider.town,
        },
        "iban": provider.iban,
        "bic": provider.iban.as_ref().map(|_| "EXMPFIHH"),
        "einvoice": provider.einvoice.as_ref().map(|address| json!({"address": address, "operator": "EXMPFIHH"})),
        "vat_registered": provider.vat_registered,
        "languages": provider.languages,
        "units": provider.units.iter().map(|(name, town)| json!({"name": name, "municipality": town})).collect::<Vec<_>>(),
        "services": provider.offers,
    })
}

/// The grantor adds clients.
pub async fn add_clients(playing: &mut Playing<'_>) -> Result<(), StoryError> {
    let stage = playing.stage("clients added");
    let clients = playing.region.clients.iter().enumerate();
    let ids = for_each(clients, |(n, client)| add_client(playing, n, client)).await?;
    stage.end(ids.len());
    playing.clients = ids;
    Ok(())
}

async fn add_client(playing: &Playing<'_>, n: usize, client: &Client) -> Result<String, StoryError> {
    let mut body = json!({
        "first_names": client.first_names,
        "last_name": client.last_name,
        "born": client.born,
        "language": client.language,
        "municipality": client.municipality,
    });
    if let Some(code) = &client.identity_code {
        body["identity_code"] = json!(code);
    }
    let added: Value =
        playing.api.post(GRANTOR, "/v1/clients", &playing.key("client", n), &body).await?.of(201)?;
    Ok(added["client"].as_str().unwrap_or_default().to_owned())
}
