# Sivujen tekstit suomeksi. Samat avaimet samassa järjestyksessä ovat sv.ftl:ssä ja en.ftl:ssä.

## The layout

layout-skip = Siirry sisältöön
layout-languages = Kieli
layout-menu = Päävalikko
layout-sign-in = Kirjaudu sisään
layout-sign-out = Kirjaudu ulos
layout-footer = Palvelusetelien ja ostopalvelujen myöntäminen, kirjaaminen ja tilitys.

## The menu

menu-clients = Asiakkaat
menu-held = Hyväksyttävät tapahtumat
menu-runs = Tilitysajot
menu-roster = Kuukausikirjaus
menu-visits = Kirjaa tapahtuma
menu-bookings = Palveluvaraukset
menu-purchases = Asiakasostot
menu-settlements = Tilitykset
menu-applications = Hakemukset
menu-register = Palveluntuottajat

## What one does where

lead-clients = Asiakkaat, heille myönnetyt palvelusetelit ja tilatut ostopalvelut.
lead-held = Palvelutapahtumat, jotka odottavat hyväksyjän ratkaisua.
lead-runs = Kuukauden tilitys palveluntuottajille ja sen eteneminen.
lead-roster = Kirjaa kuukausittain maksettavat palvelut yhdellä kertaa.
lead-visits = Kirjaa käynti, toimenpide tai hoitopäivä.
lead-bookings = Varaa asiakkaan palveluseteli sen numerolla ja katso varauksesi.
lead-purchases = Vahvista tai hylkää palvelunjärjestäjän tilaukset.
lead-settlements = Kuukausien tilitykset ja niiden laskut.
lead-applications = Hakemukset palveluntuottajaksi ja niiden käsittely.
lead-register = Hyväksytyt palveluntuottajat palveluittain ja paikkakunnittain.

## The front page

front-title = Palvelusetelit ja ostopalvelut
front-lead = Palvelunjärjestäjä myöntää, asiakas valitsee, palveluntuottaja kirjaa ja saa maksun ilman erillistä laskua.
front-to-register = Katso palveluntuottajat
front-organiser = Palvelunjärjestäjälle
front-organiser-text = Hyväksy palveluntuottajat, myönnä palvelusetelit, tilaa ostopalvelut ja tilitä kuukausi.
front-provider = Palveluntuottajalle
front-provider-text = Hakeudu palveluntuottajaksi, varaa palveluseteli, kirjaa palvelutapahtumat ja seuraa tilityksiä.
front-anyone = Kaikille
front-anyone-text = Hyväksyttyjen palveluntuottajien rekisteri on julkinen. Sen lukemiseen ei tarvitse kirjautua.
front-hello = Hei, { $name }

## What was just done

done-signed-out = Olet kirjautunut ulos.
done-client-added = Asiakas on lisätty.
done-granted = Palveluseteli on myönnetty. Anna asiakkaalle setelin numero.
done-ordered = Tilaus on lähetetty palveluntuottajan vahvistettavaksi.
done-booked = Palveluseteli on varattu.
done-purchase-confirmed = Tilaus on vahvistettu.
done-purchase-declined = Tilaus on hylätty.
done-held-approved = Palvelutapahtuma on hyväksytty.
done-held-rejected = Palvelutapahtuma on hylätty.
done-run-started = Tilitysajo on käynnistetty. Palveluntuottajien tilat päivittyvät, kun lataat sivun uudelleen.
done-drafted = Hakemus on tallennettu luonnoksena. Tarkista se ja lähetä käsiteltäväksi.
done-submitted = Hakemus on lähetetty käsiteltäväksi.
done-approved = Hakemus on hyväksytty.
done-rejected = Hakemus on hylätty.
done-withdrawn = Hakemus on peruttu.
done-asked = Täydennystä on pyydetty.
done-suspended = Hyväksyntä on keskeytetty.
done-reinstated = Hyväksyntä on palautettu.
done-revoked = Hyväksyntä on peruutettu.

## Why there is no page

