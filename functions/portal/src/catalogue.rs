//! The organiser's services by their names in the visitor's language.

use crate::{
    api::{Answered, Content, Service},
    visitor::SignedIn,
};
use domain::language::Language;

/// The services as one visitor reads them.
pub(crate) struct Catalogue {
    language: Language,
    pub(crate) services: Vec<Service>,
}

impl Catalogue {
    /// The services of the signed-in person's organiser.
    pub(crate) async fn load(who: &SignedIn) -> Answered<Self> {
        let services = who.api().services(&who.session.organiser).await?;
        Ok(Self::new(who.language, services))
    }

    pub(crate) fn new(language: Language, services: Vec<Service>) -> Self {
        Self { language, services }
    }

    pub(crate) fn service(&self, code: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.service == code)
    }

    /// The service's name; its code when it is not known.
    pub(crate) fn name(&self, service: &str) -> String {
        let known = self.service(service);
        known.map_or(service, |known| known.names.in_language(self.language)).to_owned()
    }

    /// The version of the service's rulebook; 0 when it is not known.
    pub(crate) fn version(&self, service: &str) -> u32 {
        self.service(service).map_or(0, |known| known.version)
    }

    /// A content's name; its code when it is not known.
    pub(crate) fn content_name(&self, service: &str, content: &str) -> String {
        let known = self.content(service, content);
        known.map_or(content, |known| known.names.in_language(self.language)).to_owned()
    }

    /// The unit that a content is counted in.
    pub(crate) fn unit(&self, service: &str, content: &str) -> String {
        self.content(service, content).map(|content| content.unit.clone()).unwrap_or_default()
    }

    /// The services that fit, for a select or radios.
    pub(crate) fn choices(&self, fits: impl Fn(&Service) -> bool) -> Vec<(String, String)> {
        let fitting = self.services.iter().filter(|service| fits(service));
        fitting.map(|service| (service.service.clone(), self.name(&service.service))).collect()
    }

    /// Some contents of a service, for a select or radios.
    pub(crate) fn content_choices(&self, service: &str, codes: &[String]) -> Vec<(String, String)> {
        codes.iter().map(|code| (code.clone(), self.content_name(service, code))).collect()
    }

    fn content(&self, service: &str, content: &str) -> Option<&Content> {
        self.service(service)?.content(content)
    }
}

/// A first choice that chooses nothing.
pub(crate) fn or_none(none: String, choices: Vec<(String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), none)).chain(choices).collect()
}
