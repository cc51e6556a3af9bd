//! The roles in words: their codes, their names, and what each may do, for the sign-in page and the command line.

use domain::language::Language;
use web::Role;

/// A text that names no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no role is called \"{wanted}\"; there are {}", Role::ALL.map(code).join(", "))]
pub struct UnknownRole {
    /// What was asked for.
    pub wanted: String,
}

/// The role as tokens name it.
pub fn code(role: Role) -> String {
    serde_json::to_value(role).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The role that has this code.
pub fn named(wanted: &str) -> Result<Role, UnknownRole> {
    let found = Role::ALL.into_iter().find(|role| code(*role) == wanted);
    found.ok_or_else(|| UnknownRole { wanted: wanted.to_owned() })
}

/// The role's name for people.
pub fn title(role: Role, language: Language) -> &'static str {
    in_language(texts(role).0, language)
}

/// What the role may do, in a few words.
pub fn may(role: Role, language: Language) -> &'static str {
    in_language(texts(role).1, language)
}

fn texts(role: Role) -> ([&'static str; 3], [&'static str; 3]) {
    match role {
        Role::MainUser => (
            ["Pääkäyttäjä", "Huvudanvändare", "Main user"],
            [
                "julkaisee palvelut, pitää järjestäjän tiedot ajan tasalla, näkee asiakkaat",
                "publicerar tjänsterna, uppdaterar anordnarens uppgifter, ser klienterna",
                "publishes the services, keeps the organiser's details, sees the clients",
            ],
        ),
        Role::Grantor => (
            ["Myöntäjä", "Beviljare", "Grantor"],
            [
                "lisää asiakkaita, myöntää palveluseteleitä, tilaa asiakasostoja",
                "lägger till klienter, beviljar servicesedlar, beställer köpta tjänster",
                "adds clients, grants vouchers, orders client purchases",
            ],
        ),
        Role::Approver => (
            ["Hyväksyjä", "Godkännare", "Approver"],
            [
                "ratkaisee hakemukset ja odottavat palvelutapahtumat",
                "avgör ansökningar och väntande servicehändelser",
                "decides on applications and on held service events",
            ],
        ),
        Role::Finance => (
            ["Talous", "Ekonomi", "Finance"],
            [
                "käynnistää tilitysajot ja lukee laskut",
                "startar redovisningskörningar och läser fakturor",
                "starts settlement runs and reads invoices",
            ],
        ),
        Role::Viewer => (
            ["Katselija", "Läsare", "Viewer"],
            [
                "näkee asiakkaat, palvelusetelit, hakemukset ja tilitysajot",
                "ser klienter, servicesedlar, ansökningar och redovisningskörningar",
                "sees clients, vouchers, applications and settlement runs",
            ],
        ),
        Role::Signatory => (
            ["Nimenkirjoitusoikeudellinen", "Firmatecknare", "Signatory"],
            [
                "allekirjoittaa hakemukset ja tekee kaiken, minkä pääkäyttäjäkin",
                "undertecknar ansökningarna och gör allt som huvudanvändaren gör",
                "signs the applications, and does all that the main user does",
            ],
        ),
        Role::ProviderMainUser => (
            ["Palveluntuottajan pääkäyttäjä", "Serviceproducentens huvudanvändare", "Provider's main user"],
            [
                "varaa, vahvistaa ja kirjaa, näkee tilitykset",
                "bokar, bekräftar och registrerar, ser redovisningarna",
                "books, confirms and records, sees the settlements",
            ],
        ),
        Role::ServiceManager => (
            ["Palveluvastaava", "Serviceansvarig", "Service manager"],
            [
                "varaa, vahvistaa ja kirjaa, näkee tilitykset",
                "bokar, bekräftar och registrerar, ser redovisningarna",
                "books, confirms and records, sees the settlements",
            ],
        ),
        Role::Recorder => (
            ["Kirjaaja", "Registrerare", "Recorder"],
            ["varaa, vahvistaa ja kirjaa", "bokar, bekräftar och registrerar", "books, confirms and records"],
        ),
    }
}

fn in_language([fi, sv, en]: [&'static str; 3], language: Language) -> &'static str {
    match language {
        Language::Fi => fi,
        Language::Sv => sv,
        Language::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_is_found_by_its_code() {
        for role in Role::ALL {
            assert_eq!(named(&code(role)), Ok(role));
        }
    }

    #[test]
    fn a_role_that_is_not_there_is_said_with_those_that_are() {
        let sentence = named("owner").unwrap_err().to_string();
        assert!(sentence.contains("\"owner\"") && sentence.contains("provider_main_user"), "{sentence}");
    }
}