failure-not-allowed = Sinulla ei ole oikeutta tähän
failure-not-allowed-text = Roolisi ei salli tätä sivua tai toimintoa. Oikeuksia antaa palvelunjärjestäjän tai palveluntuottajan pääkäyttäjä.
failure-not-found = Sivua ei löydy
failure-not-found-text = Sivua tai tietoa ei ole, tai se ei kuulu sinulle.
failure-forged = Lomaketta ei voitu ottaa vastaan
failure-forged-text = Lomake on vanhentunut tai se ei tullut tältä sivustolta. Mitään ei tallennettu. Avaa sivu uudelleen ja täytä lomake.
failure-sign-in = Kirjautuminen keskeytyi
failure-sign-in-text = Kirjautumista ei voitu viedä loppuun. Aloita kirjautuminen alusta.
failure-refused = Pyyntöä ei voitu toteuttaa
failure-try-again = Palvelu ei vastaa juuri nyt
failure-try-again-text = Yritä hetken kuluttua uudelleen. Jos olit lähettämässä lomaketta, palaa selaimella takaisin ja lähetä se uudelleen: sama lomake tallentuu vain kerran.
failure-to-front = Etusivulle

## Forms

form-wrong = Tarkista lomakkeen tiedot
form-wrong-prefix = Virhe:
form-required = Täytä tämä kenttä.
form-choose = Valitse yksi vaihtoehdoista.
form-day = Anna päivämäärä, esimerkiksi 5.10.2026.
form-moment = Anna päivä ja kellonaika.
form-euros = Anna summa euroina, esimerkiksi 45,50.
form-hours = Anna tunnit, esimerkiksi 1,5 tai 1:30.
form-whole = Anna kokonaisluku.
form-optional = ei pakollinen
form-first-day = Ensimmäinen päivä
form-last-day = Viimeinen päivä
form-select-none = Valitse
form-continue = Jatka
list-more = Näytä lisää

## The register

register-title = Hyväksytyt palveluntuottajat
register-lead = Palveluntuottajat, joiden palveluihin palvelusetelillä voi hankkia palvelua, ja heidän hintansa.
register-search = Palveluntuottajien haku
register-organiser = Palvelunjärjestäjä
register-service = Palvelu
register-any-service = Kaikki palvelut
register-town = Paikkakunta
register-show = Hae
register-found = { $count ->
    [one] Yksi palveluntuottaja
   *[other] { $count } palveluntuottajaa
}
register-none = Hakuehdoilla ei löytynyt palveluntuottajia.
register-business-id = Y-tunnus
register-towns = Toimipaikat
register-languages = Palvelukielet
register-agreed-price = Hinta sovitaan tilauksessa.
register-full = Ei ota nyt uusia asiakkaita.
register-free-from = Seuraava vapaa aika: { $day }.
register-rulebooks = Palvelujen sääntökirjat
rulebook-table = Taulukko

## Clients

clients-title = Asiakkaat
clients-add = Lisää asiakas
clients-none = Asiakkaita ei ole.
client-name = Asiakas
client-first-names = Etunimet
client-last-name = Sukunimi
client-born = Syntymäaika
client-municipality = Kotikunta
client-language = Asiointikieli
client-language-hint = Päätökset annetaan tällä kielellä.
client-identity-code = Henkilötunnus
client-identity-code-hint = Jätä tyhjäksi, jos asiakkaalla ei ole henkilötunnusta.
client-new-title = Lisää asiakas
client-new-save = Lisää asiakas
client-vouchers = Palvelusetelit ja ostopalvelut
client-no-vouchers = Asiakkaalle ei ole myönnetty palveluseteleitä eikä tilattu ostopalveluja.

## A voucher

voucher-number = Palvelusetelin numero
voucher-validity = Voimassa
voucher-limits = Enintään
voucher-use = Käyttö
voucher-used = Käytetty { $amount }
voucher-held = Odottaa hyväksyntää { $amount }
voucher-left = Jäljellä { $amount }
voucher-price = Sovittu hinta
voucher-bookings = Palveluntuottaja
voucher-no-bookings = Asiakas ei ole vielä valinnut palveluntuottajaa.
voucher-provider-unnamed = Palveluntuottaja, joka ei ole rekisterissä
voucher-state-granted = Myönnetty
voucher-state-open = Käytössä
voucher-state-ordered = Odottaa vahvistusta
voucher-state-confirmed = Vahvistettu
voucher-state-declined = Hylätty
voucher-state-closed = Päättynyt

## Limits and units

limit-day = Päivässä
limit-week = Viikossa
limit-month = Kuukaudessa
limit-total = Yhteensä
limit-in-day = { $amount } päivässä
limit-in-week = { $amount } viikossa
limit-in-month = { $amount } kuukaudessa
limit-in-all = yhteensä { $amount }
unit-HUR = h
unit-C62 = kpl
unit-DAY = pv
unit-MON = kk
unit-hours = h
unit-minutes = min
unit-days = { $count ->
    [one] { $count } päivä
   *[other] { $count } päivää
}
unit-months = { $count ->
    [one] { $count } kuukausi
   *[other] { $count } kuukautta
}
unit-pieces = { $count } kpl

