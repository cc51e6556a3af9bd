//! A browser without script: keeps cookies, follows redirects, sends the forms that it was shown.

use reqwest::{Client, Method, Response, redirect::Policy};
use std::collections::BTreeMap;

pub struct Browser {
    http: Client,
    root: String,
    pub cookies: BTreeMap<String, String>,
}

/// A page as it arrived.
pub struct Page {
    pub status: u16,
    pub path: String,
    pub headers: reqwest::header::HeaderMap,
    pub html: String,
}

impl Browser {
    pub fn new(root: &str) -> Self {
        let http = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { http, root: root.to_owned(), cookies: BTreeMap::new() }
    }

    /// One that has signed in with a role.
    pub async fn signed_in(root: &str, role: &str) -> Self {
        let mut browser = Self::new(root);
        let page = browser.sign_in(role).await;
        assert_eq!(page.status, 200, "{}", page.html);
        browser
    }

    /// Goes to the issuer, signs in, and comes back.
    pub async fn sign_in(&mut self, role: &str) -> Page {
        let to_issuer = self.once(Method::GET, "/sign-in", None).await;
        self.get(&format!("{}&as={role}", location(&to_issuer))).await
    }

    /// Opens an address and follows where it leads.
    pub async fn get(&mut self, address: &str) -> Page {
        let answer = self.once(Method::GET, address, None).await;
        self.follow(answer, address).await
    }

    /// Sends fields as they are and follows where it leads.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.once(Method::POST, path, Some(fields)).await;
        self.follow(answer, path).await
    }

    /// Opens a page and sends its form, with the hidden fields that it carries and these.
    pub async fn submit(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(page).await;
        let hidden = page.hidden(action);
        let all: Vec<_> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain(fields.iter().copied())
            .collect();
        self.post(action, &all).await
    }

    /// One request, no redirect followed.
    pub async fn once(&mut self, method: Method, address: &str, fields: Option<&[(&str, &str)]>) -> Response {
        let is_post = method == Method::POST;
        let url =
            if address.starts_with("http") { address.to_owned() } else { format!("{}{address}", self.root) };
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = self.http.request(method, url).header("cookie", cookies.join("; "));
        if is_post {
            request = request
                .header("origin", &self.root)
                .header("content-type", "application/x-www-form-urlencoded");
        }
        let answer = request.body(encoded(fields.unwrap_or_default())).send().await.unwrap();
        self.keep_cookies(&answer);
        answer
    }

    async fn follow(&mut self, mut answer: Response, address: &str) -> Page {
        let mut path = address.to_owned();
        for _ in 0..10 {
            if !answer.status().is_redirection() {
                break;
            }
            path = location(&answer);
            answer = self.once(Method::GET, &path, None).await;
        }
        Page {
            status: answer.status().as_u16(),
            path,
            headers: answer.headers().clone(),
            html: answer.text().await.unwrap(),
        }
    }

    fn keep_cookies(&mut self, answer: &Response) {
        for cookie in answer.headers().get_all("set-cookie") {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Page {
    /// The hidden fields of the form with an action.
    pub fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let form = self
            .html
            .split("<form")
            .find(|form| form.contains(&format!("action=\"{action}")))
            .unwrap_or_default();
        let form = form.split("</form>").next().unwrap();
        let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
        let pair = |input: &str| {
            let mut parts = input.split('"');
            (parts.next().unwrap().to_owned(), parts.nth(1).unwrap().to_owned())
        };
        inputs.map(pair).collect()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub fn location(answer: &Response) -> String {
    answer.headers()["location"].to_str().unwrap().to_owned()
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let url = reqwest::Url::parse_with_params("http://x/", fields).unwrap();
    url.query().unwrap_or_default().to_owned()
}
