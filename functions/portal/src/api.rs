//! The client of Seteli's own HTTP API: what it is asked with, and how it refuses.

mod applications;
mod clients;
mod comparisons;
mod events;
mod money;
mod register;
mod services;
mod vouchers;

pub(crate) use applications::{
    Application, AppliedService, Commitment, Company, Decision, EinvoiceAddress, NewApplication, Price,
    Reasoned, Unit,
};
pub(crate) use clients::{Client, NewClient};
pub(crate) use comparisons::{Compared, Comparison};
pub(crate) use events::{
    Held, NewEvent, Recorded, Result as EventResult, Roster, RosterChange, RosterLine, RosterOrder,
};
pub(crate) use money::{OwnSettlement, Run, RunWithSettlements};
pub(crate) use register::Listed;
pub(crate) use services::{Content, Service};
pub(crate) use vouchers::{Booking, Grant, Limits, NewBooking, NewPurchase, NewVoucher, Purchase, Voucher};

use crate::failure::Failure;
use domain::language::Language;
use reqwest::{RequestBuilder, Response, StatusCode, Url, header};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The API as one person in one language.
#[derive(Clone)]
pub(crate) struct Api {
    http: reqwest::Client,
    root: String,
    token: Option<String>,
    language: Language,
}

/// Why the API did not do it.
#[derive(Clone, Debug)]
pub(crate) enum Refused {
    /// It said why.
    Problem(Problem),
    /// It did not answer, or not in its own words.
    Unreachable,
}

/// The API's own words (RFC 9457).
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Problem {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) detail: String,
    pub(crate) field: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct List<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next: Option<String>,
}

pub(crate) type Answered<T> = Result<T, Refused>;

impl Api {
    pub(crate) fn new(http: reqwest::Client, root: &str, token: Option<String>, language: Language) -> Self {
        Self { http, root: root.to_owned(), token, language }
    }

    /// Reads. The segments of the path are encoded one by one.
    async fn get<T: DeserializeOwned>(&self, path: &[&str], query: &[(&str, &str)]) -> Answered<T> {
        read(self.send(self.http.get(self.address(path, query)?)).await?).await
    }

    /// Reads bytes.
    async fn bytes(&self, path: &[&str], query: &[(&str, &str)]) -> Answered<Vec<u8>> {
        let answer = self.send(self.http.get(self.address(path, query)?)).await?;
        Ok(answer.bytes().await.map_err(|error| unreachable(&error))?.to_vec())
    }

    /// Commands, under the key that makes a retry the same command.
    async fn post<T: DeserializeOwned>(
        &self,
        path: &[&str],
        key: &str,
        body: &impl Serialize,
    ) -> Answered<T> {
        let request = self.http.post(self.address(path, &[])?).header("idempotency-key", key).json(body);
        read(self.send(request).await?).await
    }

    /// Replaces a thing; the same content again changes nothing, so no key is needed.
    async fn put<T: DeserializeOwned>(&self, path: &[&str], body: &impl Serialize) -> Answered<T> {
        read(self.send(self.http.put(self.address(path, &[])?).json(body)).await?).await
    }

    async fn send(&self, request: RequestBuilder) -> Answered<Response> {
        let request = request.header(header::ACCEPT_LANGUAGE, self.language.tag());
        let request = match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let answer = request.send().await.map_err(|error| unreachable(&error))?;
        if answer.status().is_success() { Ok(answer) } else { Err(refusal(answer).await) }
    }

    fn address(&self, path: &[&str], query: &[(&str, &str)]) -> Answered<Url> {
        let mut url = Url::parse(&self.root).map_err(|_| Refused::Unreachable)?;
        // A segment such as `..` would be dropped, and another address called.
        if path.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
            return Err(Refused::not_found());
        }
        url.path_segments_mut().map_err(|()| Refused::Unreachable)?.pop_if_empty().push("v1").extend(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }
}

impl Refused {
    /// Whether there is no such thing, or nothing of one's own.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Refused::Problem(problem) if problem.status == 404)
    }

    fn not_found() -> Self {
        let (code, detail) = ("not_found".to_owned(), String::new());
        Refused::Problem(Problem { status: 404, code, detail, field: None })
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        let Refused::Problem(problem) = refused else { return Failure::TryAgain };
        match problem.status {
            401 => Failure::SignIn,
            403 => Failure::NotAllowed,
            404 => Failure::NotFound,
            500.. => Failure::TryAgain,
            _ => Failure::Refused(problem.detail),
        }
    }
}

/// A page's query of a list.
fn from_cursor(cursor: Option<&str>) -> Vec<(&'static str, &str)> {
    cursor.map(|cursor| ("cursor", cursor)).into_iter().collect()
}

async fn read<T: DeserializeOwned>(answer: Response) -> Answered<T> {
    answer.json().await.map_err(|error| unreachable(&error))
}

async fn refusal(answer: Response) -> Refused {
    let status = answer.status();
    if status.is_server_error() {
        tracing::error!(status = status.as_u16(), "the API failed");
    }
    match answer.json::<Problem>().await {
        Ok(problem) => Refused::Problem(problem),
        Err(_) if status == StatusCode::UNAUTHORIZED || status == StatusCode::NOT_FOUND => {
            let (code, detail) = (String::new(), String::new());
            Refused::Problem(Problem { status: status.as_u16(), code, detail, field: None })
        }
        Err(error) => unreachable(&error),
    }
}

/// Logged here, once; the address is left out, since it may carry an id.
fn unreachable(error: &reqwest::Error) -> Refused {
    let kind = if error.is_timeout() {
        "timeout"
    } else if error.is_decode() {
        "unreadable"
    } else {
        "unreachable"
    };
    tracing::error!(kind, "the API did not answer");
    Refused::Unreachable
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(path: &[&str]) -> Answered<Url> {
        Api::new(reqwest::Client::new(), "https://api.example", None, Language::Fi).address(path, &[])
    }

    #[test]
    fn a_segment_stays_one_segment() {
        assert_eq!(
            address(&["clients", "a/b?c"]).unwrap().as_str(),
            "https://api.example/v1/clients/a%2Fb%3Fc"
        );
    }

    #[test]
    fn a_segment_that_would_be_dropped_is_not_found() {
        for segment in ["", ".", ".."] {
            assert!(
                address(&["clients", segment, "vouchers"]).is_err_and(|refused| refused.is_not_found()),
                "{segment}"
            );
        }
    }
}