## Contents of a voucher or an order

contents-title = Palvelun sisältö
contents-hint = Tyhjäksi jätetty määrä on rajoittamaton.
contents-choose = Valitse ainakin yksi sisältö.
contents-value = Palvelusetelin arvo (€)
contents-copayment = Omavastuu (€)
contents-price = Sovittu hinta (€ / { $unit })
contents-value-is = Arvo

## Granting and ordering

choose-service-lead = Valitse palvelu.
grant-title = Myönnä palveluseteli
grant-service = Palvelu
grant-save = Myönnä palveluseteli
order-title = Tilaa ostopalvelu
order-provider = Palveluntuottaja
order-save = Lähetä tilaus

## Applications

applications-add = Tee hakemus
applications-waiting = Odottavat ratkaisua
applications-none-waiting = Yksikään hakemus ei odota ratkaisua.
applications-others = Muut hakemukset
applications-none = Hakemuksia ei ole.
applications-submitted = Lähetetty { $at }
application-state-draft = Luonnos
application-state-submitted = Käsiteltävänä
application-state-more-information = Odottaa täydennystä
application-state-approved = Hyväksytty
application-state-rejected = Hylätty
application-state-suspended = Keskeytetty
application-state-withdrawn = Peruttu
application-state-revoked = Hyväksyntä peruutettu
application-state-expired = Päättynyt
application-reason = Perustelu: { $reason }
application-company = Yritys
application-name = Yrityksen nimi
application-address = Osoite
application-street = Katuosoite
application-postal-code = Postinumero
application-town = Postitoimipaikka
application-languages = Palvelukielet
application-vat = Arvonlisäverovelvollisten rekisteri
application-vat-registered = Yritys on arvonlisäverovelvollisten rekisterissä
application-vat-yes = Rekisterissä
application-vat-no = Ei rekisterissä
application-payment = Maksu ja verkkolaskuosoite
application-payment-hint = Tilitys maksetaan tälle tilille. Ilman tilinumeroa ja verkkolaskuosoitetta tilitystä ei voida maksaa.
application-iban = Tilinumero (IBAN)
application-bic = BIC-koodi
application-einvoice = Verkkolaskuosoite
application-einvoice-address = Verkkolaskuosoite
application-einvoice-operator = Välittäjän tunnus
application-missing = Ei annettu
application-units = Toimipaikat
application-unit-name = Toimipaikan nimi
application-unit-municipality = Kunta
application-accessible = Toimipaikka on esteetön
application-more-units = Lisää toimipaikkoja
application-services = Palvelut ja hinnat
application-choose-services = Palvelut, joita haet tuottamaan
application-prices = Hinnasto
application-prices-hint = Jätä tyhjäksi sisällöt, joita yritys ei tarjoa.
application-new-title = Hakemus palveluntuottajaksi
application-new-lead = Valitse ensin palvelut. Sen jälkeen täytetään yrityksen tiedot ja hinnasto.
application-save = Tallenna luonnos
application-commitment = Lähettämällä hakemuksen yritys sitoutuu näihin sääntökirjoihin:
application-rulebook-version = versio { $count }
application-submit-lead = Lähetettyä hakemusta ei voi enää muuttaa.
application-submit = Lähetä hakemus
application-again = Täytä uusi hakemus näillä tiedoilla
application-decision = Ratkaisu
application-reason-hint = Ratkaisu annetaan aina perusteltuna.
application-edit = Muokkaa hakemusta
application-deadline = Täydennyksen määräpäivä
application-deadline-hint = Tarvitaan vain, kun pyydät täydennystä.
application-ask = Pyydä täydennystä
application-change = Muutos
application-from = Alkaen
application-from-hint = Uudet varaukset estyvät tai sallitaan heti. Päivä ratkaisee, mistä alkaen palvelutapahtumia ei makseta tai maksetaan taas.
application-suspend = Keskeytä hyväksyntä
application-reinstate = Palauta hyväksyntä
application-revoke = Peruuta hyväksyntä
application-withdraw = Peru hakemus tai luovu hyväksynnästä
application-history = Käsittelyn vaiheet
application-history-from = alkaen { $day }
application-history-until = viimeinen päivä { $day }
application-history-deadline = vastattava viimeistään { $day }
decision-reason = Perustelu
decision-reason-hint = Hylkäämiselle on annettava perustelu.
decision-approve = Hyväksy
decision-reject = Hylkää

