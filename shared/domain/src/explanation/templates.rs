//! The wording of each step. A name in braces is an input of the step, `{result}` its result.

use super::Computed;
use crate::language::Language;

/// The wording of a step in a language.
pub(super) fn template(step: Computed, language: Language) -> &'static str {
    let [fi, sv, en] = templates(step);
    match language {
        Language::Fi => fi,
        Language::Sv => sv,
        Language::En => en,
    }
}

#[rustfmt::skip]
fn templates(step: Computed) -> [&'static str; 3] {
    match step {
        Computed::FamilySize => [
            "Perheeseen kuuluu {adults} aikuista ja {children} alaikäistä lasta, yhteensä {result} henkilöä",
            "Till familjen hör {adults} vuxna och {children} minderåriga barn, sammanlagt {result} personer",
            "The family has {adults} adults and {children} minor children, {result} persons in all",
        ],
        Computed::FamilyIncome => [
            "Huomioon otettavat tulot kuukaudessa: {income} {own_income} = {result}",
            "Inkomster som beaktas per månad: {income} {own_income} = {result}",
            "Income that counts in a month: {income} {own_income} = {result}",
        ],
        Computed::MaximumFee => [
            "Tulotiedot puuttuvat, joten maksu on korkein maksu {result}",
            "Inkomstuppgifter saknas, så avgiften är den högsta avgiften {result}",
            "An income is missing, so the fee is the highest fee {result}",
        ],
        Computed::BaseFee => [
            "Maksu on {percent} tuloista ({income}) tulorajan {limit} ylittävältä osalta, enintään {maximum}: {result}",
            "Avgiften är {percent} av inkomsterna ({income}) över inkomstgränsen {limit}, högst {maximum}: {result}",
            "The fee is {percent} of the income ({income}) above the limit {limit}, at most {maximum}: {result}",
        ],
        Computed::SiblingFee => [
            "Lapsi on nuorimmasta lukien {place}.: perusmaksu {base} × {share} = {result}",
            "Barnet är nummer {place} räknat från det yngsta: grundavgift {base} × {share} = {result}",
            "The child is number {place} counted from the youngest: base fee {base} × {share} = {result}",
        ],
        Computed::NeedFee => [
            "Palvelun tarpeen mukaan: {fee} × {need} = {result}",
            "Enligt servicebehovet: {fee} × {need} = {result}",
            "By the need of care: {fee} × {need} = {result}",
        ],
        Computed::NoFee => [
            "Maksu {fee} alittaa pienimmän perittävän maksun {minimum}, joten sitä ei peritä: {result}",
            "Avgiften {fee} är lägre än den lägsta avgiften {minimum} och tas inte ut: {result}",
            "The fee {fee} is below the lowest fee {minimum} and is not charged: {result}",
        ],
        Computed::Relief => [
            "{content}: omavastuusta {copayment} vähennetään {percent}: {result}",
            "{content}: självriskandelen {copayment} minskas med {percent}: {result}",
            "{content}: the co-payment {copayment} is lowered by {percent}: {result}",
        ],
        Computed::SupportedValue => [
            "Setelin arvo tuen kertoimella: {value} × {coefficient} = {result}",
            "Sedelns värde med stödkoefficienten: {value} × {coefficient} = {result}",
            "The voucher's value by the support coefficient: {value} × {coefficient} = {result}",
        ],
        Computed::IncomeRelatedValue => [
            "Arvo on {top} vähennettynä {percent} tuloista ({income}) tulorajan {limit} ylittävältä osalta, jaettuna luvulla {divisor}: {result}",
            "Värdet är {top} minskat med {percent} av inkomsterna ({income}) över inkomstgränsen {limit}, delat med {divisor}: {result}",
            "The value is {top} less {percent} of the income ({income}) above the limit {limit}, divided by {divisor}: {result}",
        ],
        Computed::FloorValue => [
            "Arvo on vähintään {floor}: {result}",
            "Värdet är minst {floor}: {result}",
            "The value is at least {floor}: {result}",
        ],
        Computed::IncomeBandValue => [
            "Tulot {income} ovat taulukon rivillä, joka alkaa {from}: arvo {result}",
            "Inkomsterna {income} finns på tabellens rad som börjar vid {from}: värdet {result}",
            "The income {income} is in the table's row that begins at {from}: value {result}",
        ],
        Computed::HousingCopayment => [
            "Omavastuu on {percent} nettotuloista {net_income}, joista vähennetään vuokra {rent} ja ateriat {meals}: {result}",
            "Självriskandelen är {percent} av nettoinkomsterna {net_income} minskade med hyran {rent} och måltiderna {meals}: {result}",
            "The co-payment is {percent} of the net income {net_income} less the rent {rent} and the meals {meals}: {result}",
        ],
        Computed::HousingKept => [
            "Asiakkaalle on jäätävä {base} osuudesta vähintään {kept}, joten omavastuu on {result}",
            "Av {base} ska minst {kept} bli kvar för klienten, så självriskandelen är {result}",
            "Of {base} at least {kept} must stay with the client, so the co-payment is {result}",
        ],
        Computed::UnitCopayment => [
            "Omavastuu yksikköä kohti: {copayment} ÷ {divisor} = {result}",
            "Självriskandel per enhet: {copayment} ÷ {divisor} = {result}",
            "The co-payment of a unit: {copayment} ÷ {divisor} = {result}",
        ],
        Computed::StoredValue => [
            "{content}: päätöksen mukainen arvo {result}",
            "{content}: värdet enligt beslutet {result}",
            "{content}: the value by the decision is {result}",
        ],
        Computed::FixedCopayment => [
            "Sääntökirjan omavastuu yksikköä kohti on {result}",
            "Regelbokens självriskandel per enhet är {result}",
            "The rulebook's co-payment of a unit is {result}",
        ],
        Computed::FreeMonth => [
            "{first_day} alkavalta kuukaudelta ei peritä omavastuuta: {result}",
            "För månaden som börjar {first_day} tas ingen självriskandel ut: {result}",
            "The month of {first_day} is not charged: {result}",
        ],
        Computed::FlatValue => [
            "{content}: sääntökirjan arvo yksikköä kohti {result}",
            "{content}: regelbokens värde per enhet {result}",
            "{content}: the rulebook's value of a unit is {result}",
        ],
        Computed::BandValue => [
            "{content}, aikavyöhyke {band}: sääntökirjan arvo tunnilta {result}",
            "{content}, tidsbandet {band}: regelbokens värde per timme {result}",
            "{content}, band {band}: the rulebook's value of an hour is {result}",
        ],
        Computed::RaisedValue => [
            "Arvoa on korotettu asiakkaalle: {value} + {raise} = {result}",
            "Värdet har höjts för klienten: {value} + {raise} = {result}",
            "The value was raised for the client: {value} + {raise} = {result}",
        ],
        Computed::AgreedPrice => [
            "{content}: sovittu hinta {result}",
            "{content}: avtalat pris {result}",
            "{content}: the agreed price is {result}",
        ],
        Computed::CappedPrice => [
            "Tuottajan hinta {price} on korkeampi kuin arvo {value} ja suurin sallittu lisähinta {surcharge}: hinta on {result}",
            "Producentens pris {price} är högre än värdet {value} och det högsta tilläggspriset {surcharge}: priset är {result}",
            "The provider's price {price} is above the value {value} and the highest surcharge {surcharge}: the price is {result}",
        ],
        Computed::FreeOfCharge => [
            "Palvelu on asiakkaalle maksuton, joten järjestäjä maksaa koko hinnan {result}",
            "Servicen är avgiftsfri för klienten, så anordnaren betalar hela priset {result}",
            "The service is free of charge to the client, so the organiser pays the whole price {result}",
        ],
        Computed::OrganisersUnit => [
            "Arvo {value}, omavastuu {copayment}, hinta {price}: järjestäjä maksaa yksiköltä {result}",
            "Värde {value}, självriskandel {copayment}, pris {price}: anordnaren betalar per enhet {result}",
            "Value {value}, co-payment {copayment}, price {price}: the organiser pays {result} of a unit",
        ],
        Computed::WholePrice => [
            "Hinta: {price} × {quantity} = {result}",
            "Pris: {price} × {quantity} = {result}",
            "Price: {price} × {quantity} = {result}",
        ],
        Computed::OrganisersPart => [
            "Järjestäjä maksaa: {organiser} × {quantity} = {result}",
            "Anordnaren betalar: {organiser} × {quantity} = {result}",
            "The organiser pays: {organiser} × {quantity} = {result}",
        ],
        Computed::ClientsPart => [
            "Asiakas maksaa: {price} − {organiser} = {result}",
            "Klienten betalar: {price} − {organiser} = {result}",
            "The client pays: {price} − {organiser} = {result}",
        ],
        Computed::PartOfMonth => [
            "Kuukaudesta maksetaan {days} päivää {of_days} päivästä, osuus {result}",
            "Av månaden betalas {days} dagar av {of_days}, andelen {result}",
            "Of the month {days} days of {of_days} are paid, the share {result}",
        ],
        Computed::Absence => [
            "{content}: maksetaan {result}",
            "{content}: {result} betalas",
            "{content}: {result} is paid",
        ],
    }
}
