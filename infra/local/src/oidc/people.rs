//! The test people: who can be signed in locally.

use uuid::Uuid;
use web::Role;

use super::roles;

/// Someone artificial who can be signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestPerson {
    /// A clearly artificial name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The organiser's code.
    pub org: String,
    /// The provider's business id, with a provider's role.
    pub business_id: Option<String>,
    /// The provider's name for the sign-in page, where there is one.
    pub company: Option<String>,
}

impl TestPerson {
    /// The `sub` of the tokens: the same person has the same one after every restart.
    pub fn subject(&self) -> String {
        let business_id = self.business_id.as_deref().unwrap_or_default();
        let whole = format!("{}|{}|{business_id}|{}", self.org, roles::code(self.role), self.name);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, whole.as_bytes()).to_string()
    }
}

/// One test person for each role of an organiser.
pub fn officials(org: &str) -> Vec<TestPerson> {
    let named = [
        ("Testi Pääkäyttäjä", Role::MainUser),
        ("Testi Myöntäjä", Role::Grantor),
        ("Testi Hyväksyjä", Role::Approver),
        ("Testi Talous", Role::Finance),
        ("Testi Katselija", Role::Viewer),
    ];
    named.map(|(name, role)| person(org, name, role, None)).into()
}

/// One test person for each role of a provider.
pub fn staff(org: &str, business_id: &str, company: &str) -> Vec<TestPerson> {
    let named = [
        ("Testi Nimenkirjoittaja", Role::Signatory),
        ("Testi Tuottaja", Role::ProviderMainUser),
        ("Testi Vastaava", Role::ServiceManager),
        ("Testi Kirjaaja", Role::Recorder),
    ];
    named.map(|(name, role)| person(org, name, role, Some((business_id, company)))).into()
}

fn person(org: &str, name: &str, role: Role, provider: Option<(&str, &str)>) -> TestPerson {
    TestPerson {
        name: name.to_owned(),
        role,
        org: org.to_owned(),
        business_id: provider.map(|(business_id, _)| business_id.to_owned()),
        company: provider.map(|(_, company)| company.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_of_different_providers_are_different_people() {
        let subject = |business_id| staff("demo", business_id, "Testi Oy")[0].subject();
        assert_eq!(subject("9990000-8"), subject("9990000-8"));
        assert_ne!(subject("9990000-8"), subject("9990001-6"));
    }
}