## Held events

held-lead = Palvelutapahtumat, jotka sääntökirjan mukaan vaativat hyväksynnän.
held-all-services = Kaikki palvelut
held-show = Näytä
held-none = Yksikään palvelutapahtuma ei odota hyväksyntää.
held-quantity = Määrä
held-amount = Maksetaan palveluntuottajalle
held-provider = Palveluntuottaja
held-why = Miksi odottaa
held-voucher = Palveluseteli
held-reason-over-limit-held = Ylittää myönnetyn määrän
held-reason-needs-approval = Palvelu vaatii aina hyväksynnän
held-reason-sampled = Poimittu pistokokeena
held-reason-after-death = Asiakas oli kuollut ennen tätä päivää

## Settlement runs

runs-start = Käynnistä tilitysajo
runs-period = Tilityskausi
runs-period-hint = Mukaan tulevat kaikki kauden loppuun mennessä hyväksytyt ja vielä tilittämättä olevat tapahtumat.
runs-start-button = Käynnistä
runs-all = Tilitysajot
runs-none = Tilitysajoja ei ole.
runs-started = Käynnistetty { $at }
run-state-planned = Käynnissä
run-state-sent = Lähetetty palveluntuottajittain
run-title = Tilitysajo, { $month }
run-providers = Palveluntuottajat
run-total = Tilitetään yhteensä
run-none = Ajossa ei ole vielä yhtään palveluntuottajaa.
run-state = Tila
run-rows = Rivejä
run-sum = Summa
run-invoice = Lasku
run-fetch = Lataa lasku { $number }
settlement-state-collecting = Kootaan
settlement-state-closed = Suljettu
settlement-state-empty = Ei tilitettävää
settlement-state-numbered = Lasku numeroitu
settlement-state-written = Lasku valmis
settlement-state-set-aside = Siirretty sivuun
settlement-state-carried-over = Siirtyy seuraavaan tilitykseen
settlement-state-carried-into = Sisältyy myöhempään laskuun
aside-reason-no-iban = Tilinumero puuttuu
aside-reason-no-organiser-details = Palvelunjärjestäjän laskutustiedot puuttuvat
aside-reason-no-einvoice-address = Verkkolaskuosoite puuttuu
settlements-lead = Tilitys syntyy kirjatuista palvelutapahtumista. Erillistä laskua ei lähetetä.
settlements-none = Tilityksiä ei ole vielä.
settlements-fetch = Lataa lasku { $number }

## Bookings

bookings-book = Varaa palveluseteli
bookings-number-hint = Asiakas antaa numeron. Se on muotoa 0HHT0-D1BDW-F.
bookings-number = Tarkista numero: tällaista palvelusetelin numeroa ei ole.
bookings-no-such-voucher = Tällä numerolla ei ole palveluseteliä.
bookings-save = Varaa
bookings-own = Varaukset
bookings-none = Varauksia ei ole.

## Orders

purchases-lead = Palvelunjärjestäjän tilaukset, joita sinulle on lähetetty.
purchases-none = Tilauksia ei ole.
purchases-reason = Hylkäämisen syy
purchases-reason-hint = Tarvitaan vain, jos hylkäät tilauksen.
purchases-confirm = Vahvista tilaus
purchases-decline = Hylkää tilaus
purchases-open = Näytä tilaus

## The month's roster

roster-title = Kuukausikirjaus, { $month }
roster-months = Kuukaudet
roster-lead = Kaikki on valmiiksi täytetty viime kuun mukaan. Muuta tarvittaessa, tarkista ja vahvista.
roster-none = Tällä kuukaudella ei ole kuukausittain maksettavia palveluja.
roster-all-recorded = Koko kuukausi on kirjattu.
roster-check = Tarkista { $count ->
    [one] yksi kirjaus
   *[other] { $count } kirjausta
}
roster-open = Kirjaamatta { $count }
roster-recorded = Kirjattu { $count }
roster-new = Uusi
roster-content-of = Sisältö, { $name }
roster-leave-out-of = Jätä kirjaamatta
roster-no-price = Ei hintaa
roster-line = Rivi { $count }
roster-recorded-now = { $count ->
    [one] Yksi kirjaus tallennettu
   *[other] { $count } kirjausta tallennettu
}
roster-held-now = { $count ->
    [one] Yksi kirjaus odottaa hyväksyntää.
   *[other] { $count } kirjausta odottaa hyväksyntää.
}
roster-refused-now = Näitä ei tallennettu:
check-title = Tarkista kirjaukset, { $month }
check-lead = { $count ->
    [0] Mitään ei kirjattaisi.
    [one] Yksi kirjaus tallennetaan, kun vahvistat.
   *[other] { $count } kirjausta tallennetaan, kun vahvistat.
}
check-unchanged = Kuten ennen
check-changed = Muutettu
check-left-out = Jätetään kirjaamatta
check-organiser-pays = Palvelunjärjestäjä maksaa
check-clients-pay = Asiakkaat maksavat
check-changed-sum = Muutettujen kirjausten hinta lasketaan tallennettaessa, eikä se sisälly summiin.
check-confirm = Vahvista ja kirjaa { $count }
check-edit = Takaisin muuttamaan
check-was = Ennen:
check-is = Nyt:

## Recording an event

visit-title = Kirjaa palvelutapahtuma
visit-choose = Valitse asiakas.
visit-none = Sinulla ei ole varauksia eikä vahvistettuja tilauksia, joille kirjata.
visit-other = Valitse toinen asiakas
visit-content = Mitä tehtiin
visit-start = Alkoi
visit-end = Päättyi
visit-start-clock = Alkamisen kellonaika
visit-end-clock = Päättymisen kellonaika
visit-clock-any = Ei tarkennusta
visit-clock-summer = Kesäaika
visit-clock-winter = Talviaika
visit-day = Päivä
visit-quantity = Määrä ({ $unit })
visit-save = Kirjaa
visit-approved = Kirjattu ja hyväksytty
visit-held = Kirjattu, odottaa hyväksyntää
visit-next = Kirjaa seuraava

## Codes of the API

role-main-user = pääkäyttäjä
role-grantor = myöntäjä
role-approver = hyväksyjä
role-finance = talous
role-viewer = katselija
role-signatory = nimenkirjoitusoikeudellinen
role-provider-main-user = palveluntuottajan pääkäyttäjä
role-service-manager = palveluvastaava
role-recorder = kirjaaja
language-fi = suomi
language-sv = ruotsi
language-en = englanti
band-day = päivä
band-evening = ilta
band-night = yö
band-saturday = lauantai
band-sunday = sunnuntai ja pyhä

compare-title = Vertaa palveluntuottajia
compare-lead = Tässä ovat kaikki, jotka voivat ottaa setelisi. Hinnat on laskettu sinulle. Valitse viimeistään { $day }.
compare-chose = Olet valinnut palveluntuottajan { $name }. Ota siihen yhteyttä ja sovi alkamisesta.
compare-booked = Setelille on jo valittu palveluntuottaja.
compare-own-free = Järjestäjän oma vastaava palvelu on maksuton.
compare-own-fee = Järjestäjän oman vastaavan palvelun maksu: { $fee }.
compare-own-by-income = Järjestäjän oman vastaavan palvelun maksu riippuu tuloista.
compare-narrow = Järjestä ja rajaa
compare-order = Järjestys
compare-by-total = Oma osuus pienin ensin
compare-by-distance = Lähin ensin
compare-by-name = Nimi
compare-by-room = Vapaa ensin
compare-from = Postinumerosi tai kuntasi
compare-language = Palvelun kieli
compare-any-language = Mikä tahansa
compare-room-only = Vain ne, jotka ottavat uusia asiakkaita
compare-accessible = Esteetön toimipaikka
compare-show = Näytä
compare-you-pay = Maksat itse
compare-per-whole = koko palvelusta
compare-per-month = kuukaudessa
compare-per-week = viikossa
compare-per-day = päivässä
compare-per-unit = yksikköä kohti
compare-missing = Summasta puuttuu, koska tuottaja ei tarjoa: { $contents }.
compare-distance = Etäisyys
compare-km = noin { $count } km
compare-room = Vapaata
compare-has-room = Ottaa uusia asiakkaita.
compare-lines = Mistä summa koostuu
compare-not-counted = (ei summassa)
compare-whole-price = Koko hinta, josta järjestäjä maksaa loput
compare-choose = Valitse
compare-confirm-title = Vahvista valinta
compare-back = Takaisin vertailuun
compare-service = Palvelu
compare-days = Ajalle
compare-contract = Palvelusta tehdään sopimus sinun ja palveluntuottajan välillä.
compare-confirm = Vahvista valinta
done-chosen = Valinta on tehty.
